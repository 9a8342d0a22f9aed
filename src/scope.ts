// What a run looks at: the source of its blobs, and what the guard rules may know. Opened as early as possible, so that git's
// processes run while the program still starts.
import { relative, resolve, sep } from 'node:path';
import { UserError } from './errors.js';
import { BlobReader } from './git/blobs.js';
import {
  blobsInTree,
  type Change,
  type CommitChange,
  commitChanges,
  type ListedPath,
  listPaths,
  openRepository,
  type Repository,
  resolveRevision,
  stagedChanges,
  treeChanges,
} from './git/repository.js';
import { runGit } from './git/run.js';
import { toItem } from './sources/blob-item.js';
import { commitBlobs } from './sources/commits.js';
import { LARGEST_FILE } from './sources/limits.js';
import { stagedBlobs } from './sources/staged.js';
import { committableBlobs, folderBlobs, namedBlobs } from './sources/worktree.js';
import type { SourceItem } from './types.js';

export type ScopeRequest =
  | { readonly kind: 'default' }
  | { readonly kind: 'staged' }
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'stdin'; readonly filename: string; readonly bytes: Uint8Array }
  | { readonly kind: 'since'; readonly revision: string }
  | { readonly kind: 'history' }
  /** What a push would send: revisions for `git rev-list`, and what the other side has already. */
  | { readonly kind: 'push'; readonly revisions: readonly string[]; readonly base: string | undefined };

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
}

export async function openScope(request: ScopeRequest, cwd: string): Promise<Scope> {
  switch (request.kind) {
    case 'staged':
      return openStaged(cwd);
    case 'default': {
      const repository = await openRepository(cwd);
      if (repository === undefined) return plainFolder(cwd);
      const listed = listPaths(repository);
      return {
        root: repository.root,
        items: () => committableBlobs(repository, listed),
        guard: { repository, listed, brought: undefined, onlyRead: false },
        before: undefined,
        notes: [],
      };
    }
    case 'paths': {
      const repository = await openRepository(cwd);
      const root = repository?.root ?? cwd;
      return {
        root,
        items: () => namedBlobs(root, cwd, request.paths, repository),
        guard: repository && { repository, listed: later(listPaths(repository)), brought: undefined, onlyRead: true },
        before: undefined,
        notes: [],
      };
    }
    case 'stdin': {
      const repository = await openRepository(cwd);
      return {
        root: repository?.root ?? cwd,
        items: () => oneBlob(request, repository?.root ?? cwd, cwd),
        guard: undefined,
        before: undefined,
        notes: [],
      };
    }
    case 'since':
      return openSince(request.revision, cwd);
    case 'history':
      return openCommits(await need(cwd, '--history'), ['--all'], undefined, false);
    case 'push':
      return openCommits(await need(cwd, 'pre-push'), request.revisions, request.base, true);
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
    items: () => stagedBlobs(changes, reader),
    guard: {
      repository,
      listed,
      brought: changes.then((all) =>
        all.filter((change) => change.kind === 'file').map(({ path, oid }) => ({ path, oid, commit: null })),
      ),
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
  return openCommits(repository, [`${base}..HEAD`], base, true);
}

function openCommits(
  repository: Repository,
  revisions: readonly string[],
  base: string | undefined,
  withTree: boolean,
): Scope {
  const changes: Promise<CommitChange[]> = later(commitChanges(repository, revisions));
  return {
    root: repository.root,
    items: () => commitBlobs(repository, changes),
    guard: {
      repository,
      listed: withTree ? later(listPaths(repository)) : Promise.resolve([]),
      brought: changes.then((all) =>
        all.filter((change) => change.kind === 'file').map(({ path, oid, commit }) => ({ path, oid, commit })),
      ),
      onlyRead: false,
    },
    before:
      base === undefined
        ? undefined
        : {
            repository,
            versions: async (files) => [
              ...(await versionsInTree(repository, base, files)),
              ...earlier(await treeChanges(repository, base, 'HEAD')),
            ],
          },
    notes: [],
  };
}

function plainFolder(cwd: string): Scope {
  const notes = ['No git repository here: the folder is linted, and nothing can be said about what git ignores.'];
  return { root: cwd, items: () => folderBlobs(cwd), guard: undefined, before: undefined, notes };
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

/** The failure is reported where the promise is awaited; until then it must not count as unhandled. */
function later<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}

function earlier(changes: readonly Change[]): Version[] {
  return changes.flatMap(({ path, before }) =>
    before === undefined ? [] : [{ file: path, path: before.path, oid: before.oid }],
  );
}

async function versionsInTree(repository: Repository, tree: string, files: ReadonlySet<string>): Promise<Version[]> {
  return [...(await blobsInTree(repository, tree, [...files]))].map(([path, oid]) => ({ file: path, path, oid }));
}
