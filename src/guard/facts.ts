// Pass 2: which secrets files there are, which places must be ignored, and what git says of them.
// Collects facts only; the guard rules judge them.
import { recogniseDialect } from '../dialects/index.js';
import { decodeText } from '../document/text.js';
import { BlobReader } from '../git/blobs.js';
import type { Repository } from '../git/locate.js';
import { ignoreStates, type ListedPath } from '../git/repository.js';
import { type FileSummary, MAIN_FILE } from '../lint-file.js';
import { judgeSecretsContent, type SecretsContent } from '../secrets/content.js';
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
  const open = local.filter((file) => isOpen(file, listed, contents)).map((file) => file.path);
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
  const states = await ignoreStates(
    repository,
    places.map((place) => place.path),
  );
  const credentials = new Map<string, boolean>();
  for (const file of input.files)
    credentials.set(file.path, file.holdsCredentials || credentials.get(file.path) === true);
  return {
    secretsFiles,
    expected: places.map((place) => ({ ...place, state: states.get(place.path) ?? 'not-ignored' })),
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
  const reader = new BlobReader(input.repository.cwd, LARGEST_FILE);
  try {
    for (const [name, oid] of wanted) {
      const result = await reader.read(oid);
      contents.set(name, result.kind === 'bytes' ? judgeSecretsContent(result.bytes) : 'plain');
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

/** A secrets file on disk that would be published readable, were it added now. */
function isOpen(
  file: LocalSecretsFile,
  listed: readonly ListedPath[],
  contents: ReadonlyMap<string, SecretsContent>,
): boolean {
  const held = contents.get(file.path);
  if (held !== undefined && listed.some((entry) => entry.path === file.path && entry.tracked)) return held === 'plain';
  return file.read.kind === 'bytes'
    ? judgeSecretsContent(file.read.bytes) === 'plain'
    : file.read.kind === 'unreadable';
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
