// Writes the archive: whole under its name or not at all. A kill leaves a temporary file, which the next run removes.
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readSync, renameSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Lock } from '../../age/keys.js';
import type { Entry } from '../../archive/entry.js';
import { writeArchive } from '../../archive/write-archive.js';
import { systemErrorCode, UserError } from '../../errors.js';
import { exists, leftoversIn, makeFolder, syncFolder, temporaryIn } from '../../files/temporary.js';
import { type Progress, readEntries } from './facts-entries.js';
import { type Omitted, outdated } from './plan.js';

export interface Written {
  /** Size of the archive in bytes. */
  readonly size: number;
  /** Files that changed while they were read: what is in the archive may be of two moments. */
  readonly changed: readonly Omitted[];
}

export interface Job {
  readonly root: string;
  readonly entries: readonly Entry[];
  readonly lock: Lock;
  /** Absolute path of the archive. */
  readonly archive: string;
  /** Whether one that stands there goes. */
  readonly overwrite: boolean;
  readonly onProgress: (progress: Progress) => void;
  /** What is to be cleaned up when the user stops the program; the answer takes it back. */
  readonly onInterrupt: (clean: () => void) => () => void;
}

export async function makeArchive(job: Job): Promise<Written> {
  const folder = dirname(job.archive);
  const temporary = temporaryIn(folder);
  const quiet = job.onInterrupt(() => rmSync(temporary, { force: true }));
  try {
    makeFolder(folder);
    if (!job.overwrite && exists(job.archive)) throw alreadyThere(job.archive);
    for (const left of leftoversIn(folder)) rmSync(left, { recursive: true, force: true });
    const changed: Omitted[] = [];
    const size = await writeTemporary(temporary, job, changed);
    putInPlace(temporary, job);
    syncFolder(folder);
    return { size, changed };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`the archive cannot be written (${systemErrorCode(error) ?? 'unknown error'})`, {
      file: job.archive,
      hint:
        systemErrorCode(error) === 'ENOSPC' ? 'There is no space left. Nothing was kept.' : 'No archive was written.',
      cause: error,
    });
  } finally {
    quiet();
    rmSync(temporary, { force: true });
  }
}

/** Its size, after it was read back from the disk and found to be what was written. */
async function writeTemporary(temporary: string, job: Job, changed: Omitted[]): Promise<number> {
  const file = openSync(temporary, 'wx+', 0o600);
  try {
    const written = createHash('sha256');
    let size = 0;
    await writeArchive(readEntries(job, changed), job.lock, (bytes) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      written.update(bytes);
      size += bytes.length;
    });
    fsyncSync(file);
    if (hashOf(file) !== written.digest('hex'))
      throw new UserError('what was read back is not what was written: the disk fails', { file: job.archive });
    return size;
  } finally {
    closeSync(file);
  }
}

function hashOf(file: number): string {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(CHUNK);
  for (let at = 0; ; ) {
    const read = readSync(file, buffer, 0, CHUNK, at);
    if (read === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, read));
    at += read;
  }
}

function putInPlace(temporary: string, { archive, overwrite }: Job): void {
  if (overwrite) {
    renameSync(temporary, archive);
    return;
  }
  try {
    linkSync(temporary, archive);
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST' || exists(archive)) throw alreadyThere(archive);
    // file systems without hard links
    renameSync(temporary, archive);
    return;
  }
  unlinkSync(temporary);
}

function alreadyThere(archive: string): UserError {
  return new UserError('there is a file of this name already', {
    file: archive,
    hint: 'Give --force to replace it, or a folder (ending in /) to have it named by the time.',
  });
}

const CHUNK = 1 << 20;

/** Removes older archives; only after the new one is in place. Returns their names. */
export function removeOutdated(archive: string, names: readonly string[], keep: number): string[] {
  const gone = outdated(names, basename(archive), keep);
  for (const name of gone) {
    try {
      unlinkSync(join(dirname(archive), name));
    } catch (error) {
      throw new UserError(`this older archive cannot be removed (${systemErrorCode(error) ?? 'unknown error'})`, {
        file: join(dirname(archive), name),
        hint: 'The new archive was written.',
        cause: error,
      });
    }
  }
  return gone;
}
