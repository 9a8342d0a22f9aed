// What writing a file whole or not at all stands on: temporary names that a later run knows for a killed one's, names that outlive a
// power cut, folders.
import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemErrorCode } from '../errors.js';
import { fsPath } from '../git/path.js';

const NAME = /^\.ha-secrets-lint-(\d{1,10})\.tmp$/;

/** A path in the folder that no other run uses. */
export function temporaryIn(folder: string): string {
  return join(folder, `.ha-secrets-lint-${process.pid}.tmp`);
}

/** Paths of what runs that were killed left in a folder; none where there is no such folder. */
export function leftoversIn(folder: string): string[] {
  const names = exists(folder) ? readdirSync(fsPath(folder)) : [];
  return names.filter((name) => isLeftover(name)).map((name) => join(folder, name));
}

function isLeftover(name: string): boolean {
  const pid = NAME.exec(name)?.[1];
  return pid !== undefined && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return systemErrorCode(error) !== 'ESRCH';
  }
}

/** Of a link the link itself. */
export function exists(path: string): boolean {
  try {
    lstatSync(fsPath(path));
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** So that the name, too, outlives a power cut; not all systems can. */
export function syncFolder(folder: string): void {
  let handle: number | undefined;
  try {
    handle = openSync(fsPath(folder), 'r');
    fsyncSync(handle);
  } catch {
    // the file itself is safe, and what is lost at worst is the last step
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/**
 * Makes a folder with those above it; gives the topmost that was made. Node's own way to do so never ends below /proc,
 * where a folder that is there says of any new one that it is not.
 */
export function makeFolder(path: string): string | undefined {
  try {
    mkdirSync(fsPath(path), { mode: 0o700 });
    return path;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST' && statSync(fsPath(path)).isDirectory()) return undefined;
    if (code !== 'ENOENT' || exists(dirname(path))) throw error;
    const above = makeFolder(dirname(path));
    mkdirSync(fsPath(path), { mode: 0o700 });
    return above ?? path;
  }
}
