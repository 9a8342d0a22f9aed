// The archive as bytes, and how the tree compares with what it holds. Reads only.
import {
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';
import { dearmor } from '../../age/age.js';
import { isAgeFile } from '../../age/format.js';
import type { Entry } from '../../archive/entry.js';
import type { Sealed } from '../../archive/read-archive.js';
import { systemErrorCode, UserError } from '../../errors.js';
import { fsPath } from '../../git/path.js';
import { describe } from '../backup/facts.js';
import { linkTarget } from '../backup/plan.js';
import type { State } from './plan.js';

const HEAD = 200;
/** Armored text is decoded as a whole. */
const LARGEST_ARMORED = 2 ** 29;

export interface OpenArchive extends Sealed {
  readonly size: number;
}

/** Opens an archive for reading; it may be a link, as the user named it. */
export function openArchive(path: string): OpenArchive {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new UserError('this is no file', { file: path });
    const head = Buffer.alloc(HEAD);
    const read = readSync(file, head, 0, HEAD, 0);
    if (!isAgeFile(head.subarray(0, read)))
      throw new UserError('this is no file of age', { file: path, hint: 'Give an archive that `backup` made.' });
    if (head.toString('latin1', 0, read).startsWith('age')) {
      const bytes = createReadStream(path, { fd: file });
      file = undefined;
      return { file: path, size: stat.size, bytes };
    }
    if (stat.size > LARGEST_ARMORED)
      throw new UserError('this is too large for an armored file', { file: path, hint: 'Make it without `age -a`.' });
    return { file: path, size: stat.size, bytes: once(dearmor(readFileSync(file), path)) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = systemErrorCode(error) ?? 'unknown error';
    throw new UserError(code === 'ENOENT' ? 'there is no such archive' : `it cannot be read (${code})`, {
      file: path,
      cause: error,
    });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Compares an entry with what stands in its place, as its content comes. Links on the way are not followed. */
export class Comparison {
  readonly #entry: Entry;
  readonly #state: State;
  readonly #file: number | undefined;
  #at = 0;
  #isSame = true;

  constructor(root: string, entry: Entry) {
    this.#entry = entry;
    const stat = statOf(root, entry.path);
    this.#state = stateOf(root, entry, stat);
    if (this.#state !== 'same' && this.#state !== 'mode') return;
    if (entry.kind !== 'file') return;
    this.#isSame = typeof stat === 'object' && stat.size === entry.size;
    if (this.#isSame) this.#file = openToRead(join(root, entry.path), entry.path);
  }

  feed(bytes: Uint8Array): void {
    if (this.#file === undefined || !this.#isSame) return;
    const own = Buffer.alloc(bytes.length);
    let length = 0;
    for (let read = -1; read !== 0 && length < own.length; length += read)
      read = readSync(this.#file, own, length, own.length - length, this.#at + length);
    this.#isSame = length === own.length && own.equals(bytes);
    this.#at += length;
  }

  end(): State {
    if (this.#file !== undefined) closeSync(this.#file);
    if (this.#state !== 'same' && this.#state !== 'mode') return this.#state;
    return this.#entry.kind === 'file' && !this.#isSame ? 'content' : this.#state;
  }
}

function openToRead(path: string, shown: string): number {
  try {
    return openSync(fsPath(path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw new UserError(`it cannot be read (${systemErrorCode(error) ?? 'unknown error'})`, {
      file: shown,
      cause: error,
    });
  }
}

function stateOf(root: string, { path, kind, mode, target }: Entry, stat: Stats | 'blocked' | undefined): State {
  if (stat === undefined) return 'missing';
  if (stat === 'blocked') return 'kind';
  const isWindows = process.platform === 'win32';
  const sameMode = isWindows || (stat.mode & 0o777) === mode;
  if (kind === 'folder') return stat.isDirectory() ? (sameMode ? 'same' : 'mode') : 'kind';
  if (kind === 'link') {
    if (!stat.isSymbolicLink()) return 'kind';
    // as a backup would hold it: an absolute one is stored as a relative one
    return linkTarget(describe(root, realpathSync(root), path, stat)) === target ? 'same' : 'content';
  }
  return stat.isFile() ? (sameMode ? 'same' : 'mode') : 'kind';
}

/** `blocked`: a folder on the way is none, or is a link. */
export function statOf(root: string, path: string): Stats | 'blocked' | undefined {
  const steps = path.split('/');
  for (let depth = 1; depth < steps.length; depth++) {
    const above = lstat(join(root, ...steps.slice(0, depth)), path);
    if (above === undefined) return undefined;
    if (!above.isDirectory()) return 'blocked';
  }
  return lstat(join(root, path), path);
}

function lstat(absolute: string, shown: string): Stats | undefined {
  try {
    return lstatSync(fsPath(absolute));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError(`it cannot be looked at (${code ?? 'unknown error'})`, { file: shown, cause: error });
  }
}
