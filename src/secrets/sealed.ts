// Whether a file is encrypted as a whole, by its first bytes.

const GIT_CRYPT = Buffer.from('\0GITCRYPT\0', 'latin1');
const AGE = Buffer.from('age-encryption.org/v1', 'latin1');
const SEALED_TEXT = /^\s*(?:\$ANSIBLE_VAULT;|-----BEGIN (?:AGE ENCRYPTED FILE|PGP MESSAGE)-----)/;

/** Whether the bytes are encrypted as a whole. */
export function isSealedBytes(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200));
  if (head.subarray(0, GIT_CRYPT.length).equals(GIT_CRYPT) || head.subarray(0, AGE.length).equals(AGE)) return true;
  // an OpenPGP packet in binary: never text
  if ((head[0] === 0x85 || head[0] === 0x84 || head[0] === 0xc1) && head.includes(0)) return true;
  return SEALED_TEXT.test(head.toString('latin1'));
}
