// The flags by which commands lock and open files with age: rows for the table, and what they give.
import {
  demandStrong,
  type Keys,
  type Lock,
  parseIdentities,
  parsePassphrase,
  parseRecipient,
  parseRecipients,
} from '../age/keys.js';
import { UserError } from '../errors.js';
import { readKeyFile } from '../sources/key-file.js';
import type { ParsedArguments } from './options.js';

/** Whom to encrypt for; undefined where no flag says it. */
export function lockFrom({ values }: Pick<ParsedArguments, 'values'>): Lock | undefined {
  const passphraseFile = values.get('passphrase-file')?.[0];
  const recipients = [
    ...(values.get('recipient') ?? []).map((text) => parseRecipient(text)),
    ...(values.get('recipients-file') ?? []).flatMap((file) => parseRecipients(readKeyFile(file), file)),
  ];
  if (passphraseFile === undefined) return recipients.length === 0 ? undefined : { kind: 'recipients', recipients };
  if (recipients.length > 0)
    throw new UserError('--recipient and --passphrase-file exclude each other', {
      hint: 'A file of age is locked either for recipients or with one passphrase.',
    });
  const passphrase = parsePassphrase(readKeyFile(passphraseFile), passphraseFile);
  demandStrong(passphrase, passphraseFile);
  return { kind: 'passphrase', passphrase };
}

/** What to open with; undefined where no flag says it. */
export function keysFrom({ values }: Pick<ParsedArguments, 'values'>): Keys | undefined {
  const passphraseFile = values.get('passphrase-file')?.[0];
  const identityFiles = values.get('identity') ?? [];
  if (passphraseFile === undefined && identityFiles.length === 0) return undefined;
  return {
    identities: identityFiles.flatMap((file) => parseIdentities(readKeyFile(file), file)),
    passphrase: passphraseFile === undefined ? undefined : parsePassphrase(readKeyFile(passphraseFile), passphraseFile),
  };
}
