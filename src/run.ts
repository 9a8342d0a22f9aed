// The one pipeline: sources, pass 1 on each file, pass 2 on the repository, findings. Prints nothing.

import { join } from 'node:path';
import type { BaselineUse } from './baseline.js';
import { NO_CONFIG } from './config/config.js';
import { findConfig } from './config/find.js';
import { readSettings } from './config/read.js';
import type { Located, Suppressed } from './findings.js';
import { type FileSummary, lookAt } from './first-look.js';
import type { Fixing } from './fix/advise.js';
import { collectGuardFacts } from './guard/facts.js';
import type { LintedFile } from './lint-file.js';
import { GUARDS } from './rules/guards.js';
import { openScope, type Scope, type ScopeRequest } from './scope.js';
import { type LintSettings, levelOf } from './settings.js';
import { findSecretsFiles } from './sources/secrets-files.js';
import { BASELINE_FILE, LARGEST_BASELINE } from './suppress/marks.js';
import type { DialectName, ErrorNote, FileFinding, Severity, SkipReason } from './types.js';

/** All that a commit without anything suspicious can do without: a bundle of its own. */
const loadThorough = () => import('./thorough.js');

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

/** What a run knows after each file was read and git was asked. */
export interface FirstPass {
  readonly scope: Scope;
  readonly settings: LintSettings;
  readonly pass: Pass1;
  readonly guard: GuardResult;
  readonly notes: readonly string[];
}

async function lintScope(scope: Scope, request: LintRequest): Promise<Omit<Report, 'ms'>> {
  const source = request.useConfig === false ? undefined : findConfig(scope.root, request.cwd, request.configFile);
  const config = source === undefined ? NO_CONFIG : await (await loadThorough()).readConfig(source);
  const notes = [...scope.notes];
  const secretsFiles = request.withoutSecrets === true ? [] : findSecretsFiles(scope.root, await scope.folders());
  const settings: LintSettings = {
    config,
    levels: request.levels ?? new Map(),
    dialect: request.dialect,
    secrets:
      secretsFiles.length === 0 ? undefined : await (await loadThorough()).secretsAtHand(scope, secretsFiles, notes),
    prefilter: request.prefilter ?? true,
  };
  const pass = await lintAll(scope, settings);
  const guard = await runGuard(scope, pass, settings);
  const first = { scope, settings, pass, guard, notes };
  if (mayReport(first, request)) return (await loadThorough()).assess(first, request);
  return {
    root: scope.root,
    findings: [],
    files: pass.files,
    skipped: pass.skipped,
    suppressed: 0,
    suppressions: [],
    baseline: undefined,
    errors: pass.errors,
    notes,
    configFile: config.file,
    fixInHook: config.fix,
  };
}

/** Whether there is more to say than what was read. */
function mayReport({ scope, pass, guard }: FirstPass, request: LintRequest): boolean {
  return (
    pass.linted.length > 0 ||
    guard.found.length > 0 ||
    request.scope.kind === 'since' ||
    request.scope.kind === 'push' ||
    hasBaseline(scope.root, request)
  );
}

/** Whether there is one, or one is wanted. */
function hasBaseline(root: string, { baselineFile, newBaseline }: LintRequest): boolean {
  if (baselineFile !== undefined || newBaseline === true) return true;
  const options = { within: root, name: BASELINE_FILE, largest: LARGEST_BASELINE };
  return readSettings(join(root, BASELINE_FILE), options) !== undefined;
}

export interface Pass1 {
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
      const look = lookAt(item.blob, settings);
      paths.add(item.blob.origin.kind === 'commit' ? `${item.blob.origin.commit}:${item.blob.path}` : item.blob.path);
      if (!look.isSuspicious) {
        pass.summaries.push(look.summary);
        continue;
      }
      const { lintBlob } = await loadThorough();
      const file = lintBlob(item.blob, settings, look);
      pass.summaries.push(file.summary);
      if (file.findings.length > 0 || file.suppressed.length > 0) pass.linted.push(file);
    }
  }
  pass.files = paths.size;
  return pass;
}

export interface GuardResult {
  readonly found: readonly FileFinding[];
  readonly secretsFiles: readonly string[];
}

async function runGuard(scope: Scope, pass: Pass1, settings: LintSettings): Promise<GuardResult> {
  const { guard } = scope;
  if (guard === undefined) return { found: [], secretsFiles: [] };
  const active = GUARDS.filter((rule) => levelOf(rule.meta.id, settings) !== 'off');
  if (active.length === 0) return { found: [], secretsFiles: [] };
  const facts = await collectGuardFacts({
    repository: guard.repository,
    listed: await guard.listed,
    brought: await guard.brought,
    files: pass.summaries,
    only: guard.onlyRead
      ? new Set([...pass.summaries.map((file) => file.path), ...pass.skipped.map((skip) => skip.path)])
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
