// Syntax tree of npm `yaml` to document model. Iterates over what the parser found and judges it as PyYAML would;
// the first thing PyYAML could not read becomes `problem`. Does not recurse deeper than the tokens' nesting, which yaml.ts bounds.
import { CST } from 'yaml';
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

interface Properties {
  readonly tag: CST.SourceToken | undefined;
  readonly anchor: CST.SourceToken | undefined;
  /** The indicator these tokens belong to: `-`, `?`, `:` or `---`. */
  readonly indicator: CST.SourceToken | undefined;
  readonly comma: CST.SourceToken | undefined;
  readonly lineEnds: boolean;
  /** A line ends after the tag or anchor, so that these belong to what stands below. */
  readonly lineEndsAfter: boolean;
  readonly end: number;
}

type Indicator = 'seq-item-ind' | 'explicit-key-ind' | 'map-value-ind' | 'doc-start';
type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

const NO_TOKENS: readonly CST.SourceToken[] = [];
/** What PyYAML does not take as the beginning of a plain scalar; the lexer lets it through. */
const NO_PLAIN_START = /^[,%|>@`\t]/;
const STANDARD_TAGS = 'tag:yaml.org,2002:';

export class TreeBuilder {
  readonly scalars: ScalarNode[] = [];
  readonly aliases: AliasNode[] = [];
  problem: YamlDocument['problem'];
  readonly #text: string;
  readonly #shift: number;
  readonly #anchors = new Map<string, YamlNode>();
  readonly #handles = new Map<string, string>();

  /** `text` is what values are read from; the tokens may come from a version of it in which line ends are blanks. */
  constructor(text: string, shift = 0) {
    this.#text = text;
    this.#shift = shift;
  }

  fail(message: string, offset: number): void {
    this.problem ??= { message, offset: offset + this.#shift };
  }

  /** `%TAG !e! prefix` holds for the next document. */
  directive(source: string): void {
    const [name, handle, prefix] = source.split(/[ \t]+/);
    if (name === '%TAG' && handle !== undefined && prefix !== undefined) this.#handles.set(handle, prefix);
  }

  document(token: CST.Document, parent: Parent): YamlNode {
    this.#anchors.clear();
    const { value, end } = token;
    const props = this.#properties(token.start, 'doc-start', token.offset);
    if (props.indicator !== undefined && !props.lineEnds && isBlockCollection(value))
      this.fail('A map or list cannot start on the line of ---', props.end);
    const root = value ? this.#node(value, props, parent) : this.#empty(props.end, token.start, props, parent);
    this.#rest(end);
    this.#handles.clear();
    return root;
  }

  /** Nothing but blanks and comments may follow on a finished node's line. */
  #rest(tokens: readonly CST.SourceToken[] | undefined): void {
    if (tokens === undefined) return;
    for (const { type, offset } of tokens)
      if (type !== 'space' && type !== 'newline' && type !== 'comment') this.fail(`Unexpected ${type}`, offset);
  }

  #node(token: CST.Token, props: Properties, parent: Parent): YamlNode {
    switch (token.type) {
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        this.#rest(token.end);
        return this.#text[token.offset] === '*' ? this.#alias(token, props, parent) : this.#flowScalar(token, props, parent);
      case 'block-scalar':
        return this.#blockScalar(token, props, parent);
      case 'alias':
        this.#rest(token.end);
        return this.#alias(token, props, parent);
      case 'block-map':
        return this.#blockMap(token, props, parent);
      case 'block-seq':
        return this.#blockSeq(token, props, parent);
      case 'flow-collection':
        return token.start.type === 'flow-map-start'
          ? this.#flowMap(token, props, parent)
          : this.#flowSeq(token, props, parent);
      default:
        this.fail(token.type === 'error' ? token.message : `Unexpected ${token.type}`, token.offset);
        return this.#empty(token.offset, NO_TOKENS, props, parent);
    }
  }

  #flowScalar(token: CST.FlowScalar, props: Properties, parent: Parent): ScalarNode {
    const { offset } = token;
    const end = offset + token.source.length;
    const source = this.#text.slice(offset, end);
    const style: ScalarStyle =
      token.type === 'scalar' ? 'plain' : token.type === 'single-quoted-scalar' ? 'single' : 'double';
    let value = style === 'plain' ? source : source.slice(1, -1);
    if (style === 'plain' && NO_PLAIN_START.test(source)) this.fail(`A plain value cannot start with ${source[0]}`, offset);
    if (
      source.includes('\n') ||
      (style === 'double' && (value.includes('\\') || source.length < 2 || !source.endsWith('"'))) ||
      (style === 'single' && (value.includes("'") || source.length < 2 || !source.endsWith("'")))
    )
      value = this.#resolve({ ...token, source });
    return this.#add(value, { start: offset + this.#shift, end: end + this.#shift }, style, props, parent);
  }

  #blockScalar(token: CST.BlockScalar, props: Properties, parent: Parent): ScalarNode {
    let value = this.#resolve(token);
    const { offset } = token;
    const header = token.props[0];
    let end = offset;
    for (const prop of token.props) if ('source' in prop) end += prop.source.length;
    end += token.source.length;
    // PyYAML adds no line end that the file does not have
    if (end === this.#text.length && value.endsWith('\n') && !this.#text.endsWith('\n')) value = value.slice(0, -1);
    const style = header !== undefined && 'source' in header && header.source.startsWith('>') ? 'folded' : 'literal';
    const headerEnd = offset + (header !== undefined && 'source' in header ? header.source.length : 1);
    const lastLine = token.source.trimEnd() === '' ? headerEnd : endOfContent(this.#text, end);
    return this.#add(value, { start: offset + this.#shift, end: lastLine + this.#shift }, style, props, parent);
  }

  #resolve(token: CST.FlowScalar | CST.BlockScalar): string {
    return CST.resolveAsScalar(token, false, (at, _code, message) => this.fail(message, at))?.value ?? '';
  }
}
