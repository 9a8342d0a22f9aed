// Asks Home Assistant's own loader what it reads (dump.py) and holds the document model against the answer.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathOf, type ScalarNode, scalarType, type YamlDocument } from '../../src/document/model';

/** Path, value, type, style, tag, first and last code point, the Python types of what is made of it. */
type Told = readonly [
  path: readonly (string | number)[],
  value: string,
  type: string,
  style: string,
  tag: string,
  first: number,
  last: number,
  constructed: readonly string[] | string,
];

export interface Verdict {
  readonly scalars?: readonly Told[];
  /** Whether the whole file becomes data. */
  readonly loads?: boolean;
  readonly rejected?: string;
}

export interface Judgement {
  readonly loader: string;
  readonly verdicts: readonly Verdict[];
}

/** As in dump.py. */
const LONGEST_VALUE = 5_000;

export function judge(texts: readonly string[]): Judgement {
  const python = execFileSync(process.execPath, [join(__dirname, 'venv.mjs')], { encoding: 'utf8' });
  const { status, stdout, stderr } = spawnSync(python, [join(__dirname, 'dump.py')], {
    input: texts.map((text) => `${JSON.stringify(text)}\n`).join(''),
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    maxBuffer: 1 << 29,
  });
  if (status !== 0) throw new Error(`the judge failed: ${stderr.slice(-2000)}`);
  const [head = '{}', ...lines] = stdout.trimEnd().split('\n');
  if (lines.length !== texts.length) throw new Error(`the judge answered ${lines.length} of ${texts.length} texts`);
  return { loader: JSON.parse(head).loader, verdicts: lines.map((line) => JSON.parse(line) as Verdict) };
}

/** Offsets in the text of the code points that Python counts, for which each line end is one. */
export function codePointOffsets(text: string): number[] {
  const offsets: number[] = [];
  for (let at = 0; at < text.length; ) {
    offsets.push(at);
    if (text[at] === '\r' && text[at + 1] === '\n') at += 2;
    else at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  offsets.push(text.length);
  return offsets;
}

const STYLES: Readonly<Record<string, string>> = {
  '': 'plain',
  "'": 'single',
  '"': 'double',
  '|': 'literal',
  '>': 'folded',
};
const PYTHON_TYPES: Readonly<Record<string, string>> = {
  bool: 'bool',
  int: 'int',
  float: 'float',
  str: 'str',
  NoneType: 'null',
  date: 'timestamp',
};

const TYPES = ['bool', 'int', 'float', 'null', 'timestamp', 'merge', 'value'];

/** The loader's type; what has a tag of another kind, as `!!binary`, counts as text. */
export const typeIn = ([, , type]: Told): string => (TYPES.includes(type) ? type : 'str');

/** What is wrong with our reading of a scalar; undefined if nothing is. */
function difference(
  text: string,
  ours: ScalarNode | undefined,
  told: Told,
  offsets: readonly number[],
): string | undefined {
  const [path, value, , style, tag, first, last, constructed] = told;
  if (ours === undefined) return 'missing';
  if (JSON.stringify(pathOf(ours)) !== JSON.stringify(path)) return 'path';
  if (ours.value.slice(0, LONGEST_VALUE) !== cut(value)) return 'value';
  if (ours.style !== STYLES[style]) return 'style';
  if (scalarType(ours) !== typeIn(told)) return 'type';
  if (ours.tag !== undefined && ours.tag.name !== '!' && ours.tag.name !== tag) return 'tag';
  // HA's own classes for text derive from str; a wrong date or number is an error there
  const made = Array.isArray(constructed)
    ? constructed.map((name) => PYTHON_TYPES[name]).find((name) => name)
    : undefined;
  if (made !== undefined && made !== scalarType(ours)) return 'constructed';
  return spanDifference(text, ours, offsets[first] ?? -1, offsets[last] ?? -1);
}

/** Python cuts by code points. */
function cut(value: string): string {
  return value.slice(0, LONGEST_VALUE);
}

/** The loader's marks include tag and anchor, and the blank lines behind a block scalar; an empty one stands behind its key. */
function spanDifference(
  text: string,
  { span, style, value, tag, anchor }: ScalarNode,
  first: number,
  last: number,
): string | undefined {
  if (span.start > span.end || span.end > text.length) return 'span outside';
  if (span.start === span.end) {
    const between = text.slice(Math.min(span.start, last), Math.max(span.start, last));
    return value === '' && isGap(between.replaceAll(',', '')) ? undefined : 'empty span';
  }
  if (span.start < first || span.end > last) return 'span';
  const before = text.slice(first, span.start);
  const properties = [...(tag ? [text.slice(tag.span.start, tag.span.end)] : []), ...(anchor ? [`&${anchor}`] : [])];
  const left = before.split(/#.*|\s+/).filter((word) => word !== '' && !properties.includes(word));
  // PyYAML's mark of a `?` in a flow collection
  if (left.length > 0) return 'span start';
  if (style === 'literal' || style === 'folded') return isGap(text.slice(span.end, last)) ? undefined : 'block end';
  return span.end === last ? undefined : 'span end';
}

const isGap = (between: string): boolean => between.replace(/#.*/g, '').trim() === '';

/** The first scalar of a parsed document that the loader reads in another way. */
export function disagreement(text: string, ours: YamlDocument, { scalars = [] }: Verdict): string | undefined {
  const offsets = codePointOffsets(text);
  for (const [index, told] of scalars.entries()) {
    const what = difference(text, ours.scalars[index], told, offsets);
    if (what !== undefined)
      return `${what} of scalar ${index}: ${JSON.stringify(told)} / ${JSON.stringify(ours.scalars[index]?.value)}`;
  }
  return ours.scalars.length > scalars.length ? `${ours.scalars.length - scalars.length} scalars too many` : undefined;
}

/** Of the values that stand on the line of their key, how many the loader sees and how many of those we do. */
export function seenOnLines(
  text: string,
  ours: YamlDocument,
  { scalars = [] }: Verdict,
): { readonly seen: number; readonly all: number } {
  const offsets = codePointOffsets(text);
  let seen = 0;
  let all = 0;
  for (const [index, told] of scalars.entries()) {
    const [path, value, , , , first, last] = told;
    const key = scalars[index - 1];
    if (key === undefined || value === '' || JSON.stringify(key[0]) !== JSON.stringify(path)) continue;
    const [start, end] = [offsets[first] ?? 0, offsets[last] ?? 0];
    if (/[\n\r\u0085\u2028\u2029]/.test(text.slice(offsets[key[5]], end))) continue;
    all++;
    if (
      ours.scalars.some((scalar) => scalar.span.start >= start && scalar.span.end <= end && scalar.value === cut(value))
    )
      seen++;
  }
  return { seen, all };
}
