// Which row or judgement decided about each scalar of a line. Pure; values are never shown.
import { formatPath, isKey, pathOf, scalarType, type YamlNode } from '../../document/model.js';
import { foundValues, hiddenSteps } from '../../findings.js';
import { lintBlob } from '../../lint-file.js';
import { rotationOf } from '../../rotation.js';
import { ruleMeta } from '../../rules/index.js';
import { decide } from '../../rules/keys/decide.js';
import { MASK } from '../../secret-value.js';
import { contextOf, type LintSettings } from '../../settings.js';
import type { Blob, FileFormat, RawFinding, ScalarNode, Unit } from '../../types.js';

export interface Explanation {
  readonly column: number;
  readonly what: string;
  readonly verdict: string;
  /** What to do about what is reported there, if it was ever pushed. */
  readonly rotate?: string | undefined;
}

export interface Explained {
  readonly dialect: string;
  readonly mode: string;
  /** How many the file has. */
  readonly lines: number;
  readonly explanations: readonly Explanation[];
}

/** Explains each scalar and finding of a line (from 1). */
export function explainLine(blob: Blob, line: number, settings: LintSettings): Explained {
  // parsed whatever the prefilter thinks: the reader asks about this line
  const { unit, findings, suppressed } = lintBlob(blob, { ...settings, prefilter: false });
  const { source } = unit;
  const onLine = (start: number, end: number): boolean =>
    source.position(start).line <= line && line <= source.position(Math.max(start, end - 1)).line;
  const explanations: Explanation[] = [];
  const all = [...findings, ...suppressed];
  const hide = hiddenSteps(all);
  const shownPath = (node: YamlNode): string => formatPath(pathOf(node), hide);
  const reported = (raw: RawFinding): string => {
    const keyPath = raw.node === undefined ? null : shownPath(raw.node);
    return settings.config.ignoresFinding(blob.path, raw.rule, keyPath)
      ? `found by ${raw.rule}, but the config ignores it: ${raw.because}`
      : `reported by ${raw.rule} (confidence ${raw.confidence}): ${raw.because}`;
  };
  const rotate = (raw: RawFinding | undefined): string | undefined => {
    if (raw === undefined) return undefined;
    const { rule, message } = raw;
    const keyPath = raw.node === undefined ? null : shownPath(raw.node);
    const row = rotationOf({ rule, class: ruleMeta(rule).class, dialect: unit.dialect, keyPath, message }, raw.because);
    return row && `${row.how}${row.url === undefined ? '' : ` ${row.url}`}`;
  };
  for (const scalar of unit.document?.scalars ?? []) {
    if (isKey(scalar) || !onLine(scalar.span.start, scalar.span.end)) continue;
    const found = findings.filter((raw) => raw.node === scalar && onLine(raw.span.start, raw.span.end));
    const hidden = suppressed.filter((raw) => raw.node === scalar);
    const verdict = [
      ...found.map(reported),
      ...hidden.map((raw) => `found by ${raw.rule}, but a comment ignores it: ${raw.because}`),
    ];
    explanations.push({
      column: source.position(scalar.span.start).column,
      what: shownPath(scalar) || 'the document',
      verdict: verdict.length > 0 ? verdict.join('; ') : whyNot(scalar, unit, settings),
      rotate: rotate(found[0] ?? hidden[0]),
    });
  }
  for (const raw of findings) {
    if (
      (raw.node !== undefined && raw.node.kind === 'scalar' && !isKey(raw.node)) ||
      !onLine(raw.span.start, raw.span.end)
    )
      continue;
    explanations.push({
      column: source.position(raw.span.start).column,
      what: raw.node === undefined ? 'text' : formatPath(pathOf(raw.node), () => true),
      verdict: reported(raw),
      rotate: rotate(raw),
    });
  }
  const mode =
    unit.document?.mode === 'line-scan' ? 'read by line scan, as the file is no valid YAML' : READ_AS[unit.format];
  return {
    dialect: unit.dialect,
    mode,
    lines: source.lineCount,
    // the evidence may quote a key of the file
    explanations: explanations.map((one) => ({ ...one, verdict: masked(one.verdict, foundValues(all)) })),
  };
}

const READ_AS: Readonly<Record<FileFormat, string>> = {
  yaml: 'parsed as YAML',
  json: 'parsed as JSON',
  toml: 'parsed as TOML',
  ini: 'read as lines of names and values',
  env: 'read as lines of names and values',
  text: 'read as plain text',
};

function masked(text: string, values: readonly string[]): string {
  return values.reduce((shown, value) => shown.replaceAll(value, MASK), text);
}

function whyNot(scalar: ScalarNode, unit: Unit, settings: LintSettings): string {
  const decision = decide(scalar, unit, contextOf(settings));
  const type = scalarType(scalar);
  switch (decision.verdict) {
    case 'no-key':
      return 'no finding: no key stands above it, and its text has no shape of a secret';
    case 'not-a-credential-key':
      return `no finding: its key is not one that holds a credential here, and the ${type} has no shape of a secret`;
    case 'reference':
      return `no finding: it is a reference${scalar.tag === undefined ? '' : ` (${scalar.tag.name})`}, as it should be under ${decision.evidence.because}`;
    case 'judged':
      return `no finding: ${decision.why} (judgement ${decision.judgement}), though ${decision.evidence.because}`;
    case 'gate':
      return `no finding: the value does not look like what the key promises (${decision.evidence.gate}), though ${decision.evidence.because}`;
    case 'credential':
      return `a credential by ${decision.evidence.because}; the rule inline-credential is off or a more specific rule reports it`;
  }
}
