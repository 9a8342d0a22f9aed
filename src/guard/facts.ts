// Pass 2: which secrets files there are, which places must be ignored, and what git says of them.
// Collects facts only; the guard rules judge them.
import { recogniseDialect } from '../dialects/index.js';
import { decodeText } from '../document/text.js';
import { type FileSummary, MAIN_FILE } from '../first-look.js';
import { BlobReader } from '../git/blobs.js';
import type { Repository } from '../git/locate.js';
import { isPlainlyIgnored } from '../git/plain-ignores.js';
import { ignoreStates, type ListedPath } from '../git/repository.js';
import type { SecretsContent } from '../secrets/content.js';
import { secretsFileKind } from '../secrets/names.js';
import { LARGEST_FILE } from '../sources/limits.js';
import { readRegularFile } from '../sources/read-file.js';
import { findSecretsFiles, type LocalSecretsFile } from '../sources/secrets-files.js';
import type { GuardFacts, SecretsFileFact } from '../types.js';
import { type ConfigRoot, expectedPlaces } from './places.js';

export interface GuardInput {
  readonly repository: Repository;
  readonly listed: readonly ListedPath[];
  readonly files: readonly FileSummary[];
  /** What the commit or range brings, with its commit; undefined: nothing is being brought. */
  readonly brought:
    | readonly { readonly path: string; readonly oid: string; readonly commit: string | null }[]
    | undefined;
  /** Only these paths are looked at; undefined: the whole repository. */
  readonly only: ReadonlySet<string> | undefined;
  /** Paths whose committed content is encrypted as a whole. */
  readonly encrypted: ReadonlySet<string>;
  /** Asked for where there is a secrets file to judge: that takes a parser, which most commits do not load. */
  readonly judgeContent: () => Promise<(bytes: Uint8Array) => SecretsContent>;
}

export async function collectGuardFacts(input: GuardInput): Promise<GuardFacts> {
  const { repository, listed, only } = input;
  const inScope = (path: string): boolean => only === undefined || only.has(path);
  const roots = findRoots(input);
  const folders = new Set([...listed.map((entry) => folderOf(entry.path)), ...roots.map((root) => root.folder)]);
  const local = findSecretsFiles(repository.root, folders);
  const contents = await indexContents(input);
  const secretsFiles = [...listedFacts(input, contents), ...broughtFacts(input, contents)].filter((fact) =>
    inScope(fact.path),
  );
  const open = await openFiles(input, local, contents);
  const harmless = new Set(
    [...contents].filter(([, content]) => content !== 'plain' && content !== 'empty').map(([path]) => path),
  );
  const places = expectedPlaces({
    roots,
    files: input.files,
    existing: local.map((file) => file.path),
    open,
    harmless,
  }).filter((place) => inScope(place.path));
  const ignoreFiles = new Set(listed.map((entry) => entry.path).filter((path) => /(?:^|\/)\.gitignore$/.test(path)));
  const plain = new Set(
    places.map(({ path }) => path).filter((path) => isPlainlyIgnored(repository.root, path, ignoreFiles)),
  );
  const states = await ignoreStates(
    repository,
    places.map(({ path }) => path).filter((path) => !plain.has(path)),
  );
  const credentials = new Map<string, boolean>();
  for (const file of input.files)
    credentials.set(file.path, file.holdsCredentials || credentials.get(file.path) === true);
  return {
    secretsFiles,
    expected: places.map((place) => ({
      ...place,
      state: plain.has(place.path) ? 'ignored' : (states.get(place.path) ?? 'not-ignored'),
    })),
    held: heldPaths(input)
      .filter(({ path }) => inScope(path) && !input.encrypted.has(path))
      .map((one) => ({ ...one, holdsCredentials: credentials.get(one.path) })),
  };
}

function heldPaths(input: GuardInput): { path: string; commit: string | null }[] {
  if (input.brought !== undefined) return input.brought.map(({ path, commit }) => ({ path, commit }));
  return input.listed.filter((entry) => entry.kind === 'file').map(({ path }) => ({ path, commit: null }));
}

/** What the index, or the commits, hold of each secrets file: that is what gets published, not the working tree. */
async function indexContents(input: GuardInput): Promise<Map<string, SecretsContent>> {
  const wanted = new Map<string, string>();
  for (const entry of input.listed) {
    if (entry.kind === 'file' && entry.oid !== undefined && secretsFileKind(entry.path) === 'secrets')
      wanted.set(entry.path, entry.oid);
  }
  for (const entry of input.brought ?? [])
    if (secretsFileKind(entry.path) === 'secrets') wanted.set(`${entry.commit ?? ''}:${entry.path}`, entry.oid);
  const contents = new Map<string, SecretsContent>();
  if (wanted.size === 0) return contents;
  const judgeContent = await input.judgeContent();
  const reader = new BlobReader(input.repository.cwd, LARGEST_FILE);
  try {
    for (const [name, oid] of wanted) {
      const result = await reader.read(oid);
      contents.set(name, result.kind === 'bytes' ? judgeContent(result.bytes) : 'plain');
    }
  } finally {
    reader.close();
  }
  return contents;
}

function listedFacts(input: GuardInput, contents: ReadonlyMap<string, SecretsContent>): SecretsFileFact[] {
  const broughtPaths = new Set(
    (input.brought ?? []).filter((entry) => entry.commit === null).map((entry) => entry.path),
  );
  return input.listed
    .filter((entry) => entry.tracked && contents.has(entry.path) && !broughtPaths.has(entry.path))
    .map(({ path }) => ({ path, tracked: true, brought: false, sealed: contents.get(path) !== 'plain', commit: null }));
}

function broughtFacts(input: GuardInput, contents: ReadonlyMap<string, SecretsContent>): SecretsFileFact[] {
  return (input.brought ?? []).flatMap(({ path, commit }) => {
    const content = contents.get(`${commit ?? ''}:${path}`);
    return content === undefined ? [] : [{ path, tracked: true, brought: true, sealed: content !== 'plain', commit }];
  });
}

/** The secrets files on disk that would be published readable, were they added now. */
async function openFiles(
  { listed, judgeContent }: GuardInput,
  local: readonly LocalSecretsFile[],
  contents: ReadonlyMap<string, SecretsContent>,
): Promise<string[]> {
  if (local.length === 0) return [];
  const judge = await judgeContent();
  const isOpen = ({ path, read }: LocalSecretsFile): boolean => {
    const held = contents.get(path);
    if (held !== undefined && listed.some((entry) => entry.path === path && entry.tracked)) return held === 'plain';
    return read.kind === 'bytes' ? judge(read.bytes) === 'plain' : read.kind === 'unreadable';
  };
  return local.filter(isOpen).map(({ path }) => path);
}

function findRoots(input: GuardInput): ConfigRoot[] {
  const linted = new Set(input.files.map((file) => file.path));
  const roots: ConfigRoot[] = [];
  for (const entry of input.listed) {
    if (entry.kind !== 'file' || !MAIN_FILE.test(entry.path) || linted.has(entry.path)) continue;
    const read = readRegularFile(`${input.repository.root}/${entry.path}`);
    if (read.kind === 'bytes')
      roots.push({ folder: folderOf(entry.path), dialect: recogniseDialect(entry.path, decodeText(read.bytes).text) });
  }
  for (const file of input.files) if (file.isMain) roots.push({ folder: folderOf(file.path), dialect: file.dialect });
  return roots;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
