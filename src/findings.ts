// Raw findings to what is reported: position, severity, key path, fingerprint. No value gets past here.
import { isTree } from './document/format-names.js';
import { formatPath, isKey, pathOf } from './document/model.js';
import type { SourceText } from './document/text.js';
import type { LintedFile } from './lint-file.js';
import { findRule, ruleMeta } from './rules/index.js';
import { MASK } from './secret-value.js';
import { type LintSettings, levelOf } from './settings.js';
import type { FileFinding, Finding, Fix, NoFixReason, RawFinding, Severity } from './types.js';

/** A finding with what only the fix, the code frame and comparisons may see. */
export interface Located {
  readonly finding: Finding;
  readonly raw: RawFinding | undefined;
  readonly file: LintedFile | undefined;
}

/** A finding that does not count, and what says so. */
export interface Suppressed {
  readonly located: Located;
  readonly by: 'comment' | 'config' | 'baseline';
  readonly file: string;
  readonly line: number;
}

export interface Advice {
  readonly fix: Fix | null;
  readonly noFix: NoFixReason | null;
}

export function locateFindings(
  file: LintedFile,
  settings: LintSettings,
  advise: (raw: RawFinding) => Advice,
  findings: readonly RawFinding[] = file.findings,
): Located[] {
  const { unit, blob } = file;
  const ordinals = new Map<string, number>();
  const hide = hiddenSteps([...file.findings, ...file.suppressed]);
  const located: Located[] = [];
  for (const raw of findings) {
    const severity = severityOf(raw, settings);
    if (severity === 'off') continue;
    const keyPath = raw.node === undefined ? null : formatPath(pathOf(raw.node), hide);
    const { start, end } = positions(unit.source, raw);
    const note =
      unit.document?.mode === 'line-scan' && raw.node !== undefined
        ? ` (Found by line scan: the file is no valid YAML from line ${problemLine(file)} on.)`
        : '';
    located.push({
      raw,
      file,
      finding: {
        rule: raw.rule,
        severity,
        confidence: raw.confidence,
        class: ruleMeta(raw.rule).class,
        file: blob.path,
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        keyPath,
        dialect: isTree(unit.format) || unit.dialect !== 'yaml' ? unit.dialect : null,
        message: raw.message + note,
        preview: MASK,
        fingerprint: fingerprint(raw.rule, blob.path, keyPath, ordinals),
        commit: blob.origin.kind === 'commit' ? blob.origin.commit : null,
        preexisting: false,
        ...advise(raw),
        related: [],
      },
    });
  }
  return located;
}

/** What comments suppress in a file. */
export function locateSuppressed(file: LintedFile, settings: LintSettings): Suppressed[] {
  const located = locateFindings(file, settings, () => ({ fix: null, noFix: null }), file.suppressed);
  return located.map((one): Suppressed => {
    const comment = one.raw && file.comments.get(one.raw);
    const { line } = file.unit.source.position(comment?.start ?? 0);
    return { located: one, by: 'comment', file: file.blob.path, line };
  });
}

/** Keys are shown, so that a key holding a found value must not be; shorter values would hide half of all keys. */
const SHORTEST_HIDDEN = 4;
/** Longer keys are data: in a file with findings they are not shown. */
const LONGEST_STEP = 2000;

/** A user name or a town: as a key of its own it tells nothing, and hidden it would take `mqtt` out of every path. */
const WORD = /^\p{L}+$/u;

/** The found values that no other text may hold, each once. */
export function foundValues(findings: readonly RawFinding[]): string[] {
  const values = new Set<string>();
  for (const raw of findings) {
    const value = raw.secret?.reveal() ?? '';
    if (findRule(raw.rule)?.meta.optIn !== true || !WORD.test(value)) values.add(value);
  }
  return [...values].filter((value) => value.length >= SHORTEST_HIDDEN);
}

/** Which steps of a key path must not be shown: keys that are found themselves, or hold a found value. */
export function hiddenSteps(findings: readonly RawFinding[]): (step: string) => boolean {
  const secrets = new Set(foundValues(findings));
  const lengths = [...new Set([...secrets].map(({ length }) => length))];
  const keys = new Set(
    findings.flatMap((raw) => (raw.node?.kind === 'scalar' && isKey(raw.node) ? [raw.node.value] : [])),
  );
  const answers = new Map<string, boolean>();
  // piece by piece: a file may hold tens of thousands of keys and as many values
  const holdsOne = (step: string): boolean =>
    lengths.some((length) => {
      for (let at = 0; at + length <= step.length; at++) if (secrets.has(step.slice(at, at + length))) return true;
      return false;
    });
  return (step) => {
    let answer = answers.get(step);
    if (answer === undefined) {
      answer = keys.has(step) || (step.length > LONGEST_STEP ? secrets.size > 0 : holdsOne(step));
      answers.set(step, answer);
    }
    return answer;
  };
}

/** A rule's finding about a file as a whole stands at its first character, or at the given line. */
export function locateFileFinding(
  found: FileFinding,
  settings: Pick<LintSettings, 'config' | 'levels' | 'privacy'>,
  line = 1,
  ordinals = new Map<string, number>(),
): Located | undefined {
  const meta = ruleMeta(found.rule);
  const severity = levelOf(found.rule, settings) ?? found.severity ?? meta.severity;
  if (severity === 'off') return undefined;
  return {
    raw: undefined,
    file: undefined,
    finding: {
      rule: found.rule,
      severity,
      confidence: 'high',
      class: meta.class,
      file: found.path,
      line,
      column: 1,
      endLine: line,
      endColumn: 1,
      keyPath: null,
      dialect: null,
      message: found.message,
      preview: MASK,
      fingerprint: fingerprint(found.rule, found.path, null, ordinals),
      commit: found.commit ?? null,
      preexisting: false,
      fix: found.fix ?? null,
      noFix: null,
      related: [],
    },
  };
}

function severityOf(raw: RawFinding, settings: LintSettings): Severity | 'off' {
  const level = levelOf(raw.rule, settings);
  if (level !== undefined) return level;
  return raw.severity ?? (raw.confidence === 'low' ? 'warning' : ruleMeta(raw.rule).severity);
}

function positions(source: SourceText, raw: RawFinding) {
  const start = source.position(raw.span.start);
  const end = source.position(raw.span.end);
  return { start, end };
}

function problemLine(file: LintedFile): number {
  return file.unit.source.position(file.unit.document?.problem?.offset ?? 0).line;
}

/** Stable over moved lines; holds nothing of the value. */
function fingerprint(rule: string, path: string, keyPath: string | null, ordinals: Map<string, number>): string {
  const identity = JSON.stringify([rule, path, keyPath]);
  const ordinal = (ordinals.get(identity) ?? 0) + 1;
  ordinals.set(identity, ordinal);
  // loaded here, as most commits have nothing to hash
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  return createHash('sha256').update(`${identity}#${ordinal}`).digest('hex');
}

/** Errors first only within the same place: the order is by file, then by place in it. */
export function compareFindings(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (
    a.line - b.line ||
    a.column - b.column ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
    ((a.commit ?? '') < (b.commit ?? '') ? -1 : 1)
  );
}
