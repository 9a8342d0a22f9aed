// A repository whose configuration names programs wherever git lets it: the linter starts none of them.
import { existsSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { LEAK } from '../support/hooks';
import { CLI, type Ran, type Repo, withRepo } from '../support/repo';

/** Settings that take a command line; each is given one that leaves a mark. */
const COMMANDS = [
  'alias.cat-file',
  'alias.diff',
  'alias.ls-files',
  'alias.rev-parse',
  'core.alternateRefsCommand',
  'core.askPass',
  'core.editor',
  'core.fsmonitor',
  'core.gitProxy',
  'core.pager',
  'core.sshCommand',
  'credential.helper',
  'diff.evil.command',
  'diff.evil.textconv',
  'diff.external',
  'filter.evil.clean',
  'filter.evil.process',
  'filter.evil.smudge',
  'gpg.program',
  'gpg.ssh.program',
  'interactive.diffFilter',
  'merge.evil.driver',
  'pager.config',
  'pager.diff',
  'pager.log',
  'pager.rev-parse',
  'remote.origin.receivepack',
  'remote.origin.uploadpack',
  'sequence.editor',
  'uploadpack.packObjectsHook',
] as const;
/** Settings without a program that make git start one of the others, or look elsewhere. */
const SETTINGS: Readonly<Record<string, string>> = {
  'core.hooksPath': '<root>/evil hooks',
  'core.untrackedCache': 'true',
  'diff.submodule': 'log',
  'extensions.partialClone': 'origin',
  'fetch.recurseSubmodules': 'true',
  'filter.evil.required': 'true',
  'gpg.format': 'ssh',
  'grep.column': 'true',
  'grep.lineNumber': 'true',
  'log.showSignature': 'true',
  'protocol.allow': 'always',
  'protocol.ext.allow': 'always',
  'remote.origin.promisor': 'true',
  'remote.origin.url': 'ext::<mark> %S',
  'status.submoduleSummary': 'true',
  'submodule.inner.update': '!<mark>',
  'submodule.recurse': 'true',
};
const HOOKS = ['post-checkout', 'post-index-change', 'pre-commit', 'reference-transaction', 'fsmonitor-watchman'];

const MARKED = '.git/marked';

async function withEvil(work: (repo: Repo) => void): Promise<void> {
  await withRepo((repo) => {
    repo.commit({ 'configuration.yaml': LEAK, 'old.yaml': 'a: 1\n' });
    repo.git('branch', 'before');
    repo.commit({ '.gitattributes': '* filter=evil diff=evil merge=evil\n', 'new.yaml': LEAK });
    repo.git('init', '-q', 'inner');
    repo.git('-C', 'inner', 'commit', '-q', '--allow-empty', '-m', 'c');
    repo.git(
      'update-index',
      '--add',
      '--cacheinfo',
      `160000,${repo.git('-C', 'inner', 'rev-parse', 'HEAD').trim()},inner`,
    );
    repo.write({ '.gitmodules': '[submodule "inner"]\n\tpath = inner\n\turl = ./inner\n', 'staged.yaml': LEAK });
    repo.write({ 'configuration.yaml': `${LEAK}switch:\n` });
    repo.git('add', 'staged.yaml', 'configuration.yaml');
    repo.write({ 'configuration.yaml': `${LEAK}light:\n`, 'untracked.yaml': LEAK });
    const mark = repo.path('.git/mark');
    repo.executable('.git/mark', `#!/bin/sh\necho "$0 $*" >> '${repo.path(MARKED)}'\nexit 1\n`);
    for (const name of HOOKS) repo.executable(`evil hooks/${name}`, `#!/bin/sh\n'${mark}' hook ${name}\n`);
    const settings = Object.entries({
      ...Object.fromEntries(COMMANDS.map((name) => [name, `${name.startsWith('alias') ? '!' : ''}'${mark}' ${name}`])),
      ...SETTINGS,
      // fsmonitor is a path where it is no switch
      'core.fsmonitor': mark,
    });
    const lines = settings.map(([name, value]) => {
      const [, section = '', middle, key = ''] = /^([^.]+)(?:\.(.+))?\.([^.]+)$/.exec(name) ?? [];
      const set = value.replace('<root>', repo.dir).replace('<mark>', mark);
      return `[${section}${middle === undefined ? '' : ` "${middle}"`}]\n\t${key} = "${set}"\n`;
    });
    // half of them by way of an include, which git takes for its own
    const half = lines.length / 2;
    repo.write({ '.git/evil.inc': lines.slice(half).join('') });
    const own = repo.read('.git/config').replace('repositoryformatversion = 0', 'repositoryformatversion = 1');
    repo.write({
      '.git/config': `${own}${lines.slice(0, half).join('')}[includeIf "gitdir:/"]\n\tpath = evil.inc\n`,
    });
    // so that the settings are known to be ones that git obeys
    repo.tryGit('diff');
    expect(readFileSync(repo.path(MARKED), 'utf8')).toMatch(/mark/);
    rmSync(repo.path(MARKED));
    work(repo);
  });
}

const run = (repo: Repo, args: readonly string[], input = ''): Ran =>
  repo.run(process.execPath, [CLI, ...args], { input });

test('no program of the repository’s configuration is started', () =>
  withEvil((repo) => {
    const [head, before] = ['HEAD', 'before'].map((name) =>
      repo.git('-c', 'core.fsmonitor=false', 'rev-parse', name).trim(),
    );
    const push = `refs/heads/main ${head} refs/heads/main ${before}\n`;
    const commands: readonly (readonly [args: readonly string[], code: number, input?: string])[] = [
      [[], 1],
      [['--staged'], 1],
      [['--since', 'before'], 1],
      [['--history'], 1],
      [['.'], 1],
      [['configuration.yaml'], 1],
      [['--stdin', '--stdin-filename', 'a.yaml'], 1, LEAK],
      [['hook', 'pre-commit'], 1],
      [['hook', 'pre-merge-commit'], 1],
      [['hook', 'pre-push', 'origin', 'url'], 1, push],
      [['why', 'configuration.yaml:2'], 0],
      [['init', '--dry-run', '--hook', 'none'], 0],
      [['init', '--dry-run', '--hook', 'git'], 0],
    ];
    for (const [args, code, input] of commands) {
      const ran = run(repo, args, input);
      const marked = existsSync(repo.path(MARKED)) ? repo.read(MARKED) : '';
      const said = ran.err.replace(/^The (?:commit|push) was stopped[^\n]*\n[^\n]*\n$/, '');
      expect([args, said, ran.code, marked]).toEqual([args, '', code, '']);
    }
  }));

test('nor when files and index are rewritten', () =>
  withEvil((repo) => {
    repo.write({ 'secrets.yaml': 'other: swordfish7\n' });
    for (const args of [['--fix', '--dry-run'], ['--fix', '--staged'], ['--fix'], ['hook', 'pre-commit', '--fix']]) {
      const ran = run(repo, args);
      const marked = existsSync(repo.path(MARKED)) ? repo.read(MARKED) : '';
      expect([args, [0, 1].includes(ran.code) ? '' : ran.err, marked]).toEqual([args, '', '']);
    }
    expect(repo.read('configuration.yaml')).toContain('!secret ');
    expect(repo.git('-c', 'core.fsmonitor=false', '-c', 'core.pager=cat', 'show', ':configuration.yaml')).toContain(
      '!secret ',
    );
  }));

test('nor when init asks whether what it found is committed', () =>
  withEvil((repo) => {
    const touched = new Date(Date.now() + 5000);
    // git compares the content, by way of the filter, only where it cannot tell by the time
    for (const file of ['new.yaml', 'configuration.yaml']) utimesSync(repo.path(file), touched, touched);
    const ran = run(repo, ['init', '--yes', '--hook', 'none']);
    const marked = existsSync(repo.path(MARKED)) ? repo.read(MARKED) : '';
    expect([ran.err, marked]).toEqual(['', '']);
    expect(ran.out).toContain('new.yaml');
  }));

test('a blob that only the remote has is not fetched, and the run could not look', () =>
  withEvil((repo) => {
    for (const [name, file, args] of [
      ['HEAD:new.yaml', 'new.yaml', ['--since', 'before']],
      [':staged.yaml', 'staged.yaml', ['--staged']],
      ['HEAD:old.yaml', 'old.yaml', ['--history']],
    ] as const) {
      const oid = repo.git('-c', 'core.fsmonitor=false', 'rev-parse', name).trim();
      rmSync(repo.path('.git/objects', oid.slice(0, 2), oid.slice(2)), { force: true });
      const ran = run(repo, args);
      expect([ran.code, ran.out]).toEqual([2, expect.stringContaining(`could not read ${file}`)]);
      expect(existsSync(repo.path(MARKED))).toBe(false);
    }
  }));

test('attributes, grafts and replaced objects hide nothing', () =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': 'a: 1\n' });
    const before = repo.git('rev-parse', 'HEAD').trim();
    repo.commit({ 'leak.yaml': LEAK });
    const leak = repo.git('rev-parse', 'HEAD').trim();
    const blob = repo.git('rev-parse', 'HEAD:leak.yaml').trim();
    repo.commit({ 'leak.yaml': 'a: 1\n' });
    repo.git('replace', leak, before);
    repo.git('replace', blob, repo.git('rev-parse', 'HEAD:leak.yaml').trim());
    repo.write({ '.git/info/grafts': `${repo.git('rev-parse', 'HEAD').trim()} ${before}\n` });
    for (const args of [['--history'], ['--since', before]])
      expect(repo.json(...args).findings.map(({ file, commit }) => [file, commit])).toEqual([['leak.yaml', leak]]);
    // what a reference says of a name counts also where an attribute calls YAML binary: this value is a login by its use only
    repo.write({ 'secrets.yaml': 'front_door: swordfish7\n', 'note.yaml': 'title: swordfish7\n' });
    repo.commit({ '.gitattributes': '*.yaml binary\n', 'a.yaml': 'mqtt:\n  password: !secret front_door\n' });
    repo.git('rm', '-q', '--cached', 'secrets.yaml');
    expect(repo.json().findings).toContainEqual(expect.objectContaining({ rule: 'known-secret', file: 'note.yaml' }));
  }));
