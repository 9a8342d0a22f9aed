// Puts the built package and its hooks into a repository, as npm, git and husky would.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GIT_ENV, type Ran, type Repo, ROOT } from './repo';

export const HOOK_NAMES = ['pre-commit', 'pre-merge-commit', 'pre-push'] as const;
export const SHIM = join(ROOT, 'hooks/pre-commit');

/** `node_modules/ha-secrets-lint` as the published package has it, out of git's sight. */
export function installPackage(repo: Repo, folder = ''): void {
  const target = repo.path(folder, 'node_modules/ha-secrets-lint');
  mkdirSync(target, { recursive: true });
  copyFileSync(join(ROOT, 'package.json'), join(target, 'package.json'));
  cpSync(join(ROOT, 'hooks'), join(target, 'hooks'), { recursive: true });
  symlinkSync(join(ROOT, 'dist'), join(target, 'dist'), 'dir');
  exclude(repo, 'node_modules');
}

export function exclude(repo: Repo, name: string): void {
  const file = repo.git('rev-parse', '--git-path', 'info/exclude').trim();
  const before = existsSync(repo.path(file)) ? readFileSync(repo.path(file), 'utf8') : '';
  repo.write({ [file]: `${before}${name}\n` });
}

/** Copies of the shim in git's own folder for hooks. */
export function installGitHooks(repo: Repo): void {
  installPackage(repo);
  for (const name of HOOK_NAMES) {
    mkdirSync(repo.path('.git/hooks'), { recursive: true });
    copyFileSync(SHIM, repo.path('.git/hooks', name));
    chmodSync(repo.path('.git/hooks', name), 0o755);
  }
}

/** The real husky of this project's own development dependencies, with hook files as `init` writes them. */
export function installHusky(repo: Repo): void {
  installPackage(repo);
  runHusky(repo);
  for (const name of HOOK_NAMES)
    repo.write({ [`.husky/${name}`]: `sh node_modules/ha-secrets-lint/hooks/${name} "$@"\n` });
  exclude(repo, '.husky');
}

export function runHusky(repo: Repo, ...args: string[]): void {
  const husky = join(dirname(require.resolve('husky')), 'bin.js');
  const said = execFileSync(process.execPath, [husky, ...args], { cwd: repo.dir, env: GIT_ENV, encoding: 'utf8' });
  if (said !== '') throw new Error(`husky: ${said}`);
}

/** The shells that are here of those that run hooks somewhere. */
export const SHELLS: readonly (readonly string[])[] = [['sh'], ['dash'], ['bash'], ['busybox', 'sh']].filter(
  ([program = '']) => {
    try {
      execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  },
);

export const LEAK = 'mqtt:\n  password: hunter22x\n';
export const CLEAN = 'mqtt:\n  password: !secret mqtt_password\n';

/** Commits through the hooks. */
export function commit(repo: Repo, ...args: string[]): Ran {
  return repo.tryGit('commit', '-q', '-m', 'c', ...args);
}

/** What was in the way was the linter, and it says so about this rule. */
export function expectStopped(ran: Ran, rule = 'inline-credential'): void {
  expect({ code: ran.code, said: `${ran.out}${ran.err}` }).toEqual({
    code: expect.any(Number) as number,
    said: expect.stringContaining(`error[${rule}]`) as string,
  });
  expect(ran.code).not.toBe(0);
}

export function expectPassed(ran: Ran): void {
  expect(ran.code === 0 ? '' : `${ran.out}${ran.err}`).toBe('');
}

/** A leak that is in the index only is stopped; the same file without it goes through. */
export function expectGuarded(repo: Repo): void {
  const clean = `${CLEAN}# ${repo.tryGit('rev-parse', '-q', '--verify', 'HEAD').out}`;
  repo.write({ 'leak.yaml': LEAK });
  repo.git('add', 'leak.yaml');
  repo.write({ 'leak.yaml': clean });
  expectStopped(commit(repo));
  repo.git('add', 'leak.yaml');
  expectPassed(commit(repo));
}
