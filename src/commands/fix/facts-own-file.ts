// Whether a file is ours to write. Reads only.
import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fsPath } from '../../git/path.js';

/** A file with one name, no link, in no linked folder, and not write-protected. */
export function isOwnFile(root: string, path: string): boolean {
  const stat = lstatSync(fsPath(join(root, path)));
  return stat.isFile() && stat.nlink === 1 && (stat.mode & 0o200) !== 0 && isRealFolder(root, path);
}

/** No folder on the way is a link. */
export function isRealFolder(root: string, path: string): boolean {
  return realpathSync(fsPath(dirname(join(root, path)))) === dirname(join(realpathSync(root), path));
}

/** A file can be made there. */
export function hasOwnFolder(root: string, path: string): boolean {
  return existsSync(fsPath(dirname(join(root, path)))) && isRealFolder(root, path);
}
