// Pass 1 of a run: every file of the scope linted on its own, one after the other.
import { type FileSummary, lookAt } from '../first-look.js';
import type { LintedFile } from '../lint-file.js';
import type { LintSettings } from '../settings.js';
import type { Blob, ErrorNote, SkipReason, SourceItem } from '../types.js';
import type { Scope } from './scope.js';
import { isInShard, type Shard } from './shard.js';

export interface Pass1 {
  /** Files with something to report, or something suppressed. */
  readonly linted: LintedFile[];
  readonly summaries: FileSummary[];
  readonly encrypted: Set<string>;
  readonly skipped: { path: string; reason: SkipReason }[];
  readonly errors: ErrorNote[];
  /** Files that are left to other shards, by their paths or blobs. */
  readonly elsewhere: Set<string>;
  files: number;
}

/** How far a run is. */
export type Progress = (done: number) => void;

export interface Pass1Request {
  readonly shard?: Shard;
  /** Other processes look at the files ahead, where there are many; undefined: they do not. */
  readonly lookAhead?: (files: number, progress: Progress | undefined) => Promise<readonly LookAhead[] | undefined>;
  /** Somebody watches. */
  readonly progress?: (done: number, files: number) => void;
}

export async function runPass1(scope: Scope, settings: LintSettings, request: Pass1Request): Promise<Pass1> {
  const { shard, lookAhead, progress } = request;
  const files = lookAhead === undefined && progress === undefined ? undefined : await scope.expected?.();
  const watch = files !== undefined && progress !== undefined ? (done: number) => progress(done, files) : undefined;
  const looks = files === undefined || shard !== undefined ? undefined : await lookAhead?.(files, watch);
  if (looks !== undefined) return lintWanted(scope, settings, looks);
  const pass = await lintAll(scope, settings, shard, watch);
  if (shard?.part === 1) await seeOthers(scope, settings, pass);
  return pass;
}

async function lintAll(
  scope: Scope,
  settings: LintSettings,
  shard: Shard | undefined,
  progress?: Progress,
): Promise<Pass1> {
  const pass = emptyPass();
  const paths = new Set<string>();
  const keep = (name: string): boolean => {
    const isMine = shard === undefined || isInShard(shard, name);
    if (!isMine) pass.elsewhere.add(name);
    return isMine;
  };
  let done = 0;
  for await (const item of scope.items(keep)) {
    await lintItem(item, scope, settings, pass, paths);
    done += 1;
    progress?.(done);
  }
  pass.files = paths.size;
  return pass;
}

function emptyPass(): Pass1 {
  return {
    linted: [],
    summaries: [],
    encrypted: new Set(),
    skipped: [],
    errors: [],
    elsewhere: new Set(),
    files: 0,
  };
}

async function lintItem(
  item: SourceItem,
  scope: Scope,
  settings: LintSettings,
  pass: Pass1,
  paths: Set<string>,
): Promise<void> {
  if (item.kind === 'unreadable') pass.errors.push({ file: item.path, message: item.message });
  else if (item.kind === 'skipped') {
    pass.skipped.push({ path: item.path, reason: item.reason });
    if (item.reason === 'encrypted') pass.encrypted.add(item.path);
  } else if (settings.config.ignoresFile(item.blob.path))
    pass.skipped.push({ path: item.blob.path, reason: 'ignored-by-config' });
  else {
    const look = lookAt(item.blob, settings);
    paths.add(identityOf(item.blob, scope));
    if (!look.isSuspicious) {
      pass.summaries.push(look.summary);
      return;
    }
    const { lintBlob } = await import('./thorough.js');
    const file = lintBlob(item.blob, settings, look);
    pass.summaries.push(file.summary);
    if (file.findings.length > 0 || file.suppressed.length > 0) pass.linted.push(file);
  }
}

/** What a process that looks at a part of the files ahead hands over: names and counts, nothing of what was found. */
export interface LookAhead {
  /** Files to be linted again, by their paths or blobs. */
  readonly wanted: readonly string[];
  readonly summaries: readonly FileSummary[];
  readonly skipped: Pass1['skipped'];
  readonly errors: readonly ErrorNote[];
  readonly files: number;
}

export async function lookAtPart(
  scope: Scope,
  settings: LintSettings,
  shard: Shard,
  progress?: Progress,
): Promise<LookAhead> {
  const { linted, summaries, skipped, errors, files } = await lintAll(scope, settings, shard, progress);
  const names = linted.map(({ blob: { path, origin } }) => (origin.kind === 'commit' ? origin.oid : path));
  return { wanted: [...new Set(names)], summaries, skipped, errors, files };
}

/** As `lintAll`, with the files in which others found nothing left out. */
async function lintWanted(scope: Scope, settings: LintSettings, looks: readonly LookAhead[]): Promise<Pass1> {
  const pass = emptyPass();
  const wanted = new Set(looks.flatMap((look) => look.wanted));
  for await (const item of scope.items((name) => wanted.has(name))) {
    // what was skipped is known from the look ahead; what went away since is not
    if (item.kind !== 'skipped') await lintItem(item, scope, settings, pass, new Set());
  }
  return {
    linted: pass.linted,
    summaries: looks.flatMap((look) => look.summaries),
    encrypted: new Set(
      looks.flatMap(({ skipped }) => skipped.filter(({ reason }) => reason === 'encrypted').map(({ path }) => path)),
    ),
    skipped: looks.flatMap(({ skipped }) => skipped),
    errors: [...looks.flatMap(({ errors }) => errors), ...pass.errors],
    elsewhere: pass.elsewhere,
    files: looks.reduce((sum, { files }) => sum + files, 0),
  };
}

/** The guard rules are about the whole repository: the shard that runs them looks at what the others lint, too. */
async function seeOthers(scope: Scope, settings: LintSettings, pass: Pass1): Promise<void> {
  for await (const item of scope.items((name) => pass.elsewhere.has(name))) {
    if (item.kind === 'skipped' && item.reason === 'encrypted') pass.encrypted.add(item.path);
    if (item.kind === 'blob' && !settings.config.ignoresFile(item.blob.path))
      pass.summaries.push(lookAt(item.blob, settings).summary);
  }
}

/** What counts as one file that was read. */
function identityOf({ path, origin }: Blob, { eachBlobOnce }: Scope): string {
  if (origin.kind !== 'commit') return path;
  return eachBlobOnce === true ? origin.oid : `${origin.commit}:${path}`;
}
