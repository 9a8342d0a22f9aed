// Repositories of other shapes, with hooks that `init` put there: linked working trees, submodules, other folders for hooks.
import { symlinkSync } from 'node:fs';
import { CLEAN, expectGuarded, installPackage } from '../support/hooks';
import { CLI, Repo, withRepo } from '../support/repo';

const init = (repo: Repo, ...args: string[]) => repo.run(process.execPath, [CLI, 'init', '--yes', ...args]);

const PACKAGE = JSON.stringify({ devDependencies: { 'ha-secrets-lint': '1' } });

test('a linked working tree uses the linter of the main one', () =>
  withRepo((repo) => {
    installPackage(repo);
    repo.commit({ 'package.json': PACKAGE, '.gitignore': 'secrets.yaml\nnode_modules\n/linked*\n' });
    expect(init(repo).code).toBe(0);
    repo.git('worktree', 'add', '-q', '--detach', 'linked tree');
    const linked = new Repo(repo.path('linked tree'));
    expectGuarded(linked);
    repo.git('worktree', 'add', '-q', '--detach', 'linked2');
    const second = new Repo(repo.path('linked2'));
    second.commit({ '.ha-secrets-lint.yaml': '# nothing\n' });
    const ran = init(second);
    expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('already there')]);
    expect(ran.out).not.toContain('create');
  }));

test('a linked working tree without packages uses the one file of the main one', () =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': CLEAN });
    expect(init(repo).code).toBe(0);
    repo.git('worktree', 'add', '-q', '../linked');
    const linked = new Repo(repo.path('../linked'));
    try {
      expectGuarded(linked);
    } finally {
      repo.git('worktree', 'remove', '--force', '../linked');
    }
  }));

test('a submodule, whose .git is a file', () =>
  withRepo((repo) => {
    repo.git('init', '-q', '-b', 'main', 'library');
    const library = new Repo(repo.path('library'));
    library.commit({ '.gitignore': 'secrets.yaml\n', 'configuration.yaml': CLEAN });
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', './library', 'sub module');
    const submodule = new Repo(repo.path('sub module'));
    const ran = init(submodule);
    expect([ran.code, ran.err]).toEqual([0, '']);
    expectGuarded(submodule);
    // the repository around it has no hooks of its own yet
    expect(repo.tryGit('rev-parse', '--verify', '-q', 'HEAD').code).toBe(1);
  }));

test.each([
  ['a folder of the working tree', '.githooks'],
  ['the same by its absolute path', '<root>/.githooks'],
  ['a folder with blanks that is not there yet', 'my hooks/of git'],
  ['git’s own folder by its absolute path', '<root>/.git/hooks'],
])('core.hooksPath names %s', (_, value) =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': CLEAN });
    repo.git('config', 'core.hooksPath', value.replace('<root>', repo.dir));
    expect(init(repo).err).toBe('');
    expectGuarded(repo);
  }),
);

test('git’s folder for hooks is a link into the working tree', () =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': CLEAN, 'tools/hooks/README': 'x\n' });
    repo.git('config', 'core.hooksPath', '.git/linked');
    symlinkSync('../tools/hooks', repo.path('.git/linked'));
    expect(init(repo).code).toBe(0);
    expectGuarded(repo);
  }));

test('names with blanks, quotes and newlines in the path of the repository', () =>
  withRepo((outer) => {
    for (const name of ['a b', "it's", 'new\nline', '$HOME', 'ä"x', 'end\n']) {
      outer.git('init', '-q', '-b', 'main', name);
      const repo = new Repo(outer.path(name));
      repo.commit({ 'configuration.yaml': CLEAN });
      const ran = init(repo);
      expect([name, ran.code, ran.err]).toEqual([name, 0, '']);
      expectGuarded(repo);
    }
  }));
