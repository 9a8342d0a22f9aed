// One of several processes that share a run's files: which of them are its own. The same file always falls to the same shard.
import { UserError } from '../errors.js';

export interface Shard {
  /** From 1. */
  readonly part: number;
  readonly of: number;
}

const MOST_SHARDS = 1000;

/** `2/4`: the second of four. Throws a `UserError` on anything else. */
export function parseShard(text: string): Shard {
  const [, part = 0, of = 0] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (part === 0 || of > MOST_SHARDS || part > of)
    throw new UserError('--shard needs I/N, with I from 1 to N', { hint: 'The second of four: --shard 2/4' });
  return { part, of };
}

/** Whether a file, by its path or its blob's name, is one of the shard. */
export function isInShard({ part, of }: Shard, name: string): boolean {
  return spread(name) % of === part - 1;
}

/** FNV-1a with a last mix, so that names that differ in one letter do not go by turns: http://www.isthe.com/chongo/tech/comp/fnv/ */
function spread(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
