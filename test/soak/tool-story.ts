import type { Pin } from '../plex-tv/pins.ts';
import type { Account } from '../plex-tv/tokens.ts';
import { Agenda } from './agenda.ts';
import type { Computer } from './computer.ts';
import { Doings } from './doings.ts';
import { Faults } from './faults.ts';
import { Giving } from './giving.ts';
import { givenTools, grantIn, hasResult, type Kept, toolsOfLink } from './kept.ts';
import { isOpen, PlexPages } from './pages.ts';
import type { Plan } from './plan.ts';
import { Presses } from './presses.ts';
import type { Deed, Step, ToolPlan } from './tool-plan.ts';
import { hook, ToolPresses } from './tool-presses.ts';
import type { Troubles } from './troubles.ts';

type DeedOf<Kind extends Deed['kind']> = Extract<Deed, { kind: Kind }>;

/** Lets happen what a plan has of tools, from the link that is wanted on. */
export class ToolStory {
  readonly doings = new Doings();
  readonly #agenda = new Agenda();
  readonly #presses: Presses;
  readonly #toolPresses: ToolPresses;
  readonly #faults: Faults;
  readonly #giving: Giving;

  /** @param wanted the pin that the user stands by */
  constructor(
    readonly plan: Plan,
    readonly computer: Computer,
    readonly troubles: Troubles,
    readonly guest: Account,
    public wanted: Pin | null,
  ) {
    this.#presses = new Presses(computer, troubles, plan);
    this.#toolPresses = new ToolPresses(computer, this.#agenda);
    this.#faults = new Faults(this.#agenda, new PlexPages(computer, this.#presses, troubles));
    this.#giving = new Giving(this.#toolPresses, this.#presses, this.doings);
  }

  /** Tells it, as long as there is a link. That there is none is for the judgement of the link. */
  async tell({ steps, latencyMs, forgetsPins }: ToolPlan): Promise<void> {
    if (!(await this.#hasLink(null))) return;
    const { settings } = this.troubles.plexTv;
    settings.latencyMs = latencyMs;
    settings.forgetClaimedPins = forgetsPins;
    this.#agenda.at(Date.now(), () => this.#goOn(steps));
    await this.#agenda.done();
  }

  async #goOn(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (this.wanted === null) return;
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
        return this.#unlink(deed, pressed);
      case 'switch':
        return this.#switch(deed, pressed);
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
    await this.#leave();
  }

  async #unlink(
    { endsTools, again }: DeedOf<'unlink'>,
    pressed: () => Promise<void>,
  ): Promise<void> {
    const onPress = (kept: Kept, ends: boolean) => {
      if (ends) this.doings.end(toolsOfLink(kept));
      return pressed();
    };
    const ways = [hook('unlink'), hook('account'), hook('back')];
    const path = { goal: hook('confirm-unlink'), ways, endsTools, onPress };
    await this.#toolPresses.press('the link was ended', path, ({ linkId }) =>
      linkId === null ? true : undefined,
    );
    this.wanted = null;
    if (again) await this.#link(null, this.troubles.plexTv.account);
    else await this.#leave();
  }

  async #switch({ endsTools, to }: DeedOf<'switch'>, pressed: () => Promise<void>): Promise<void> {
    let before: Kept | null = null;
    let ends = false;
    const onPress = (kept: Kept, isTicked: boolean) => {
      [before, ends] = [kept, isTicked];
      return pressed();
    };
    const ways = [hook('account'), hook('back')];
    const path = { goal: hook('switch-account'), ways, endsTools, onPress };
    const linkId = await this.#toolPresses.press('another was asked for', path, kept =>
      kept.link.status === 'linked' ? undefined : (kept.linkId ?? ''),
    );
    const { plexTv } = this.troubles;
    const isLinked =
      to !== 'nobody' && (await this.#link(linkId, to === 'guest' ? this.guest : plexTv.account));
    if (isLinked && ends && before !== null) this.doings.end(toolsOfLink(before));
    if (!isLinked) await this.#cancel();
  }

  /** Presses on until there is a pin, and lets it be approved; false where it was over by then. */
  async #link(before: string | null, account: Account): Promise<boolean> {
    const { plexTv } = this.troubles;
    const way = before === null ? this.plan.way : 'browser';
    const pin = await this.#agenda.turn(() => this.#presses.obtain(way));
    if (!isOpen(pin)) return false;
    plexTv.approve(pin.code, account);
    this.wanted = pin;
    await this.#hasLink(before);
    return true;
  }

  /** The link stays as it was. */
  async #cancel(): Promise<void> {
    const path = { goal: hook('cancel'), ways: [] };
    await this.#toolPresses.press('there was the link again', path, ({ link }) =>
      link.status === 'linked' ? true : undefined,
    );
    await this.#leave();
  }

  /** Whether there is another link than before, and it is known whose account that is. */
  async #hasLink(before: string | null): Promise<boolean> {
    const isThere = await this.#toolPresses
      .see('there was a link', ({ link, linkId }) =>
        link.status === 'linked' && linkId !== before ? true : undefined,
      )
      .catch(() => false);
    if (!isThere) return false;
    await this.#agenda.turn(async () => void (await this.computer.popup()));
    await this.#toolPresses.see(
      'it was known whose the link is',
      kept => kept.account ?? undefined,
    );
    await this.#leave();
    return true;
  }

  async #leave(): Promise<void> {
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
