// Text to document model, by npm `yaml`'s lexer and parser. Never throws; bounded in depth, tokens and documents.
// Reads what PyYAML reads, which loads the configuration in Home Assistant and ESPHome;
// where the file is no valid YAML the model comes from line-scan.ts instead.
import type { CST } from 'yaml';
import { TreeBuilder } from './compose.js';
import { type Fragment, toComment } from './line-parts.js';
import { scanLines } from './line-scan.js';
import { type Break, LexemeCursor, mend } from './mend.js';
import type { Comment, Parent, Span, YamlDocument, YamlNode } from './model.js';
import { yamlPackage } from './parser.js';

/** Home Assistant's loader gives up at about 300 levels; compose.ts recurses, so the nesting is kept well below the stack's end. */
const DEEPEST = 400;
/** About 250,000 lines of ordinary YAML. */
const MOST_TOKENS = 1_500_000;
/** Home Assistant takes one document, ESPHome two. */
const MOST_DOCUMENTS = 200;

/** Characters that PyYAML takes for line ends and `yaml` does not; replaced one for one, so that offsets stay. */
const FOREIGN_BREAKS = /[\u0085\u2028\u2029]|\r(?!\n)/g;

interface Parsed {
  readonly builder: TreeBuilder;
  readonly roots: readonly YamlNode[];
  readonly comments: readonly Span[];
  /** Where the lexer ended a token too early. */
  readonly broken: Break | undefined;
}

/** Parses any text. The result always has a tree; `mode` tells how it was read. */
export function parseYaml(source: string): YamlDocument {
  const text = source.replace(FOREIGN_BREAKS, '\n');
  const parsed = parseMended(text);
  const { builder, roots } = parsed;
  if (builder.problem !== undefined) return scanLines(text, builder.problem, parseFragment);
  const comments: Comment[] = parsed.comments.map((span) => toComment(text, span));
  return { mode: 'parsed', problem: undefined, roots, scalars: builder.scalars, aliases: builder.aliases, comments };
}

/** One flow collection out of a broken file, its offsets moved by `offset`; undefined if it is broken itself. */
function parseFragment(text: string, offset: number, parent: Parent): Fragment | undefined {
  const parsed = parseMended(text, offset, parent);
  const { builder, roots } = parsed;
  const [root] = roots;
  if (builder.problem !== undefined || roots.length !== 1 || root === undefined) return undefined;
  const comments = parsed.comments.map((span) => {
    const { text: words, ownLine } = toComment(text, span);
    return { text: words, ownLine, span: { start: span.start + offset, end: span.end + offset } };
  });
  return { root, scalars: builder.scalars, aliases: builder.aliases, comments };
}

function parseMended(text: string, shift = 0, parent: Parent = { in: 'root' }): Parsed {
  const parsed = parse(text, text, shift, parent);
  const mended = parsed.broken && mend(text, parsed.broken);
  if (mended === undefined) return parsed;
  const again = parse(text, mended.text, shift, parent);
  if (again.builder.problem !== undefined) return parsed;
  const comments = [...again.comments, ...mended.comments].sort((a, b) => a.start - b.start);
  return { ...again, comments };
}

/** `shown` is what the lexer sees: as long as `text`, see mend.ts. */
function parse(text: string, shown: string, shift: number, parent: Parent): Parsed {
  const { Lexer, Parser } = yamlPackage();
  const lexer = new Lexer();
  const parser = new Parser();
  const cursor = new LexemeCursor(shown);
  const builder = new TreeBuilder(text, shift);
  const roots: YamlNode[] = [];
  const comments: Span[] = [];
  let hasDirectives = false;
  const take = (token: CST.Token): void => {
    if (token.type === 'document') {
      if (hasDirectives && token.start[0]?.type !== 'doc-start') builder.fail('`---` is missing', token.offset);
      hasDirectives = false;
      roots.push(builder.document(token, parent));
    } else if (token.type === 'directive') {
      hasDirectives = true;
      builder.directive(token.source);
    } else if (token.type === 'error') builder.fail(token.message, token.offset);
    else if (token.type === 'doc-end') builder.rest(token.end);
  };
  let count = 0;
  for (const lexeme of lexer.lex(shown)) {
    const broken = cursor.take(lexeme);
    const { offset } = cursor;
    if (broken !== undefined) {
      builder.fail('a value ends too early', broken.offset);
      return { builder, roots, comments, broken };
    }
    if (cursor.isToken && lexeme[0] === '#') comments.push({ start: offset, end: offset + lexeme.length });
    for (const token of parser.next(lexeme)) take(token);
    if (parser.stack.length > DEEPEST) builder.fail('it is nested too deeply', offset);
    if (++count > MOST_TOKENS) builder.fail('it is too large', offset);
    if (roots.length > MOST_DOCUMENTS) builder.fail('it holds too many documents', offset);
    if (builder.problem !== undefined) return { builder, roots, comments, broken: undefined };
  }
  for (const token of parser.end()) take(token);
  if (hasDirectives) builder.fail('`---` is missing', cursor.offset);
  return { builder, roots, comments, broken: undefined };
}
