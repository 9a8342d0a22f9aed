// Takes the findings of a run into the baseline, so that a repository with old leaks can stop new ones at once.

import type { Located } from '../../findings.js';
import { toCandidate } from '../../run/baseline.js';
import { type LintRequest, lint, type Report } from '../../run/run.js';
import { extendBaseline } from '../../suppress/baseline.js';
import { type BaselineEntry, formatBaseline } from '../../suppress/baseline-file.js';
import type { Finding } from '../../types.js';
import { writeBaseline } from './apply.js';

export interface BaselineUpdate {
  /** As things stand with the new baseline. */
  readonly report: Report;
  /** As it is shown. */
  readonly file: string;
  /** False where not all could be read: then nothing was written. */
  readonly written: boolean;
  readonly entries: number;
  readonly added: number;
  readonly removed: number;
  /** Values that are too easy to guess for a hash of them to be kept. */
  readonly refused: readonly Located[];
}

/** Writes the baseline that the request names, or the one at the root. What it covered and still does stays as it is. */
export async function updateBaseline(request: LintRequest): Promise<BaselineUpdate> {
  const report = await lint({ ...request, newBaseline: true });
  const { baseline, covered, unused } = report.baseline ?? {};
  if (baseline === undefined || covered === undefined || unused === undefined || report.errors.length > 0)
    return { report, file: baseline?.file ?? '', written: false, entries: 0, added: 0, removed: 0, refused: [] };
  const places = new Map<BaselineEntry, Finding>();
  // the place that stands in the entry is kept as long as the value stands there
  for (const [{ finding }, entry] of covered)
    if (!places.has(entry) || (finding.file === entry.file && finding.keyPath === entry.keyPath))
      places.set(entry, finding);
  const kept = baseline.entries
    .filter((entry) => !unused.has(entry))
    .map((entry) => {
      const { file, keyPath } = places.get(entry) ?? entry;
      return { ...entry, file, keyPath };
    });
  const valued = [...report.findings, ...(await inClones(request, report))].filter(
    ({ raw }) => raw?.secret !== undefined,
  );
  const { entries, refused } = await extendBaseline(kept, valued.map(toCandidate));
  writeBaseline(baseline.path, baseline.file, baseline.bytes, formatBaseline(entries));
  return {
    report: await lint(request),
    file: baseline.file,
    written: true,
    entries: entries.length,
    added: entries.length - kept.length,
    removed: baseline.entries.length - kept.length,
    refused: refused.map(({ located }) => located),
  };
}

/** A clone has no secrets file: what stands in it as `known-secret` here is found there under other rules. */
async function inClones(request: LintRequest, { findings, suppressions }: Report): Promise<readonly Located[]> {
  const all = [...findings, ...suppressions.map(({ located }) => located)];
  if (!all.some(({ finding }) => finding.rule === 'known-secret')) return [];
  const known = new Set(all.map(identityOf));
  const there = await lint({ ...request, newBaseline: true, withoutSecrets: true });
  return there.findings.filter((one) => !known.has(identityOf(one)));
}

function identityOf({ finding, raw }: Located): string {
  return JSON.stringify([finding.rule, raw?.secret?.reveal()]);
}
