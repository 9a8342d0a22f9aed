// Commits through real git, with the hooks in git's own folder and with real husky: stopped or let through.
import { chmodSync } from 'node:fs';
import { CLEAN, commit, expectPassed, expectStopped, installGitHooks, installHusky, LEAK } from '../support/hooks';
import { type Repo, withRepo } from '../support/repo';

const FILE = 'configuration.yaml';

function leakInIndexOnly(repo: Repo, file = FILE): void {
  repo.write({ [file]: LEAK });
  repo.git('add', '-f', file);
  repo.write({ [file]: CLEAN });
}

const head = (repo: Repo): string => repo.tryGit('rev-parse', '--verify', '-q', 'HEAD').out;

describe.each([
  ['hooks of plain git', installGitHooks],
  ['husky', installHusky],
] as const)('%s', (_, install) => {
  /** The work is done in a repository with one clean commit; nothing that it does may move HEAD. */
  const stopped = (work: (repo: Repo) => void): Promise<void> =>
    withRepo((repo) => {
      install(repo);
      repo.commit({ [FILE]: CLEAN });
      const before = head(repo);
      work(repo);
      expect(head(repo)).toBe(before);
    });
  const passed = (work: (repo: Repo) => void): Promise<void> =>
    withRepo((repo) => {
      install(repo);
      repo.commit({ [FILE]: CLEAN });
      const before = head(repo);
      work(repo);
      expect(head(repo)).not.toBe(before);
    });

  test('the first commit', () =>
    withRepo((repo) => {
      install(repo);
      leakInIndexOnly(repo);
      expectStopped(commit(repo));
      expect(head(repo)).toBe('');
      repo.git('add', '.');
      expectPassed(commit(repo));
    }));

  test('add, then commit', () =>
    stopped((repo) => {
      leakInIndexOnly(repo);
      expectStopped(commit(repo));
    }));

  test('commit -a: a temporary index', () =>
    stopped((repo) => {
      repo.write({ [FILE]: LEAK });
      expectStopped(commit(repo, '-a'));
    }));

  test('commit <path>: the leak goes in past the index', () =>
    stopped((repo) => {
      repo.write({ [FILE]: LEAK, 'other.yaml': 'a: 1\n' });
      repo.git('add', 'other.yaml');
      expectStopped(commit(repo, FILE));
      expectStopped(commit(repo, '--only', '--', FILE));
      expectStopped(commit(repo, '--include', FILE));
    }));

  test('commit <path>: a staged leak in another file is not in this commit', () =>
    passed((repo) => {
      leakInIndexOnly(repo, 'leak.yaml');
      repo.write({ [FILE]: `${CLEAN}sensor:\n` });
      expectPassed(commit(repo, FILE));
    }));

  test('commit --amend', () =>
    stopped((repo) => {
      leakInIndexOnly(repo);
      expectStopped(repo.tryGit('commit', '-q', '--amend', '--no-edit'));
    }));

  test('from a folder below', () =>
    stopped((repo) => {
      repo.write({ 'packages/a.yaml': LEAK });
      repo.git('add', '.');
      expectStopped(repo.run('git', ['commit', '-m', 'c'], { cwd: 'packages' }));
    }));

  test('a conflict-free merge', () =>
    stopped((repo) => {
      repo.git('checkout', '-q', '-b', 'topic');
      repo.commit({ 'leak.yaml': LEAK });
      repo.git('checkout', '-q', 'main');
      repo.commit({ 'other.yaml': 'a: 1\n' });
      const before = head(repo);
      expectStopped(repo.tryGit('merge', 'topic', '-m', 'm'));
      expect(head(repo)).toBe(before);
      repo.git('merge', '--abort');
      repo.git('reset', '-q', '--hard', 'HEAD~1');
    }));

  test('a leak that the merge itself adds', () =>
    stopped((repo) => {
      repo.git('checkout', '-q', '-b', 'topic');
      repo.commit({ [FILE]: `${CLEAN}a: 1\n` });
      repo.git('checkout', '-q', 'main');
      repo.commit({ [FILE]: `${CLEAN}b: 1\n` });
      const before = head(repo);
      expect(repo.tryGit('merge', 'topic').code).toBe(1);
      repo.write({ [FILE]: `${LEAK}a: 1\n` });
      repo.git('add', FILE);
      expectStopped(repo.tryGit('commit', '--no-edit'));
      expect(head(repo)).toBe(before);
      repo.git('reset', '-q', '--hard', 'HEAD~1');
    }));

  test('a leak that comes with a rename', () =>
    stopped((repo) => {
      repo.commit({ 'long.yaml': `${'light:\n'.repeat(30)}${CLEAN}` });
      const before = head(repo);
      repo.git('mv', 'long.yaml', 'packages.yaml');
      repo.write({ 'packages.yaml': `${'light:\n'.repeat(30)}${LEAK}` });
      repo.git('add', '.');
      expectStopped(commit(repo));
      expect(head(repo)).toBe(before);
      repo.git('reset', '-q', '--hard', 'HEAD~1');
    }));

  test('a rename of an old leak passes with a warning', () =>
    passed((repo) => {
      repo.commit({ 'old.yaml': LEAK });
      repo.git('mv', 'old.yaml', 'new.yaml');
      const ran = commit(repo);
      expectPassed(ran);
      expect(ran.err).toContain('warning[inline-credential]');
    }));

  test('a new mode', () =>
    passed((repo) => {
      repo.commit({ 'old.yaml': LEAK });
      chmodSync(repo.path('old.yaml'), 0o755);
      repo.git('add', '.');
      expectPassed(commit(repo));
    }));

  test('a new mode with a leak', () =>
    stopped((repo) => {
      chmodSync(repo.path(FILE), 0o755);
      repo.write({ [FILE]: LEAK });
      expectStopped(commit(repo, '-a'));
    }));

  test('intent to add: not in this commit, but in the next with -a', () =>
    passed((repo) => {
      repo.write({ 'leak.yaml': LEAK, 'other.yaml': 'a: 1\n' });
      repo.git('add', '-N', 'leak.yaml');
      repo.git('add', 'other.yaml');
      expectPassed(commit(repo));
      expectStopped(commit(repo, '-a'));
    }));

  test('a leak in the working tree only', () =>
    passed((repo) => {
      repo.write({ 'other.yaml': 'a: 1\n' });
      repo.git('add', 'other.yaml');
      repo.write({ [FILE]: LEAK, 'other.yaml': LEAK });
      expectPassed(commit(repo));
    }));

  test('a deletion of a leak', () =>
    passed((repo) => {
      repo.commit({ 'old.yaml': LEAK });
      repo.git('rm', '-q', 'old.yaml');
      expectPassed(commit(repo));
    }));

  test('names with blanks, quotes, newlines and bytes that are no UTF-8', () =>
    stopped((repo) => {
      for (const name of ['a b.yaml', 'a"b.yaml', "a'b.yaml", 'a\nb.yaml', 'ä.yaml', '-n.yaml', ':x.yaml']) {
        repo.write({ [name]: LEAK });
        repo.git('add', '--', `:(literal)${name}`);
        expectStopped(commit(repo));
        repo.git('rm', '-q', '-f', '--', `:(literal)${name}`);
      }
    }));
});
