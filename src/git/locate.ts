// Finds the repository around a folder.
import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { GitNotFound, runGit } from './run.js';

export interface Repository {
  /** Where git is called: the current folder, as `GIT_INDEX_FILE` in a hook may be relative to it. */
  readonly cwd: string;
  /** Absolute path of the working tree. */
  readonly root: string;
  /** From `cwd` up to the root: `` or `../`, `../../` ... */
  readonly up: string;
}

/** Finds the repository around `cwd`; undefined if there is none. Throws a `UserError` where git refuses to work. */
export async function openRepository(cwd: string): Promise<Repository | undefined> {
  if (isPlainTop(cwd)) return { cwd, root: cwd, up: '' };
  let result: Awaited<ReturnType<typeof runGit>>;
  try {
    result = await runGit(cwd, ['rev-parse', '--is-inside-work-tree', '--show-cdup']);
  } catch (error) {
    if (error instanceof GitNotFound && !hasGitFolder(cwd)) return undefined;
    throw error;
  }
  if (result.code !== 0) {
    if (result.message.startsWith('not a git repository') && !hasGitFolder(cwd)) return undefined;
    const [, doubted] = /dubious ownership in repository at '(.*)'/.exec(result.message) ?? [];
    const hint =
      doubted === undefined ? {} : { hint: `If you trust it: git config --global --add safe.directory '${doubted}'` };
    throw new UserError(`git does not accept this repository: ${result.message}`, hint);
  }
  const [inside, up = ''] = result.stdout.toString('utf8').split('\n');
  if (inside !== 'true')
    throw new UserError('this folder belongs to a git repository, but not to its working tree', {
      hint: 'In a bare repository or in .git nothing is committed: run it in a clone. Or core.worktree points elsewhere: git config --unset core.worktree',
    });
  const root = resolve(cwd, up);
  if (
    !existsSync(join(root, '.git')) &&
    process.env['GIT_DIR'] === undefined &&
    process.env['GIT_WORK_TREE'] === undefined
  ) {
    throw new UserError('core.worktree of this repository points to another folder', {
      hint: 'Unset it (git config --unset core.worktree), or set GIT_WORK_TREE yourself if you mean it.',
    });
  }
  return { cwd, root, up };
}

const LARGEST_CONFIG = 65_536;
/** Says which repository is meant, or how it is configured. */
const REDIRECTS = /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CONFIG.*)$/;
const HEAD = /^(?:ref:\s*refs\/|[0-9a-f]{40})/;
/** Settings by which the top of the working tree could be elsewhere. */
const MOVES = /worktree|bare\s*=(?!\s*false\s)|include|\\\n/i;

/** Whether `cwd` is the top of an ordinary working tree of this user, as in a hook, so that git need not be asked. */
function isPlainTop(cwd: string): boolean {
  if (Object.keys(process.env).some((name) => REDIRECTS.test(name))) return false;
  try {
    const folder = lstatSync(join(cwd, '.git'));
    const config = lstatSync(join(cwd, '.git/config'));
    // of others' repositories git says itself what it thinks
    const mine = process.getuid === undefined || [folder, config].every((stat) => stat.uid === process.getuid?.());
    if (!folder.isDirectory() || !config.isFile() || !mine || config.size > LARGEST_CONFIG) return false;
    // as git itself: a folder without these is none of its own, and it looks further up
    if (['HEAD', 'objects', 'refs'].some((name) => !existsSync(join(cwd, '.git', name)))) return false;
    if (!HEAD.test(readFileSync(join(cwd, '.git/HEAD'), 'latin1')) || realpathSync.native(cwd) !== cwd) return false;
    return !MOVES.test(readFileSync(join(cwd, '.git/config'), 'latin1'));
  } catch {
    return false;
  }
}

function hasGitFolder(cwd: string): boolean {
  for (let at = cwd; ; at = resolve(at, '..')) {
    if (existsSync(join(at, '.git'))) return true;
    if (resolve(at, '..') === at) return false;
  }
}
