// Types as Home Assistant reads them: PyYAML's resolver, neither YAML 1.1 nor 1.2.

import { scalarType } from '../../../src/document/model';
import { only, typeOf } from './read';

test.each([
  ['int', '0 1 017 0777 0x1F +0x1F -0x1F 0b1 1_000 1_ 0x_1 12:30 12:30:45 9:00 100:00 1:2:3 -1 +1'],
  ['float', '1.5 1_000.5 1.5e+5 1.0e-5 1. .5 .5e+3 .inf -.INF .nan 190:20:30.15'],
  ['str', '0o777 08 089 0123456789x 00:05:00 09:00 0:30 00:11:22:33:44:55 11:22:33:44:55:66 1:60 1:99'],
  [
    'str',
    'y n Y N oN tRue nUll none 1e5 1E5 1e+5 1.0e5 1e-5 12e03 1e400 -.5 +.5 . +. -. 2024-1-1 :x -x ?x a#b a] $x a:b',
  ],
  ['bool', 'yes no on off Yes No On Off YES NO ON OFF true True TRUE false False FALSE'],
  ['null', '~ null Null NULL'],
  ['timestamp', '2024-01-01 2024-01-01T12:00:00Z 2024-13-45 2001-12-14t21:59:43.10-05:00'],
  ['merge', '<<'],
  ['value', '='],
])('%s: %s', (type, tokens) => {
  for (const value of tokens.split(' ')) expect([value, typeOf(value)]).toEqual([value, type]);
});

test.each([
  ['"1"', 'str'],
  ["'on'", 'str'],
  ['!!str 1', 'str'],
  ['!!int "1"', 'int'],
  ['!!null x', 'null'],
  ['!secret 1', 'str'],
  ['! 1', 'int'],
  ['! "1"', 'int'],
  ['! ""', 'null'],
  ['!', 'str'],
  ['2024-01-01 12:00:00', 'timestamp'],
  ['2024-01-01 12:00:00.5 +1', 'timestamp'],
  ['|\n  1', 'str'],
  ['', 'null'],
  ['1\n  2', 'str'],
  ['!!toString 1', 'str'],
  ['!!constructor 1', 'str'],
])('%j is %s', (value, type) => {
  expect(typeOf(value)).toBe(type);
});

test('no type takes long to tell', () => {
  for (const long of [
    '1'.repeat(1e6),
    `1${':1'.repeat(1e6)}`,
    `1${'_'.repeat(1e6)}`,
    `2001-01-01${' '.repeat(1e6)}x`,
  ]) {
    const start = performance.now();
    expect(scalarType(only(`a: ${long}\n`))).toBe('str');
    expect(performance.now() - start).toBeLessThan(2000);
  }
});
