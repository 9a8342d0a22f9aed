// `doctor` in real repositories: each thing that keeps the guard from running is named, and it agrees with what a commit then does.
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { CLEAN, commit, expectStopped, installHusky, installPackage, LEAK, runHusky } from '../support/hooks';
import { CLI, type Ran, Repo, withFolder, withRepo } from '../support/repo';

interface Check {
  readonly id: string;
  readonly verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  readonly message: string;
  readonly hint: string | null;
  readonly file: string | null;
  readonly line: number | null;
}

const cli = (repo: Repo, ...args: string[]): Ran => repo.run(process.execPath, [CLI, ...args]);

function doctor(repo: Repo, ...args: string[]): { code: number; checks: readonly Check[] } {
  const ran = cli(repo, 'doctor', '--format', 'json', ...args);
  expect(ran.err).toBe('');
  return { code: ran.code, checks: (JSON.parse(ran.out) as { checks: Check[] }).checks };
}

/** The verdicts that are not `pass`, and their messages. */
function troubles(repo: Repo, env: NodeJS.ProcessEnv = {}): Record<string, string> {
  const ran = repo.run(process.execPath, [CLI, 'doctor', '--format', 'json'], { env });
  const { checks } = JSON.parse(ran.out) as { checks: Check[] };
  return Object.fromEntries(
    checks.flatMap(({ id, verdict, message, hint }) =>
      verdict === 'pass' ? [] : [[id, `${verdict}: ${message} | ${hint ?? ''}`]],
    ),
  );
}

const text = (part: string): string => expect.stringContaining(part) as string;

/** Staged leak: does git stop it? Nothing stays committed or staged. */
function guards(repo: Repo): boolean {
  repo.write({ 'probe.yaml': LEAK });
  repo.git('add', 'probe.yaml');
  const ran = commit(repo);
  if (ran.code === 0) repo.git('reset', '-q', '--soft', 'HEAD~1');
  else expectStopped(ran);
  repo.git('rm', '-q', '-f', '--cached', 'probe.yaml');
  rmSync(repo.path('probe.yaml'));
  return ran.code !== 0;
}

const withCommit = (work: (repo: Repo) => void | Promise<void>): Promise<void> =>
  withRepo(async (repo) => {
    repo.commit({ 'configuration.yaml': CLEAN });
    await work(repo);
  });

const PACKAGE = JSON.stringify({ devDependencies: { husky: '^9.1.7', 'ha-secrets-lint': '1' } });

describe('plain git', () => {
  test('no hook at all', () =>
    withCommit((repo) => {
      const { code } = doctor(repo);
      expect([code, troubles(repo)]).toEqual([
        1,
        {
          'hook-pre-commit': text(
            'fail: git finds no hook: .git/hooks/pre-commit is not there | Run: ha-secrets-lint init',
          ),
          'hook-pre-merge-commit': text('warn: '),
          'hook-pre-push': text('warn: '),
        },
      ]);
      expect(guards(repo)).toBe(false);
    }));

  test('after init all is well, also in a folder below and in a linked working tree', () =>
    withCommit((repo) => {
      cli(repo, 'init', '--yes');
      expect([doctor(repo).code, troubles(repo)]).toEqual([0, {}]);
      expect(guards(repo)).toBe(true);
      repo.git('add', '.');
      repo.git('commit', '-q', '--no-verify', '-m', 'c');
      mkdirSync(repo.path('packages'));
      expect(repo.run(process.execPath, [CLI, 'doctor'], { cwd: 'packages' }).code).toBe(0);
      repo.git('worktree', 'add', '-q', 'linked');
      const linked = new Repo(repo.path('linked'));
      expect(troubles(linked)).toEqual({});
      expect(guards(linked)).toBe(true);
    }));

  test('a hook that is not executable', () =>
    withCommit((repo) => {
      cli(repo, 'init', '--yes');
      chmodSync(repo.path('.git/hooks/pre-commit'), 0o644);
      expect(troubles(repo)).toEqual({
        'hook-pre-commit': text(
          'fail: .git/hooks/pre-commit is not executable, and git passes over it | Run: chmod +x',
        ),
      });
      expect(guards(repo)).toBe(false);
    }));

  test('a hook of an older version; a linter that is older than the package, or gone', () =>
    withCommit((repo) => {
      cli(repo, 'init', '--yes');
      repo.executable('.git/hooks/pre-push', repo.read('.git/hooks/pre-push').replace('exit 2', 'exit 3'));
      const vendored = '.githooks/ha-secrets-lint.cjs';
      const program = repo.read(vendored);
      repo.write({ [vendored]: program.replace(/ha-secrets-lint [\d.]+:/, 'ha-secrets-lint 0.0.1:') });
      expect(troubles(repo)).toEqual({
        'hook-pre-push': text('is of another version'),
        program: text('warn: the hooks run .githooks/ha-secrets-lint.cjs (0.0.1), which is not this program'),
      });
      installPackage(repo);
      expect(troubles(repo)).toMatchObject({
        program: text('(0.0.1), and node_modules/ha-secrets-lint/dist/cli.cjs is '),
      });
      rmSync(repo.path('node_modules'), { recursive: true });
      rmSync(repo.path(vendored));
      expect(troubles(repo)).toMatchObject({ program: text('fail: the hooks find no linter') });
      expect(commit(repo, '--allow-empty').code).not.toBe(0);
    }));

  test('a hook of something else: silent, starting others, no script', () =>
    withCommit((repo) => {
      const hook = '.git/hooks/pre-commit';
      repo.executable(hook, '#!/bin/sh\necho hello\n');
      expect(troubles(repo)).toMatchObject({
        'hook-pre-commit': text('fail: .git/hooks/pre-commit is a hook of something else'),
      });
      expect(guards(repo)).toBe(false);
      for (const content of ['#!/bin/sh\nnpx lint-staged\n', '#!/bin/sh\n. tools/hooks.sh\n', 'ELF\0\0']) {
        repo.executable(hook, content);
        expect(troubles(repo)).toMatchObject({ 'hook-pre-commit': text('unknown: ') });
        expect(doctor(repo).code).toBe(0);
        expect(doctor(repo, '--strict').code).toBe(1);
      }
      repo.executable(hook, '#!/bin/sh\nexec npx --no-install ha-secrets-lint hook pre-commit\n');
      expect(Object.keys(troubles(repo))).not.toContain('hook-pre-commit');
    }));

  test('core.hooksPath elsewhere: what was in git’s own folder never runs', () =>
    withCommit((repo) => {
      cli(repo, 'init', '--yes');
      for (const path of ['/dev/null', 'nowhere', '']) {
        repo.git('config', 'core.hooksPath', path);
        expect([path, troubles(repo)]).toEqual([
          path,
          expect.objectContaining({
            'hook-pre-commit': text('fail: '),
            'hooks-path': text('these never run: .git/hooks/pre-commit, .git/hooks/pre-merge-commit'),
          }),
        ]);
        expect(guards(repo)).toBe(false);
      }
      repo.git('config', 'core.hooksPath', '.git/hooks');
      expect(troubles(repo)).toEqual({});
    }));

  test('hooks of the whole machine that call the linter', () =>
    withFolder((outer) => {
      outer.git('init', '-q', '-b', 'main', 'house');
      const repo = new Repo(outer.path('house'));
      repo.git('config', 'core.hooksPath', outer.path('global'));
      outer.executable('global/pre-commit', '#!/bin/sh\nexec ha-secrets-lint hook pre-commit\n');
      expect(troubles(repo)).toMatchObject({ 'hooks-path': text(`looks for hooks in ${outer.path('global')}`) });
      expect(doctor(repo).code).toBe(0);
    }));
});

describe('husky', () => {
  test('switched on and calling the linter; then a hook is emptied', () =>
    withCommit((repo) => {
      installHusky(repo);
      repo.write({ 'package.json': PACKAGE });
      expect(troubles(repo)).toEqual({});
      expect(guards(repo)).toBe(true);
      repo.write({ '.husky/pre-commit': 'echo nothing\n' });
      rmSync(repo.path('.husky/pre-push'));
      expect(troubles(repo)).toEqual({
        'hook-pre-commit': text('fail: husky runs .husky/pre-commit, which does not name the linter'),
        'hook-pre-push': text('warn: husky runs, and has no pre-push hook'),
      });
      expect(guards(repo)).toBe(false);
    }));

  test('not switched on in this clone', () =>
    withCommit((repo) => {
      installPackage(repo);
      repo.write({
        'package.json': PACKAGE,
        '.husky/pre-commit': 'sh node_modules/ha-secrets-lint/hooks/pre-commit\n',
      });
      expect(troubles(repo)).toMatchObject({ 'hook-pre-commit': text('Run: npx husky') });
      expect(guards(repo)).toBe(false);
      runHusky(repo);
      expect(guards(repo)).toBe(true);
      expect(Object.keys(troubles(repo))).not.toContain('hook-pre-commit');
    }));

  test('a fresh linked working tree has no hook, and git says nothing', () =>
    withCommit((repo) => {
      installHusky(repo);
      repo.write({ 'package.json': PACKAGE });
      repo.git('add', '-f', 'package.json', '.husky/pre-commit');
      repo.git('commit', '-q', '--no-verify', '-m', 'c');
      repo.git('worktree', 'add', '-q', 'linked');
      const linked = new Repo(repo.path('linked'));
      expect(troubles(linked)).toMatchObject({
        'hook-pre-commit': text('fail: git finds no hook: .husky/_/pre-commit is not there'),
      });
      expect(doctor(linked).code).toBe(1);
      expect(guards(linked)).toBe(false);
    }));

  test('beside the pre-commit framework and lefthook, which then stay silent', () =>
    withCommit((repo) => {
      installHusky(repo);
      repo.write({ '.pre-commit-config.yaml': 'repos: []\n', 'lefthook.yml': '# none\n', 'package.json': PACKAGE });
      repo.executable('.git/hooks/pre-commit', '#!/bin/sh\n# File generated by pre-commit: https://pre-commit.com\n');
      expect(troubles(repo)).toEqual({
        managers: text(
          'husky and the pre-commit framework and lefthook are set up beside each other; before a commit git asks husky',
        ),
        'hooks-path': text('these never run: .git/hooks/pre-commit |'),
      });
    }));
});

describe('other managers', () => {
  const FRAMEWORK = '#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\nexec pre-commit\n';

  test('the pre-commit framework, with and without the linter in its config', () =>
    withCommit((repo) => {
      repo.executable('.git/hooks/pre-commit', FRAMEWORK);
      repo.write({ '.pre-commit-config.yaml': 'repos:\n  # - id: ha-secrets-lint\n' });
      expect(troubles(repo)).toMatchObject({ 'hook-pre-commit': text('its config does not name the linter') });
      repo.write({ '.pre-commit-config.yaml': 'repos:\n  - id: ha-secrets-lint\n' });
      expect(Object.keys(troubles(repo))).toEqual(['hook-pre-merge-commit', 'hook-pre-push']);
      rmSync(repo.path('.git/hooks/pre-commit'));
      expect(troubles(repo)).toMatchObject({ 'hook-pre-commit': text('Run: pre-commit install') });
    }));

  test('the framework that was installed over the linter still runs it', () =>
    withCommit((repo) => {
      cli(repo, 'init', '--yes');
      repo.executable('.git/hooks/pre-commit.legacy', repo.read('.git/hooks/pre-commit'));
      repo.executable('.git/hooks/pre-commit', FRAMEWORK);
      expect(troubles(repo)).toEqual({});
    }));

  test('lefthook has a part for each hook', () =>
    withCommit((repo) => {
      for (const name of ['pre-commit', 'pre-push'])
        repo.executable(`.git/hooks/${name}`, `#!/bin/sh\ncall_lefthook run "${name}" "$@"\n`);
      repo.write({
        'lefthook.yml': 'pre-commit:\n  commands:\n    a:\n      run: npx ha-secrets-lint hook pre-commit\n',
      });
      expect(troubles(repo)).toEqual({
        'hook-pre-merge-commit': text('warn: '),
        'hook-pre-push': text('does not name the linter for this hook'),
      });
    }));
});

describe('the rest', () => {
  test('switches, a config that is wrong, secrets files that git would take', () =>
    withCommit((repo) => {
      cli(repo, 'init', '--yes');
      repo.git('config', 'ha-secrets-lint.withoutNode', 'warn');
      expect(troubles(repo, { HA_SECRETS_LINT: '0', SKIP: 'x,ha-secrets-lint-repository' })).toEqual({
        node: text('where it is missing, commits pass unchecked'),
        'switched-on': text('HA_SECRETS_LINT=0, SKIP=x,ha-secrets-lint-repository'),
      });
      repo.git('config', '--unset', 'ha-secrets-lint.withoutNode');
      repo.write({ '.gitignore': '', 'secrets.yaml': 'mqtt_password: tall-Heron-7\n' });
      expect(troubles(repo)).toEqual({ 'secrets-files': text('fail: secrets.yaml: ') });
      repo.git('add', '-f', 'secrets.yaml');
      repo.git('commit', '-q', '--no-verify', '-m', 'c');
      const tracked = doctor(repo);
      expect([tracked.code, JSON.stringify(tracked.checks)]).toEqual([1, text('tracked by git')]);
      expect(JSON.stringify(tracked.checks)).not.toContain('Heron');
      repo.write({ '.ha-secrets-lint.yaml': 'ruls: {}\n' });
      expect(doctor(repo).checks.filter(({ id }) => id === 'config')).toEqual([
        expect.objectContaining({ verdict: 'fail', file: '.ha-secrets-lint.yaml', line: 1 }),
      ]);
    }));

  test('Node.js that only a shell finds', () =>
    withCommit((repo) => {
      const home = {
        HOME: repo.path('home'),
        NVM_DIR: '',
        FNM_DIR: '',
        VOLTA_HOME: '',
        ASDF_DATA_DIR: '',
        MISE_DATA_DIR: '',
        XDG_DATA_HOME: '',
      };
      const somewhere = ['/usr/bin', '/bin', '/usr/local/bin', '/opt/homebrew/bin', '/home/linuxbrew/.linuxbrew/bin'];
      const everywhere = process.platform === 'win32' || somewhere.some((folder) => existsSync(`${folder}/node`));
      expect('node-without-shell' in troubles(repo, home)).toBe(!everywhere);
      repo.executable('home/.nvm/versions/node/v22.1.0/bin/node', '#!/bin/sh\n');
      expect(troubles(repo, { ...home, NVM_DIR: repo.path('home/.nvm') })).not.toHaveProperty('node-without-shell');
    }));

  test('reads only, and starts nothing that the repository names', () =>
    withCommit((repo) => {
      const record = repo.path('ran');
      repo.executable('.git/hooks/pre-commit', `#!/bin/sh\ntouch '${record}'\n`);
      repo.write({
        'node_modules/ha-secrets-lint/dist/cli.cjs': `require('fs').writeFileSync(${JSON.stringify(record)}, '')\n`,
      });
      repo.git('config', 'core.fsmonitor', `touch '${record}'`);
      const before = repo.git('-c', 'core.fsmonitor=false', 'status', '--short', '--ignored');
      rmSync(record, { force: true });
      cli(repo, 'doctor');
      expect(existsSync(record)).toBe(false);
      expect(repo.git('-c', 'core.fsmonitor=false', 'status', '--short', '--ignored')).toBe(before);
    }));

  test('the table for people', () =>
    withCommit((repo) => {
      cli(repo, 'init', '--yes', '--hook', 'none');
      const ran = cli(repo, 'doctor');
      expect([ran.code, ran.err]).toEqual([1, '']);
      expect(ran.out).toMatch(
        /^ha-secrets-lint doctor: can the guard run here\?\n {2}FAILS {3}hook-pre-commit +git finds no hook/,
      );
      expect(ran.out).toMatch(/\nAs it stands: 1 of 11 checks fail, 2 to look at\n$/);
    }));

  test('where it cannot look: exit 2', () =>
    withFolder((folder) => {
      expect(cli(folder, 'doctor')).toMatchObject({ code: 2, err: text('doctor needs a git repository') });
      folder.git('init', '-q', '--bare');
      expect(cli(folder, 'doctor')).toMatchObject({ code: 2, err: text('bare repository') });
      for (const args of [['x'], ['--format', 'html'], ['--format', 'json', '--output', 'x'], ['--strct']])
        expect(cli(folder, 'doctor', ...args).code).toBe(2);
      const failed = JSON.parse(cli(folder, 'doctor', '--format', 'json').out) as { errors: unknown[] };
      expect(failed.errors).toHaveLength(1);
    }));

  test('the one-file program has it, too', () =>
    withCommit((repo) => {
      cli(repo, 'init', '--yes');
      const ran = repo.run(process.execPath, ['.githooks/ha-secrets-lint.cjs', 'doctor']);
      expect([ran.code, ran.out]).toEqual([0, text('As it stands: the guard can run here')]);
    }));
});
