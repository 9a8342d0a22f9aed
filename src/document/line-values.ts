import { LineNodes } from './line-nodes.js';
import {
  ALIAS,
  BLOCK_HEADER,
  blockText,
  commentStart,
  FLOW_KEY,
  FLOW_PLAIN,
  inNewSeq,
  LIKELY_KEY,
  newMap,
  type OpenMap,
  type OpenPair,
  type ParseFragment,
  type Place,
  type Properties,
  skipBlanks,
  type TextLine,
  trimEnd,
} from './line-parts.js';
import { endOfQuoted, readFlow } from './mend.js';
import type { Parent, YamlNode } from './model.js';

/** Jinja2: brackets, but no flow collection. */
const TEMPLATE = /^\{[{%#]/;
/** A value that does not close is taken as ending with its line. */
const LONGEST_LINES = 500;
/** Characters read in vain while looking for the ends of values that do not close; then a value ends with its line. */
const MOST_LOOKAHEAD = 4_000_000;
/** Each starts a parser of its own. */
const MOST_FRAGMENTS = 20_000;

export class LineValues extends LineNodes {
  /** A flow collection that could not be parsed and has not ended. */
  loose: { readonly indent: number; readonly map: OpenMap; depth: number } | undefined;
  readonly #parse: ParseFragment;
  #lookahead = MOST_LOOKAHEAD;
  #fragments = MOST_FRAGMENTS;

  constructor(text: string, lines: readonly TextLine[], parse: ParseFragment) {
    super(text, lines);
    this.#parse = parse;
  }

  /** Reads what stands from a place to the end of its line, and what belongs to it; returns the next line's index. */
  value(index: number, from: number, place: Place): number {
    const { text } = this;
    const { end } = this.lineAt(index);
    const [properties, at] = this.properties(from, end);
    if (at >= end) return index + 1;
    const attach = (node: YamlNode): void => {
      if (place.pair !== undefined) place.pair.value ??= node;
    };
    const rest = text.slice(at, end);
    const first = text[at];
    if (first === '#') return this.comment(index, at);
    if ((first === '|' || first === '>') && BLOCK_HEADER.test(rest))
      return this.#block(index, at, place, properties, attach);
    if (first === '"' || first === "'") {
      const close = this.endOfQuoted(index, at, place.indent);
      if (close === undefined) {
        // without its quote, so that the span is the value
        attach(this.add(at + 1, trimEnd(text, at + 1, end), '', place.parent, properties));
        return index + 1;
      }
      attach(this.add(at, close, first, place.parent, properties));
      return this.looseLine(this.lineOf(close, index), close, place);
    }
    const alias = first === '*' ? ALIAS.exec(rest) : null;
    if (alias !== null) {
      attach(this.alias(at, at + alias[0].length, place.parent));
      return this.looseLine(index, at + alias[0].length, place);
    }
    if ((first === '{' && !TEMPLATE.test(rest)) || first === '[') {
      const fragment = this.#fragment(index, at, place.parent);
      if (fragment !== undefined) {
        attach(fragment.root);
        return this.looseLine(this.lineOf(fragment.end, index), fragment.end, place);
      }
      const map = newMap(place.parent);
      attach(map);
      this.loose = { indent: place.indent, map, depth: 0 };
      return this.looseLine(index, at, place);
    }
    const hash = commentStart(rest);
    attach(this.add(at, trimEnd(text, at, at + hash), '', place.parent, properties));
    return hash < rest.length ? this.comment(index, at + hash) : index + 1;
  }

  /** Pieces with commas and brackets between them: a broken flow collection, or what follows a value on its line. */
  looseLine(index: number, from: number, place?: Place): number {
    const { text } = this;
    const { loose } = this;
    let line = index;
    let pair: OpenPair | undefined;
    for (let at = from; ; ) {
      const { end } = this.lineAt(line);
      at = this.#skipBrackets(at, end);
      if (at >= end) return line + 1;
      if (text[at] === '#') return this.comment(line, at);
      const [properties, start] = this.properties(at, end);
      if (start >= end) return line + 1;
      const piece = this.#piece(line, start, end, loose !== undefined);
      line = this.lineOf(piece.end, line);
      at = Math.max(piece.end, start + 1);
      if (loose !== undefined && piece.colon !== undefined) {
        pair = this.addKey(piece, loose.map, properties);
        at = piece.colon + 1;
      } else {
        const above = loose?.map.parent ?? place?.parent ?? { in: 'root' };
        const parent: Parent =
          loose !== undefined && pair !== undefined ? { in: 'map', map: loose.map, pair } : inNewSeq(above);
        const node = this.add(piece.start, piece.end, piece.quote, parent, properties);
        if (pair !== undefined) pair.value = node;
        pair = undefined;
      }
    }
  }

  #skipBrackets(from: number, end: number): number {
    let at = from;
    for (; at < end && ' \t,[]{}'.includes(this.text[at] ?? '#'); at++) {
      const char = this.text[at];
      if (this.loose === undefined) continue;
      if (char === '[' || char === '{') this.loose.depth++;
      else if ((char === ']' || char === '}') && --this.loose.depth <= 0) this.loose = undefined;
    }
    return at;
  }

  /** A quoted scalar, a key or plain text; `colon` stands behind a key. */
  #piece(line: number, start: number, end: number, inFlow: boolean) {
    const { text } = this;
    const quote = text[start] === '"' || text[start] === "'" ? (text[start] ?? '') : '';
    if (quote !== '') {
      const close = this.endOfQuoted(line, start, -1);
      if (close !== undefined) {
        const colon = skipBlanks(text, close, this.lineAt(this.lineOf(close, line)).end);
        return { start, end: close, quote, colon: text[colon] === ':' ? colon : undefined };
      }
    }
    const from = start + quote.length;
    const rest = text.slice(from, end);
    const key = inFlow ? FLOW_KEY.exec(rest) : null;
    if (key !== null)
      return { start: from, end: from + (key[1] ?? '').length, quote: '', colon: from + key[0].length - 1 };
    return {
      start: from,
      end: from + (FLOW_PLAIN.exec(rest)?.[0].length ?? Math.min(1, rest.length)),
      quote: '',
      colon: undefined,
    };
  }

  /** A flow collection over one or several lines, if it is sound. */
  #fragment(index: number, at: number, parent: Parent): { readonly root: YamlNode; readonly end: number } | undefined {
    if (--this.#fragments < 0) return undefined;
    const slice = this.text.slice(at, this.#limit(index));
    const flow = readFlow(slice, 0);
    if (flow === undefined) {
      this.#lookahead -= slice.length;
      return undefined;
    }
    const end = at + flow.shown.length;
    const fragment = this.#parse(this.text.slice(at, end), at, parent);
    if (fragment === undefined) return undefined;
    for (const scalar of fragment.scalars) this.scalars.push(scalar);
    for (const alias of fragment.aliases) this.aliases.push(alias);
    for (const comment of fragment.comments) this.comments.push(comment);
    return { root: fragment.root, end };
  }

  /** How far a value that begins on a line may go. */
  #limit(index: number): number {
    return this.lineAt(this.#lookahead > 0 ? Math.min(index + LONGEST_LINES, this.lines.length - 1) : index).end;
  }

  /** Where a quoted scalar ends. In a broken file a key on a line of its own says that a quote is missing before it. */
  endOfQuoted(index: number, at: number, indent: number): number | undefined {
    const slice = this.text.slice(at, this.#limit(index));
    const length = endOfQuoted(slice, 0);
    if (length === undefined) {
      this.#lookahead -= slice.length;
      return undefined;
    }
    const end = at + length;
    for (let line = index + 1; this.lineAt(line).start < end; line++) {
      const { start, end: lineEnd } = this.lineAt(line);
      const from = skipBlanks(this.text, start, lineEnd);
      const isLeft = from - start <= indent;
      if (isLeft && LIKELY_KEY.test(this.text.slice(from, lineEnd))) {
        this.#lookahead -= length;
        return undefined;
      }
    }
    return end;
  }

  #block(
    index: number,
    at: number,
    { parent, indent }: Place,
    { tag, anchor }: Properties,
    attach: (node: YamlNode) => void,
  ): number {
    const header = this.text.slice(at, this.lineAt(index).end);
    let next = index + 1;
    let end = at + (BLOCK_HEADER.exec(header)?.[0].length ?? 1);
    const lines: string[] = [];
    for (; next < this.lines.length; next++) {
      const { start, end: lineEnd } = this.lineAt(next);
      const from = skipBlanks(this.text, start, lineEnd);
      if (from < lineEnd && from - start <= indent) break;
      lines.push(this.text.slice(start, lineEnd));
      if (from < lineEnd) end = lineEnd;
    }
    const hash = header.indexOf('#');
    if (hash !== -1) this.comment(index, at + hash);
    const style = header.startsWith('|') ? 'literal' : 'folded';
    const value = blockText(lines, header.split(' ', 1)[0] ?? '');
    attach(this.push({ kind: 'scalar', parent, span: { start: at, end }, tag, anchor, value, style }));
    return next;
  }
}
