// The parts of a line for line-scan.ts: lines themselves, keys, comments, the text of block scalars. Linear patterns only.

import type { AliasNode, Comment, MapNode, Pair, Parent, ScalarNode, SeqNode, Span, YamlNode } from './model.js';

export interface TextLine {
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
}

export function readLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    lines.push({ start, end: end > start && text[end - 1] === '\r' ? end - 1 : end });
    start = end + 1;
  }
  return lines;
}

/** The first place from `at` on that holds no blank; `end` at most. */
export function skipBlanks(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && (text[next] === ' ' || text[next] === '\t')) next++;
  return next;
}

/** A parsed flow collection with what stands in it. */
export interface Fragment {
  readonly root: YamlNode;
  readonly scalars: readonly ScalarNode[];
  readonly aliases: readonly AliasNode[];
  readonly comments: readonly Comment[];
}

export type ParseFragment = (text: string, offset: number, parent: Parent) => Fragment | undefined;

export type OpenMap = MapNode & { readonly pairs: Pair[] };
export type OpenPair = { key: ScalarNode; value: YamlNode | undefined };

/** Where a value goes: its parent, and the pair that waits for it. */
export interface Place {
  readonly parent: Parent;
  readonly pair: OpenPair | undefined;
  /** The column of the key or dash. */
  readonly indent: number;
}

export interface Properties {
  readonly tag: ScalarNode['tag'];
  readonly anchor: string | undefined;
}

export const NO_PROPERTIES: Properties = { tag: undefined, anchor: undefined };
const NOWHERE: Span = { start: 0, end: 0 };

export function newMap(parent: Parent): OpenMap {
  return { kind: 'map', flow: false, pairs: [], parent, span: NOWHERE, tag: undefined, anchor: undefined };
}

export function inNewSeq(parent: Parent): Parent {
  const seq: SeqNode = {
    kind: 'seq',
    flow: false,
    items: [],
    parent,
    span: NOWHERE,
    tag: undefined,
    anchor: undefined,
  };
  return { in: 'seq', seq, index: 0 };
}

/** Where the text ends without the blanks behind it. */
export function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && (text[last - 1] === ' ' || text[last - 1] === '\t')) last--;
  return last;
}

/**
 * A plain key, its colon, then the end of the line or a blank. It begins with no sign of YAML's own, holds no bracket,
 * no colon before a blank and no comment. Runs of blanks are bounded.
 */
export const KEY =
  /^([^\s"'#{}[\],&!|>%@`](?:[^\s:#{}]|:(?=\S)|(?<=\S)#|[ \t](?=[^\s#])|[ \t]{2,20}(?=[^\s:#])){0,200})[ \t]{0,50}:(?=[ \t]|$)/;

/** A line that begins with a dash or a key is no further line of a quoted scalar. */
export const LIKELY_KEY = /^(?:-[ \t]|["']?[\w.-]{1,100}["']?:(?:[ \t]|$))/;

/** A key in a flow collection that could not be parsed. */
export const FLOW_KEY = /^([^\s"'#{}[\],:](?:[^\s"':#{}[\],]|[ \t](?=[^\s#:])){0,200})[ \t]{0,50}:(?=[\s,[\]{}]|$)/;

/** `[a, b` up to its comma, bracket or comment. */
export const FLOW_PLAIN = /^(?:[^\s,[\]{}]|[ \t]{1,50}(?=[^\s,[\]{}#]))+/;

export const TAG = /^!(\S{0,200})(?:[ \t]{1,50}|$)/;

/** PyYAML ends the name at a sign that cannot be in it, and the value begins. */
export const ANCHOR = /^&(?:([\w-]{1,200})(?=[?:%@`])|(\S{1,200})(?:[ \t]{1,50}|$))/;

export const ALIAS = /^\*[^\s,:[\]{}]{1,200}(?=[ \t]*(?:$|#))/;

export const BLOCK_HEADER = /^[|>][-+0-9]{0,3}(?=[ \t]*(?:#|$))/;

/** The `#` that opens a comment on a line, or its length; a `#` inside quotes or after a non-blank opens none. */
export function commentStart(line: string): number {
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

/** What a block scalar's lines mean, nearly: the first line's indent is taken off all of them. */
export function blockText(lines: readonly string[], header: string): string {
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const indent = first.length - first.trimStart().length;
  const text = lines
    .map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line.trimStart()))
    .join(header.startsWith('|') ? '\n' : ' ')
    .trimEnd();
  return text === '' || header.includes('-') ? text : `${text}\n`;
}

export function toComment(text: string, span: Span): Comment {
  let before = span.start - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
  return { span, text: text.slice(span.start + 1, span.end), ownLine: before < 0 || text[before] === '\n' };
}
