// Looks at files before `init` writes them, and writes them: never through a link, never over what was not seen before,
// never half (temporary file, then rename).
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { systemErrorCode, UserError } from '../../errors.js';
import { fsPath } from '../../git/path.js';
import { readRegularFile } from '../../sources/read-file.js';
import type { Step } from './draft.js';

export type FileState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: number }
  /** Nothing to write to; `what` says what it is. */
  | { readonly kind: 'other'; readonly what: string };

const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

/** What stands at a path. `roots` are the real paths of the folders in which it must lie. */
export function stateOf(path: string, roots: readonly string[]): FileState {
  if (!liesIn(dirname(path), roots)) return { kind: 'other', what: 'in a folder that leads out of the repository' };
  const stat = lstatOf(path);
  if (stat === 'absent') return { kind: 'absent' };
  if (stat === 'under-a-file') return { kind: 'other', what: 'in something that is no folder' };
  if (stat.isSymbolicLink()) return { kind: 'other', what: 'a symbolic link' };
  if (stat.isDirectory()) return { kind: 'other', what: 'a folder' };
  const read = readRegularFile(path);
  if (read.kind === 'bytes') return { kind: 'file', bytes: read.bytes, mode: stat.mode & 0o7777 };
  if (read.kind === 'unreadable') throw new UserError(`${path}: ${read.message}`);
  return {
    kind: 'other',
    what: read.kind === 'skipped' && read.reason === 'too-large' ? 'very large' : 'no plain file',
  };
}

export function isFolder(path: string): boolean {
  const stat = lstatOf(path);
  return typeof stat !== 'string' && stat.isDirectory();
}

function lstatOf(path: string): Stats | 'absent' | 'under-a-file' {
  try {
    return lstatSync(fsPath(path));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOTDIR') return 'under-a-file';
    if (code === 'ENOENT') return 'absent';
    throw new UserError(`${path} cannot be looked at (${code ?? 'unknown error'})`, { cause: error });
  }
}

/** Whether a folder, or of one that is still to be made the nearest that exists, really lies in one of the roots. */
export function liesIn(folder: string, roots: readonly string[]): boolean {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const real = realpathSync(at);
      return roots.some((root) => isInside(root, real));
    } catch (error) {
      if (!ABSENT.has(systemErrorCode(error) ?? '') || dirname(at) === at) return false;
    }
  }
}

export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Does one step. A file that is no longer as the plan saw it is left alone. */
export function applyStep(step: Step, roots: readonly string[]): void {
  const { path, before, keptAs } = step;
  if (!isSame(stateOf(path, roots), before) || (keptAs !== undefined && stateOf(keptAs, roots).kind !== 'absent'))
    throw new UserError(`${path} changed while init was at work`, { hint: 'Run init again.' });
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeTemporary(temporary, step);
    if (keptAs !== undefined) moveAside(path, keptAs);
    if (before.kind === 'absent') putInPlace(temporary, path);
    else renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UserError(`${path} cannot be written (${systemErrorCode(error) ?? 'unknown error'})`, {
      hint: 'What was done before stays as it is; run init again when this is mended.',
      cause: error,
    });
  }
}

function isSame(now: FileState, before: FileState): boolean {
  if (now.kind !== 'file' || before.kind !== 'file') return now.kind === before.kind;
  return now.bytes.equals(before.bytes);
}

function writeTemporary(path: string, { before, bytes, executable, keptAs }: Step): void {
  const file = openSync(path, 'wx', executable ? 0o777 : 0o666);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    if (before.kind === 'file' && keptAs === undefined) {
      // who may read it may run it
      fchmodSync(file, executable ? before.mode | ((before.mode & 0o444) >> 2) : before.mode);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The file gets a second name before the first one is taken over, so that it is under one of them at any moment. */
function moveAside(path: string, to: string): void {
  try {
    linkSync(path, to);
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') throw error;
    // file systems without hard links
    renameSync(path, to);
  }
}

/** As rename, but fails where a file has come to stand there meanwhile. */
function putInPlace(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') throw error;
    renameSync(temporary, path);
    return;
  }
  unlinkSync(temporary);
}
