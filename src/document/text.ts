// Bytes to text and back: encoding, BOM, line ends, and offsets to line and column.
// Offsets and columns are UTF-16 units. Never looks at the meaning of the text.
import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | 'binary';

/** Line and column, both from 1; the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface SourceText {
  /** The text without its byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly eol: '\n' | '\r\n';
  /** Whether `encodeText` gives the original bytes: only then may a fix rewrite the file. */
  readonly roundTrips: boolean;
  /** Why the text may not be what its author sees; undefined for sound text. */
  readonly problem: 'not-utf8' | 'control-bytes' | undefined;
  position(offset: number): Position;
  /** Offset of the first character of a line (from 1); the end of the text for a line past the last. */
  lineStart(line: number): number;
  /** Number of lines; a final line end opens no further line. */
  readonly lineCount: number;
}

/** Git's own rule: a NUL among the first 8000 bytes means binary. */
const BINARY_PROBE_BYTES = 8000;

interface Bom {
  readonly encoding: Encoding;
  readonly bytes: readonly number[];
}

// Longest first: the UTF-32LE mark begins with the UTF-16LE one.
const BOMS: readonly Bom[] = [
  { encoding: 'utf-32le', bytes: [0xff, 0xfe, 0, 0] },
  { encoding: 'utf-32be', bytes: [0, 0, 0xfe, 0xff] },
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** Whether git would call these bytes binary; text in UTF-16 or UTF-32 with a BOM is not. */
export function isBinary(bytes: Uint8Array): boolean {
  const bom = findBom(bytes);
  if (bom !== undefined && bom.encoding !== 'utf-8') return false;
  return bytes.subarray(0, BINARY_PROBE_BYTES).includes(0);
}

/** Decodes any bytes. What is not UTF-8 is read byte by byte and marked by `problem`. */
export function decodeText(bytes: Uint8Array): SourceText {
  const bom = findBom(bytes);
  const body = bom === undefined ? bytes : bytes.subarray(bom.bytes.length);
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (bom !== undefined && bom.encoding !== 'utf-8')
    return makeText(decodeWide(buffer, bom.encoding), bom.encoding, true);
  if (isUtf8(buffer)) return makeText(buffer.toString('utf8'), 'utf-8', bom !== undefined);
  return makeText(buffer.toString('latin1'), 'binary', bom !== undefined);
}

/** The bytes of a UTF-8 text, with its byte order mark if the original had one. */
export function encodeText(source: SourceText, text: string): Buffer {
  const body = Buffer.from(text, source.encoding === 'binary' ? 'latin1' : 'utf8');
  return source.bom ? Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) : body;
}

function findBom(bytes: Uint8Array): Bom | undefined {
  return BOMS.find((bom) => bom.bytes.every((byte, index) => bytes[index] === byte));
}

function decodeWide(buffer: Buffer, encoding: Encoding): string {
  if (encoding === 'utf-16le') return buffer.toString('utf16le');
  if (encoding === 'utf-16be')
    return Buffer.from(buffer.subarray(0, buffer.length & ~1))
      .swap16()
      .toString('utf16le');
  const points: string[] = [];
  for (let i = 0; i + 4 <= buffer.length; i += 4) {
    const point = encoding === 'utf-32le' ? buffer.readUInt32LE(i) : buffer.readUInt32BE(i);
    points.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
  }
  return points.join('');
}

function makeText(text: string, encoding: Encoding, bom: boolean): SourceText {
  let starts: Uint32Array | undefined;
  const lines = (): Uint32Array => {
    starts ??= findLineStarts(text);
    return starts;
  };
  return {
    text,
    encoding,
    bom,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    roundTrips: encoding === 'utf-8',
    problem: encoding === 'binary' ? 'not-utf8' : text.includes('\0') ? 'control-bytes' : undefined,
    position(offset) {
      const table = lines();
      const index = lineIndex(table, offset);
      return { line: index + 1, column: offset - (table[index] ?? 0) + 1 };
    },
    lineStart(line) {
      return lines()[line - 1] ?? text.length;
    },
    get lineCount() {
      const count = lines().length;
      return text.endsWith('\n') ? count - 1 : count;
    },
  };
}

/** Lines end at LF, as git, editors' line numbers and CRLF files have it; a lone CR ends none. */
function findLineStarts(text: string): Uint32Array {
  const starts: number[] = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}

function lineIndex(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
