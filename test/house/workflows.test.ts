import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { faultsOfWorkflow } from './faults-of-workflow.ts';
import { filesIn, read } from './files.ts';

const folder = '.github/workflows';

describe('the workflows', () => {
  const files = filesIn(folder);

  test.each(files)('%s is careful', file => {
    expect(faultsOfWorkflow(read(file))).toEqual([]);
  });

  test('may write in one job alone, which runs nothing of ours and no package', () => {
    const jobs = files.flatMap(file => Object.entries<Job>(parse(read(file)).jobs));
    const writing = jobs.filter(([, { permissions }]) => !isReading(permissions));
    expect(writing.map(([name, { permissions }]) => [name, permissions])).toEqual([
      ['publish', { contents: 'write', 'id-token': 'write', attestations: 'write' }],
    ]);
    const commands = writing.flatMap(([, { steps }]) => steps.map(({ run }) => run ?? ''));
    expect(commands.join('\n')).not.toMatch(/\b(npm|npx|node)\b/);
  });

  test('have each action at one version', () => {
    const pins = files.flatMap(file => read(file).match(/\S+@[\da-f]{40} # .*/g) ?? []);
    const actions = pins.map(pin => pin.split('@')[0]);
    expect(new Set(pins).size).toBe(new Set(actions).size);
  });

  test('run what everybody is told to type, on each system', () => {
    const { jobs } = parse(read(`${folder}/test.yml`));
    const systems = jobs.test.strategy.matrix.include.map(
      ({ system }: { system: string }) => system,
    );
    expect(systems.map((system: string) => system.replace(/-.*/, ''))).toEqual([
      'ubuntu',
      'macos',
      'windows',
    ]);
    expect(jobs.test.steps.at(-1).run).toBe('npm ci && npm test');
    expect(parse(read(`${folder}/release.yml`)).jobs.test.uses).toBe(`./${folder}/test.yml`);
  });

  test('tell Mozilla what is new and how to review it', () => {
    const { steps } = parse(read(`${folder}/release.yml`)).jobs.stores;
    const { run } = steps.find(({ name }: { name?: string }) => name === 'Mozilla');
    const [, told] = run.split('npx --no tsx tools/mozilla-metadata.ts > made/metadata.json\n');
    expect(told).toMatch(/^npx --no web-ext sign /);
    expect(told).toContain(' --amo-metadata made/metadata.json ');
    expect(told).toContain(' --upload-source-code made/packages/pinlink-*-sources.zip');
  });

  test('give each store the secrets of its own alone, and in its own step', () => {
    const { steps } = parse(read(`${folder}/release.yml`)).jobs.stores;
    const given: [string, string[]][] = steps.flatMap(({ name, env }: Step) =>
      env === undefined ? [] : [[name, Object.values(env).map(value => value.split('_')[0])]],
    );
    expect(given.map(([name, stores]) => [name, [...new Set(stores)]])).toEqual([
      ['Mozilla', ['${{ secrets.MOZILLA']],
      ['Chrome Web Store', ['${{ secrets.CHROME']],
    ]);
  });

  test('are kept up to date, as the packages are', () => {
    const { updates } = parse(read('.github/dependabot.yml'));
    const ecosystems = updates.map((update: Record<string, unknown>) => {
      expect(update).toMatchObject({ directory: '/', groups: expect.anything() });
      return update['package-ecosystem'];
    });
    expect(ecosystems).toEqual(['npm', 'github-actions']);
  });
});

describe('the check of a workflow', () => {
  const sha = '08c6903cd8c0fde910a37f88322edcfb5dd907a8';
  const careful = `
on: [push, pull_request]
permissions: {}
jobs:
  test:
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@${sha} # v5.0.0
        with: { persist-credentials: false }
      - run: npm test
`;
  const expression = (inner: string) => `$\{{ ${inner} }}`;
  const env = `env: { A: "${expression('secrets.A')}" }`;
  const pushed = careful.replace(', pull_request', '');
  const withSecret = (run: string, value = 'secrets.KEY') =>
    pushed.replace('npm test', `${run}\n        env: { KEY: "${expression(value)}" }`);

  test('finds nothing in a careful one', () => {
    expect(faultsOfWorkflow(careful)).toEqual([]);
    expect(faultsOfWorkflow(withSecret(`'[ -z "$KEY" ] || npx sign'`))).toEqual([]);
    expect(faultsOfWorkflow(withSecret('gh release', 'github.token'))).toEqual([]);
  });

  test.each([
    ['permissions: not {}', careful.replace('permissions: {}', 'permissions: { contents: write }')],
    ['permissions: not {}', careful.replace('permissions: {}\n', '')],
    ['permissions: not {}', careful.replace('permissions: {}', 'permissions: write-all')],
    [
      'test: no permissions of its own',
      careful.replace('    permissions: { contents: read }\n', ''),
    ],
    ['on: pull_request_target', careful.replace('pull_request', 'pull_request_target')],
    ['on: workflow_run', careful.replace('[push, pull_request]', '{ workflow_run: {} }')],
    ['a secret where strangers start it', withSecret('sign').replace('[push]', 'pull_request')],
    ['a secret for every job', pushed.replace('jobs:', `${env}\njobs:`)],
    ['test: a secret for every step', pushed.replace('steps:', 'secrets: inherit\n    steps:')],
    ['test: a secret for every step', pushed.replace('steps:', `${env}\n    steps:`)],
    ['test: actions/checkout@v5 is not pinned', careful.replace(sha, 'v5')],
    ['test: actions/checkout@08c6903 is not pinned', careful.replace(sha, '08c6903')],
    [`no version beside - uses: actions/checkout@${sha}`, careful.replace(' # v5.0.0', '')],
    [
      'test: an expression in what is run',
      careful.replace('npm test', `echo ${expression('github.head_ref')}`),
    ],
    ['test: odd KEY', withSecret('sign', "secrets.KEY || 'x'")],
    ['test: KEY may be told', withSecret('echo "$KEY"')],
    ['test: KEY may be told', withSecret('set -ex; sign')],
    ['test: KEY may be told', withSecret('env')],
    [
      'test: a token stays in the checkout',
      careful.replace('{ persist-credentials: false }', '{ fetch-depth: 0 }'),
    ],
    [
      `test: a secret for actions/checkout@${sha}`,
      pushed.replace(
        'credentials: false',
        `credentials: false, token: "${expression('secrets.A')}"`,
      ),
    ],
  ])('finds «%s»', (fault, text) => {
    expect(faultsOfWorkflow(text)).toEqual([fault]);
  });
});

interface Step {
  readonly name?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string }[];
}

function isReading(permissions: Readonly<Record<string, string>>): boolean {
  return JSON.stringify(permissions) === '{"contents":"read"}';
}
