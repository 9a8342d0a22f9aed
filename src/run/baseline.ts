// Known findings: reads the baseline, takes what it covers out of a run, and reports entries that cover nothing any more.
import { join, relative, resolve, sep } from 'node:path';
import { isInside, type ReadSettings, readSettings } from '../config/read.js';
import { UserError } from '../errors.js';
import { type Located, locateFileFinding, type Suppressed } from '../findings.js';
import { canReport } from '../lint-file.js';
import { RULE_IDS } from '../rules/index.js';
import type { LintSettings } from '../settings.js';
import { type Candidate, matchBaseline } from '../suppress/baseline.js';
import { type Baseline, type BaselineEntry, parseBaseline } from '../suppress/baseline-file.js';
import { BASELINE_FILE, LARGEST_BASELINE } from '../suppress/marks.js';

export interface OpenBaseline extends Baseline {
  /** Absolute. */
  readonly path: string;
  /** What was read; undefined where the file is to be made. */
  readonly bytes: Buffer | undefined;
}

/** What an update starts from. */
export interface BaselineUse {
  readonly baseline: OpenBaseline;
  readonly covered: ReadonlyMap<Located, BaselineEntry>;
  /** Entries that cover nothing, known only where all was read and compared. */
  readonly unused: ReadonlySet<BaselineEntry>;
}

export interface BaselineRequest {
  readonly cwd: string;
  readonly baselineFile?: string;
  readonly newBaseline?: boolean;
}

/** The file that was named, or the one at the root if it is there. */
export async function openBaseline(
  root: string,
  request: BaselineRequest,
  read: ReadSettings = readSettings,
): Promise<OpenBaseline | undefined> {
  const named = request.baselineFile;
  const path = named === undefined ? join(root, BASELINE_FILE) : resolve(request.cwd, named);
  const file = isInside(root, path) ? relative(root, path).split(sep).join('/') : (named ?? BASELINE_FILE);
  const within = isInside(root, path) ? root : undefined;
  const bytes = await read(path, { within, name: file, largest: LARGEST_BASELINE });
  if (bytes !== undefined) return { ...parseBaseline(bytes, file, RULE_IDS), path, bytes };
  if (request.newBaseline === true) return { file, entries: [], path, bytes };
  if (named === undefined) return undefined;
  throw new UserError(`the baseline ${named} does not exist`, { hint: 'To make it: add --update-baseline' });
}

export interface Known {
  readonly kept: readonly Located[];
  readonly suppressed: readonly Suppressed[];
  readonly notes: readonly string[];
  readonly use: BaselineUse | undefined;
}

export async function coverKnown(
  located: readonly Located[],
  baseline: OpenBaseline | undefined,
  settings: LintSettings,
  { whole }: { readonly whole: boolean },
): Promise<Known> {
  if (baseline === undefined) return { kept: located, suppressed: [], notes: [], use: undefined };
  const candidates = located.map((one) => toCandidate(one));
  const match = await matchBaseline(baseline, [...candidates, ...inClones(candidates, baseline)]);
  const covered = new Map(
    [...match.covered].flatMap(([{ located: one, rule }, entry]) => (rule === one.finding.rule ? [[one, entry]] : [])),
  );
  const kept = located.filter((one) => !covered.has(one));
  const suppressed = [...covered].map(
    ([one, { line }]): Suppressed => ({ located: one, by: 'baseline', file: baseline.file, line }),
  );
  const judged = whole && !match.incomplete ? baseline.entries : [];
  const unused = new Set(judged.filter((entry) => !match.used.has(entry) && canReport(entry.rule, settings)));
  return {
    kept: [...kept, ...describeUnused(unused, baseline.file, settings)],
    suppressed,
    notes: match.incomplete
      ? [
          `${baseline.file} could not be compared in full: known findings may be among the reported ones. --update-baseline makes it fit again.`,
        ]
      : [],
    use: { baseline, covered, unused },
  };
}

/** A finding as the baseline sees it. */
export function toCandidate(located: Located): Candidate & { readonly located: Located } {
  const { rule, file, keyPath } = located.finding;
  return { rule, file, keyPath, value: located.raw?.secret, located };
}

type LocatedCandidate = ReturnType<typeof toCandidate>;

/** What `known-secret` reports here is reported under another rule where no secrets file is: the entries for that are in use, too. */
function inClones(candidates: readonly LocatedCandidate[], { entries }: Baseline): LocatedCandidate[] {
  const known = candidates.filter(({ rule }) => rule === 'known-secret');
  if (known.length === 0) return [];
  const placeOf = ({ file, keyPath }: Pick<Candidate, 'file' | 'keyPath'>): string => JSON.stringify([file, keyPath]);
  const rules = new Map<string, Set<string>>();
  for (const entry of entries) {
    const place = placeOf(entry);
    rules.set(place, (rules.get(place) ?? new Set<string>()).add(entry.rule));
  }
  return known.flatMap((one) =>
    [...(rules.get(placeOf(one)) ?? [])].filter((rule) => rule !== one.rule).map((rule) => ({ ...one, rule })),
  );
}

function describeUnused(unused: ReadonlySet<BaselineEntry>, file: string, settings: LintSettings): Located[] {
  const ordinals = new Map<string, number>();
  return [...unused].flatMap(({ rule, line }) => {
    const found = {
      rule: 'unused-suppression',
      path: file,
      message: `This entry of the baseline covers nothing any more (${rule}). --update-baseline removes it.`,
      because: 'no finding has its rule and value',
    };
    return locateFileFinding(found, settings, line, ordinals) ?? [];
  });
}
