// The `hook` command as other hook managers call it, and the off switches there.
import { CLEAN, LEAK } from '../support/hooks';
import { CLI, type Ran, type Repo, withFolder, withRepo } from '../support/repo';

const hook = (repo: Repo, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran =>
  repo.run(process.execPath, [CLI, 'hook', ...args], { env });

test.each(['pre-commit', 'pre-merge-commit'])('%s lints what is staged', (name) =>
  withRepo((repo) => {
    repo.write({ 'configuration.yaml': LEAK });
    expect(hook(repo, [name]).out).toContain('NO FILE WAS READ');
    repo.git('add', '.');
    repo.write({ 'configuration.yaml': CLEAN });
    const ran = hook(repo, [name]);
    expect([ran.code, ran.out]).toEqual([1, expect.stringContaining('error[inline-credential]')]);
    repo.git('add', '.');
    repo.write({ 'configuration.yaml': LEAK });
    expect(hook(repo, [name]).code).toBe(0);
  }),
);

test('options of the linter', () =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': LEAK });
    repo.write({ 'configuration.yaml': `${LEAK}light:\n`, 'c.yaml': 'rules: { inline-credential: "off" }\n' });
    repo.git('add', 'configuration.yaml');
    expect(hook(repo, ['pre-commit']).code).toBe(0);
    expect(hook(repo, ['pre-commit', '--strict']).code).toBe(1);
    expect(hook(repo, ['--strict', 'pre-commit']).code).toBe(1);
    expect(hook(repo, ['pre-commit', '--strict', '--rule', 'inline-credential=off']).code).toBe(0);
    expect(hook(repo, ['pre-commit', '--strict', '--config', 'c.yaml']).code).toBe(0);
    expect(JSON.parse(hook(repo, ['pre-commit', '--format', 'json']).out)).toMatchObject({ summary: { warnings: 1 } });
  }));

test.each([
  [['pre-comit'], 'Did you mean pre-commit?'],
  [['push'], 'Known: pre-commit, pre-merge-commit, pre-push.'],
  [[], 'hook needs the name of a git hook'],
  [['pre-commit', 'a.yaml'], 'takes no file names'],
  [['pre-commit', '--history'], '--history does not go with the hook'],
  [['pre-push', '--since', 'x'], '--since does not go with the hook'],
  [['pre-push', '--format', 'json'], '--format does not go with the hook'],
  [['pre-commit', '--stric'], 'Did you mean --strict?'],
])('%j is refused', (args, message) =>
  withRepo((repo) => {
    const ran = hook(repo, args);
    expect([ran.code, ran.out + ran.err]).toEqual([2, expect.stringContaining(message)]);
  }),
);

test.each([{ HA_SECRETS_LINT: '0' }, { SKIP: 'ha-secrets-lint' }, { SKIP: 'flake8, ha-secrets-lint ,x' }])(
  'switched off by %j, aloud',
  (env) =>
    withRepo((repo) => {
      repo.write({ 'configuration.yaml': LEAK });
      repo.git('add', '.');
      for (const name of ['pre-commit', 'pre-push']) {
        const ran = hook(repo, [name], env);
        expect([ran.code, ran.out, ran.err]).toEqual([0, '', expect.stringContaining('nothing was checked')]);
      }
    }),
);

test.each([{ HA_SECRETS_LINT: '1' }, { SKIP: 'ha-secrets' }, { SKIP: 'ha-secrets-lint-x' }])(
  'not switched off by %j',
  (env) =>
    withRepo((repo) => {
      repo.write({ 'configuration.yaml': LEAK });
      repo.git('add', '.');
      expect(hook(repo, ['pre-commit'], env).code).toBe(1);
    }),
);

test('outside a repository it could not look', () =>
  withFolder((repo) => {
    for (const name of ['pre-commit', 'pre-merge-commit']) expect(hook(repo, [name]).code).toBe(2);
  }));

describe('what the pre-commit framework calls', () => {
  test('files: those that are named, as they stand in the working tree', () =>
    withRepo((repo) => {
      repo.commit({ 'a.yaml': LEAK, 'b.yaml': LEAK, '-c.yaml': LEAK });
      repo.write({ 'b.yaml': CLEAN, 'picture.png': Buffer.from([0, 1, 2]) });
      const ran = hook(repo, ['files', '--', 'b.yaml', '-c.yaml']);
      expect([ran.code, ran.out]).toEqual([1, expect.stringContaining(' -c.yaml:2:')]);
      expect(ran.out).not.toContain(' a.yaml');
      expect(hook(repo, ['files', '--', 'b.yaml']).code).toBe(0);
      // a commit may hold nothing that can be read; a path that is missing is a fault
      expect(hook(repo, ['files', '--', 'picture.png']).code).toBe(0);
      expect(hook(repo, ['files', '--']).err).toContain('no files were named');
      expect(hook(repo, ['files', '--', 'nothing.yaml']).code).toBe(2);
      expect(repo.lint('picture.png').code).toBe(2);
    }));

  test('repository: only what is about the repository as a whole', () =>
    withRepo((repo) => {
      repo.commit({ 'configuration.yaml': LEAK });
      repo.write({ 'b.yaml': LEAK, 'secrets.yaml': 'mqtt_password: tall-Heron-7\n' });
      repo.git('add', 'b.yaml');
      expect(hook(repo, ['repository'])).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^Git holds no secrets file in clear text/) as string,
      });
      repo.write({ '.gitignore': '' });
      expect(hook(repo, ['repository']).out).toContain('error[secrets-file-not-ignored]');
      repo.git('add', '-f', 'secrets.yaml');
      const ran = hook(repo, ['repository']);
      expect([ran.code, ran.out]).toEqual([1, expect.stringContaining('error[secrets-file-committed]')]);
      expect(ran.out).not.toContain('inline-credential');
      for (const more of ['b.yaml', '--format=json', '--staged']) expect(hook(repo, ['repository', more]).code).toBe(2);
      expect(hook(repo, ['repository'], { HA_SECRETS_LINT: '0' }).err).toContain('nothing was checked');
    }));
});
