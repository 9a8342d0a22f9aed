// Takes the findings of a run into the baseline, so that a repository with old leaks can stop new ones at once.
import { toCandidate } from '../../baseline.js';
import type { Located } from '../../findings.js';
import { type LintRequest, lint, type Report } from '../../run.js';
import { extendBaseline } from '../../suppress/baseline.js';
import { formatBaseline } from '../../suppress/baseline-file.js';
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
  const { baseline, covered, whole } = report.baseline ?? {};
  if (baseline === undefined || covered === undefined || report.errors.length > 0)
    return { report, file: baseline?.file ?? '', written: false, entries: 0, added: 0, removed: 0, refused: [] };
  const places = new Map([...covered].map(([{ finding }, entry]) => [entry, finding]));
  const kept = baseline.entries
    .filter((entry) => places.has(entry) || whole !== true)
    .map((entry) => {
      const { file, keyPath } = places.get(entry) ?? entry;
      return { ...entry, file, keyPath };
    });
  const valued = report.findings.filter(({ raw }) => raw?.secret !== undefined);
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
