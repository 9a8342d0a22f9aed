// The shipped hooks under each shell that is here: what they find, what they do where nothing can be found, what they hand on.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CLEAN, expectPassed, expectStopped, HOOK_NAMES, installPackage, LEAK, SHELLS, SHIM } from '../support/hooks';
import { type Ran, type Repo, ROOT, withRepo } from '../support/repo';

/** All that the shim may call, but no node. */
const TOOLS = ['cat', 'cut', 'git', 'grep', 'sed', 'sort', 'sh', 'tail', 'tr'];
/** Places that a test cannot empty. */
const FIXED_PLACES = / \/(?:opt|home|usr)\/\S*node/g;

interface Machine {
  readonly repo: Repo;
  /** Runs the installed hook under the shell; `env` is all it has besides PATH and HOME. */
  readonly hook: (name: string, env?: NodeJS.ProcessEnv, args?: readonly string[], input?: string) => Ran;
}

const pathOf = (program: string): string =>
  execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();

/** A machine with git and the core tools on the PATH, an empty home, and no node in the places the shim knows. */
function withMachine(shell: readonly string[], work: (machine: Machine) => void): Promise<void> {
  return withRepo((repo) => {
    mkdirSync(repo.path('.git/bin'), { recursive: true });
    for (const tool of TOOLS) {
      const program = shell[0] === 'busybox' && tool !== 'git' ? 'busybox' : tool;
      symlinkSync(pathOf(program), repo.path('.git/bin', tool));
    }
    const shim = readFileSync(SHIM, 'utf8');
    const emptied = shim.replace(FIXED_PLACES, ' /nonexistent/node');
    expect(emptied.match(/nonexistent/g)).toHaveLength(4);
    for (const name of HOOK_NAMES) repo.executable(`.git/hooks/${name}`, emptied);
    const [program = '', ...first] = shell;
    const path = pathOf(program);
    work({
      repo,
      hook: (name, env = {}, args = [], input = '') =>
        repo.run(path, [...first, `.git/hooks/${name}`, ...args], {
          env: {
            PATH: repo.path('.git/bin'),
            HOME: repo.path('.git/no home'),
            XDG_DATA_HOME: '',
            PROGRAMFILES: '/x',
            NVM_BIN: '',
            NVM_DIR: '',
            ...env,
          },
          input,
        }),
    });
  });
}

/** Only says its version and what it was given. */
function fakeNode(repo: Repo, path: string, version: string): void {
  repo.executable(path, `#!/bin/sh\nif [ "$1" = -v ]; then echo v${version}; else echo "node ${version}: $*"; fi\n`);
}

test('the three hooks are one script of at most 30 lines', () => {
  const texts = HOOK_NAMES.map((name) => readFileSync(join(ROOT, 'hooks', name), 'utf8'));
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]?.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  expect(texts[0]).toMatch(/^[\n\x20-\x7e]+$/);
});

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('%s', (_, shell) => {
  const on = (work: (machine: Machine) => void) => (): Promise<void> => withMachine(shell, work);

  test(
    'without node nothing passes, and a staged secrets file is named',
    on(({ repo, hook }) => {
      installPackage(repo);
      const ran = hook('pre-commit');
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('Node.js 20 or later was not found')]);
      expect(ran.err).toContain('HA_SECRETS_LINT=0 git commit');
      expect(ran.err).not.toContain('this commit holds');
      for (const path of ['secrets.yaml', 'a/b c/secrets.yml', 'secret.yaml', 'x/.secrets.yaml']) {
        repo.write({ [path]: 'a: b\n' });
        repo.git('add', '-f', path);
        const held = hook('pre-commit');
        expect([held.code, held.err]).toEqual([2, expect.stringContaining(`this commit holds ${path}`)]);
        repo.git('rm', '-q', '-f', path);
      }
      expect(hook('pre-push', {}, ['origin', 'url'], 'x\n').code).toBe(2);
    }),
  );

  test(
    'without node, but with the setting to warn',
    on(({ repo, hook }) => {
      installPackage(repo);
      repo.git('config', 'ha-secrets-lint.withoutNode', 'warn');
      const ran = hook('pre-commit');
      expect([ran.code, ran.err]).toEqual([0, expect.stringContaining('NOT CHECKED')]);
      repo.commit({ 'a.yaml': 'a: 1\n' });
      repo.write({ 'esphome/secrets.yaml': 'a: b\n' });
      repo.git('add', '-f', 'esphome');
      const held = hook('pre-merge-commit');
      expect([held.code, held.err]).toEqual([2, expect.stringContaining('this commit holds esphome/secrets.yaml')]);
    }),
  );

  test(
    'without the linter',
    on(({ hook }) => {
      const ran = hook('pre-commit', { PATH: process.env['PATH'] });
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('the linter was not found')]);
    }),
  );

  test(
    'an old node is none',
    on(({ repo, hook }) => {
      installPackage(repo);
      fakeNode(repo, '.git/bin/node', '18.20.1');
      expect(hook('pre-commit').code).toBe(2);
      fakeNode(repo, '.git/bin/node', '20.0.0');
      expect(hook('pre-commit').out).toContain(
        'node 20.0.0: node_modules/ha-secrets-lint/dist/cli.cjs hook pre-commit',
      );
    }),
  );

  test(
    'the newest node of nvm or fnm, also below a folder with blanks',
    on(({ repo, hook }) => {
      installPackage(repo);
      const nvm = '.git/my home/.nvm/versions/node';
      for (const version of ['9.11.2', '18.20.8', '20.9.0', '20.10.1'])
        fakeNode(repo, `${nvm}/v${version}/bin/node`, version);
      fakeNode(repo, `${nvm}/v22.1.0-rc.1/bin/node`, '22.1.0');
      const env = { HOME: repo.path('.git/my home') };
      expect(hook('pre-commit', env).out).toContain('node 20.10.1: ');
      fakeNode(repo, '.git/my home/.local/share/fnm/node-versions/v24.2.0/installation/bin/node', '24.2.0');
      expect(hook('pre-commit', env).out).toContain('node 24.2.0: ');
      repo.write({ [`${nvm}/v26.0.0/bin/node`]: 'not executable' });
      expect(hook('pre-commit', env).out).toContain('node 24.2.0: ');
    }),
  );

  test.each([
    ['.volta/bin/node', {}],
    ['.asdf/shims/node', {}],
    ['.local/share/mise/shims/node', {}],
    ['chosen/node', { NVM_BIN: 'chosen' }],
    ['.fnm/node-versions/v21.0.0/installation/bin/node', {}],
    ['Library/Application Support/fnm/node-versions/v21.0.0/installation/bin/node', {}],
    ['nodejs/node.exe', { PROGRAMFILES: '' }],
  ])('node in %s', (path, env) =>
    withMachine(shell, ({ repo, hook }) => {
      installPackage(repo);
      const home = repo.path('.git/home');
      fakeNode(repo, join('.git/home', path), '21.0.0');
      const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, join(home, value)]));
      expect(hook('pre-commit', { HOME: home, ...variables }).out).toContain('node 21.0.0: ');
    }),
  );

  test(
    'a shim of asdf that knows no version is passed over',
    on(({ repo, hook }) => {
      installPackage(repo);
      repo.executable('.git/home/.asdf/shims/node', '#!/bin/sh\necho "No version is set" >&2\nexit 126\n');
      fakeNode(repo, '.git/home/.local/share/mise/shims/node', '22.0.0');
      expect(hook('pre-commit', { HOME: repo.path('.git/home') }).out).toContain('node 22.0.0: ');
    }),
  );

  test(
    'the off switches are said aloud',
    on(({ repo, hook }) => {
      repo.write({ 'configuration.yaml': LEAK });
      repo.git('add', '.');
      for (const env of [
        { HA_SECRETS_LINT: '0' },
        { SKIP: 'ha-secrets-lint' },
        { SKIP: 'eslint, ha-secrets-lint,x' },
      ]) {
        const ran = hook('pre-commit', env);
        expect([ran.code, ran.err]).toEqual([0, expect.stringContaining('nothing was checked')]);
      }
      for (const env of [
        { HA_SECRETS_LINT: '1' },
        { HA_SECRETS_LINT: '' },
        { SKIP: 'ha-secrets-lint-x' },
        { SKIP: 'x-ha-secrets-lint' },
      ])
        expect(hook('pre-commit', env).code).toBe(2);
    }),
  );

  test(
    'it lints, hands its arguments and its input on, and returns the code',
    on(({ repo, hook }) => {
      installPackage(repo);
      const env = { PATH: process.env['PATH'] };
      repo.write({ 'configuration.yaml': LEAK });
      repo.git('add', '.');
      expectStopped(hook('pre-commit', env));
      expect(hook('pre-commit', env).code).toBe(1);
      expectStopped(hook('pre-merge-commit', env));
      repo.git('commit', '-q', '--no-verify', '-m', 'c');
      const line = `refs/heads/main ${repo.git('rev-parse', 'HEAD').trim()} refs/heads/main ${'0'.repeat(40)}\n`;
      expectStopped(hook('pre-push', env, ['origin', 'some url'], line));
      repo.write({ 'configuration.yaml': CLEAN });
      repo.git('add', '.');
      expectPassed(hook('pre-commit', env));
      expect(hook('pre-push', env, ['origin', 'some url'], '').err).toContain('nothing to push');
    }),
  );

  test(
    'the earlier hook runs first, with the same arguments and input, and its failure counts',
    on(({ repo, hook }) => {
      installPackage(repo);
      const env = { PATH: process.env['PATH'] };
      repo.executable(
        '.git/hooks/pre-push.chained',
        '#!/bin/sh\necho "chained $# $1 [$2]" >&2\ncat >&2\nexit "${CODE:-0}"\n',
      );
      const input = `a ${'1'.repeat(40)} b ${'2'.repeat(40)}\n`;
      const failed = hook('pre-push', { ...env, CODE: '7' }, ['origin', 'a  b'], input);
      expect([failed.code, failed.err]).toEqual([7, `chained 2 origin [a  b]\n${input}`]);
      const ran = hook('pre-push', env, ['origin', 'u'], input);
      expect(ran.err).toMatch(/^chained 2 origin \[u\]\na 1{40} b 2{40}\nha-secrets-lint: the push sends a/);
      expect(hook('pre-push', { ...env, CODE: '7', HA_SECRETS_LINT: '0' }, [], '').code).toBe(7);
      expect(hook('pre-push', { ...env, HA_SECRETS_LINT: '0' }, [], '').err).toMatch(
        /^chained 0 +\[\]\nha-secrets-lint: switched off/,
      );
      chmodSync(repo.path('.git/hooks/pre-push.chained'), 0o644);
      expect(hook('pre-push', { ...env, CODE: '7' }, [], '').code).toBe(0);
    }),
  );

  test(
    'renamed by another hook manager it still knows which hook it is',
    on(({ repo, hook }) => {
      installPackage(repo);
      fakeNode(repo, '.git/bin/node', '22.0.0');
      repo.executable('.git/hooks/pre-commit.legacy', repo.read('.git/hooks/pre-commit'));
      expect(hook('pre-commit.legacy').out).toContain('hook pre-commit\n');
    }),
  );
});
