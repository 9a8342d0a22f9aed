// Writes the files of these commands: as a fix does, and in a folder that may have to be made.
import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode, UserError } from '../../errors.js';
import { fsPath } from '../../git/path.js';
import { applyChange, type FileChange } from '../fix/apply.js';

/** Undefined when it is done; else why the file was left alone. */
export function writeChange(root: string, change: FileChange): string | undefined {
  if (change.before === undefined) makeFolders(root, change.path);
  return applyChange(root, change);
}

/** One by one, so that no link is gone through. */
function makeFolders(root: string, path: string): void {
  let at = root;
  for (const part of path.split('/').slice(0, -1)) {
    at = join(at, part);
    try {
      if (!lstatSync(fsPath(at)).isDirectory())
        throw new UserError('it lies in a folder that is a link, or no folder', { file: path });
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
      mkdirSync(fsPath(at));
    }
  }
}
