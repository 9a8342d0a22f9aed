// What the matchers of texts find: a part of a text that tells something private.
import type { Confidence } from '../../types.js';
import type { PrivateKind } from '../data/privacy/kinds.js';

export interface PrivateHit {
  readonly start: number;
  readonly end: number;
  readonly kind: PrivateKind;
  /** The private part alone. */
  readonly value: string;
  readonly confidence: Confidence;
  /** The row or shape that decided, for `why`. */
  readonly because: string;
}

export const MOST_HITS = 200;

/** As many matches as a text may have. */
export function* eachMatch(
  pattern: RegExp,
  text: string,
): Generator<{ readonly start: number; readonly end: number; readonly match: RegExpExecArray }> {
  let count = 0;
  for (const match of text.matchAll(pattern)) {
    yield { start: match.index, end: match.index + match[0].length, match };
    if (++count >= MOST_HITS * 5) return;
  }
}

/** Drawings are made of numbers with dots, too. */
const DRAWING =
  /<path|<svg|\bd=["'][Mm]|viewBox|polygon|^\s*[Mm]\s?\d|\d[a-zA-Z]-?\.?\d[\d.]{0,9}[-\s,]\S*[a-zA-Z]-?\.?\d/;
/** At most so much of a line is looked at. */
const AROUND = 200;

export function isInDrawing(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - AROUND), at);
  const after = text.slice(at, at + AROUND);
  return DRAWING.test(`${before.slice(before.lastIndexOf('\n') + 1)}${after.split('\n', 1)[0]}`);
}
