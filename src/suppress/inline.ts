// Ignore comments: `# ha-secrets-lint: ignore[rule] reason` on the line or alone above it, `ignore-file[rule]` in the first ten lines.
// Comments are taken from the parser's tokens, so that the same words inside a string suppress nothing.
import { isTree } from '../document/format-names.js';
import type { Span } from '../document/model.js';
import type { SourceText } from '../document/text.js';
import { nearestName } from '../nearest.js';
import type { RawFinding, Unit } from '../types.js';
import { SUPPRESSION_NEEDLE } from './marks.js';

const SUPPRESSION = /ha-secrets-lint:[ \t]{0,10}(ignore-file|ignore)\b(?:[ \t]{0,3}\[([^\]\n]{0,200})\])?/;
/** What opens a comment in other formats than YAML. */
const COMMENT_OPENS = /(?:#|\/\/|\/\*|;|--|<!--|%|")[^\n]{0,200}$/;
const FILE_LINES = 10;

interface Suppression {
  readonly scope: 'line' | 'file';
  readonly rules: readonly string[];
  /** Lines it covers; unused for the whole file. */
  readonly lines: ReadonlySet<number>;
  readonly span: Span;
  /** For the whole file, but below the lines in which that counts. */
  readonly tooLate: boolean;
  used: boolean;
}

export interface SuppressionResult {
  readonly kept: readonly RawFinding[];
  readonly suppressed: readonly RawFinding[];
  /** The comment that did it. */
  readonly comments: ReadonlyMap<RawFinding, Span>;
  readonly unused: readonly RawFinding[];
}

/** Splits a file's findings by its comments. `ids` are those of all rules; `isActive` tells whether a rule can report at all: comments for others are not judged. */
export function applySuppressions(
  unit: Unit,
  findings: readonly RawFinding[],
  ids: readonly string[],
  isActive: (rule: string) => boolean,
): SuppressionResult {
  if (!SUPPRESSION_NEEDLE.test(unit.source.text))
    return { kept: findings, suppressed: [], comments: new Map(), unused: [] };
  const suppressions = findSuppressions(unit);
  const kept: RawFinding[] = [];
  const suppressed: RawFinding[] = [];
  const comments = new Map<RawFinding, Span>();
  for (const finding of findings) {
    const lines = linesOf(finding, unit.source);
    const by = suppressions.filter(
      (one) => one.rules.includes(finding.rule) && (one.scope === 'file' || lines.some((line) => one.lines.has(line))),
    );
    for (const one of by) one.used = true;
    const [first] = by;
    (first === undefined ? kept : suppressed).push(finding);
    if (first !== undefined) comments.set(finding, first.span);
  }
  const unused = suppressions
    .filter(
      (one) => !one.used && (one.rules.length === 0 || one.rules.some((rule) => !ids.includes(rule) || isActive(rule))),
    )
    .map((one) => toFinding(one, ids));
  return { kept, suppressed, comments, unused };
}

function findSuppressions(unit: Unit): Suppression[] {
  const { source } = unit;
  const found: Suppression[] = [];
  const comments =
    unit.document === undefined || !isTree(unit.format) ? textComments(source.text) : unit.document.comments;
  const ownLines = new Set(
    comments.filter((comment) => comment.ownLine).map((comment) => source.position(comment.span.start).line),
  );
  for (const comment of comments) {
    const match = SUPPRESSION.exec(comment.text);
    if (match === null) continue;
    const { line } = source.position(comment.span.start);
    const scope = match[1] === 'ignore-file' ? 'file' : 'line';
    const rules = (match[2] ?? '')
      .split(',')
      .map((rule) => rule.trim())
      .filter((rule) => rule !== '');
    const tooLate = scope === 'file' && line > FILE_LINES;
    let covered = line;
    // alone on its line it is for the next line that is no comment
    if (comment.ownLine)
      do covered++;
      while (ownLines.has(covered));
    found.push({
      scope: tooLate ? 'line' : scope,
      rules: rules,
      lines: new Set(tooLate ? [] : [covered]),
      span: comment.span,
      tooLate,
      used: false,
    });
  }
  return found;
}

function textComments(text: string): { span: Span; text: string; ownLine: boolean }[] {
  const comments: { span: Span; text: string; ownLine: boolean }[] = [];
  for (let at = text.indexOf('ha-secrets-lint:'); at !== -1; at = text.indexOf('ha-secrets-lint:', at + 1)) {
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const before = COMMENT_OPENS.exec(text.slice(Math.max(lineStart, at - 300), at));
    if (before === null) continue;
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    comments.push({
      span: { start: at, end },
      text: text.slice(at, end),
      ownLine: /^\s*(?:#|\/\/|\/\*|;|--|<!--|%|")\s*$/.test(text.slice(lineStart, at)),
    });
  }
  return comments;
}

/** A comment counts at the finding's first and last line, and at the first line of its scalar and of its key. */
function linesOf(finding: RawFinding, source: SourceText): number[] {
  const offsets = [finding.span.start, Math.max(finding.span.start, finding.span.end - 1)];
  if (finding.node !== undefined) {
    offsets.push(finding.node.span.start);
    const { parent } = finding.node;
    if (parent.in === 'map' && parent.pair.key !== undefined) offsets.push(parent.pair.key.span.start);
  }
  return offsets.map((offset) => source.position(offset).line);
}

function toFinding(one: Suppression, ids: readonly string[]): RawFinding {
  const unknown = one.rules.find((rule) => !ids.includes(rule));
  let message = 'This comment suppresses nothing.';
  if (one.rules.length === 0)
    message = 'This comment names no rule in brackets, so it suppresses nothing: ignore[rule].';
  else if (unknown !== undefined)
    message = `This comment names a rule that does not exist, so it suppresses nothing. ${nearestName(unknown, ids)}`;
  else if (one.tooLate)
    message = `This comment is for the whole file and counts only in its first ${FILE_LINES} lines: it suppresses nothing.`;
  return {
    rule: 'unused-suppression',
    span: one.span,
    message,
    confidence: 'high',
    whole: false,
    because: 'no finding of that rule stands where the comment counts',
  };
}
