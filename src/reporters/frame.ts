// The lines of a finding as they may be shown: keys and structure stay, every value is masked,
// except references, and numbers and switches that are no finding themselves.
import { isKey, type ScalarNode, type Span, scalarType } from '../document/model.js';
import { hiddenSteps, type Located } from '../findings.js';
import type { LintedFile } from '../lint-file.js';
import { MASK } from '../secret-value.js';
import { display } from './display.js';

export interface FrameLine {
  readonly number: number;
  readonly text: string;
  /** Columns of `text` to mark, from 0; undefined for a line beside the finding. */
  readonly mark: { readonly start: number; readonly end: number } | undefined;
}

/** Lines of a long finding that are shown. */
const MOST_LINES = 3;
const WIDEST_LINE = 160;

/** The frame of a finding in a file; empty where the format has no scalars to tell values from the rest. `reveal` masks nothing. */
export function frameLines(located: Located, reveal = false): FrameLine[] {
  const { file, raw } = located;
  const document = file?.unit.document;
  if (file === undefined || raw === undefined || document === undefined) return [];
  const { source } = file.unit;
  const first = source.position(raw.span.start).line;
  const last = Math.min(source.position(Math.max(raw.span.start, raw.span.end - 1)).line, first + MOST_LINES - 1);
  const from = source.lineStart(first);
  const to = source.lineStart(last + 1);
  const masked: readonly Masked[] = reveal
    ? [{ ...raw.span, shown: true }]
    : document.mode === 'parsed'
      ? maskedSpans(file, from, to)
      : guessedSpans(file, first, last);
  const lines: FrameLine[] = [];
  for (let number = first; number <= last; number++) {
    lines.push({
      number,
      ...maskLine(source.text, source.lineStart(number), source.lineStart(number + 1), masked, raw.span),
    });
  }
  return lines;
}

interface Masked extends Span {
  readonly shown?: boolean;
}

/** All values between two offsets but the harmless ones, and all comments. */
function maskedSpans(file: LintedFile, from: number, to: number): Masked[] {
  const { spans, furthestEnd } = maskedIn(file);
  const inside: Masked[] = [];
  for (let at = firstAfter(furthestEnd, from); at < spans.length; at++) {
    const span = spans[at];
    if (span === undefined || span.start >= to) break;
    if (span.end > from) inside.push(span);
  }
  return inside;
}

interface MaskedFile {
  /** By their start. */
  readonly spans: readonly Masked[];
  /** Up to each span the furthest end: spans may lie in each other. */
  readonly furthestEnd: readonly number[];
}

/** Made once for a file: it may have thousands of findings. */
const maskedFiles = new WeakMap<LintedFile, MaskedFile>();

function maskedIn(file: LintedFile): MaskedFile {
  const known = maskedFiles.get(file);
  if (known !== undefined) return known;
  const document = file.unit.document;
  const findings = [...file.findings, ...file.suppressed];
  const found = new Set(findings.flatMap((finding) => (finding.node === undefined ? [] : [finding.node])));
  const hide = hiddenSteps(findings);
  const spans = [
    // a finding may be more than a scalar: a key written as a list of numbers
    ...findings.filter((finding) => finding.secret !== undefined).map(({ span }) => span),
    ...(document?.scalars ?? []).filter((one) => isMasked(one, found.has(one), hide)).map(({ span }) => span),
    ...(document?.comments ?? []).map(({ span }) => ({ start: span.start + 1, end: span.end })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  let furthest = 0;
  const furthestEnd = spans.map(({ end }) => {
    furthest = Math.max(furthest, end);
    return furthest;
  });
  const made = { spans, furthestEnd };
  maskedFiles.set(file, made);
  return made;
}

/** Index of the first number above `limit` in an ascending list. */
function firstAfter(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Of a file that could not be parsed only the first key of a line is sure to be one. */
function guessedSpans(file: LintedFile, first: number, last: number): Masked[] {
  const { source, document } = file.unit;
  const spans: Masked[] = [];
  for (let number = first; number <= last; number++) {
    const start = source.lineStart(number);
    const end = source.lineStart(number + 1);
    const key = document?.scalars.find(
      (scalar) => isKey(scalar) && scalar.span.start >= start && scalar.span.end < end,
    );
    const indent = source.text.slice(start, end).search(/\S|$/);
    spans.push({ start: key === undefined ? start + indent : key.span.end + 2, end });
  }
  return spans;
}

function isMasked(scalar: ScalarNode, isFound: boolean, hide: (step: string) => boolean): boolean {
  if (isFound) return true;
  if (isKey(scalar)) return hide(scalar.value);
  if (scalar.tag?.name === '!secret' || scalar.tag?.name === '!include' || scalar.tag?.name === '!input') return false;
  const type = scalarType(scalar);
  return type !== 'int' && type !== 'float' && type !== 'bool' && type !== 'null';
}

function maskLine(
  text: string,
  start: number,
  end: number,
  masked: readonly Masked[],
  found: Span,
): Omit<FrameLine, 'number'> {
  let shown = '';
  let at = start;
  let mark: FrameLine['mark'];
  const lineEnd = text.slice(start, end).replace(/\r?\n$/, '').length + start;
  for (const span of masked) {
    if (span.end <= at || span.start >= lineEnd) continue;
    shown += display(text.slice(at, Math.max(at, span.start)));
    const from = shown.length;
    shown += span.shown === true ? display(text.slice(Math.max(at, span.start), Math.min(span.end, lineEnd))) : MASK;
    if (span.start < found.end && found.start < span.end) mark ??= { start: from, end: shown.length };
    at = Math.min(span.end, lineEnd);
  }
  shown += display(text.slice(at, lineEnd));
  const cut = shown.length > WIDEST_LINE ? `${shown.slice(0, WIDEST_LINE)}…` : shown;
  return { text: cut, mark: mark !== undefined && mark.start < WIDEST_LINE ? mark : undefined };
}
