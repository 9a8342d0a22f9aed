// How a text with variables is read, by the program that fills them in. Pure.
// Source: compose-spec/compose-go template/template.go; frigate 0.18 frigate/config/env.py (Python's `str.format`);
// AlexxIT/go2rtc pkg/creds/creds.go.

export type VariableDialect = 'compose' | 'frigate' | 'go2rtc';

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `source` is how it is written, with what else stands in its braces. */
  | { readonly kind: 'variable'; readonly name: string; readonly source: string };

export function isVariableDialect(dialect: string): dialect is VariableDialect {
  return dialect === 'compose' || dialect === 'frigate' || dialect === 'go2rtc';
}

/** The pieces of a text, neighbouring ones joined; undefined where the program would reject it. */
export function readPieces(text: string, dialect: VariableDialect): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    const next = READERS[dialect](text, at);
    if (next === undefined) return undefined;
    addPiece(pieces, next.piece);
    at = next.end;
  }
  return pieces;
}

/** Whether two texts come out the same once the variables that are known are filled in; the others stand for themselves. */
export function comesOutSame(
  before: string,
  after: string,
  dialect: VariableDialect,
  lookUp: (name: string) => string | undefined,
): boolean {
  const was = readPieces(before, dialect);
  const is = readPieces(after, dialect);
  if (was === undefined || is === undefined) return false;
  const filled: Piece[] = [];
  for (const piece of is) {
    const value = piece.kind === 'variable' ? lookUp(piece.name) : undefined;
    addPiece(filled, value === undefined ? piece : { kind: 'text', text: value });
  }
  return JSON.stringify(was) === JSON.stringify(filled);
}

function addPiece(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (last?.kind === 'text' && piece.kind === 'text')
    pieces[pieces.length - 1] = { kind: 'text', text: last.text + piece.text };
  else pieces.push(piece);
}

interface Read {
  readonly piece: Piece;
  readonly end: number;
}

type Reader = (text: string, at: number) => Read | undefined;

/** From here to where one of the signs stands. */
function plainText(text: string, at: number, signs: RegExp): Read {
  const length = text.slice(at).search(signs);
  const end = length === -1 ? text.length : at + length;
  return { piece: { kind: 'text', text: text.slice(at, end) }, end };
}

const character = (text: string, at: number, width: number): Read => ({
  piece: { kind: 'text', text: text.slice(at, at + 1) },
  end: at + width,
});

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,200}/;

const READERS: Readonly<Record<VariableDialect, Reader>> = {
  compose(text, at) {
    if (text[at] !== '$') return plainText(text, at, /\$/);
    if (text[at + 1] === '$') return character(text, at, 2);
    const isBraced = text[at + 1] === '{';
    const name = NAME.exec(text.slice(at + (isBraced ? 2 : 1)))?.[0];
    if (name === undefined) return undefined;
    const end = isBraced ? closingBrace(text, at) : at + 1 + name.length;
    if (end === undefined) return undefined;
    const source = text.slice(at, end);
    if (isBraced && !/^(?:$|:?[-?+])/.test(source.slice(2 + name.length, -1))) return undefined;
    // `$NAME` and `${NAME}` are one
    const isPlain = !isBraced || source.length === name.length + 3;
    return { piece: { kind: 'variable', name, source: isPlain ? name : source }, end };
  },
  frigate(text, at) {
    const char = text[at];
    if (char !== '{' && char !== '}') return plainText(text, at, /[{}]/);
    if (text[at + 1] === char) return character(text, at, 2);
    const name = /^\{(FRIGATE_\w{1,200})\}/.exec(text.slice(at))?.[1];
    // positions, attributes and formats mean something else to `format`, and a lone brace is an error
    return name === undefined
      ? undefined
      : { piece: { kind: 'variable', name, source: name }, end: at + name.length + 2 };
  },
  go2rtc(text, at) {
    const source = /^\$\{[^}{]{1,1000}\}/.exec(text.slice(at, at + 1100))?.[0];
    if (source === undefined) {
      const next = plainText(text, at + 1, /\$/);
      return { ...next, piece: { kind: 'text', text: text.slice(at, next.end) } };
    }
    const name = source.slice(2, -1).replace(/(?<=.):.*$/s, '');
    return { piece: { kind: 'variable', name, source }, end: at + source.length };
  },
};

/** Behind the brace that closes the one of a `${`. */
function closingBrace(text: string, from: number): number | undefined {
  let open = 0;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('${', at)) {
      open++;
      at++;
    } else if (text[at] === '}') {
      open--;
      if (open === 0) return at + 1;
    }
  }
  return undefined;
}
