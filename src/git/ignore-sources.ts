// Which line of which file decides whether git ignores a path.
import { UserError } from '../errors.js';
import { decodePath, encodePath, splitNul } from './path.js';
import { runGit } from './run.js';

export interface IgnoreSource {
  /** Relative to the root if it lies in the working tree; `` if no line is about the path. */
  readonly file: string;
  /** The last line that is about it; one that begins with `!` takes the path back. */
  readonly pattern: string;
}

/** Asks for paths relative to the root, as if they were untracked. */
export async function ignoreSources(root: string, paths: readonly string[]): Promise<Map<string, IgnoreSource>> {
  const sources = new Map<string, IgnoreSource>();
  if (paths.length === 0) return sources;
  const input = Buffer.concat(paths.flatMap((path) => [encodePath(path), Buffer.from([0])]));
  const result = await runGit(root, ['check-ignore', '--no-index', '-v', '-n', '-z', '--stdin'], input);
  if (result.code > 1) throw new UserError(`git check-ignore failed: ${result.message}`);
  const items = splitNul(result.stdout).map(decodePath);
  for (let at = 0; at + 3 < items.length; at += 4)
    sources.set(items[at + 3] ?? '', { file: items[at] ?? '', pattern: items[at + 2] ?? '' });
  return sources;
}
