// The walks of the model: paths as text, neighbours, look-ups through merges and aliases.
import {
  enclosingMap,
  formatPath,
  isKey,
  lookUp,
  lookUpText,
  type MapNode,
  nearestKey,
  pathOf,
  resolveAlias,
  type YamlNode,
} from '../../../src/document/model';
import { parseYaml } from '../../../src/document/yaml';

function rootMap(text: string): MapNode {
  const [root] = parseYaml(text).roots;
  if (root?.kind !== 'map') throw new Error('no map');
  return root;
}

function mapAt(text: string, key: string): MapNode {
  const node = resolveAlias(lookUp(rootMap(text), key));
  if (node?.kind !== 'map') throw new Error('no map');
  return node;
}

const textOf = (node: YamlNode | undefined): string | undefined => {
  const resolved = resolveAlias(node);
  return resolved?.kind === 'scalar' ? resolved.value : resolved?.kind;
};

test.each([
  [['mqtt', 'password'], 'mqtt.password'],
  [['sensor', 0, 'resource'], 'sensor[0].resource'],
  [['homeassistant', 'packages', 'my pack', 'mqtt'], 'homeassistant.packages["my pack"].mqtt'],
  [['a.b'], '["a.b"]'],
  [['a"b', 1], '["a\\"b"][1]'],
  [[], ''],
  [['x-1_y', ''], 'x-1_y[""]'],
])('%j', (steps, expected) => {
  expect(formatPath(steps)).toBe(expected);
});

test('a key that is a secret itself is hidden', () => {
  expect(formatPath(['a', 's3cret', 0, 'b'], (step) => step === 's3cret')).toBe('a[•••][0].b');
});

test('the key and the map around a node', () => {
  const { scalars } = parseYaml('a:\n  b:\n    - c\n    - d: e\n');
  const c = scalars.find(({ value }) => value === 'c');
  const e = scalars.find(({ value }) => value === 'e');
  if (c === undefined || e === undefined) throw new Error('not found');
  expect([nearestKey(c)?.value, nearestKey(e)?.value]).toEqual(['b', 'd']);
  expect(enclosingMap(c)?.pairs.map(({ key }) => key?.value)).toEqual(['b']);
  expect(enclosingMap(e)?.pairs.map(({ key }) => key?.value)).toEqual(['d']);
  expect(scalars.filter(isKey).map((key) => pathOf(key).at(-1))).toEqual(['a', 'b', 'd']);
});

test.each([
  ['its own', 'm: {k: 1}\n', '1'],
  ['the last of equal keys', 'm: {k: 1, k: 2}\n', '2'],
  ['merged', 'x: &x {k: 1}\nm: {<<: *x}\n', '1'],
  ['its own before a merged one', 'x: &x {k: 1}\nm: {k: 2, <<: *x}\n', '2'],
  ['the first of merged lists', 'x: &x {k: 1}\ny: &y {k: 2}\nm: {<<: [*x, *y]}\n', '1'],
  ['merged twice', 'x: &x {k: 1}\ny: &y {<<: *x}\nm: {<<: *y}\n', '1'],
  ['an alias', 'x: &x 1\nm: {k: *x}\n', '1'],
  ['none', 'm: {j: 1}\n', undefined],
  ['a broken merge', 'm: {<<: *x, <<: 1, <<: [2, [3]]}\n', undefined],
  [
    'in a large map',
    `m:\n${Array.from({ length: 50 }, (_, index) => `  k${index}: ${index}\n`).join('')}  k: 1\n  k: 2\n  e:\n`,
    '2',
  ],
  [
    'merged into a large map',
    `x: &x {k: 1}\nm:\n  <<: *x\n${Array.from({ length: 50 }, (_, index) => `  k${index}: 0\n`).join('')}`,
    '1',
  ],
])('looks up %s', (_name, text, expected) => {
  expect(textOf(lookUp(mapAt(text, 'm'), 'k'))).toBe(expected);
});

test('a merge in a circle ends', () => {
  expect(lookUp(mapAt('m: &m\n  a: {<<: *m}\n  <<: *m\n', 'm'), 'k')).toBeUndefined();
});

test('the text under a key; a reference has none', () => {
  const map = rootMap('a: b\nc: !secret d\ne: [f]\ng: "1"\n');
  expect(['a', 'c', 'e', 'g', 'h'].map((key) => lookUpText(map, key))).toEqual([
    'b',
    undefined,
    undefined,
    '1',
    undefined,
  ]);
});
