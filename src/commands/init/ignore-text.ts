// A .gitignore with further names in it. Pure; what stands there stays byte by byte.

/** Undefined where the file is no text that git can read. */
export function addIgnoreLines(bytes: Buffer, names: readonly string[]): Buffer | undefined {
  if (bytes.includes(0)) return undefined;
  const text = bytes.toString('latin1');
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  return Buffer.concat([bytes, Buffer.from(gap + names.map((name) => name + eol).join(''), 'latin1')]);
}
