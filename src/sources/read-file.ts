// Reads one regular file; a link in its place is not followed, and what cannot be read is said.
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { systemErrorCode } from '../errors.js';
import { fsPath } from '../git/path.js';
import { LARGEST_FILE } from './limits.js';

export type ReadResult =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'absent' }
  | { readonly kind: 'skipped'; readonly reason: 'too-large' | 'symlink' | 'not-a-file' }
  | { readonly kind: 'unreadable'; readonly message: string };

/** `path` is absolute, in the form that `decodePath` gives. */
export function readRegularFile(path: string): ReadResult {
  let file: number | undefined;
  try {
    // Windows has no O_NOFOLLOW
    if (constants.O_NOFOLLOW === undefined && lstatSync(fsPath(path)).isSymbolicLink())
      return { kind: 'skipped', reason: 'symlink' };
    file = openSync(fsPath(path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    if (!stat.isFile()) return { kind: 'skipped', reason: 'not-a-file' };
    if (stat.size > LARGEST_FILE) return { kind: 'skipped', reason: 'too-large' };
    return { kind: 'bytes', bytes: readFileSync(file) };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    if (code === 'ELOOP' || code === 'EMLINK') return { kind: 'skipped', reason: 'symlink' };
    if (code === 'EISDIR' || code === 'ENXIO') return { kind: 'skipped', reason: 'not-a-file' };
    return { kind: 'unreadable', message: `it cannot be read (${code ?? 'unknown error'})` };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
