// The secrets that are on this machine, so that their values and names can be recognised in what is linted.
import { listedUses } from './git/repository.js';
import { isCredential } from './rules/keys/entries.js';
import type { Scope } from './scope.js';
import { judgeSecretsContent } from './secrets/content.js';
import { KnownSecrets } from './secrets/known.js';
import { secretsFileKind } from './secrets/names.js';
import { readSecretsFile, type SecretsFile, SecretsStore } from './secrets/store.js';
import type { SecretsAtHand } from './settings.js';
import type { LocalSecretsFile } from './sources/secrets-files.js';
import { folderUses } from './sources/worktree.js';

/** What the secrets files found beside the linted files hold; undefined if that is nothing. What cannot be read is noted. */
export async function secretsAtHand(
  scope: Scope,
  found: readonly LocalSecretsFile[],
  notes: string[],
): Promise<SecretsAtHand | undefined> {
  const files: SecretsFile[] = [];
  for (const { path, read } of found) {
    if (secretsFileKind(path) !== 'secrets') continue;
    if (read.kind === 'bytes') {
      // an encrypted file has nothing to recognise; one with placeholders is only asked for its names
      if (judgeSecretsContent(read.bytes) !== 'sealed') files.push(readSecretsFile(path, read.bytes));
    } else notes.push(`${path} cannot be read here: its values were not looked for.`);
  }
  if (files.length === 0) return undefined;
  const uses = scope.repository === undefined ? folderUses(scope.root) : await listedUses(scope.repository);
  return { store: new SecretsStore(files), known: new KnownSecrets(files, (entry) => isCredential(entry, uses)) };
}
