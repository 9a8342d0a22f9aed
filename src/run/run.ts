// The one pipeline: sources, pass 1 on each file, pass 2 on the repository, findings. Prints nothing.

import { join } from 'node:path';
import { type Config, NO_CONFIG } from '../config/config.js';
import { findConfig } from '../config/find.js';
import { readSettings } from '../config/read.js';
import type { Located, Suppressed } from '../findings.js';
import type { Fixing } from '../fix/advise.js';
import { collectGuardFacts } from '../guard/facts.js';
import { GUARDS } from '../rules/guards.js';
import { type LintSettings, levelOf } from '../settings.js';
import { findLocalFiles } from '../sources/value-files.js';
import { BASELINE_FILE, LARGEST_BASELINE } from '../suppress/marks.js';
import type { DialectName, ErrorNote, FileFinding, Severity, SkipReason } from '../types.js';
import type { BaselineUse } from './baseline.js';
import { type LookAhead, lookAtPart, type Pass1, type Pass1Request, type Progress, runPass1 } from './pass1.js';
import { openScope, type Scope, type ScopeRequest } from './scope.js';
import type { SettingsAt } from './settings-at.js';
import type { Shard } from './shard.js';

/** All that a commit without anything suspicious can do without: a bundle of its own. */
const loadThorough = () => import('./thorough.js');

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

/** What a run knows after each file was read and git was asked. */
export interface FirstPass extends OpenSettings {
  readonly scope: Scope;
  readonly pass: Pass1;
  readonly guard: GuardResult;
}

/** What one of several processes hands to the one that reports. */
export async function lookAhead(request: LintRequest, shard: Shard, progress?: Progress): Promise<LookAhead> {
  const scope = await openScope(request.scope, request.cwd);
  return lookAtPart(scope, (await openSettings(scope, request)).settings, shard, progress);
}

interface OpenSettings {
  readonly settings: LintSettings;
  /** The revision that config and baseline are taken from, if it is not the working tree. */
  readonly at: SettingsAt | undefined;
  readonly notes: readonly string[];
}

async function openSettings(scope: Scope, request: LintRequest): Promise<OpenSettings> {
  const from = request.configFrom;
  const at = from === undefined ? undefined : await (await loadThorough()).settingsAt(scope.repository, from);
  const config = await openConfig(scope, request, at);
  const notes = [...scope.notes];
  if (at !== undefined) notes.push(describeOrigin(request, at.commit, config));
  const folders = request.withoutSecrets === true ? [] : await scope.folders();
  const local = findLocalFiles(scope.root, folders, config.storage);
  const isNothing = local.secrets.length + local.others.length === 0;
  const settings: LintSettings = {
    config,
    levels: request.levels ?? new Map(),
    privacy: request.privacy === true,
    dialect: request.dialect,
    secrets: isNothing ? undefined : await (await loadThorough()).secretsAtHand(scope, local, notes),
    prefilter: request.prefilter ?? true,
  };
  return { settings, at, notes };
}

async function openConfig({ root }: Scope, request: LintRequest, at: SettingsAt | undefined): Promise<Config> {
  const { cwd, configFile, configFrom } = request;
  if (request.useConfig === false) return NO_CONFIG;
  if (at !== undefined) {
    const { atRevision, loadConfig } = await loadThorough();
    return atRevision(configFrom, () => loadConfig(root, cwd, configFile, at.read));
  }
  const source = await findConfig(root, cwd, configFile);
  return source === undefined ? NO_CONFIG : (await loadThorough()).readConfig(source);
}

function describeOrigin({ configFrom = '' }: LintRequest, commit: string, { file }: Config): string {
  const named = commit.startsWith(configFrom) ? commit.slice(0, 10) : `${configFrom} (${commit.slice(0, 10)})`;
  return `Config and baseline are those of ${named}${file === undefined ? ', which has no config' : ''}.`;
}

async function lintScope(scope: Scope, request: LintRequest): Promise<Omit<Report, 'ms'>> {
  const open = await openSettings(scope, request);
  const { settings } = open;
  const { shard } = request;
  const pass = await runPass1(scope, settings, request);
  const guard = shard === undefined || shard.part === 1 ? await runGuard(scope, pass, settings) : NO_GUARD;
  const notes =
    shard === undefined
      ? open.notes
      : [...open.notes, `This is shard ${shard.part} of ${shard.of}: what the others read is not in this report.`];
  const first = { ...open, scope, pass, guard, notes };
  if (mayReport(first, request)) return (await loadThorough()).assess(first, request);
  return { ...NOTHING_FOUND, ...countsOf(first, request) };
}

const NOTHING_FOUND = { findings: [], suppressed: 0, suppressions: [], baseline: undefined };

/** What a report says of the run itself. */
export function countsOf({ scope, settings, pass, notes }: FirstPass, { shard }: LintRequest) {
  return {
    root: scope.root,
    files: pass.files,
    skipped: pass.skipped,
    errors: pass.errors,
    notes,
    configFile: settings.config.file,
    fixInHook: settings.config.fix,
    shard: shard && { ...shard, elsewhere: pass.elsewhere.size },
  };
}

/** Whether there is more to say than what was read. */
function mayReport({ scope, pass, guard }: FirstPass, request: LintRequest): boolean {
  return (
    pass.linted.length > 0 ||
    guard.found.length > 0 ||
    request.scope.kind === 'since' ||
    request.scope.kind === 'push' ||
    request.configFrom !== undefined ||
    hasBaseline(scope.root, request)
  );
}

/** Whether there is one, or one is wanted. */
function hasBaseline(root: string, { baselineFile, newBaseline }: LintRequest): boolean {
  if (baselineFile !== undefined || newBaseline === true) return true;
  const options = { within: root, name: BASELINE_FILE, largest: LARGEST_BASELINE };
  return readSettings(join(root, BASELINE_FILE), options) !== undefined;
}

export interface GuardResult {
  readonly found: readonly FileFinding[];
  readonly secretsFiles: readonly string[];
}

const NO_GUARD: GuardResult = { found: [], secretsFiles: [] };

async function runGuard(scope: Scope, pass: Pass1, settings: LintSettings): Promise<GuardResult> {
  const { guard } = scope;
  if (guard === undefined) return NO_GUARD;
  const active = GUARDS.filter((rule) => levelOf(rule.meta.id, settings) !== 'off');
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
    judgeContent: async () => (await loadThorough()).judgeSecretsContent,
  });
  const found = active
    .flatMap((rule) => [...(rule.checkRepo?.(facts) ?? [])])
    .filter((finding) => !settings.config.ignoresFile(finding.path));
  return {
    found,
    secretsFiles: facts.expected.map((place) => place.path),
  };
}
