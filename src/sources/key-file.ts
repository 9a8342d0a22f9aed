// Reads a key or passphrase file that the user named: unlike a file of the repository it may be a link or a pipe (`<(pass show x)`, `-`).
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { systemErrorCode, UserError } from '../errors.js';

const LARGEST = 1 << 20;
const STANDARD_INPUT = 0;

/** The text of the file; `-` is standard input. */
export function readKeyFile(path: string): string {
  let file: number | undefined;
  try {
    file = path === '-' ? STANDARD_INPUT : openSync(path, 'r');
    const buffer = Buffer.alloc(LARGEST + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read)
      read = readSync(file, buffer, length, buffer.length - length, null);
    if (length > LARGEST) throw new UserError('this is too large to be a key file', { file: path });
    return buffer.toString('utf8', 0, length);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = systemErrorCode(error) ?? 'unknown error';
    throw new UserError(code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`, {
      file: path,
      cause: error,
    });
  } finally {
    if (file !== undefined && file !== STANDARD_INPUT) closeSync(file);
  }
}

/** Whether others on this machine may read the file; not told of a pipe, and not on Windows. */
export function isOpenToOthers(path: string): boolean {
  if (path === '-' || process.platform === 'win32') return false;
  try {
    const stat = statSync(path);
    return stat.isFile() && (stat.mode & 0o044) !== 0;
  } catch {
    return false;
  }
}
