// JSON to the document model, by the scanner of npm `jsonc-parser`: with comments and commas too many, as editors' files have them.
// Not recursive, so that no nesting ends the stack. Undefined: it is no JSON after all.
import type { Parent, YamlDocument } from './model.js';
import { inPair, inSeq, type OpenMap, type OpenPair, type OpenSeq, PlainTree } from './plain-tree.js';

type JsonPackage = typeof import('./json-package.js');
let loaded: JsonPackage | undefined;

/** Loaded when the first JSON file is parsed: most commits hold none that has to be. */
function jsonPackage(): JsonPackage {
  loaded ??= require('./json-package.js') as JsonPackage;
  return loaded;
}

/** As deep as YAML is read. */
const DEEPEST = 400;
/** The numbers of `SyntaxKind` and `ScanError`, which the package declares as constants without code (jsonc-parser 3.3.1: main.d.ts). */
const Kind = {
  OpenBraceToken: 1,
  CloseBraceToken: 2,
  OpenBracketToken: 3,
  CloseBracketToken: 4,
  CommaToken: 5,
  ColonToken: 6,
  StringLiteral: 10,
  LineCommentTrivia: 12,
  BlockCommentTrivia: 13,
  LineBreakTrivia: 14,
  Trivia: 15,
  Unknown: 16,
  EOF: 17,
} as const;
const NO_ERROR = 0;
const MOST_TOKENS = 6_000_000;

/** An open object or list, and what may come next in it. */
type Open =
  | {
      readonly kind: 'map';
      readonly map: OpenMap;
      pair: OpenPair | undefined;
      state: 'key' | 'colon' | 'value' | 'comma';
    }
  | { readonly kind: 'seq'; readonly seq: OpenSeq; state: 'value' | 'comma' };

export function readJson(text: string): YamlDocument | undefined {
  const scanner = jsonPackage().createScanner(text, false);
  const tree = new PlainTree();
  const stack: Open[] = [];
  for (let count = 0; count < MOST_TOKENS; count++) {
    const token: number = scanner.scan();
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();
    if (token === Kind.EOF) return stack.length === 0 && tree.roots.length > 0 ? tree.document() : undefined;
    if (scanner.getTokenError() !== NO_ERROR) return undefined;
    if (token === Kind.Trivia || token === Kind.LineBreakTrivia) continue;
    if (token === Kind.LineCommentTrivia || token === Kind.BlockCommentTrivia) {
      const close = token === Kind.BlockCommentTrivia ? 2 : 0;
      // the second sign of its mark blanked out, so that places stay
      tree.comment(` ${text.slice(start + 2, end - close)}`, { start, end }, isAlone(text, start));
      continue;
    }
    const top = stack.at(-1);
    if (token === Kind.CloseBraceToken || token === Kind.CloseBracketToken) {
      const kind = token === Kind.CloseBraceToken ? 'map' : 'seq';
      if (top === undefined || top.kind !== kind || !mayClose(top)) return undefined;
      const node = top.kind === 'map' ? top.map : top.seq;
      node.span = { start: node.span.start, end };
      stack.pop();
    } else if (token === Kind.CommaToken) {
      if (top === undefined || top.state !== 'comma') return undefined;
      top.state = top.kind === 'map' ? 'key' : 'value';
    } else if (token === Kind.ColonToken) {
      if (top?.kind !== 'map' || top.state !== 'colon') return undefined;
      top.state = 'value';
    } else if (top?.kind === 'map' && top.state === 'key') {
      if (token !== Kind.StringLiteral) return undefined;
      top.pair = tree.pair(top.map, scanner.getTokenValue(), { start, end }, 'double');
      top.state = 'colon';
    } else {
      const parent = placeOf(top);
      if (parent === undefined || stack.length > DEEPEST) return undefined;
      if (top !== undefined) top.state = 'comma';
      if (token === Kind.OpenBraceToken)
        stack.push({ kind: 'map', map: tree.map(parent, start), pair: undefined, state: 'key' });
      else if (token === Kind.OpenBracketToken)
        stack.push({ kind: 'seq', seq: tree.seq(parent, start), state: 'value' });
      else if (token === Kind.StringLiteral) tree.scalar(parent, scanner.getTokenValue(), { start, end }, 'double');
      else if (token === Kind.Unknown) return undefined;
      else tree.scalar(parent, text.slice(start, end), { start, end }, 'plain');
    }
  }
  return undefined;
}

function placeOf(top: Open | undefined): Parent | undefined {
  if (top === undefined) return { in: 'root' };
  if (top.state !== 'value') return undefined;
  if (top.kind === 'seq') return inSeq(top.seq);
  return top.pair === undefined ? undefined : inPair(top.map, top.pair);
}

/** After an item, or where none or a comma came. */
function mayClose(top: Open): boolean {
  return top.state === 'comma' || (top.kind === 'map' ? top.state === 'key' : true);
}

function isAlone(text: string, start: number): boolean {
  let before = start - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
  return before < 0 || text[before] === '\n';
}
