// Files on this machine, besides the secrets files, whose values are secrets: variables of containers, the file that AppDaemon's
// `secrets:` names, and on request Home Assistant's own store. Read only; no link is followed, nothing outside the root is read.
import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../document/text.js';
import { fsPath } from '../git/path.js';
import { type ReadResult, readRegularFile } from './read-file.js';
import { findSecretsFiles, type LocalSecretsFile } from './secrets-files.js';

export interface ValueFile {
  readonly kind: 'variables' | 'secrets' | 'store';
  /** Relative to the root. */
  readonly path: string;
  readonly read: Exclude<ReadResult, { kind: 'absent' }>;
}

export interface LocalFiles {
  readonly secrets: readonly LocalSecretsFile[];
  readonly others: readonly ValueFile[];
}

/** All files with secrets in the folders (`` is the root). */
export function findLocalFiles(root: string, folders: readonly string[], withStores: boolean): LocalFiles {
  return { secrets: findSecretsFiles(root, folders), others: findValueFiles(root, folders, withStores) };
}

/** Docker Compose reads it unasked (Compose specification: interpolation). */
const VARIABLES = '.env';
/** TOML twin of AppDaemon's secrets file (AppDaemon 4.5.12: utils.py). */
const TOML_SECRETS = 'secrets.toml';
const APPDAEMON = 'appdaemon.yaml';
const MAIN = 'configuration.yaml';
/** Where Home Assistant keeps what was typed into its interface (homeassistant 2026.11.0: helpers/storage.py, config_entries.py). */
const STORES = [
  'core.config_entries',
  'application_credentials',
  'auth',
  'auth_module.totp',
  'cloud',
  'http.auth',
  'mobile_app',
  'smartthings',
  'webhook',
];
/** A tree with more holds copies, or means harm. */
const MOST_FILES = 200;
const MOST_STORES = 5;

/** Looks into each folder (`` is the root). */
export function findValueFiles(root: string, folders: Iterable<string>, withStores: boolean): ValueFile[] {
  const found = new Map<string, ValueFile>();
  const take = (kind: ValueFile['kind'], path: string): boolean => {
    // most folders have none, and an error for each would cost more than the look
    if (found.has(path) || found.size >= MOST_FILES || look(join(root, path)) === undefined) return false;
    const read = readRegularFile(join(root, path));
    if (read.kind === 'absent') return false;
    found.set(path, { kind, path, read });
    return true;
  };
  let stores = 0;
  for (const folder of new Set(folders)) {
    const inFolder = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
    take('variables', inFolder(VARIABLES));
    take('secrets', inFolder(TOML_SECRETS));
    for (const path of appdaemonSecrets(root, folder, inFolder(APPDAEMON))) if (take('secrets', path)) break;
    const store = inFolder('.storage');
    if (
      withStores &&
      stores < MOST_STORES &&
      isFolder(join(root, store)) &&
      look(join(root, inFolder(MAIN)))?.isFile() === true
    ) {
      stores++;
      for (const name of STORES) take('store', `${store}/${name}`);
    }
  }
  return [...found.values()];
}

const SECRETS_KEY = /^secrets:[ \t]{1,20}["']?([^\s"'#]{1,300})/m;
const LONGEST_MAIN = 200_000;

/** What `secrets:` of an appdaemon.yaml may mean here: a path from where AppDaemon runs, or one in its container. */
function appdaemonSecrets(root: string, folder: string, main: string): string[] {
  if (look(join(root, main)) === undefined) return [];
  const read = readRegularFile(join(root, main));
  if (read.kind !== 'bytes') return [];
  const named = SECRETS_KEY.exec(decodeText(read.bytes).text.slice(0, LONGEST_MAIN))?.[1];
  if (named === undefined || !/\.(?:ya?ml|toml)$/i.test(named)) return [];
  // `/homeassistant/secrets.yaml` of the add-on, `/conf/secrets.yaml` of the container
  const parts = named.split('/').slice(named.startsWith('/') ? 2 : 0);
  return [folder, ''].flatMap((from) => {
    const path = within(from, parts);
    return path !== undefined && isPlain(root, path) ? [path] : [];
  });
}

/** A path from the root; undefined where it leads out. */
function within(folder: string, parts: readonly string[]): string | undefined {
  const steps = folder === '' ? [] : folder.split('/');
  for (const part of parts) {
    if (part === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') steps.push(part);
  }
  return steps.length === 0 ? undefined : steps.join('/');
}

/** No folder on the way is a link. */
function isPlain(root: string, path: string): boolean {
  const parts = path.split('/').slice(0, -1);
  return parts.every((_, index) => isFolder(join(root, ...parts.slice(0, index + 1))));
}

const isFolder = (path: string): boolean => look(path)?.isDirectory() === true;

/** Of a link the link itself. */
function look(path: string): Stats | undefined {
  try {
    return lstatSync(fsPath(path), { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
