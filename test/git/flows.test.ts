// Commands that make commits without `git commit`: what has a hook is stopped there, the rest before it leaves the machine.
import { CLEAN, expectPassed, expectStopped, installGitHooks, LEAK } from '../support/hooks';
import { type Repo, withRepo } from '../support/repo';

const FILE = 'configuration.yaml';

/** `main` is pushed; `leak` is one commit further, made without hooks. */
const withLeakyBranch = (work: (repo: Repo) => void): Promise<void> =>
  withRepo((repo) => {
    repo.git('init', '-q', '--bare', '.git/remote');
    repo.git('remote', 'add', 'origin', repo.path('.git/remote'));
    repo.commit({ [FILE]: CLEAN });
    repo.git('checkout', '-q', '-b', 'leak');
    repo.commit({ 'leak.yaml': LEAK });
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'other.yaml': 'a: 1\n' });
    repo.git('push', '-q', '-u', 'origin', 'main');
    installGitHooks(repo);
    work(repo);
  });

test('git runs no hook for a pick, a rebase, a revert, a fast-forward or am: the push is stopped', () =>
  withLeakyBranch((repo) => {
    const main = repo.git('rev-parse', 'main').trim();
    const pushIsStopped = (what: string): void => {
      expectStopped(repo.tryGit('push', 'origin', 'HEAD:main'));
      expect([what, repo.git('rev-parse', 'origin/main').trim()]).toEqual([what, main]);
      repo.git('reset', '-q', '--hard', main);
    };
    expectPassed(repo.tryGit('cherry-pick', 'leak'));
    pushIsStopped('cherry-pick');
    repo.git('checkout', '-q', 'leak');
    expectPassed(repo.tryGit('rebase', '-q', 'main'));
    repo.git('checkout', '-q', 'main');
    expectPassed(repo.tryGit('merge', '-q', '--ff-only', 'leak'));
    pushIsStopped('merge --ff-only');
    repo.git('merge', '-q', '--ff-only', 'leak');
    repo.git('rm', '-q', 'leak.yaml');
    repo.git('commit', '-q', '-m', 'away');
    expectPassed(repo.tryGit('revert', '--no-edit', 'HEAD'));
    pushIsStopped('revert');
    repo.write({ '.git/patch': repo.git('format-patch', '--stdout', '-1', 'leak') });
    expectPassed(repo.tryGit('am', '-q', '.git/patch'));
    pushIsStopped('am');
  }));

test('merge --squash, commit --fixup and a commit after a conflict are stopped where they are made', () =>
  withLeakyBranch((repo) => {
    const head = repo.git('rev-parse', 'HEAD');
    repo.git('merge', '-q', '--squash', 'leak');
    expectStopped(repo.tryGit('commit', '-q', '-m', 'c'));
    expectStopped(repo.tryGit('commit', '-q', '--fixup', 'HEAD'));
    expectStopped(repo.tryGit('commit', '-q', '--amend', '--no-edit'));
    repo.git('reset', '-q', '--hard');
    repo.git('checkout', '-q', 'leak');
    repo.commit({ 'other.yaml': `a: 2\n${LEAK}` });
    repo.git('checkout', '-q', 'main');
    expect(repo.tryGit('cherry-pick', 'leak').code).toBe(1);
    repo.write({ 'other.yaml': `a: 2\n${LEAK}` });
    repo.git('add', '.');
    expectStopped(repo.run('git', ['-c', 'core.editor=true', 'cherry-pick', '--continue']));
    repo.git('cherry-pick', '--abort');
    expect(repo.git('rev-parse', 'HEAD')).toBe(head);
  }));

test('stash, checkout, reset and status are left alone', () =>
  withLeakyBranch((repo) => {
    repo.write({ [FILE]: LEAK, 'staged.yaml': LEAK });
    repo.git('add', 'staged.yaml');
    const before = repo.git('status', '--short');
    for (const args of [['stash', '-q'], ['stash', 'pop', '-q', '--index'], ['status'], ['commit', '--dry-run']])
      expect([args, repo.tryGit(...args).err]).toEqual([args, '']);
    expect(repo.git('status', '--short')).toBe(before);
    for (const args of [
      ['reset', '-q', '--hard'],
      ['checkout', '-q', 'leak'],
      ['switch', '-q', 'main'],
    ])
      expectPassed(repo.tryGit(...args));
  }));

test('a message changed, an empty commit, a commit that only takes away', () =>
  withLeakyBranch((repo) => {
    for (const args of [
      ['commit', '-q', '--amend', '-m', 'new'],
      ['commit', '-q', '--allow-empty', '-m', 'empty'],
    ])
      expectPassed(repo.tryGit(...args));
    repo.git('rm', '-q', 'other.yaml');
    expectPassed(repo.tryGit('commit', '-q', '-m', 'away'));
  }));

test('without HOME, from a sub-folder, under a locale of its own', () =>
  withLeakyBranch((repo) => {
    repo.write({ 'sub/leak.yaml': LEAK });
    repo.git('add', '.');
    const env = { HOME: undefined, LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', XDG_DATA_HOME: undefined };
    expectStopped(repo.run('git', ['commit', '-m', 'c'], { env, cwd: 'sub' }));
  }));
