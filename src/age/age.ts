// Encrypts and decrypts in the format of `age`; the only importer of age-encryption. No fault says anything of what is inside.
import type { ReadableStream } from 'node:stream/web';
import { armor, Decrypter, Encrypter } from 'age-encryption';
import { UserError } from '../errors.js';
import { isArmored } from './format.js';
import type { Keys, Lock } from './keys.js';

/** Encrypted as text, which git and people can look at. */
export async function sealArmored(plain: Uint8Array, lock: Lock): Promise<Buffer> {
  const sealed = await encrypter(lock).encrypt(plain);
  return Buffer.from(armor.encode(sealed).trimEnd().concat('\n'), 'latin1');
}

/** Encrypts as the bytes come. */
export async function sealStream(plain: ReadableStream<Uint8Array>, lock: Lock): Promise<ReadableStream<Uint8Array>> {
  return (await encrypter(lock).encrypt(plain as never)) as unknown as ReadableStream<Uint8Array>;
}

/** Opens a whole file, armored or binary; `file` is its name in messages. */
export async function openSealed(sealed: Uint8Array, keys: Keys, file: string): Promise<Buffer> {
  try {
    return Buffer.from(await decrypter(keys).decrypt(unarmored(sealed)));
  } catch (error) {
    throw explain(error, file, keys);
  }
}

/** Opens a binary file as its bytes come; the stream fails where the file is damaged, so that nothing may be trusted before its end. */
export async function openStream(
  sealed: ReadableStream<Uint8Array>,
  keys: Keys,
  file: string,
): Promise<ReadableStream<Uint8Array>> {
  try {
    return (await decrypter(keys).decrypt(sealed as never)) as unknown as ReadableStream<Uint8Array>;
  } catch (error) {
    throw explain(error, file, keys);
  }
}

/** The bytes of an armored file. */
export function dearmor(sealed: Uint8Array, file: string): Uint8Array {
  try {
    return unarmored(sealed);
  } catch (error) {
    throw explain(error, file, { identities: [], passphrase: undefined });
  }
}

function unarmored(sealed: Uint8Array): Uint8Array {
  if (!isArmored(sealed)) return sealed;
  return armor.decode(`${Buffer.from(sealed).toString('latin1').trim().replaceAll('\r\n', '\n')}\n`);
}

function encrypter(lock: Lock): Encrypter {
  const made = new Encrypter();
  if (lock.kind === 'passphrase') made.setPassphrase(lock.passphrase.reveal());
  else for (const recipient of lock.recipients) accept(() => made.addRecipient(recipient), 'recipient');
  return made;
}

function decrypter({ identities, passphrase }: Keys): Decrypter {
  const made = new Decrypter();
  for (const identity of identities) accept(() => made.addIdentity(identity.reveal()), 'identity');
  if (passphrase !== undefined) made.addPassphrase(passphrase.reveal());
  return made;
}

/** The checksum of a key is looked at only here. The package's own error quotes the key: it must go no further, not even as a cause. */
function accept(add: () => void, what: string): void {
  try {
    add();
  } catch {
    throw new UserError(`an age ${what} is mistyped: its checksum is wrong`);
  }
}

/** In words for users; the package's are for programmers. */
export function explain(error: unknown, file: string, { identities, passphrase }: Keys): UserError {
  if (error instanceof UserError) return error;
  const message = error instanceof Error ? error.message : '';
  if (/no identity matched/.test(message)) {
    const wrong =
      passphrase === undefined
        ? 'this identity'
        : identities.length === 0
          ? 'this passphrase'
          : 'any of the keys given';
    return new UserError(`it cannot be opened by ${wrong}`, {
      file,
      hint: 'Give the --identity of one of its recipients, or the --passphrase-file that it was made with.',
    });
  }
  return new UserError('it is no whole file of age: cut off, changed, or something else', { file });
}
