// What is to be redacted: the files of a folder, one file, or standard input, and the secrets at hand. Reads only.
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { parseYaml } from '../../document/yaml.js';
import { systemErrorCode, UserError } from '../../errors.js';
import { fsPath } from '../../git/path.js';
import { secretsAtHand } from '../../run/at-hand.js';
import { openScope } from '../../run/scope.js';
import type { SecretsFile } from '../../secrets/store.js';
import { toItem } from '../../sources/blob-item.js';
import { LARGEST_FILE } from '../../sources/limits.js';
import { readRegularFile } from '../../sources/read-file.js';
import { findLocalFiles } from '../../sources/value-files.js';
import type { SkipReason, SourceItem } from '../../types.js';
import { isOutside, readTree, realPathOf } from '../backup/facts.js';

export interface LeftOut {
  readonly file: string;
  readonly reason: string;
  /** It is text, which a reader of the copy will miss. */
  readonly matters: boolean;
}

export interface Input {
  /** Absolute folder that paths are relative to. */
  readonly root: string;
  readonly paths: readonly string[];
  readonly read: (path: string) => SourceItem;
  readonly leftOut: readonly LeftOut[];
  /** Why files and folders were not even looked at, and how many. */
  readonly excluded: ReadonlyMap<string, number>;
}

const REASONS: Readonly<Record<SkipReason, readonly [reason: string, matters: boolean]>> = {
  binary: ['it is no text', false],
  'too-large': ['it is too large', true],
  symlink: ['it is a link', false],
  submodule: ['it is a repository of its own', false],
  'ignored-by-config': ['the config ignores it', false],
  encrypted: ['it is encrypted', false],
  'not-a-file': ['it is no file', false],
};

export function whyLeftOut(item: Exclude<SourceItem, { kind: 'blob' }>): LeftOut {
  if (item.kind === 'unreadable') return { file: item.path, reason: item.message, matters: true };
  const [reason, matters] = REASONS[item.reason];
  return { file: item.path, reason, matters };
}

export interface FolderRequest {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Absolute; it is not read itself. */
  readonly out: string;
}

export async function openFolder(root: string, { include, exclude, out }: FolderRequest): Promise<Input> {
  const { found, excluded } = await readTree(root, { include, exclude, archive: realPathOf(out), sharing: true });
  const files = found.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  const leftOut = found
    .filter(({ kind }) => kind === 'link' || kind === 'special')
    .map(({ path, kind }) => ({
      file: path,
      reason: kind === 'link' ? 'it is a link' : 'it is no file',
      matters: false,
    }));
  return { root, paths: files, read: (path) => readOne(join(root, path), path), leftOut, excluded };
}

export function openFile(path: string): Input {
  const root = dirname(path);
  const name = basename(path);
  const item = readOne(path, name);
  if (item.kind === 'skipped' && item.reason === 'too-large') return inPieces(root, name, readFileSync(path));
  return { root, paths: [name], read: () => item, leftOut: [], excluded: new Map() };
}

const PIECE = 4 * 2 ** 20;

/** A long log, cut where lines end, as if each piece were a file. */
function inPieces(root: string, name: string, bytes: Buffer): Input {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const line = bytes.indexOf(10, Math.min(at + PIECE, bytes.length));
    const end = line === -1 ? bytes.length : line + 1;
    pieces.push(bytes.subarray(at, end));
    at = end;
  }
  const read = (path: string): SourceItem =>
    toItem(name, pieces[Number(path)] ?? Buffer.alloc(0), { kind: 'worktree' });
  return { root, paths: pieces.map((_, index) => String(index)), read, leftOut: [], excluded: new Map() };
}

function readOne(absolute: string, path: string): SourceItem {
  const read = readRegularFile(absolute);
  if (read.kind === 'bytes') return toItem(path, read.bytes, { kind: 'worktree' });
  if (read.kind === 'absent') return { kind: 'unreadable', path, message: 'it went away while it was to be read' };
  return { ...read, path };
}

const STANDARD_INPUT = 0;

export function openStandardInput(cwd: string, filename: string | undefined): Input {
  const bytes = readFileSync(STANDARD_INPUT);
  const name = filename === undefined ? guessName(bytes) : relative(cwd, resolve(cwd, filename)).split(sep).join('/');
  if (bytes.length > LARGEST_FILE) return inPieces(cwd, name, bytes);
  const item = toItem(name, bytes, { kind: 'stdin' });
  return { root: cwd, paths: [name], read: () => item, leftOut: [], excluded: new Map() };
}

/** What was pasted without a name: YAML if it reads as a map or a list, else a text. */
function guessName(bytes: Buffer): string {
  // no YAML holds the colours of a terminal
  if (bytes.includes(0x1b)) return 'stdin.txt';
  const { mode, roots } = parseYaml(bytes.toString('utf8'));
  return mode === 'parsed' && roots[0] !== undefined && roots[0].kind !== 'scalar' ? 'stdin.yaml' : 'stdin.txt';
}

/** The secrets files around what is redacted, whose values may stand in it. */
export async function secretsAround(root: string, notes: string[]): Promise<readonly SecretsFile[]> {
  const scope = await openScope({ kind: 'paths', paths: ['.'] }, root);
  try {
    const local = findLocalFiles(scope.root, await scope.folders(), false);
    return (await secretsAtHand(scope, local, notes))?.store?.files ?? [];
  } finally {
    scope.close?.();
  }
}

/** Refuses a place that is the input itself, by whatever name, or that the input lies in. */
export function demandOtherPlace(input: string, out: string, isFolder: boolean): void {
  const from = realpathSync(input);
  const to = realPathOf(out);
  const isSame = from === to || sameFile(from, to);
  if (isSame || (isFolder && !isOutside(relative(to, from))))
    throw new UserError('the copy would be written over what it is made from', {
      file: out,
      hint: 'Give another place: -o OUT.',
    });
}

function sameFile(a: string, b: string): boolean {
  try {
    const [one, other] = [statSync(fsPath(a)), statSync(fsPath(b))];
    return one.ino === other.ino && one.dev === other.dev;
  } catch {
    return false;
  }
}

export function isFolderPath(path: string, shown: string): boolean {
  try {
    const stat = lstatSync(fsPath(path));
    if (stat.isSymbolicLink()) return statSync(fsPath(path)).isDirectory();
    return stat.isDirectory();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UserError(`there is no file or folder ${shown}`, { cause: error });
    throw new UserError(`${shown} cannot be read (${code ?? 'unknown error'})`, { cause: error });
  }
}
