// Files on disk: all that could be committed, those that were named, or a folder outside git.
// No link is followed out of the tree; what cannot be read is said, never skipped in silence.
import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { systemErrorCode, UserError } from '../errors.js';
import { BlobReader } from '../git/blobs.js';
import type { Repository } from '../git/locate.js';
import { decodePath, fsPath } from '../git/path.js';
import { type ListedPath, listPaths } from '../git/repository.js';
import { addUses } from '../secrets/uses.js';
import type { Keep, SourceItem } from '../types.js';
import { fromGit, toItem } from './blob-item.js';
import { LARGEST_FILE } from './limits.js';
import { type ReadResult, readRegularFile } from './read-file.js';

const ALL: Keep = () => true;

/** Tracked and untracked-not-ignored files, and index blobs that differ from them. */
export async function* committableBlobs(
  repository: Repository,
  listed: Promise<ListedPath[]> = listPaths(repository),
  keep: Keep = ALL,
): AsyncGenerator<SourceItem> {
  const reader = new BlobReader(repository.cwd, LARGEST_FILE);
  const folders = new FolderCheck(repository.root);
  try {
    for (const entry of await listed) {
      if (!keep(entry.path)) continue;
      if (entry.kind !== 'file') {
        yield notRead(entry.path, entry.kind);
        continue;
      }
      const read = folders.isInside(entry.path) ? readRegularFile(join(repository.root, entry.path)) : ABSENT;
      const differs =
        entry.oid !== undefined && (read.kind !== 'bytes' || blobId(read.bytes, entry.oid.length) !== entry.oid);
      const indexed =
        differs && entry.oid !== undefined
          ? fromGit(entry.path, await reader.read(entry.oid), { kind: 'index' })
          : undefined;
      if (indexed?.kind === 'blob' || indexed?.kind === 'unreadable') yield indexed;
      // a file that git encrypts on the way in is readable here only
      if (indexed?.kind === 'skipped' && indexed.reason === 'encrypted') yield indexed;
      else if (read.kind === 'bytes') yield toItem(entry.path, read.bytes, { kind: 'worktree' });
      else if (read.kind !== 'absent') yield { ...read, path: entry.path };
    }
  } finally {
    reader.close();
  }
}

/** The files that were named, and the non-ignored files of named folders. A path that does not exist is a `UserError`. */
export async function* namedBlobs(
  root: string,
  cwd: string,
  paths: readonly string[],
  repository: Repository | undefined,
  keep: Keep = ALL,
): AsyncGenerator<SourceItem> {
  const seen = new Set<string>();
  for (const named of paths) {
    const absolute = resolve(cwd, named);
    const stat = lstatOf(absolute, named);
    const path = toRootPath(root, absolute);
    if (stat.isDirectory()) {
      for await (const item of folderItems(root, absolute, repository, keep)) {
        const itemPath = item.kind === 'blob' ? item.blob.path : item.path;
        if (seen.has(itemPath)) continue;
        seen.add(itemPath);
        yield item;
      }
    } else if (!seen.has(path) && keep(path)) {
      seen.add(path);
      yield stat.isSymbolicLink()
        ? { kind: 'skipped', path, reason: 'symlink' }
        : itemOf(path, readRegularFile(absolute));
    }
  }
}

function lstatOf(absolute: string, named: string) {
  try {
    return lstatSync(fsPath(absolute));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UserError(`there is no file or folder ${named}`, { cause: error });
    throw new UserError(`${named} cannot be read (${code ?? 'unknown error'})`, { cause: error });
  }
}

async function* folderItems(
  root: string,
  folder: string,
  repository: Repository | undefined,
  keep: Keep,
): AsyncGenerator<SourceItem> {
  const path = toRootPath(root, folder);
  if (repository !== undefined && !path.startsWith('../') && path !== '..' && !isAbsolute(path)) {
    const spec = path === '' ? ':/' : `:(top,literal)${path}`;
    const folders = new FolderCheck(root);
    for (const entry of await listPaths(repository, [spec])) {
      if (!keep(entry.path)) continue;
      if (entry.kind !== 'file') yield notRead(entry.path, entry.kind);
      else if (folders.isInside(entry.path)) {
        const read = readRegularFile(join(root, entry.path));
        if (read.kind !== 'absent') yield itemOf(entry.path, read);
      }
    }
    return;
  }
  for (const file of walk(folder)) {
    const inside = toRootPath(root, file.path);
    if (!keep(inside)) continue;
    if (file.kind === 'file') yield itemOf(inside, readRegularFile(file.path));
    else if (file.kind === 'closed')
      yield { kind: 'unreadable', path: inside, message: 'this folder cannot be opened' };
    else yield { kind: 'skipped', path: inside, reason: file.kind };
  }
}

/** All files of a folder that is no repository. */
export async function* folderBlobs(root: string, keep: Keep = ALL): AsyncGenerator<SourceItem> {
  yield* folderItems(root, root, undefined, keep);
}

/** The folders of a tree that is no repository, relative to it; `` is the tree itself. */
export function allFolders(root: string): string[] {
  const folders = new Set(['']);
  for (const { path } of walk(root)) {
    const inside = toRootPath(root, path);
    folders.add(inside.slice(0, Math.max(inside.lastIndexOf('/'), 0)));
  }
  return [...folders];
}

/** The files of a tree that is no repository, relative to it. */
export function allFiles(root: string): string[] {
  return [...walk(root)].filter(({ kind }) => kind === 'file').map(({ path }) => toRootPath(root, path));
}

/** Everything below a folder that is no folder itself, ignored files included, relative to it; and folders that cannot be opened. */
export function allPaths(root: string): { readonly path: string; readonly kind: Walked['kind'] }[] {
  return [...walk(root)].map(({ path, kind }) => ({ path: toRootPath(root, path), kind }));
}

/** For each referenced name the keys under which references to it stand, in a tree that is no repository. */
export function folderUses(root: string): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const { path, kind } of walk(root)) {
    const read = kind === 'file' && /\.ya?ml$/i.test(path) ? readRegularFile(path) : ABSENT;
    if (read.kind === 'bytes' && read.bytes.includes('!secret')) addUses(uses, read.bytes.toString('latin1'));
  }
  return uses;
}

/** Folders that hold no configuration but may hold a hundred thousand files. */
const NEVER_WALKED = new Set(['.git', 'node_modules', '__pycache__']);
const DEEPEST_FOLDER = 100;

interface Walked {
  readonly path: string;
  /** `closed`: a folder that may not be opened. */
  readonly kind: 'file' | 'symlink' | 'not-a-file' | 'closed';
}

function* walk(folder: string, depth = 0): Generator<Walked> {
  let entries: { name: string; isDirectory: () => boolean; isFile: () => boolean; isSymbolicLink: () => boolean }[];
  try {
    entries = readdirSync(fsPath(folder), { withFileTypes: true, encoding: 'buffer' }).map((entry) => ({
      name: decodePath(entry.name as unknown as Buffer),
      isDirectory: () => entry.isDirectory(),
      isFile: () => entry.isFile(),
      isSymbolicLink: () => entry.isSymbolicLink(),
    }));
  } catch (error) {
    if (depth > 0) return yield { path: folder, kind: 'closed' };
    throw new UserError(`the folder ${folder} cannot be read (${systemErrorCode(error) ?? 'unknown error'})`, {
      cause: error,
    });
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = `${folder}${sep}${entry.name}`;
    if (entry.isDirectory()) {
      if (!NEVER_WALKED.has(entry.name) && depth < DEEPEST_FOLDER) yield* walk(path, depth + 1);
    } else yield { path, kind: entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'symlink' : 'not-a-file' };
  }
}

/** Relative to the root with `/`; a path outside starts with `../`. */
function toRootPath(root: string, absolute: string): string {
  const path = relative(root, absolute);
  return sep === '/' ? path : path.split(sep).join('/');
}

function notRead(path: string, kind: Exclude<ListedPath['kind'], 'file'>): SourceItem {
  if (kind !== 'closed') return { kind: 'skipped', path, reason: kind };
  return { kind: 'unreadable', path, message: 'this folder cannot be opened, and git does not ignore it' };
}

const ABSENT: ReadResult = { kind: 'absent' };

function itemOf(path: string, read: ReadResult): SourceItem {
  if (read.kind === 'bytes') return toItem(path, read.bytes, { kind: 'worktree' });
  if (read.kind === 'absent') return { kind: 'unreadable', path, message: 'it went away while it was to be read' };
  return { ...read, path };
}

/** Git's name for these bytes, to see whether the index holds the same. */
function blobId(bytes: Buffer, idLength: number): string {
  // loaded here, as a commit's hook never comes here
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  return createHash(idLength === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

/** Whether a path's folders really lie in the root: one of them may have been replaced by a link. */
class FolderCheck {
  readonly #root: string;
  readonly #known = new Map<string, boolean>([['', true]]);

  constructor(root: string) {
    this.#root = realpathSync(root);
  }

  isInside(path: string): boolean {
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    let inside = this.#known.get(folder);
    if (inside === undefined) {
      inside = this.#isReal(folder);
      this.#known.set(folder, inside);
    }
    return inside;
  }

  #isReal(folder: string): boolean {
    try {
      const real = relative(this.#root, realpathSync(fsPath(join(this.#root, folder))));
      return real === '' || (!real.startsWith('..') && !isAbsolute(real));
    } catch (error) {
      // a folder that may not be looked into is for the read itself to report
      const code = systemErrorCode(error);
      return code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ELOOP';
    }
  }
}
