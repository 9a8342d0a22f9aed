// The files of a backup, one after the other as they are now; what changed while it was read is noted.
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Item } from '../../archive/entry.js';
import { systemErrorCode, UserError } from '../../errors.js';
import { fsPath } from '../../git/path.js';
import type { Omitted } from './plan.js';

export interface Progress {
  readonly files: number;
  readonly bytes: number;
}

export interface Reading {
  readonly root: string;
  readonly entries: readonly Entry[];
  readonly onProgress: (progress: Progress) => void;
}

const CHUNK = 1 << 20;
/** Files up to here are read again where they changed meanwhile. */
const SMALL = 16 * CHUNK;
const ATTEMPTS = 5;

export async function* readEntries({ root, entries, onProgress }: Reading, changed: Omitted[]): AsyncGenerator<Item> {
  let bytes = 0;
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== 'file') yield { entry, content: nothing() };
    else {
      const item = openEntry(root, entry, changed);
      if (item === undefined) continue;
      yield item;
      bytes += item.entry.size;
    }
    onProgress({ files: index + 1, bytes });
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Undefined where the file went away meanwhile, which is said. */
function openEntry(root: string, entry: Entry, changed: Omitted[]): Item | undefined {
  const path = join(root, entry.path);
  let file: number | undefined;
  try {
    file = openSync(fsPath(path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new UserError('it became something else while it was read', { file: entry.path });
    const current = { ...entry, size: stat.size, mode: stat.mode & 0o777, modified: stat.mtime };
    if (stat.size > SMALL) {
      const content = readLarge(file, current, stat, changed);
      file = undefined;
      return { entry: current, content };
    }
    const { bytes, isStable } = readSmall(file, stat);
    if (!isStable) changed.push({ file: entry.path, reason: 'it changed while it was read', matters: true });
    return { entry: { ...current, size: bytes.length }, content: once(bytes) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = systemErrorCode(error);
    if (code === 'ENOENT') {
      changed.push({ file: entry.path, reason: 'it went away before it was read', matters: true });
      return undefined;
    }
    throw new UserError(`it cannot be read (${code ?? 'unknown error'})`, {
      file: entry.path,
      hint: 'No archive was written. Run it as a user who may read it, or give --exclude.',
      cause: error,
    });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

function readSmall(file: number, opened: Stats): { readonly bytes: Buffer; readonly isStable: boolean } {
  let before = opened;
  for (let attempt = 1; ; attempt++) {
    const buffer = Buffer.alloc(Math.min(before.size, SMALL) + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read)
      read = readSync(file, buffer, length, buffer.length - length, length);
    const after = fstatSync(file);
    const isStable = isSame(before, after) && length === before.size;
    if (isStable || attempt === ATTEMPTS) return { bytes: buffer.subarray(0, Math.min(length, before.size)), isStable };
    before = after;
  }
}

const isSame = (a: Stats, b: Stats): boolean => a.size === b.size && a.mtimeMs === b.mtimeMs;

/** As many bytes as its size was; the size stands before the content. */
async function* readLarge(file: number, entry: Entry, opened: Stats, changed: Omitted[]): AsyncGenerator<Uint8Array> {
  try {
    for (let at = 0; at < entry.size; ) {
      const buffer = Buffer.alloc(Math.min(CHUNK, entry.size - at));
      const read = readSync(file, buffer, 0, buffer.length, at);
      if (read === 0)
        throw new UserError('it became shorter while it was read', {
          file: entry.path,
          hint: 'No archive was written. Run it again, or give --exclude.',
        });
      at += read;
      yield buffer.subarray(0, read);
    }
    if (!isSame(opened, fstatSync(file)))
      changed.push({ file: entry.path, reason: 'it changed while it was read', matters: true });
  } finally {
    closeSync(file);
  }
}
