// From bytes to what the linter gets: a blob, or the reason why there is none.
import { isBinary } from '../document/text.js';
import type { BlobResult } from '../git/blobs.js';
import { isSealedBytes } from '../secrets/sealed.js';
import type { Blob, Origin, SourceItem } from '../types.js';

/** YAML with a NUL byte is no binary file: it is linted and reported as unreadable. */
const ALWAYS_TEXT = /\.ya?ml$/i;

export function toItem(path: string, bytes: Uint8Array, origin: Origin, before?: Blob['before']): SourceItem {
  if (isSealedBytes(bytes)) return { kind: 'skipped', path, reason: 'encrypted' };
  if (isBinary(bytes) && !ALWAYS_TEXT.test(path)) return { kind: 'skipped', path, reason: 'binary' };
  return { kind: 'blob', blob: { path, bytes, origin, before } };
}

export function fromGit(path: string, result: BlobResult, origin: Origin, before?: Blob['before']): SourceItem {
  switch (result.kind) {
    case 'bytes':
      return toItem(path, result.bytes, origin, before);
    case 'too-large':
      return { kind: 'skipped', path, reason: 'too-large' };
    case 'missing':
      return {
        kind: 'unreadable',
        path,
        message: 'git cannot give what it holds (a partial clone, or a damaged object: git fsck)',
      };
  }
}
