// Keys and archives for tests, made in the test.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type Header, pack } from 'tar-stream';
import type { Repo } from './repo';

export interface KeyPair {
  readonly identity: string;
  readonly recipient: string;
}

/** Writes the identity to `key.txt` in the folder. */
export async function makeKey(folder: Repo, name = 'key.txt'): Promise<KeyPair> {
  const identity = await generateX25519Identity();
  writeFileSync(folder.path(name), `${identity}\n`, { mode: 0o600 });
  return { identity, recipient: await identityToRecipient(identity) };
}

export type TarEntry = readonly [header: Partial<Header> & { readonly name: string }, content?: string | Buffer];

/** An archive with any entries, also such as no program would write. */
export async function sealTar(entries: readonly TarEntry[], recipient: string): Promise<Buffer> {
  const tar = pack();
  const parts: Buffer[] = [];
  tar.on('data', (part) => parts.push(part as Buffer));
  const ended = new Promise<void>((resolve) => tar.once('end', () => resolve()));
  for (const [header, content] of entries) {
    if (content === undefined) tar.entry(header);
    else tar.entry(header, content);
  }
  tar.finalize();
  await ended;
  return seal(gzipSync(Buffer.concat(parts)), recipient);
}

export async function seal(bytes: Uint8Array, recipient: string): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(Uint8Array.from(bytes)));
}
