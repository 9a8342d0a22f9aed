// Pushes to a real bare repository: every commit that is sent is looked at, and none that the other side has.
import { CLEAN, expectPassed, expectStopped, installGitHooks, installHusky, LEAK } from '../support/hooks';
import { type Ran, type Repo, withRepo } from '../support/repo';

const FILE = 'configuration.yaml';
const ZERO = '0'.repeat(40);

/** A repository with one clean commit that the remote `origin` has. */
async function withRemote(work: (repo: Repo) => void | Promise<void>, install = installGitHooks): Promise<void> {
  await withRepo(async (repo) => {
    repo.git('init', '-q', '--bare', 'remote.git');
    repo.git('remote', 'add', 'origin', repo.path('remote.git'));
    repo.write({ '.gitignore': 'secrets.yaml\nremote.git\nnode_modules\n.husky\n' });
    repo.git('add', '.gitignore');
    repo.git('commit', '-q', '-m', 'ignore');
    add(repo, { [FILE]: CLEAN });
    repo.git('push', '-q', '-u', 'origin', 'main');
    install(repo);
    await work(repo);
  });
}

function add(repo: Repo, files: Record<string, string>): string {
  repo.write(files);
  repo.git('add', '--', ...Object.keys(files));
  repo.git('commit', '-q', '--no-verify', '-m', 'c');
  return repo.git('rev-parse', 'HEAD').trim();
}

const push = (repo: Repo, ...args: string[]): Ran => repo.tryGit('push', ...args);
const remoteHas = (repo: Repo, ref: string): boolean =>
  repo.tryGit('--git-dir', 'remote.git', 'rev-parse', '-q', '--verify', ref).code === 0;

describe.each([
  ['hooks of plain git', installGitHooks],
  ['husky', installHusky],
] as const)('%s', (_, install) => {
  test('a leak that a later commit takes out again', () =>
    withRemote((repo) => {
      const leak = add(repo, { [FILE]: LEAK });
      add(repo, { [FILE]: `${CLEAN}light:\n` });
      const ran = push(repo);
      expectStopped(ran);
      expect(ran.out + ran.err).toContain(`in commit ${leak.slice(0, 10)}`);
      expect(repo.git('rev-parse', 'origin/main')).not.toBe(repo.git('rev-parse', 'main'));
    }, install));

  test('a clean push', () =>
    withRemote((repo) => {
      add(repo, { [FILE]: `${CLEAN}light:\n` });
      expectPassed(push(repo));
      expect(repo.git('rev-parse', 'origin/main')).toBe(repo.git('rev-parse', 'main'));
    }, install));
});

test('the first push to an empty remote brings everything', () =>
  withRepo((repo) => {
    repo.git('init', '-q', '--bare', 'remote.git');
    installGitHooks(repo);
    repo.commit({ '.gitignore': 'secrets.yaml\nremote.git\nnode_modules\n' });
    add(repo, { [FILE]: LEAK });
    add(repo, { [FILE]: CLEAN });
    expectStopped(push(repo, repo.path('remote.git'), 'main'));
    expect(remoteHas(repo, 'main')).toBe(false);
  }));

test('a new branch brings its own commits, not those the remote has', () =>
  withRemote((repo) => {
    add(repo, { 'old.yaml': LEAK });
    repo.git('push', '-q', '--no-verify', 'origin', 'main');
    repo.git('checkout', '-q', '-b', 'topic');
    add(repo, { 'light.yaml': 'light:\n' });
    expectPassed(push(repo, 'origin', 'topic'));
    repo.git('checkout', '-q', '-b', 'other');
    add(repo, { 'leak.yaml': LEAK });
    const ran = push(repo, 'origin', 'other');
    expectStopped(ran);
    expect(ran.out + ran.err).not.toContain('old.yaml');
    expect(remoteHas(repo, 'other')).toBe(false);
  }));

test('what stands in the remote’s version of the file is a warning, or an error with --strict', () =>
  withRemote((repo) => {
    add(repo, { 'old.yaml': LEAK });
    repo.git('push', '-q', '--no-verify', 'origin', 'main');
    const before = repo.git('rev-parse', 'HEAD').trim();
    const after = add(repo, { 'old.yaml': `${LEAK}light:\n` });
    const line = `refs/heads/main ${after} refs/heads/main ${before}\n`;
    const args = ['hook', 'pre-push', 'origin', 'url'];
    expect(hook(repo, args, line).out).toContain('warning[inline-credential]');
    expect(hook(repo, args, line).code).toBe(0);
    expect(hook(repo, [...args, '--strict'], line).code).toBe(1);
    expect(hook(repo, [...args, '--strict', '--rule', 'inline-credential=off'], line).code).toBe(0);
    repo.git('checkout', '-q', '-b', 'topic');
    expectPassed(push(repo, 'origin', 'topic'));
  }));

test('a merge brings what neither side had, and the commits of the other branch', () =>
  withRemote((repo) => {
    repo.git('checkout', '-q', '-b', 'upstream');
    add(repo, { 'old.yaml': LEAK });
    repo.git('push', '-q', '--no-verify', 'origin', 'upstream');
    repo.git('checkout', '-q', 'main');
    add(repo, { 'light.yaml': 'light:\n' });
    repo.git('merge', '-q', '--no-verify', '-m', 'm', 'upstream');
    expectPassed(push(repo));
    repo.git('checkout', '-q', '-b', 'topic', 'HEAD~1');
    add(repo, { 'switch.yaml': 'switch:\n' });
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-commit', 'topic');
    add(repo, { 'evil.yaml': LEAK });
    expectStopped(push(repo));
  }));

test('a forced push, a remote commit that is not here, a deletion, a tag', () =>
  withRemote((repo) => {
    const clone = `${repo.dir}/clone`;
    repo.git('clone', '-q', 'remote.git', 'clone');
    repo.write({ 'clone/far.yaml': 'a: 1\n' });
    for (const args of [
      ['add', 'far.yaml'],
      ['commit', '-q', '-m', 'far'],
      ['push', '-q'],
    ])
      repo.git('-C', clone, ...args);
    add(repo, { 'near.yaml': LEAK });
    expectStopped(push(repo, '--force'));
    add(repo, { 'near.yaml': CLEAN });
    repo.git('reset', '-q', '--soft', 'HEAD~2');
    repo.git('commit', '-q', '--no-verify', '-m', 'clean');
    expectPassed(push(repo, '--force'));

    repo.git('push', '-q', 'origin', 'main:gone');
    const deleted = push(repo, 'origin', ':gone');
    expectPassed(deleted);
    expect(deleted.err).toContain('nothing to push');

    add(repo, { 'near.yaml': LEAK });
    repo.git('tag', '-a', '-m', 't', 'v1');
    expectStopped(push(repo, 'origin', 'v1'));
    repo.git('tag', '-f', 'v1', repo.git('rev-parse', 'HEAD:near.yaml').trim());
    const blob = push(repo, 'origin', 'v1');
    expect([blob.code, remoteHas(repo, 'v1')]).toEqual([1, false]);
    expect(blob.err).toContain('no commit');
  }));

test('a secrets file in the middle of the range', () =>
  withRemote((repo) => {
    repo.write({ 'esphome/secrets.yaml': 'wifi: hunter22x\n' });
    repo.git('add', '-f', 'esphome/secrets.yaml');
    repo.git('commit', '-q', '--no-verify', '-m', 'c');
    repo.git('rm', '-q', '--cached', 'esphome/secrets.yaml');
    repo.git('commit', '-q', '--no-verify', '-m', 'c');
    expectStopped(push(repo), 'secrets-file-committed');
  }));

test('all refs at once', () =>
  withRemote((repo) => {
    repo.git('checkout', '-q', '-b', 'topic');
    add(repo, { 'leak.yaml': LEAK });
    repo.git('checkout', '-q', 'main');
    expectStopped(push(repo, '--mirror'));
    expectPassed(push(repo, '--tags'));
  }));

test('a name of a local ref may hold blanks', () =>
  withRemote((repo) => {
    const leak = add(repo, { 'leak.yaml': LEAK });
    expectStopped(push(repo, 'origin', 'HEAD^{/c}:refs/heads/by-message'));
    const line = `HEAD^{/a b c} ${leak} refs/heads/x ${ZERO}\n`;
    expect(hook(repo, ['hook', 'pre-push', 'origin', 'url'], line).code).toBe(1);
  }));

test('a URL that is a pattern excludes nothing', () =>
  withRemote((repo) => {
    const leak = add(repo, { 'leak.yaml': LEAK });
    repo.git('push', '-q', '--no-verify', 'origin', 'main');
    const line = `refs/heads/main ${leak} refs/heads/main ${ZERO}\n`;
    for (const remote of ['**', '*', 'orig*', 'https://example.com/*', ''])
      expect([remote, hook(repo, ['hook', 'pre-push', remote, remote], line).code]).toEqual([remote, 1]);
    expect(hook(repo, ['hook', 'pre-push', 'origin', 'x'], line).code).toBe(0);
  }));

test('input that is none of git’s lines is no all-clear', () =>
  withRemote((repo) => {
    for (const input of ['x\n', `refs/heads/main ${ZERO}\n`, 'a b c d\n'])
      expect(hook(repo, ['hook', 'pre-push', 'origin', 'url'], input).code).toBe(2);
    const unknown = `refs/heads/main ${'1'.repeat(40)} refs/heads/main ${ZERO}\n`;
    expect(hook(repo, ['hook', 'pre-push', 'origin', 'url'], unknown).code).toBe(2);
    const nothing = hook(repo, ['hook', 'pre-push', 'origin', 'url'], '');
    expect([nothing.code, nothing.err]).toEqual([0, expect.stringContaining('nothing to push')]);
  }));

function hook(repo: Repo, args: readonly string[], input: string): Ran {
  return repo.run(process.execPath, [repo.path('node_modules/ha-secrets-lint/dist/cli.cjs'), ...args], { input });
}

describe('the whole history', () => {
  test('finds what was taken out again, on any ref', () =>
    withRepo((repo) => {
      repo.commit({ [FILE]: LEAK });
      repo.commit({ [FILE]: CLEAN });
      repo.git('checkout', '-q', '-b', 'topic');
      repo.commit({ 'leak.yaml': 'api:\n  password: swordfish7\n' });
      repo.git('checkout', '-q', 'main');
      const { code, findings } = repo.json('--history');
      expect(code).toBe(1);
      expect(findings.map(({ file }) => file).sort()).toEqual([FILE, 'leak.yaml']);
    }));

  test('of an empty repository holds nothing', () => withRepo((repo) => expect(repo.json('--history').code).toBe(0)));
});
