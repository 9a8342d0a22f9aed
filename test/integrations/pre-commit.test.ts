// The real pre-commit framework: it clones this project, builds a Node.js environment from it and runs both hooks in commits.
// The environment stands on the Node.js of this machine, which is what the framework takes wherever there is one.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLEAN, commit, LEAK } from '../support/hooks';
import { type Ran, Repo, ROOT, withRepo } from '../support/repo';
import { OLDER_PRE_COMMIT, PRE_COMMIT, packTo, publishCopy } from './managers';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'hsl-')));
const HOME = join(base, 'home');
const published = join(base, 'published');

const ENV: NodeJS.ProcessEnv = {
  PRE_COMMIT_HOME: HOME,
  PRE_COMMIT_COLOR: 'never',
  npm_config_prefer_offline: 'true',
  // a test run is no pull request
  CI: undefined,
};

const run = (repo: Repo, ...args: string[]): Ran => repo.run(PRE_COMMIT, args, { env: ENV });
const commitWith = (repo: Repo, env: NodeJS.ProcessEnv = {}): Ran =>
  repo.run('git', ['commit', '-q', '-m', 'c'], { env: { ...ENV, ...env } });
const said = (ran: Ran): string => `${ran.out}${ran.err}`;

const BOTH = `repos:
  - repo: ${published}
    rev: v1
    hooks:
      - id: ha-secrets-lint
      - id: ha-secrets-lint-repository
`;

function guarded(repo: Repo, config = BOTH): void {
  repo.commit({ '.pre-commit-config.yaml': config, 'configuration.yaml': CLEAN });
  const installed = run(repo, 'install');
  if (installed.code !== 0) throw new Error(said(installed));
}

beforeAll(() => {
  mkdirSync(published, { recursive: true });
  publishCopy(published);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

test('both hooks run in a commit: a leak is stopped, and passes where a reference stands instead', () =>
  withRepo((repo) => {
    guarded(repo);
    repo.write({ 'leak.yaml': LEAK });
    repo.git('add', 'leak.yaml');
    const stopped = commitWith(repo);
    expect(stopped.code).toBe(1);
    expect(said(stopped)).toMatch(/ha-secrets-lint \(files\)\.+Failed\n/);
    expect(said(stopped)).toContain('error[inline-credential]');
    expect(said(stopped)).toMatch(/ha-secrets-lint \(repository\)\.+Passed\n/);
    expect(said(stopped)).not.toContain('hunter22x');
    repo.write({ 'leak.yaml': CLEAN });
    repo.git('add', 'leak.yaml');
    expect(commitWith(repo)).toMatchObject({ code: 0 });
  }));

test('the framework before 4.7, which packs a clone by itself', () =>
  withRepo((repo) => {
    repo.commit({ '.pre-commit-config.yaml': BOTH, 'configuration.yaml': LEAK });
    const env = { ...ENV, PRE_COMMIT_HOME: join(base, 'older') };
    expect(repo.run(OLDER_PRE_COMMIT, ['--version']).out).toMatch(/^pre-commit 4\.6\./);
    const ran = repo.run(OLDER_PRE_COMMIT, ['run', '--all-files'], { env });
    expect([ran.code, said(ran)]).toEqual([1, expect.stringContaining('error[inline-credential]')]);
    expect(said(ran)).toMatch(/ha-secrets-lint \(repository\)\.+Passed\n/);
  }));

test('neither the clones that the framework installs from nor the repository got hooks of husky', () => {
  const clones = [HOME, join(base, 'older')].flatMap((folder) =>
    readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((path) => existsSync(join(path, '.git'))),
  );
  expect(clones).toHaveLength(2);
  for (const folder of [published, ...clones])
    expect([folder, new Repo(folder).tryGit('config', 'core.hooksPath').out]).toEqual([folder, '']);
});

test('what is staged counts: unstaged edits are set aside, and come back', () =>
  withRepo((repo) => {
    guarded(repo);
    repo.write({ 'staged.yaml': CLEAN });
    repo.git('add', 'staged.yaml');
    repo.write({ 'staged.yaml': LEAK });
    expect(commitWith(repo)).toMatchObject({ code: 0 });
    expect(repo.read('staged.yaml')).toBe(LEAK);

    repo.write({ 'staged.yaml': `${LEAK}# staged\n` });
    repo.git('add', 'staged.yaml');
    repo.write({ 'staged.yaml': CLEAN });
    const stopped = commitWith(repo);
    expect([stopped.code, said(stopped)]).toEqual([1, expect.stringContaining('error[inline-credential]')]);
    expect(repo.read('staged.yaml')).toBe(CLEAN);
  }));

test('a secrets file is stopped by either hook alone', () =>
  withRepo((repo) => {
    guarded(repo);
    repo.write({ 'secrets.yaml': 'wifi_password: tall-Heron-7\n' });
    repo.git('add', '-f', 'secrets.yaml');
    for (const skipped of ['ha-secrets-lint-repository', 'no-such-hook']) {
      const stopped = commitWith(repo, { SKIP: skipped });
      expect([stopped.code, said(stopped)]).toEqual([1, expect.stringMatching(/error\[secrets-file-/)]);
      expect(said(stopped)).not.toContain('Heron');
    }
    repo.git('rm', '-q', '--cached', 'secrets.yaml');
    // the file that would have named it goes, and no file of the commit says so
    repo.git('rm', '-q', '--cached', '.gitignore');
    rmSync(repo.path('.gitignore'));
    const open = commitWith(repo);
    expect(said(open)).toMatch(/\(files\)\.+\(no files to check\)Skipped\n/);
    expect([open.code, said(open)]).toEqual([1, expect.stringContaining('error[secrets-file-not-ignored]')]);
  }));

test('SKIP and HA_SECRETS_LINT let one commit pass, and it is said', () =>
  withRepo((repo) => {
    guarded(repo);
    repo.write({ 'leak.yaml': LEAK });
    repo.git('add', 'leak.yaml');
    const skipped = commitWith(repo, { SKIP: 'ha-secrets-lint' });
    expect(skipped.code).toBe(0);
    expect(said(skipped)).toMatch(/\(files\)\.+Skipped\n/);
    expect(said(skipped)).toContain('switched off by SKIP=ha-secrets-lint: nothing was checked');
    repo.write({ 'leak.yaml': `${LEAK}# again\n` });
    repo.git('add', 'leak.yaml');
    const off = commitWith(repo, { HA_SECRETS_LINT: '0' });
    expect([off.code, said(off)]).toEqual([0, expect.stringContaining('switched off by HA_SECRETS_LINT=0')]);
  }));

test('run --all-files reads every file, also what was committed long ago', () =>
  withRepo((repo) => {
    guarded(repo);
    expect(run(repo, 'run', '--all-files').code).toBe(0);
    repo.commit({ 'old/leak.yaml': LEAK, '-dash.yaml': LEAK, '.storage/auth': '{"data":{}}' });
    const ran = run(repo, 'run', '--all-files');
    expect(ran.code).toBe(1);
    for (const path of ['old/leak.yaml', '-dash.yaml', '.storage/auth']) expect(said(ran)).toContain(` ${path}`);
    expect(said(ran)).toContain('error[sensitive-file]');
  }));

test('a commit of nothing that can be read passes; one that cannot be read does not', () =>
  withRepo((repo) => {
    guarded(repo);
    repo.write({ 'www/picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]) });
    repo.git('add', '.');
    expect(commitWith(repo)).toMatchObject({ code: 0 });
    repo.write({ '.ha-secrets-lint.yaml': 'ruls: {}\n' });
    repo.git('add', '.');
    const failed = commitWith(repo);
    expect([failed.code, said(failed)]).toEqual([1, expect.stringContaining('ruls')]);
    expect(said(failed)).toContain('exit code: 2');
  }));

test('the documented local form installs the package as an additional dependency', () =>
  withRepo((repo) => {
    const guide = readFileSync(join(ROOT, 'docs/ci/pre-commit.md'), 'utf8');
    const documented = /```yaml\n(repos:\n {2}- repo: local\n[\s\S]*?)```/.exec(guide)?.[1] ?? '';
    expect(documented).toContain('additional_dependencies: [ha-secrets-lint@');
    guarded(repo, documented.replaceAll(/ha-secrets-lint@[\w.]+/g, packTo(base)));
    repo.write({ 'leak.yaml': LEAK });
    repo.git('add', 'leak.yaml');
    const stopped = commitWith(repo);
    expect([stopped.code, said(stopped)]).toEqual([1, expect.stringContaining('error[inline-credential]')]);
    repo.write({ 'leak.yaml': CLEAN, 'secrets.yaml': 'mqtt_password: tall-Heron-7\n' });
    repo.git('add', '-f', '.');
    expect(said(commitWith(repo))).toContain('error[secrets-file-committed]');
    repo.git('rm', '-q', '--cached', 'secrets.yaml');
    expect(commitWith(repo)).toMatchObject({ code: 0 });
  }));

test('the documented form names the hooks that there are', () => {
  const guide = readFileSync(join(ROOT, 'docs/ci/pre-commit.md'), 'utf8');
  const hooks = readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8');
  const ids = [...hooks.matchAll(/^- id: (\S+)$/gm)].map(([, id]) => id);
  expect(ids).toEqual(['ha-secrets-lint', 'ha-secrets-lint-repository']);
  for (const id of ids) expect(guide).toContain(`- id: ${id}\n`);
});

test('husky beside the framework: git runs the one it looks for, and says nothing of the other', () =>
  withRepo((repo) => {
    guarded(repo);
    repo.git('config', 'core.hooksPath', '.husky/_');
    repo.write({ 'leak.yaml': LEAK });
    repo.git('add', 'leak.yaml');
    // why `doctor` looks for this
    expect(commit(repo).code).toBe(0);
  }));
