// Reads a file that is no valid YAML, line by line, into the same tree as the parser's: keys by indentation,
// quoted and block scalars over several lines, flow collections where they are sound. It may misread, never skip.
import type {
  Comment,
  MapNode,
  Pair,
  Parent,
  ScalarNode,
  ScalarStyle,
  SeqNode,
  Span,
  YamlDocument,
  YamlNode,
} from './model.js';

/** A parsed flow collection with its scalars. */
export interface Fragment {
  readonly root: YamlNode;
  readonly scalars: readonly ScalarNode[];
}

export type ParseFragment = (text: string, offset: number, parent: Parent) => Fragment | undefined;

/** `key:`, then the end of the line or a blank. The key holds no colon, quote, bracket or `#`. Runs of blanks are bounded. */
const KEY =
  /^(?:"([^"\\]{0,200})"|'([^']{0,200})'|([^\s"'#:{}[\],&*!|>%@`-][^:#"'{}]{0,200}?|-[^\s:#"'{}][^:#"'{}]{0,200}?))[ \t]{0,50}:(?=[ \t]|$)/;
const BLOCK_HEADER = /^[|>][-+0-9]{0,3}(?=[ \t]|$)/;
/** A tag or an anchor before a value. */
const PROPERTY = /^([!&])(\S{0,200})[ \t]{1,50}/;
/** A quoted scalar that never closes is taken as ending with its line. */
const LONGEST_QUOTED_LINES = 500;

interface Open {
  readonly indent: number;
  readonly map: MapNode & { readonly pairs: Pair[] };
}

/** The `#` that opens a comment on a line, or its length; a `#` inside quotes or after a non-blank opens none. */
function commentStart(line: string): number {
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const char = line[i];
    if (quote !== '') {
      if (char === '\\' && quote === '"') i++;
      else if (char === quote) quote = '';
    } else if ((char === '"' || char === "'") && (i === 0 || ' \t[{(,:'.includes(line[i - 1] ?? ''))) quote = char;
    else if (char === '#' && (i === 0 || line[i - 1] === ' ' || line[i - 1] === '\t')) return i;
  }
  return line.length;
}

export function toComment(text: string, span: Span): Comment {
  let before = span.start - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
  return { span, text: text.slice(span.start + 1, span.end), ownLine: before < 0 || text[before] === '\n' };
}

/** Scans the whole text. `problem` says why it could not be parsed. */
export function scanLines(text: string, problem: YamlDocument['problem'], parse: ParseFragment): YamlDocument {
  return new LineScanner(text, parse).scan(problem);
}

class LineScanner {
  readonly #scalars: ScalarNode[] = [];
  readonly #comments: Comment[] = [];
  readonly #roots: YamlNode[] = [];
  readonly #stack: Open[] = [];
  readonly #lines: { readonly start: number; readonly end: number }[] = [];
  readonly #text: string;
  readonly #parse: ParseFragment;

  constructor(text: string, parse: ParseFragment) {
    this.#text = text;
    this.#parse = parse;
    for (let start = 0; start <= text.length; ) {
      const newline = text.indexOf('\n', start);
      const end = newline === -1 ? text.length : newline;
      this.#lines.push({ start, end: text[end - 1] === '\r' && end > start ? end - 1 : end });
      start = end + 1;
    }
  }

  scan(problem: YamlDocument['problem']): YamlDocument {
    let line = 0;
    while (line < this.#lines.length) line = this.#line(line);
    this.#scalars.sort((a, b) => a.span.start - b.span.start);
    return {
      mode: 'line-scan',
      problem,
      roots: this.#roots,
      scalars: this.#scalars,
      aliases: [],
      comments: this.#comments,
    };
  }

  /** Reads one line and what belongs to it; returns the next line's index. */
  #line(index: number): number {
    const line = this.#lines[index];
    if (line === undefined) return index + 1;
    const raw = this.#text.slice(line.start, line.end);
    let at = raw.length - raw.trimStart().length;
    let dash = -1;
    while (raw[at] === '-' && (raw[at + 1] === ' ' || raw[at + 1] === '\t')) {
      dash = at;
      at += 1;
      while (raw[at] === ' ' || raw[at] === '\t') at++;
    }
    const rest = raw.slice(at);
    if (rest === '' || rest === '-') return index + 1;
    if (rest.startsWith('#')) {
      this.#comment(line.start + at, line.end);
      return index + 1;
    }
    const key = KEY.exec(rest);
    if (key === null) return this.#value(index, line.start + at, rest, at, this.#looseParent(at));
    const keyText = key[1] ?? key[2] ?? key[3] ?? '';
    const owner = this.#mapAt(at, dash);
    const keyStart = line.start + at;
    const style: ScalarStyle = key[1] !== undefined ? 'double' : key[2] !== undefined ? 'single' : 'plain';
    const keyNode = this.#add(
      keyText,
      { start: keyStart, end: keyStart + keyText.length + (style === 'plain' ? 0 : 2) },
      style,
      { in: 'key', map: owner },
    );
    const pair: { key: ScalarNode; value: YamlNode | undefined } = { key: keyNode, value: undefined };
    owner.pairs.push(pair);
    const after = rest.slice(key[0].length);
    const blanks = after.length - after.trimStart().length;
    const valueText = after.slice(blanks);
    if (valueText === '') return index + 1;
    return this.#value(
      index,
      keyStart + key[0].length + blanks,
      valueText,
      at,
      { in: 'map', map: owner, pair },
      (node) => {
        pair.value = node;
      },
    );
  }

  /** The map that a key at this column belongs to; a dash before it opens a new one. */
  #mapAt(indent: number, dash: number): Open['map'] {
    while ((this.#stack.at(-1)?.indent ?? -1) > indent) this.#stack.pop();
    const top = this.#stack.at(-1);
    if (top !== undefined && top.indent === indent && dash === -1) return top.map;
    if (top !== undefined && top.indent === indent) this.#stack.pop();
    // a list may stand at its key's own column: the dash, not the key behind it, decides what it belongs to
    const owner = this.#stack.findLast((open) => open.indent < indent && (dash === -1 || open.indent <= dash));
    const pair = owner?.map.pairs.at(-1);
    const span = { start: 0, end: 0 };
    const above: Parent =
      owner !== undefined && pair !== undefined ? { in: 'map', map: owner.map, pair } : { in: 'root' };
    let parent: Parent = above;
    if (dash !== -1) {
      const seq: SeqNode = {
        kind: 'seq',
        flow: false,
        items: [],
        parent: above,
        span,
        tag: undefined,
        anchor: undefined,
      };
      parent = { in: 'seq', seq, index: 0 };
    }
    const map: Open['map'] = { kind: 'map', flow: false, pairs: [], parent, span, tag: undefined, anchor: undefined };
    if (parent.in === 'root') this.#roots.push(map);
    else if (parent.in === 'map' && pair !== undefined && pair.value === undefined)
      (pair as { value: YamlNode }).value = map;
    this.#stack.push({ indent, map });
    return map;
  }

  /** Text without a key belongs to the last key above it, as an item of its list. */
  #looseParent(indent: number): Parent {
    const open = this.#stack.findLast((candidate) => candidate.indent <= indent);
    const pair = open?.map.pairs.at(-1);
    if (open === undefined || pair === undefined) return { in: 'root' };
    const above: Parent = { in: 'map', map: open.map, pair };
    const seq: SeqNode = {
      kind: 'seq',
      flow: false,
      items: [],
      parent: above,
      span: { start: 0, end: 0 },
      tag: undefined,
      anchor: undefined,
    };
    return { in: 'seq', seq, index: 0 };
  }

  #value(
    index: number,
    start: number,
    text: string,
    indent: number,
    parent: Parent,
    attach?: (node: YamlNode) => void,
  ): number {
    let tag: ScalarNode['tag'];
    let anchor: string | undefined;
    let at = start;
    let rest = text;
    for (let property = PROPERTY.exec(rest); property !== null; property = PROPERTY.exec(rest)) {
      const [whole, sigil, name] = property;
      if (sigil === '&') anchor = name;
      else tag = { name: `!${name}`, span: { start: at, end: at + 1 + (name ?? '').length } };
      at += whole.length;
      rest = rest.slice(whole.length);
    }
    const add = (value: string, span: Span, style: ScalarStyle): void => {
      const node = this.#add(value, span, style, parent, tag, anchor);
      attach?.(node);
    };
    if (BLOCK_HEADER.test(rest)) return this.#block(index, at, rest, indent, add);
    if (rest.startsWith('"') || rest.startsWith("'")) return this.#quoted(index, at, rest, add);
    const hash = commentStart(rest);
    if (hash < rest.length) this.#comment(at + hash, at + rest.length);
    const plain = rest.slice(0, hash).trimEnd();
    if (plain.startsWith('{') || plain.startsWith('[')) {
      const fragment = this.#parse(plain, at, parent);
      if (fragment !== undefined) {
        this.#scalars.push(...fragment.scalars);
        attach?.(fragment.root);
        return index + 1;
      }
    }
    if (plain !== '') add(plain, { start: at, end: at + plain.length }, 'plain');
    return index + 1;
  }

  #block(
    index: number,
    start: number,
    header: string,
    indent: number,
    add: (value: string, span: Span, style: ScalarStyle) => void,
  ): number {
    let next = index + 1;
    let end = start + 1;
    const lines: string[] = [];
    for (; next < this.#lines.length; next++) {
      const line = this.#lines[next];
      if (line === undefined) break;
      const raw = this.#text.slice(line.start, line.end);
      const trimmed = raw.trimStart();
      if (trimmed !== '' && raw.length - trimmed.length <= indent) break;
      lines.push(trimmed);
      if (trimmed !== '') end = line.start + raw.trimEnd().length;
    }
    const literal = header.startsWith('|');
    add(lines.join(literal ? '\n' : ' ').trimEnd(), { start, end }, literal ? 'literal' : 'folded');
    return next;
  }

  #quoted(
    index: number,
    start: number,
    text: string,
    add: (value: string, span: Span, style: ScalarStyle) => void,
  ): number {
    const quote = text[0] ?? '"';
    const style: ScalarStyle = quote === '"' ? 'double' : 'single';
    const last = this.#lines[Math.min(index + LONGEST_QUOTED_LINES, this.#lines.length - 1)];
    const limit = last?.end ?? this.#text.length;
    let at = start + 1;
    for (; at < limit; at++) {
      const char = this.#text[at];
      if (char === '\\' && quote === '"') at++;
      else if (char === quote && quote === "'" && this.#text[at + 1] === quote) at++;
      else if (char === quote) break;
    }
    if (at >= limit) {
      add(text.slice(1).trimEnd(), { start, end: start + text.trimEnd().length }, 'plain');
      return index + 1;
    }
    const inner = this.#text.slice(start + 1, at).replace(/[ \t]*\r?\n[ \t]*/g, ' ');
    add(quote === "'" ? inner.replaceAll("''", "'") : unescapeCommon(inner), { start, end: at + 1 }, style);
    let next = index + 1;
    while ((this.#lines[next]?.start ?? Number.POSITIVE_INFINITY) <= at) next++;
    const lineEnd = this.#lines[next - 1]?.end ?? at;
    const hash = this.#text.slice(at + 1, lineEnd).indexOf('#');
    if (hash !== -1) this.#comment(at + 1 + hash, lineEnd);
    return next;
  }

  #add(
    value: string,
    span: Span,
    style: ScalarStyle,
    parent: Parent,
    tag?: ScalarNode['tag'],
    anchor?: string,
  ): ScalarNode {
    const node: ScalarNode = { kind: 'scalar', value, span, style, parent, tag, anchor };
    this.#scalars.push(node);
    return node;
  }

  #comment(start: number, end: number): void {
    this.#comments.push(toComment(this.#text, { start, end }));
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '/': '/' };

function unescapeCommon(text: string): string {
  return text.replace(/\\(["\\/nt])/g, (_, char: string) => ESCAPES[char] ?? char);
}
