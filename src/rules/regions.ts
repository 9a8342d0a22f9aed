// The texts of a file that value-shaped rules read: scalars with their decoded content, comments, or plain lines.
import { isTree } from '../document/format-names.js';
import { isKey, type ScalarNode, type Span } from '../document/model.js';
import { foldLiterals } from '../judgement/literal-part.js';
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

/** Scalars of YAML and JSON (keys too), or the lines of any other text. References hold no value. */
export function* valueRegions(unit: Unit): Generator<Region> {
  if (!isTree(unit.format)) {
    yield* lineRegions(unit.source.text);
    return;
  }
  for (const scalar of unit.document?.scalars ?? []) {
    yield { kind: 'scalar', text: scalar.value, span: scalar.span, scalar };
  }
}

/** Comments that are no value regions: outside of YAML and JSON they stand in the lines. */
export function* commentRegions(unit: Unit): Generator<Region> {
  if (!isTree(unit.format)) return;
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
    const next = newline === -1 ? text.length : newline;
    const end = text[next - 1] === '\r' && next > start ? next - 1 : next;
    yield { kind: 'line', text: text.slice(start, end), span: { start, end }, scalar: undefined };
    start = next + 1;
  }
}

const wholeOf = (region: Region, hit: Hit): Hit => ({ ...hit, start: 0, end: region.text.length });

/** One text with more is hostile, and blocks with what was found already. */
const MOST_HITS = 1000;

/** As many hits as a text may have. */
export function* firstHits(find: FindHits, text: string): Generator<Hit> {
  let count = 0;
  for (const hit of find(text)) {
    yield hit;
    if (++count === MOST_HITS) break;
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
    let found = false;
    for (const hit of firstHits(find, region.text)) {
      found = true;
      yield toFinding(unit, region, hit, rule, message(hit));
    }
    // a template may hold in pieces what its output is in one
    const folded = !found && region.scalar !== undefined ? foldLiterals(region.text, unit.dialect) : undefined;
    const [hit] = folded === undefined ? [] : find(folded);
    if (hit !== undefined) yield { ...toFinding(unit, region, wholeOf(region, hit), rule, message(hit)), whole: false };
  }
}

export function toFinding(unit: Unit, region: Region, hit: Hit, rule: string, message: string): RawFinding {
  const span = locate(unit.source.text, region, hit);
  return {
    rule,
    span,
    message,
    confidence: hit.confidence,
    node: region.scalar ?? scalarAt(unit, span),
    whole: region.text.trim().length === hit.end - hit.start,
    secret: new SecretValue(hit.secret),
    because: hit.because,
  };
}

/** Of a file that is read by its lines and has a tree too: the value that a part of a line belongs to. */
export function scalarAt({ document }: Unit, { start, end }: Span): ScalarNode | undefined {
  const scalars = document?.scalars ?? [];
  let low = 0;
  let high = scalars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scalars[middle]?.span.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  // a part that begins at the key has the value behind it
  const found = [scalars[low], scalars[low + 1]].find((scalar) => scalar !== undefined && !isKey(scalar));
  return found !== undefined && found.span.start < end && start < found.span.end ? found : undefined;
}

interface Anchor {
  readonly text: number;
  readonly raw: number;
}

const FRONT: Anchor = { text: 0, raw: 0 };
/** Where the last hit of a region stood. */
const anchors = new WeakMap<Region, Anchor>();
/** The source of a scalar is longer than its text by escapes (`\\u00e9` for one letter) and by indentation. */
const MOST_LONGER = 10;
const MOST_INDENT = 20_000;

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
  if (part === '') return span;
  // from the last hit on, so that many of them do not each begin at the front
  const last = anchors.get(region);
  const from = last !== undefined && last.text <= hit.start ? last : FRONT;
  const reach = raw.slice(from.raw, from.raw + (hit.end - from.text) * MOST_LONGER + MOST_INDENT);
  let at = -1;
  for (
    let before = text.indexOf(part, from.text);
    before !== -1 && before <= hit.start;
    before = text.indexOf(part, before + 1)
  ) {
    at = reach.indexOf(part, at + 1);
    if (at === -1) return span;
  }
  if (at === -1) return span;
  at += from.raw;
  anchors.set(region, { text: hit.start, raw: at });
  // a hit over several lines (a key in a block) is reported to the end of the scalar's own text
  const end = text.slice(hit.start, hit.end).includes('\n') ? raw.length : at + part.length;
  return { start: span.start + at, end: span.start + end };
}
