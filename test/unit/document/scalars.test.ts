// Every scalar style and place: exact span, content, path.
import { parseYaml } from '../../../src/document/yaml';
import { contents, only, path, token, tokens, values } from './read';

test.each([
  ['plain', 'a: b c  # d\n', 'b c', 'b c', 'plain'],
  ['plain on the next line', 'a:\n  b\n', 'b', 'b', 'plain'],
  ['plain over lines', 'a: b\n  c\n\n  d\n', 'b\n  c\n\n  d', 'b c\nd', 'plain'],
  ['single', "a: 'it''s' # c\n", "'it''s'", "it's", 'single'],
  ['single over lines', "a: 'b\n  c'\n", "'b\n  c'", 'b c', 'single'],
  ['double', 'a: "b\\tc\\x41\\u00e9\\"" # c\n', '"b\\tc\\x41\\u00e9\\""', 'b\tcAé"', 'double'],
  ['double over lines', 'a: "b\\\n  c\n\n  d"\n', '"b\\\n  c\n\n  d"', 'bc\nd', 'double'],
  ['double left of its key', 'a:\n  b: "c\nd"\n', '"c\nd"', 'c d', 'double'],
  ['literal', 'a: |\n  b\n   c\n\n', '|\n  b\n   c', 'b\n c\n', 'literal'],
  ['literal, stripped', 'a: |-\n  b\n', '|-\n  b', 'b', 'literal'],
  ['literal, kept', 'a: |+\n  b\n\n', '|+\n  b', 'b\n\n', 'literal'],
  ['literal, indent told, with a comment', 'a: |2 # c\n   b\n', '|2 # c\n   b', ' b\n', 'literal'],
  ['literal without a last line end', 'a: |\n  b', '|\n  b', 'b', 'literal'],
  ['folded', 'a: >\n  b\n  c\n\n  d\n', '>\n  b\n  c\n\n  d', 'b c\nd\n', 'folded'],
  ['in a flow map', 'a: {b: c}\n', 'c', 'c', 'plain'],
  ['a text with a colon and a sharp', 'a: b:c#d\n', 'b:c#d', 'b:c#d', 'plain'],
  ['a path of Windows', 'a: C:\\dir\n', 'C:\\dir', 'C:\\dir', 'plain'],
  ['a quoted text with a sharp', 'a: "b # c"\n', '"b # c"', 'b # c', 'double'],
  ['beyond the basic plane', 'a: 😀 # c\n', '😀', '😀', 'plain'],
])('%s', (_name, text, source, value, style) => {
  const scalar = only(text);
  expect([token(text, scalar), scalar.value, scalar.style]).toEqual([source, value, style]);
  expect(parseYaml(text).mode).toBe('parsed');
});

test.each([
  [
    'maps and lists',
    'a:\n  b: 1\n  c:\n    - 2\n    - d: 3\n      e: 4\n',
    ['a.b 1', 'a.c[0] 2', 'a.c[1].d 3', 'a.c[1].e 4'],
  ],
  ['a list at the column of its key', 'a:\n- 1\n- - 2\n  - 3\n', ['a[0] 1', 'a[1][0] 2', 'a[1][1] 3']],
  ['flow in flow', 'a: {b: [1, {c: 2}], "d e": \'3\'}\n', ['a.b[0] 1', 'a.b[1].c 2', 'a["d e"] \'3\'']],
  ['a map of one pair', 'a: [b: 1, 2]\n', ['a[0].b 1', 'a[1] 2']],
  ['flow over lines and columns', 'a: [1,\n2,\n   3\n]\nb: 4\n', ['a[0] 1', 'a[1] 2', 'a[2] 3', 'b 4']],
  ['marks of a key in flow', 'a: [?b, c: ?d, {?e: f}]\n', ['a[0].b ', 'a[1].c d', 'a[2].e f']],
  ['an explicit key', '? a\n: 1\n? b\n', ['a 1', 'b ']],
  ['an empty value', 'a:\nb: 1\n', ['a ', 'b 1']],
  ['a key without a value in flow', 'a: {b, c: 1}\n', ['a.b ', 'a.c 1']],
  ['quoted keys', '"a.b": 1\n\'c d\' : 2\n', ['["a.b"] 1', '["c d"] 2']],
  ['equal keys', 'a: 1\na: 2\n', ['a 1', 'a 2']],
  ['a list at the root', '- 1\n- a: 2\n', ['[0] 1', '[1].a 2']],
  ['a scalar at the root', 'x y\n', [' x y']],
  ['several documents', 'a: 1\n---\na: 2\n...\n---\n- 3\n', ['a 1', 'a 2', '[0] 3']],
  ['a merge', 'x: &x\n  a: 1\ny:\n  <<: *x\n  b: 2\n', ['x.a 1', 'y.b 2']],
  ['an alias as a key', 'x: &x k\n*x : 1\ny: {*x : 2}\n', ['x k', 'k 1', 'y.k 2']],
  ['a list or map as a key', '? [1, 2]\n: 3\n', ['[0] 1', '[1] 2', '["?"] 3']],
  ['tags', 'a: !secret b\nc: !include {d: 1}\ne: !!str 2\n', ['a b', 'c.d 1', 'e 2']],
  ['a lambda', 'a: !lambda |-\n  return 1;\nb: 2\n', ['a |-\n  return 1;', 'b 2']],
  ['CRLF', 'a: 1\r\nb:\r\n  - "2\r\n    3"\r\n  - |\r\n    4\r\n', ['a 1', 'b[0] "2\r\n    3"', 'b[1] |\r\n    4']],
  ['line ends of other kinds', 'a: 1\rb: 2\u0085c: 3\u2028d: 4\n', ['a 1', 'b 2', 'c 3', 'd 4']],
  ['a tab before a value', 'a:\t1\nb: 2\t# c\n', ['a 1', 'b 2']],
  ['jinja in quotes', 'a: "{{ x[\'y\'] }}"\nb: 1\n', ['a "{{ x[\'y\'] }}"', 'b 1']],
  ['a comment glued to a quote or bracket', 'a: "1"#c\nb: [2]#c\n', ['a "1"', 'b[0] 2']],
  ['directives', '%YAML 1.1\n%TAG !e! tag:x,2000:\n---\na: !e!b 1\n', ['a 1']],
])('paths: %s', (_name, text, expected) => {
  expect(tokens(text)).toEqual(expected);
  expect(parseYaml(text)).toMatchObject({ mode: 'parsed', problem: undefined });
});

test('keys are scalars too, with a path of their own', () => {
  const text = 'a:\n  "b c": 1\n';
  const { scalars } = parseYaml(text);
  expect(scalars.map((one) => [path(one), token(text, one)])).toEqual([
    ['a', 'a'],
    ['a["b c"]', '"b c"'],
    ['a["b c"]', '1'],
  ]);
});

test.each([
  ['!secret b', '!secret', '!secret'],
  ['!!str b', 'tag:yaml.org,2002:str', '!!str'],
  ['!<!secret> b', '!secret', '!<!secret>'],
  ['! b', '!', '!'],
  ['&x !secret b', '!secret', '!secret'],
  ['!secret &x b', '!secret', '!secret'],
  ['!a%20b b', '!a b', '!a%20b'],
  ['!remove b', '!remove', '!remove'],
])('the tag of %s', (value, name, source) => {
  const text = `a: ${value}\n`;
  const scalar = only(text);
  expect(token(text, scalar)).toBe('b');
  expect(scalar.tag).toMatchObject({ name });
  expect(scalar.tag && token(text, { span: scalar.tag.span })).toBe(source);
});

test('a handle of %TAG holds for its document only', () => {
  const text = '%TAG !e! tag:x,2000:\n---\na: !e!b 1\n';
  expect(values(parseYaml(text))[0]?.tag?.name).toBe('tag:x,2000:b');
  expect(parseYaml(`${text}...\n---\na: !e!b 1\n`)).toMatchObject({ mode: 'line-scan' });
});

test('anchors and aliases', () => {
  const text = 'a: &x 1\nb: *x\nc: &x 2\nd: [*x, *y]\n';
  const { scalars, aliases } = parseYaml(text);
  expect(scalars.filter(({ anchor }) => anchor).map((one) => [one.anchor, token(text, one)])).toEqual([
    ['x', '1'],
    ['x', '2'],
  ]);
  expect(
    aliases.map((one) => [one.name, token(text, one), one.target?.kind === 'scalar' ? one.target.value : undefined]),
  ).toEqual([
    ['x', '*x', '1'],
    ['x', '*x', '2'],
    ['y', '*y', undefined],
  ]);
});

test('an anchor is gone in the next document', () => {
  expect(parseYaml('a: &x 1\n---\nb: *x\n').aliases[0]?.target).toBeUndefined();
});

test('comments with their span, and whether they stand alone', () => {
  const text = '# one\na: 1 # two\n  # three\nb: "# no"\nc: |  # four\n  # text\nd: [ # five\n  1]\ne: x#no\n#\n';
  expect(parseYaml(text).comments.map((one) => [one.text, one.ownLine, token(text, one)])).toEqual([
    [' one', true, '# one'],
    [' two', false, '# two'],
    [' three', true, '# three'],
    [' four', false, '# four'],
    [' five', false, '# five'],
    ['', true, '#'],
  ]);
});

test('CRLF and LF have the same content', () => {
  const text = 'a: "b\n  c"\nd: |\n  e\n  f\ng: >-\n  h\n\n  i\nj: k\n  l\n';
  expect(contents(text.replaceAll('\n', '\r\n'))).toEqual(contents(text));
});
