// A variable in the place of a secret inside a scalar: the edits, and what the variable has to hold. Pure.
import { type ScalarNode, type Span, scalarType, type YamlNode } from '../document/model.js';
import { MASK } from '../secret-value.js';
import type { Edit } from './edits.js';
import { isBareValue, writeValue } from './env-text.js';
import { comesOutSame, readPieces, type VariableDialect } from './interpolation.js';

export interface Rewritten {
  readonly edits: readonly Edit[];
  /** What the variable holds. */
  readonly value: string;
  /** Where the secret stands in the scalar's value. */
  readonly at: number;
}

/** Undefined where the program would not read the same afterwards, or the value cannot be kept in an environment. */
export function rewriteScalar(
  text: string,
  node: ScalarNode,
  secret: string,
  variable: { readonly name: string; readonly reference: string },
  dialect: VariableDialect,
): Rewritten | undefined {
  const { reference, name } = variable;
  const places = secret === '' || node.tag !== undefined ? [] : secretPlaces(node.value, secret);
  const [at] = places;
  const held = heldValue(secret, dialect);
  if (at === undefined || held === undefined || !isKeepable(held, dialect)) return undefined;
  const after = replaceAt(node.value, places, secret.length, reference);
  if (!comesOutSame(node.value, after, dialect, (one) => (one === name ? held : undefined))) return undefined;
  const edits = toEdits(text, node, places, secret, reference, dialect);
  return edits && { edits, value: held, at };
}

/** go2rtc fills in the text of the file itself, the others what YAML makes of it. */
function heldValue(secret: string, dialect: VariableDialect): string | undefined {
  const [piece, ...more] = readPieces(secret, dialect) ?? [];
  return piece?.kind === 'text' && more.length === 0 ? piece.text : undefined;
}

/** Compose reads the file itself; to the others something else hands it on. */
function isKeepable(value: string, dialect: VariableDialect): boolean {
  return dialect === 'compose' ? writeValue(value) !== undefined : isBareValue(value);
}

/** Where what a login is called comes right before. */
const NAMED = /(?:pass\w{0,10}|pwd|pw|token|key|secret|auth)["']?[ \t]{0,3}[=:][ \t]{0,3}["']?$/i;
/** Longer ones are the same secret wherever they stand. */
const UNMISTAKABLE = 8;

function secretPlaces(value: string, secret: string): number[] {
  const all = occurrences(value, secret);
  if (all.length < 2 || secret.length >= UNMISTAKABLE) return all;
  // in `admin:admin@` the second is the password
  return all.filter(
    (at) =>
      NAMED.test(value.slice(Math.max(0, at - 30), at)) || (value[at - 1] === ':' && value[at + secret.length] === '@'),
  );
}

function occurrences(text: string, part: string): number[] {
  const all: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) all.push(at);
  return all;
}

function replaceAt(text: string, places: readonly number[], length: number, by: string): string {
  let result = '';
  let from = 0;
  for (const at of places) {
    result += text.slice(from, at) + by;
    from = at + length;
  }
  return result + text.slice(from);
}

function toEdits(
  text: string,
  node: ScalarNode,
  places: readonly number[],
  secret: string,
  reference: string,
  dialect: VariableDialect,
): readonly Edit[] | undefined {
  const { span, style, value } = node;
  const body = text.slice(span.start, span.end);
  if (needsQuotes(node, replaceAt(value, places, secret.length, reference))) {
    // what is filled in before YAML reads it must not end the quotes
    if (
      body.includes('\n') ||
      scalarType(node) !== 'str' ||
      NUMERIC.test(value) ||
      (dialect === 'go2rtc' && secret.includes("'"))
    )
      return undefined;
    const doubled = value.replaceAll("'", "''");
    const spots = occurrences(doubled, secret);
    if (spots.length !== places.length) return undefined;
    const quoted = `'${replaceAt(doubled, spots, secret.length, reference)}'`;
    const shown = value === secret ? quoted : `'${MASK}${reference}${MASK}'`;
    return [{ span, expect: body, text: quoted, shown }];
  }
  if (style === 'plain' && (scalarType(node) !== 'str' || NUMERIC.test(value)) && !keepsType(node, dialect))
    return undefined;
  const inText = occurrences(body, secret);
  const inValue = occurrences(value, secret);
  // with an escape in it the secret cannot be seen in the text
  if (inText.length !== inValue.length) return undefined;
  return places.map((place) => {
    const start = span.start + (inText[inValue.indexOf(place)] ?? 0);
    return { span: { start, end: start + secret.length } satisfies Span, expect: secret, text: reference };
  });
}

/** A plain scalar must not begin with a brace, nor hold one inside a flow collection. */
function needsQuotes(node: ScalarNode, after: string): boolean {
  return node.style === 'plain' && (after.startsWith('{') || isInFlow(node));
}

function isInFlow(node: YamlNode): boolean {
  for (let at = node; ; ) {
    const { parent } = at;
    if (parent.in === 'root') return false;
    at = parent.in === 'seq' ? parent.seq : parent.map;
    if ((at.kind === 'seq' || at.kind === 'map') && at.flow) return true;
  }
}

/** A number for one YAML reader or another: go-yaml reads `0481516` as one, PyYAML does not. */
const NUMERIC = /^[-+]?(?:\.?\d[\d_.:]*(?:[eE][-+]?\d{1,9})?|0[xob][\da-fA-F_]+)$/;

/** Numbers: go2rtc reads the same afterwards; Compose makes a text of a value for the environment, as it stands if it is a plain count. */
function keepsType(node: ScalarNode, dialect: VariableDialect): boolean {
  if (dialect === 'go2rtc') return true;
  const { parent } = node;
  const holder = parent.in === 'map' ? parent.map.parent : undefined;
  return (
    dialect === 'compose' &&
    /^(?:0|[1-9]\d{0,14})$/.test(node.value) &&
    holder?.in === 'map' &&
    holder.pair.key?.value === 'environment'
  );
}
