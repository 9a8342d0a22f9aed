// Environment files: what stands there is read as Compose reads it, and stays; a value comes back as it was or is not written.
import fc from 'fast-check';
import { appendVariables, readVariables, writeValue } from '../../src/fix/env-text';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

test.each<[string, Record<string, string | undefined> | undefined]>([
  ['', {}],
  ['A=b', { A: 'b' }],
  ['# x\n\n  \nA=b\nexport B = c \n', { A: 'b', B: 'c' }],
  ['A=b\r\nB=c\r\n', { A: 'b', B: 'c' }],
  ['A=b # c\n', { A: 'b' }],
  ['A=b#c\n', { A: undefined }],
  ['A="b c" # d\n', { A: 'b c' }],
  ["A='b $c'\n", { A: 'b $c' }],
  ['A="b $c"\n', { A: undefined }],
  ['A="b\\n"\n', { A: undefined }],
  ["A='it\\'s'\n", { A: undefined }],
  ['A=$B\n', { A: undefined }],
  ['A=\n', { A: '' }],
  ['A\n', { A: undefined }],
  ['A=1\nA=2\n', { A: '2' }],
  ['A="b\nc"\n', undefined],
  ['A="b"c\n', undefined],
  ['not a line\n', undefined],
  ['9A=b\n', undefined],
  ['\ufeffA=b\n', undefined],
])('%j', (text, expected) => {
  const read = readVariables(bytes(text));
  expect(read && Object.fromEntries(read)).toEqual(expected);
});

test.each<[string, string | undefined]>([
  ['abc123', 'abc123'],
  ['a/b+c=d:e@f', 'a/b+c=d:e@f'],
  ['a b', "'a b'"],
  ['a#b', "'a#b'"],
  ['a$b', "'a$b'"],
  ['a"b', `'a"b'`],
  ['{"a":1}', `'{"a":1}'`],
  ["it's", undefined],
  ['a\\b', undefined],
  ['a\nb', undefined],
  [' a', undefined],
  ['', undefined],
])('a value %j is written as %j', (value, expected) => {
  expect(writeValue(value)).toBe(expected);
});

test('an entry is added at the end, with the line ends of the file', () => {
  const add = (before: string): string | undefined =>
    appendVariables(bytes(before), [{ name: 'N', value: 'v' }])?.toString('utf8');
  expect(add('')).toBe('N=v\n');
  expect(add('A=b')).toBe('A=b\nN=v\n');
  expect(add('A=b\r\n')).toBe('A=b\r\nN=v\r\n');
  expect(add('# x')).toBe('# x\nN=v\n');
  expect(add('N=w\n')).toBeUndefined();
  expect(add('A="b\n')).toBeUndefined();
});

test('what is written is read again, and nothing else changes', () => {
  const line = fc.oneof(
    fc.constantFrom('# c', '', 'A=b', 'B="c d"', "C='e'", 'D=$A', 'export E=f', 'F'),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 6 }),
      fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
      (lines, value) => {
        const before = bytes(lines.join('\n'));
        const after = appendVariables(before, [{ name: 'NEW_ONE', value }]);
        if (after === undefined) return;
        expect(after.subarray(0, before.length).equals(before)).toBe(true);
        const [was, is] = [readVariables(before), readVariables(after)];
        expect(is?.get('NEW_ONE')).toBe(value);
        for (const [name, old] of was ?? []) expect(is?.get(name)).toBe(old);
      },
    ),
    { numRuns: 2000 },
  );
});
