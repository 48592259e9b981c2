import type { Doings } from './doings.ts';
import { grantIn, type Kept } from './kept.ts';
import type { Presses } from './presses.ts';
import type { Deed, Fate } from './tool-plan.ts';
import { hook, type Path, type ToolPresses } from './tool-presses.ts';

type Press = Extract<Deed, { fate: Fate }>;
type Pressed = () => Promise<void>;

/** The button that gives access, and the one that tries again where that has come to nothing. */
function goalOf(button: 'create-tool' | 'replace-tool'): string {
  return `${hook(button)}, ${hook('retry')}`;
}

/** How the user gives tools access, until the token is where it belongs. */
export class Giving {
  constructor(
    readonly toolPresses: ToolPresses,
    readonly presses: Presses,
    readonly doings: Doings,
  ) {}

  /** Gives a tool access. */
  async give(deed: Extract<Deed, { kind: 'give' }>, pressed: Pressed): Promise<void> {
    const option = `${hook('tool-option')}[data-tool="${deed.tool}"]`;
    const ways = [option, hook('add-tool'), hook('back')];
    await this.#giveBy(deed, { goal: goalOf('create-tool'), ways }, pressed, null);
  }

  /** Gives one that has access another token in the place of the one that it has. */
  async replace(
    deed: Extract<Deed, { kind: 'replace' }>,
    id: string,
    pressed: Pressed,
  ): Promise<void> {
    const ways = [`[id="tool-${id}"]`, hook('back')];
    await this.#giveBy(deed, { goal: goalOf('replace-tool'), ways }, pressed, id);
  }

  async #giveBy(
    { isDouble, fate }: Press,
    way: Pick<Path, 'goal' | 'ways'>,
    pressed: Pressed,
    replaces: string | null,
  ): Promise<void> {
    const times = isDouble ? 2 : 1;
    for (;;) {
      const onPress = () => {
        this.doings.asked += 1;
        return pressed();
      };
      const name = `My script ${this.doings.asked + 1}`;
      const id = await this.#ask({ ...way, times, name, onPress });
      if (replaces !== null && id !== null) this.doings.replace(replaces, id);
      if (id !== null && (await this.#isHanded(id))) return this.#settle(id, fate);
      // Whoever was told that it has come to nothing tries again when plex.tv is well.
      await this.presses.troubles.calm();
    }
  }

  /** Presses until a grant was made for it, and gives its name; null where it is gone by then. */
  async #ask(path: Path): Promise<string | null> {
    const before = await this.toolPresses.see('it was known what there is', kept => kept);
    const grant = await this.toolPresses.press('access was asked for', path, kept =>
      kept.grantsMade > before.grantsMade ? { made: newIn(kept, before) } : undefined,
    );
    return grant.made;
  }

  /** Whether its token can be copied in the end, or it has come to nothing. */
  #isHanded(id: string): Promise<boolean> {
    const underWay = ['requesting', 'approving', 'waiting', 'verifying'];
    return this.toolPresses.see('the token of a tool was there or was not to be had', kept => {
      const grant = grantIn(kept, id);
      const isAwaited = underWay.includes(grant?.phase ?? '') && grant?.abandonedAt === null;
      return isAwaited ? undefined : grant?.phase === 'handed';
    });
  }

  async #settle(id: string, fate: Fate): Promise<void> {
    if (fate === 'done' || fate === 'copied') await this.#copy(id);
    if (fate === 'done' || fate === 'unwanted') await this.#finish(id);
    await this.toolPresses.agenda.turn(() => this.presses.leavePopup());
  }

  async #copy(id: string): Promise<void> {
    const ways = [hook('show-result'), hook('back')];
    const path = { goal: hook('copy-snippet'), ways, isSlow: true };
    const isCopied = await this.toolPresses.press('a token was copied', path, kept => {
      const grant = grantIn(kept, id);
      if (grant?.phase !== 'handed') return grant?.phase === 'given';
      return grant.copiedAt === null ? undefined : true;
    });
    if (isCopied) this.doings.copy(id);
  }

  async #finish(id: string): Promise<void> {
    const ways = [hook('show-result'), hook('back')];
    const path = { goal: hook('tool-done'), ways, isSlow: true };
    await this.toolPresses.press('a token was kept no more', path, kept =>
      grantIn(kept, id)?.phase === 'handed' ? undefined : true,
    );
  }
}

/** The tool's grant that was made since. */
function newIn(now: Kept, before: Kept): string | null {
  const isNew = ({ id }: { readonly id: string }) => grantIn(before, id) === undefined;
  return now.grants.findLast(grant => grant.tool !== null && isNew(grant))?.id ?? null;
}
