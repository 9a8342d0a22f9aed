// What a run looks at: the source of its blobs, and what the guard rules may know. Opened as early as possible, so that git's
// processes run while the program still starts.
import { relative, resolve, sep } from 'node:path';
import { UserError } from './errors.js';
import { BlobReader } from './git/blobs.js';
import { openRepository, type Repository } from './git/locate.js';
import { type PushRange, type PushUpdate, pushRange } from './git/push.js';
import {
  blobsInTree,
  type Change,
  type CommitRange,
  commitChanges,
  type ListedPath,
  listPaths,
  rangeCommits,
  resolveRevision,
  stagedChanges,
  treeChanges,
} from './git/repository.js';
import { runGit } from './git/run.js';
import { ancestors } from './guard/places.js';
import { toItem } from './sources/blob-item.js';
import { commitBlobs } from './sources/commits.js';
import { LARGEST_FILE } from './sources/limits.js';
import { stagedBlobs } from './sources/staged.js';
import { allFolders, committableBlobs, folderBlobs, namedBlobs } from './sources/worktree.js';
import type { SourceItem } from './types.js';

export type ScopeRequest =
  | { readonly kind: 'default' }
  | { readonly kind: 'staged' }
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'stdin'; readonly filename: string; readonly bytes: Uint8Array }
  | { readonly kind: 'since'; readonly revision: string }
  | { readonly kind: 'history' }
  /** What a push would send, by git's lines to its hook. */
  | { readonly kind: 'push'; readonly remote: string; readonly updates: readonly PushUpdate[] };

export interface Brought {
  readonly path: string;
  readonly oid: string;
  readonly commit: string | null;
}

/** What `file` was before, under its own or an older name. */
export interface Version {
  readonly file: string;
  readonly path: string;
  readonly oid: string;
}

export interface Scope {
  readonly root: string;
  readonly repository: Repository | undefined;
  /** The folders in which a secrets file may stand beside what is linted; `` is the root. */
  readonly folders: () => Promise<readonly string[]>;
  readonly items: () => AsyncIterable<SourceItem>;
  readonly guard:
    | {
        readonly repository: Repository;
        readonly listed: Promise<readonly ListedPath[]>;
        readonly brought: Promise<readonly Brought[]> | undefined;
        /** Only the paths that were read are judged. */
        readonly onlyRead: boolean;
      }
    | undefined;
  /** The earlier versions of files, renames followed: what stands there too is old news. Undefined: nothing is. */
  readonly before:
    | {
        readonly repository: Repository;
        readonly versions: (files: ReadonlySet<string>) => Promise<readonly Version[]>;
      }
    | undefined;
  readonly notes: readonly string[];
  /** Ends what was started ahead; without it a run that fails before it reads would wait for git for ever. */
  readonly close?: () => void;
}

export async function openScope(request: ScopeRequest, cwd: string): Promise<Scope> {
  switch (request.kind) {
    case 'staged':
      return openStaged(cwd);
    case 'default': {
      const repository = await openRepository(cwd);
      if (repository === undefined) return plainFolder(cwd);
      const listed = later(listPaths(repository));
      return {
        root: repository.root,
        repository,
        folders: () => foldersOf(listed),
        items: () => committableBlobs(repository, listed),
        guard: { repository, listed, brought: undefined, onlyRead: false },
        before: undefined,
        notes: [],
      };
    }
    case 'paths': {
      const repository = await openRepository(cwd);
      const root = repository?.root ?? cwd;
      const listed = repository && later(listPaths(repository));
      return {
        root,
        repository,
        folders: async () => (listed === undefined ? foldersAbove(root, cwd, request.paths) : foldersOf(listed)),
        items: () => namedBlobs(root, cwd, request.paths, repository),
        guard: repository && listed && { repository, listed, brought: undefined, onlyRead: true },
        before: undefined,
        notes: [],
      };
    }
    case 'stdin': {
      const repository = await openRepository(cwd);
      const root = repository?.root ?? cwd;
      return {
        root,
        repository,
        folders: async () =>
          repository === undefined ? foldersAbove(root, cwd, [request.filename]) : foldersOf(listPaths(repository)),
        items: () => oneBlob(request, root, cwd),
        guard: undefined,
        before: undefined,
        notes: [],
      };
    }
    case 'since':
      return openSince(request.revision, cwd);
    case 'history':
      return openCommits(await need(cwd, '--history'), { revisions: [], all: true });
    case 'push': {
      const repository = await need(cwd, 'pre-push');
      const { revisions, ...ends } = await pushRange(repository, request.remote, request.updates);
      return openCommits(repository, { revisions }, ends);
    }
  }
}

/** All of git's work is started before the repository is known: each command finds it on its own. */
async function openStaged(cwd: string): Promise<Scope> {
  const changes = later(stagedChanges({ cwd }));
  const listed = later(listPaths({ cwd }));
  const reader = new BlobReader(cwd, LARGEST_FILE);
  let repository: Repository;
  try {
    repository = await need(cwd, '--staged');
  } catch (error) {
    reader.close();
    throw error;
  }
  return {
    root: repository.root,
    repository,
    folders: () => foldersOf(listed),
    items: () => stagedBlobs(changes, reader),
    guard: {
      repository,
      listed,
      brought: later(changes.then(bringing)),
      onlyRead: false,
    },
    before: {
      repository,
      versions: async (files) => {
        const merged = await resolveRevision(repository, 'MERGE_HEAD');
        return [
          ...earlier(await changes),
          ...(merged === undefined ? [] : await versionsInTree(repository, merged, files)),
        ];
      },
    },
    notes: [],
    close: () => reader.close(),
  };
}

async function openSince(revision: string, cwd: string): Promise<Scope> {
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
    items: () => commitBlobs(repository, changes, range.all === true ? 'blob' : 'path'),
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

function plainFolder(cwd: string): Scope {
  const notes = ['No git repository here: the folder is linted, and nothing can be said about what git ignores.'];
  return {
    root: cwd,
    repository: undefined,
    folders: async () => allFolders(cwd),
    items: () => folderBlobs(cwd),
    guard: undefined,
    before: undefined,
    notes,
  };
}

async function* oneBlob(
  request: { readonly filename: string; readonly bytes: Uint8Array },
  root: string,
  cwd: string,
): AsyncGenerator<SourceItem> {
  const path = relative(root, resolve(cwd, request.filename)).split(sep).join('/');
  yield toItem(path, request.bytes, { kind: 'stdin' });
}

async function need(cwd: string, what: string): Promise<Repository> {
  const repository = await openRepository(cwd);
  if (repository === undefined)
    throw new UserError(`${what} needs a git repository, and this folder is in none`, {
      hint: 'Run it inside a repository, or name the files to lint.',
    });
  return repository;
}

async function foldersOf(listed: Promise<readonly ListedPath[]>): Promise<string[]> {
  const folders = new Set(['']);
  for (const { path } of await listed) for (const folder of ancestors(folderOf(path))) folders.add(folder);
  return [...folders];
}

/** Outside a repository: the folders of the named paths up to the one the program was started in. */
function foldersAbove(root: string, cwd: string, paths: readonly string[]): string[] {
  const named = paths
    .map((path) => relative(root, resolve(cwd, path)).split(sep).join('/'))
    .filter((path) => !path.startsWith('../'));
  return [...new Set(named.flatMap((path) => [...ancestors(path), ...ancestors(folderOf(path))]))];
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

/** The failure is reported where the promise is awaited; until then it must not count as unhandled. */
function later<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}

function bringing(changes: readonly (Change & { readonly commit?: string })[]): Brought[] {
  return changes
    .filter((change) => change.kind === 'file')
    .map(({ path, oid, commit }) => ({ path, oid, commit: commit ?? null }));
}

function earlier(changes: readonly Change[]): Version[] {
  return changes.flatMap(({ path, before }) =>
    before === undefined ? [] : [{ file: path, path: before.path, oid: before.oid }],
  );
}

async function versionsInTree(repository: Repository, tree: string, files: ReadonlySet<string>): Promise<Version[]> {
  return [...(await blobsInTree(repository, tree, [...files]))].map(([path, oid]) => ({ file: path, path, oid }));
}
