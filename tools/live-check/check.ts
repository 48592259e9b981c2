import type { Client } from '../../src/plex/client.ts';
import { Belongings, type Held } from './belongings.ts';
import type { Fact } from './facts.ts';
import type { Look } from './finding.ts';
import { Findings } from './findings.ts';
import type { Ports } from './ports.ts';
import type { Question, Watch } from './watch.ts';

/** What every step of the check works with. */
export class Check {
  readonly findings = new Findings();
  readonly belongings = new Belongings();

  constructor(
    readonly ports: Ports,
    readonly watch: Watch,
  ) {}

  /**
   * Asks plex.tv something.
   * @throws where the person wants to stop
   */
  look<Value>(client: Client, question: Question<Value>): Promise<Look<Value>> {
    this.ports.stop.throwIfAborted();
    return this.watch.look(client, question);
  }

  /** Whether the person allows a change; where they do not, what hangs on it is left out. */
  async isAllowed(question: string, facts: readonly Fact[]): Promise<boolean> {
    this.ports.stop.throwIfAborted();
    const isAllowed = await this.ports.ask(question);
    this.ports.stop.throwIfAborted();
    if (!isAllowed) this.findings.leaveOut('you said no', facts);
    return isAllowed;
  }

  /** Notes that a token was refused, if that is what plex.tv has said of it. */
  noteRefusal({ token }: Held, { outcome }: Look<unknown>): void {
    if (!outcome.ok && outcome.reason === 'unauthorized') this.belongings.ended(token);
  }

  /** What plex.tv is told about who asks, under an identifier that is used for nothing else. */
  newClient(tool?: string): Client {
    const { version } = this.ports;
    const client = { clientIdentifier: crypto.randomUUID(), version, browser: 'live check' };
    return tool === undefined ? client : { ...client, tool };
  }
}
