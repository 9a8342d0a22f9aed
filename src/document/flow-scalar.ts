// What a plain or quoted scalar means: lines folded, quotes and escapes decoded, exactly as PyYAML does it.
// Line ends are `\n` or `\r\n`; linear whatever the text holds.

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t' || char === '\r';

/** Skips blanks and line ends; says how many lines end on the way. */
function skipLines(text: string, from: number): { readonly at: number; readonly lineEnds: number } {
  let at = from;
  let lineEnds = 0;
  for (; isBlank(text[at]) || text[at] === '\n'; at++) if (text[at] === '\n') lineEnds++;
  return { at, lineEnds };
}

/** The text up to a line end without the blanks before that. */
function trimEnd(text: string, from: number, to: number): string {
  let end = to;
  while (end > from && isBlank(text[end - 1])) end--;
  return text.slice(from, end);
}

/** Several lines as one: a single line end is a blank, of more the first is dropped. */
export function foldLines(text: string): string {
  let result = '';
  let at = 0;
  for (let lineEnd = text.indexOf('\n'); lineEnd !== -1; lineEnd = text.indexOf('\n', at)) {
    const next = skipLines(text, lineEnd + 1);
    result += trimEnd(text, at, lineEnd) + (next.lineEnds === 0 ? ' ' : '\n'.repeat(next.lineEnds));
    at = next.at;
  }
  return result + text.slice(at);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

export interface Decoded {
  readonly value: string;
  /** Where an escape stands that does not exist. */
  readonly wrongAt: number | undefined;
}

/** The content of double quotes. A wrong escape stays as it is written. */
export function decodeDouble(text: string): Decoded {
  let value = '';
  let wrongAt: number | undefined;
  let at = 0;
  let lineEnd = text.indexOf('\n');
  let backslash = text.indexOf('\\');
  while (lineEnd !== -1 || backslash !== -1) {
    if (backslash === -1 || (lineEnd !== -1 && lineEnd < backslash)) {
      const next = skipLines(text, lineEnd + 1);
      value += trimEnd(text, at, lineEnd) + (next.lineEnds === 0 ? ' ' : '\n'.repeat(next.lineEnds));
      at = next.at;
    } else {
      value += text.slice(at, backslash);
      const decoded = readEscape(text, backslash);
      if (decoded === undefined) wrongAt ??= backslash;
      value += decoded?.value ?? '\\';
      at = decoded?.end ?? backslash + 1;
    }
    if (lineEnd !== -1 && lineEnd < at) lineEnd = text.indexOf('\n', at);
    if (backslash !== -1 && backslash < at) backslash = text.indexOf('\\', at);
  }
  return { value: value + text.slice(at), wrongAt };
}

function readEscape(text: string, backslash: number): { readonly value: string; readonly end: number } | undefined {
  const start = backslash + 1;
  const char = text[start] ?? '';
  const lineEnd = char === '\r' ? start + 1 : start;
  if (text[lineEnd] === '\n') {
    const next = skipLines(text, lineEnd + 1);
    return { value: '\n'.repeat(next.lineEnds), end: next.at };
  }
  const digits = HEX_DIGITS[char];
  if (digits === undefined) {
    const value = ESCAPES[char];
    return value === undefined ? undefined : { value, end: start + 1 };
  }
  const end = start + 1 + digits;
  const code = text.slice(start + 1, end);
  if (code.length !== digits || !/^[0-9a-fA-F]+$/.test(code)) return undefined;
  const point = Number.parseInt(code, 16);
  return point <= 0x10ffff ? { value: String.fromCodePoint(point), end } : undefined;
}
