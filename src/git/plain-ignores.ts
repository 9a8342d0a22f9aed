// The plainest case of `git check-ignore`, answered without starting git: a line of a .gitignore that is the file's own name,
// and none behind it that could take it back. All else is for git to say.
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fsPath } from './path.js';

const LARGEST = 65_536;

/** Whether a path (relative to the root) is surely ignored by a .gitignore that every clone has. `inIndex`: the paths of those that git has. */
export function isPlainlyIgnored(root: string, path: string, inIndex: ReadonlySet<string>): boolean {
  // signs of patterns, blanks that git cuts off, and bytes that it compares as such
  if (!/^[\w./-]{1,500}$/.test(path)) return false;
  const [name = '', ...folders] = path.split('/').reverse();
  let rest = name;
  let isIgnored = false;
  for (let depth = 0; depth <= folders.length; depth++) {
    const folder = folders.slice(depth).reverse().join('/');
    // git refuses to look behind a link, and a repository inside this one has its own rules
    if (folder !== '' && (!isFolder(join(root, folder)) || exists(join(root, folder, '.git')))) return false;
    const file = folder === '' ? '.gitignore' : `${folder}/.gitignore`;
    const lines = isIgnored ? [] : readLines(join(root, file));
    // in a sparse working tree git reads it from the index
    if (lines === undefined || (lines.length === 0 && inIndex.has(file) && !isIgnored)) return false;
    const said = Math.max(lines.lastIndexOf(name), lines.lastIndexOf(`/${rest}`));
    const takenBack = lines.findLastIndex((line) => line.startsWith('!'));
    if (said > takenBack) isIgnored = true;
    else if (takenBack !== -1) return false;
    rest = `${folders[depth] ?? ''}/${rest}`;
  }
  return isIgnored;
}

/** No lines where there is no such file; undefined where only git knows what it is worth. */
function readLines(path: string): readonly string[] | undefined {
  try {
    const stat = lstatSync(fsPath(path), { throwIfNoEntry: false });
    if (stat === undefined) return [];
    if (!stat.isFile() || stat.size > LARGEST) return undefined;
    return readFileSync(fsPath(path), 'latin1').split(/\r?\n/);
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return lstatSync(fsPath(path), { throwIfNoEntry: false })?.isDirectory() === true;
}

function exists(path: string): boolean {
  return lstatSync(fsPath(path), { throwIfNoEntry: false }) !== undefined;
}
