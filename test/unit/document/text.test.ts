// Bytes to text and back.
import { decodeText, encodeText, isBinary } from '../../../src/document/text';
import { parseYaml } from '../../../src/document/yaml';

const wide = (text: string, bytes: 2 | 4, little: boolean): Buffer => {
  const units =
    bytes === 2 ? text.split('').map((char) => char.charCodeAt(0)) : [...text].map((char) => char.codePointAt(0) ?? 0);
  const buffer = Buffer.alloc(units.length * bytes);
  units.forEach((unit, index) => {
    if (bytes === 2) little ? buffer.writeUInt16LE(unit, index * 2) : buffer.writeUInt16BE(unit, index * 2);
    else little ? buffer.writeUInt32LE(unit, index * 4) : buffer.writeUInt32BE(unit, index * 4);
  });
  return buffer;
};
const TEXT = 'a: "pä😀"\nb: c\n';

test.each([
  ['UTF-8', Buffer.from(TEXT), 'utf-8', false],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8', true],
  ['UTF-16LE', wide(`\ufeff${TEXT}`, 2, true), 'utf-16le', true],
  ['UTF-16BE', wide(`\ufeff${TEXT}`, 2, false), 'utf-16be', true],
  ['UTF-32LE', wide(`\ufeff${TEXT}`, 4, true), 'utf-32le', true],
  ['UTF-32BE', wide(`\ufeff${TEXT}`, 4, false), 'utf-32be', true],
])('%s', (_name, bytes, encoding, bom) => {
  const source = decodeText(bytes);
  expect(source).toMatchObject({ text: TEXT, encoding, bom, problem: undefined, roundTrips: encoding === 'utf-8' });
  expect(isBinary(bytes)).toBe(false);
  expect(parseYaml(source.text).mode).toBe('parsed');
  if (source.roundTrips) expect(encodeText(source, source.text)).toEqual(bytes);
});

test('bytes that are no UTF-8 are kept one by one and said', () => {
  const bytes = Buffer.from([0x61, 0x3a, 0x20, 0xe4, 0x0a, 0xff]);
  const source = decodeText(bytes);
  expect(source).toMatchObject({ encoding: 'binary', problem: 'not-utf8', roundTrips: false });
  expect(source.text).toHaveLength(bytes.length);
  expect(encodeText(source, source.text)).toEqual(bytes);
});

test('a NUL is said, and means binary near the beginning only', () => {
  expect(decodeText(Buffer.from('a: \0b')).problem).toBe('control-bytes');
  expect(isBinary(Buffer.from('a: \0b'))).toBe(true);
  expect(isBinary(Buffer.concat([Buffer.alloc(8000, 0x61), Buffer.alloc(1)]))).toBe(false);
});

test('lines and columns count from 1, columns in UTF-16 units', () => {
  const source = decodeText(Buffer.from('a: 😀x\r\nb\n\nc'));
  const at = (offset: number): string => {
    const { line, column } = source.position(offset);
    return `${line}:${column}`;
  };
  expect([0, 3, 5, 6, 8, 9, 10, 11, 12].map(at)).toEqual([
    '1:1',
    '1:4',
    '1:6',
    '1:7',
    '2:1',
    '2:2',
    '3:1',
    '4:1',
    '4:2',
  ]);
  expect([1, 2, 3, 4, 5].map((line) => source.lineStart(line))).toEqual([0, 8, 10, 11, 12]);
  expect(source).toMatchObject({ lineCount: 4, eol: '\r\n' });
  expect(decodeText(Buffer.from('a\nb\n')).lineCount).toBe(2);
});
