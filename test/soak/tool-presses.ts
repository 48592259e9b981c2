import type { Page } from 'puppeteer-core';
import { until } from '../browsers/until.ts';
import type { TestId } from '../e2e/user.ts';
import type { Agenda } from './agenda.ts';
import type { Computer } from './computer.ts';
import type { Kept } from './kept.ts';
import { patienceMs } from './presses.ts';

/** How long a user looks at a button that has done nothing before pressing it again, ms. */
const patienceWithButton = 3_000;

/** What is pressed, and how its user comes to where it is. */
export interface Path {
  /** What the press is for: the button's selector. */
  readonly goal: string;
  /** What leads there: selectors, the nearest to the goal first. */
  readonly ways: readonly string[];
  /** What is typed before, where the popup has an empty field for a name. */
  readonly name?: string;
  /** Whether tools are to end too, where the popup asks for that. */
  readonly endsTools?: boolean;
  /** How often it is pressed at once; once if absent. */
  readonly times?: number;
  /** Whether the button says by itself what came of it, and it is pressed again then. */
  readonly isSlow?: boolean;
  /** Called after each press of the goal, with what was kept before, and whether tools are to end. */
  readonly onPress?: (kept: Kept, endsTools: boolean) => Promise<void> | void;
}

export function hook(id: TestId): string {
  return `[data-testid="${id}"]`;
}

/**
 * What the user does in the popup of a link: goes through its screens and presses, looking there and
 * in what is kept what has come of it. Each look is a turn of its own, so anything may happen between.
 */
export class ToolPresses {
  constructor(
    readonly computer: Computer,
    readonly agenda: Agenda,
  ) {}

  /** Looks at what is kept, again and again, until there is something to see. */
  see<Seen>(what: string, look: (kept: Kept) => Seen | undefined): Promise<Seen> {
    const turn = () => this.agenda.turn(async () => look(await this.computer.kept()));
    return until(what, turn, { patienceMs });
  }

  /** Presses, until there is something to see of it. A press that the popup says was lost is repeated. */
  async press<Seen>(
    what: string,
    path: Path,
    look: (kept: Kept) => Seen | undefined,
  ): Promise<Seen> {
    let last: { readonly popup: Page; readonly at: number } | null = null;
    const step = async () => {
      const kept = await this.computer.kept();
      const seen = look(kept);
      if (seen !== undefined) return seen;
      const popup = await this.computer.popup();
      const isWaiting = last?.popup === popup && !(await saysLost(popup));
      const isPatient = !path.isSlow || Date.now() - (last?.at ?? 0) < patienceWithButton;
      if (isWaiting && isPatient) return undefined;
      const pressed = await pressOn(popup, path);
      if (pressed.isGoal) {
        last = { popup, at: Date.now() };
        await path.onPress?.(kept, pressed.endsTools);
      }
      return undefined;
    };
    return until(what, () => this.agenda.turn(step), { patienceMs });
  }
}

// A popup that has closed itself at this moment has no buttons: the next look is at another one.

async function saysLost(popup: Page): Promise<boolean> {
  return popup
    .evaluate(() => document.querySelector('[data-testid="failure"]') !== null)
    .catch(() => true);
}

/**
 * Presses the first on the path that is there, in one step; before the goal it fills in what its screen
 * asks for, which is a step of its own. A popup that goes by the press may not say that it was one.
 */
async function pressOn(popup: Page, path: Path): Promise<{ isGoal: boolean; endsTools: boolean }> {
  const { goal, ways, name = '', endsTools = false, times = 1 } = path;
  const pressing = popup.evaluate(
    ({ goal, ways, name, endsTools, times, field, box }) => {
      const nothing = { isGoal: false, endsTools: false };
      const button = document.querySelector<HTMLElement>(goal);
      if (button === null) {
        const found = ways.map(way => document.querySelector<HTMLElement>(way));
        found.find(way => way !== null)?.click();
        return nothing;
      }
      const input = document.querySelector<HTMLInputElement>(field);
      if (input?.value.trim() === '') {
        input.value = name;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        return nothing;
      }
      const choice = document.querySelector<HTMLInputElement>(box);
      if (choice !== null && choice.checked !== endsTools) {
        choice.click();
        return nothing;
      }
      for (let press = 0; press < times; press += 1) button.click();
      return { isGoal: true, endsTools: choice !== null && endsTools };
    },
    {
      goal,
      ways: [...ways],
      name,
      endsTools,
      times,
      field: hook('tool-name'),
      box: hook('end-tools'),
    },
  );
  return pressing.catch(() => ({ isGoal: true, endsTools }));
}
