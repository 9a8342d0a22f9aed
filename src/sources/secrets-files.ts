// The secrets files on disk beside the files that were linted, ignored ones included: git does not list those.
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { fsPath } from '../git/path.js';
import { type ReadResult, readRegularFile } from './read-file.js';

export interface LocalSecretsFile {
  /** Relative to the root. */
  readonly path: string;
  readonly read: Exclude<ReadResult, { kind: 'absent' }>;
}

const NAMES = ['secrets.yaml', 'secrets.yml', 'secret.yaml', 'secret.yml', '.secrets.yaml'];

/** Looks into each folder (`` is the root). */
export function findSecretsFiles(root: string, folders: Iterable<string>): LocalSecretsFile[] {
  const found: LocalSecretsFile[] = [];
  for (const folder of new Set(folders)) {
    for (const name of NAMES) {
      const path = folder === '' ? name : `${folder}/${name}`;
      try {
        // most folders have none, and a look costs less than a failure to open
        if (lstatSync(fsPath(join(root, path)), { throwIfNoEntry: false }) === undefined) continue;
      } catch {
        // in a folder that may not be entered nothing can be said to exist; whoever lists it reports that
        break;
      }
      const read = readRegularFile(join(root, path));
      if (read.kind !== 'absent') found.push({ path, read });
    }
  }
  return found;
}
