// Hostile files: nothing throws, nothing hangs, nothing takes more than its size deserves.

import { lookUp, pathOf, resolveAlias, scalarType } from '../../../src/document/model';
import { decodeText } from '../../../src/document/text';
import { parseYaml } from '../../../src/document/yaml';

const SIZE = 1 << 18;
/** Generous for a slow machine; what grows with the square of the size takes minutes. */
const MOST_MS = 10_000;

const fill = (piece: string, size = SIZE): string => piece.repeat(Math.ceil(size / piece.length));

function numbered(piece: (index: number) => string, size = SIZE): string {
  const parts: string[] = [];
  for (let length = 0; length < size; length += parts[parts.length - 1]?.length ?? 1) parts.push(piece(parts.length));
  return parts.join('');
}

function read(text: string) {
  const start = performance.now();
  const document = parseYaml(text);
  for (const scalar of document.scalars.slice(0, 50)) {
    pathOf(scalar);
    scalarType(scalar);
  }
  expect(performance.now() - start).toBeLessThan(MOST_MS);
  return document;
}

test.each([
  ['[', `a: ${fill('[')}`],
  ['{a: ', `a: ${fill('{a: ')}`],
  ['[...]', `a: ${'['.repeat(SIZE)}${']'.repeat(SIZE)}`],
  ['- ', fill('- ')],
  ['? ', fill('? ')],
  ['stairs', numbered((index) => `${' '.repeat(index)}a:\n`)],
])('nested too deeply: %s', (_name, text) => {
  expect(read(text).mode).toBe('line-scan');
});

test('nesting that Home Assistant still loads is parsed', () => {
  expect(read(`a: ${'['.repeat(250)}x${']'.repeat(250)}\n`)).toMatchObject({ mode: 'parsed' });
});

test('a bomb of aliases is read as it stands', () => {
  const list = (name: string): string => `[${`*${name},`.repeat(20)}]`;
  const text = `m0: &m0 {k: v}\n${numbered((index) => `m${index + 1}: &m${index + 1} {<<: ${list(`m${index}`)}}\n`, 5000)}`;
  const { roots, scalars } = read(text);
  expect(scalars.length).toBeLessThan(200);
  const [root] = roots;
  if (root?.kind !== 'map') throw new Error('no map');
  const last = resolveAlias(root.pairs.at(-1)?.value);
  const start = performance.now();
  expect(last?.kind === 'map' && lookUp(last, 'none')).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(1000);
});

test.each([
  ['a long line', `a: ${fill('x')}`],
  ['a long line of a broken file', `}\na: ${fill('x ')}`],
  ['a long key', `${fill('xy ')}: a`],
  ['one colon after another', fill('x:')],
  ['keys', numbered((index) => `k${index}: v\n`)],
  ['keys of a broken file', `${numbered((index) => `k${index}: v\n`)}\tx: [`],
  ['anchors', numbered((index) => `k${index}: &a${index} v\n`)],
  ['aliases', `a: &a v\n${fill('- *a\n')}`],
  ['aliases as keys', `&a a: v\n${fill('*a: v\n')}`],
  ['documents', fill('---\na: b\n')],
  ['directives', fill('%YAML 1.1\n---\n')],
  ['errors on every line', fill('a: [}\n')],
  ['unclosed quotes', fill('a: "b\n')],
  ['unclosed quotes of both kinds', fill('a: "b\na: \'c\n')],
  ['quotes in a line', fill('"')],
  ['quotes and blanks', fill('" ')],
  ['quotes in a list', `a: [${fill(' " \\" ')}`],
  ['backslashes', `a: "${fill('\\')}`],
  ['a quoted value at column 0', `a: "${fill('x\n')}`],
  ['many values that go on left of their key', numbered((index) => `k${index}: "x\ny"\n`)],
  ['many flow collections that do', numbered((index) => `k${index}: [x,\ny]\n`)],
  ['unclosed flow collections', fill('a: [b, {c: \n')],
  ['unclosed flow collections in a list', fill('- [\n')],
  ['a list of commas', `a: [${fill(',')}`],
  ['tags', fill('!a ')],
  ['anchors on a line', fill('&a ')],
  ['stars', fill('*a:\n')],
  ['blocks', fill('a: |\n')],
  ['blanks', fill(' ')],
  ['blanks before a colon', `a${fill(' ')}: b`],
  ['empty lines', fill('\n')],
  ['empty lines in a value', `a: b${fill('\n')} c`],
  ['empty lines in quotes', `a: "${fill(' \n')}"`],
  ['comments', fill('# x\n')],
  ['sharps', fill(' #')],
  ['templates', fill('{% for x in y %}{{ x }}: "{{ a[\'b\'] }}"\n')],
  ['NULs', fill('a\0: b\n')],
  ['lone surrogates', fill('\udc00: "\ud800"\n')],
  ['carriage returns', fill('a: b\r')],
])('%s', (_name, text) => {
  read(text);
});

test.each([
  ['invalid UTF-8', Buffer.alloc(SIZE, 0xff)],
  ['a mark of UTF-16 and nothing', Buffer.from([0xff, 0xfe])],
  ['half a character of UTF-16', Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x3a])],
  ['half a character of UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0])],
  ['a code point beyond all', Buffer.from([0xff, 0xfe, 0, 0, 0xff, 0xff, 0xff, 0xff])],
  ['NULs', Buffer.alloc(SIZE)],
])('bytes: %s', (_name, bytes) => {
  const source = decodeText(bytes);
  read(source.text);
  expect(source.position(source.text.length).line).toBe(1);
});
