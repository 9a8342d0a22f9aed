// What a fix must know of the repository before it gives names and places. Reads only.
import { join } from 'node:path';
import { homeAssistant } from '../../dialects/home-assistant.js';
import { recogniseDialect } from '../../dialects/index.js';
import { STANDARD_TAG } from '../../document/scalar.js';
import { decodeText } from '../../document/text.js';
import { parseYaml } from '../../document/yaml.js';
import type { FileSummary } from '../../first-look.js';
import type { Fixing, Place } from '../../fix/advise.js';
import { isLoadable } from '../../fix/loads.js';
import { type Login, loginOf } from '../../fix/logins.js';
import { deviceName } from '../../fix/names.js';
import { Naming } from '../../fix/naming.js';
import { choosePlace, type SecretsState } from '../../fix/places.js';
import { type KnownFile, settleReaders } from '../../fix/reach.js';
import { readLiterals } from '../../fix/secrets-text.js';
import { BlobReader } from '../../git/blobs.js';
import type { Repository } from '../../git/locate.js';
import { type ListedPath, listPaths } from '../../git/repository.js';
import { namesInText } from '../../rules/references.js';
import { judgeSecretsContent } from '../../secrets/content.js';
import { readSecretsFile, type SecretsFile, SecretsStore } from '../../secrets/store.js';
import { addUses } from '../../secrets/uses.js';
import { LARGEST_FILE } from '../../sources/limits.js';
import { readRegularFile } from '../../sources/read-file.js';
import { findSecretsFiles } from '../../sources/secrets-files.js';
import { allFiles } from '../../sources/worktree.js';
import type { DialectName } from '../../types.js';
import { readEnvironment } from './facts-environment.js';
import { isOwnFile } from './facts-own-file.js';

export interface FixFacts {
  readonly fixing: Fixing;
  /** The bytes of a secrets file or an environment file on disk; undefined where there is none. */
  readonly bytesOf: (path: string) => Buffer | undefined;
  /** Paths that the index holds. */
  readonly tracked: ReadonlySet<string>;
}

const SECRETS = /(?:^|\/)secrets?\.yaml$/;

export async function readFixFacts(
  root: string,
  repository: Repository | undefined,
  mayCreate: boolean,
): Promise<FixFacts> {
  const listed = repository === undefined ? undefined : await listPaths(repository);
  const paths = listed?.filter((entry) => entry.kind === 'file').map((entry) => entry.path) ?? allFiles(root);
  const { files: found, uses, referenced } = readKnownFiles(root, paths);
  const { files, reached } = settleReaders(found);
  const published = repository === undefined ? new Set<string>() : await publishedPaths(repository, listed ?? []);
  const secrets = new Map<string, SecretsState>();
  const stores: SecretsFile[] = [];
  const secretsBytes = new Map<string, Buffer>();
  for (const { path, read } of findSecretsFiles(root, new Set(paths.flatMap(foldersAbove)))) {
    if (!SECRETS.test(path)) continue;
    const isOpen = read.kind === 'bytes' && judgeSecretsContent(read.bytes) !== 'sealed';
    if (!isOpen) {
      secrets.set(path, { usableBy: [], includes: undefined });
      continue;
    }
    const store = readSecretsFile(path, read.bytes);
    const [included] = store.includes;
    stores.push(store);
    secretsBytes.set(path, read.bytes);
    secrets.set(
      path,
      store.entries.size === 0 && included !== undefined
        ? { usableBy: [], includes: included }
        : {
            usableBy: usersOf(root, path, read.bytes),
            includes: undefined,
            ...(published.has(path) ? { tracked: true } : {}),
          },
    );
  }
  const store = new SecretsStore(stores);
  const naming = new Naming({
    store,
    uses,
    referenced,
    loginsOf: (name) => readLogins(root, files, store, name),
    devices: new Set(files.filter(({ dialect }) => dialect === 'esphome').map(({ path }) => deviceName(path))),
  });
  const entries = new Map(stores.map((file) => [file.path, new Set(file.entries.keys())]));
  const exists = (path: string): boolean => readRegularFile(join(root, path)).kind !== 'absent';
  const facts = { files, secrets, entries, exists, mayCreate };
  const dialects = new Map(files.map(({ path, dialect }) => [path, dialect]));
  const dialectOf = (file: FileSummary): DialectName =>
    (isFamily(file.dialect) ? dialects.get(file.path) : undefined) ?? file.dialect;
  // a file beside those that are included is likely to be one that was
  const readFolders = new Set([...reached].map(folderOf));
  const isRead = (file: FileSummary): boolean =>
    dialectOf(file) !== 'home-assistant' ||
    reached.size === 0 ||
    readFolders.has(folderOf(file.path)) ||
    homeAssistant.byPlace(file.path);
  const tracked = new Set((listed ?? []).filter((entry) => entry.tracked).map((entry) => entry.path));
  const places = new Map<string, Place>();
  const placeOf: Fixing['placeOf'] = (file) => {
    if (!places.has(file.path))
      places.set(file.path, choosePlace({ path: file.path, dialect: dialectOf(file) }, facts));
    return places.get(file.path);
  };
  const environment = readEnvironment(root, { files, tracked, mayCreate });
  return {
    fixing: { naming, placeOf, dialectOf, isRead, variables: environment.fixing },
    bytesOf: (path) => secretsBytes.get(path) ?? environment.bytesOf(path),
    tracked,
  };
}

const LOADERS = ['home-assistant', 'esphome', 'appdaemon', 'zigbee2mqtt'] as const;

/** The loaders that take the file as it stands, if something may be written to it at all. */
function usersOf(root: string, path: string, bytes: Buffer): SecretsState['usableBy'] {
  if (readLiterals(bytes) === undefined || !isOwnFile(root, path)) return [];
  const { text } = decodeText(bytes);
  const document = parseYaml(text);
  // of what such a file may hold besides literals the two others know nothing
  const isPlain = document.scalars.every(({ tag }) => tag === undefined || tag.name.startsWith(STANDARD_TAG));
  const loaders = isPlain ? LOADERS : LOADERS.slice(0, 2);
  return loaders.filter((loader) => isLoadable(text, document, loader));
}

/** Secrets files that git holds readable: what is written there is in the next commit. */
async function publishedPaths(repository: Repository, listed: readonly ListedPath[]): Promise<Set<string>> {
  const published = new Set<string>();
  const held = listed.filter((entry) => entry.tracked && SECRETS.test(entry.path));
  if (held.length === 0) return published;
  const reader = new BlobReader(repository.cwd, LARGEST_FILE);
  try {
    for (const { path, oid } of held) {
      const result = oid === undefined ? undefined : await reader.read(oid);
      if (result?.kind !== 'bytes' || judgeSecretsContent(result.bytes) !== 'sealed') published.add(path);
    }
  } finally {
    reader.close();
  }
  return published;
}

/** The logins in which references to a name stand; of files that a person would look into one by one. */
function readLogins(root: string, files: readonly KnownFile[], store: SecretsStore, name: string): Login[] {
  return files
    .filter(({ names }) => names.includes(name))
    .slice(0, MOST_USERS)
    .flatMap(({ path, dialect }) => {
      const read = readRegularFile(join(root, path));
      if (read.kind !== 'bytes') return [];
      return parseYaml(decodeText(read.bytes).text)
        .scalars.filter((scalar) => scalar.tag?.name === '!secret' && scalar.value === name)
        .map((scalar) => loginOf(scalar, (other) => knownValue(store, path, dialect, other)))
        .filter((login) => login !== undefined);
    });
}

const MOST_USERS = 20;

function knownValue(store: SecretsStore, path: string, dialect: DialectName, name: string): string | undefined {
  const found = store.resolve(path, dialect, name);
  return found.kind === 'found' ? found.entry.value?.reveal() : undefined;
}

/** What a tag takes in, ESPHome's `file:` beside `vars:`, the `filename:` of a dashboard. */
/** Of a text with a `#` in quotes too much goes: then a name is missed where the tree would show it. */
const COMMENT = /(?:^|[ \t])#[^\n]*/gm;
const MERGE = /^[ \t-]*<<:[ \t]{1,20}!include[ \t]{1,20}["']?([^\s"'$]{1,300}[^\s"'#$])["']?[ \t]*(?:#|$)/gm;
const INCLUDE =
  /!include(?:_dir_\w{4,12})?[ \t]{1,20}(?:["']([^"'\n]{1,300})["']|([^\s"'{}[\],#]{1,300}))|\bfile(?:name)?:[ \t]{1,20}["']?([^\s"'#,}]{1,300})/g;

const SECRETS_PATH = /^secrets:[ \t]{1,20}["']?([^\s"'#]{1,300})/m;
/** A reference of Zigbee2MQTT. */
const QUOTED = /!\S{1,100} ([A-Za-z0-9_.-]{1,200})["']/g;

/** Those whose files are told apart by who includes them. */
const isFamily = (dialect: DialectName): boolean => /^(?:home-assistant|esphome|yaml)$/.test(dialect);

export function readKnownFiles(root: string, paths: readonly string[]) {
  const files: KnownFile[] = [];
  const uses = new Map<string, string[]>();
  const referenced = new Set<string>();
  for (const path of paths) {
    const read = /\.ya?ml$/i.test(path) ? readRegularFile(join(root, path)) : undefined;
    if (read?.kind !== 'bytes') continue;
    const { text } = decodeText(read.bytes);
    const targets = [...text.matchAll(INCLUDE)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
    addUses(uses, text);
    if (text.includes('!secret')) for (const name of namesInText(text)) referenced.add(name);
    const dialect = recogniseDialect(path, text);
    const secretsPath = dialect === 'appdaemon' ? SECRETS_PATH.exec(text)?.[1] : undefined;
    if (dialect === 'zigbee2mqtt') for (const [, name = ''] of text.matchAll(QUOTED)) referenced.add(name);
    files.push({
      path,
      dialect,
      ...(secretsPath === undefined ? {} : { secretsPath }),
      includes: targets.map((target) => resolveInclude(path, target)).filter((target) => target !== undefined),
      merges: [...text.matchAll(MERGE)]
        .map((match) => resolveInclude(path, match[1] ?? ''))
        .filter((target) => target !== undefined),
      names: text.includes('!secret') ? [...namesInText(text.replace(COMMENT, ''))] : [],
    });
  }
  return { files, uses, referenced };
}

/** From the root; of a path with a substitution the folder as far as it is known. */
function resolveInclude(from: string, target: string): string | undefined {
  if (target.startsWith('$')) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part.includes('$')) break;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

function foldersAbove(path: string): string[] {
  const folders = [''];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.push(path.slice(0, at));
  return folders;
}
