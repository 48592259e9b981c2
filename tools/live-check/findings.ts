import { type Answer, formOf, jsonIn } from './answer.ts';
import type { Fact } from './facts.ts';
import { type Expected, type Finding, judged, type Look, summaryOf } from './finding.ts';
import { plain, type Shape, shapeOf } from './shape.ts';
import { rootIn } from './xml.ts';
import { xmlShape } from './xml-shape.ts';

/** The shape of an answer, and what else may be told of it. */
export interface SeenShape {
  readonly title: string;
  readonly summary: string;
  readonly shape: Shape;
}

/** What was found so far. */
export class Findings {
  readonly #findings = new Map<Fact, Finding>();
  readonly shapes: SeenShape[] = [];

  of(fact: Fact): Finding {
    const notes = ['what it needs was not there'];
    return this.#findings.get(fact) ?? { verdict: 'not checked', notes };
  }

  isAsExpected(fact: Fact): boolean {
    return this.of(fact).verdict === 'as expected';
  }

  judge<Value>(fact: Fact, look: Look<Value>, expected: Expected<Value>): void {
    this.#findings.set(fact, judged(look, expected));
  }

  /** Notes whether something is so, in the words for the one or the other. */
  decide(fact: Fact, isSo: boolean, note: string): void {
    this.#findings.set(fact, { verdict: isSo ? 'as expected' : 'otherwise', notes: [note] });
  }

  /** Notes why these were not looked at, but for those that were. */
  leaveOut(why: string, facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (!this.#findings.has(fact)) {
        this.#findings.set(fact, { verdict: 'not checked', notes: [why] });
      }
    }
  }

  /** Keeps the shape of an answer, if there is one. */
  keepShape(title: string, answer: Answer | null): void {
    if (answer === null) return;
    this.shapes.push({ title, summary: summaryOf(answer), shape: shapeIn(answer) });
  }
}

function shapeIn(answer: Answer): Shape {
  const form = formOf(answer);
  if (form === 'JSON') return shapeOf(jsonIn(answer));
  const root = form === 'XML' ? rootIn(answer.body) : null;
  return root === null ? plain(form) : xmlShape(root);
}
