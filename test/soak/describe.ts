import type { Answer, Mishap, Moment, Plan, Trouble, Way } from './plan.ts';
import type { Deed, Step, ToolPlan } from './tool-plan.ts';

const ways: Record<Way, string> = { browser: 'here', code: 'by code' };

const answers: Record<Answer['says'], string> = { allow: 'allowed', deny: 'denied' };

const places: Record<Answer['by'], string> = {
  page: 'on the page',
  phone: 'on a phone',
  guest: "on a guest's phone",
};

/** A plan in a few words. Times are seconds after the first pin was made, those of a second pin too. */
export function describe(plan: Plan): string {
  const { first, turn, second } = plan;
  const parts = [
    `${ways[plan.way]}${plan.keepsPopup ? ', popup kept open' : ''}`,
    first === null ? 'unanswered' : answered(first),
    turn === null ? '' : `${turn.to === 'nothing' ? 'cancelled' : 'switched'} ${seconds(turn.at)}`,
    second === null ? '' : `the new pin ${answered(second)} later`,
    ...faults(plan),
    plan.looksAgain ? 'looks again' : '',
    plan.diesSoon ? 'dies soon' : '',
    plan.expiredPins === 'pending' ? 'expired pins look pending' : '',
    plan.sameToken ? 'the same token again' : '',
    plan.tools === null ? '' : withTools(plan.tools),
  ];
  return parts.filter(part => part !== '').join('; ');
}

/** Times are seconds after the press. */
function withTools({ steps, latencyMs, forgetsPins }: ToolPlan): string {
  const like = [`${latencyMs} ms away`, forgetsPins ? 'pins are forgotten' : ''];
  return `then, ${like.filter(part => part !== '').join(', ')}: ${steps.map(step).join('; ')}`;
}

function step({ deed, ...planned }: Step): string {
  return [deedName(deed), ...faults(planned)].join(', ');
}

function deedName(deed: Deed): string {
  switch (deed.kind) {
    case 'give':
      return `gives ${deed.tool} access${pressed(deed)}`;
    case 'replace':
      return `replaces a token${pressed(deed)}`;
    case 'end':
      return 'ends access';
    case 'wait':
      return 'waits for ten minutes';
    case 'unlink':
      return `unlinks${withAll(deed)}${deed.again ? ' and links again' : ''}`;
    case 'switch':
      return `switches to ${deed.to}${withAll(deed)}`;
  }
}

function pressed({ isDouble, fate }: { isDouble: boolean; fate: string }): string {
  return `${isDouble ? ' by a double press' : ''} (${fate})`;
}

function withAll({ endsTools }: { endsTools: boolean }): string {
  return endsTools ? ' with the tools' : '';
}

function faults({ mishaps, troubles }: Pick<Plan, 'mishaps' | 'troubles'>): string[] {
  return [...mishaps.map(mishap), ...troubles.map(trouble)];
}

function answered({ says, by, at }: Answer): string {
  return `${answers[says]} ${places[by]} ${seconds(at)}`;
}

function mishap(fault: Mishap): string {
  switch (fault.kind) {
    case 'workerKilled':
      return `worker killed ${moment(fault.at)}`;
    case 'browserKilled':
      return `browser killed ${moment(fault.at)}`;
    case 'windowClosed':
      return `window closed ${moment(fault.at)}`;
    case 'popupReopened':
      return `popup closed and opened ${moment(fault.at)}`;
    case 'clockJumps':
      return `clock ${fault.hours > 0 ? '+' : '−'}${Math.abs(fault.hours)} h ${moment(fault.at)}`;
    case 'hostilePage':
      return `hostile page ${moment(fault.at)} for ${seconds(fault.lasts)}`;
  }
}

function trouble(trouble: Trouble): string {
  return `${troubleName(trouble)} ${moment(trouble.at)} for ${seconds(trouble.lasts)}`;
}

function troubleName(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'oddSignOuts':
      return `sign-outs answered ${trouble.status} (${trouble.ends ? 'done' : 'not done'})`;
    case 'oddAnswers':
      return `${trouble.to} answered ${trouble.status} (${trouble.done ? 'done' : 'not done'})`;
    case 'rateLimited':
    case 'slow':
      return `${trouble.kind} (${trouble.seconds} s)`;
    default:
      return trouble.kind;
  }
}

function moment(at: Moment): string {
  return at === 'press' ? 'at the press' : seconds(at);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
