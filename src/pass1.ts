// Pass 1 of a run: every file of the scope linted on its own, one after the other.
import { type FileSummary, type LintedFile, type LintSettings, lintBlob, summariseBlob } from './lint-file.js';
import type { Scope } from './scope.js';
import { isInShard, type Shard } from './shard.js';
import type { Blob, ErrorNote, SkipReason } from './types.js';

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

export async function lintAll(scope: Scope, settings: LintSettings, shard: Shard | undefined): Promise<Pass1> {
  const pass: Pass1 = {
    linted: [],
    summaries: [],
    encrypted: new Set(),
    skipped: [],
    errors: [],
    elsewhere: new Set(),
    files: 0,
  };
  const paths = new Set<string>();
  const keep = (name: string): boolean => {
    const isMine = shard === undefined || isInShard(shard, name);
    if (!isMine) pass.elsewhere.add(name);
    return isMine;
  };
  for await (const item of scope.items(keep)) {
    if (item.kind === 'unreadable') pass.errors.push({ file: item.path, message: item.message });
    else if (item.kind === 'skipped') {
      pass.skipped.push({ path: item.path, reason: item.reason });
      if (item.reason === 'encrypted') pass.encrypted.add(item.path);
    } else if (settings.config.ignoresFile(item.blob.path))
      pass.skipped.push({ path: item.blob.path, reason: 'ignored-by-config' });
    else {
      const file = lintBlob(item.blob, settings);
      paths.add(identityOf(item.blob, scope));
      pass.summaries.push(file.summary);
      if (file.findings.length > 0 || file.suppressed.length > 0) pass.linted.push(file);
    }
  }
  pass.files = paths.size;
  if (shard?.part === 1) await seeOthers(scope, settings, pass);
  return pass;
}

/** The guard rules are about the whole repository: the shard that runs them looks at what the others lint, too. */
async function seeOthers(scope: Scope, settings: LintSettings, pass: Pass1): Promise<void> {
  for await (const item of scope.items((name) => pass.elsewhere.has(name))) {
    if (item.kind === 'skipped' && item.reason === 'encrypted') pass.encrypted.add(item.path);
    if (item.kind === 'blob' && !settings.config.ignoresFile(item.blob.path))
      pass.summaries.push(summariseBlob(item.blob, settings));
  }
}

/** What counts as one file that was read. */
function identityOf({ path, origin }: Blob, { eachBlobOnce }: Scope): string {
  if (origin.kind !== 'commit') return path;
  return eachBlobOnce === true ? origin.oid : `${origin.commit}:${path}`;
}
