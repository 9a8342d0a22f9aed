// Settings as they stand at a revision, whatever the working tree says: with `--config-from` a pull request cannot switch its own
// check off. Files of that tree only; a link in it is not followed.
import { basename, relative, sep } from 'node:path';
import { isInside, LARGEST_CONFIG, type ReadSettings } from '../config/read.js';
import { UserError } from '../errors.js';
import type { Repository } from '../git/locate.js';
import { fileInTree, resolveRevision } from '../git/repository.js';
import { git } from '../git/run.js';

export interface SettingsAt {
  readonly commit: string;
  readonly read: ReadSettings;
}

/** Throws a `UserError` where the revision is not here. */
export async function settingsAt(repository: Repository | undefined, revision: string): Promise<SettingsAt> {
  if (repository === undefined) throw new UserError('--config-from needs a git repository, and this folder is in none');
  const commit = await resolveRevision(repository, `${revision}^{commit}`);
  if (commit === undefined)
    throw new UserError(`there is no revision ${revision} here to take the config from`, {
      hint: 'In CI fetch it first: `git fetch origin <branch>`, or check out with `fetch-depth: 0`.',
    });
  const read: ReadSettings = async (path, { name = basename(path), largest = LARGEST_CONFIG } = {}) => {
    const fault = (what: string): UserError => new UserError(`${name} ${what} at ${revision}`);
    if (!isInside(repository.root, path)) throw fault('lies outside of the repository, so that there is none');
    const entry = await fileInTree(repository, commit, relative(repository.root, path).split(sep).join('/'));
    if (entry === undefined) return undefined;
    if (entry.kind !== 'file') throw fault('is no plain file');
    if (entry.size > largest) throw fault('is too large for a file of settings');
    return git(repository.cwd, ['cat-file', 'blob', entry.oid]);
  };
  return { commit, read };
}

/** Faults in what is read name the file; these say where the file was read. */
export async function atRevision<Value>(revision: string | undefined, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (revision === undefined || !(error instanceof UserError) || error.message.endsWith(` at ${revision}`))
      throw error;
    const { message, file, line, hint } = error;
    throw new UserError(`${message} (as it stands at ${revision})`, {
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(hint === undefined ? {} : { hint }),
      cause: error,
    });
  }
}
