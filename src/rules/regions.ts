// The texts of a file that value-shaped rules read: scalars with their decoded content, comments, or plain lines.
import type { ScalarNode, Span } from '../document/model.js';
import { SecretValue } from '../secret-value.js';
import type { RawFinding, Unit } from '../types.js';
import type { FindHits, Hit } from './text/hit.js';

export interface Region {
  readonly kind: 'scalar' | 'comment' | 'line';
  readonly text: string;
  /** Where the text stands in the source. */
  readonly span: Span;
  readonly scalar: ScalarNode | undefined;
}

/** Scalars of YAML (keys too), or the lines of any other text. References hold no value. */
export function* valueRegions(unit: Unit): Generator<Region> {
  if (unit.format === 'text') {
    yield* lineRegions(unit.source.text);
    return;
  }
  for (const scalar of unit.document?.scalars ?? []) {
    yield { kind: 'scalar', text: scalar.value, span: scalar.span, scalar };
  }
}

export function* commentRegions(unit: Unit): Generator<Region> {
  for (const comment of unit.document?.comments ?? []) {
    yield {
      kind: 'comment',
      text: comment.text,
      span: { start: comment.span.start + 1, end: comment.span.end },
      scalar: undefined,
    };
  }
}

function* lineRegions(text: string): Generator<Region> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield { kind: 'line', text: text.slice(start, end), span: { start, end }, scalar: undefined };
    start = end + 1;
  }
}

/** A rule's findings from a text matcher: one a region and secret. */
export function* findInRegions(
  unit: Unit,
  regions: Iterable<Region>,
  needle: RegExp,
  find: FindHits,
  rule: string,
  message: (hit: Hit) => string,
): Generator<RawFinding> {
  if (!unit.mayMatch(needle)) return;
  for (const region of regions) {
    if (!needle.test(region.text)) continue;
    for (const hit of find(region.text)) yield toFinding(unit, region, hit, rule, message(hit));
  }
}

export function toFinding(unit: Unit, region: Region, hit: Hit, rule: string, message: string): RawFinding {
  return {
    rule,
    span: locate(unit.source.text, region, hit),
    message,
    confidence: hit.confidence,
    node: region.scalar,
    whole: region.text.trim().length === hit.end - hit.start,
    secret: new SecretValue(hit.secret),
    because: hit.because,
  };
}

/**
 * Where a hit stands in the source. A scalar on one line is reported whole, as a reference would replace it whole;
 * of one over several lines the part itself, if it stands there letter by letter.
 */
export function locate(source: string, region: Region, hit: Pick<Hit, 'start' | 'end'>): Span {
  const { span, text } = region;
  if (region.kind !== 'scalar') return { start: span.start + hit.start, end: span.start + hit.end };
  const raw = source.slice(span.start, span.end);
  if (!raw.includes('\n')) return span;
  const part = text.slice(hit.start, hit.end).split('\n', 1)[0] ?? '';
  let at = -1;
  for (let before = text.indexOf(part); before !== -1 && before <= hit.start; before = text.indexOf(part, before + 1)) {
    at = raw.indexOf(part, at + 1);
    if (at === -1) return span;
  }
  if (at === -1 || part === '') return span;
  // a hit over several lines (a key in a block) is reported to the end of the scalar's own text
  const end = text.slice(hit.start, hit.end).includes('\n') ? raw.length : at + part.length;
  return { start: span.start + at, end: span.start + end };
}
