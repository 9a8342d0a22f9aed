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
import { type FileSummary, type LintedFile, type LintSettings, levelOf, lintBlob } from './lint-file.js';
import { markPreexisting } from './preexisting.js';
import { describeRangeChanges } from './range-changes.js';
import { RULES } from './rules/index.js';
import { openScope, type Scope, type ScopeRequest } from './scope.js';
import { BASELINE_FILE } from './suppress/baseline-file.js';
import type { DialectName, ErrorNote, Severity, SkipReason } from './types.js';

export interface LintRequest {
  readonly cwd: string;
  readonly scope: ScopeRequest;
  readonly configFile?: string;
  readonly useConfig?: boolean;
  /** Known findings: this file instead of the one at the root. */
  readonly baselineFile?: string;
  /** As in a clone that has no secrets file. */
  readonly withoutSecrets?: boolean;
  /** That file need not be there yet. */
  readonly newBaseline?: boolean;
  readonly levels?: ReadonlyMap<string, Severity | 'off'>;
  /** Also what is private and no secret. */
  readonly privacy?: boolean;
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

async function lintScope(scope: Scope, request: LintRequest): Promise<Omit<Report, 'ms'>> {
  const config =
    request.useConfig === false ? NO_CONFIG : await loadConfig(scope.root, request.cwd, request.configFile);
  const notes = [...scope.notes];
  const settings: LintSettings = {
    config,
    levels: request.levels ?? new Map(),
    privacy: request.privacy === true,
    dialect: request.dialect,
    secrets: request.withoutSecrets === true ? undefined : await secretsAtHand(scope, notes),
    prefilter: request.prefilter ?? true,
  };
  const pass1 = await lintAll(scope, settings);
  const guard = await runGuard(scope, pass1, settings);
  const fixing: Fixing = (await askForFixing(request, scope, pass1)) ?? {
    naming: new Naming({ ...NO_NAMES, store: settings.secrets?.store }),
    placeOf: lookUpPlaces(pass1, guard.secretsFiles),
  };
  const inFiles = pass1.linted.flatMap((file) => locateFindings(file, settings, (raw) => advise(raw, file, fixing)));
  const { counted, ignored } = splitByConfig([...inFiles, ...guard.located], config);
  const all = dropSeenTwice(counted);
  const baseline = openBaseline(scope.root, request);
  const known = await coverKnown(all, baseline, settings, {
    whole: request.scope.kind === 'default' && pass1.errors.length === 0,
  });
  notes.push(...known.notes);
  if (request.scope.kind === 'since' || request.scope.kind === 'push')
    notes.push(...(await describeRangeChanges(scope, pass1.linted, config, baseline?.file ?? BASELINE_FILE)));
  const findings = request.strict === true ? known.kept : await markPreexisting(known.kept, scope, settings);
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
  };
}

function askForFixing(request: LintRequest, scope: Scope, { linted }: Pass1): Promise<Fixing | undefined> {
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

interface Pass1 {
  /** Files with something to report, or something suppressed. */
  readonly linted: LintedFile[];
  readonly summaries: FileSummary[];
  readonly encrypted: Set<string>;
  readonly skipped: { path: string; reason: SkipReason }[];
  readonly errors: ErrorNote[];
  files: number;
}

async function lintAll(scope: Scope, settings: LintSettings): Promise<Pass1> {
  const pass: Pass1 = { linted: [], summaries: [], encrypted: new Set(), skipped: [], errors: [], files: 0 };
  const paths = new Set<string>();
  for await (const item of scope.items()) {
    if (item.kind === 'unreadable') pass.errors.push({ file: item.path, message: item.message });
    else if (item.kind === 'skipped') {
      pass.skipped.push({ path: item.path, reason: item.reason });
      if (item.reason === 'encrypted') pass.encrypted.add(item.path);
    } else if (settings.config.ignoresFile(item.blob.path))
      pass.skipped.push({ path: item.blob.path, reason: 'ignored-by-config' });
    else {
      const file = lintBlob(item.blob, settings);
      paths.add(item.blob.origin.kind === 'commit' ? `${item.blob.origin.commit}:${item.blob.path}` : item.blob.path);
      pass.summaries.push(file.summary);
      if (file.findings.length > 0 || file.suppressed.length > 0) pass.linted.push(file);
    }
  }
  pass.files = paths.size;
  return pass;
}

interface GuardResult {
  readonly located: readonly Located[];
  readonly secretsFiles: readonly string[];
}

async function runGuard(scope: Scope, pass: Pass1, settings: LintSettings): Promise<GuardResult> {
  const { guard } = scope;
  if (guard === undefined) return { located: [], secretsFiles: [] };
  const active = RULES.filter((rule) => rule.checkRepo !== undefined && levelOf(rule.meta.id, settings) !== 'off');
  if (active.length === 0) return { located: [], secretsFiles: [] };
  const facts = await collectGuardFacts({
    repository: guard.repository,
    listed: await guard.listed,
    brought: await guard.brought,
    files: pass.summaries,
    only: guard.onlyRead
      ? new Set([...pass.summaries.map((file) => file.path), ...pass.skipped.map((skip) => skip.path)])
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

/** The same finding in the working tree and in the index is one. */
function dropSeenTwice(located: readonly Located[]): Located[] {
  const seen = new Set<string>();
  const kept: Located[] = [];
  // working tree first: its line numbers are the ones the user sees
  const order = [...located].sort((a, b) => Number(isIndex(a)) - Number(isIndex(b)));
  for (const one of order) {
    const { rule, file, keyPath, commit } = one.finding;
    const value = one.raw?.secret?.reveal() ?? one.raw?.message ?? '';
    const identity = JSON.stringify([rule, file, keyPath, commit, value]);
    if (isIndex(one) && seen.has(identity)) continue;
    seen.add(identity);
    kept.push(one);
  }
  return kept;
}

function isIndex(one: Located): boolean {
  return one.file?.blob.origin.kind === 'index';
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
    privacy: overrides.privacy === true,
    dialect: overrides.dialect,
    secrets: overrides.secrets,
    prefilter: overrides.prefilter ?? true,
  };
}
