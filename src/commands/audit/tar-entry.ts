// Finds one small file in a tar archive of any size, by its headers alone: what lies between them is never read. Pure but for the
// reader that it is given. Source: POSIX.1-2017 pax, ustar interchange format; GNU tar's base-256 numbers.

const BLOCK = 512;
const MOST_HEADERS = 5_000;
const LARGEST = 1024 * 1024;

/** Reads `length` bytes at `offset`; fewer at the end of the archive. */
export type ReadAt = (offset: number, length: number) => Buffer;

/** The content of the first regular file with one of the names, `./` in front left aside; undefined where there is none. */
export function readTarEntry(readAt: ReadAt, names: readonly string[]): Buffer | undefined {
  let offset = 0;
  for (let count = 0; count < MOST_HEADERS; count++) {
    const header = readAt(offset, BLOCK);
    if (header.length < BLOCK || header[0] === 0 || !hasChecksum(header)) return undefined;
    const size = numberAt(header, 124, 12);
    if (size === undefined) return undefined;
    const type = String.fromCharCode(header[156] ?? 0);
    if ((type === '0' || type === '\0') && names.includes(textAt(header, 0, 100).replace(/^\.\//, '')))
      return size > LARGEST ? undefined : readAt(offset + BLOCK, size);
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (!Number.isSafeInteger(offset)) return undefined;
  }
  return undefined;
}

function hasChecksum(header: Buffer): boolean {
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0);
  return sum === numberAt(header, 148, 8);
}

function textAt(header: Buffer, start: number, length: number): string {
  const text = header.toString('latin1', start, start + length);
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}

function numberAt(header: Buffer, start: number, length: number): number | undefined {
  if (((header[start] ?? 0) & 0x80) === 0) {
    const digits = textAt(header, start, length).trim();
    return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
  }
  let value = (header[start] ?? 0) & 0x7f;
  for (let at = start + 1; at < start + length; at++) value = value * 256 + (header[at] ?? 0);
  return Number.isSafeInteger(value) ? value : undefined;
}
