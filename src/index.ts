// The public API: what can be imported from `ha-secrets-lint`. Rule ids and result fields are stable (semver).

import { checkOptions, FIX_OPTIONS, LINT_OPTIONS } from './check-options.js';
import { adviceFor } from './commands/fix/advice.js';
import { diffOf } from './commands/fix/diff.js';
import { applyFix, type PreparedFix, prepareFix } from './commands/fix/fix.js';
import { isWanted } from './fix/changes.js';
import { summarise } from './reporters/summary.js';
import { RULES } from './rules/index.js';
import { type LintRequest, lint as runLint } from './run/run.js';
import type { ScopeRequest } from './run/scope.js';
import type {
  DialectName,
  ErrorNote,
  Finding,
  Fix,
  NoFixReason,
  RuleMeta,
  Severity,
  SkipReason,
  Summary,
} from './types.js';

export { UserError } from './errors.js';
export type { DialectName, ErrorNote, Finding, Fix, NoFixReason, RuleMeta, Severity, SkipReason, Summary };

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
 * @throws {UserError} where the job cannot be done at all: no repository, a missing path, a faulty config or option.
 */
export async function lint(options: LintOptions = {}): Promise<LintResult> {
  checkOptions(options, LINT_OPTIONS);
  const report = await runLint({
    ...toRequest(options),
    fixing: ({ root, repository }) => adviceFor(root, repository),
  });
  return {
    summary: summarise(report),
    findings: report.findings.map(({ finding }) => finding),
    errors: report.errors,
    skipped: report.skipped,
  };
}

export interface FixOptions extends LintOptions {
  /** Everything that could be committed, what is staged, or single paths. */
  readonly scope?: Extract<ScopeRequest, { kind: 'default' | 'staged' | 'paths' }>;
  /** Write. Left out: nothing is changed, and the result says what would be. */
  readonly write?: boolean;
  /** Also what is right only if the user says so, as with `--unsafe-fixes`. */
  readonly unsafe?: boolean;
  /** Make a secrets file where there is none; the host that loads the files needs the names, too. */
  readonly createSecretsFile?: boolean;
}

export interface FixResult {
  /** Files in which values were replaced, or would be. */
  readonly files: readonly string[];
  /** Names that secrets files got, or would get. */
  readonly names: readonly { readonly file: string; readonly names: readonly string[] }[];
  /** A unified diff of all that is changed, with every value masked. */
  readonly diff: string;
  /** What is found afterwards, or would be. */
  readonly left: readonly Finding[];
  /** What was to be done and could not be, with the reason. */
  readonly failures: readonly { readonly file: string; readonly message: string }[];
  /** Fixed files of which the index still holds the values: `git add` them. */
  readonly leaking: readonly string[];
  /** Files that could not be read. */
  readonly errors: readonly ErrorNote[];
}

/**
 * Rewrites found values to references and moves them to the secrets file: a dry run unless `write` is true.
 * @throws {UserError} as `lint`, and where the scope is none that can be written.
 */
export async function fix(options: FixOptions = {}): Promise<FixResult> {
  checkOptions(options, FIX_OPTIONS);
  const prepared = await prepareFix({
    lint: toRequest(options),
    unsafe: options.unsafe ?? false,
    mayCreate: options.createSecretsFile ?? false,
    restages: true,
  });
  const diff = diffOf(prepared);
  if (options.write !== true) {
    return {
      files: filesOf(prepared),
      names: prepared.plan.secrets.map(({ path, names }) => ({ file: path, names })),
      diff,
      left: leftOf(prepared),
      failures: prepared.failures.map(({ path, message }) => ({ file: path, message })),
      leaking: [],
      errors: prepared.report.errors,
    };
  }
  const result = await applyFix(prepared);
  return {
    files: result.written,
    names: result.names.map(({ path, names }) => ({ file: path, names })),
    diff,
    left: result.report.findings.map(({ finding }) => finding),
    failures: result.failures.map(({ path, message }) => ({ file: path, message })),
    leaking: result.leaking,
    errors: result.report.errors,
  };
}

const filesOf = ({ plan }: PreparedFix): string[] => [...new Set(plan.files.map(({ file }) => file.blob.path))];

/** Findings that the plan does not take away. */
function leftOf(prepared: PreparedFix): Finding[] {
  const files = new Set(filesOf(prepared));
  return prepared.report.findings
    .map(({ finding }) => finding)
    .filter((finding) =>
      finding.fix?.kind === 'gitignore'
        ? prepared.ignore === undefined
        : !(isWanted(finding, prepared.request.unsafe) && files.has(finding.file)),
    );
}

function toRequest(options: LintOptions): LintRequest {
  return {
    cwd: options.cwd ?? process.cwd(),
    scope: options.scope ?? { kind: 'default' },
    levels: new Map(Object.entries(options.rules ?? {})),
    useConfig: options.config !== false,
    strict: options.strict ?? false,
    privacy: options.privacy ?? false,
    ...(typeof options.config === 'string' ? { configFile: options.config } : {}),
    ...(options.dialect === undefined ? {} : { dialect: options.dialect }),
  };
}

/** All rules, as `ha-secrets-lint rules` lists them. */
export const rules: readonly RuleMeta[] = RULES.map((rule) => rule.meta);
