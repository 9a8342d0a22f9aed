// What a run looks at: the source of its blobs, and what the guard rules may know. Opened as early as possible, so that git's
// processes run while the program still starts.
import { relative, resolve, sep } from 'node:path';
import { BlobReader } from '../git/blobs.js';
import { openRepository, type Repository } from '../git/locate.js';
import type { PushUpdate } from '../git/push.js';
import { type ListedPath, listPaths, resolveRevision, stagedChanges } from '../git/repository.js';
import { ancestors } from '../guard/places.js';
import { toItem } from '../sources/blob-item.js';
import { LARGEST_FILE } from '../sources/limits.js';
import { stagedBlobs } from '../sources/staged.js';
import { allFolders, committableBlobs, folderBlobs, namedBlobs } from '../sources/worktree.js';
import type { Keep, SourceItem } from '../types.js';
import {
  bringing,
  earlier,
  folderOf,
  foldersOf,
  later,
  need,
  openHistory,
  openPush,
  openSince,
  versionsInTree,
} from './commit-scope.js';

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
  /** In the branch that is being merged, which HEAD need not have. */
  readonly merged?: boolean;
}

export interface Scope {
  readonly root: string;
  readonly repository: Repository | undefined;
  /** The folders in which a secrets file may stand beside what is linted; `` is the root. */
  readonly folders: () => Promise<readonly string[]>;
  readonly items: (keep?: Keep) => AsyncIterable<SourceItem>;
  /** About how many items there will be; undefined where that is not known ahead. */
  readonly expected?: () => Promise<number>;
  /** What is found in a blob under several paths is reported once. */
  readonly eachBlobOnce?: boolean;
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
        items: (keep) => committableBlobs(repository, listed, keep),
        expected: async () => (await listed).length,
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
        items: (keep) => namedBlobs(root, cwd, request.paths, repository, keep),
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
      return openHistory(cwd);
    case 'push':
      return openPush(request, cwd);
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
        const theirs = merged === undefined ? [] : await versionsInTree(repository, merged, files);
        return [...earlier(await changes), ...theirs.map((version) => ({ ...version, merged: true }))];
      },
    },
    notes: [],
    close: () => reader.close(),
  };
}

function plainFolder(cwd: string): Scope {
  const notes = ['No git repository here: the folder is linted, and nothing can be said about what git ignores.'];
  return {
    root: cwd,
    repository: undefined,
    folders: async () => allFolders(cwd),
    items: (keep) => folderBlobs(cwd, keep),
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

/** Outside a repository: the folders of the named paths up to the one the program was started in. */
function foldersAbove(root: string, cwd: string, paths: readonly string[]): string[] {
  const named = paths
    .map((path) => relative(root, resolve(cwd, path)).split(sep).join('/'))
    .filter((path) => !path.startsWith('../'));
  return [...new Set(named.flatMap((path) => [...ancestors(path), ...ancestors(folderOf(path))]))];
}
