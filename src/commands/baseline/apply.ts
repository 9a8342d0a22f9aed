// Writes a baseline: whole or not at all, never through a link, never over what was not seen before.
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { systemErrorCode, UserError } from '../../errors.js';

/** Throws a `UserError` where it could not be written: then the file is as it was. */
export function writeBaseline(path: string, shown: string, before: Buffer | undefined, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isFile()) throw new UserError(`${shown} is no plain file, so it was not written`);
    const now = stat === undefined ? undefined : readFileSync(path);
    if (!(before === undefined ? now === undefined : now?.equals(before) === true))
      throw new UserError(`${shown} was changed while it was read; run it again`);
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') rmSync(temporary, { force: true });
    if (error instanceof UserError) throw error;
    throw new UserError(`${shown} cannot be written (${systemErrorCode(error) ?? 'unknown error'})`, { cause: error });
  }
}
