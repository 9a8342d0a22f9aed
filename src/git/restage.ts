// Puts new contents into entries of the index: in one call, each only where the entry still is what was read.
// Never stash, reset or checkout: the working tree is not touched.
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { filtersOff } from './filters.js';
import type { Repository } from './locate.js';
import { decodePath, encodePath, splitNul } from './path.js';
import { git } from './run.js';

export interface NewContent {
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

interface Entry {
  readonly mode: string;
  readonly oid: string;
  /** As `ls-files -v` has it: `S` is left out by a sparse checkout, a small letter is assumed to be unchanged. */
  readonly tag: string;
}

/** Replaces the contents; the result names the paths whose entry is another by now. */
export async function restage(repository: Repository, contents: readonly NewContent[]): Promise<string[]> {
  if (contents.length === 0) return [];
  const written = new Map<string, string>();
  for (const { path, after } of contents)
    written.set(path, (await git(repository.cwd, ['hash-object', '-w', '--stdin'], after)).toString('latin1').trim());
  const quiet = await filtersOff(repository.cwd);
  const changed = await replaceEntries(repository, contents, written, quiet);
  // `git commit <path>` commits an index made for it alone, and puts this other one in force afterwards
  const own = process.env['GIT_INDEX_FILE'];
  if (own !== undefined && /^next-index-\d+\.lock$/.test(basename(own)))
    await replaceEntries(repository, contents, written, { ...quiet, GIT_INDEX_FILE: join(dirname(own), 'index.lock') });
  return changed;
}

async function replaceEntries(
  repository: Repository,
  contents: readonly NewContent[],
  written: ReadonlyMap<string, string>,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const { cwd, up } = repository;
  const entries = await readEntries(cwd, env);
  const fits = (content: NewContent): boolean => {
    const entry = entries.get(content.path);
    return entry !== undefined && blobId(content.before, entry.oid.length) === entry.oid;
  };
  const current = contents.filter(fits);
  const lines = current.flatMap(({ path }) => [
    Buffer.from(`${entries.get(path)?.mode} ${written.get(path)}\t`),
    encodePath(path),
    Buffer.from([0]),
  ]);
  if (lines.length > 0) await git(cwd, ['update-index', '-z', '--index-info'], Buffer.concat(lines), env);
  // a new entry has lost its marks
  for (const [flag, has] of [
    ['--skip-worktree', (tag: string) => tag.toUpperCase() === 'S'],
    ['--assume-unchanged', (tag: string) => tag !== tag.toUpperCase()],
  ] as const) {
    const marked = current.filter(({ path }) => has(entries.get(path)?.tag ?? ''));
    const paths = marked.flatMap(({ path }) => [Buffer.from(up), encodePath(path), Buffer.from([0])]);
    if (paths.length > 0) await git(cwd, ['update-index', flag, '-z', '--stdin'], Buffer.concat(paths), env);
  }
  return contents.filter((content) => !fits(content)).map(({ path }) => path);
}

async function readEntries(cwd: string, env: NodeJS.ProcessEnv): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const listing = await git(cwd, ['ls-files', '-z', '-v', '-s', '--full-name', '--', ':/'], undefined, env);
  for (const item of splitNul(listing)) {
    const tab = item.indexOf(9);
    const [tag = '', mode, oid, stage] = item.subarray(0, tab).toString('latin1').split(' ');
    if (mode === undefined || oid === undefined) throw new UserError('git ls-files said something unexpected');
    if (stage === '0') entries.set(decodePath(item.subarray(tab + 1)), { mode, oid, tag });
  }
  return entries;
}

function blobId(bytes: Buffer, idLength: number): string {
  return createHash(idLength === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
