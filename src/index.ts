// The public API: what can be imported from `ha-secrets-lint`. Rule ids and result fields are stable (semver).

import { summarise } from './reporters/summary.js';
import { RULES } from './rules/index.js';
import { lint as runLint } from './run.js';
import type { ScopeRequest } from './scope.js';
import type { DialectName, ErrorNote, Finding, RuleMeta, Severity, SkipReason, Summary } from './types.js';

export { UserError } from './errors.js';
export type { DialectName, ErrorNote, Finding, RuleMeta, Severity, SkipReason, Summary };

export interface LintOptions {
  /** Folder to work in; the current one if left out. */
  readonly cwd?: string;
  /** What to read: see `ScopeRequest`. Left out: everything that could be committed now. */
  readonly scope?: ScopeRequest;
  /** A config file, relative to `cwd`; `false` for none. Left out: the repository's own. */
  readonly config?: string | false;
  /** Levels of rules by id; they win over the config's. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Also what is private and no secret: the rules `identity`, `location` and `network`. */
  readonly privacy?: boolean;
  /** Read all YAML files as this dialect. */
  readonly dialect?: DialectName;
  /** Report as errors what stood in HEAD already. */
  readonly strict?: boolean;
}

export interface LintResult {
  readonly summary: Summary;
  /** Sorted by file and place. No field holds a secret or a part of one. */
  readonly findings: readonly Finding[];
  /** Files that could not be read: then the result is not complete. */
  readonly errors: readonly ErrorNote[];
  readonly skipped: readonly { readonly path: string; readonly reason: SkipReason }[];
}

export type { ScopeRequest };

/**
 * Lints a repository, a folder or single files.
 * @throws {UserError} where the job cannot be done at all: no repository, a missing path, a faulty config.
 */
export async function lint(options: LintOptions = {}): Promise<LintResult> {
  const report = await runLint({
    cwd: options.cwd ?? process.cwd(),
    scope: options.scope ?? { kind: 'default' },
    levels: new Map(Object.entries(options.rules ?? {})),
    useConfig: options.config !== false,
    strict: options.strict ?? false,
    privacy: options.privacy ?? false,
    ...(typeof options.config === 'string' ? { configFile: options.config } : {}),
    ...(options.dialect === undefined ? {} : { dialect: options.dialect }),
  });
  return {
    summary: summarise(report),
    findings: report.findings.map(({ finding }) => finding),
    errors: report.errors,
    skipped: report.skipped,
  };
}

/** All rules, as `ha-secrets-lint rules` lists them. */
export const rules: readonly RuleMeta[] = RULES.map((rule) => rule.meta);
