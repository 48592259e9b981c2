import { type Fact, facts } from '../../tools/live-check/facts.ts';
import { liveCheck, type Result } from '../../tools/live-check/live-check.ts';
import type { Ports } from '../../tools/live-check/ports.ts';
import type { Plex } from '../plex-tv/plex.ts';

/** What the person does. */
export interface Person {
  /** Whether they say yes to the question of that number, the first is 0. */
  readonly answer?: (index: number) => boolean;
  /** How many checks they let pass before they allow it; never where it is null. */
  readonly patience?: number | null;
  readonly stop?: AbortSignal;
}

/** A run of the check, and what the person was asked and told. */
export interface Run extends Result {
  readonly questions: readonly string[];
  readonly said: readonly string[];
}

/** A stand-in, by what the check needs of it. */
export interface Asked extends Pick<Ports, 'fetch' | 'now'> {
  readonly plex: Plex;
}

/** Runs the check at a stand-in; where it waits, the stand-in's clock jumps. */
export async function runAt({ plex, fetch, now }: Asked, person: Person = {}): Promise<Run> {
  const { answer = () => true, patience = 2, stop = new AbortController().signal } = person;
  const questions: string[] = [];
  const said: string[] = [];
  let checksLeft: number | null = null;
  const allow = () => {
    const pin = plex.pins.find(({ strong }) => strong);
    if (pin !== undefined && plex.isOpen(pin.code)) plex.approve(pin.code);
  };
  const result = await liveCheck({
    fetch,
    now,
    stop,
    version: '1.2.3',
    ask: async question => {
      questions.push(question);
      return answer(questions.length - 1);
    },
    say: text => {
      said.push(text);
      if (text.startsWith('https://app.plex.tv/auth')) checksLeft = patience;
    },
    delay: async ms => {
      plex.advance(ms);
      if (checksLeft === 0) allow();
      if (checksLeft !== null) checksLeft -= 1;
    },
  });
  return { ...result, questions, said };
}

/** What a report says of a fact, with what was seen. */
export function said(report: string, fact: Fact): string {
  const lines = report.split('\n');
  const start = lines.findIndex(line => line.slice(13) === facts[fact] && line[0] !== ' ');
  const notes = lines.slice(start + 1);
  const end = notes.findIndex(line => !line.startsWith(' '.repeat(13)));
  return [lines[start], ...notes.slice(0, end)].join('\n');
}

/** The facts of which a report says so. */
export function factsWith(report: string, verdict: string): Fact[] {
  const names = Object.keys(facts).filter((name): name is Fact => name in facts);
  return names.filter(fact => said(report, fact).startsWith(verdict));
}
