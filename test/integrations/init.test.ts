// `init` for managers of others, with the managers themselves: what it writes is what they read, and a commit is stopped.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLEAN, expectPassed, expectStopped, installPackage, LEAK } from '../support/hooks';
import { CLI, type Ran, type Repo, ROOT, withRepo } from '../support/repo';
import { LEFTHOOK_BIN, PRE_COMMIT, packTo, withPath } from './managers';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'hsl-')));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const init = (repo: Repo, ...args: string[]): Ran => repo.run(process.execPath, [CLI, 'init', ...args]);
const page = (name: string): string => readFileSync(join(ROOT, 'docs/ci', name), 'utf8');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

describe('lefthook', () => {
  const env = { ...withPath(LEFTHOOK_BIN), CI: undefined };
  const lefthook = (repo: Repo, ...args: string[]): Ran => repo.run('lefthook', args, { env });
  const git = (repo: Repo, ...args: string[]): Ran => repo.run('git', args, { env });
  const commit = (repo: Repo): Ran => git(repo, 'commit', '-q', '-m', 'c');

  /** Stopped with a leak in the index, let through without; the same for a push of it. */
  function expectLefthookGuards(repo: Repo): void {
    // before the first commit lefthook itself cannot set aside what is not staged
    repo.commit({ 'configuration.yaml': CLEAN });
    repo.write({ 'leak.yaml': LEAK });
    repo.git('add', '.');
    repo.write({ 'leak.yaml': CLEAN });
    const stopped = commit(repo);
    expectStopped(stopped);
    expect(stopped.out + stopped.err).not.toContain('hunter22x');
    repo.git('add', '.');
    expect(commit(repo)).toMatchObject({ code: 0 });
    // a commit that only takes away holds no file, and can open one all the same
    repo.write({ 'secrets.yaml': 'mqtt_password: tall-Heron-7\n' });
    repo.git('rm', '-q', '.gitignore');
    expectStopped(commit(repo), 'secrets-file-not-ignored');
    repo.git('reset', '-q', '--hard');
    repo.git('init', '-q', '--bare', '.git/remote');
    expect(git(repo, 'push', '.git/remote', 'main')).toMatchObject({ code: 0 });
    repo.commit({ 'leak.yaml': LEAK });
    repo.commit({ 'leak.yaml': CLEAN });
    expectStopped(git(repo, 'push', '.git/remote', 'main'));
  }

  test('without a package.json: the linter is put into the repository', () =>
    withRepo((repo) => {
      repo.write({ 'configuration.yaml': CLEAN });
      const ran = init(repo, '--yes', '--hook', 'lefthook');
      expect([ran.code, ran.out]).toEqual([
        1,
        expect.stringContaining('git does not call lefthook yet: lefthook install'),
      ]);
      expect(ran.out).toContain('create  lefthook.yml');
      expect(lefthook(repo, 'validate')).toMatchObject({ code: 0 });
      expect(lefthook(repo, 'install')).toMatchObject({ code: 0 });
      const again = init(repo, '--yes');
      expect([again.code, again.out]).toEqual([0, expect.stringMatching(/keep +lefthook\.yml +already there/)]);
      expectLefthookGuards(repo);
    }));

  test('with a package.json, in a file that is there: what stands in it stays and runs', () =>
    withRepo((repo) => {
      installPackage(repo);
      const before = '# ours\r\ncommit-msg:\r\n  commands:\r\n    say:\r\n      run: echo said > .git/said\r\n';
      repo.write({ 'package.json': '{"devDependencies":{"ha-secrets-lint":"1"}}', '.lefthook.yaml': before });
      expect(lefthook(repo, 'install')).toMatchObject({ code: 0 });
      const ran = init(repo, '--yes');
      expect([ran.code, ran.out]).toEqual([1, expect.stringMatching(/change +\.lefthook\.yaml/)]);
      const after = repo.read('.lefthook.yaml');
      expect(after.startsWith(before)).toBe(true);
      expect(after.slice(before.length).replaceAll('\r\n', '\n')).toBe(
        /```yaml\n([\s\S]*?)```/.exec(page('lefthook.md'))?.[1],
      );
      expect(lefthook(repo, 'install')).toMatchObject({ code: 0 });
      expect(init(repo, '--yes').code).toBe(0);
      expectLefthookGuards(repo);
      expect(repo.read('.git/said').trim()).toBe('said');
    }));

  test('a file that would have to be merged is left alone', () =>
    withRepo((repo) => {
      for (const [name, text] of [
        ['lefthook.yml', 'pre-commit:\n  jobs:\n    - run: echo\n'],
        ['lefthook.toml', '[commit-msg]\n'],
      ] as const) {
        repo.write({ [name]: text });
        const ran = init(repo, '--yes');
        expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('Nothing was changed')]);
        expect(repo.read(name)).toBe(text);
        rmSync(repo.path(name));
      }
    }));
});

describe('the pre-commit framework', () => {
  const env: NodeJS.ProcessEnv = { PRE_COMMIT_HOME: join(base, 'home'), PRE_COMMIT_COLOR: 'never', CI: undefined };
  const preCommit = (repo: Repo, ...args: string[]): Ran => repo.run(PRE_COMMIT, args, { env });
  const commit = (repo: Repo): Ran => repo.run('git', ['commit', '-q', '-m', 'c'], { env });

  test('a new file, the same as in the documentation; the framework runs it', () =>
    withRepo((repo) => {
      repo.write({ 'configuration.yaml': CLEAN });
      const ran = init(repo, '--yes', '--hook', 'pre-commit');
      expect([ran.code, ran.out]).toEqual([
        1,
        expect.stringContaining('does not call the framework yet: pre-commit install'),
      ]);
      const written = repo.read('.pre-commit-config.yaml');
      expect(page('pre-commit.md')).toContain(`\`\`\`yaml\n${written}\`\`\``);
      // npm's own registry does not have this version
      repo.write({ '.pre-commit-config.yaml': written.replaceAll(`ha-secrets-lint@${version}`, packTo(base)) });
      const [, ...install] = /pre-commit (install .*)/.exec(ran.out)?.[0]?.split(' ') ?? [];
      expect(preCommit(repo, ...install)).toMatchObject({ code: 0 });
      expect(init(repo, '--yes').code).toBe(0);
      repo.write({ 'leak.yaml': LEAK });
      repo.git('add', '.');
      expectStopped(commit(repo));
      repo.write({ 'leak.yaml': CLEAN });
      repo.git('add', '.');
      const passed = commit(repo);
      expect([passed.code, passed.out + passed.err]).toEqual([0, expect.stringContaining('Passed')]);
      repo.git('init', '-q', '--bare', '.git/remote');
      repo.commit({ 'leak.yaml': LEAK });
      expectStopped(repo.run('git', ['push', '.git/remote', 'main'], { env }));
    }));

  test.each([
    ['a list at the margin', 'repos:\n- repo: meta\n  hooks:\n  - id: identity\n'],
    [
      'an indented list, no final newline',
      'fail_fast: true\nrepos:\n  # mine\n  - repo: meta\n    hooks:\n      - id: identity',
    ],
    ['CRLF', 'repos:\r\n  - repo: meta\r\n    hooks:\r\n      - id: identity\r\n'],
    ['empty', '\n'],
  ])('a file that is there is added to: %s', (_, before) =>
    withRepo((repo) => {
      repo.write({ '.pre-commit-config.yaml': before });
      expect(init(repo, '--yes').out).toMatch(/change +\.pre-commit-config\.yaml/);
      const after = repo.read('.pre-commit-config.yaml');
      expect(after.startsWith(before.trim())).toBe(true);
      expect(preCommit(repo, 'validate-config')).toMatchObject({ code: 0, out: '' });
      expect(after.match(/id: ha-secrets-lint/g)).toHaveLength(2);
      expect(after.includes('\r\n') && /[^\r]\n/.test(after)).toBe(false);
      const again = init(repo, '--yes');
      expect([again.out, repo.read('.pre-commit-config.yaml')]).toEqual([expect.not.stringContaining('change'), after]);
    }),
  );

  test.each([
    ['repos: []\n'],
    ['repos:\n  - repo: meta\n    hooks: [{id: identity}]\nfail_fast: true\n'],
    ['- repo: x\n'],
  ])('a file that cannot be added to is left alone: %j', (before) =>
    withRepo((repo) => {
      repo.write({ '.pre-commit-config.yaml': before });
      const ran = init(repo, '--yes');
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('not written so that something could be added')]);
      expect(repo.read('.pre-commit-config.yaml')).toBe(before);
    }),
  );

  test('where core.hooksPath is set the framework installs nothing, and init says so', () =>
    withRepo((repo) => {
      repo.git('config', 'core.hooksPath', '.githooks');
      repo.write({ '.pre-commit-config.yaml': '\n' });
      expect(preCommit(repo, 'install')).toMatchObject({
        code: 1,
        out: expect.stringContaining('core.hooksPath') as string,
      });
      const ran = init(repo, '--yes');
      expect([ran.code, ran.err]).toEqual([
        2,
        expect.stringContaining('installs no hooks where core.hooksPath is set'),
      ]);
    }));
});

describe('GitHub', () => {
  const FILE = '.github/workflows/ha-secrets-lint.yaml';

  test('a workflow, the same as in the documentation, where there is a .github; none is overwritten', () =>
    withRepo((repo) => {
      repo.write({ 'configuration.yaml': CLEAN });
      expect(init(repo, '--dry-run').out).not.toContain('.github');
      mkdirSync(repo.path('.github'));
      expect(init(repo, '--dry-run').out).toContain(`create  ${FILE}`);
      expectPassed(init(repo, '--yes'));
      expect(page('github.md')).toContain(`\`\`\`yaml\n${repo.read(FILE)}\`\`\``);
      expect(repo.json().findings).toEqual([]);
      expect(init(repo, '--yes').out).toMatch(/keep +\.github\/workflows\/ha-secrets-lint\.yaml +already there/);
    }));

  test('a workflow that runs the linter already is enough', () =>
    withRepo((repo) => {
      repo.write({ '.github/workflows/ci.yml': 'jobs: { a: { steps: [ { run: npx ha-secrets-lint } ] } }\n' });
      expect(init(repo, '--yes').out).toMatch(/keep +\.github\/workflows\/ci\.yml/);
      repo.write({ '.github/workflows/ci.yml': '# ha-secrets-lint\n' });
      expect(init(repo, '--dry-run').out).toContain(`create  ${FILE}`);
    }));
});
