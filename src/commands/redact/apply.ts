// Writes the copy: each file whole, never through a link, and not over anything unless asked.
import { lstatSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemErrorCode, UserError } from '../../errors.js';
import { leftoversIn, makeFolder } from '../../files/temporary.js';
import { fsPath } from '../../git/path.js';

/** Makes or opens the folder that the copy goes to. */
export function openOut(folder: string, force: boolean): void {
  try {
    makeFolder(folder);
    for (const left of leftoversIn(folder)) rmSync(left, { recursive: true, force: true });
    if (readdirSync(folder).length > 0 && !force)
      throw new UserError('this folder is not empty', {
        file: folder,
        hint: 'Give a new one, or --force to write into it. What is no part of the copy would stay there.',
      });
  } catch (error) {
    throw fault(error, folder);
  }
}

/** Writes one file of a copy; `path` is relative to the folder. */
export function writeCopy(folder: string, path: string, bytes: Buffer, force: boolean): void {
  const steps = path.split('/').slice(0, -1);
  try {
    for (let depth = 1; depth <= steps.length; depth++) {
      const above = join(folder, ...steps.slice(0, depth));
      makeFolder(above);
      if (!lstatSync(fsPath(above)).isDirectory())
        throw new UserError('a folder on its way is a link', { file: above });
    }
    writeOut(join(folder, path), bytes, force);
  } catch (error) {
    throw fault(error, join(folder, path));
  }
}

/** Writes a file that is not there yet, or with `force` in the place of one. */
export function writeOut(path: string, bytes: Buffer, force: boolean): void {
  const temporary = join(dirname(path), `.ha-secrets-lint-${process.pid}.tmp`);
  try {
    const there = kindOf(path);
    if (there === 'other') throw new UserError('something that is no file stands there', { file: path });
    if (there === 'file' && !force)
      throw new UserError('there is a file of this name already', { file: path, hint: 'Give --force to replace it.' });
    writeFileSync(fsPath(temporary), bytes, { flag: 'wx' });
    renameSync(fsPath(temporary), fsPath(path));
  } catch (error) {
    throw fault(error, path);
  } finally {
    rmSync(fsPath(temporary), { force: true });
  }
}

function kindOf(path: string): 'file' | 'other' | undefined {
  try {
    return lstatSync(fsPath(path)).isFile() ? 'file' : 'other';
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function fault(error: unknown, file: string): UserError {
  if (error instanceof UserError) return error;
  return new UserError(`it cannot be written (${systemErrorCode(error) ?? 'unknown error'})`, { file, cause: error });
}
