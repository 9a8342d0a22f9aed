// JSON, TOML, INI and `.env` in the same tree as YAML: paths, tokens and values; and what no text may do to the readers.
import fc from 'fast-check';
import { type FileFormat, formatOf } from '../../../src/document/format-names';
import { readDocument } from '../../../src/document/formats';
import { isKey, pathOf, type YamlDocument } from '../../../src/document/model';
import { path, token, values } from './read';

const read = (format: FileFormat, text: string): YamlDocument => {
  const document = readDocument(format, text);
  if (document === undefined) throw new Error('no document');
  return document;
};

/** Path, source token and content of every value. */
const table = (format: FileFormat, text: string): [string, string, string][] =>
  values(read(format, text)).map((one) => [path(one), token(text, one), one.value]);

test.each([
  ['configuration.yaml', 'yaml'],
  ['dashboards/main.dash', 'yaml'],
  ['configuration.yaml.example', 'yaml'],
  ['compose.yml.j2', 'yaml'],
  ['package.json', 'json'],
  ['.vscode/settings.jsonc', 'json'],
  ['appdaemon.toml', 'toml'],
  ['.env', 'env'],
  ['.env.local', 'env'],
  ['frigate.env', 'env'],
  ['stack.env.example', 'env'],
  ['mosquitto/mosquitto.conf', 'ini'],
  ['platformio.ini', 'ini'],
  ['hass.service', 'ini'],
  ['application.properties', 'ini'],
  ['.netrc', 'ini'],
  ['notes.md', 'text'],
  ['Dockerfile', 'text'],
  ['script.py', 'text'],
  ['yarn.lock', 'text'],
])('%s is %s', (name, format) => {
  expect(formatOf(name, 'a')).toBe(format);
});

test('JSON without a name for it is known by its first characters, in the store whatever the name', () => {
  expect(formatOf('.storage/core.config_entries', '{\n "a": 1}')).toBe('json');
  expect(formatOf('flows', '[{"id": 1}]')).toBe('json');
  expect(formatOf('flows', '[mqtt]\nx = 1')).toBe('text');
});

test('JSON: keys, lists, escapes, comments and commas too many', () => {
  const text = '{"a": {"b c": ["x", 1, null, "\\u00e9\\"\\/"],}, // password: x\n /* y */ "d": true}';
  expect(table('json', text)).toEqual([
    ['a["b c"][0]', '"x"', 'x'],
    ['a["b c"][1]', '1', '1'],
    ['a["b c"][2]', 'null', 'null'],
    ['a["b c"][3]', '"\\u00e9\\"\\/"', 'é"/'],
    ['d', 'true', 'true'],
  ]);
  expect(read('json', text).comments).toEqual([
    { text: '  password: x', span: { start: 46, end: 60 }, ownLine: false },
    { text: '  y ', span: { start: 62, end: 69 }, ownLine: true },
  ]);
});

test('JSON: one value a line', () => {
  expect(table('json', '{"a": 1}\n{"a": 2}\n').map(([, , value]) => value)).toEqual(['1', '2']);
});

test('JSON that is none is read as the YAML it may be', () => {
  expect(table('json', "{a: x, 'b': y}\n")).toEqual([
    ['a', 'x', 'x'],
    ['b', 'y', 'y'],
  ]);
});

test('TOML: tables, lists of tables, dotted and quoted keys, inline tables, strings of all kinds', () => {
  const text = `a.b = "x" # c
[mqtt]
password = 'p"w'
[mqtt.tls]
"ca file" = """
x\\u0041"""
[[sensor]]
k = [1, {z = "q"}]
[[sensor]]
k = 1979-05-27
[sensor.more]
😀 = "no"
`.replace('😀', '"😀"');
  expect(table('toml', text)).toEqual([
    ['a.b', '"x"', 'x'],
    ['mqtt.password', `'p"w'`, 'p"w'],
    ['mqtt.tls["ca file"]', '"""\nx\\u0041"""', 'xA'],
    ['sensor[0].k[0]', '1', '1'],
    ['sensor[0].k[1].z', '"q"', 'q'],
    ['sensor[1].k', '1979-05-27', expect.any(String)],
    ['sensor[1].more["😀"]', '"no"', 'no'],
  ]);
  expect(read('toml', text).comments.map(({ text: words, ownLine }) => [words, ownLine])).toEqual([[' c', false]]);
});

test('TOML that is none is read line by line', () => {
  expect(table('toml', '[mqtt]\npassword = x y\n"a" = 1\n')).toEqual([
    ['mqtt.password', 'x y', 'x y'],
    ['mqtt.a', '1', '1'],
  ]);
});

test('INI: sections, both signs, blanks between, quotes, comments', () => {
  const text = `; c
top = 1
[a "b"]
x=y z ; d
 indented : "q ; r" # e
wifi password = p
[mosquitto]
remote_password  p#w
set $token "t";
sentence without a sign
[a "b"]
again = 'it''s'
`;
  expect(table('ini', text)).toEqual([
    ['top', '1', '1'],
    ['["a \\"b\\""].x', 'y z', 'y z'],
    ['["a \\"b\\""].indented', '"q ; r"', 'q ; r'],
    ['["a \\"b\\""]["wifi password"]', 'p', 'p'],
    ['mosquitto.remote_password', 'p#w', 'p#w'],
    ['mosquitto.token', '"t"', 't'],
    ['["a \\"b\\""].again', "'it''s'", "'it''s'"],
  ]);
  expect(read('ini', text).comments.map(({ text: words, ownLine }) => [words, ownLine])).toEqual([
    [' c', true],
    [' d', false],
  ]);
});

test('.env: export, quotes over several lines, comments, CRLF', () => {
  const text = 'A=1\r\nexport B="x\\"y" # c\r\n#C=2\r\nKEY="-----\nabc\n-----"\nD=p#w # e\nE=\nF=\'$x\'\n';
  expect(table('env', text)).toEqual([
    ['A', '1', '1'],
    ['B', '"x\\"y"', 'x"y'],
    ['KEY', '"-----\nabc\n-----"', '-----\nabc\n-----'],
    ['D', 'p#w', 'p#w'],
    ['F', "'$x'", '$x'],
  ]);
});

const FORMATS: readonly FileFormat[] = ['json', 'toml', 'ini', 'env'];
const piece = fc.constantFrom(
  ...[
    '[',
    ']',
    '[[',
    ']]',
    '{',
    '}',
    '"',
    "'",
    '"""',
    "'''",
    '=',
    ':',
    ',',
    '#',
    ';',
    '//',
    '/*',
    '\\',
    '\n',
    '\r\n',
    ' ',
    'a',
    'password',
    '1',
    '$',
    '😀',
    '\u0000',
    '\u2028',
    '.',
    '-',
    'true',
    'export ',
  ],
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

test.each(FORMATS)('%s: no text makes the reader throw, and every scalar stands where it says', (format) => {
  fc.assert(
    fc.property(text, (made) => {
      const { scalars, comments } = read(format, made);
      for (const scalar of scalars) {
        const { start, end } = scalar.span;
        expect(start >= 0 && start <= end && end <= made.length).toBe(true);
        expect(pathOf(scalar).length).toBeGreaterThanOrEqual(isKey(scalar) ? 1 : 0);
        if (scalar.style === 'plain' && !isKey(scalar))
          expect(made.slice(start, end)).toContain(scalar.value.slice(0, 1));
      }
      expect(scalars.map(({ span }) => span.start)).toEqual(
        scalars.map(({ span }) => span.start).sort((a, b) => a - b),
      );
      for (const { span } of comments) expect(span.end).toBeLessThanOrEqual(made.length);
    }),
    { numRuns: 1500 },
  );
});

const SIZE = 1 << 19;
const fill = (part: string): string => part.repeat(Math.ceil(SIZE / part.length));
const HOSTILE = [
  '[',
  '{"a":',
  '[[a]]\n',
  '[a.b.c]\n',
  'a="',
  'a="\n',
  "a='''",
  'a = [',
  'a.',
  '"',
  '\\',
  'a b c d ',
  '[a]\nb=c\n',
  '#',
  ';x',
  '/*',
  '😀',
  'export ',
  'a=b;;;;',
  '{},',
  'a = {b = ',
];

test.each(FORMATS.flatMap((format) => HOSTILE.map((part) => [format, part] as const)))(
  '%s: half a megabyte of %j is read in time',
  (format, part) => {
    const start = performance.now();
    const document = read(format, fill(part));
    for (const scalar of document.scalars.slice(0, 20)) pathOf(scalar);
    // generous for a slow machine; what grows with the square takes minutes
    expect(performance.now() - start).toBeLessThan(10_000);
  },
);
