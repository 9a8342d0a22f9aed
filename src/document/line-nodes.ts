// Single nodes of a file that is no valid YAML, for line-values.ts: scalars, keys, aliases, comments, with tag and anchor.
import { decodeDouble, foldLines } from './flow-scalar.js';
import {
  ANCHOR,
  NO_PROPERTIES,
  type OpenMap,
  type OpenPair,
  type Properties,
  TAG,
  type TextLine,
  toComment,
} from './line-parts.js';
import type { AliasNode, Comment, Parent, ScalarNode, ScalarStyle, YamlNode } from './model.js';

export class LineNodes {
  readonly scalars: ScalarNode[] = [];
  readonly aliases: AliasNode[] = [];
  readonly comments: Comment[] = [];
  protected readonly text: string;
  protected readonly lines: readonly TextLine[];
  readonly #anchors = new Map<string, YamlNode>();

  constructor(text: string, lines: readonly TextLine[]) {
    this.text = text;
    this.lines = lines;
  }

  lineAt(index: number): TextLine {
    return this.lines[index] ?? { start: this.text.length, end: this.text.length };
  }

  lineOf(offset: number, from: number): number {
    let line = from;
    while (line + 1 < this.lines.length && this.lineAt(line + 1).start <= offset) line++;
    return line;
  }

  /** Tags and anchors from a place on, and where they end. */
  properties(from: number, end: number): readonly [Properties, number] {
    let at = from;
    let tag: ScalarNode['tag'];
    let anchor: string | undefined;
    for (;;) {
      const rest = this.text.slice(at, end);
      const match = TAG.exec(rest) ?? ANCHOR.exec(rest);
      if (match === null) break;
      const [whole, name, looseName] = match;
      if (rest[0] === '&') anchor = name ?? looseName;
      else
        tag = { name: rest.slice(0, 1 + (name ?? '').length), span: { start: at, end: at + 1 + (name ?? '').length } };
      at += whole.length;
    }
    return at === from ? [NO_PROPERTIES, from] : [{ tag, anchor }, at];
  }

  addKey(
    { start, end, quote }: { readonly start: number; readonly end: number; readonly quote: string },
    map: OpenMap,
    properties: Properties,
  ): OpenPair {
    const key = this.add(start, end, quote, { in: 'key', map }, properties);
    const pair: OpenPair = { key, value: undefined };
    map.pairs.push(pair);
    return pair;
  }

  protected add(start: number, end: number, quote: string, parent: Parent, { tag, anchor }: Properties): ScalarNode {
    const source = this.text.slice(start, end);
    const style: ScalarStyle = quote === '"' ? 'double' : quote === "'" ? 'single' : 'plain';
    const value =
      style === 'plain'
        ? source
        : style === 'double'
          ? decodeDouble(source.slice(1, -1)).value
          : foldLines(source.slice(1, -1)).replaceAll("''", "'");
    return this.push({ kind: 'scalar', parent, span: { start, end }, tag, anchor, value, style });
  }

  protected push(scalar: ScalarNode): ScalarNode {
    if (scalar.anchor !== undefined) this.#anchors.set(scalar.anchor, scalar);
    this.scalars.push(scalar);
    return scalar;
  }

  protected alias(start: number, end: number, parent: Parent): AliasNode {
    const name = this.text.slice(start + 1, end);
    const target = this.#anchors.get(name);
    const alias: AliasNode = {
      kind: 'alias',
      parent,
      span: { start, end },
      tag: undefined,
      anchor: undefined,
      name,
      target,
    };
    this.aliases.push(alias);
    return alias;
  }

  comment(index: number, start: number): number {
    this.comments.push(toComment(this.text, { start, end: this.lineAt(index).end }));
    return index + 1;
  }
}
