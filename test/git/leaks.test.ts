// Where what was found stands besides, and what to do about it: as real repositories with real remotes have it.
import { CLEAN, LEAK } from '../support/hooks';
import { type JsonReport, Repo, withFolder, withRepo } from '../support/repo';

interface Leak {
  readonly inHead: boolean;
  readonly onRemote: boolean | null;
  readonly firstCommit: string | null;
  readonly firstPath: string | null;
  readonly rotate: { readonly what: string; readonly url: string | null } | null;
}
type Found = JsonReport['findings'][number] & { readonly leak?: Leak };

const VALUE = 'hunter22x';
const other = (value: string): string => LEAK.replace(VALUE, value);

/** A repository with a bare one as its remote. */
const withRemote = (work: (repo: Repo) => void | Promise<void>): Promise<void> =>
  withFolder((outer) => {
    outer.git('init', '-q', '--bare', 'remote.git');
    outer.git('init', '-q', '-b', 'main', 'house');
    const repo = new Repo(outer.path('house'));
    repo.git('remote', 'add', 'origin', outer.path('remote.git'));
    repo.write({ '.gitignore': 'secrets.yaml\n' });
    return work(repo);
  });

const head = (repo: Repo): string => repo.git('rev-parse', 'HEAD').trim();
function leaks(repo: Repo, ...args: string[]): Record<string, Leak | undefined> {
  const { findings } = repo.json(...args) as { readonly findings: readonly Found[] };
  return Object.fromEntries(findings.map(({ file, line, leak }) => [`${file}:${line}`, leak]));
}

test('a history: where it came in, whether HEAD and a remote have it', () =>
  withRemote((repo) => {
    repo.commit({ 'gone.yaml': LEAK, 'stays.yaml': other('swordfish77') });
    const first = head(repo);
    repo.git('push', '-q', 'origin', 'main');
    repo.commit({
      'gone.yaml': CLEAN,
      'local.yaml': other('grey-Heron-9'),
      'stays.yaml': `${other('swordfish77')}# x\n`,
    });
    const second = head(repo);
    repo.git('mv', 'local.yaml', 'moved.yaml');
    repo.commit({ 'moved.yaml': `${other('grey-Heron-9')}# moved\n` });
    const found = leaks(repo, '--history');
    expect(found).toMatchObject({
      'gone.yaml:2': { inHead: false, onRemote: true, firstCommit: first, firstPath: 'gone.yaml' },
      // its second version was not pushed, but the value was
      'stays.yaml:2': { inHead: true, onRemote: true, firstCommit: first },
      'local.yaml:2': { inHead: true, onRemote: false, firstCommit: second, firstPath: 'local.yaml' },
      'moved.yaml:2': { inHead: true, onRemote: false, firstCommit: second, firstPath: 'local.yaml' },
    });
    expect(found['gone.yaml:2']?.rotate?.what).toBe('MQTT password');
    const text = repo.lint('--history').out;
    expect(text.replace(/\s+/g, ' ')).toContain(
      `It came in with commit ${second.slice(0, 10)} as local.yaml; HEAD still has it; no remote`,
    );
    expect(text.replace(/\s+/g, ' ')).toContain('HEAD has it no longer; a remote has it.');
    expect(text).not.toContain(VALUE);
  }));

test('the same content in a commit that was pushed and in one that was not, as after a rebase', () =>
  withRemote((repo) => {
    repo.commit({ 'README.md': 'x' });
    repo.commit({ 'a.yaml': LEAK });
    repo.git('branch', 'old');
    repo.git('reset', '-q', '--hard', 'HEAD~1');
    repo.commit({ 'other.md': 'y' });
    repo.git('cherry-pick', 'old');
    repo.git('push', '-q', 'origin', 'main');
    expect(leaks(repo, '--history')['a.yaml:2']).toMatchObject({ inHead: true, onRemote: true });
    repo.git('checkout', '-q', 'HEAD~1');
    expect(leaks(repo, '--history')['a.yaml:2']).toMatchObject({ inHead: false, onRemote: true });
  }));

test('without a remote nothing is known of what was pushed; before the first commit HEAD holds nothing', () =>
  withRepo((repo) => {
    repo.commit({ 'a.yaml': LEAK });
    expect(leaks(repo, '--history')['a.yaml:2']).toMatchObject({ inHead: true, onRemote: null });
    expect(repo.lint('--history').out.replace(/\s+/g, ' ')).toContain('whether it was pushed cannot be told here');
    repo.git('checkout', '-q', '--orphan', 'empty');
    expect(leaks(repo, '--history')['a.yaml:2']).toMatchObject({ inHead: false, onRemote: null });
    repo.git('rm', '-q', '-r', '--cached', '.');
    expect(repo.json()).not.toHaveProperty('findings.0.leak');
  }));

test('files that should never have been there, and the lines to take them out', () =>
  withRemote((repo) => {
    repo.commit({
      'secrets.yaml': 'mqtt_password: Xk93mfQ02sLa\n',
      "it's a.db": 'SQLite format 3\0',
      '--all.db': 'SQLite format 3\0',
      'we\nird.db': 'SQLite format 3\0',
      'a.yaml': LEAK,
    });
    repo.git('push', '-q', 'origin', 'main');
    repo.git('rm', '-q', '--cached', 'secrets.yaml');
    repo.commit({ '.gitignore': 'secrets.yaml\n' });
    repo.git('rm', '-q', '-f', '--cached', 'secrets.yaml');
    repo.git('commit', '-q', '--amend', '--no-verify', '-m', 'd');
    expect(leaks(repo, '--history')['secrets.yaml:1']).toMatchObject({ inHead: false, onRemote: true });
    const text = repo.lint('--history').out;
    expect(text).toContain('After a leak, in this order:\n1. Change what leaked');
    expect(text).toMatch(/^ {5}git filter-repo --invert-paths (?=.*--path secrets\.yaml)/m);
    expect(text).toContain("--path 'it'\\''s a.db'");
    expect(text).toContain(' --path=--all.db');
    expect(text.replace(/\s+/g, ' ')).toContain('1 more file is not in these lines');
    expect(text).toContain('     git filter-repo --replace-text ../expressions.txt\n');
    expect(text).toContain('literal:THE VALUE==>REMOVED');
    expect(text).not.toMatch(/hunter22x|Xk93mfQ02sLa/);
    // the config line instead of a comment, which no commit can take any more
    expect(text).toContain('to ignore it, under `ignore:` in .ha-secrets-lint.yaml:');
    for (const format of ['html', 'github', 'gitlab', 'gitlab-secrets', 'sarif', 'junit']) {
      const ran = repo.lint('--history', '--format', format);
      expect([format, ran.out]).toEqual([format, expect.stringMatching(/a remote has it/)]);
      expect([format, ran.out]).toEqual([format, expect.stringMatching(/Change it at the broker/)]);
      expect(ran.out).not.toMatch(/hunter22x|Xk93mfQ02sLa/);
    }
    repo.write({ '.git/summary': '' });
    repo.run(process.execPath, [require.resolve('../../dist/cli.cjs'), '--history', '--format=github'], {
      env: { GITHUB_STEP_SUMMARY: repo.path('.git/summary') },
    });
    expect(repo.read('.git/summary')).toContain('#### After a leak');
    expect(repo.git('status', '--short')).toBe('');
  }));

test('what a commit takes along from HEAD, or a range from its base: whether a remote has it', () =>
  withRemote((repo) => {
    repo.commit({ 'a.yaml': LEAK, 'b.yaml': CLEAN });
    repo.git('push', '-q', 'origin', 'main');
    repo.commit({ 'b.yaml': other('swordfish77') });
    repo.git('mv', 'a.yaml', 'c.yaml');
    repo.commit({});
    repo.write({
      'c.yaml': `${LEAK}# x\n`,
      'b.yaml': `${other('swordfish77')}# x\n`,
      'new.yaml': other('grey-Heron-9'),
    });
    repo.git('add', '.');
    const staged = leaks(repo, '--staged');
    expect(staged).toMatchObject({
      'c.yaml:2': { inHead: true, onRemote: true, firstCommit: null, firstPath: null },
      'b.yaml:2': { inHead: true, onRemote: false },
    });
    expect(staged['new.yaml:2']).toBeUndefined();
    expect(repo.lint('--staged').out).not.toContain('After a leak');
    repo.git('commit', '-q', '-m', 'd');
    repo.commit({ 'b.yaml': CLEAN });
    expect(leaks(repo, '--since', 'HEAD~2')).toMatchObject({
      'c.yaml:2': { inHead: true, onRemote: true },
      'b.yaml:2': { inHead: false, onRemote: false },
    });
    repo.git('push', '-q', 'origin', 'main');
    expect(leaks(repo, '--since', 'HEAD~2')).toMatchObject({ 'c.yaml:2': { inHead: true, onRemote: true } });
  }));

test('a shard says what it cannot know', () =>
  withRemote((repo) => {
    repo.commit({ 'a.yaml': LEAK });
    repo.git('push', '-q', 'origin', 'main');
    repo.commit({ 'b.yaml': other('swordfish77') });
    const found = { ...leaks(repo, '--history', '--shard=1/2'), ...leaks(repo, '--history', '--shard=2/2') };
    expect(found).toMatchObject({
      'a.yaml:2': { inHead: true, onRemote: true, firstCommit: null },
      'b.yaml:2': { inHead: true, onRemote: null, firstCommit: null },
    });
    expect(leaks(repo, '--history', '--jobs=2')).toEqual(leaks(repo, '--history'));
  }));

test('the fields of a finding, in their order: what is not known or not there comes last, or not at all', () =>
  withRepo((repo) => {
    repo.write({ '.gitignore': 'secrets.yaml\n' });
    repo.commit({ 'a.yaml': LEAK });
    repo.write({ 'a.yaml': `${LEAK}# x\n`, 'b.yaml': LEAK, 'c.yaml': other('swordfish77') });
    repo.git('add', '.');
    const fixed = [
      ...['rule', 'severity', 'confidence', 'class', 'file', 'line', 'column', 'endLine', 'endColumn', 'keyPath'],
      ...['dialect', 'message', 'preview', 'fingerprint', 'commit', 'preexisting', 'fix', 'noFix'],
    ];
    expect(repo.json('--staged').findings.map((finding) => Object.keys(finding))).toEqual([
      [...fixed, 'related', 'leak'],
      [...fixed, 'related'],
      fixed,
    ]);
  }));
