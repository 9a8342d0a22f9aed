// Reads a file that is no valid YAML, line by line, into the same tree as the parser's: keys by indentation, quoted and
// block scalars over several lines, flow collections where they are sound. It may misread, never skip; linear in time.
import {
  commentStart,
  inNewSeq,
  KEY,
  newMap,
  type OpenMap,
  type OpenPair,
  type ParseFragment,
  type Place,
  readLines,
  skipBlanks,
  type TextLine,
  trimEnd,
} from './line-parts.js';
import { LineValues } from './line-values.js';
import type { Parent, YamlDocument, YamlNode } from './model.js';

interface Open {
  readonly indent: number;
  readonly map: OpenMap;
}

/** Scans the whole text. `problem` says why it could not be parsed. */
export function scanLines(text: string, problem: YamlDocument['problem'], parse: ParseFragment): YamlDocument {
  return new LineScanner(text, parse).scan(problem);
}

class LineScanner {
  readonly #roots: YamlNode[] = [];
  readonly #stack: Open[] = [];
  readonly #lines: readonly TextLine[];
  readonly #text: string;
  readonly #values: LineValues;

  constructor(text: string, parse: ParseFragment) {
    this.#text = text;
    this.#lines = readLines(text);
    this.#values = new LineValues(text, this.#lines, parse);
  }

  scan(problem: YamlDocument['problem']): YamlDocument {
    for (let line = 0; line < this.#lines.length; ) line = this.#line(line);
    const { scalars, aliases, comments } = this.#values;
    scalars.sort((a, b) => a.span.start - b.span.start);
    comments.sort((a, b) => a.span.start - b.span.start);
    return { mode: 'line-scan', problem, roots: this.#roots, scalars, aliases, comments };
  }

  /** Reads one line and what belongs to it; returns the next line's index. */
  #line(index: number): number {
    const text = this.#text;
    const { start, end } = this.#values.lineAt(index);
    let at = skipBlanks(text, start, end);
    if (at === start && /^(?:---|\.\.\.)(?=[ \t]|$)/.test(text.slice(start, Math.min(end, start + 4)))) {
      this.#stack.length = 0;
      at = skipBlanks(text, start + 3, end);
    }
    if (at === end) return index + 1;
    if (this.#values.loose !== undefined && at - start > this.#values.loose.indent)
      return this.#values.looseLine(index, at);
    this.#values.loose = undefined;
    let dash = -1;
    let explicit = false;
    for (; text[at] === '-' || text[at] === '?' || text[at] === ':'; at = skipBlanks(text, at + 1, end)) {
      const next = text[at + 1];
      if (at + 1 < end && next !== ' ' && next !== '\t') break;
      if (text[at] === ':') {
        const column = at - start;
        return this.#values.value(index, skipBlanks(text, at + 1, end), this.#lastPlace(column));
      }
      if (text[at] === '-') dash = at - start;
      explicit = text[at] === '?';
    }
    return at === end ? index + 1 : this.#entry(index, at, dash, explicit);
  }

  /** A key with its value, or an item. */
  #entry(index: number, at: number, dash: number, explicit: boolean): number {
    const { start } = this.#values.lineAt(index);
    const column = at - start;
    const indent = dash === -1 ? column : dash;
    const [properties, from] = this.#values.properties(at, this.#values.lineAt(index).end);
    const key = this.#findKey(index, from, indent, explicit);
    if (key === undefined)
      return this.#values.value(index, at, { parent: this.#looseParent(column), pair: undefined, indent });
    const map = this.#mapAt(column, dash);
    const pair = this.#values.addKey(key, map, properties);
    const place: Place = { parent: { in: 'map', map, pair }, pair, indent: column };
    return this.#values.value(key.line, skipBlanks(this.#text, key.next, this.#values.lineAt(key.line).end), place);
  }

  #findKey(index: number, at: number, indent: number, explicit: boolean) {
    const text = this.#text;
    const { end } = this.#values.lineAt(index);
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      const close = this.#values.endOfQuoted(index, at, indent);
      if (close === undefined) return undefined;
      const line = this.#values.lineOf(close, index);
      const lineEnd = this.#values.lineAt(line).end;
      const colon = skipBlanks(text, close, lineEnd);
      const isKey = text[colon] === ':' && (colon + 1 >= lineEnd || ' \t'.includes(text[colon + 1] ?? ' '));
      if (!isKey && !explicit) return undefined;
      return { start: at, end: close, quote, next: isKey ? colon + 1 : close, line };
    }
    const rest = text.slice(at, end);
    const match = KEY.exec(rest);
    if (match === null) {
      if (!explicit) return undefined;
      const last = trimEnd(text, at, at + commentStart(rest));
      return { start: at, end: last, quote: '', next: last, line: index };
    }
    return { start: at, end: at + (match[1] ?? '').length, quote: '', next: at + match[0].length, line: index };
  }

  /** The map that a key at this column belongs to; a dash before it opens a new one. */
  #mapAt(indent: number, dash: number): OpenMap {
    while ((this.#stack.at(-1)?.indent ?? -1) > indent) this.#stack.pop();
    const top = this.#stack.at(-1);
    if (top !== undefined && top.indent === indent && dash === -1) return top.map;
    if (top !== undefined && top.indent === indent) this.#stack.pop();
    // a list may stand at its key's own column: the dash, not the key behind it, decides what it belongs to
    const owner = this.#stack.findLast((open) => open.indent < indent && (dash === -1 || open.indent <= dash));
    const pair = owner?.map.pairs.at(-1);
    const above: Parent =
      owner !== undefined && pair !== undefined ? { in: 'map', map: owner.map, pair } : { in: 'root' };
    const map = newMap(dash === -1 ? above : inNewSeq(above));
    if (map.parent.in === 'root') this.#roots.push(map);
    else if (map.parent.in === 'map' && pair !== undefined && pair.value === undefined)
      (pair as { value: YamlNode }).value = map;
    this.#stack.push({ indent, map });
    return map;
  }

  /** Text without a key belongs to the last key above it, as an item of its list. */
  #looseParent(indent: number): Parent {
    const open = this.#stack.findLast((candidate) => candidate.indent <= indent);
    const pair = open?.map.pairs.at(-1);
    return open === undefined || pair === undefined ? { in: 'root' } : inNewSeq({ in: 'map', map: open.map, pair });
  }

  /** `: value` belongs to the last key at its column. */
  #lastPlace(indent: number): Place {
    const open = this.#stack.findLast((candidate) => candidate.indent <= indent + 2);
    const pair = open?.map.pairs.at(-1) as OpenPair | undefined;
    if (open === undefined || pair === undefined) return { parent: { in: 'root' }, pair: undefined, indent };
    return { parent: { in: 'map', map: open.map, pair }, pair, indent };
  }
}
