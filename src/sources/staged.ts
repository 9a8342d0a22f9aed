// What `git commit` would bring in: blobs of the index, never the working tree.
import type { BlobReader, BlobResult } from '../git/blobs.js';
import type { Change } from '../git/repository.js';
import type { SourceItem } from '../types.js';
import { fromGit } from './blob-item.js';
import { READ_AHEAD } from './limits.js';

/** Reads the staged blobs; both arguments may have been made before the repository was known. */
export async function* stagedBlobs(changes: Promise<Change[]>, reader: BlobReader): AsyncGenerator<SourceItem> {
  try {
    const files: Change[] = [];
    for (const change of await changes) {
      if (change.kind === 'file') files.push(change);
      else yield { kind: 'skipped', path: change.path, reason: change.kind };
    }
    const last = files.at(-1);
    const request = (change: Change): Promise<BlobResult> => {
      const result = reader.read(change.oid);
      // git can end while the files are looked at
      if (change === last) reader.close();
      return result;
    };
    for await (const { item, result } of readAhead(files, request)) {
      yield fromGit(item.path, result, { kind: 'index' }, item.before);
    }
  } finally {
    reader.close();
  }
}

/** Results in order, with a bounded number of requests under way. */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  request: (item: Item) => Promise<Result>,
): AsyncGenerator<{ item: Item; result: Result }> {
  const pending: { item: Item; result: Promise<Result> }[] = [];
  for (const item of items) {
    const result = request(item);
    // the failure surfaces where the result is awaited
    result.catch(() => undefined);
    pending.push({ item, result });
    if (pending.length >= READ_AHEAD) yield* first(pending);
  }
  while (pending.length > 0) yield* first(pending);
}

async function* first<Item, Result>(
  pending: { item: Item; result: Promise<Result> }[],
): AsyncGenerator<{ item: Item; result: Result }> {
  const next = pending.shift();
  if (next !== undefined) yield { item: next.item, result: await next.result };
}
