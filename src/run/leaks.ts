// Where what was found stands besides: in HEAD or only in the history, on a remote or not, where it came in, and what to do about it.
// A file beside the bundles, loaded only where a history or something older than the commit was found. Changes nothing.
import type { Located } from '../findings.js';
import { BlobReader } from '../git/blobs.js';
import type { Repository } from '../git/locate.js';
import { hasRemoteRefs, remoteCommits, unpushedBorder } from '../git/remotes.js';
import { blobsInTree, resolveRevision, treeBlobs, treeChanges } from '../git/repository.js';
import type { LintedFile } from '../lint-file.js';
import { rotationOf } from '../rotation.js';
import type { LintSettings } from '../settings.js';
import { LARGEST_FILE } from '../sources/limits.js';
import type { Blob, Leak } from '../types.js';
import type { Brought, Scope } from './scope.js';
import { isInShard, type Shard } from './shard.js';

export interface LeakTools {
  readonly scope: Scope;
  readonly settings: LintSettings;
  readonly linted: readonly LintedFile[];
  readonly shard: Shard | undefined;
  /** Handed in, so that this file holds no rules. */
  readonly lintBlob: (blob: Blob, settings: LintSettings) => LintedFile;
}

/** Adds to each finding of a history, and to each that stood there before, where it stands besides. */
export async function tellLeaks(located: readonly Located[], tools: LeakTools): Promise<Located[]> {
  const { scope } = tools;
  const { repository } = scope;
  if (repository === undefined) return [...located];
  const isAsked = ({ finding }: Located): boolean => scope.eachBlobOnce === true || finding.preexisting;
  const asked = located.filter((one) => isAsked(one) && isLeak(one));
  if (asked.length === 0) return [...located];
  const told =
    scope.eachBlobOnce === true
      ? await inHistory(asked, tools, repository)
      : await beforeCommit(asked, tools, repository);
  return located.map((one) => {
    const where = told.get(one);
    if (where === undefined) return one;
    const row = rotationOf(one.finding, one.raw?.because ?? '');
    const rotate = row === undefined ? null : { what: row.what, how: row.how, url: row.url ?? null };
    return { ...one, finding: { ...one.finding, leak: { ...where, rotate } } };
  });
}

type Where = Omit<Leak, 'rotate'>;

function isLeak({ finding }: Located): boolean {
  return finding.class === 'credential' || (finding.class === 'guard' && finding.rule !== 'secrets-file-not-ignored');
}

const revealed = (one: Located): string | undefined => one.raw?.secret?.reveal();

function oidOf({ file }: Located): string | undefined {
  const origin = file?.blob.origin;
  return origin?.kind === 'commit' ? origin.oid : undefined;
}

/** Of a history everything was read: a value is where any of its blobs is. */
async function inHistory(
  asked: readonly Located[],
  tools: LeakTools,
  repository: Repository,
): Promise<Map<Located, Where>> {
  const brought = (await tools.scope.guard?.brought) ?? [];
  const isBorn = (await resolveRevision(repository, 'HEAD^{commit}')) !== undefined;
  const head = isBorn ? await treeBlobs(repository, 'HEAD') : new Map<string, string>();
  const headOids = new Set(head.values());
  const headValues = await valuesIn(head, tools, repository);
  const remotes = (await hasRemoteRefs(repository)) ? await remoteCommits(repository) : undefined;
  const first = new Map<string, number>();
  const remoteOids = new Set<string>();
  for (const [index, { oid, commit }] of brought.entries()) {
    if (!first.has(oid)) first.set(oid, index);
    if (commit !== null && remotes?.has(commit) === true) remoteOids.add(oid);
  }
  const groups = groupByIdentity(asked, brought);
  const told = new Map<Located, Where>();
  for (const { members, oids } of groups) {
    const [some] = members;
    const value = some && revealed(some);
    const earliest = oids.reduce((least, oid) => Math.min(least, first.get(oid) ?? least), brought.length);
    const origin = tools.shard === undefined ? brought[earliest] : undefined;
    const known = oids.some((oid) => remoteOids.has(oid));
    const where = {
      inHead: value === undefined ? oids.some((oid) => headOids.has(oid)) : headValues.has(value),
      // a shard knows nothing of the other blobs that hold the value
      onRemote: known || (remotes !== undefined && tools.shard === undefined ? false : null),
      firstCommit: origin?.commit ?? null,
      firstPath: origin?.path ?? null,
    };
    for (const one of members) told.set(one, where);
  }
  return told;
}

interface Group {
  readonly members: Located[];
  readonly oids: string[];
}

/** One value wherever it stands; what has none, one file in each commit. */
function groupByIdentity(asked: readonly Located[], brought: readonly Brought[]): Group[] {
  const byPlace = new Map(brought.map(({ path, oid, commit }) => [`${commit}:${path}`, oid]));
  const groups = new Map<string, Group>();
  for (const one of asked) {
    const { commit, file } = one.finding;
    const oid = oidOf(one) ?? byPlace.get(`${commit}:${file}`) ?? '';
    const value = revealed(one);
    const identity = JSON.stringify(value === undefined ? [oid] : ['value', value]);
    const group = groups.get(identity) ?? { members: [], oids: [] };
    group.members.push(one);
    group.oids.push(oid);
    groups.set(identity, group);
  }
  return [...groups.values()];
}

/** What is found in HEAD now: its blobs were linted, but for those of other shards. */
async function valuesIn(
  head: ReadonlyMap<string, string>,
  { linted, shard, settings, lintBlob }: LeakTools,
  repository: Repository,
): Promise<Set<string>> {
  const oids = new Set(head.values());
  const values = new Set<string>();
  const take = (file: LintedFile): void => {
    for (const raw of [...file.findings, ...file.suppressed])
      if (raw.secret !== undefined) values.add(raw.secret.reveal());
  };
  for (const file of linted) if (file.blob.origin.kind === 'commit' && oids.has(file.blob.origin.oid)) take(file);
  if (shard === undefined) return values;
  const others = [...head].filter(([, oid]) => !isInShard(shard, oid));
  await lintEach(others, settings, lintBlob, repository, (_, file) => take(file));
  return values;
}

async function lintEach(
  blobs: readonly (readonly [path: string, oid: string])[],
  settings: LintSettings,
  lintBlob: LeakTools['lintBlob'],
  repository: Repository,
  take: (path: string, file: LintedFile) => void,
): Promise<void> {
  const reader = new BlobReader(repository.cwd, LARGEST_FILE);
  try {
    for (const [path, oid] of blobs) {
      const result = await reader.read(oid);
      if (result.kind === 'bytes')
        take(path, lintBlob({ path, bytes: result.bytes, origin: { kind: 'index' } }, settings));
    }
  } finally {
    reader.close();
  }
}

/** What stood there before the commit or range: whether HEAD has it still, and what the remotes are known to have. */
async function beforeCommit(
  asked: readonly Located[],
  { scope, settings, lintBlob }: LeakTools,
  repository: Repository,
): Promise<Map<Located, Where>> {
  const files = new Set(asked.map(({ finding }) => finding.file));
  const versions = (await scope.before?.versions(files)) ?? [];
  const border = (await hasRemoteRefs(repository)) ? await unpushedBorder(repository) : undefined;
  const names = new Map([...files].map((file) => [file, new Set([file])]));
  for (const { file, path } of versions) names.get(file)?.add(path);
  for (const tree of border === 'all' ? [] : (border ?? []))
    for (const { path, before } of await treeChanges(repository, tree, 'HEAD'))
      if (before !== undefined) names.get(path)?.add(before.path);
  const paths = [...new Set([...names.values()].flatMap((all) => [...all]))];
  const isHeld = async (trees: readonly string[]): Promise<(one: Located) => boolean> => {
    const held = new Set<string>();
    for (const tree of trees) {
      const blobs = await blobsInTree(repository, tree, paths);
      for (const path of blobs.keys()) held.add(JSON.stringify([path]));
      await lintEach([...blobs], settings, lintBlob, repository, (path, file) => {
        for (const raw of [...file.findings, ...file.suppressed])
          if (raw.secret !== undefined) held.add(JSON.stringify([path, raw.secret.reveal()]));
      });
    }
    return (one) => {
      const value = revealed(one);
      const all = [...(names.get(one.finding.file) ?? [])];
      return all.some((path) => held.has(JSON.stringify(value === undefined ? [path] : [path, value])));
    };
  };
  const inHead = await isHeld(['HEAD']);
  const onRemote = border === 'all' ? inHead : await isHeld(border ?? []);
  const where = (one: Located): Where => ({
    inHead: inHead(one),
    onRemote: border === undefined ? null : onRemote(one),
    firstCommit: null,
    firstPath: null,
  });
  return new Map(asked.map((one) => [one, where(one)]));
}
