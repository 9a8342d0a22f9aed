// Files that no loader takes: read line by line, marked as such, and nothing of them is skipped.
import { parseYaml } from '../../../src/document/yaml';
import { token, tokens, values } from './read';

test.each([
  ['jinja at the head of a value', 'a: {{ x }} y: z\nb: "2"\n', ['a {{ x }} y: z', 'b "2"']],
  [
    'jinja on a line of its own',
    '{% if x %}\na: 1\n{% endif %}\nb: 2\n',
    [' {% if x %}', 'a 1', 'a[0] {% endif %}', 'b 2'],
  ],
  ['an unclosed double quote', 'a: "b\nc: d\ne: "f"\n', ['a b', 'c d', 'e "f"']],
  ['an unclosed single quote', "a: 'b\nc: it's\n", ['a b', "c it's"]],
  ['an unclosed quote on the last line', 'a: 1\nb: "c', ['a 1', 'b c']],
  ['tabs that indent', '\ta: 1\n\tb: 2\n', ['a 1', 'b 2']],
  ['a tab that indents below a key', 'a:\n\tb: 1\nc: 2\n', ['a.b 1', 'c 2']],
  ['an unclosed list', 'a: [b, c\nd: 1\n', ['a[0] b', 'a[0] c', 'd 1']],
  ['an unclosed map', 'a: {b: c, d: "e"\nf: 1\n', ['a.b c', 'a.d "e"', 'f 1']],
  ['something behind a flow map', 'a: {password: x y}, z\nb: 1\n', ['a.password x y', 'a[0] z', 'b 1']],
  ['something behind a quote', 'a: "b" c\nd: 1\n', ['a "b"', 'a[0] c', 'd 1']],
  ['two colons on a line', 'a: b: c\nd: 1\n', ['a b: c', 'd 1']],
  ['a key deeper than its neighbours', 'a: 1\n  b: 2\nc: 3\n', ['a 1', 'a.b 2', 'c 3']],
  ['a key less deep than its neighbours', ' a: 1\nb: 2\n', ['a 1', 'b 2']],
  ['a key left of its item', '- a: 1\n b: 2\n', ['[0].a 1', 'b 2']],
  ['a line without a colon', 'a: 1\nb\nc: 2\n', ['a 1', 'a[0] b', 'c 2']],
  ['signs that begin no value', 'a: @x\nb: `y`\nc: %z\nd: *\n', ['a @x', 'b `y`', 'c %z', 'd *']],
  ['an escape that does not exist', 'a: "\\d"\nb: 1\n', ['a "\\d"', 'b 1']],
  ['a missing key', ': "x"\na: 1\n', [' "x"', 'a 1']],
  [
    'marks of a merge',
    '<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n',
    [' <<<<<<< HEAD', 'a 1', 'a[0] =======', 'a 2', 'a[0] >>>>>>> x'],
  ],
  [
    'a key in PEM at the wrong column',
    'k: -----BEGIN\nabc\n-----END\nb: 1\n',
    ['k -----BEGIN', 'k[0] abc', 'k[0] -----END', 'b 1'],
  ],
  ['two documents', '}\na: 1\n---\nb: 2\n', [' }', 'a 1', 'b 2']],
  ['CRLF', '}\r\na: "b"\r\nc: |\r\n  d\r\n  e\r\n', [' }', 'a "b"', 'c |\r\n  d\r\n  e']],
  ['blocks', '}\na: |\n  b\n  c\nd: >-\n  e\nf: 1\n', [' }', 'a |\n  b\n  c', 'd >-\n  e', 'f 1']],
  ['a quoted value over lines', '}\na: "x\n  y"\nb: 1\n', [' }', 'a "x\n  y"', 'b 1']],
  ['tags, anchors, aliases', '}\na: !secret b\nc: &x d\ne: *x\nf: &y:z\n', [' }', 'a b', 'c d', 'f :z']],
  [
    'other keys',
    '}\n"a b": \'c\'\n? d\n: e\n- f\n- g: h\n  i: j\n',
    [' }', '["a b"] \'c\'', '["a b"].d e', '["a b"].d[0] f', '["a b"][0].g h', '["a b"][0].i j'],
  ],
  ['depth', '}\na:\n  b:\n    c: 1\n  d: 2\ne:\n- f: 3\n', [' }', 'a.b.c 1', 'a.d 2', 'e[0].f 3']],
  [
    'sound flow collections',
    '}\na: [1, {b: 2}] # c\nd: {"e": \'f\',\n  g: h}\n',
    [' }', 'a[0] 1', 'a[1].b 2', "d.e 'f'", 'd.g h'],
  ],
])('%s', (_name, text, expected) => {
  const document = parseYaml(text);
  expect(document.mode).toBe('line-scan');
  expect(document.problem?.message).toMatch(/^[^\n]+$/);
  expect(document.problem?.offset).toBeLessThanOrEqual(text.length);
  expect(tokens(text).map((one) => one.replace('["?"]', ''))).toEqual(expected);
});

test('the message says nothing of a value', () => {
  for (const text of [
    'a: "hunter2',
    'a: hunter2: x',
    'a: @hunter2',
    'a: [hunter2',
    'a: !h!unter2 x',
    'a: "\\hunter2"',
    'a: &hun?ter2 x',
    '\thunter2: x',
  ])
    expect(parseYaml(text).problem?.message).not.toMatch(/hunt/);
});

test('values mean what they would in a sound file', () => {
  const text = "}\na: \"b\\tc\"\nd: 'it''s'\ne: |\n  f\n   g\nh: >-\n  i\n  j\n";
  expect(values(parseYaml(text)).map(({ value }) => value)).toEqual(['}', 'b\tc', "it's", 'f\n g\n', 'i j']);
});

test('comments, also behind the header of a block', () => {
  const text = '}\n# one\na: "x # y" # two\nb: | # three\n  # text\nc: [1, # four\n';
  const { comments } = parseYaml(text);
  expect(comments.map((one) => token(text, one))).toEqual(['# one', '# two', '# three', '# four']);
  expect(comments.map(({ ownLine }) => ownLine)).toEqual([true, false, false, false]);
});

test('the tag of a value', () => {
  const [, scalar] = values(parseYaml('}\na: !secret &x b\n'));
  expect(scalar).toMatchObject({ value: 'b', anchor: 'x', tag: { name: '!secret', span: { start: 5, end: 12 } } });
});

test('an alias finds its anchor', () => {
  const { aliases } = parseYaml('}\na: &x b\nc: *x\nd: *y\n');
  expect(aliases.map(({ name, target }) => [name, target?.kind])).toEqual([
    ['x', 'scalar'],
    ['y', undefined],
  ]);
});

test.each([
  ['a quoted scalar left of its key', 'a:\n  b: "c\nd"\n'],
  ['a bracket at column 0', 'a:\n  b: [1,\n  2\n]\n'],
  ['a comment glued to a quote', 'a: "b"#c\n'],
  ['an alias as a key, glued', 'x: &x y\n*x: 1\n'],
  ['lone carriage returns', 'a: 1\rb: 2\r'],
  ['an unknown tag', 'a: !foo b\n'],
  ['equal keys', 'a: 1\na: 2\n'],
  ['an alias without an anchor', 'a: *b\n'],
  ['jinja alone, which is a map of a map', 'a: {{ x }}\n'],
])('no line scan for %s', (_name, text) => {
  expect(parseYaml(text)).toMatchObject({ mode: 'parsed', problem: undefined });
});
