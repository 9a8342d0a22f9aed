// Paths as git gives them: any bytes but NUL. Bytes that are not UTF-8 become lone surrogates
// (U+DC80 to U+DCFF, as Python's surrogateescape), so that every path is a string and comes back exactly.
import { isUtf8 } from 'node:buffer';

const ESCAPED_BYTE = /[\udc80-\udcff]/;

/** A path's bytes as a string. */
export function decodePath(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = utf8Length(bytes, at);
    if (length === 0) text += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    else text += bytes.toString('utf8', at, at + length);
    at += Math.max(length, 1);
  }
  return text;
}

/** The bytes of a path that `decodePath` gave. */
export function encodePath(path: string): Buffer {
  if (!ESCAPED_BYTE.test(path)) return Buffer.from(path, 'utf8');
  const parts: Buffer[] = [];
  for (const char of path) {
    const code = char.charCodeAt(0);
    parts.push(ESCAPED_BYTE.test(char) && char.length === 1 ? Buffer.from([code - 0xdc00]) : Buffer.from(char, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** For `fs`: a string where that is exact, else the bytes. */
export function fsPath(path: string): string | Buffer {
  return ESCAPED_BYTE.test(path) ? encodePath(path) : path;
}

/** Length of the valid UTF-8 sequence at `at`, 0 if there is none. */
function utf8Length(bytes: Buffer, at: number): number {
  for (const length of [1, 2, 3, 4]) {
    if (at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

/** Splits the output of a `-z` command; a final NUL opens no further item. */
export function splitNul(output: Buffer): Buffer[] {
  const items: Buffer[] = [];
  let start = 0;
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    items.push(output.subarray(start, end));
    start = end + 1;
  }
  if (start < output.length) items.push(output.subarray(start));
  return items;
}
