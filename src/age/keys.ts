// What a file is locked with and opened by, as the `age` program writes it: recipients, identities, a passphrase. Pure.
// https://github.com/C2SP/C2SP/blob/main/age.md, age(1).
import { UserError } from '../errors.js';
import { SecretValue } from '../secret-value.js';
import { guessBits } from '../suppress/strength.js';

/** Whom a file is encrypted for. */
export type Lock =
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: SecretValue };

/** What may open a file: each is tried. */
export interface Keys {
  readonly identities: readonly SecretValue[];
  readonly passphrase: SecretValue | undefined;
}

const RECIPIENT = /^age1(?:pq1|tag1|tagpq1)?[02-9ac-hj-np-z]{50,4000}$/;
const IDENTITY = /^AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]{50,4000}$/;
const SEALED_IDENTITY = /^(?:age-encryption\.org\/v1|-----BEGIN AGE ENCRYPTED FILE-----)/;
/** What an encrypted copy in public has to withstand; `age` itself proposes ten words, about 110 bits. */
const LEAST_BITS = 50;

/** One recipient, as given on the command line or in a line of a file. */
export function parseRecipient(text: string, place: { readonly file?: string; readonly line?: number } = {}): string {
  if (RECIPIENT.test(text)) return text;
  if (IDENTITY.test(text))
    throw new UserError('this is an identity, the secret half of a key, in the place of a recipient', {
      ...place,
      hint: 'Give the public half, which begins with age1: age-keygen -y FILE prints it.',
    });
  const isForeign = /^(?:ssh-|age1[a-z0-9]+1)/.test(text);
  throw new UserError(isForeign ? 'SSH keys and plugins of age are not supported here' : 'this is no age recipient', {
    ...place,
    hint: 'A recipient begins with age1; age-keygen makes one and prints it.',
  });
}

/** A recipients file: one a line, `#` begins a comment. */
export function parseRecipients(text: string, file: string): string[] {
  const found = meaningfulLines(text).map(({ content, line }) => parseRecipient(content, { file, line }));
  if (found.length === 0) throw new UserError('no recipient is in this file', { file });
  return found;
}

/** An identity file as `age-keygen` writes it. */
export function parseIdentities(text: string, file: string): SecretValue[] {
  if (SEALED_IDENTITY.test(text))
    throw new UserError('this identity file is protected by a passphrase', {
      file,
      hint: 'Decrypt it first: age -d FILE | ha-secrets-lint ... --identity -',
    });
  const found = meaningfulLines(text).map(({ content, line }) => {
    if (IDENTITY.test(content)) return new SecretValue(content);
    // no word of the line itself: it may be a key of another kind
    throw new UserError('this line is no age identity', {
      file,
      line,
      hint: RECIPIENT.test(content)
        ? 'It is a recipient, the public half: the file with the line AGE-SECRET-KEY-1... is needed.'
        : 'SSH keys and plugins are not supported; age-keygen makes an identity file.',
    });
  });
  if (found.length === 0) throw new UserError('no identity is in this file', { file });
  return found;
}

/** The one line of a passphrase file. */
export function parsePassphrase(text: string, file: string): SecretValue {
  const passphrase = text.replace(/\r?\n$/, '');
  if (passphrase === '') throw new UserError('the passphrase file is empty', { file });
  if (/[\r\n]/.test(passphrase)) throw new UserError('a passphrase file holds one line', { file });
  return new SecretValue(passphrase);
}

/** Refuses to lock with what can be guessed: whoever has the file can guess without end. */
export function demandStrong(passphrase: SecretValue, file: string): void {
  if (guessBits(passphrase.reveal()) >= LEAST_BITS) return;
  throw new UserError('this passphrase can be guessed', {
    file,
    hint: 'Take five or more words by lot, or twelve or more random characters; or give a --recipient.',
  });
}

function meaningfulLines(text: string): { readonly content: string; readonly line: number }[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((content, index) => ({ content: content.trim(), line: index + 1 }))
    .filter(({ content }) => content !== '' && !content.startsWith('#'));
}
