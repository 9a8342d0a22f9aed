// The thin layer over age-encryption: what is locked opens, what is wrong is said without a character of a key or of the content.
import { randomBytes } from 'node:crypto';
import { ReadableStream } from 'node:stream/web';
import { inspect } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { isAgeFile, openSealed, openStream, sealArmored, sealStream } from '../../src/age/age';
import {
  demandStrong,
  type Keys,
  type Lock,
  parseIdentities,
  parsePassphrase,
  parseRecipient,
  parseRecipients,
} from '../../src/age/keys';
import { UserError } from '../../src/errors';
import { SecretValue } from '../../src/secret-value';

const PLAIN = Buffer.from('mqtt_password: a value with ümlauts\n');

async function keyPair(): Promise<{ readonly lock: Lock; readonly keys: Keys; readonly identity: string }> {
  const identity = await generateX25519Identity();
  const recipient = parseRecipient(await identityToRecipient(identity));
  return {
    identity,
    lock: { kind: 'recipients', recipients: [recipient] },
    keys: { identities: parseIdentities(`# created: today\n${identity}\n`, 'key.txt'), passphrase: undefined },
  };
}

const thrown = async (work: () => unknown): Promise<UserError> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

test('a sealed text is armored, known for what it is, and opens', async () => {
  const { lock, keys } = await keyPair();
  const sealed = await sealArmored(PLAIN, lock);
  expect(sealed.toString('latin1')).toMatch(
    /^-----BEGIN AGE ENCRYPTED FILE-----\n[\s\S]+\n-----END AGE ENCRYPTED FILE-----\n$/,
  );
  expect(isAgeFile(sealed)).toBe(true);
  expect(isAgeFile(PLAIN)).toBe(false);
  expect((await openSealed(sealed, keys, 'x.age')).equals(PLAIN)).toBe(true);
  const withCrLf = Buffer.from(sealed.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
  expect((await openSealed(withCrLf, keys, 'x.age')).equals(PLAIN)).toBe(true);
});

test('a passphrase opens what it locked, and no other does', async () => {
  const passphrase = new SecretValue('gravel-otter-lantern-mosaic-teapot');
  const sealed = await sealArmored(PLAIN, { kind: 'passphrase', passphrase });
  expect((await openSealed(sealed, { identities: [], passphrase }, 'x.age')).equals(PLAIN)).toBe(true);
  const wrong = { identities: [], passphrase: new SecretValue('gravel-otter-lantern-mosaic-kettle') };
  const error = await thrown(() => openSealed(sealed, wrong, 'x.age'));
  expect(error.message).toBe('it cannot be opened by this passphrase');
});

test('streams pass more than one chunk, and a cut one fails', async () => {
  const { lock, keys } = await keyPair();
  const plain = randomBytes(200_000);
  const sealed = await collect(await sealStream(streamOf(plain), lock));
  expect((await collect(await openStream(streamOf(sealed), keys, 'x.age'))).equals(plain)).toBe(true);
  await expect(
    (async () => collect(await openStream(streamOf(sealed.subarray(0, 150_000)), keys, 'x.age')))(),
  ).rejects.toThrow();
});

test('damage and foreign keys are told apart', async () => {
  const { lock, keys } = await keyPair();
  const other = await keyPair();
  const sealed = await sealArmored(PLAIN, lock);
  expect((await thrown(() => openSealed(sealed, other.keys, 'x.age'))).message).toBe(
    'it cannot be opened by this identity',
  );
  const lines = sealed.toString('latin1').split('\n');
  for (const damaged of [lines.slice(0, 2).join('\n'), lines.slice(0, -4).join('\n'), `${lines[0]}\nAAAA\n`, 'plain'])
    expect((await thrown(() => openSealed(Buffer.from(damaged), keys, 'x.age'))).message).toMatch(
      /no whole file of age/,
    );
});

test.each([
  ['an identity for a recipient', (identity: string) => parseRecipient(identity)],
  ['an identity in a recipients file', (identity: string) => parseRecipients(`\n${identity}`, 'f')],
  ['a mistyped identity', (identity: string) => parseIdentities(`${identity}0`, 'f')],
  ['a key in other words', (identity: string) => parseIdentities(`key = ${identity}`, 'f')],
  ['a passphrase of two lines', (identity: string) => parsePassphrase(`${identity}\n${identity}\n`, 'f')],
])('%s is refused without being repeated', async (_, parse) => {
  const { identity } = await keyPair();
  const error = await thrown(async () => {
    const parsed = parse(identity);
    // the checksum is looked at when it is used
    if (Array.isArray(parsed))
      await openSealed(PLAIN, { identities: parsed as SecretValue[], passphrase: undefined }, 'f');
  });
  const said = inspect(error);
  for (let at = 16; at + 6 <= identity.length; at++) expect(said).not.toContain(identity.slice(at, at + 6));
});

test.each([
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample someone@host',
  'age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t',
  'age1',
  '',
])('no recipient: %j', async (text) => {
  expect((await thrown(() => parseRecipient(text))).message).toMatch(/recipient|not supported/);
});

test('weak passphrases are refused, and what age itself proposes is not', async () => {
  for (const weak of ['hunter2', 'correct', 'homeassistant2024', '1234567890123456'])
    expect((await thrown(() => demandStrong(new SecretValue(weak), 'f'))).message).toBe(
      'this passphrase can be guessed',
    );
  for (const strong of ['gravel-otter-lantern-mosaic-teapot', 'x7Qp2mVd9sTk', 'abandon able about above absent absorb'])
    expect(() => demandStrong(new SecretValue(strong), 'f')).not.toThrow();
});

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 10_000)
        controller.enqueue(Uint8Array.from(bytes.subarray(at, at + 10_000)));
      controller.close();
    },
  });
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
