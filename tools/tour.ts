import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserName, openBrowser } from '../test/browsers/index.ts';
import { User } from '../test/e2e/user.ts';
import type { PlexTv } from '../test/plex-tv/index.ts';
import { root } from './build.ts';

const folder = join(root, 'pictures');

/** The screens that the overview shows side by side. */
const shown = ['unlinked', 'linked', 'tool-result', 'tools'];

/** Goes through whole links without anybody, says each step, and leaves a picture of every screen. */
export async function takeTour(
  name: BrowserName,
  executable: string,
  extension: string,
  plexTv: PlexTv,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  process.stdout.write('No display: going through it alone, with a stand-in for plex.tv.\n');
  for (const scheme of ['light', 'dark'] as const) {
    const options = { extension, executable, plexTvPort: plexTv.port, scheme };
    const opened = await openBrowser(name, options);
    const tour = new Tour(new User(plexTv, opened), `${name}-${scheme}`);
    await tour.take().finally(() => opened.close());
  }
  process.stdout.write(`The pictures are in ${folder}\n`);
}

class Tour {
  readonly #startedAt = Date.now();
  readonly #pictures = new Map<string, string>();

  constructor(
    readonly user: User,
    readonly title: string,
  ) {}

  async take(): Promise<void> {
    const { user } = this;
    const { plexTv } = user;
    await this.#see('unlinked', 'unlinked', 'The popup is open. Nothing was sent so far.');
    plexTv.settings.latencyMs = 1_000;
    await user.press('link');
    await this.#see('requesting', 'requesting', 'Pressed «Link Plex account».');
    plexTv.settings.latencyMs = 0;
    const page = await user.approvalPage();
    await this.#see('waiting', 'waiting-browser', 'The approval page is open.');
    await this.#keep('approval-page', await page.screenshot());
    await user.press('show-qr');
    await user.text('location');
    await this.#see('waiting', 'waiting-phone', 'Asked for the QR code, for a phone.');
    await user.press('switch');
    await user.text('code');
    await this.#see('waiting', 'waiting-device', 'Switched to another device: there is a code.');
    await this.#seeTrouble();
    // An expired pin that is gone at once would look declined: plex.tv counts it down to nothing.
    plexTv.settings.expiredPins = 'pending';
    plexTv.expire(await user.text('code'));
    await this.#see('expired', 'expired', 'The code has expired.');
    await user.press('retry');
    plexTv.deny(await user.text('code'));
    await this.#see('failed', 'failed', 'Got a new code; the user declined.');
    await user.press('retry');
    await user.text('code');
    await user.press('switch');
    await this.#link();
    await user.opened.allowHosts(false);
    await this.#see('forbidden', 'forbidden', 'Took the permission for plex.tv away.');
    await user.opened.allowHosts(true);
    await user.sees('linked');
    await this.#giveAccess();
    await this.#lookAtLink();
    await this.#unlink();
    await this.#makeOverview();
    await this.#seeRareRecords();
  }

  /** Gives tools tokens of their own, and looks at what there is of them then. */
  async #giveAccess(): Promise<void> {
    const { user } = this;
    await user.press('menu');
    await this.#see('linked', 'menu', 'Opened the menu.');
    await user.press('menu');
    await user.press('add-tool');
    await user.text('tool-search');
    await this.#see('linked', 'tool-pick', 'Pressed «Give a tool access»: which?');
    await user.press('back');
    for (const tool of ['kometa', 'home-assistant', 'python-plexapi']) await this.#give(tool);
    await this.#see('linked', 'tools', 'Three tools have access.');
    await user.press('tool');
    await user.text('replace-tool');
    await this.#see('linked', 'tool', 'Opened one of them.');
    await user.press('end-tool');
    await user.text('confirm-end-tool');
    await this.#see('linked', 'tool-end', 'Pressed «End access»: it asks once more.');
    await user.goHome();
    await user.press('link-app');
    await user.reach('tv-code');
    await this.#see('linked', 'link-app', 'Pressed «Link a TV or app».');
    await user.goHome();
    await user.press('account');
    await this.#see('linked', 'account', 'Opened the account.');
  }

  async #give(tool: string): Promise<void> {
    const { user } = this;
    await user.pickTool(tool);
    if (tool === 'kometa') await this.#see('linked', 'tool-consent', 'Picked Kometa.');
    await user.press('create-tool');
    const popup = await user.reach('tool-snippet');
    await popup.waitForFunction(() => document.querySelectorAll('option').length > 1);
    const picture = tool === 'kometa' ? 'tool-result' : `tool-result-${tool}`;
    await this.#see('linked', picture, 'Gave it access: its token, in its own form.');
    await user.press('copy-snippet');
    await popup.waitForSelector('[data-copied="true"]');
    await user.press('tool-done');
    await user.text('tool');
  }

  /** What there is to see and do once an account is linked. */
  async #lookAtLink(): Promise<void> {
    const { user } = this;
    const { plexTv } = user;
    await user.press('show-token');
    await user.press('show-email');
    await user.text('token');
    await this.#see('linked', 'token', 'Pressed «Show»: there is the token, for 30 s.');
    await user.press('hide-token');
    plexTv.down();
    await user.press('check');
    await user.seesHealth('unreachable');
    await this.#see('linked', 'unreachable', 'plex.tv is down: the link is kept.');
    plexTv.up();
    await user.press('check');
    await user.seesHealth('good');
    const isOver = plexTv.fault({ status: 429, headers: { 'Retry-After': '2' } });
    await user.press('check');
    await user.seesHealth('rateLimited');
    await this.#see('linked', 'rate-limited', 'plex.tv asks for a pause.');
    isOver();
    await user.seesHealth('good');
    await user.press('switch-account');
    await user.approvalPage();
    await this.#see('waiting', 'switch-account', 'Pressed «Switch account».');
    await user.press('cancel');
    await user.sees('linked');
    plexTv.revoke(String(await user.keptToken()));
    await user.press('check');
    await this.#see('revoked', 'revoked', 'Ended the link at Plex.');
    await user.press('link');
    await user.allow();
    await user.seesHealth('good');
    this.#say('Linked again.');
  }

  async #unlink(): Promise<void> {
    const { user } = this;
    await user.press('unlink');
    await user.sees('linked');
    await user.text('confirm-unlink');
    await this.#see('linked', 'unlink', 'Pressed «Unlink»: it asks once more.');
    user.plexTv.down();
    await user.press('confirm-unlink');
    const popup = await user.sees('unlinked');
    await popup.waitForSelector('[data-testid="news"] a');
    await this.#see('unlinked', 'not-signed-out', 'Unlinked while plex.tv is down: it says so.');
    user.plexTv.up();
    await popup.waitForSelector('.good');
    await this.#see('unlinked', 'signed-out', 'plex.tv is back, and has confirmed it.');
  }

  /** What is seen so rarely that nobody can wait for it: the record of it is put in place. */
  async #seeRareRecords(): Promise<void> {
    const { opened } = this.user;
    await opened.closePopup(await opened.openPopup());
    await opened.killBackground();
    const id = '00000000-0000-4000-8000-000000000000';
    const ending = { account: null, orderedAt: 0, byUser: false, isDoubted: false, pending: null };
    const grant = { id, number: 1, tool: null, phase: 'ending', ...ending };
    const nothing = { link: null, quietUntil: 0, news: null, toolNews: [], endsTools: false };
    const state = { grants: [grant], ...nothing, grantsMade: 1 };
    await opened.writeStorage({ state, secrets: { [id]: 'a-token-that-nobody-ended' } });
    await this.user.text('forget');
    await this.#see('unlinked', 'given-up', 'A sign-out that was given up after a week.');
    await this.user.press('forget');
    await opened.closePopup(await opened.openPopup());
    await opened.killBackground();
    await opened.writeStorage({ version: 99 });
    await this.#see('outdated', 'outdated', 'A newer version has saved what is there.');
  }

  async #link(): Promise<void> {
    await this.user.allow();
    const popup = await this.user.sees('linked');
    await popup.waitForSelector('img.avatar');
    await this.#see('linked', 'linked', 'Pressed «Allow»: linked.');
  }

  async #seeTrouble(): Promise<void> {
    const { user } = this;
    user.plexTv.down();
    const popup = await user.sees('waiting');
    await popup.waitForSelector('.notice');
    await this.#see('waiting', 'waiting-trouble', 'plex.tv is down: the popup says so.');
    user.plexTv.up();
    await popup.waitForSelector('.notice', { hidden: true });
    this.#say('plex.tv is back, and the extension has noticed.');
  }

  /** Says what has happened, waits for the screen and keeps a picture of it. */
  async #see(status: string, picture: string, text: string): Promise<void> {
    const popup = await this.user.sees(status);
    this.#say(text);
    // Wherever the last press was, no button shall look as if the mouse were on it.
    await popup.mouse.move(0, 0);
    await this.#keep(picture, await this.user.opened.screenshotPopup(popup));
  }

  #say(text: string): void {
    const seconds = ((Date.now() - this.#startedAt) / 1_000).toFixed(1).padStart(5);
    process.stdout.write(`${this.title} ${seconds} s  ${text}\n`);
  }

  async #keep(name: string, png: Uint8Array): Promise<void> {
    this.#pictures.set(name, Buffer.from(png).toString('base64'));
    await writeFile(join(folder, `${this.title}-${name}.png`), png);
  }

  /** One picture with the main screens side by side, for the README. */
  async #makeOverview(): Promise<void> {
    const page = await this.user.opened.browser.newPage();
    await page.setViewport({ width: 1536, height: 612, deviceScaleFactor: 1 });
    const images = shown.map(
      name => `<img src="data:image/png;base64,${this.#pictures.get(name)}" width="360">`,
    );
    const style = 'margin:0;padding:16px 24px;display:flex;gap:16px;background:#8883';
    await page.setContent(`<body style="${style}">${images.join('')}</body>`);
    await this.#keep('overview', await page.screenshot());
  }
}
