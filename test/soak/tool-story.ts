import type { Pin } from '../plex-tv/pins.ts';
import type { Account } from '../plex-tv/tokens.ts';
import { Agenda } from './agenda.ts';
import type { Computer } from './computer.ts';
import { Doings } from './doings.ts';
import { Faults } from './faults.ts';
import { Giving } from './giving.ts';
import { grantIn } from './kept.ts';
import { givenTools, hasResult } from './kept-tools.ts';
import { Links } from './links.ts';
import { PlexPages } from './pages.ts';
import type { Plan } from './plan.ts';
import { Presses } from './presses.ts';
import type { Deed, Step, ToolPlan } from './tool-plan.ts';
import { hook, ToolPresses } from './tool-presses.ts';
import type { Troubles } from './troubles.ts';

/** Lets happen what a plan has of tools, from the link that is wanted on. */
export class ToolStory {
  readonly doings = new Doings();
  readonly #agenda = new Agenda();
  readonly #presses: Presses;
  readonly #toolPresses: ToolPresses;
  readonly #faults: Faults;
  readonly #giving: Giving;
  readonly #links: Links;

  /** @param wanted the pin that the user stands by */
  constructor(
    readonly plan: Plan,
    readonly computer: Computer,
    readonly troubles: Troubles,
    guest: Account,
    wanted: Pin,
  ) {
    this.#presses = new Presses(computer, troubles, plan);
    this.#toolPresses = new ToolPresses(computer, this.#agenda);
    this.#links = new Links(this.#toolPresses, this.#presses, this.doings, guest, wanted);
    this.#faults = new Faults(this.#agenda, new PlexPages(computer, this.#presses, troubles));
    this.#giving = new Giving(this.#toolPresses, this.#presses, this.doings);
  }

  /** The pin that the user stands by by now, if there is one. */
  get wanted(): Pin | null {
    return this.#links.wanted;
  }

  /** Tells it, as long as there is a link. That there is none is for the judgement of the link. */
  async tell({ steps, latencyMs, forgetsPins }: ToolPlan): Promise<void> {
    if (!(await this.#links.isThere(null))) return;
    const { settings } = this.troubles.plexTv;
    settings.latencyMs = latencyMs;
    settings.forgetClaimedPins = forgetsPins;
    this.#agenda.at(Date.now(), () => this.#goOn(steps));
    await this.#agenda.done();
  }

  async #goOn(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (!this.#links.canGoOn) return;
      this.#faults.beginWithPress(step);
      await this.#happen(
        step.deed,
        once(() => this.#suffer(step)),
      );
    }
  }

  /** What goes wrong from the first press of a deed on. */
  async #suffer(step: Step): Promise<void> {
    await this.#faults.followPress(step, null);
    this.#faults.plan(step, Date.now(), () => null);
  }

  async #happen(deed: Deed, pressed: () => Promise<void>): Promise<void> {
    switch (deed.kind) {
      case 'give':
        await this.#passResults();
        return this.#giving.give(deed, pressed);
      case 'replace': {
        await this.#passResults();
        const tool = await this.#tool(deed.which);
        return tool === null ? undefined : this.#giving.replace(deed, tool, pressed);
      }
      case 'end':
        return this.#end(await this.#tool(deed.which), pressed);
      case 'wait':
        await this.#agenda.turn(pressed);
        return this.#passResults();
      case 'unlink':
        return this.#links.unlink(deed, pressed);
      case 'switch':
        return this.#links.switch(deed, pressed);
    }
  }

  /** There is one result at a time: whoever wants another comes back when that is over. */
  async #passResults(): Promise<void> {
    await this.#agenda.turn(async () => {
      if (hasResult(await this.computer.kept())) await this.computer.passResults();
    });
  }

  /** One of the tools that have access; null where none has. */
  async #tool(which: number): Promise<string | null> {
    const tools = await this.#toolPresses.see('it was known which tools have access', givenTools);
    return tools[which % tools.length]?.id ?? null;
  }

  async #end(id: string | null, pressed: () => Promise<void>): Promise<void> {
    if (id === null) return;
    const onPress = () => {
      this.doings.end([{ id }]);
      return pressed();
    };
    const ways = [hook('end-tool'), `[id="tool-${id}"]`, hook('back')];
    const path = { goal: hook('confirm-end-tool'), ways, onPress };
    await this.#toolPresses.press('the access of a tool was to end', path, kept =>
      grantIn(kept, id)?.phase === 'given' ? undefined : true,
    );
    await this.#agenda.turn(() => this.#presses.leavePopup());
  }
}

/** Does something the first time that it is called. */
function once(act: () => Promise<void>): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isDone) return;
    isDone = true;
    await act();
  };
}
