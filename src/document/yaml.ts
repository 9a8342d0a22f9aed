// Text to document model, by npm `yaml`'s lexer and parser. Never throws; bounded in depth, tokens and documents.
// Reads what PyYAML reads, which loads the configuration in Home Assistant and ESPHome;
// where the file is no valid YAML the model comes from line-scan.ts instead.
import { type CST, Lexer, Parser } from 'yaml';
import { TreeBuilder } from './compose.js';
import { type Fragment, scanLines, toComment } from './line-scan.js';
import { type Break, breakAt, mend } from './mend.js';
import type { Comment, Parent, Span, YamlDocument, YamlNode } from './model.js';

/** Home Assistant's loader gives up at about 300 levels; compose.ts recurses, so the nesting is kept well below the stack's end. */
const DEEPEST = 400;
/** About 250,000 lines of ordinary YAML. */
const MOST_TOKENS = 1_500_000;
/** Home Assistant takes one document, ESPHome two. */
const MOST_DOCUMENTS = 200;

/** Lexer marks that stand for no character of the text. */
const SCALAR_MARK = '\u001f';

/** Characters that PyYAML takes for line ends and `yaml` does not; replaced one for one, so that offsets stay. */
const FOREIGN_BREAKS = /[\u0085\u2028\u2029]|\r(?!\n)/g;

interface Parsed {
  readonly builder: TreeBuilder;
  readonly roots: YamlNode[];
  readonly comments: Span[];
  /** Where the lexer ended a token too early. */
  readonly break: Break | undefined;
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
  const { builder, roots } = parseMended(text, offset, parent);
  const [root] = roots;
  if (builder.problem !== undefined || roots.length !== 1 || root === undefined) return undefined;
  return { root, scalars: builder.scalars };
}

function parseMended(text: string, shift = 0, parent: Parent = { in: 'root' }): Parsed {
  const parsed = parse(text, text, shift, parent);
  const mended = parsed.break && mend(text, parsed.break);
  if (mended === undefined) return parsed;
  const again = parse(text, mended, shift, parent);
  return again.builder.problem === undefined ? again : parsed;
}

/** `shown` is what the lexer sees, as long as `text`. */
function parse(text: string, shown: string, shift: number, parent: Parent): Parsed {
  const lexer = new Lexer();
  const parser = new Parser();
  const builder = new TreeBuilder(text, shift);
  const parsed = { builder, roots: [] as YamlNode[], comments: [] as Span[], break: undefined as Break | undefined };
  let hasDirectives = false;
  const take = (token: CST.Token): void => {
    if (token.type === 'document') {
      if (hasDirectives && token.start[0]?.type !== 'doc-start') builder.fail('`---` is missing', token.offset);
      hasDirectives = false;
      parsed.roots.push(builder.document(token, parent));
    } else if (token.type === 'directive') {
      hasDirectives = true;
      builder.directive(token.source);
    } else if (token.type === 'error') builder.fail(token.message, token.offset);
    else if (token.type === 'doc-end') builder.rest(token.end);
  };
  const offset = 0;
  const isScalar = false;
  const count = 0;
  for (const lexeme of lexer.lex(shown)) {
    const first = lexeme.charCodeAt(0);
    if (!isScalar) parsed.break ??= breakAt(shown, lexeme, offset);
    ...
  }
}
