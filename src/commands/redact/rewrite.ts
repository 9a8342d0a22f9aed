// A text with stand-ins in place of values: lines, structure and types stay, and so does every byte that is not part of a value. Pure.

import { readDocument } from '../../document/formats.js';
import { isKey, type ScalarNode, type Span } from '../../document/model.js';
import { applyEdits, type Edit } from '../../fix/edits.js';
import type { KnownSecrets } from '../../secrets/known.js';
import type { Unit } from '../../types.js';
import { type FoundValue, isReference } from './find.js';
import { isSameShape } from './same-shape.js';
import type { RedactClass, StandIns } from './stand-ins.js';

export interface Rewritten {
  readonly text: string;
  readonly places: readonly Placed[];
}

/** What was put in at a place. */
export interface Placed {
  readonly cls: RedactClass;
  readonly stand: string;
}

interface Replacement extends Edit, Placed {}

/** Undefined where the text would read as something else with the stand-ins in it. */
export function rewrite(
  unit: Unit,
  values: readonly FoundValue[],
  stands: StandIns,
  search: KnownSecrets,
): Rewritten | undefined {
  const made = rewriteText(unit, values, stands, search);
  if (made === undefined || unit.document?.mode !== 'parsed') return made;
  const after = readDocument(unit.format, made.text);
  return after !== undefined && isSameShape(unit.document, after) ? made : undefined;
}

/** Without the proof. */
export function rewriteText(
  unit: Unit,
  values: readonly FoundValue[],
  stands: StandIns,
  search: KnownSecrets,
): Rewritten | undefined {
  const { text } = unit.source;
  const guarded = guardedSpans(unit);
  const found = values.flatMap((value) => replaceFound(text, value, stands, search));
  const anywhere = sweep(text, stands, search);
  const short = shortScalars(unit, stands, search);
  const edits = withoutOverlaps([...found, ...short, ...outside(anywhere, guarded)]);
  const result = applyEdits(text, edits);
  if (result === undefined) return undefined;
  return { text: result, places: edits.map(({ cls, stand }) => ({ cls, stand })) };
}

function replaceFound(text: string, found: FoundValue, stands: StandIns, search: KnownSecrets): Replacement[] {
  const { span, value, cls, whole, scalar } = found;
  const stand = stands.of(value, cls) ?? undefined;
  if (stand === undefined) return [];
  if (whole !== undefined) return [edit(text, whole.span, token(text, whole, stand), cls)];
  const part = text.slice(span.start, span.end);
  const inside = occurrences(part, value).map(([start, end]) =>
    edit(text, { start: span.start + start, end: span.start + end }, fill(part.slice(start, end), stand), cls),
  );
  if (inside.length > 0) return inside;
  const hits = [...search.find(part)].map(({ start, end, entry }) =>
    edit(
      text,
      { start: span.start + start, end: span.start + end },
      fill(part.slice(start, end), stands.standFor(entry)),
      cls,
    ),
  );
  if (hits.length > 0) return hits;
  // it stands there in another form: nothing of it may stay
  if (scalar !== undefined && scalar.span.start === span.start && scalar.span.end === span.end)
    return [edit(text, scalar.span, token(text, scalar, plainStand(stand)), cls)];
  return [edit(text, span, fill(part, plainStand(stand)), cls)];
}

/** In place of a whole text something that is a word. */
const plainStand = (stand: string): string => stand.replace(/\s+/g, '-');

function occurrences(part: string, value: string): [number, number][] {
  const found: [number, number][] = [];
  for (let at = part.indexOf(value); at !== -1 && found.length < 1000; at = part.indexOf(value, at + value.length))
    found.push([at, at + value.length]);
  return found;
}

function edit(text: string, span: Span, replacement: string, cls: RedactClass): Replacement {
  return { span, expect: text.slice(span.start, span.end), text: replacement, cls, stand: replacement.trim() };
}

/** The scalar's own quotes or header around the stand-in. */
function token(text: string, scalar: ScalarNode, stand: string): string {
  const raw = text.slice(scalar.span.start, scalar.span.end);
  if (scalar.style === 'literal' || scalar.style === 'folded') {
    const header = raw.indexOf('\n');
    return header === -1 ? raw : raw.slice(0, header + 1) + fillLines(raw.slice(header + 1), stand);
  }
  if (scalar.style === 'plain') return fill(raw, stand);
  const quote = raw[0] ?? '"';
  return `${quote}${fill(raw.slice(1, -1), stand)}${quote}`;
}

/** As many lines as there were, each as far in. */
function fill(raw: string, stand: string): string {
  return raw.includes('\n') ? fillLines(raw, stand) : stand;
}

function fillLines(raw: string, stand: string): string {
  return raw.replace(/[^\r\n]+/g, (line) => {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    return indent.length === line.length ? line : indent + stand;
  });
}

function sweep(text: string, stands: StandIns, search: KnownSecrets): Replacement[] {
  return [...search.find(text)].map(({ start, end, entry, form }) => {
    const stand = stands.standFor(entry);
    const to = wholeEnd(text, start, end, entry.value?.reveal() ?? '');
    const raw = text.slice(start, to);
    const replacement = form === 'basic' ? `${raw.slice(0, raw.search(/\s/))} ${plainStand(stand)}` : fill(raw, stand);
    return edit(text, { start, end: to }, replacement, stands.classOf(entry.name));
  });
}

/** Long values are found by their beginning. */
function wholeEnd(text: string, start: number, end: number, value: string): number {
  if (value.length <= end - start) return end;
  if (text.startsWith(value, start)) return start + value.length;
  const rest = /^[^\s"']{0,100000}/.exec(text.slice(end, end + 100_000))?.[0] ?? '';
  return end + rest.length;
}

/** Values too short to be looked for inside of others. */
function shortScalars(unit: Unit, stands: StandIns, search: KnownSecrets): Replacement[] {
  return (unit.document?.scalars ?? []).flatMap((scalar) => {
    const entry = isKey(scalar) || isReference(scalar) ? undefined : search.whole(scalar.value);
    if (entry === undefined) return [];
    const stand = stands.standFor(entry);
    return [edit(unit.source.text, scalar.span, token(unit.source.text, scalar, stand), stands.classOf(entry.name))];
  });
}

/** What stays whatever it holds: references by name, and keys that are words. */
function guardedSpans(unit: Unit): Span[] {
  return (unit.document?.scalars ?? [])
    .filter((scalar) => isReference(scalar) || (isKey(scalar) && /^[\w. -]*$/.test(scalar.value)))
    .map(({ span }) => span);
}

/** The first of those that overlap, the longest first where they begin together. */
function withoutOverlaps(edits: readonly Replacement[]): Replacement[] {
  const kept: Replacement[] = [];
  let end = -1;
  for (const one of [...edits].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)) {
    if (one.span.start < end) continue;
    kept.push(one);
    end = one.span.end;
  }
  return kept;
}

/** Those that touch nothing guarded; both are in the order of the text. */
function outside(edits: readonly Replacement[], guarded: readonly Span[]): Replacement[] {
  let at = 0;
  return [...edits]
    .sort((a, b) => a.span.start - b.span.start)
    .filter(({ span }) => {
      while ((guarded[at]?.end ?? Number.POSITIVE_INFINITY) <= span.start) at += 1;
      const guard = guarded[at];
      return guard === undefined || guard.start >= span.end;
    });
}
