import { parse } from 'yaml';

/** A workflow of GitHub's, as far as it is looked at. */
interface Workflow {
  readonly on: string | readonly string[] | Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly env?: Env;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly uses?: string;
  readonly secrets?: unknown;
  readonly permissions?: Permissions;
  readonly env?: Env;
  readonly steps?: readonly Step[];
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Env;
}

type Permissions = string | Readonly<Record<string, string>>;
type Env = Readonly<Record<string, unknown>>;

/** What may be in an expression that gives a secret to a step: the whole of the value, and no more. */
const secret = /^\$\{\{ (?:secrets\.[A-Z_]+|github\.token) \}\}$/;

/** Those who may start a workflow without being of the project; what they start gets no secret. */
const strangers = ['pull_request', 'issues', 'issue_comment', 'discussion', 'fork', 'watch'];

/** These run for strangers too, but with the project's own secrets: nothing here may. */
const traps = ['pull_request_target', 'workflow_run'];

/** What is careless in the text of a workflow; nothing, in a careful one. */
export function faultsOfWorkflow(text: string): string[] {
  const workflow: Workflow = parse(text);
  const events = eventsOf(workflow);
  const jobs = Object.entries(workflow.jobs);
  return [
    ...(Object.keys(workflow.permissions ?? { none: '' }).length > 0
      ? ['permissions: not {}']
      : []),
    ...events.filter(event => traps.includes(event)).map(event => `on: ${event}`),
    ...(events.some(event => strangers.includes(event)) && mentionsSecret(workflow)
      ? ['a secret where strangers start it']
      : []),
    ...(mentionsSecret(workflow.env) ? ['a secret for every job'] : []),
    ...versionless(text),
    ...jobs.flatMap(([name, job]) => faultsOfJob(job).map(fault => `${name}: ${fault}`)),
  ];
}

/** The names of what starts it. */
function eventsOf({ on }: Workflow): string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on.map(String) : Object.keys(on);
}

/** Actions beside which nobody can read which version they are. */
function versionless(text: string): string[] {
  return text
    .split('\n')
    .filter(line => /\buses: [^.]/.test(line) && !/ # v\d+\.\d+\.\d+$/.test(line))
    .map(line => `no version beside ${line.trim()}`);
}

function faultsOfJob(job: Job): string[] {
  const uses = [job.uses, ...(job.steps ?? []).map(step => step.uses)];
  return [
    ...(typeof job.permissions === 'object' ? [] : ['no permissions of its own']),
    ...uses.filter(isLoose).map(name => `${name} is not pinned`),
    ...(mentionsSecret(job.env) || job.secrets !== undefined ? ['a secret for every step'] : []),
    ...(job.steps ?? []).flatMap(faultsOfStep),
  ];
}

/** Whether an action is neither of this project nor named by the hash of its commit. */
function isLoose(name: string | undefined): boolean {
  return name !== undefined && !/^\.\/|^[\w-]+\/[\w./-]+@[\da-f]{40}$/.test(name);
}

function faultsOfStep({ uses = '', run = '', env = {}, ...step }: Step): string[] {
  const secrets = Object.entries(env).filter(([, value]) => mentionsSecret(value));
  // To ask whether there is one does not tell it.
  const said = run.replaceAll(/\[ -[nz] "\$\w+" \]/g, '');
  const told = secrets.filter(([name]) => said.includes(name) || /\bset -\w*x|\benv\b/.test(said));
  return [
    // What such an expression becomes is run, whatever it says.
    ...(run.includes('${{') ? ['an expression in what is run'] : []),
    ...secrets.filter(([, value]) => !secret.test(String(value))).map(([name]) => `odd ${name}`),
    ...told.map(([name]) => `${name} may be told`),
    ...(mentionsSecret(step.with) ? [`a secret for ${uses}`] : []),
    ...(uses.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false
      ? ['a token stays in the checkout']
      : []),
  ];
}

function mentionsSecret(part: unknown): boolean {
  return /\bsecrets\b|\bgithub\.token\b/.test(JSON.stringify(part) ?? '');
}
