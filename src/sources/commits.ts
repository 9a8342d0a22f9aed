// Every blob that commits bring in, with the first commit that has it.
import { BlobReader } from '../git/blobs.js';
import type { Repository } from '../git/locate.js';
import type { CommitChange } from '../git/repository.js';
import type { SourceItem } from '../types.js';
import { fromGit } from './blob-item.js';
import { LARGEST_FILE } from './limits.js';
import { readAhead } from './staged.js';

/**
 * Reads the blobs of the given changes (oldest commit first): each once under each of its paths, as a copy may stand where it counts
 * for more; of a whole history each once, whatever it was called.
 */
export async function* commitBlobs(
  repository: Repository,
  changes: Promise<readonly CommitChange[]>,
  once: 'blob' | 'path',
): AsyncGenerator<SourceItem> {
  const seen = new Set<string>();
  const files: CommitChange[] = [];
  for (const change of await changes) {
    const identity = once === 'blob' ? change.oid : `${change.oid} ${change.path}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    if (change.kind === 'file') files.push(change);
    else yield { kind: 'skipped', path: change.path, reason: change.kind };
  }
  const reader = new BlobReader(repository.cwd, LARGEST_FILE);
  try {
    for await (const { item, result } of readAhead(files, (change) => reader.read(change.oid))) {
      yield fromGit(item.path, result, { kind: 'commit', commit: item.commit });
    }
  } finally {
    reader.close();
  }
}
