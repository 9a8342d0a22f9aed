// Every blob that commits bring in, with the first commit that has it.
import { BlobReader } from '../git/blobs.js';
import type { Repository } from '../git/locate.js';
import type { CommitChange } from '../git/repository.js';
import type { Keep, SourceItem } from '../types.js';
import { fromGit } from './blob-item.js';
import { LARGEST_FILE } from './limits.js';
import { readAhead } from './staged.js';

/** Reads the blobs of the given changes (oldest commit first): each once, and gives it out under each of its paths, as a copy may stand where it counts for more. */
export async function* commitBlobs(
  repository: Repository,
  changes: Promise<readonly CommitChange[]>,
  keep: Keep = () => true,
): AsyncGenerator<SourceItem> {
  const blobs = new Map<string, CommitChange[]>();
  const seen = new Set<string>();
  for (const change of await changes) {
    const identity = `${change.oid} ${change.path}`;
    if (seen.has(identity) || !keep(change.oid)) continue;
    seen.add(identity);
    const { oid, path, kind } = change;
    const others = blobs.get(oid);
    if (kind !== 'file') yield { kind: 'skipped', path, reason: kind };
    else if (others === undefined) blobs.set(oid, [change]);
    else others.push(change);
  }
  const reader = new BlobReader(repository.cwd, LARGEST_FILE);
  try {
    for await (const { item, result } of readAhead(blobs.values(), ([change]) => reader.read(change?.oid ?? ''))) {
      for (const { path, commit, oid } of item) yield fromGit(path, result, { kind: 'commit', commit, oid });
    }
  } finally {
    reader.close();
  }
}
