// How Compose, Frigate and go2rtc read texts with variables; a case a row, taken from their own rules.
import { comesOutSame, readPieces, type VariableDialect } from '../../src/fix/interpolation';

/** Texts as themselves, variables as `<source>`. */
function read(text: string, dialect: VariableDialect): string | undefined {
  return readPieces(text, dialect)
    ?.map((piece) => (piece.kind === 'text' ? piece.text : `<${piece.source}>`))
    .join('');
}

test.each<[string, string | undefined]>([
  ['', ''],
  ['plain', 'plain'],
  ['a$$b', 'a$b'],
  ['$$$$', '$$'],
  ['$A', '<A>'],
  ['${A}', '<A>'],
  ['x$A-y', 'x<A>-y'],
  ['x${A}${B}y', 'x<A><B>y'],
  ['${A:-b}', '<${A:-b}>'],
  ['${A-b}c', '<${A-b}>c'],
  ['${A:?no}', '<${A:?no}>'],
  ['${A:+b}', '<${A:+b}>'],
  ['${A:-${B}}c', '<${A:-${B}}>c'],
  ['$${A}', '${A}'],
  ['$$A', '$A'],
  ['{A}', '{A}'],
  ['$', undefined],
  ['a$ b', undefined],
  ['$1', undefined],
  ['${}', undefined],
  ['${A', undefined],
  ['${A b}', undefined],
])('compose: %s', (text, expected) => {
  expect(read(text, 'compose')).toBe(expected);
});

test.each<[string, string | undefined]>([
  ['plain', 'plain'],
  ['{FRIGATE_A}', '<FRIGATE_A>'],
  ['x{FRIGATE_A}y{FRIGATE_B}', 'x<FRIGATE_A>y<FRIGATE_B>'],
  ['{{output}}', '{output}'],
  ['{{{FRIGATE_A}}}', '{<FRIGATE_A>}'],
  ['${FRIGATE_A}', '$<FRIGATE_A>'],
  ['{output}', undefined],
  ['{}', undefined],
  ['{FRIGATE_A.x}', undefined],
  ['{FRIGATE_A!r}', undefined],
  ['{FRIGATE_A:>9}', undefined],
  ['a{', undefined],
  ['a}', undefined],
])('frigate: %s', (text, expected) => {
  expect(read(text, 'frigate')).toBe(expected);
});

test.each<[string, string]>([
  ['plain', 'plain'],
  ['$A', '$A'],
  ['$$', '$$'],
  ['${A}', '<${A}>'],
  ['x${A:b:c}y', 'x<${A:b:c}>y'],
  ['${:b}', '<${:b}>'],
  ['${A{b}}', '${A{b}}'],
  ['${}', '${}'],
  ['a$', 'a$'],
])('go2rtc: %s', (text, expected) => {
  expect(read(text, 'go2rtc')).toBe(expected);
});

const values = (name: string): string | undefined => ({ A: 'x$y', FRIGATE_A: 'x{y' })[name];

test.each<[VariableDialect, string, string, boolean]>([
  ['compose', 'x$$y', '${A}', true],
  ['compose', 'p x$$y q', 'p $A q', true],
  ['compose', 'xy', '${A}', false],
  ['compose', '${B}', '${C}', false],
  ['compose', '${B}x$$y', '${B}${A}', true],
  ['compose', '$', '${A}', false],
  ['frigate', 'x{{y', '{FRIGATE_A}', true],
  ['frigate', 'x{y', '{FRIGATE_A}', false],
  ['go2rtc', 'x$y', '${A}', true],
  ['go2rtc', 'x$y', '${A:z}', true],
])('%s: %s comes out as %s: %s', (dialect, before, after, expected) => {
  expect(comesOutSame(before, after, dialect, values)).toBe(expected);
});
