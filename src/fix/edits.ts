// Edits of a text: each replaces what was seen at its span, and nothing else.
import type { Span } from '../document/model.js';

export interface Edit {
  readonly span: Span;
  /** What must stand there. */
  readonly expect: string;
  readonly text: string;
  /** What of the text people may see, where more stands in it than a reference. */
  readonly shown?: string;
}

/** Undefined where something else stands at a span, or two overlap: then nothing is changed. */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  const parts: string[] = [];
  let at = 0;
  for (const { span, expect, text: replacement } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    if (span.start < at || span.end < span.start || text.slice(span.start, span.end) !== expect) return undefined;
    parts.push(text.slice(at, span.start), replacement);
    at = span.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
