// Arbitrary YAML documents for laws and for the comparison with PyYAML: every scalar style, indents, comments, line ends,
// anchors, tags, flow and block, several lines; then, if wanted, a few characters changed at random.
import fc from 'fast-check';

/** Texts that YAML reads in a special way, or nearly does. */
const WORDS = [
  'a',
  'password',
  'on',
  'No',
  'y',
  '~',
  'null',
  '0777',
  '0o17',
  '12:30',
  '00:05',
  '1e5',
  '1.5e+3',
  '.5',
  '-.5',
  '1_000',
  '0x1F',
  '.inf',
  '2024-01-01',
  '2024-01-01 12:00:00',
  'a b',
  'a#b',
  'a:b',
  '-x',
  '?x',
  ':x',
  'päß',
  '😀',
  'x\u00a0y',
  'C:\\dir',
  'http://u:p@h:1/x?y=1&z',
  "it's",
  'say "x"',
  'a\\nb',
  'x,y',
  'x]',
  'l}',
] as const;
/** Only in quotes or blocks. */
const ODD_WORDS = [
  '',
  ' ',
  'a: b',
  'a #b',
  '- a',
  '? a',
  '*a',
  '&a',
  '!a',
  '{{ x }}',
  '[a',
  '#a',
  '@a',
  '%a',
  'a\tb',
  '<<',
  '=',
  'a ',
  ' a',
  "'",
  '"',
  '\\',
];
const TAGS = [
  '!secret',
  '!include',
  '!env_var',
  '!input',
  '!lambda',
  '!!str',
  '!',
  '!<!secret>',
  '!<tag:yaml.org,2002:str>',
];
const COMMENTS = ['# c', '#c', '#', '# a: "b', "# it's", '# [', '#\t!x'];

/** A piece of text whose line ends are `\n`; the first line stands behind something, further ones carry their own indent. */
type Piece = string;

const word = fc.constantFrom(...WORDS);
const anyWord = fc.oneof({ weight: 4, arbitrary: word }, fc.constantFrom(...ODD_WORDS));
const phrase = fc.array(word, { minLength: 1, maxLength: 3 });
const pad = (indent: number): string => ' '.repeat(Math.max(0, indent));
const lineEnds = fc.constantFrom('\n', '\n', '\n\n', '\n \n', '\n\n\n');
/** What stands where a scalar is broken into lines: blanks, one or more line ends, and an indent of at least `indent`. */
const lineBreak = (indent: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('', ' ', '  '), lineEnds, fc.nat(3))
    .map(([trailing, ends, more]) => `${trailing}${ends}${pad(indent + more)}`);
/** In quotes and in flow collections the column does not count for PyYAML. */
const freeBreak = (indent: number): fc.Arbitrary<string> =>
  fc.oneof({ weight: 5, arbitrary: lineBreak(indent) }, fc.nat(2).chain(lineBreak));

const isPlain = (text: string, inFlow: boolean): boolean =>
  !/^[-?:]?$|^[!&*#{}[\],|>@%`"'~ =<]|: |:$| #|^\s|\s$|\n|^---/.test(text) && !(inFlow && /[,[\]{}]|^[?:-]/.test(text));

/** `indent` is the least indent of further lines; undefined: the scalar must stay on its line. */
function plain(indent: number | undefined, inFlow: boolean): fc.Arbitrary<Piece> {
  const fitting = phrase
    .map((words) => words.filter((text) => isPlain(text, inFlow)))
    .filter((words) => words.length > 0);
  if (indent === undefined) return fitting.map((words) => words.join(' '));
  return fc
    .tuple(fitting, fc.oneof({ weight: 3, arbitrary: fc.constant(' ') }, lineBreak(indent)))
    .map(([words, gap]) => words.join(gap));
}

function single(indent: number | undefined): fc.Arbitrary<Piece> {
  const gap = indent === undefined ? fc.constant(' ') : fc.oneof(fc.constant(' '), freeBreak(indent));
  return fc
    .tuple(fc.array(anyWord, { maxLength: 4 }), gap)
    .map(([words, between]) => `'${words.join(between).replaceAll("'", "''")}'`);
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  ' ': '\\ ',
  '\u00a0': '\\_',
};

/** One character in one of the ways that double quotes have. */
function escaped(char: string, way: number): string {
  const code = char.codePointAt(0) ?? 0;
  const short = SHORT_ESCAPES[char];
  if (way === 1 && short !== undefined) return short;
  if (way === 2 && code < 256) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (way === 3 && code < 65536) return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (way === 4) return `\\U${code.toString(16).padStart(8, '0')}`;
  return char === '"' || char === '\\' ? `\\${char}` : char;
}

/** Double-quoted text that reads as `text`. */
export function doubleQuoted(text: string, ways: readonly number[]): string {
  return `"${[...text].map((char, index) => escaped(char, ways[index % Math.max(1, ways.length)] ?? 0)).join('')}"`;
}

function double(indent: number | undefined): fc.Arbitrary<Piece> {
  const gap =
    indent === undefined
      ? fc.constant(' ')
      : fc.oneof(fc.constant(' '), freeBreak(indent), fc.constant(`\\\n${pad(indent)}`));
  const ways = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.nat(4)), { minLength: 1, maxLength: 7 });
  return fc
    .tuple(fc.array(anyWord, { maxLength: 4 }), gap, ways)
    .map(([words, between, how]) => `"${words.map((text) => doubleQuoted(text, how).slice(1, -1)).join(between)}"`);
}

/** A block scalar; `indent` is that of its key. */
function block(indent: number): fc.Arbitrary<Piece> {
  const line = fc.oneof(
    anyWord,
    fc.constant(''),
    word.map((text) => `  ${text}`),
    word.map((text) => `${text}  `),
    word.map((text) => `\t${text}`),
  );
  return fc
    .record({
      sign: fc.constantFrom('|', '>'),
      chomp: fc.constantFrom('', '', '-', '+'),
      deep: fc.integer({ min: 1, max: 4 }),
      explicit: fc.boolean(),
      comment: fc.constantFrom('', '', ' # c', ' '),
      first: word,
      lines: fc.array(line, { maxLength: 4 }),
      blanks: fc.constantFrom('', '', '\n', '\n\n', '\n  \n'),
    })
    .map(({ sign, chomp, deep, explicit, comment, first, lines, blanks }) => {
      const body = [first, ...lines]
        .map((text) => (text === '' ? '' : pad(Math.max(0, indent) + deep) + text))
        .join('\n');
      return `${sign}${explicit ? deep : ''}${chomp}${comment}\n${body}${blanks}`;
    });
}

const comment = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  fc.constantFrom(...COMMENTS).map((text) => ` ${text}`),
);
/** Stands for a name until the document is whole: anchors must be unique, aliases must follow their anchor. */
const NAME = '\u0001';
const properties = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  fc.constantFrom(...TAGS).map((tag) => `${tag} `),
  fc.constant(`&${NAME} `),
  fc.constantFrom(...TAGS).map((tag) => `&${NAME} ${tag} `),
);

function flowScalar(indent: number | undefined, inFlow: boolean): fc.Arbitrary<Piece> {
  return fc.oneof(plain(indent, inFlow), plain(indent, inFlow), single(indent), double(indent));
}

function flow(indent: number, depth: number): fc.Arbitrary<Piece> {
  const leaf = fc.tuple(properties, flowScalar(indent, true)).map(([before, text]) => before + text);
  const item =
    depth <= 0 ? leaf : fc.oneof({ weight: 4, arbitrary: leaf }, flow(indent, depth - 1), fc.constant(`*${NAME}`));
  const gap = fc.oneof(
    { weight: 5, arbitrary: fc.constant(' ') },
    fc.constant(''),
    fc.tuple(comment, fc.nat(2)).map(([text, more]) => `${text}\n${pad(indent + more)}`),
    { weight: 1, arbitrary: fc.nat(2).map((column) => `\n${pad(column)}`) },
  );
  const key = fc.oneof(plain(undefined, true), single(undefined), double(undefined));
  const pair = fc
    .tuple(key, fc.constantFrom(': ', ' : ', ':  '), item)
    .map(([name, colon, value]) => name + colon + value);
  const list = (items: readonly string[], between: string, last: string): string =>
    items.join(`,${between}`) + (items.length > 0 ? last : '');
  const end = fc.constantFrom('', '', ' ', ',', ', ');
  return fc.oneof(
    fc
      .tuple(fc.array(pair, { maxLength: 3 }), gap, end, gap)
      .map(([items, between, last, first]) => `{${first}${list(items, between, last)}}`),
    fc
      .tuple(fc.array(fc.oneof({ weight: 4, arbitrary: item }, pair), { maxLength: 4 }), gap, end, gap)
      .map(([items, between, last, first]) => `[${first}${list(items, between, last)}]`),
  );
}

/** What may stand behind `key:` or `-`, with the line end. `indent` is the column of the key or dash. */
function value(indent: number, depth: number, afterDash: boolean): fc.Arbitrary<Piece> {
  const inline = fc
    .tuple(properties, fc.oneof({ weight: 6, arbitrary: flowScalar(indent + 1, false) }, flow(indent + 1, 1)), comment)
    .map(([before, text, after]) => ` ${before}${text}${after}\n`);
  const others: fc.WeightedArbitrary<Piece>[] = [
    { weight: 6, arbitrary: inline },
    { weight: 2, arbitrary: fc.tuple(properties, block(indent)).map(([before, text]) => ` ${before}${text}\n`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('', ' !secret', ` &${NAME}`, ' ~'), comment)
        .map(([text, after]) => `${text}${after}\n`),
    },
    { weight: 1, arbitrary: fc.constant(` *${NAME}\n`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(comment, fc.nat(2), flowScalar(indent + 1, false))
        .map(([after, more, text]) => `${after}\n${pad(indent + 1 + more)}${text}\n`),
    },
  ];
  if (depth > 0) {
    const below = fc
      .tuple(properties, comment, fc.constantFrom(1, 2, 2, 4))
      .chain(([before, after, step]) =>
        collection(indent + step, depth - 1).map((text) => ` ${before}${after}\n${text}`),
      );
    others.push({ weight: 4, arbitrary: below });
    if (afterDash)
      others.push({ weight: 5, arbitrary: map(indent + 2, depth - 1).map((text) => ` ${text.slice(indent + 2)}`) });
    else
      others.push({
        weight: 2,
        arbitrary: fc.tuple(comment, list(indent, depth - 1)).map(([after, text]) => `${after}\n${text}`),
      });
  }
  return fc.oneof(...others);
}

const ownLines = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  fc.constant('\n'),
  fc.tuple(fc.nat(6), fc.constantFrom(...COMMENTS)).map(([column, text]) => `${pad(column)}${text}\n`),
);

function list(indent: number, depth: number): fc.Arbitrary<Piece> {
  const item = fc
    .tuple(ownLines, value(indent, depth, true))
    .map(([before, text]) => `${before}${pad(indent)}-${text}`);
  return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(''));
}

function map(indent: number, depth: number): fc.Arbitrary<Piece> {
  const key = fc.oneof(
    { weight: 6, arbitrary: plain(undefined, false) },
    single(undefined),
    double(undefined),
    fc.constantFrom('<<', `*${NAME} `),
  );
  const implicit = fc
    .tuple(properties, key, fc.constantFrom(':', ':', ' :'), value(indent, depth, false))
    .map(([before, name, colon, text]) => `${pad(indent)}${before}${name}${colon}${text}`);
  const explicit = fc
    .tuple(flowScalar(indent + 2, false), value(indent, 0, false))
    .map(([name, text]) => `${pad(indent)}? ${name}\n${pad(indent)}:${text}`);
  const pair = fc.tuple(ownLines, fc.oneof({ weight: 12, arbitrary: implicit }, explicit));
  return fc.array(pair, { minLength: 1, maxLength: 4 }).map((pairs) =>
    // the first pair may stand behind a dash, where nothing can stand before it
    pairs.map(([before, text], index) => (index === 0 ? '' : before) + text).join(''),
  );
}

function collection(indent: number, depth: number): fc.Arbitrary<Piece> {
  return fc.oneof({ weight: 3, arbitrary: map(indent, depth) }, list(indent, depth));
}

const root = fc.oneof(
  { weight: 10, arbitrary: fc.tuple(ownLines, collection(0, 2)).map(([before, text]) => before + text) },
  flow(0, 2).map((text) => `${text}\n`),
  fc.tuple(properties, flowScalar(0, false)).map(([before, text]) => `${before}${text}\n`),
);
const HEADS = ['', '', '', '---\n', '--- # c\n', '%YAML 1.1\n---\n'];

export interface Shape {
  readonly lineEnds: readonly string[];
  /** Characters put in or taken away at random. */
  readonly mutated: boolean;
}

/** Gives anchors names of their own, and aliases that of an anchor before them. */
function nameAnchors(text: string): string {
  let last = '';
  let count = 0;
  return text.replace(new RegExp(`([&*])${NAME}`, 'g'), (_, sign: string) => {
    if (sign === '&') {
      last = `a${count}-x`;
      count++;
    }
    return last === '' ? 'x' : sign + last;
  });
}

/** A whole file; nearly always valid if not mutated. */
export function yamlText({ lineEnds, mutated }: Shape): fc.Arbitrary<string> {
  const sound = fc
    .record({
      head: fc.constantFrom(...HEADS),
      body: root,
      eol: fc.constantFrom(...lineEnds),
      end: fc.constantFrom('', '', '', 'cut', '...\n'),
    })
    .map(({ head, body, eol, end }) => {
      const text = end === 'cut' ? (head + body).replace(/\n+$/, '') : head + body + end;
      return nameAnchors(text).replaceAll('\n', eol);
    });
  if (!mutated) return sound;
  const change = fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...' \n\t:-?#,[]{}&*!|>\'"%@`\\ax0'));
  return fc.tuple(sound, fc.array(change, { minLength: 1, maxLength: 3 })).map(([text, changes]) => {
    let result = text;
    for (const [where, removed, added] of changes) {
      const at = result.length === 0 ? 0 : where % result.length;
      result = result.slice(0, at) + (removed === 2 ? '' : added) + result.slice(at + Math.min(removed, 1));
    }
    return result;
  });
}
