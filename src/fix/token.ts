// What of a file a reference takes the place of, and how the value is written in the secrets file. Pure.
import {
  type Comment,
  type ScalarNode,
  type SeqNode,
  type Span,
  scalarType,
  type YamlNode,
} from '../document/model.js';
import { STANDARD_TAG } from '../document/scalar.js';

export interface Token {
  /** What goes: the scalar with its tag; an anchor stays. */
  readonly span: Span;
  /** One line that reads as the same value: the characters of the file themselves where they are one line. */
  readonly text: string;
  /** What stands before the reference where more than the value goes. */
  readonly lead?: string;
}

const LINE_END = /\n/;
/** PyYAML keeps these where it folds lines, or changes them: no line of ours would say the same. */
const FOREIGN_LINE_END = /[\u0085\u2028\u2029]|\r(?!\n)/;
const BLOCK_HEADER = /^[|>][-+0-9]{0,2}[ \t]*(?=\r?\n)/;

/** Undefined where a reference cannot take the scalar's place, or only with a change to what stands around it. */
export function readToken(text: string, node: ScalarNode): Token | undefined {
  const { span, tag } = node;
  if (tag !== undefined && tag.name !== `${STANDARD_TAG}str`) return undefined;
  if (tag !== undefined && !/^[ \t]+$/.test(text.slice(tag.span.end, span.start))) return undefined;
  const whole = { start: tag?.span.start ?? span.start, end: span.end };
  const body = text.slice(span.start, span.end);
  if (body === '' || FOREIGN_LINE_END.test(body)) return undefined;
  // `"x"#comment` would make the comment a part of the name; `[?x]` is a key in the eyes of PyYAML
  if (!/^(?:[ \t\n\r,\]}]|$)/.test(text.slice(span.end, span.end + 1)) || text[whole.start - 1] === '?')
    return undefined;
  if (!LINE_END.test(body)) return { span: whole, text: text.slice(whole.start, whole.end) };
  const isBlock = node.style === 'literal' || node.style === 'folded';
  // blanks that end a block would have to mean nothing behind a reference, and a comment in its first line would go
  if (isBlock && (!BLOCK_HEADER.test(body) || tabFollows(text, span.end))) return undefined;
  if (scalarType(node) !== 'str' || SURROGATE_ESCAPE.test(body)) return undefined;
  return { span: whole, text: doubleQuoted(node.value) };
}

/** A list of plain words, as one line; undefined where something stands between them that would be lost. */
export function readListToken(text: string, node: SeqNode, comments: readonly Comment[]): Token | undefined {
  const { parent, items } = node;
  const [first, last] = [items[0], items.at(-1)];
  if (parent.in !== 'map' || parent.pair.key === undefined || node.anchor !== undefined || node.tag !== undefined)
    return undefined;
  if (first === undefined || last === undefined || !items.every(isPlainWord)) return undefined;
  // a list of its own lines begins below its key: the line of the key takes the reference
  const start = node.flow ? node.span.start : parent.pair.key.span.end;
  const end = node.flow ? node.span.end : last.span.end;
  if (comments.some(({ span }) => span.start < end && start < span.end)) return undefined;
  if (!node.flow && !/^:[ \t]*\r?\n[ \t]*-[ \t]+$/.test(text.slice(start, first.span.start))) return undefined;
  const words = items.map(({ span }) => text.slice(span.start, span.end));
  const body = text.slice(start, end);
  const isOneLine = node.flow && !LINE_END.test(body);
  return {
    span: { start, end },
    text: isOneLine ? body : `[${words.join(', ')}]`,
    ...(node.flow ? {} : { lead: ': ' }),
  };
}

function isPlainWord(node: YamlNode): boolean {
  return (
    node.kind === 'scalar' &&
    node.style === 'plain' &&
    node.tag === undefined &&
    node.anchor === undefined &&
    /^[A-Za-z0-9_.+-]+$/.test(node.value)
  );
}

/** Two of these are one character for us and two for Python. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/** Whether one of the blank lines behind an offset holds a tab. */
function tabFollows(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '\t') return true;
    if (char !== ' ' && char !== '\n' && char !== '\r') return false;
  }
  return false;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** The text in double quotes, on one line, as every YAML reader reads it. */
export function doubleQuoted(value: string): string {
  const escaped = value.replace(/[\\"\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g, (char) => {
    const code = char.charCodeAt(0);
    return ESCAPES[char] ?? (code < 256 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`);
  });
  return `"${escaped}"`;
}

const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');
