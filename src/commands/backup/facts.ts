// What stands in the tree that is to be saved, and whether the archive may go where it is to go. Reads only.
import { lstatSync, readdirSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { compileGlob, globFault, type Match } from '../../config/globs.js';
import { systemErrorCode, UserError } from '../../errors.js';
import { ignoreSources } from '../../git/ignore-sources.js';
import { openRepository, type Repository } from '../../git/locate.js';
import { decodePath, fsPath } from '../../git/path.js';
import { archiveName, excludedBy, type Found } from './plan.js';

export interface Selection {
  /** Taken in although a row leaves it out. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The archive itself, absolute and without links. */
  readonly archive: string | undefined;
  /** For a copy to be shown to others. */
  readonly sharing?: boolean;
}

export interface Tree {
  readonly found: readonly Found[];
  /** Why something was left out, and how many files or folders that were. */
  readonly excluded: ReadonlyMap<string, number>;
}

/** The folder that is saved: the working tree around `cwd`, or the folder itself. */
export async function openTree(
  cwd: string,
): Promise<{ readonly root: string; readonly repository: Repository | undefined }> {
  const repository = await openRepository(cwd);
  return { root: repository?.root ?? cwd, repository };
}

export async function readTree(root: string, selection: Selection): Promise<Tree> {
  const include = await compile(selection.include);
  const exclude = await compile(selection.exclude);
  const found: Found[] = [];
  const excluded = new Map<string, number>();
  const folders = new Set(['']);
  const realRoot = realpathSync(root);
  const own = selection.archive === undefined ? undefined : relative(realRoot, selection.archive).split(sep).join('/');
  const leftOut = (path: string): string | undefined => {
    if (path === own) return 'other backups';
    if (exclude.some((matches) => matches(path))) return 'what --exclude names';
    const row = excludedBy(path, folders, selection.sharing);
    return row === undefined || include.some((matches) => matches(path)) ? undefined : row;
  };
  const walk = (folder: string, inside: string | undefined): void => {
    const names = list(root, folder);
    if (names.some((name) => name === 'configuration.yaml')) folders.add(folder);
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const why = inside !== undefined && !include.some((matches) => matches(path)) ? inside : leftOut(path);
      const stat = statOf(root, path);
      if (stat === undefined) continue;
      if (why !== undefined && inside === undefined) excluded.set(why, (excluded.get(why) ?? 0) + 1);
      if (why === undefined) found.push(describe(root, realRoot, path, stat));
      // what is included may lie deeper
      if (stat.isDirectory() && (why === undefined || include.length > 0)) walk(path, why);
    }
  };
  walk('', undefined);
  return { found: withFolders(found, root), excluded };
}

/** With the folders above what was included from one that is left out. */
function withFolders(found: readonly Found[], root: string): Found[] {
  const there = new Set(found.map(({ path }) => path));
  const complete: Found[] = [];
  for (const one of found) {
    const steps = one.path.split('/');
    for (let depth = 1; depth < steps.length; depth++) {
      const above = steps.slice(0, depth).join('/');
      const stat = there.has(above) ? undefined : statOf(root, above);
      if (stat !== undefined) complete.push(describe(root, root, above, stat));
      there.add(above);
    }
    complete.push(one);
  }
  return complete;
}

async function compile(globs: readonly string[]): Promise<Match[]> {
  const fault = globs.map(globFault).find((one) => one !== undefined);
  if (fault !== undefined) throw new UserError(fault);
  return Promise.all(globs.map(compileGlob));
}

const DEEPEST = 100;

function list(root: string, folder: string): string[] {
  try {
    if (folder.split('/').length > DEEPEST) throw new UserError('folders are nested too deeply here', { file: folder });
    return readdirSync(fsPath(join(root, folder)), { encoding: 'buffer' })
      .map((name) => decodePath(name as unknown as Buffer))
      .sort();
  } catch (error) {
    if (error instanceof UserError || systemErrorCode(error) === 'ENOENT') return passOn(error);
    throw new UserError(`this folder cannot be read (${systemErrorCode(error) ?? 'unknown error'})`, {
      file: folder === '' ? '.' : folder,
      hint: 'No archive was written. Run it as a user who may read it, or give --exclude.',
      cause: error,
    });
  }
}

/** A folder that went away meanwhile holds nothing. */
function passOn(error: unknown): string[] {
  if (error instanceof UserError) throw error;
  return [];
}

/** Undefined where it went away meanwhile. */
function statOf(root: string, path: string): Stats | undefined {
  try {
    return lstatSync(fsPath(join(root, path)));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw new UserError(`it cannot be read (${systemErrorCode(error) ?? 'unknown error'})`, {
      file: path,
      hint: 'No archive was written.',
      cause: error,
    });
  }
}

/** What stands at a path. */
export function describe(root: string, realRoot: string, path: string, stat: Stats): Found {
  const shared = { path, mode: stat.mode & 0o777, size: stat.size, modified: stat.mtime };
  if (stat.isDirectory()) return { ...shared, kind: 'folder' };
  if (stat.isFile()) return { ...shared, kind: 'file' };
  if (!stat.isSymbolicLink()) return { ...shared, kind: 'special' };
  const target = decodePath(readlinkSync(fsPath(join(root, path)), { encoding: 'buffer' }) as unknown as Buffer);
  return { ...shared, kind: 'link', target: target.split(sep).join('/'), endsAt: endOf(root, realRoot, path) };
}

/** Where a link ends, from the root; undefined where that is outside or nothing. */
function endOf(root: string, realRoot: string, path: string): string | undefined {
  try {
    const end = relative(realRoot, realpathSync(fsPath(join(root, path))));
    return isOutside(end) ? undefined : end.split(sep).join('/');
  } catch {
    return undefined;
  }
}

export function isOutside(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

export interface Place {
  /** Absolute. */
  readonly path: string;
  /** A folder was named, so that the name is ours. */
  readonly named: boolean;
}

/** Where the archive goes. A folder need not be there yet. */
export function placeOf(out: string, cwd: string, now: Date): Place {
  const absolute = resolve(cwd, out);
  const isFolder = /[\\/]$/.test(out) || isDirectory(absolute);
  return isFolder ? { path: join(absolute, archiveName(now)), named: true } : { path: absolute, named: false };
}

function isDirectory(path: string): boolean {
  try {
    return lstatSync(realpathSync(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Inside the working tree git must ignore the archive: it is encrypted, but it is no part of a configuration. */
export async function demandIgnored({ path }: Place, { root }: Repository): Promise<void> {
  const inside = relative(realpathSync(root), realPathOf(path));
  if (isOutside(inside) || inside === '') return;
  const asked = inside.split(sep).join('/');
  const source = (await ignoreSources(root, [asked])).get(asked);
  if (source !== undefined && source.pattern !== '' && !source.pattern.startsWith('!')) return;
  const folder = asked.slice(0, asked.indexOf('/') + 1);
  throw new UserError(`git does not ignore ${asked}, so that the archive could be committed`, {
    hint: `Add ${folder === '' ? `/${asked}` : `/${folder}`} to .gitignore, or write it elsewhere.`,
  });
}

/** Of a path that need not be there yet: links of what is there are resolved. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(fsPath(path));
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPathOf(above), basename(path));
  }
}

export const namesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
