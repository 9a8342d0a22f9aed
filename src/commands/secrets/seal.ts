// `secrets encrypt` and `secrets decrypt`: a copy of each secrets file, encrypted by age, that may lie in git; and back.
// Nothing is written before everything could be made; nothing that differs is overwritten unasked.
import { join, relative, resolve, sep } from 'node:path';
import { openSealed, sealArmored } from '../../age/age.js';
import { isAgeFile, recipientCount } from '../../age/format.js';
import { type Keys, type Lock, parseRecipients } from '../../age/keys.js';
import { UserError } from '../../errors.js';
import { ignoreStates } from '../../git/repository.js';
import { readRegularFile } from '../../sources/read-file.js';
import type { FileChange } from '../fix/apply.js';
import { writeChange } from './apply.js';
import { readSecretsFacts, type SecretsFacts, type SecretsRequest } from './facts.js';
import { folderOf, inFolder } from './texts.js';

export interface SealCommand extends SecretsRequest {
  /** Secrets files or copies, relative to `cwd`; none: all. */
  readonly files: readonly string[];
  readonly force: boolean;
}

export interface SealResult {
  readonly path: string;
  /** The other one of the two. */
  readonly of: string;
  readonly state: 'written' | 'unchanged';
}

export interface Sealed {
  readonly results: readonly SealResult[];
  /** Where the recipients came from, if no flag said them. */
  readonly recipientsFile: string | undefined;
  readonly notes: readonly string[];
}

/** One recipient a line; `#` begins a comment. The name that `passage` gave it. */
export const RECIPIENTS_FILE = '.age-recipients';
const SUFFIX = '.age';

export async function encryptSecrets(
  command: SealCommand & { readonly lock: Lock | undefined; readonly keys: Keys | undefined },
): Promise<Sealed> {
  const facts = await readSecretsFacts(command);
  const fromFile = command.lock === undefined ? recipientsAt(facts.root) : undefined;
  const lock = command.lock ?? fromFile;
  if (lock === undefined)
    throw new UserError('nobody is named whom to encrypt for', {
      hint: `Give --recipient age1..., or --passphrase-file F, or keep the recipients in ${RECIPIENTS_FILE}, one a line.`,
    });
  const keys = lock.kind === 'passphrase' ? { identities: [], passphrase: lock.passphrase } : command.keys;
  const named = namedPaths(command, facts.root).map((path) =>
    path.endsWith(SUFFIX) ? path.slice(0, -SUFFIX.length) : path,
  );
  const plain = facts.secrets.filter(({ path, content }) =>
    named.length === 0 ? content === 'plain' : named.includes(path),
  );
  demandAll(
    named,
    plain.map(({ path }) => path),
    'no secrets file that can be read',
  );
  if (plain.length === 0) throw new UserError('no secrets file with values is here: there is nothing to encrypt');
  const changes: FileChange[] = [];
  const results: SealResult[] = [];
  for (const { path, bytes } of plain) {
    const copy = path + SUFFIX;
    const before = bytesAt(facts.root, copy);
    if (before !== undefined && !isAgeFile(before) && !command.force)
      throw new UserError('something else stands in the place of the encrypted copy', {
        file: copy,
        hint: 'Move it away, or give --force.',
      });
    const isSame = before !== undefined && !command.force && (await holds(before, bytes, lock, keys, copy));
    if (!isSame)
      changes.push({ path: copy, before, after: await sealArmored(bytes, lock), like: { path: '.', secret: false } });
    results.push({ path: copy, of: path, state: isSame ? 'unchanged' : 'written' });
  }
  write(facts.root, changes);
  return {
    results,
    recipientsFile: fromFile === undefined ? undefined : RECIPIENTS_FILE,
    notes: await ignoredNote(facts, results),
  };
}

export async function decryptSecrets(command: SealCommand & { readonly keys: Keys }): Promise<Sealed> {
  const facts = await readSecretsFacts(command);
  const named = namedPaths(command, facts.root).map((path) => (path.endsWith(SUFFIX) ? path : path + SUFFIX));
  const copies = facts.copies.filter(({ path }) => named.length === 0 || named.includes(path));
  demandAll(
    named,
    copies.map(({ path }) => path),
    'no encrypted copy of a secrets file',
  );
  if (copies.length === 0)
    throw new UserError('no encrypted copy of a secrets file is here', {
      hint: 'Looked for is secrets.yaml.age, as `secrets encrypt` makes it.',
    });
  const changes: FileChange[] = [];
  const results: SealResult[] = [];
  for (const copy of copies) {
    const after = await openSealed(copy.bytes, command.keys, copy.path);
    const before = bytesAt(facts.root, copy.of);
    const isSame = before?.equals(after) === true;
    if (before !== undefined && !isSame && !command.force)
      throw new UserError(`it is there, with another content than ${copy.path}`, {
        file: copy.of,
        hint: 'Nothing was written. Keep what you need of it, then give --force to replace it.',
      });
    if (!isSame)
      changes.push({ path: copy.of, before, after, like: { path: modelFor(facts.root, copy.of), secret: true } });
    results.push({ path: copy.of, of: copy.path, state: isSame ? 'unchanged' : 'written' });
  }
  write(facts.root, changes);
  return { results, recipientsFile: undefined, notes: await openNote(facts, results) };
}

/** Whether a copy needs no renewal; false where that cannot be told. */
async function holds(copy: Buffer, plain: Buffer, lock: Lock, keys: Keys | undefined, name: string): Promise<boolean> {
  if (keys === undefined || (lock.kind === 'recipients' && recipientCount(copy) !== new Set(lock.recipients).size))
    return false;
  try {
    return (await openSealed(copy, keys, name)).equals(plain);
  } catch (error) {
    // made with another key: it is made again
    if (error instanceof UserError) return false;
    throw error;
  }
}

function recipientsAt(root: string): Lock | undefined {
  const read = readRegularFile(join(root, RECIPIENTS_FILE));
  if (read.kind === 'absent') return undefined;
  if (read.kind !== 'bytes') throw new UserError('it cannot be read, or is no regular file', { file: RECIPIENTS_FILE });
  return { kind: 'recipients', recipients: parseRecipients(read.bytes.toString('utf8'), RECIPIENTS_FILE) };
}

function namedPaths({ files, cwd }: SealCommand, root: string): string[] {
  return files.map((file) => relative(root, resolve(cwd, file)).split(sep).join('/'));
}

function demandAll(named: readonly string[], found: readonly string[], what: string): void {
  const missing = named.find((path) => !found.includes(path));
  if (missing !== undefined) throw new UserError(`this is ${what}`, { file: missing });
}

function bytesAt(root: string, path: string): Buffer | undefined {
  const read = readRegularFile(join(root, path));
  if (read.kind === 'bytes') return read.bytes;
  if (read.kind === 'absent') return undefined;
  throw new UserError(read.kind === 'unreadable' ? read.message : 'it is a link, or no regular file', { file: path });
}

/** The file whose owner a restored one gets. */
function modelFor(root: string, path: string): string {
  const configuration = inFolder(folderOf(path), 'configuration.yaml');
  return readRegularFile(join(root, configuration)).kind === 'bytes' ? configuration : folderOf(path) || '.';
}

function write(root: string, changes: readonly FileChange[]): void {
  for (const change of changes) {
    const refused = writeChange(root, change);
    if (refused !== undefined) throw new UserError(`it was not written: ${refused}`, { file: change.path });
  }
}

async function ignoredNote({ repository }: SecretsFacts, results: readonly SealResult[]): Promise<string[]> {
  if (repository === undefined) return [];
  const states = await ignoreStates(
    repository,
    results.map(({ path }) => path),
  );
  const ignored = results.map(({ path }) => path).filter((path) => states.get(path) !== 'not-ignored');
  return ignored.length === 0
    ? []
    : [
        `git ignores ${ignored.join(', ')}: to keep the copy in git take it out of .gitignore (a line such as !*${SUFFIX}).`,
      ];
}

async function openNote({ repository, tracked }: SecretsFacts, results: readonly SealResult[]): Promise<string[]> {
  if (repository === undefined) return [];
  const states = await ignoreStates(
    repository,
    results.map(({ path }) => path),
  );
  const open = results
    .map(({ path }) => path)
    .filter((path) => states.get(path) === 'not-ignored' || tracked?.has(path) === true);
  return open.length === 0
    ? []
    : [`git does not ignore ${open.join(', ')}: add it to .gitignore before the next commit.`];
}
