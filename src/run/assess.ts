// What follows once a run has something to report: findings with their places, what suppresses them, what to write instead.

import type { Config } from '../config/config.js';
import {
  compareFindings,
  type Located,
  locateFileFinding,
  locateFindings,
  locateSuppressed,
  type Suppressed,
} from '../findings.js';
import type { FileSummary } from '../first-look.js';
import { advise, type Fixing } from '../fix/advise.js';
import { Naming, NO_NAMES } from '../fix/naming.js';
import { lookUpPlace } from '../guard/places.js';
import { lintBlob } from '../lint-file.js';
import { BASELINE_FILE } from '../suppress/marks.js';
import { coverKnown, openBaseline } from './baseline.js';
import { markPreexisting } from './preexisting.js';
import { describeRangeChanges } from './range-changes.js';
import { relate } from './related.js';
import { countsOf, type FirstPass, type LintRequest, type Report } from './run.js';
import type { Scope } from './scope.js';
import { dropSeenTwice, strongestOfBlobs } from './seen-twice.js';
import { atRevision } from './settings-at.js';

export async function assess(first: FirstPass, request: LintRequest): Promise<Omit<Report, 'ms'>> {
  const { scope, settings, at, pass, guard } = first;
  const { config } = settings;
  const notes = [...first.notes];
  const fixing: Fixing = (await askForFixing(request, scope, pass)) ?? {
    naming: new Naming({ ...NO_NAMES, store: settings.secrets?.store }),
    placeOf: lookUpPlaces(pass, guard.secretsFiles),
  };
  const inFiles = pass.linted.flatMap((file) => locateFindings(file, settings, (raw) => advise(raw, file, fixing)));
  const inRepository = guard.found.flatMap((found) => locateFileFinding(found, settings) ?? []);
  const { counted, ignored } = splitByConfig([...inFiles, ...inRepository], config);
  const all = dropSeenTwice(scope.eachBlobOnce === true ? strongestOfBlobs(counted) : counted);
  const baseline = await atRevision(request.configFrom, () => openBaseline(scope.root, request, at?.read));
  const known = await coverKnown(all, baseline, settings, {
    whole: request.scope.kind === 'default' && request.shard === undefined && pass.errors.length === 0,
  });
  notes.push(...known.notes);
  if (request.scope.kind === 'since' || request.scope.kind === 'push')
    notes.push(...(await describeRangeChanges(scope, pass.linted, config, baseline?.file ?? BASELINE_FILE)));
  const marked = request.strict === true ? known.kept : await markPreexisting(known.kept, scope, settings);
  const findings = await withLeaks(marked, first, request);
  const byComment = pass.linted.flatMap((file) => locateSuppressed(file, settings));
  const suppressions = [...byComment, ...ignored, ...known.suppressed].sort((a, b) =>
    compareFindings(a.located.finding, b.located.finding),
  );
  return {
    ...countsOf({ ...first, notes }, request),
    findings: relate([...findings].sort((a, b) => compareFindings(a.finding, b.finding))),
    suppressed: suppressions.length,
    suppressions,
    baseline: known.use,
  };
}

/** What is in the history already is a leak, and has to be dealt with as one. */
async function withLeaks(
  located: readonly Located[],
  { scope, settings, pass }: FirstPass,
  { shard }: LintRequest,
): Promise<readonly Located[]> {
  const isHistory = scope.eachBlobOnce === true && located.length > 0;
  if (!isHistory && !located.some(({ finding }) => finding.preexisting)) return located;
  const { tellLeaks } = await import('./leaks.js');
  return tellLeaks(located, { scope, settings, linted: pass.linted, shard, lintBlob });
}

function askForFixing(request: LintRequest, scope: Scope, { linted }: FirstPass['pass']): Promise<Fixing | undefined> {
  const isWritable = linted.some(
    ({ blob, findings }) =>
      (blob.origin.kind === 'index' || blob.origin.kind === 'worktree') &&
      findings.some((raw) => raw.node !== undefined),
  );
  return isWritable && request.fixing !== undefined ? request.fixing(scope) : Promise.resolve(undefined);
}

/** What the config does not count. */
function splitByConfig(
  located: readonly Located[],
  config: Config,
): { readonly counted: Located[]; readonly ignored: Suppressed[] } {
  const counted: Located[] = [];
  const ignored: Suppressed[] = [];
  for (const one of located) {
    const { file, rule, keyPath } = one.finding;
    const place = config.ignoredBy(file, rule, keyPath);
    if (place === undefined) counted.push(one);
    else ignored.push({ located: one, by: 'config', ...place });
  }
  return { counted, ignored };
}

/** For each file: where its values would go. Paths outside the root have no place. */
function lookUpPlaces(pass: FirstPass['pass'], existing: readonly string[]): (file: FileSummary) => string | undefined {
  const roots = pass.summaries
    .filter((file) => file.isMain)
    .map((file) => ({ folder: file.path.slice(0, Math.max(file.path.lastIndexOf('/'), 0)), dialect: file.dialect }));
  return (file) =>
    file.path.startsWith('../') ? undefined : lookUpPlace(file.path, file.dialect, { roots, existing });
}
