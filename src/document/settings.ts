// Lines of names and values to the document model: INI, `.env`, `.properties`, units of systemd, and what is written like them.
// A line that says nothing of the kind is passed over. Linear, and never throws.
import { readLines, skipBlanks, type TextLine, trimEnd } from './line-parts.js';
import type { ScalarStyle, Span, YamlDocument } from './model.js';
import { inPair, type OpenMap, PlainTree } from './plain-tree.js';

export interface SettingsStyle {
  /** Signs that open a comment. */
  readonly comment: string;
  /** `name value` with a blank between (mosquitto.conf(5), redis.conf, nginx). */
  readonly separated: boolean;
  /** A value in quotes may go over several lines, as `.env` files have it. */
  readonly severalLines: boolean;
}

export const INI: SettingsStyle = { comment: '#;', separated: true, severalLines: false };
export const ENV: SettingsStyle = { comment: '#', separated: false, severalLines: true };

/** Not `[[`, which is TOML or a shell's. */
const SECTION = /^\[(?!\[)([^\]\n]{1,200})\][ \t]{0,200}(?:[#;]|$)/;
/** A name, quoted or not, then its sign. Blanks inside the name only before `=`. */
const ASSIGNED =
  /^(?:(?:export|set)[ \t]{1,5}\$?)?(["']?)([\p{L}_$][\p{L}\p{M}\p{N}_.-]{0,100}(?:[ \t][\p{L}\p{N}_.-]{1,40}){0,4}?)\1[ \t]{0,40}(?:=|:(?![/\\]))[ \t]{0,200}/u;
const SEPARATED = /^(?:set[ \t]{1,5}\$)?([A-Za-z_][\w-]{1,60})[ \t]{1,40}(?=["']|\S{2,300}[ \t]{0,40}$)/;
/** A key in a certificate is no longer. */
const LONGEST_QUOTED = 20_000;

export function readSettings(text: string, style: SettingsStyle): YamlDocument {
  return new SettingsReader(text, style).read();
}

class SettingsReader {
  readonly #tree = new PlainTree();
  readonly #sections = new Map<string, OpenMap>();
  readonly #text: string;
  readonly #style: SettingsStyle;

  constructor(text: string, style: SettingsStyle) {
    this.#text = text;
    this.#style = style;
  }

  read(): YamlDocument {
    const root = this.#tree.map({ in: 'root' }, 0);
    root.span = { start: 0, end: this.#text.length };
    let map = root;
    let next = 0;
    for (const line of readLines(this.#text)) {
      if (line.start < next) continue;
      const at = skipBlanks(this.#text, line.start, line.end);
      if (at === line.end) continue;
      if (this.#style.comment.includes(this.#text[at] ?? '')) this.#comment(at, line, true);
      else if (this.#text[at] === '[') map = this.#section(root, at, line) ?? map;
      else next = this.#entry(map, at, line);
    }
    return this.#tree.document();
  }

  #comment(start: number, { end }: TextLine, ownLine: boolean): void {
    this.#tree.comment(this.#text.slice(start + 1, end), { start, end }, ownLine);
  }

  #section(root: OpenMap, at: number, line: TextLine): OpenMap | undefined {
    const name = SECTION.exec(this.#text.slice(at, line.end))?.[1];
    if (name === undefined) return undefined;
    let map = this.#sections.get(name);
    if (map === undefined) {
      const pair = this.#tree.pair(root, name, { start: at + 1, end: at + 1 + name.length });
      map = this.#tree.map(inPair(root, pair), line.end);
      this.#sections.set(name, map);
    }
    return map;
  }

  /** One name with its value; where the next line to be read begins. */
  #entry(map: OpenMap, at: number, line: TextLine): number {
    const rest = this.#text.slice(at, Math.min(line.end, at + 800));
    const assigned = ASSIGNED.exec(rest);
    const separated = assigned === null && this.#style.separated ? SEPARATED.exec(rest) : null;
    const match = assigned ?? separated;
    const name = assigned?.[2] ?? separated?.[1];
    if (match === null || name === undefined) return line.end;
    const start = at + match[0].length;
    const { span, value, style, end } = this.#value(start, line);
    if (span.end === span.start) return line.end;
    const nameAt = at + match[0].indexOf(name);
    const pair = this.#tree.pair(map, name, { start: nameAt, end: nameAt + name.length });
    this.#tree.scalar(inPair(map, pair), value, span, style);
    map.span = { start: map.span.start, end: Math.max(map.span.end, span.end) };
    return end;
  }

  #value(start: number, line: TextLine): { span: Span; value: string; style: ScalarStyle; end: number } {
    const text = this.#text;
    const quote = text[start];
    if (quote === '"' || quote === "'") {
      const close = this.#closing(quote, start, line);
      if (close !== undefined)
        return {
          span: { start, end: close + 1 },
          value: unquote(text.slice(start + 1, close), quote),
          style: quote === '"' ? 'double' : 'single',
          end: Math.max(close + 1, line.end),
        };
    }
    const mark = commentIn(text, start, line.end, this.#style.comment);
    if (mark < line.end) this.#comment(mark, line, false);
    let end = trimEnd(text, start, mark);
    while (end > start && text[end - 1] === ';') end--;
    return { span: { start, end }, value: text.slice(start, end), style: 'plain', end: line.end };
  }

  /** The quote that closes; what follows it on its line may only be a comment or punctuation. */
  #closing(quote: string, start: number, line: TextLine): number | undefined {
    const text = this.#text;
    const last = this.#style.severalLines ? Math.min(text.length, start + LONGEST_QUOTED) : line.end;
    for (let at = start + 1; at < last; at++) {
      if (text[at] === '\\' && quote === '"') at++;
      else if (text[at] === quote) {
        const newline = text.indexOf('\n', at);
        const rest = text.slice(at + 1, newline === -1 ? text.length : newline).slice(0, 200);
        return /^[ \t;,\r]*(?:[#;]|$)/.test(rest) ? at : undefined;
      }
    }
    return undefined;
  }
}

/** A sign after a blank; its place, or the end. */
function commentIn(text: string, start: number, end: number, signs: string): number {
  for (let at = start; at < end; at++) {
    if (signs.includes(text[at] ?? '') && at > start && (text[at - 1] === ' ' || text[at - 1] === '\t')) return at;
  }
  return end;
}

/** In double quotes a backslash protects the sign behind it. */
function unquote(text: string, quote: string): string {
  if (quote !== '"' || !text.includes('\\')) return text;
  return text.replace(/\\(["\\$`])/g, '$1').replaceAll('\\n', '\n');
}
