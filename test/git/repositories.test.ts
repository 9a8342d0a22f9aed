// Repositories in every state that git knows: what can be looked at is, and what cannot is exit 2 with a word on why.
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { CLEAN, LEAK } from '../support/hooks';
import { CLI, type Ran, Repo, withFolder, withRepo } from '../support/repo';

const FILE = 'configuration.yaml';
const files = (repo: Repo, ...args: string[]): string[] => repo.json(...args).findings.map(({ file }) => file);

function inside(outer: Repo, name: string, ...args: string[]): Repo {
  outer.git('init', '-q', '-b', 'main', ...args, name);
  const repo = new Repo(outer.path(name));
  repo.write({ '.gitignore': 'secrets.yaml\n' });
  return repo;
}

/** One line that says what is wrong, perhaps one that says what to do; no stack, no report. */
function expectRefused(ran: Ran, message: string): void {
  expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(message)]);
  expect(ran.err).toMatch(/^ha-secrets-lint: [^\n]+\n(?:[^\n]+\n)?$/);
  expect(ran.out).toBe('');
}

test('no commit yet, a detached HEAD', () =>
  withRepo((repo) => {
    repo.write({ [FILE]: LEAK });
    expect(files(repo)).toEqual([FILE]);
    repo.git('add', '.');
    expect(files(repo, '--staged')).toEqual([FILE]);
    expect(repo.json('--history')).toMatchObject({ code: 0, summary: { files: 0 } });
    expectRefused(repo.lint('--since', 'HEAD'), 'there is no revision HEAD here');
    repo.git('commit', '-q', '-m', 'c');
    repo.git('checkout', '-q', '--detach');
    repo.write({ 'b.yaml': LEAK });
    repo.git('add', '.');
    expect(files(repo, '--staged')).toEqual(['b.yaml']);
    repo.git('commit', '-q', '-m', 'd');
    expect(files(repo, '--since', 'main')).toEqual(['b.yaml']);
  }));

test('a SHA-256 repository', () =>
  withFolder((outer) => {
    const repo = inside(outer, 'house', '--object-format=sha256');
    repo.commit({ [FILE]: LEAK });
    repo.write({ [FILE]: `${LEAK}light:\n`, 'new.yaml': LEAK });
    repo.git('add', '.');
    expect(repo.json('--staged').findings.map(({ file, severity }) => [file, severity])).toEqual([
      [FILE, 'warning'],
      ['new.yaml', 'error'],
    ]);
    repo.git('commit', '-q', '-m', 'd');
    expect(repo.json('--since', 'HEAD~1').findings.map(({ preexisting }) => preexisting)).toEqual([true, false]);
    expect(new Set(files(repo, '--history'))).toEqual(new Set([FILE]));
    const [to, from] = ['HEAD', 'HEAD~1'].map((name) => repo.git('rev-parse', name).trim());
    const input = `refs/heads/main ${to} refs/heads/main ${from}\n`;
    expect(repo.run(process.execPath, [CLI, 'hook', 'pre-push', 'o', 'u'], { input }).code).toBe(1);
  }));

test('a shallow clone, and one without blobs: nothing is fetched', () =>
  withFolder((outer) => {
    const source = inside(outer, 'source');
    for (const number of ['1', '2', '3'])
      source.commit({ [`a${number}.yaml`]: `a: ${number}\n`, 'leak.yaml': `${LEAK}# ${number}` });
    source.git('config', 'uploadpack.allowFilter', 'true');
    outer.git('clone', '-q', '--depth', '1', `file://${source.dir}`, 'shallow');
    const shallow = new Repo(outer.path('shallow'));
    const ran = shallow.lint('--since', 'HEAD~1');
    expectRefused(ran, 'there is no revision HEAD~1 here');
    expect(ran.err).toContain('fetch-depth: 0');
    shallow.write({ 'new.yaml': LEAK });
    shallow.git('add', '.');
    expect(files(shallow, '--staged')).toEqual(['new.yaml']);
    shallow.git('commit', '-q', '-m', 'c');
    expect(files(shallow, '--since', 'origin/main')).toEqual(['new.yaml']);
    shallow.git('checkout', '-q', '--orphan', 'other');
    shallow.git('commit', '-q', '-m', 'c');
    expectRefused(shallow.lint('--since', 'main'), 'no common commit');

    outer.git('clone', '-q', '--filter=blob:none', `file://${source.dir}`, 'partial');
    const partial = new Repo(outer.path('partial'));
    expect(partial.json().code).toBe(1);
    const before = partial.git('count-objects', '-v');
    expect(partial.lint('--history').code).toBe(2);
    expect(partial.git('count-objects', '-v')).toBe(before);
  }));

test('parts of the working tree that are not there: the index is read', () =>
  withRepo((repo) => {
    repo.commit({ 'in/a.yaml': 'a: 1\n', 'out/leak.yaml': LEAK, 'skip.yaml': LEAK });
    repo.git('sparse-checkout', 'set', 'in');
    expect(files(repo)).toEqual(['out/leak.yaml', 'skip.yaml']);
    repo.write({ 'in/leak.yaml': LEAK });
    repo.git('add', 'in');
    expect(files(repo, '--staged')).toEqual(['in/leak.yaml']);
    repo.git('sparse-checkout', 'disable');
    repo.git('update-index', '--skip-worktree', 'skip.yaml');
    repo.git('update-index', '--assume-unchanged', 'in/a.yaml');
    repo.write({ 'skip.yaml': 'a: 1\n', 'in/a.yaml': LEAK });
    expect(files(repo)).toEqual(['in/a.yaml', 'in/leak.yaml', 'out/leak.yaml', 'skip.yaml']);
  }));

test('a split index', () =>
  withRepo((repo) => {
    repo.commit({ 'a.yaml': 'a: 1\n' });
    repo.git('update-index', '--split-index');
    repo.write({ [FILE]: LEAK });
    repo.git('add', '.');
    expect(files(repo, '--staged')).toEqual([FILE]);
    expect(files(repo)).toEqual([FILE]);
  }));

test('unmerged paths', () =>
  withRepo((repo) => {
    repo.commit({ 'c.yaml': 'a: 1\n' });
    repo.git('checkout', '-q', '-b', 'topic');
    repo.commit({ 'c.yaml': `a: 2\n${LEAK}` });
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'c.yaml': 'a: 3\n' });
    expect(repo.tryGit('merge', 'topic').code).toBe(1);
    expect(files(repo)).toEqual(['c.yaml']);
    expect(repo.lint('--staged')).toMatchObject({ code: 0, out: expect.stringContaining('NO FILE WAS READ') });
    repo.write({ 'c.yaml': `a: 4\n${LEAK}` });
    repo.git('add', '.');
    // MERGE_HEAD has it
    expect(repo.json('--staged').findings).toMatchObject([{ file: 'c.yaml', preexisting: true, severity: 'warning' }]);
    const text = repo.lint('--staged').out.replace(/\s+/g, ' ');
    expect(text).toContain('It is in what is merged already; if that was pushed, change the value.');
    expect(text).toContain('leaked: What is merged has it, HEAD has not; ');
    expect(text).not.toMatch(/in HEAD already|no longer/);
    repo.write({ 'c.yaml': `a: 4\n${LEAK.replace('hunter22x', 'swordfish7')}` });
    repo.git('add', '.');
    expect(repo.json('--staged').findings).toMatchObject([{ file: 'c.yaml', preexisting: false, severity: 'error' }]);
  }));

describe('what cannot be looked at', () => {
  test('a bare repository, git’s own folder, a working tree elsewhere', () =>
    withFolder((outer) => {
      const repo = inside(outer, 'house');
      repo.commit({ [FILE]: LEAK });
      outer.git('clone', '-q', '--bare', 'house', 'bare');
      for (const [where, commands] of [
        ['bare', [[], ['--staged'], ['--history'], ['.'], ['init', '--yes'], ['hook', 'pre-commit']]],
        ['house/.git', [[], ['--staged']]],
        ['house/.git/refs', [[]]],
      ] as const)
        for (const args of commands)
          expectRefused(outer.run(process.execPath, [CLI, ...args], { cwd: where }), 'not to its working tree');
      repo.git('config', 'core.worktree', outer.dir);
      for (const args of [[], ['--staged'], ['init', '--dry-run']]) expectRefused(repo.lint(...args), 'core.worktree');
      repo.git('--work-tree', repo.dir, 'config', 'core.worktree', '..');
      expect(files(repo)).toEqual([FILE]);
    }));

  test('a repository of another user', () =>
    withRepo((repo) => {
      repo.write({ [FILE]: LEAK, 'sub/a.yaml': LEAK });
      repo.git('add', '.');
      const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
      for (const cwd of ['.', 'sub'])
        for (const args of [[], ['--staged'], ['.'], ['init', '--dry-run'], ['why', `${repo.dir}/${FILE}:2`]]) {
          if (cwd === '.' && args[0] !== '--staged') continue;
          const ran = repo.run(process.execPath, [CLI, ...args], { env, cwd });
          expectRefused(ran, 'dubious ownership');
          if (cwd === 'sub') expect(ran.err).toContain(`git config --global --add safe.directory '${repo.dir}'`);
        }
    }));

  test.each([
    ['a damaged index', '.git/index', [[], ['--staged'], ['.'], ['--history'], ['hook', 'pre-commit']], 'index file'],
    ['a .git that leads nowhere', '.git', [[], ['--staged'], ['.'], ['init', '--dry-run']], 'not a git repository'],
  ])('%s', (_, path, commands, message) =>
    withRepo((repo) => {
      repo.commit({ [FILE]: LEAK });
      if (path === '.git') renameSync(repo.path('.git'), repo.path('moved'));
      writeFileSync(repo.path(path), 'gitdir: nowhere');
      for (const args of commands) expectRefused(repo.lint(...args), message);
    }),
  );

  test('a damaged object', () =>
    withRepo((repo) => {
      repo.commit({ [FILE]: 'a: 1\n' });
      repo.write({ [FILE]: LEAK });
      repo.git('add', '.');
      const oid = repo.git('rev-parse', `:${FILE}`).trim();
      const object = repo.path('.git/objects', oid.slice(0, 2), oid.slice(2));
      const sound = readFileSync(object);
      const damages = [() => writeFileSync(object, 'garbage'), () => truncateSync(object, 20), () => rmSync(object)];
      for (const damage of damages) {
        rmSync(object, { recursive: true, force: true });
        writeFileSync(object, sound);
        damage();
        const ran = repo.lint('--staged');
        expect([ran.code, ran.out + ran.err]).toEqual([2, expect.stringContaining('git fsck')]);
        expect(ran.err).not.toMatch(/^\s+at /m);
        expect(repo.json('--staged').errors).toHaveLength(1);
      }
    }));

  test('a fault in the config, whatever git was started for', () =>
    withRepo((repo) => {
      repo.commit({ [FILE]: LEAK, '.ha-secrets-lint.yaml': 'rulez: {}\n' });
      for (const args of [
        [],
        ['--staged'],
        ['--history'],
        ['--since', 'HEAD'],
        ['.'],
        ['hook', 'pre-commit'],
        ['init', '--yes'],
      ])
        expectRefused(repo.lint(...args), '.ha-secrets-lint.yaml:1: there is no setting `rulez`');
    }));

  test('no git at all', () =>
    withRepo((repo) => {
      repo.write({ [FILE]: LEAK });
      const env = { PATH: '/nonexistent' };
      for (const args of [[], ['--staged'], ['.']])
        expectRefused(repo.run(process.execPath, [CLI, ...args], { env }), 'git was not found');
    }));
});

test('outside git: the folder is linted, and the report says what cannot be said', () =>
  withFolder((repo) => {
    repo.write({ 'a/b.yaml': LEAK, 'node_modules/x.yaml': LEAK, 'secrets.yaml': 'w: swordfish7\n' });
    const ran = repo.lint();
    expect([ran.code, ran.out]).toEqual([1, expect.stringContaining('No git repository here')]);
    expect(files(repo)).toEqual(['a/b.yaml']);
    expect(files(repo, 'a')).toEqual(['a/b.yaml']);
    expect(repo.run(process.execPath, [CLI], { env: { PATH: '/nonexistent' } }).code).toBe(1);
    for (const args of [['--staged'], ['--history'], ['--since', 'x']])
      expectRefused(repo.lint(...args), 'needs a git repository');
    const stdin = repo.run(process.execPath, [CLI, '--stdin', '--stdin-filename', 'x/y.yaml'], { input: LEAK });
    expect([stdin.code, stdin.out]).toEqual([1, expect.stringContaining('--> x/y.yaml:2:13')]);
  }));

test('a folder with a .git that git does not take for one belongs to the repository around it', () =>
  withRepo((repo) => {
    repo.write({ 'sub/.git/HEAD': 'ref: refs/heads/x\n', 'sub/.git/config': '', 'sub/leak.yaml': LEAK });
    expect(
      JSON.parse(repo.run(process.execPath, [CLI, '--format', 'json'], { cwd: 'sub' }).out).findings,
    ).toMatchObject([{ file: 'sub/leak.yaml' }]);
  }));

test('the environment of git decides: another index, another repository', () =>
  withFolder((outer) => {
    const repo = inside(outer, 'house');
    repo.commit({ [FILE]: CLEAN });
    const other = inside(outer, 'other');
    other.write({ 'leak.yaml': LEAK });
    const lint = (env: NodeJS.ProcessEnv, ...args: string[]): string[] =>
      JSON.parse(other.run(process.execPath, [CLI, '--format', 'json', ...args], { env }).out).findings.map(
        ({ file }: { file: string }) => file,
      );
    execFileSync('git', ['add', '-f', 'leak.yaml'], {
      cwd: other.dir,
      env: { ...process.env, GIT_INDEX_FILE: other.path('.git/other index') },
    });
    expect(lint({}, '--staged')).toEqual([]);
    expect(lint({ GIT_INDEX_FILE: '.git/other index' }, '--staged')).toEqual(['leak.yaml']);
    const elsewhere = { GIT_DIR: repo.path('.git'), GIT_WORK_TREE: other.dir };
    expect(lint(elsewhere)).toEqual(['leak.yaml']);
    expect(lint(elsewhere, '--staged')).toEqual([]);
    for (const env of [
      { GIT_LITERAL_PATHSPECS: '1' },
      { GIT_GLOB_PATHSPECS: '1' },
      { GIT_EXTERNAL_DIFF: 'false' },
      { GIT_PREFIX: 'x/' },
    ])
      expect(lint(env)).toEqual(['leak.yaml']);
  }));
