import type { Pin } from '../plex-tv/pins.ts';
import type { Account } from '../plex-tv/tokens.ts';
import type { Doings } from './doings.ts';
import type { Kept } from './kept.ts';
import { toolsOfLink } from './kept-tools.ts';
import { isOpen } from './pages.ts';
import type { Presses } from './presses.ts';
import type { Deed } from './tool-plan.ts';
import { hook, type ToolPresses } from './tool-presses.ts';

type DeedOf<Kind extends Deed['kind']> = Extract<Deed, { kind: Kind }>;
type Pressed = () => Promise<void>;

/** How the user ends a link that has tools, and makes others. All are approved on a phone. */
export class Links {
  #isLost = false;

  /** @param wanted the pin that the user stands by; null where that is none */
  constructor(
    readonly toolPresses: ToolPresses,
    readonly presses: Presses,
    readonly doings: Doings,
    readonly guest: Account,
    public wanted: Pin | null,
  ) {}

  /** Whether there is a link by which tools can be given access. */
  get canGoOn(): boolean {
    return this.wanted !== null && !this.#isLost;
  }

  /** Ends the link, with its tools or without, and perhaps makes another. */
  async unlink({ endsTools, again }: DeedOf<'unlink'>, pressed: Pressed): Promise<void> {
    const onPress = (kept: Kept, ends: boolean) => {
      if (ends) this.doings.end(toolsOfLink(kept));
      return pressed();
    };
    const ways = [hook('unlink'), hook('account'), hook('back')];
    const path = { goal: hook('confirm-unlink'), ways, endsTools, onPress };
    await this.toolPresses.press('the link was ended', path, ({ linkId }) =>
      linkId === null ? true : undefined,
    );
    this.wanted = null;
    if (again) await this.#link(null, this.presses.troubles.plexTv.account);
    else await this.#leave();
  }

  /** Puts another account in the place of the one that is linked, if that is approved. */
  async switch({ endsTools, to }: DeedOf<'switch'>, pressed: Pressed): Promise<void> {
    let before: Kept | null = null;
    let ends = false;
    const onPress = (kept: Kept, isTicked: boolean) => {
      [before, ends] = [kept, isTicked];
      return pressed();
    };
    const ways = [hook('account'), hook('back')];
    const path = { goal: hook('switch-account'), ways, endsTools, onPress };
    const linkId = await this.toolPresses.press('another was asked for', path, kept =>
      kept.link.status === 'linked' ? undefined : (kept.linkId ?? ''),
    );
    const { plexTv } = this.presses.troubles;
    const isLinked =
      to !== 'nobody' && (await this.#link(linkId, to === 'guest' ? this.guest : plexTv.account));
    if (isLinked && ends && before !== null) this.doings.end(toolsOfLink(before));
    if (!isLinked) await this.#cancel();
  }

  /** Presses on until there is a pin, and lets it be approved; false where it was over by then. */
  async #link(before: string | null, account: Account): Promise<boolean> {
    const { plexTv } = this.presses.troubles;
    const way = before === null ? this.presses.plan.way : 'browser';
    const pin = await this.toolPresses.agenda.turn(() => this.presses.obtain(way));
    if (!isOpen(pin)) return false;
    plexTv.approve(pin.code, account);
    this.wanted = pin;
    await this.isThere(before);
    return true;
  }

  /** The link stays as it was. */
  async #cancel(): Promise<void> {
    const path = { goal: hook('cancel'), ways: [] };
    await this.toolPresses.press('there was the link again', path, ({ link }) =>
      link.status === 'linked' ? true : undefined,
    );
    await this.#leave();
  }

  /** Whether there is another link than before, and it is known whose account that is. */
  async isThere(before: string | null): Promise<boolean> {
    const isThere = await this.toolPresses
      .see('there was a link', ({ link, linkId }) =>
        link.status === 'linked' && linkId !== before ? true : undefined,
      )
      .catch(() => false);
    this.#isLost = !isThere;
    if (!isThere) return false;
    await this.toolPresses.agenda.turn(async () => void (await this.presses.computer.popup()));
    await this.toolPresses.see('it was known whose the link is', kept => kept.account ?? undefined);
    await this.#leave();
    return true;
  }

  async #leave(): Promise<void> {
    await this.toolPresses.agenda.turn(() => this.presses.leavePopup());
  }
}
