// What can be told of a file of age without a key. Pure. https://github.com/C2SP/C2SP/blob/main/age.md

const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----';
const BINARY = 'age-encryption.org/v1';
const NONCE = 16;
const TAG = 16;
const CHUNK = 64 * 1024;

/** Whether bytes are a file of `age`, armored or binary. */
export function isAgeFile(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 100)).toString('latin1');
  return head.startsWith(BINARY) || isArmored(bytes);
}

export function isArmored(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 100)).toString('latin1');
  return head.trimStart().startsWith(ARMOR);
}

/** How long the content is, which the format does not hide; undefined where the file is not whole. */
export function contentLength(bytes: Uint8Array): number | undefined {
  const binary = isArmored(bytes) ? unarmored(bytes) : Buffer.from(bytes);
  const mark = binary.indexOf('\n--- ');
  const headerEnd = mark === -1 ? -1 : binary.indexOf('\n', mark + 1);
  const payload = binary.length - headerEnd - 1 - NONCE;
  if (headerEnd === -1 || payload < TAG) return undefined;
  return payload - TAG * Math.ceil(payload / (CHUNK + TAG));
}

/** The number of recipients; of a passphrase there is one. */
export function recipientCount(bytes: Uint8Array): number {
  const binary = isArmored(bytes) ? unarmored(bytes) : Buffer.from(bytes);
  const header = binary.subarray(0, Math.max(0, binary.indexOf('\n--- '))).toString('latin1');
  // what `age` puts in against the habit of reading only the known is no recipient
  return header.split('\n').filter((line) => /^-> (?!\S+-grease(?: |$))/.test(line)).length;
}

function unarmored(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes).toString('latin1');
  return Buffer.from(text.replace(/-----(?:BEGIN|END) AGE ENCRYPTED FILE-----/g, '').replace(/\s/g, ''), 'base64');
}
