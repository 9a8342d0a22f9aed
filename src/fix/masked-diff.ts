// What a fix would change, as a unified diff in which no value can be read. Pure.
import { createTwoFilesPatch } from 'diff';
import { isKey, type ScalarNode, type Span, scalarType, type YamlDocument } from '../document/model.js';
import { decodeText } from '../document/text.js';
import { parseYaml } from '../document/yaml.js';
import { MASK } from '../secret-value.js';
import type { FileFix, SecretsFix } from './plan.js';

/** Values shorter than this would hide half of all keys. */
const SHORTEST_HIDDEN = 4;

interface Piece {
  readonly span: Span;
  readonly before: string;
  readonly after: string;
}

export function diffFile({ file, edits }: FileFix): string {
  const { source, document, path } = file.unit;
  if (document === undefined) return '';
  const found = [...file.findings, ...file.suppressed];
  const secrets = found.map((raw) => raw.secret?.reveal() ?? '').filter((value) => value.length >= SHORTEST_HIDDEN);
  const nodes = new Set(found.map((raw) => raw.node));
  const isHidden = (scalar: ScalarNode): boolean =>
    nodes.has(scalar) || secrets.some((secret) => scalar.value.includes(secret)) || isPrivate(scalar);
  const pieces: Piece[] = document.scalars.flatMap((scalar) => partlyEdited(source.text, scalar, edits));
  for (const { span, expect, text, shown = text } of edits)
    if (!pieces.some((piece) => touches(piece.span, span))) pieces.push({ span, before: masked(expect), after: shown });
  for (const span of hiddenSpans(document, isHidden)) {
    if (pieces.some((piece) => touches(piece.span, span))) continue;
    const text = masked(source.text.slice(span.start, span.end));
    pieces.push({ span, before: text, after: text });
  }
  const sides = replacePieces(source.text, pieces);
  return patch(path, path, sides.before, sides.after);
}

const touches = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** A scalar in which parts go: around the variables it is hidden. */
function partlyEdited(text: string, { span }: ScalarNode, edits: FileFix['edits']): Piece[] {
  const inside = edits.filter((edit) => span.start <= edit.span.start && edit.span.end <= span.end);
  if (inside.every((edit) => edit.span.start === span.start && edit.span.end === span.end)) return [];
  const hide = (from: number, to: number): string => {
    const between = text.slice(from, to);
    return /^["']?$/.test(between) ? between : MASK;
  };
  let after = '';
  let at = span.start;
  for (const edit of inside) {
    after += hide(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return [{ span, before: MASK, after: after + hide(at, span.end) }];
}

/** Of a secrets file only the names can be read. */
export function diffSecrets({ path, before, after, isEnvironment }: SecretsFix): string {
  const hide = (bytes: Buffer): string => {
    const { text } = decodeText(bytes);
    if (isEnvironment) return text.replace(/=[^\r\n]+/g, `=${MASK}`).replace(/#[^\r\n]+/g, `#${MASK}`);
    const spans = hiddenSpans(parseYaml(text), (scalar) => !isKey(scalar));
    const pieces = spans.map((span) => {
      const hidden = masked(text.slice(span.start, span.end));
      return { span, before: hidden, after: hidden };
    });
    return replacePieces(text, pieces).before;
  };
  return patch(before === undefined ? undefined : path, path, hide(before ?? Buffer.alloc(0)), hide(after));
}

export function diffPlain(path: string, before: Buffer | undefined, after: Buffer): string {
  return patch(before && path, path, before?.toString('utf8') ?? '', after.toString('utf8'));
}

/** Of a configuration whose references change: both sides are masked alike. */
export function diffReferences(path: string, before: Buffer, after: Buffer): string {
  const hide = (bytes: Buffer): string => {
    const { text } = decodeText(bytes);
    const pieces = hiddenSpans(parseYaml(text), isPrivate).map((span) => {
      const hidden = masked(text.slice(span.start, span.end));
      return { span, before: hidden, after: hidden };
    });
    return replacePieces(text, pieces).before;
  };
  return patch(path, path, hide(before), hide(after));
}

function isPrivate(scalar: ScalarNode): boolean {
  if (isKey(scalar)) return false;
  const tag = scalar.tag?.name;
  if (tag === '!secret' || tag === '!include' || tag === '!input') return false;
  const type = scalarType(scalar);
  return type !== 'int' && type !== 'float' && type !== 'bool' && type !== 'null';
}

function hiddenSpans({ scalars, comments }: YamlDocument, isHidden: (scalar: ScalarNode) => boolean): Span[] {
  return [
    ...scalars.filter(isHidden).map(({ span }) => span),
    ...comments.map(({ span }) => ({ start: span.start + 1, end: span.end })),
  ].filter((span) => span.end > span.start);
}

/** As many lines as there are, each with its indent. */
function masked(text: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? '' : (/^[ \t]*/.exec(line)?.[0] ?? '')) + MASK)
    .join('\n');
}

function replacePieces(text: string, pieces: readonly Piece[]): { readonly before: string; readonly after: string } {
  let before = '';
  let after = '';
  let at = 0;
  for (const piece of [...pieces].sort((a, b) => a.span.start - b.span.start)) {
    if (piece.span.start < at) continue;
    const between = text.slice(at, piece.span.start);
    before += between + piece.before;
    after += between + piece.after;
    at = piece.span.end;
  }
  return { before: before + text.slice(at), after: after + text.slice(at) };
}

const CONTEXT = 2;

function patch(from: string | undefined, to: string, before: string, after: string): string {
  const names = [from === undefined ? '/dev/null' : `a/${from}`, `b/${to}`] as const;
  const text = createTwoFilesPatch(...names, before, after, '', '', { context: CONTEXT });
  return text.replace(/^=+\n/, '');
}
