// Reads files of settings. The repository is not trusted: in it they must be plain files, and no link may lead out of it.
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, relative, sep } from 'node:path';
import { systemErrorCode, UserError } from '../errors.js';

export const LARGEST_CONFIG = 1_000_000;

export interface ReadOptions {
  /** The folder that the file must lie in; left out for a file that the user names, wherever it is. */
  readonly within?: string | undefined;
  /** Shown in errors. */
  readonly name?: string;
  readonly largest?: number;
}

/** Reads a file of settings, given by its absolute path, from wherever the settings of this run are taken. */
export type ReadSettings = (path: string, options?: ReadOptions) => Buffer | undefined | Promise<Buffer | undefined>;

/** The file's bytes on disk; undefined if there is none. */
export function readSettings(path: string, options: ReadOptions = {}): Buffer | undefined {
  const { within, name = basename(path), largest = LARGEST_CONFIG } = options;
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
    const real = within === undefined ? path : realpathSync(path);
    if (within !== undefined && !isInside(realpathSync(within), real))
      throw new UserError(`${name} is a link that leads out of the repository`);
    const stat = statSync(real);
    // a pipe or a device may never end; one that the user names is their business
    if (within !== undefined && !stat.isFile()) throw new UserError(`${name} is no plain file`);
    if (stat.size > largest) throw new UserError(`${name} is too large for a file of settings`);
    return readFileSync(real);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${name} cannot be read (${systemErrorCode(error) ?? 'unknown error'})`, { cause: error });
  }
}

/** Whether a path lies in a folder, by their names. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
