// The hook managers as the tests call them, and a copy of this project as they would fetch it.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { GIT_ENV, Repo, ROOT } from '../support/repo';

const MANAGERS = join(ROOT, 'node_modules/.cache/ha-secrets-lint-managers');
const WINDOWS = process.platform === 'win32';
const python = (name: string, folder = 'python'): string =>
  join(MANAGERS, folder, WINDOWS ? `Scripts/${name}.exe` : `bin/${name}`);
export const PRE_COMMIT = python('pre-commit');
/** 4.6 and before clone, install and pack; later ones let npm do that. */
export const OLDER_PRE_COMMIT = python('pre-commit', 'older');
export const ZIZMOR = python('zizmor');
export const LEFTHOOK_BIN = join(MANAGERS, 'lefthook/node_modules/.bin');

/** The environment of a shell in which the programs of these folders are found. */
export function withPath(...folders: string[]): NodeJS.ProcessEnv {
  return { PATH: [...folders, process.env['PATH'] ?? ''].join(delimiter) };
}

/** A repository with everything of this project that could be committed now, tagged: what a hook manager clones. */
export function publishCopy(folder: string): Repo {
  const listed = execFileSync('git', ['ls-files', '-z', '-c', '-o', '--exclude-standard'], {
    cwd: ROOT,
    env: GIT_ENV,
    encoding: 'utf8',
  });
  for (const path of listed.split('\0').filter((one) => one !== '' && existsSync(join(ROOT, one)))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(folder, path));
  }
  const repo = new Repo(folder);
  repo.git('init', '-q', '-b', 'main');
  repo.git('add', '-A', '-f');
  repo.git('commit', '-q', '--no-verify', '-m', 'Release');
  repo.git('tag', 'v1');
  return repo;
}

/** The package as `npm publish` would send it; returns the path of the tarball. */
export function packTo(folder: string): string {
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
    env: { ...process.env, HUSKY: '0' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: WINDOWS,
  });
  return join(folder, (JSON.parse(packed) as { filename: string }[])[0]?.filename ?? '');
}
