// What linting needs to know of a repository, by plumbing commands only: what the index holds,
// what a commit or a range brings, what is ignored. Paths in and out are relative to the root, with `/`.
import { isAbsolute } from 'node:path';
import { UserError } from '../errors.js';
import { addUses, USE_PATTERN } from '../secrets/uses.js';
import type { IgnoreState } from '../types.js';
import type { Repository } from './locate.js';
import { decodePath, encodePath, splitNul } from './path.js';
import { git, runGit } from './run.js';

export type EntryKind = 'file' | 'symlink' | 'submodule';

/** A changed path of the index against HEAD, or of a commit against a parent. */
export interface Change {
  readonly path: string;
  readonly kind: EntryKind;
  readonly oid: string;
  /** What stood there before (for a rename: under the old name). */
  readonly before: { readonly path: string; readonly oid: string } | undefined;
}

const RAW = ['--raw', '-z', '--no-abbrev', '--no-relative', '--no-ext-diff', '--no-textconv'];

/** What `git commit` would bring in now: the index against HEAD, or against nothing before the first commit. */
export async function stagedChanges(repository: Pick<Repository, 'cwd'>): Promise<Change[]> {
  return parseRaw(splitNul(await git(repository.cwd, ['diff', '--cached', '-M', ...RAW])));
}

/** The files that differ between two trees, renames followed. */
export async function treeChanges(repository: Repository, from: string, to: string): Promise<Change[]> {
  return parseRaw(splitNul(await git(repository.cwd, ['diff-tree', '-r', '-M', ...RAW, from, to])));
}

/** What one commit brings: against its parent, all files of a root commit, and of a merge what no parent has. */
export interface CommitChange extends Change {
  readonly commit: string;
}

export interface CommitRange {
  /** Names that `git rev-list` reads from its input: `A..B`, object ids, `^X`. Before git 2.42 it knows no `--all` there. */
  readonly revisions: readonly string[];
  /** Everything that any ref reaches as well. */
  readonly all?: true;
}

export interface RangeCommits {
  /** Oldest first. */
  readonly commits: readonly string[];
  /** The nearest commits outside the range: what is there already. */
  readonly boundary: readonly string[];
}

export async function rangeCommits(repository: Pick<Repository, 'cwd'>, range: CommitRange): Promise<RangeCommits> {
  const args = ['rev-list', '--reverse', '--topo-order', '--boundary', '--stdin', ...(range.all ? ['--all'] : [])];
  const input = range.revisions.map((revision) => `${revision}\n`).join('');
  const lines = (await git(repository.cwd, args, input)).toString('latin1').split('\n');
  return {
    commits: lines.filter((line) => /^[0-9a-f]/.test(line)),
    boundary: lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1)),
  };
}

/** The changes of the given commits, in their order. */
export async function commitChanges(
  repository: Pick<Repository, 'cwd'>,
  commits: readonly string[],
): Promise<CommitChange[]> {
  const changes: CommitChange[] = [];
  if (commits.length === 0) return changes;
  // -c: what a merge took over from one parent came with that parent, which is in the range or was there before
  const args = ['diff-tree', '--stdin', '-r', '-c', '--root', '--no-renames', ...RAW];
  const items = splitNul(await git(repository.cwd, args, `${commits.join('\n')}\n`));
  let commit = '';
  for (let at = 0; at < items.length; ) {
    const head = items[at]?.toString('latin1') ?? '';
    if (!head.startsWith(':')) {
      commit = head.trim();
      at += 1;
      continue;
    }
    const found = head.startsWith('::') ? parseCombined(head, items[at + 1]) : parseRaw(items.slice(at, at + 2));
    for (const change of found) changes.push({ ...change, commit });
    at += 2;
  }
  return changes;
}

/** A merge's line has a colon, a mode and an object id for each parent, then those of the result. */
function parseCombined(head: string, path: Buffer | undefined): Change[] {
  const parents = head.search(/[^:]/);
  const fields = head.slice(parents).split(' ');
  const mode = fields[parents] ?? '';
  const oid = fields[2 * parents + 1] ?? '';
  if (path === undefined || isZero(oid)) return [];
  return [{ path: decodePath(path), kind: kindOfMode(mode), oid, before: undefined }];
}

function parseRaw(items: readonly Buffer[]): Change[] {
  const changes: Change[] = [];
  for (let at = 0; at + 1 < items.length; ) {
    const [, mode = '', oldOid = '', oid = '', status = ''] = (items[at] ?? Buffer.alloc(0))
      .toString('latin1')
      .split(' ');
    const renamed = status.startsWith('R') || status.startsWith('C');
    const first = decodePath(items[at + 1] ?? Buffer.alloc(0));
    const path = renamed ? decodePath(items[at + 2] ?? Buffer.alloc(0)) : first;
    at += renamed ? 3 : 2;
    if (status === 'D' || status === 'U' || isZero(oid)) continue;
    changes.push({
      path,
      kind: kindOfMode(mode),
      oid,
      before: isZero(oldOid) ? undefined : { path: first, oid: oldOid },
    });
  }
  return changes;
}

const isZero = (oid: string): boolean => /^0*$/.test(oid);

function kindOfMode(mode: string): EntryKind {
  if (mode.startsWith('12')) return 'symlink';
  return mode.startsWith('16') ? 'submodule' : 'file';
}

/** A path that is tracked, or untracked and not ignored. */
export interface ListedPath {
  readonly path: string;
  /** `closed`: a folder that may not be opened, so that what is in it cannot be listed. */
  readonly kind: EntryKind | 'closed';
  /** The index entry; undefined for an untracked file and for an unmerged one. */
  readonly oid: string | undefined;
  readonly tracked: boolean;
}

const CLOSED = /^warning: could not open directory '(.{0,4096}?)\/?': /gms;

/** Tracked and untracked-not-ignored paths, all or those that the pathspecs match (given relative to the root, with magic). */
export async function listPaths(
  repository: Pick<Repository, 'cwd'>,
  pathspecs: readonly string[] = [':/'],
): Promise<ListedPath[]> {
  const args = ['ls-files', '-z', '-t', '-s', '-c', '-o', '--exclude-standard', '--full-name', '--', ...pathspecs];
  const listed = new Map<string, ListedPath>();
  const result = await runGit(repository.cwd, args);
  if (result.code !== 0) throw new UserError(`git ls-files failed: ${result.message}`);
  // git only warns of a folder that it may not open, and lists the rest
  for (const [, path = ''] of decodePath(result.stderr).matchAll(CLOSED))
    listed.set(path, { path, kind: 'closed', oid: undefined, tracked: false });
  for (const item of splitNul(result.stdout)) {
    const tag = String.fromCharCode(item[0] ?? 0);
    if (tag === '?') {
      const path = decodePath(item.subarray(2));
      // a trailing slash is a repository inside this one, which its own hook guards
      listed.set(path, { path, kind: path.endsWith('/') ? 'submodule' : 'file', oid: undefined, tracked: false });
      continue;
    }
    const tab = item.indexOf(9);
    const [mode = '', oid, stage] = item.subarray(2, tab).toString('latin1').split(' ');
    const path = decodePath(item.subarray(tab + 1));
    listed.set(path, { path, kind: kindOfMode(mode), oid: stage === '0' ? oid : undefined, tracked: true });
  }
  return [...listed.values()];
}

/** Asks `git check-ignore`, for each path as if it were untracked. */
export async function ignoreStates(
  repository: Repository,
  paths: readonly string[],
): Promise<Map<string, IgnoreState>> {
  const states = new Map<string, IgnoreState>();
  if (paths.length === 0) return states;
  const input = Buffer.concat(
    paths.flatMap((path) => [Buffer.from(repository.up), encodePath(path), Buffer.from([0])]),
  );
  const result = await runGit(repository.cwd, ['check-ignore', '--no-index', '-v', '-n', '-z', '--stdin'], input);
  if (result.code > 1) throw new UserError(`git check-ignore failed: ${result.message}`);
  const items = splitNul(result.stdout);
  for (let at = 0; at + 3 < items.length; at += 4) {
    const source = decodePath(items[at] ?? Buffer.alloc(0));
    const pattern = decodePath(items[at + 2] ?? Buffer.alloc(0));
    const path = decodePath(items[at + 3] ?? Buffer.alloc(0)).slice(repository.up.length);
    const ignored = pattern !== '' && !pattern.startsWith('!');
    const shared = !isAbsolute(source) && (source === '.gitignore' || source.endsWith('/.gitignore'));
    states.set(path, !ignored ? 'not-ignored' : shared ? 'ignored' : 'ignored-locally');
  }
  return states;
}

/** For each referenced name the keys under which references to it stand in the index. */
export async function listedUses(repository: Repository): Promise<Map<string, string[]>> {
  const args = [
    'grep',
    '--cached',
    '-h',
    '-o',
    // an attribute may call YAML binary
    '-a',
    '--no-color',
    '--no-line-number',
    '--no-column',
    '--no-textconv',
    '-E',
    '-e',
    USE_PATTERN,
    '--',
    ':(top,icase,glob)**/*.yaml',
    ':(top,icase,glob)**/*.yml',
  ];
  const result = await runGit(repository.cwd, args);
  // 1 is no match
  if (result.code > 1) throw new UserError(`git grep failed: ${result.message}`);
  const uses = new Map<string, string[]>();
  addUses(uses, result.stdout.toString('latin1'));
  return uses;
}

/** The object a revision names, or undefined. */
export async function resolveRevision(
  repository: Pick<Repository, 'cwd'>,
  revision: string,
): Promise<string | undefined> {
  const result = await runGit(repository.cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', revision]);
  return result.code === 0 ? result.stdout.toString('latin1').trim() : undefined;
}

/** The blob at each path in a commit's tree; paths that are not there are left out. */
export async function blobsInTree(
  repository: Pick<Repository, 'cwd'>,
  tree: string,
  paths: readonly string[],
): Promise<Map<string, string>> {
  if (paths.length === 0) return new Map();
  const wanted = new Set(paths);
  return new Map([...(await treeBlobs(repository, tree))].filter(([path]) => wanted.has(path)));
}

/** Every blob of a commit's tree by its path. */
export async function treeBlobs(repository: Pick<Repository, 'cwd'>, tree: string): Promise<Map<string, string>> {
  const oids = new Map<string, string>();
  const listing = await git(repository.cwd, ['ls-tree', '-r', '-z', '--full-tree', tree]);
  for (const item of splitNul(listing)) {
    const tab = item.indexOf(9);
    const [, type, oid] = item.subarray(0, tab).toString('latin1').split(' ');
    if (type === 'blob' && oid !== undefined) oids.set(decodePath(item.subarray(tab + 1)), oid);
  }
  return oids;
}

export interface TreeEntry {
  readonly kind: EntryKind | 'folder';
  readonly oid: string;
  readonly size: number;
}

/** What a commit's tree holds at one path, taken literally. */
export async function fileInTree(
  repository: Pick<Repository, 'cwd'>,
  commit: string,
  path: string,
): Promise<TreeEntry | undefined> {
  if (path === '') return { kind: 'folder', oid: '', size: 0 };
  const env = { GIT_LITERAL_PATHSPECS: '1' };
  const args = ['ls-tree', '-l', '-z', '--full-tree', commit, '--', path];
  const [item] = splitNul(await git(repository.cwd, args, undefined, env));
  if (item === undefined) return undefined;
  const [mode = '', type, oid = '', size] = item.subarray(0, item.indexOf(9)).toString('latin1').split(/ +/);
  return { kind: type === 'tree' ? 'folder' : kindOfMode(mode), oid, size: Number(size) || 0 };
}
