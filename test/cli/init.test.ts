// `init` in real repositories: what it shows, what it writes, what it leaves alone, and that commits are stopped afterwards.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  CLEAN,
  commit,
  expectGuarded,
  expectPassed,
  expectStopped,
  installPackage,
  LEAK,
  runHusky,
} from '../support/hooks';
import { CLI, type Ran, Repo, ROOT, withFolder, withRepo } from '../support/repo';

const init = (repo: Repo, ...args: string[]): Ran => repo.run(process.execPath, [CLI, 'init', ...args]);
const HOOKS = ['pre-commit', 'pre-merge-commit', 'pre-push'];
const PACKAGE = JSON.stringify({ devDependencies: { 'ha-secrets-lint': '1' } });
const WITH_HUSKY = JSON.stringify({ devDependencies: { husky: '^9.1.7', 'ha-secrets-lint': '1' } });

/** Every file with mode and content. */
function snapshot(repo: Repo, folder = ''): string[] {
  return readdirSync(repo.path(folder), { withFileTypes: true })
    .filter(
      (entry) => entry.name !== 'node_modules' && !/^\.git\/(?:index|logs|objects|refs)/.test(join(folder, entry.name)),
    )
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return snapshot(repo, path);
      return entry.isFile() ? [`${path} ${statSync(repo.path(path)).mode.toString(8)} ${repo.read(path)}`] : [path];
    });
}

function expectRefused(ran: Ran, message: string): void {
  expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(message)]);
  expect(ran.err).toContain('Nothing was changed');
}

describe('plain git', () => {
  test('without package.json: the one-file program stops a commit, and can set up the next clone', () =>
    withFolder((outer) => {
      outer.git('init', '-q', '-b', 'main', 'house');
      const repo = new Repo(outer.path('house'));
      repo.write({
        'configuration.yaml': CLEAN,
        'esphome/node.yaml': 'esphome:\n  name: n\nwifi:\n  password: !secret w\n',
      });
      const ran = init(repo, '--yes');
      expect([ran.code, ran.err]).toEqual([0, '']);
      expect(repo.read('.gitignore')).toBe('secrets.yaml\n');
      expect(repo.json().findings).toEqual([]);
      repo.git('add', '.');
      expectPassed(commit(repo));
      expectGuarded(repo);
      outer.git('clone', '-q', 'house', 'clone');
      const clone = new Repo(outer.path('clone'));
      const again = clone.run(process.execPath, ['.githooks/ha-secrets-lint.cjs', 'init', '--yes']);
      expect([again.code, again.err]).toEqual([0, '']);
      expectGuarded(clone);
      expect(clone.git('status', '--short')).toBe('');
    }));

  test('the one-file program does what the package does', () =>
    withRepo((repo) => {
      repo.commit({ 'configuration.yaml': LEAK });
      const one = (...args: string[]): Ran => repo.run(process.execPath, [join(ROOT, 'dist/standalone.cjs'), ...args]);
      for (const args of [
        [],
        ['--staged'],
        ['rules'],
        ['why', 'configuration.yaml:2'],
        ['--version'],
        ['hook', 'x'],
        ['--nope'],
      ])
        expect([args, one(...args)]).toEqual([args, repo.lint(...args)]);
    }));

  test('with package.json: the package stops a commit', () =>
    withRepo((repo) => {
      repo.write({ 'package.json': PACKAGE, 'configuration.yaml': CLEAN });
      installPackage(repo);
      const ran = init(repo, '-y');
      expect([ran.code, ran.err]).toEqual([0, '']);
      expect(ran.out).not.toContain('npm install');
      expect(existsSync(repo.path('.githooks'))).toBe(false);
      expectGuarded(repo);
    }));

  test.each([
    ['package-lock.json', 'npm install --save-dev ha-secrets-lint'],
    ['yarn.lock', 'yarn add --dev ha-secrets-lint'],
    ['pnpm-lock.yaml', 'pnpm add --save-dev ha-secrets-lint'],
  ])('says how to install the package (%s)', (lockFile, command) =>
    withRepo((repo) => {
      repo.write({ 'package.json': '{}', [lockFile]: '' });
      expect(init(repo, '--yes').out).toContain(command);
      expect(repo.read('package.json')).toBe('{}');
    }),
  );

  test('an earlier hook is kept, runs first, and its failure counts', () =>
    withRepo((repo) => {
      const mine = '#!/bin/sh\necho mine >&2\nexit "${CODE:-0}"\n';
      repo.executable('.git/hooks/pre-commit', mine);
      chmodSync(repo.path('.git/hooks/pre-commit'), 0o751);
      const ran = init(repo, '--yes');
      expect([ran.code, ran.out]).toEqual([0, expect.stringMatching(/rename +\.git\/hooks\/pre-commit +to .*chained/)]);
      expect(repo.read('.git/hooks/pre-commit.chained')).toBe(mine);
      expect(statSync(repo.path('.git/hooks/pre-commit.chained')).mode & 0o777).toBe(0o751);
      expectGuarded(repo);
      repo.git('commit', '-q', '--allow-empty', '-m', 'c');
      const failed = repo.run('git', ['commit', '--allow-empty', '-m', 'c'], { env: { CODE: '3' } });
      expect([failed.code, failed.err]).toEqual([1, 'mine\n']);
      expect(init(repo, '--yes').out).not.toContain('rename');
    }));

  test('two earlier hooks: refused, nothing is lost', () =>
    withRepo((repo) => {
      repo.executable('.git/hooks/pre-push', '#!/bin/sh\n');
      repo.executable('.git/hooks/pre-push.chained', '#!/bin/sh\n');
      const before = snapshot(repo);
      expectRefused(init(repo, '--yes'), 'there is a pre-push.chained beside it already');
      expect(snapshot(repo)).toEqual(before);
    }));

  test('earlier hooks in other languages, with other line ends, without the right to run', () =>
    withRepo((repo) => {
      const record = repo.path('.git/record');
      repo.executable(
        '.git/hooks/pre-commit',
        `#!${process.execPath}\nrequire('fs').writeFileSync('${record}', 'ran');\n`,
      );
      repo.write({ '.git/hooks/pre-merge-commit': '#!/bin/sh\nexit 9\n' });
      repo.executable('.git/hooks/pre-push', '#!/bin/sh\r\nexit 0\r\n');
      const { out } = init(repo, '--yes');
      expect(out).toMatch(/rename +\.git\/hooks\/pre-merge-commit +to .*: not executable, it does not run\n/);
      expectGuarded(repo);
      expect(readFileSync(record, 'utf8')).toBe('ran');
      repo.git('checkout', '-q', '-b', 'topic', 'HEAD');
      repo.git('commit', '-q', '--no-verify', '--allow-empty', '-m', 'c');
      repo.git('checkout', '-q', 'main');
      expectPassed(repo.tryGit('merge', '-q', '--no-ff', '--no-edit', 'topic'));
    }));

  test.each([
    ['husky 4', '#!/bin/sh\n# husky v4\n. "$(dirname "$0")/husky.sh"\n'],
    ['overcommit', '#!/usr/bin/env ruby\nhook_type = File.basename($0)\n'],
    ['a dispatcher', '#!/bin/sh\nexec "tools/${0##*/}"\n'],
  ])('an earlier hook that goes by its own name is not moved (%s)', (_, text) =>
    withRepo((repo) => {
      repo.executable('.git/hooks/pre-commit', text);
      const before = snapshot(repo);
      expectRefused(init(repo, '--yes'), 'goes by its own file name');
      expect(snapshot(repo)).toEqual(before);
    }),
  );

  test('a folder that may not be written to: said, and a later run goes on', () =>
    withRepo((repo) => {
      rmSync(repo.path('.git/hooks'), { recursive: true, force: true });
      repo.write({ '.git/hooks': 'a file' });
      expectRefused(init(repo, '--yes'), 'in something that is no folder');
      rmSync(repo.path('.git/hooks'));
      repo.write({ '.ha-secrets-lint.yaml/x': '' });
      expect(init(repo, '--yes').code).toBe(2);
      rmSync(repo.path('.ha-secrets-lint.yaml'), { recursive: true });
      expect(init(repo, '--yes').code).toBe(0);
      expectGuarded(repo);
    }));

  test('an older hook of ours, or one that git would not run, is brought up to date', () =>
    withRepo((repo) => {
      init(repo, '--yes');
      const shim = repo.read('.git/hooks/pre-commit');
      repo.write({ '.git/hooks/pre-commit': shim.replace('exit 2', 'exit 3') });
      chmodSync(repo.path('.git/hooks/pre-push'), 0o644);
      repo.write({ '.githooks/ha-secrets-lint.cjs': '#!/usr/bin/env node\n// ha-secrets-lint 0.0.1: old\n' });
      const ran = init(repo, '--yes');
      expect(ran.out.match(/brought up to date/g)).toHaveLength(3);
      expect(repo.read('.git/hooks/pre-commit')).toBe(shim);
      expect(statSync(repo.path('.git/hooks/pre-push')).mode & 0o111).toBe(0o111);
      expect(existsSync(repo.path('.git/hooks/pre-commit.chained'))).toBe(false);
      expectGuarded(repo);
    }));

  test('a folder for hooks outside the repository is left alone', () =>
    withFolder((outer) => {
      outer.git('init', '-q', 'house');
      const repo = new Repo(outer.path('house'));
      repo.git('config', 'core.hooksPath', outer.path('global'));
      expectRefused(init(repo, '--yes'), `outside of it, in ${outer.path('global')}`);
      expect(existsSync(outer.path('global'))).toBe(false);
      mkdirSync(outer.path('global'));
      symlinkSync(outer.path('global'), repo.path('linked'));
      repo.git('config', 'core.hooksPath', 'linked');
      expectRefused(init(repo, '--yes'), 'outside of it');
      repo.git('config', 'core.hooksPath', '/dev/null');
      expectRefused(init(repo, '--yes'), 'outside of it');
      repo.git('config', 'core.hooksPath', '');
      expectRefused(init(repo, '--yes'), 'core.hooksPath is empty');
      expect(init(repo, '--yes', '--hook', 'none').code).toBe(0);
      expect(readdirSync(outer.path('global'))).toEqual([]);
    }));
});

describe('husky', () => {
  test('real husky: a commit and a push are stopped', () =>
    withRepo((repo) => {
      installPackage(repo);
      repo.write({ 'package.json': WITH_HUSKY, 'configuration.yaml': CLEAN });
      runHusky(repo);
      const ran = init(repo, '--yes');
      expect([ran.code, ran.err]).toEqual([0, '']);
      expect(existsSync(repo.path('.git/hooks/pre-commit'))).toBe(false);
      expect(repo.read('.husky/pre-commit')).toBe('#!/bin/sh\nsh node_modules/ha-secrets-lint/hooks/pre-commit "$@"\n');
      expect(statSync(repo.path('.husky/pre-push')).mode & 0o111).toBe(0o111);
      expectGuarded(repo);
      repo.git('init', '-q', '--bare', '.git/remote');
      repo.write({ 'leak.yaml': LEAK });
      repo.git('commit', '-q', '--no-verify', '-a', '-m', 'c');
      expectStopped(repo.tryGit('push', '.git/remote', 'main'));
    }));

  test('husky that is not switched on in this clone', () =>
    withRepo((repo) => {
      installPackage(repo);
      repo.write({ 'package.json': WITH_HUSKY });
      const ran = init(repo, '--yes');
      expect([ran.code, ran.out]).toEqual([1, expect.stringContaining('git runs no hook before npx husky')]);
      runHusky(repo);
      expect(init(repo, '--yes').code).toBe(0);
      expectGuarded(repo);
    }));

  test('what is in the hook files stays, with the line where it is reached', () =>
    withRepo((repo) => {
      installPackage(repo);
      repo.write({
        'package.json': WITH_HUSKY,
        '.husky/pre-commit': 'echo first >&2',
        '.husky/pre-merge-commit': '# comment\ncd packages\nexit 0\n',
        '.husky/pre-push': '#!/usr/bin/env sh\n\ncat >&2\n',
        'packages/a.yaml': 'a: 1\n',
      });
      runHusky(repo);
      expect(init(repo, '--yes').code).toBe(0);
      const line = (name: string): string => `sh node_modules/ha-secrets-lint/hooks/${name} "$@"`;
      expect(repo.read('.husky/pre-commit')).toBe(`echo first >&2\n${line('pre-commit')}\n`);
      expect(repo.read('.husky/pre-merge-commit')).toBe(
        `# comment\n${line('pre-merge-commit')}\ncd packages\nexit 0\n`,
      );
      expect(repo.read('.husky/pre-push')).toMatch(
        /^#!\/usr\/bin\/env sh\n\n# ha-secrets-lint: git lists [\s\S]*\nEOF\ncat >&2\n$/,
      );
      expectGuarded(repo);
      const before = snapshot(repo);
      expect(init(repo, '--yes').code).toBe(0);
      expect(snapshot(repo)).toEqual(before);

      repo.git('init', '-q', '--bare', '.git/remote');
      const pushed = repo.tryGit('push', '.git/remote', 'main');
      expectPassed(pushed);
      expect(pushed.err).toContain(`refs/heads/main ${repo.git('rev-parse', 'HEAD').trim()} refs/heads/main 000`);
      repo.write({ 'leak.yaml': LEAK });
      repo.git('commit', '-q', '--no-verify', '-a', '-m', 'c');
      expectStopped(repo.tryGit('push', '.git/remote', 'main'));
    }));

  test('package and husky in a folder below', () =>
    withRepo((repo) => {
      const scripts = { prepare: 'cd .. && husky "front end/.husky"' };
      repo.write({ 'front end/package.json': JSON.stringify({ ...JSON.parse(WITH_HUSKY), scripts }) });
      installPackage(repo, 'front end');
      runHusky(repo, 'front end/.husky');
      const ran = init(repo, '--yes');
      expect([ran.code, ran.err]).toEqual([0, '']);
      expect(repo.read('front end/.husky/pre-commit')).toContain(
        `\nsh 'front end/node_modules/ha-secrets-lint/hooks/pre-commit' "$@"\n`,
      );
      expectGuarded(repo);
    }));

  test('someone else’s package below the root does not decide', () =>
    withRepo((repo) => {
      repo.write({ 'custom_components/x/frontend/package.json': WITH_HUSKY, 'configuration.yaml': CLEAN });
      init(repo, '--yes');
      expectGuarded(repo);
      expect(existsSync(repo.path('custom_components/x/frontend/.husky'))).toBe(false);
    }));

  test('husky 4 keeps its hooks in git’s folder', () =>
    withRepo((repo) => {
      repo.write({ 'package.json': JSON.stringify({ devDependencies: { husky: '^4.3.8', 'ha-secrets-lint': '1' } }) });
      expect(init(repo, '--dry-run').out).toContain('create  .git/hooks/pre-commit');
    }));

  test('refused: no shell script, a link, no husky, its own folder', () =>
    withRepo((repo) => {
      repo.write({ 'package.json': '{}' });
      expectRefused(init(repo, '--yes', '--hook', 'husky'), 'does not use husky');
      repo.write({ 'package.json': WITH_HUSKY, '.husky/pre-push': '#!/usr/bin/env node\n' });
      expectRefused(init(repo, '--yes'), '.husky/pre-push is no shell script');
      repo.write({ '.husky/pre-push': '' });
      symlinkSync('../x', repo.path('.husky/pre-commit'));
      expectRefused(init(repo, '--yes'), '.husky/pre-commit is a symbolic link');
      runHusky(repo);
      expectRefused(init(repo, '--yes', '--hook', 'git'), 'belongs to husky');
    }));
});

describe('ignore lines', () => {
  const lines = (before: string | Buffer | undefined, files: Record<string, string>) =>
    withFolder((repo) => {
      repo.git('init', '-q');
      repo.write({ 'configuration.yaml': CLEAN, ...files, ...(before === undefined ? {} : { '.gitignore': before }) });
      const ran = init(repo, '--yes', '--hook', 'none');
      const first = repo.read('.gitignore');
      init(repo, '--yes', '--hook', 'none');
      expect(repo.read('.gitignore')).toBe(first);
      return { ran, text: first };
    });

  test.each([
    ['no file', undefined, {}, 'secrets.yaml\n'],
    ['CRLF', '*.db\r\n*.log\r\n', {}, '*.db\r\n*.log\r\nsecrets.yaml\r\n'],
    ['no final newline', '*.db', {}, '*.db\nsecrets.yaml\n'],
    ['CRLF without a final newline', 'a\r\n*.db', {}, 'a\r\n*.db\r\nsecrets.yaml\r\n'],
    [
      'only the root’s is named',
      '/secrets.yaml\n',
      { 'esphome/secrets.yaml': 'a: hunter22x\n' },
      '/secrets.yaml\nsecrets.yaml\n',
    ],
    ['taken back', 'secrets.yaml\n!*.yaml\n', {}, 'secrets.yaml\n!*.yaml\nsecrets.yaml\n'],
    ['all but YAML', '*\n!*/\n!*.yaml\n', {}, '*\n!*/\n!*.yaml\nsecrets.yaml\n'],
    [
      'Zigbee2MQTT',
      '',
      {
        'zigbee2mqtt/configuration.yaml':
          'mqtt:\n  server: mqtt://h\n  base_topic: zigbee2mqtt\nserial:\n  port: /dev/ttyACM0\n',
        'zigbee2mqtt/secret.yaml': 'password: hunter22x\n',
      },
      'secret.yaml\nsecrets.yaml\n',
    ],
  ])('%s', async (_, before, files, after) => {
    const { ran, text } = await lines(before, files as Record<string, string>);
    expect(text).toBe(after);
    expect(ran.code).toBe(0);
  });

  test('a .gitignore below that takes it back is named', async () => {
    const { ran } = await lines('', {
      'esphome/secrets.yaml': 'a: hunter22x\n',
      'esphome/.gitignore': '!secrets.yaml\n',
    });
    expect([ran.code, ran.out]).toEqual([
      1,
      expect.stringContaining('git still does not ignore esphome/secrets.yaml: esphome/.gitignore takes it back'),
    ]);
  });

  test('a secrets file that is tracked is left, and said', () =>
    withRepo((repo) => {
      repo.commit({ 'configuration.yaml': CLEAN, 'a b/secrets.yaml': 'a: hunter22x\n' });
      expect(init(repo, '--yes').out).toContain(`git rm --cached 'a b/secrets.yaml'`);
      expect(repo.git('ls-files', 'a b')).toContain('secrets.yaml');
    }));

  test('an encrypted secrets file needs no line', () =>
    withRepo((repo) => {
      repo.commit({
        '.gitignore': '*.db\n',
        'configuration.yaml': CLEAN,
        'secrets.yaml': '$ANSIBLE_VAULT;1.1;AES256\n6162\n',
      });
      init(repo, '--yes');
      expect(repo.read('.gitignore')).toBe('*.db\n');
    }));

  test('refused: a link, a text that git cannot read', () =>
    withFolder((repo) => {
      repo.git('init', '-q');
      repo.write({ 'configuration.yaml': CLEAN, 'real.txt': '' });
      symlinkSync('real.txt', repo.path('.gitignore'));
      expectRefused(init(repo, '--yes'), '.gitignore is a symbolic link');
      expect(repo.read('real.txt')).toBe('');
    }));

  test('UTF-16 is refused', () =>
    withFolder((repo) => {
      repo.git('init', '-q');
      repo.write({ 'configuration.yaml': CLEAN, '.gitignore': Buffer.from('\ufeffa\n', 'utf16le') });
      expectRefused(init(repo, '--yes'), 'no text that git can read');
    }));
});

describe('asking', () => {
  test('--dry-run writes nothing', () =>
    withRepo((repo) => {
      repo.write({ 'configuration.yaml': CLEAN });
      repo.executable('.git/hooks/pre-commit', '#!/bin/sh\n');
      const before = snapshot(repo);
      const ran = init(repo, '--dry-run');
      expect([ran.code, ran.err]).toEqual([0, '']);
      for (const name of HOOKS) expect(ran.out).toContain(`.git/hooks/${name} `);
      expect(init(repo, '--dry-run', '--yes').code).toBe(0);
      expect(snapshot(repo)).toEqual(before);
    }));

  test('without a terminal and without --yes it shows the plan and does nothing', () =>
    withRepo((repo) => {
      const before = snapshot(repo);
      const ran = init(repo);
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('no terminal to ask on')]);
      expect(ran.out).toContain('create  .git/hooks/pre-commit');
      expect(snapshot(repo)).toEqual(before);
    }));

  test('the second run changes nothing and says so', () =>
    withRepo((repo) => {
      repo.write({ 'configuration.yaml': CLEAN });
      init(repo, '--yes');
      const before = snapshot(repo);
      for (const args of [['--yes'], []]) {
        const ran = init(repo, ...args);
        expect([ran.code, ran.out.match(/already there/g)?.length]).toEqual([0, 6]);
        expect(ran.out).not.toMatch(/create|change|done/);
      }
      expect(snapshot(repo)).toEqual(before);
    }));

  test('a config file that is there is kept, whatever its name', () =>
    withRepo((repo) => {
      repo.write({ '.ha-secrets-lint.json': '{"ignore":["x/"]}' });
      const { out } = init(repo, '--yes');
      expect(out).toContain('add .githooks/ha-secrets-lint.cjs to `ignore:` in .ha-secrets-lint.json');
      expect(existsSync(repo.path('.ha-secrets-lint.yaml'))).toBe(false);
    }));

  test('says how it stands, without values', () =>
    withRepo((repo) => {
      repo.write({ 'configuration.yaml': LEAK });
      const ran = init(repo, '--yes');
      expect(ran.code).toBe(0);
      expect(ran.out).toContain('error    configuration.yaml:2 inline-credential');
      expect(ran.out).not.toContain('hunter22x');
    }));

  test.each([
    [['--hook', 'huskey'], 'Did you mean husky?'],
    [['x'], 'init takes no paths'],
  ])('%j', (args, message) =>
    withRepo((repo) => {
      const ran = init(repo, ...args);
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(message)]);
    }),
  );

  test('no repository, a bare one, no readable package.json', () =>
    withFolder((repo) => {
      expect(init(repo, '--yes')).toMatchObject({ code: 2, err: expect.stringContaining('git init') });
      repo.git('init', '-q', '--bare', '.');
      expect(init(repo, '--yes')).toMatchObject({ code: 2, err: expect.stringContaining('bare') });
    }));
});
