// Writes what a fix planned: each file whole or not at all, never through a link, never over what was not seen before.
// A kill at any moment leaves the old file or the new one, and at worst a folder that git ignores and the next run removes.
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { systemErrorCode, UserError } from '../../errors.js';
import { exists, leftoversIn, syncFolder, temporaryIn } from '../../files/temporary.js';
import { fsPath } from '../../git/path.js';
import { readRegularFile } from '../../sources/read-file.js';
import { isOwnFile, isRealFolder } from './facts-own-file.js';

export interface FileChange {
  /** Relative to the root. */
  readonly path: string;
  /** What was read; undefined: nothing stood there. */
  readonly before: Buffer | undefined;
  readonly after: Buffer;
  /** For a new file: the one whose owner it gets, and whether it is for that owner alone. */
  readonly like?: { readonly path: string; readonly secret: boolean };
}

/** Undefined when it is done; else why the file was left alone. Throws a `UserError` where it could not be written: then it is as it was. */
export function applyChange(root: string, change: FileChange): string | undefined {
  const { path, before } = change;
  const target = join(root, path);
  const folder = temporaryIn(dirname(target));
  const temporary = join(folder, CONTENT);
  try {
    if (!isRealFolder(root, path)) return 'it lies in a folder that is a link';
    if (before !== undefined && !exists(target)) return CHANGED;
    if (before !== undefined && !isOwnFile(root, path)) return 'it is a link, has a second name, or is write-protected';
    mkdirSync(fsPath(folder), { mode: 0o700 });
    // whatever is left behind in here is nothing that git would take
    writeFileSync(fsPath(join(folder, '.gitignore')), '*\n', { flag: 'wx' });
    writeTemporary(root, temporary, change);
    if (!isSame(target, before)) return CHANGED;
    if (before === undefined) putInPlace(temporary, target);
    else renameSync(fsPath(temporary), fsPath(target));
    syncFolder(dirname(target));
    return undefined;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST' && before === undefined) return CHANGED;
    if (error instanceof UserError) throw error;
    throw new UserError(`${path} cannot be written (${systemErrorCode(error) ?? 'unknown error'})`, { cause: error });
  } finally {
    removeFolder(folder);
  }
}

const CHANGED = 'it was changed while it was read';
/** A name that is known for one to be kept out of git. */
const CONTENT = 'secrets.yaml';

/** Removes what a killed run left in a folder. */
export function removeLeftovers(root: string, folder: string): void {
  for (const left of leftoversIn(join(root, folder))) if (lstatSync(fsPath(left)).isDirectory()) removeFolder(left);
}

/** What is in it goes before the file that keeps it out of git. */
function removeFolder(folder: string): void {
  rmSync(fsPath(join(folder, CONTENT)), { force: true });
  rmSync(fsPath(folder), { recursive: true, force: true });
}

function isSame(path: string, before: Buffer | undefined): boolean {
  const read = readRegularFile(path);
  if (before === undefined) return read.kind === 'absent';
  return read.kind === 'bytes' && read.bytes.equals(before);
}

function writeTemporary(root: string, temporary: string, { path, before, after, like }: FileChange): void {
  const file = openSync(fsPath(temporary), 'wx', 0o600);
  try {
    for (let at = 0; at < after.length; ) at += writeSync(file, after, at);
    if (before !== undefined) keepOwner(file, root, path);
    else if (like !== undefined) takeOwner(file, root, like);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Owner and mode of the file that goes. */
function keepOwner(file: number, root: string, path: string): void {
  const old = lstatSync(fsPath(join(root, path)));
  const own = fstatSync(file);
  if (process.platform !== 'win32' && (old.uid !== own.uid || old.gid !== own.gid)) {
    try {
      fchownSync(file, old.uid, old.gid);
    } catch (error) {
      if (systemErrorCode(error) !== 'EPERM') throw error;
      // a group that one is not in cannot be given on: better nothing than a file that its owner cannot read
      throw new UserError(`${path} belongs to another user or group, which a new file could not be given to`, {
        hint: 'Run it as the user that the file belongs to.',
        cause: error,
      });
    }
  }
  fchmodSync(file, old.mode & 0o7777);
}

/** A secret is for the owner of the configuration alone; where it cannot be given to that owner, for those who may read the configuration. */
function takeOwner(file: number, root: string, like: NonNullable<FileChange['like']>): void {
  const model = lstatSync(fsPath(join(root, like.path)));
  const mode = model.mode & 0o666;
  if (process.platform === 'win32' || model.uid === fstatSync(file).uid) {
    fchmodSync(file, like.secret ? mode & 0o600 : mode);
    return;
  }
  try {
    fchownSync(file, model.uid, model.gid);
    fchmodSync(file, like.secret ? mode & 0o600 : mode);
  } catch (error) {
    if (systemErrorCode(error) !== 'EPERM') throw error;
    fchmodSync(file, mode);
  }
}

/** As rename, but fails where a file has come to stand there meanwhile. */
function putInPlace(temporary: string, path: string): void {
  try {
    linkSync(fsPath(temporary), fsPath(path));
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') throw error;
    // file systems without hard links
    renameSync(fsPath(temporary), fsPath(path));
    return;
  }
  unlinkSync(fsPath(temporary));
}
