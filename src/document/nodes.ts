// Single nodes of the document model from the parser's tokens: scalars, aliases, empty collections, with tag and anchor.
import type { CST } from 'yaml';
import { decodeDouble, foldLines } from './flow-scalar.js';
import type {
  AliasNode,
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
import { yamlPackage } from './parser.js';
import { endOfContent, NAME, type Properties } from './properties.js';
import { STANDARD_TAG } from './scalar.js';

export type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

const NOWHERE: Span = { start: 0, end: 0 };
/** What PyYAML does not take as the beginning of a plain scalar; the lexer lets it through. */
const NO_PLAIN_START = /^[,%|>@`\t]/;

const NO_PLAIN_AFTER_MARK = /^\?["'&*!#?:-]/;

export class NodeBuilder {
  readonly scalars: ScalarNode[] = [];
  readonly aliases: AliasNode[] = [];
  problem: YamlDocument['problem'];
  protected readonly text: string;
  readonly #shift: number;
  readonly #anchors = new Map<string, YamlNode>();
  readonly #handles = new Map<string, string>();

  /** Values are read from `text`; the tokens may be those of a copy in which other characters stand (see mend.ts). */
  constructor(text: string, shift: number) {
    this.text = text;
    this.#shift = shift;
  }

  readonly fail = (message: string, offset: number): void => {
    this.problem ??= { message, offset: offset + this.#shift };
  };

  /** `%TAG !e! prefix` holds for the document behind it. */
  directive(source: string): void {
    const [name, handle, prefix] = source.split(/[ \t]+/);
    if (name === '%TAG' && handle !== undefined && prefix !== undefined) this.#handles.set(handle, prefix);
  }

  /** Nothing but blanks and comments may follow a finished node on its line. */
  rest(tokens: readonly CST.SourceToken[] | undefined): void {
    if (tokens === undefined) return;
    for (const { type, offset } of tokens)
      if (type !== 'space' && type !== 'newline' && type !== 'comment') this.fail(`unexpected ${type}`, offset);
  }

  protected span(start: number, end: number): Span {
    return { start: start + this.#shift, end: end + this.#shift };
  }

  protected endOf(node: YamlNode): number {
    return node.span.end - this.#shift;
  }

  protected flowScalar(token: CST.FlowScalar, style: ScalarStyle, props: Properties, parent: Parent): ScalarNode {
    let { offset } = token;
    const end = token.offset + token.source.length;
    // PyYAML takes every `?` and `:` at the beginning of a flow collection's item for a mark
    if (style === 'plain' && /^[?:]/.test(token.source) && isInFlow(parent)) {
      offset++;
      if (token.source[0] === ':' || NO_PLAIN_AFTER_MARK.test(token.source))
        this.fail(`unexpected \`${token.source[0]}\``, offset - 1);
    }
    const source = this.text.slice(offset, end);
    let value = source;
    if (style === 'plain') {
      if (NO_PLAIN_START.test(source)) this.fail(`a plain value cannot start with \`${source[0]}\``, offset);
      value = foldLines(source);
    } else {
      if (source.length < 2 || source[0] !== source.at(-1)) this.fail('a closing quote is missing', end);
      value =
        style === 'single' ? foldLines(source.slice(1, -1)).replaceAll("''", "'") : this.#decodeDouble(source, offset);
    }
    return this.scalar(value, this.span(offset, end), style, props, parent);
  }

  protected blockScalar(token: CST.BlockScalar, props: Properties, parent: Parent): ScalarNode {
    const { offset, source } = token;
    let { value } = yamlPackage().CST.resolveAsScalar(token, false, (at, _code, message) => this.fail(message, at));
    let start = offset;
    for (const prop of token.props) if ('source' in prop) start += prop.source.length;
    const end = start + source.length;
    if (end === this.text.length) value = withoutAddedLineEnd(value, source);
    const [header] = token.props;
    const headerEnd = offset + (header !== undefined && 'source' in header ? header.source.length : 1);
    const style = this.text[offset] === '>' ? 'folded' : 'literal';
    const span = this.span(offset, endOfContent(this.text, start, end) ?? headerEnd);
    return this.scalar(value, span, style, props, parent);
  }

  #decodeDouble(source: string, offset: number): string {
    const { value, wrongAt } = decodeDouble(source.slice(1, -1));
    if (wrongAt !== undefined) this.fail('an escape that does not exist', offset + 1 + wrongAt);
    return value;
  }

  protected scalar(value: string, span: Span, style: ScalarStyle, props: Properties, parent: Parent): ScalarNode {
    const tag = this.#tag(props);
    const anchor = props.anchor?.source.slice(1);
    const scalar: ScalarNode = { kind: 'scalar', parent, span, tag, anchor, value, style };
    if (anchor !== undefined) this.#anchors.set(anchor, scalar);
    this.scalars.push(scalar);
    return scalar;
  }

  protected alias({ offset, source }: CST.FlowScalar, props: Properties, parent: Parent): AliasNode {
    const end = offset + source.length;
    const name = this.text.slice(offset + 1, end);
    if (props.tag !== undefined || props.anchor !== undefined || !NAME.test(name)) this.fail('a wrong alias', offset);
    const alias: AliasNode = {
      kind: 'alias',
      parent,
      span: this.span(offset, end),
      tag: undefined,
      anchor: undefined,
      name,
      target: this.#anchors.get(name),
    };
    this.aliases.push(alias);
    return alias;
  }

  protected newMap(
    flow: boolean,
    props: Properties | undefined,
    parent: Parent,
  ): Writable<MapNode> & { pairs: Pair[] } {
    const tag = props && this.#tag(props);
    const anchor = props?.anchor?.source.slice(1);
    const map = { kind: 'map' as const, parent, span: NOWHERE, tag, anchor, flow, pairs: [] };
    if (anchor !== undefined) this.#anchors.set(anchor, map);
    return map;
  }

  protected newSeq(flow: boolean, props: Properties, parent: Parent): Writable<SeqNode> & { items: YamlNode[] } {
    const tag = this.#tag(props);
    const anchor = props.anchor?.source.slice(1);
    const seq = { kind: 'seq' as const, parent, span: NOWHERE, tag, anchor, flow, items: [] };
    if (anchor !== undefined) this.#anchors.set(anchor, seq);
    return seq;
  }

  #tag({ tag }: Properties): ScalarNode['tag'] {
    return tag && { name: this.#tagName(tag), span: this.span(tag.offset, tag.offset + tag.source.length) };
  }

  #tagName({ source, offset }: CST.SourceToken): string {
    if (source === '!') return source;
    if (source.startsWith('!<')) {
      if (!source.endsWith('>') || source.length < 4) this.fail('a wrong tag', offset);
      return unescapeUri(source.slice(2, -1));
    }
    const split = source.lastIndexOf('!') + 1;
    const handle = source.slice(0, split);
    const prefix = this.#handles.get(handle) ?? (handle === '!!' ? STANDARD_TAG : handle === '!' ? '!' : undefined);
    if (prefix === undefined || split === source.length) this.fail('a tag that stands for nothing', offset);
    return `${prefix ?? handle}${unescapeUri(source.slice(split))}`;
  }

  /** Anchors and tag handles hold for one document. */
  protected forget(): void {
    this.#anchors.clear();
    this.#handles.clear();
  }
}

function isInFlow(parent: Parent): boolean {
  if (parent.in === 'root') return false;
  return parent.in === 'seq' ? parent.seq.flow : parent.map.flow;
}

/** At the end of a file, npm `yaml` adds a line end that the file does not have, and PyYAML does not. */
function withoutAddedLineEnd(value: string, source: string): string {
  const lastLine = source.slice(source.lastIndexOf('\n') + 1);
  if (lastLine === '' || !value.endsWith('\n')) return value;
  const shorter = value.slice(0, -1);
  // blanks are content only as far as they are indented further than the rest
  const isContent = lastLine.trim() !== '' || /(?:^|\n)[ \t]+$/.test(shorter);
  return isContent ? shorter : value;
}

function unescapeUri(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}
