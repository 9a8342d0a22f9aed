// Some valid text ends too early for npm `yaml`'s lexer: a quoted scalar or a flow collection that goes on at a column
// left of its key, and `*alias:` as a key. Writes the same text, character for character, so that the lexer can follow.

import type { Span } from './model.js';
import { yamlPackage } from './parser.js';

/** Where the lexer lost its way. */
export interface Break {
  readonly kind: 'quote' | 'flow' | 'alias';
  readonly offset: number;
}

const SCALAR_MARK = '\u001f';
const FLOW_END_MARK = '\u0018';

/** Follows the lexer through the text. */
export class LexemeCursor {
  /** Of the lexeme last taken. */
  offset = 0;
  /** The lexeme last taken is neither a mark nor the text of a plain or block scalar. */
  isToken = false;
  readonly #text: string;
  #end = 0;
  #isScalar = false;
  #depth = 0;
  #flowStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(lexeme: string): Break | undefined {
    this.offset = this.#end;
    const isScalar = this.#isScalar;
    this.#isScalar = false;
    this.isToken = false;
    if (isScalar) {
      this.#end += lexeme.length;
      return undefined;
    }
    switch (lexeme[0]) {
      case '\u0002':
        return undefined;
      case SCALAR_MARK:
        this.#isScalar = true;
        return undefined;
      case FLOW_END_MARK:
        this.#depth = 0;
        return { kind: 'flow', offset: this.#flowStart };
    }
    this.isToken = true;
    this.#end += lexeme.length;
    return this.#look(lexeme);
  }

  #look(lexeme: string): Break | undefined {
    const { offset } = this;
    switch (lexeme[0]) {
      case '{':
      case '[':
        if (this.#depth++ === 0) this.#flowStart = offset;
        return undefined;
      case '}':
      case ']':
        if (this.#depth > 0) this.#depth--;
        return undefined;
      case '*':
        return lexeme.endsWith(':') ? { kind: 'alias', offset } : undefined;
      case '"':
      case "'": {
        const next = this.#text[this.#end];
        const mayBreak = next === undefined || next === '\n' || next === '\r';
        if (!mayBreak || endOfQuoted(this.#text, offset) === this.#end) return undefined;
        // the flow collection around it is likely to go on as far left
        return this.#depth > 0 ? { kind: 'flow', offset: this.#flowStart } : { kind: 'quote', offset };
      }
      default:
        return undefined;
    }
  }
}

export interface Mended {
  readonly text: string;
  /** Comments that are blanks now. */
  readonly comments: readonly Span[];
}

/** The text with every break joined; undefined where something never closes. Characters only change into blanks or quotes. */
export function mend(text: string, first: Break): Mended | undefined {
  const parts: string[] = [];
  const comments: Span[] = [];
  let done = 0;
  for (let at: Break | undefined = first; at !== undefined; at = findBreak(text, done)) {
    const whole = join(text, at, comments);
    if (whole === undefined) return undefined;
    parts.push(text.slice(done, at.offset), whole);
    done = at.offset + whole.length;
  }
  parts.push(text.slice(done));
  return { text: parts.join(''), comments };
}

function join(text: string, { kind, offset }: Break, comments: Span[]): string | undefined {
  if (kind === 'alias') return `"${text.slice(offset + 1, text.indexOf(':', offset) - 1)}"`;
  if (kind === 'quote') {
    const end = endOfQuoted(text, offset);
    return end === undefined ? undefined : text.slice(offset, end).replace(/[\r\n]/g, ' ');
  }
  const flow = readFlow(text, offset);
  if (flow === undefined) return undefined;
  comments.push(...flow.comments);
  // without its line end a comment would swallow what follows
  return flow.shown.replace(/[\r\n]/g, ' ');
}

/** The next break from a place behind the last one; the lexer is new, so that the search stays linear. */
function findBreak(text: string, from: number): Break | undefined {
  const rest = text.slice(from);
  const cursor = new LexemeCursor(rest);
  const { Lexer } = yamlPackage();
  for (const lexeme of new Lexer().lex(rest)) {
    const found = cursor.take(lexeme);
    if (found !== undefined) return { kind: found.kind, offset: found.offset + from };
  }
  return undefined;
}

const DOCUMENT_MARK = /\n(?:---|\.\.\.)(?=\s|$)/g;

/** Where a quoted scalar ends by PyYAML's rules, which do not look at columns; undefined where it does not. */
export function endOfQuoted(text: string, start: number): number | undefined {
  const quote = text[start] ?? '"';
  let at = text.indexOf(quote, start + 1);
  if (quote === "'") while (at !== -1 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  else while (at !== -1 && isEscaped(text, at)) at = text.indexOf(quote, at + 1);
  if (at === -1) return undefined;
  const isCut = text.slice(start, at).search(DOCUMENT_MARK) !== -1;
  return isCut ? undefined : at + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

const BEFORE_COMMENT = ' \t\r\n,[{';
const BEFORE_QUOTE = `${BEFORE_COMMENT}:`;

export interface Flow {
  /** The collection, its comments blanked out. */
  readonly shown: string;
  readonly comments: readonly Span[];
}

/** Finds where a flow collection ends, whatever the columns; undefined where it does not. */
export function readFlow(text: string, start: number): Flow | undefined {
  const parts: string[] = [];
  const comments: Span[] = [];
  let done = start;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    switch (text[at]) {
      case '{':
      case '[':
        depth++;
        break;
      case '}':
      case ']':
        if (--depth === 0) return { shown: parts.join('') + text.slice(done, at + 1), comments };
        break;
      case '"':
      case "'": {
        if (!BEFORE_QUOTE.includes(text[at - 1] ?? ' ')) break;
        const end = endOfQuoted(text, at);
        if (end === undefined) return undefined;
        at = end - 1;
        break;
      }
      case '#': {
        if (!BEFORE_COMMENT.includes(text[at - 1] ?? ' ')) break;
        const lineEnd = text.indexOf('\n', at);
        if (lineEnd === -1) return undefined;
        const end = text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
        comments.push({ start: at, end });
        parts.push(text.slice(done, at), ' '.repeat(end - at));
        done = end;
        at = lineEnd;
        break;
      }
    }
  }
  return undefined;
}
