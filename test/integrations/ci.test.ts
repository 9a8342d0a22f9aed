// What runs in CI, run here: the action's own step with the environment that a runner gives it, and the jobs of the documentation as
// they stand there, from a tarball in place of the version on npm.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CLEAN, LEAK } from '../support/hooks';
import { type Ran, type Repo, ROOT, withFolder, withRepo } from '../support/repo';
import { packTo, ZIZMOR } from './managers';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'hsl-')));
const TARBALL = `file:${packTo(base)}`;
/** A tarball without dependencies needs no network. */
const NPM = { npm_config_cache: join(base, 'npm'), npm_config_offline: 'true' };
afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

const ACTION = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

/** What a runner puts for the expressions of a step's `env`. */
function resolved(env: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).map(([name, text]) => [
      name,
      text.replace(/^\$\{\{ ([\w.-]+) \}\}$/, (_, expression: string) => values[expression] ?? ''),
    ]),
  );
}

interface Result extends Ran {
  readonly sarif: string;
  readonly summary: string;
}

/** Runs the action as a runner would; `inputs` over their defaults. */
function action(
  repo: Repo,
  inputs: Readonly<Record<string, string>> = {},
  event: Readonly<Record<string, string>> = {},
): Result {
  const [step = {}] = ACTION.runs.steps;
  const values: Record<string, string> = { 'github.action_path': ROOT, ...event };
  for (const [name, { default: value }] of Object.entries(ACTION.inputs))
    values[`inputs.${name}`] = inputs[name] ?? value;
  // npm's own registry does not have this version
  values['inputs.version'] = TARBALL;
  const runner = mkdtempSync(join(base, 'runner-'));
  const [output, summary] = [join(runner, 'output'), join(runner, 'summary')];
  const env = {
    ...resolved(step.env ?? {}, values),
    RUNNER_TEMP: runner,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    ...NPM,
  };
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  const ran = repo.run('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run ?? ''], { env });
  return { ...ran, sarif: /^sarif=(.*)$/m.exec(read(output))?.[1] ?? '', summary: read(summary) };
}

describe('the action', () => {
  test('uses no other action, and puts nothing of a workflow into a script', () => {
    for (const { uses, run } of ACTION.runs.steps)
      expect([uses, run]).toEqual([undefined, expect.not.stringContaining('${{')]);
  });

  test('annotations, summary, SARIF, exit code', () =>
    withRepo((repo) => {
      repo.commit({ 'configuration.yaml': LEAK });
      const ran = action(repo);
      expect([ran.code, ran.out]).toEqual([1, expect.stringMatching(/^::error file=configuration\.yaml,line=2,/m)]);
      expect(ran.summary).toContain('configuration.yaml');
      const sarif = JSON.parse(readFileSync(ran.sarif, 'utf8')) as { runs: { results: { ruleId: string }[] }[] };
      expect(sarif.runs.map(({ results }) => results.map(({ ruleId }) => ruleId))).toEqual([['inline-credential']]);
      expect(ran.out + ran.err + ran.summary + JSON.stringify(sarif)).not.toContain('hunter22x');
      expect(repo.git('status', '--short')).toBe('');
    }));

  test('a pull request: what its commits bring, also what a later one takes out', () =>
    withRepo((repo) => {
      repo.commit({ 'configuration.yaml': CLEAN, 'old.yaml': LEAK });
      const event = { 'github.event.pull_request.base.sha': repo.git('rev-parse', 'HEAD').trim() };
      repo.git('checkout', '-q', '-b', 'topic');
      repo.commit({ 'light.yaml': 'light:\n' });
      expect(action(repo, {}, event)).toMatchObject({ code: 0, sarif: expect.stringContaining('.sarif') as string });
      expect(action(repo, { since: 'none' }, event).out).toContain('file=old.yaml');
      repo.commit({ 'light.yaml': LEAK });
      repo.commit({ 'light.yaml': CLEAN });
      const ran = action(repo, {}, event);
      expect([ran.code, ran.out]).toEqual([1, expect.stringContaining('file=light.yaml,line=2')]);
      expect(ran.out).not.toContain('old.yaml');
      expect(action(repo, { paths: 'light.yaml\n\n' }, event).code).toBe(0);
    }));

  test('a pull request cannot switch its own check off', () =>
    withRepo((repo) => {
      repo.commit({ 'configuration.yaml': CLEAN });
      const event = { 'github.event.pull_request.base.sha': repo.git('rev-parse', 'HEAD').trim() };
      repo.commit({ 'light.yaml': LEAK, '.ha-secrets-lint.yaml': 'ignore: ["**"]\n' });
      const ran = action(repo, {}, event);
      expect([ran.code, ran.out]).toEqual([1, expect.stringContaining('file=light.yaml,line=2')]);
      expect(action(repo, { 'config-from': 'none' }, event).code).toBe(0);
      expect(action(repo, { since: 'none', 'config-from': 'HEAD~1' }, event).code).toBe(1);
      expect(action(repo, { 'config-from': 'nowhere' }, event).code).toBe(2);
    }));

  test('a shallow checkout does not pass, and says what to set', () =>
    withFolder((outer) => {
      outer.git('init', '-q', '-b', 'main', 'house');
      const house = outer.path('house');
      const git = (...args: string[]): string => outer.git('-C', house, ...args);
      git('commit', '-q', '--allow-empty', '-m', 'base');
      const event = { 'github.event.pull_request.base.sha': git('rev-parse', 'HEAD').trim() };
      git('commit', '-q', '--allow-empty', '-m', 'topic');
      outer.git('clone', '-q', '--depth', '1', `file://${house}`, 'clone');
      const ran = action(outer, { 'working-directory': 'clone' }, event);
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('fetch-depth: 0')]);
      expect([ran.sarif, ran.out]).toEqual([
        '',
        expect.stringContaining('::error title=ha-secrets-lint::It could not'),
      ]);
    }));

  test('inputs are data, and what stands in the repository does not run', () =>
    withRepo((repo) => {
      repo.commit({
        'configuration.yaml': LEAK,
        '.npmrc': 'registry=http://localhost:9/\n',
        'node_modules/ha-secrets-lint/dist/cli.cjs': 'process.exit(0)\n',
      });
      expect(action(repo, { paths: 'configuration.yaml' }).code).toBe(1);
      for (const since of ['$(touch run)', '`touch run`', '--format=json', '"; touch run; "']) {
        expect(action(repo, { since, config: '$(touch run)' }).code).toBe(2);
        expect(repo.git('status', '--short')).toBe('');
      }
      expect(action(repo, { sarif: 'a\nsarif=b' }).code).toBe(2);
      expect(action(repo, { 'working-directory': 'nowhere' }).code).toBe(2);
      expect(action(repo, { sarif: 'leaks.sarif' }).sarif).toBe(repo.path('leaks.sarif'));
    }));
});

/** The first YAML block of a page that has `mark` in it. */
function documented(page: string, mark: string): string {
  const text = readFileSync(join(ROOT, 'docs/ci', page), 'utf8');
  const block = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)]
    .map(([, yaml = '']) => yaml)
    .find((yaml) => yaml.includes(mark));
  if (block === undefined) throw new Error(`${page} has no such job`);
  return block;
}

/** The script of a job, with the tarball where the version stands; a runner's shell runs it. */
function runJob(repo: Repo, script: string, env: NodeJS.ProcessEnv): Ran {
  expect(script).toContain('ha-secrets-lint@0.1.0');
  return repo.run('bash', ['-e', '-o', 'pipefail', '-c', script.replace('@0.1.0', `@${TARBALL}`)], {
    env: { ...env, ...NPM },
  });
}

const JOBS: readonly (readonly [page: string, base: string, script: () => string])[] = [
  ['github.md', 'BASE', () => stepOf(documented('github.md', 'npx'))],
  ['forgejo.md', 'BASE', () => stepOf(documented('forgejo.md', 'npx'))],
  [
    'gitlab.md',
    'CI_MERGE_REQUEST_DIFF_BASE_SHA',
    () => {
      const jobs = parse(documented('gitlab.md', 'npx')) as Record<string, { script: string[] }>;
      return jobs['ha-secrets-lint']?.script.join('\n') ?? '';
    },
  ],
];

function stepOf(workflow: string): string {
  const { jobs } = parse(workflow) as Workflow;
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))[0] ?? '';
}

describe('documented jobs', () => {
  test.each(JOBS)('%s', (page, variable, script) =>
    withRepo((repo) => {
      const summary = join(mkdtempSync(join(base, 'job-')), 'summary');
      const run = (env: NodeJS.ProcessEnv = {}): Ran =>
        runJob(repo, script(), { GITHUB_STEP_SUMMARY: summary, ...env });
      repo.commit({ 'configuration.yaml': CLEAN });
      const [first = ''] = [repo.git('rev-parse', 'HEAD').trim()];
      expect(run()).toMatchObject({ code: 0 });
      repo.commit({ 'light.yaml': LEAK });
      const pushed = run();
      expect([page, pushed.code, pushed.out]).toEqual([page, 1, expect.stringContaining('light.yaml')]);
      repo.commit({ 'light.yaml': CLEAN });
      expect(run()).toMatchObject({ code: 0 });
      expect(run({ [variable]: first })).toMatchObject({ code: 1 });
      repo.commit({ '.ha-secrets-lint.yaml': 'ignore: ["**"]\n' });
      expect(run({ [variable]: first })).toMatchObject({ code: 1 });
      if (page === 'gitlab.md')
        for (const report of ['code-quality', 'secret-detection'])
          expect(JSON.parse(repo.read(`gl-${report}-report.json`))).toBeTruthy();
    }),
  );

  test('zizmor has nothing against the action and the workflows', async () =>
    withFolder((folder) => {
      mkdirSync(folder.path('.github/workflows'), { recursive: true });
      folder.write({
        'action.yml': readFileSync(join(ROOT, 'action.yml')),
        '.github/workflows/npx.yml': documented('github.md', 'npx'),
      });
      const ran = folder.run(ZIZMOR, ['--offline', '--no-progress', '--persona=regular', '.']);
      expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('No findings')]);
    }));
});
