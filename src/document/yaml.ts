// Text to document model, by npm `yaml` (its only importer). Never throws; bounded in depth, tokens and documents.
// The parse is made to agree with PyYAML's, which reads the configuration in Home Assistant and ESPHome;
// where the file is no valid YAML the model comes from line-scan.ts instead.
import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair as ParsedPair,
  Parser,
  type Scalar,
  type YAMLParseError,
} from 'yaml';
import { type Fragment, scanLines, toComment } from './line-scan.js';
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

/** Beyond this nesting Home Assistant's loader itself gives up long before; the composer recurses, so it is kept well below. */
const DEEPEST = 400;
/** About 250,000 lines of ordinary YAML. */
const MOST_TOKENS = 1_500_000;
/** Home Assistant takes one document, ESPHome two. */
const MOST_DOCUMENTS = 200;

/** Lexer marks that stand for no character of the text. */
const SCALAR_MARK = '\u001f';
const EMPTY_MARKS = new Set(['\u0002', '\u0018', SCALAR_MARK]);

/** Characters that PyYAML takes for line ends and `yaml` does not; replaced one for one, so that offsets stay. */
const FOREIGN_BREAKS = /[\u0085\u2028\u2029]|\r(?!\n)/g;

interface Token {
  readonly span: Span;
}

interface Lexed {
  readonly documents: Document.Parsed[];
  readonly comments: Token[];
  readonly tags: Token[];
  readonly problem: { readonly message: string; readonly offset: number } | undefined;
}

/** Parses any text. The result always has a tree; `mode` tells how it was read. */
export function parseYaml(source: string): YamlDocument {
  const text = source.replace(FOREIGN_BREAKS, '\n');
  const lexed = lex(text);
  if (lexed.problem !== undefined) return scanLines(text, lexed.problem, parseFragment);
  return new TreeBuilder(text, lexed.tags).build(lexed);
}

/** One flow collection out of a broken file, its offsets moved by `offset`; undefined if it is broken itself. */
function parseFragment(text: string, offset: number, parent: Parent): Fragment | undefined {
  const lexed = lex(text);
  const root = lexed.documents[0]?.contents;
  if (lexed.problem !== undefined || lexed.documents.length !== 1 || !root) return undefined;
  const builder = new TreeBuilder(text, lexed.tags, offset);
  return { root: builder.convert(root as Node, parent), scalars: builder.scalars };
}

function lex(text: string): Lexed {
  const lexer = new Lexer();
  const parser = new Parser();
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    resolveKnownTags: false,
    merge: true,
    uniqueKeys: false,
    strict: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents: Document.Parsed[] = [];
  const comments: Token[] = [];
  const tags: Token[] = [];
  let problem: Lexed['problem'];
  const take = (ready: Iterable<Document.Parsed>): void => {
    for (const document of ready) {
      documents.push(document);
      note(document.errors[0]);
    }
  };
  const note = (error: YAMLParseError | undefined): void => {
    if (error !== undefined) problem ??= { message: error.message, offset: error.pos[0] };
  };
  let offset = 0;
  let afterScalarMark = false;
  let count = 0;
  for (const lexeme of lexer.lex(text)) {
    for (const token of parser.next(lexeme)) take(composer.next(token));
    if (parser.stack.length > DEEPEST) problem ??= { message: 'it is nested too deeply', offset };
    if (++count > MOST_TOKENS) problem ??= { message: 'it is too large', offset };
    if (documents.length > MOST_DOCUMENTS) problem ??= { message: 'it holds too many documents', offset };
    if (problem !== undefined) return { documents, comments, tags, problem };
    if (EMPTY_MARKS.has(lexeme)) {
      afterScalarMark = lexeme === SCALAR_MARK;
      continue;
    }
    const first = lexeme[0];
    if (!afterScalarMark && (first === '#' || first === '!')) {
      const span = { start: offset, end: offset + lexeme.length };
      (first === '#' ? comments : tags).push({ span });
    }
    afterScalarMark = false;
    offset += lexeme.length;
  }
  for (const token of parser.end()) take(composer.next(token));
  take(composer.end());
  note(composer.streamInfo().errors[0]);
  return { documents, comments, tags, problem };
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

class TreeBuilder {
  readonly scalars: ScalarNode[] = [];
  readonly aliases: AliasNode[] = [];
  readonly #anchors = new Map<string, YamlNode>();

  constructor(
    readonly text: string,
    readonly tags: readonly Token[],
    readonly shift = 0,
  ) {}

  build(lexed: Lexed): YamlDocument {
    const roots: YamlNode[] = [];
    for (const document of lexed.documents) {
      this.#anchors.clear();
      if (document.contents) roots.push(this.convert(document.contents as Node, { in: 'root' }));
    }
    const comments = lexed.comments.map((token) => toComment(this.text, token.span));
    return { mode: 'parsed', problem: undefined, roots, scalars: this.scalars, aliases: this.aliases, comments };
  }

  convert(node: Node, parent: Parent): YamlNode {
    if (isMap(node)) return this.#map(node as never, parent);
    if (isSeq(node)) return this.#seq(node as never, parent);
    if (isAlias(node)) return this.#alias(node as never, parent);
    return this.#scalar(node as Scalar, parent);
  }

  #map(node: Node & { items: ParsedPair[]; flow?: boolean; anchor?: string }, parent: Parent): MapNode {
    const pairs: Pair[] = [];
    const map: MapNode = { ...this.#base(node, parent), kind: 'map', flow: node.flow === true, pairs };
    if (map.anchor !== undefined) this.#anchors.set(map.anchor, map);
    for (const item of node.items) {
      const keyNode = item.key as Node | null;
      const key = isScalar(keyNode) ? this.#scalar(keyNode as Scalar, { in: 'key', map }) : undefined;
      if (key === undefined && keyNode) this.convert(keyNode, { in: 'key', map });
      const pair: { key: ScalarNode | undefined; value: YamlNode | undefined } = { key, value: undefined };
      pairs.push(pair);
      const value = item.value as Node | null;
      if (value) pair.value = this.convert(value, { in: 'map', map, pair });
    }
    return map;
  }

  #seq(node: Node & { items: unknown[]; flow?: boolean; anchor?: string }, parent: Parent): SeqNode {
    const items: YamlNode[] = [];
    const seq: SeqNode = { ...this.#base(node, parent), kind: 'seq', flow: node.flow === true, items };
    if (seq.anchor !== undefined) this.#anchors.set(seq.anchor, seq);
    for (const item of node.items as (Node | null)[]) {
      if (item) items.push(this.convert(item, { in: 'seq', seq, index: items.length }));
    }
    return seq;
  }

  #alias(node: Node & { source: string }, parent: Parent): AliasNode {
    const alias: AliasNode = {
      ...this.#base(node, parent),
      kind: 'alias',
      name: node.source,
      target: this.#anchors.get(node.source),
    };
    this.aliases.push(alias);
    return alias;
  }

  #scalar(node: Scalar, parent: Parent): ScalarNode {
    const style = STYLES[node.type ?? 'PLAIN'] ?? 'plain';
    const base = this.#base(node as Node, parent);
    let value = typeof node.value === 'string' ? node.value : String(node.source ?? '');
    let { span } = base;
    if (style === 'literal' || style === 'folded') {
      const raw = this.text.slice(span.start - this.shift, span.end - this.shift);
      span = { start: span.start, end: span.start + raw.trimEnd().length };
      // PyYAML adds no line end that the file does not have
      if (base.span.end - this.shift === this.text.length && !this.text.endsWith('\n') && value.endsWith('\n'))
        value = value.slice(0, -1);
    }
    const scalar: ScalarNode = { ...base, span, kind: 'scalar', value, style };
    if (scalar.anchor !== undefined) this.#anchors.set(scalar.anchor, scalar);
    this.scalars.push(scalar);
    return scalar;
  }

  #base(node: Node & { anchor?: string; tag?: string }, parent: Parent) {
    const [start, end] = node.range ?? [0, 0];
    const span = { start: start + this.shift, end: end + this.shift };
    return {
      parent,
      span,
      anchor: node.anchor,
      tag: node.tag === undefined ? undefined : this.#tagBefore(node.tag, start),
    };
  }

  /** `range` leaves the tag out: it is the last tag token before the node's own text. */
  #tagBefore(name: string, start: number): { name: string; span: Span } {
    let low = 0;
    let high = this.tags.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tags[middle]?.span.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const found = this.tags[low - 1]?.span ?? { start, end: start };
    return { name, span: { start: found.start + this.shift, end: found.end + this.shift } };
  }
}
