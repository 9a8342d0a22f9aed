// The scopes that read commits: a range, what a push sends, the whole history; and what all scopes need to know of versions.
import { UserError } from '../errors.js';
import { openRepository, type Repository } from '../git/locate.js';
import { type PushRange, pushRange } from '../git/push.js';
import {
  blobsInTree,
  type Change,
  type CommitRange,
  commitChanges,
  type ListedPath,
  listPaths,
  rangeCommits,
  resolveRevision,
  treeChanges,
} from '../git/repository.js';
import { runGit } from '../git/run.js';
import { ancestors } from '../guard/places.js';
import { commitBlobs } from '../sources/commits.js';
import type { Brought, Scope, ScopeRequest, Version } from './scope.js';

export async function openSince(revision: string, cwd: string): Promise<Scope> {
  const repository = await need(cwd, '--since');
  const from = await resolveRevision(repository, `${revision}^{commit}`);
  if (from === undefined) {
    throw new UserError(`there is no revision ${revision} here`, {
      hint: 'In CI fetch it first: `git fetch origin <branch>`, or check out with `fetch-depth: 0`.',
    });
  }
  const result = await runGit(repository.cwd, ['merge-base', from, 'HEAD']);
  const base = result.stdout.toString('latin1').trim();
  if (result.code !== 0 || base === '') {
    throw new UserError(`${revision} and HEAD have no common commit here`, {
      hint: 'A shallow clone lacks it: check out with `fetch-depth: 0`, or run `git fetch --unshallow`.',
    });
  }
  return openCommits(repository, { revisions: [`${base}..HEAD`] }, { tips: ['HEAD'], there: [base], bordered: false });
}

/** What a push would send, by git's lines to its hook. */
export async function openPush(
  { remote, updates }: Extract<ScopeRequest, { kind: 'push' }>,
  cwd: string,
): Promise<Scope> {
  const repository = await need(cwd, 'pre-push');
  const { revisions, ...ends } = await pushRange(repository, remote, updates);
  return openCommits(repository, { revisions }, ends);
}

export async function openHistory(cwd: string): Promise<Scope> {
  return openCommits(await need(cwd, '--history'), { revisions: [], all: true });
}

/** What a range is compared with, and how its files came from there. */
type Ends = Pick<PushRange, 'tips' | 'there' | 'bordered'>;

/** Trees looked at for earlier versions, and pairs of them for renames. What is beyond counts as new, which errs on the safe side. */
const MOST_TREES = 50;
const MOST_PAIRS = 20;

/** Without ends nothing counts as having been there, and the index and the working tree are not asked. */
function openCommits(repository: Repository, range: CommitRange, ends?: Ends): Scope {
  const inRange = later(rangeCommits(repository, range));
  const changes = later(inRange.then(({ commits }) => commitChanges(repository, commits)));
  const listed = later(listPaths(repository));
  return {
    root: repository.root,
    repository,
    folders: () => foldersOf(listed),
    items: (keep) => commitBlobs(repository, changes, keep),
    expected: async () => new Set((await changes).map(({ oid, path }) => `${oid} ${path}`)).size,
    eachBlobOnce: range.all === true,
    guard: {
      repository,
      listed: ends === undefined ? Promise.resolve([]) : listed,
      brought: later(changes.then(bringing)),
      onlyRead: false,
    },
    before: ends && {
      repository,
      versions: async (files) => {
        const border = ends.bordered ? (await inRange).boundary : [];
        const trees = [...new Set([...ends.there, ...border])].slice(0, MOST_TREES);
        const pairs = trees.flatMap((tree) => ends.tips.map((tip) => [tree, tip] as const)).slice(0, MOST_PAIRS);
        const versions: Version[] = [];
        for (const tree of trees) versions.push(...(await versionsInTree(repository, tree, files)));
        for (const [tree, tip] of pairs) versions.push(...earlier(await treeChanges(repository, tree, tip)));
        return versions;
      },
    },
    notes: [],
  };
}

export async function need(cwd: string, what: string): Promise<Repository> {
  const repository = await openRepository(cwd);
  if (repository === undefined)
    throw new UserError(`${what} needs a git repository, and this folder is in none`, {
      hint: 'Run it inside a repository, or name the files to lint.',
    });
  return repository;
}

/** The failure is reported where the promise is awaited; until then it must not count as unhandled. */
export function later<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}

export async function foldersOf(listed: Promise<readonly ListedPath[]>): Promise<string[]> {
  const folders = new Set(['']);
  for (const { path } of await listed) for (const folder of ancestors(folderOf(path))) folders.add(folder);
  return [...folders];
}

export function bringing(changes: readonly (Change & { readonly commit?: string })[]): Brought[] {
  return changes
    .filter((change) => change.kind === 'file')
    .map(({ path, oid, commit }) => ({ path, oid, commit: commit ?? null }));
}

export function earlier(changes: readonly Change[]): Version[] {
  return changes.flatMap(({ path, before }) =>
    before === undefined ? [] : [{ file: path, path: before.path, oid: before.oid }],
  );
}

export async function versionsInTree(
  repository: Repository,
  tree: string,
  files: ReadonlySet<string>,
): Promise<Version[]> {
  return [...(await blobsInTree(repository, tree, [...files]))].map(([path, oid]) => ({ file: path, path, oid }));
}

export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));
