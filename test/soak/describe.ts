import type { Answer, Mishap, Moment, Plan, Trouble, Way } from './plan.ts';

const ways: Record<Way, string> = { browser: 'here', code: 'by code' };

const answers: Record<Answer['says'], string> = { allow: 'allowed', deny: 'denied' };

const places: Record<Answer['by'], string> = {
  page: 'on the page',
  phone: 'on a phone',
  guest: "on a guest's phone",
};

/** A plan in a few words. Times are seconds after the first pin was made, those of a second pin too. */
export function describe(plan: Plan): string {
  const { first, turn, second, mishaps, troubles } = plan;
  const parts = [
    `${ways[plan.way]}${plan.keepsPopup ? ', popup kept open' : ''}`,
    first === null ? 'unanswered' : answered(first),
    turn === null ? '' : `${turn.to === 'nothing' ? 'cancelled' : 'switched'} ${seconds(turn.at)}`,
    second === null ? '' : `the new pin ${answered(second)} later`,
    ...mishaps.map(mishap),
    ...troubles.map(trouble),
    plan.looksAgain ? 'looks again' : '',
    plan.diesSoon ? 'dies soon' : '',
    plan.expiredPins === 'pending' ? 'expired pins look pending' : '',
    plan.sameToken ? 'the same token again' : '',
  ];
  return parts.filter(part => part !== '').join('; ');
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
