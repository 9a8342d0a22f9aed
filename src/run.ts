// The one pipeline: sources, pass 1 on each file, pass 2 on the repository, findings. Prints nothing.

import { secretsAtHand } from './at-hand.js';
import { type BaselineUse, coverKnown, openBaseline } from './baseline.js';
import { type Config, loadConfig, NO_CONFIG } from './config/load.js';
import {
  compareFindings,
  type Located,
  locateFileFinding,
  locateFindings,
  locateSuppressed,
  type Suppressed,
} from './findings.js';
import { advise, type Fixing } from './fix/advise.js';
import { Naming, NO_NAMES } from './fix/naming.js';
import { collectGuardFacts } from './guard/facts.js';
import { lookUpPlace } from './guard/places.js';
import { type FileSummary, type LintSettings, levelOf, lintBlob } from './lint-file.js';
import { type FirstLook, lookFirst, type Pass1, type Pass1Request, type Progress, runPass1 } from './pass1.js';
import { markPreexisting } from './preexisting.js';
import { describeRangeChanges } from './range-changes.js';
import { RULES } from './rules/index.js';
import { openScope, type Scope, type ScopeRequest } from './scope.js';
import { dropSeenTwice, strongestOfBlobs } from './seen-twice.js';
import { atRevision, type SettingsAt, settingsAt } from './settings-at.js';
import type { Shard } from './shard.js';
import { BASELINE_FILE } from './suppress/baseline-file.js';
import type { DialectName, ErrorNote, Severity, SkipReason } from './types.js';

export interface LintRequest extends Pass1Request {
  readonly cwd: string;
  readonly scope: ScopeRequest;
  readonly configFile?: string;
  readonly useConfig?: boolean;
  /** Config and baseline as they stand at this revision, not in the working tree. */
  readonly configFrom?: string;
  /** Known findings: this file instead of the one at the root. */
  readonly baselineFile?: string;
  /** As in a clone that has no secrets file. */
  readonly withoutSecrets?: boolean;
  /** That file need not be there yet. */
  readonly newBaseline?: boolean;
  readonly levels?: ReadonlyMap<string, Severity | 'off'>;
  readonly dialect?: DialectName;
  /** No downgrade of what stood in HEAD already. */
  readonly strict?: boolean;
  readonly prefilter?: boolean;
  /** What the whole repository tells of names and places, asked for when there is something to write; else what this run sees. */
  readonly fixing?: (scope: Pick<Scope, 'root' | 'repository'>) => Promise<Fixing | undefined>;
}

export interface Report {
  /** Absolute path that `file` fields are relative to. */
  readonly root: string;
  readonly findings: readonly Located[];
  readonly files: number;
  readonly skipped: readonly { readonly path: string; readonly reason: SkipReason }[];
  readonly suppressed: number;
  /** The same, with what suppresses each. */
  readonly suppressions: readonly Suppressed[];
  /** Undefined where there is no baseline. */
  readonly baseline: BaselineUse | undefined;
  readonly errors: readonly ErrorNote[];
  /** Said once, above the summary: what was not looked at and why that is right. */
  readonly notes: readonly string[];
  readonly configFile: string | undefined;
  /** The config wants the hook to fix. */
  readonly fixInHook: boolean;
  /** Undefined where the run was not split. */
  readonly shard: (Shard & { readonly elsewhere: number }) | undefined;
  readonly ms: number;
}

/** Lints what the request names. Throws a `UserError` where the job cannot be done at all. */
export async function lint(request: LintRequest): Promise<Report> {
  const started = Date.now();
  const scope = await openScope(request.scope, request.cwd);
  try {
    return { ...(await lintScope(scope, request)), ms: Date.now() - started };
  } finally {
    scope.close?.();
  }
}

/** What one of several processes hands to the one that reports. */
export async function lookAhead(request: LintRequest, shard: Shard, progress?: Progress): Promise<FirstLook> {
  const scope = await openScope(request.scope, request.cwd);
  return lookFirst(scope, (await openSettings(scope, request)).settings, shard, progress);
}

interface OpenSettings {
  readonly settings: LintSettings;
  readonly at: SettingsAt | undefined;
  readonly notes: string[];
}

async function openSettings(scope: Scope, request: LintRequest): Promise<OpenSettings> {
  const from = request.configFrom;
  const at = from === undefined ? undefined : await settingsAt(scope.repository, from);
  const config =
    request.useConfig === false
      ? NO_CONFIG
      : await atRevision(from, () => loadConfig(scope.root, request.cwd, request.configFile, at?.read));
  const notes = [...scope.notes];
  if (at !== undefined) notes.push(describeOrigin(request, at.commit, config));
  const settings = {
    config,
    levels: request.levels ?? new Map(),
    dialect: request.dialect,
    secrets: request.withoutSecrets === true ? undefined : await secretsAtHand(scope, notes),
    prefilter: request.prefilter ?? true,
  };
  return { settings, at, notes };
}

async function lintScope(scope: Scope, request: LintRequest): Promise<Omit<Report, 'ms'>> {
  const { settings, at, notes } = await openSettings(scope, request);
  const { config } = settings;
  const { shard } = request;
  const pass1 = await runPass1(scope, settings, request);
  const guard = shard === undefined || shard.part === 1 ? await runGuard(scope, pass1, settings) : NO_GUARD;
  if (shard !== undefined)
    notes.push(`This is shard ${shard.part} of ${shard.of}: what the others read is not in this report.`);
  const fixing: Fixing = (await askForFixing(request, scope, pass1)) ?? {
    naming: new Naming({ ...NO_NAMES, store: settings.secrets?.store }),
    placeOf: lookUpPlaces(pass1, guard.secretsFiles),
  };
  const inFiles = pass1.linted.flatMap((file) => locateFindings(file, settings, (raw) => advise(raw, file, fixing)));
  const { counted, ignored } = splitByConfig([...inFiles, ...guard.located], config);
  const all = dropSeenTwice(scope.eachBlobOnce === true ? strongestOfBlobs(counted) : counted);
  const baseline = await atRevision(request.configFrom, () => openBaseline(scope.root, request, at?.read));
  const known = await coverKnown(all, baseline, settings, {
    whole: request.scope.kind === 'default' && shard === undefined && pass1.errors.length === 0,
  });
  notes.push(...known.notes);
  if (request.scope.kind === 'since' || request.scope.kind === 'push')
    notes.push(...(await describeRangeChanges(scope, pass1.linted, config, baseline?.file ?? BASELINE_FILE)));
  const marked = request.strict === true ? known.kept : await markPreexisting(known.kept, scope, settings);
  const findings = await withLeaks(marked, scope, settings, pass1, shard);
  const byComment = pass1.linted.flatMap((file) => locateSuppressed(file, settings));
  const suppressions = [...byComment, ...ignored, ...known.suppressed].sort((a, b) =>
    compareFindings(a.located.finding, b.located.finding),
  );
  return {
    root: scope.root,
    findings: [...findings].sort((a, b) => compareFindings(a.finding, b.finding)),
    files: pass1.files,
    skipped: pass1.skipped,
    suppressed: suppressions.length,
    suppressions,
    baseline: known.use,
    errors: pass1.errors,
    notes,
    configFile: config.file,
    fixInHook: config.fix,
    shard: shard && { ...shard, elsewhere: pass1.elsewhere.size },
  };
}

function describeOrigin({ configFrom = '' }: LintRequest, commit: string, { file }: Config): string {
  const named = commit.startsWith(configFrom) ? commit.slice(0, 10) : `${configFrom} (${commit.slice(0, 10)})`;
  return `Config and baseline are those of ${named}${file === undefined ? ', which has no config' : ''}.`;
}

function askForFixing(request: LintRequest, scope: Scope, { linted }: Pass1): Promise<Fixing | undefined> {
  const isWritable = linted.some(
    ({ blob, findings }) =>
      (blob.origin.kind === 'index' || blob.origin.kind === 'worktree') &&
      findings.some((raw) => raw.node !== undefined),
  );
  return isWritable && request.fixing !== undefined ? request.fixing(scope) : Promise.resolve(undefined);
}

/** What is in the history already is a leak, and has to be dealt with as one. */
async function withLeaks(
  located: readonly Located[],
  scope: Scope,
  settings: LintSettings,
  { linted }: Pass1,
  shard: Shard | undefined,
): Promise<readonly Located[]> {
  const isHistory = scope.eachBlobOnce === true && located.length > 0;
  if (!isHistory && !located.some(({ finding }) => finding.preexisting)) return located;
  const { tellLeaks } = await import('./leaks.js');
  return tellLeaks(located, { scope, settings, linted, shard, lintBlob });
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

interface GuardResult {
  readonly located: readonly Located[];
  readonly secretsFiles: readonly string[];
}

const NO_GUARD: GuardResult = { located: [], secretsFiles: [] };

async function runGuard(scope: Scope, pass: Pass1, settings: LintSettings): Promise<GuardResult> {
  const { guard } = scope;
  if (guard === undefined) return NO_GUARD;
  const active = RULES.filter((rule) => rule.checkRepo !== undefined && levelOf(rule.meta.id, settings) !== 'off');
  if (active.length === 0) return NO_GUARD;
  const facts = await collectGuardFacts({
    repository: guard.repository,
    listed: await guard.listed,
    brought: await guard.brought,
    files: pass.summaries,
    only: guard.onlyRead
      ? new Set([
          ...pass.summaries.map((file) => file.path),
          ...pass.skipped.map((skip) => skip.path),
          ...pass.elsewhere,
        ])
      : undefined,
    encrypted: pass.encrypted,
  });
  const found = active
    .flatMap((rule) => [...(rule.checkRepo?.(facts) ?? [])])
    .filter((finding) => !settings.config.ignoresFile(finding.path));
  const located = found.map((finding) => locateFileFinding(finding, settings)).filter((one) => one !== undefined);
  return {
    located,
    secretsFiles: facts.expected.map((place) => place.path),
  };
}

/** For each file: where its values would go. Paths outside the root have no place. */
function lookUpPlaces(pass: Pass1, existing: readonly string[]): (file: FileSummary) => string | undefined {
  const roots = pass.summaries
    .filter((file) => file.isMain)
    .map((file) => ({ folder: file.path.slice(0, Math.max(file.path.lastIndexOf('/'), 0)), dialect: file.dialect }));
  return (file) =>
    file.path.startsWith('../') ? undefined : lookUpPlace(file.path, file.dialect, { roots, existing });
}

/** The configuration as the given folder has it, for commands that lint single texts. */
export async function settingsFor(
  root: string,
  cwd: string,
  overrides: Partial<LintSettings> & { configFile?: string; useConfig?: boolean } = {},
): Promise<LintSettings> {
  const config: Config = overrides.useConfig === false ? NO_CONFIG : await loadConfig(root, cwd, overrides.configFile);
  return {
    config,
    levels: overrides.levels ?? new Map(),
    dialect: overrides.dialect,
    secrets: overrides.secrets,
    prefilter: overrides.prefilter ?? true,
  };
}
