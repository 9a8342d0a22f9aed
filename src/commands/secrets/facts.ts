// Reads a repository for the commands about secrets files: every configuration file, every secrets file, what cannot be read. Reads only.
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isAgeFile } from '../../age/format.js';
import { type Config, NO_CONFIG } from '../../config/config.js';
import { loadConfig } from '../../config/load.js';
import { recogniseDialect } from '../../dialects/index.js';
import { decodeText } from '../../document/text.js';
import { parseYaml } from '../../document/yaml.js';
import { MAIN_FILE } from '../../first-look.js';
import { settleReaders } from '../../fix/reach.js';
import { openRepository, type Repository } from '../../git/locate.js';
import { fsPath } from '../../git/path.js';
import { ignoreStates, listPaths } from '../../git/repository.js';
import { secretsFileKind } from '../../secrets/names.js';
import { readRegularFile } from '../../sources/read-file.js';
import { findSecretsFiles } from '../../sources/secrets-files.js';
import { allPaths } from '../../sources/worktree.js';
import type { DialectName } from '../../types.js';
import { readKnownFiles } from '../fix/facts.js';
import { type Lookup, lookUpReference, type SecretsFiles } from './lookup.js';
import { appDaemonPlace, type ConfigText, type Reference, readConfigText } from './references.js';
import { folderOf, readSecretsText, type SecretsText } from './texts.js';

export interface SealedCopy {
  readonly path: string;
  /** The secrets file that it is a copy of. */
  readonly of: string;
  readonly bytes: Buffer;
  readonly time: number;
}

export interface SecretsFacts {
  readonly root: string;
  readonly repository: Repository | undefined;
  readonly config: Config;
  readonly files: SecretsFiles;
  /** Every secrets file that can be read, by path. */
  readonly secrets: readonly SecretsText[];
  /** Stand-ins for one, by their name. */
  readonly standIns: readonly SecretsText[];
  /** Files with references, or with text that looks like one. */
  readonly configs: readonly ConfigText[];
  /** Other files that mention a secrets file, and so may read it themselves. */
  readonly readers: readonly { readonly path: string; readonly text: string }[];
  readonly copies: readonly SealedCopy[];
  /** Paths that git holds; undefined outside a repository. */
  readonly tracked: ReadonlySet<string> | undefined;
  /** When a file was last written, in milliseconds. */
  readonly timeOf: (path: string) => number | undefined;
  /** YAML files and folders that could not be read, each with why. */
  readonly unread: readonly { readonly path: string; readonly message: string }[];
  /** Folders that cannot be opened and that git ignores: the data of other programs. */
  readonly sealedFolders: readonly string[];
  /** YAML files that are links out of the tree, or to nothing. */
  readonly outside: readonly string[];
  /** Files that were read. */
  readonly count: number;
}

export interface SecretsRequest {
  readonly cwd: string;
  readonly configFile?: string;
  readonly useConfig: boolean;
}

const YAML = /\.(?:ya?ml|dash)$/i;
/** Programs and templates that may open a secrets file on their own. */
const PROGRAM = /\.(?:py|sh|bash|js|cjs|mjs|ts|jinja2?|j2|toml|json|cfg|conf|ini|mk|rb|pl|ps1)$|(?:^|\/)Makefile$/i;
const LARGEST_PROGRAM = 200_000;
const SEALED_COPY = /^(.*secrets?\.ya?ml)\.age$/i;
/** What a killed run left, which the next one that writes removes. */
const LEFT_OVER = /(?:^|\/)\.ha-secrets-lint-\d{1,10}\.tmp\//;
/** Code that was installed, not written here. */
const INSTALLED = /(?:^|\/)(?:custom_components|www\/community|site-packages|\.venv|venv|deps)\//;

export async function readSecretsFacts(request: SecretsRequest): Promise<SecretsFacts> {
  const repository = await openRepository(request.cwd);
  const root = repository?.root ?? request.cwd;
  const config = request.useConfig ? await loadConfig(root, request.cwd, request.configFile) : NO_CONFIG;
  const listed = repository === undefined ? [] : await listPaths(repository);
  const walked = allPaths(root).filter(({ path }) => !LEFT_OVER.test(path));
  const all = new Set([
    ...walked.map(({ path }) => path),
    ...listed.filter(({ kind }) => kind === 'file').map(({ path }) => path),
  ]);
  const paths = [...all].filter((path) => !config.ignoresFile(path)).sort();
  const unread: { path: string; message: string }[] = [];
  const closedFolders = walked.filter(({ kind }) => kind === 'closed').map(({ path }) => path);
  const states = repository === undefined ? undefined : await ignoreStates(repository, closedFolders);
  const sealedFolders = closedFolders.filter((path) => (states?.get(path) ?? 'not-ignored') !== 'not-ignored');
  for (const path of closedFolders)
    if (!sealedFolders.includes(path)) unread.push({ path, message: 'this folder cannot be opened' });
  const outside = walked
    .filter(({ path, kind }) => kind === 'symlink' && YAML.test(path) && linksInside(root, path) === undefined)
    .map(({ path }) => path);
  const { configs, deviceFolders, count } = readConfigs(root, paths, config, unread);
  const found = readSecretsFiles(root, paths, configs, deviceFolders);
  return {
    root,
    repository,
    config,
    ...found,
    configs: configs.filter(({ references, named }) => references.length > 0 || named.size > 0),
    readers: readReaders(root, paths),
    copies: readCopies(root, paths),
    tracked:
      repository === undefined ? undefined : new Set(listed.filter(({ tracked }) => tracked).map(({ path }) => path)),
    timeOf: (path) => timeOf(join(root, path)),
    unread,
    sealedFolders,
    outside,
    count,
  };
}

/** What each reference finds. */
export function lookUpAll({ configs, files }: Pick<SecretsFacts, 'configs' | 'files'>): Map<Reference, Lookup> {
  const found = new Map<Reference, Lookup>();
  for (const { references } of configs)
    for (const reference of references) found.set(reference, lookUpReference(reference, files));
  return found;
}

function readConfigs(
  root: string,
  paths: readonly string[],
  config: Config,
  unread: { path: string; message: string }[],
) {
  const yaml = paths.filter((path) => YAML.test(path) && secretsFileKind(path) === undefined);
  const { files } = settleReaders(readKnownFiles(root, yaml).files);
  const targets = files.flatMap(({ path, includes }) => includes.filter((target) => target !== path));
  const isIncluded = (path: string): boolean =>
    targets.some((target) => target === path || path.startsWith(`${target}/`));
  const deviceFolders = new Set<string>();
  const dialects = new Map<string, DialectName>(files.map(({ path, dialect }) => [path, dialect]));
  const configs: ConfigText[] = [];
  for (const path of yaml) {
    const read = readRegularFile(join(root, path));
    if (read.kind === 'unreadable') unread.push({ path, message: read.message });
    if (read.kind === 'skipped' && read.reason === 'too-large') unread.push({ path, message: 'it is too large' });
    if (read.kind !== 'bytes') continue;
    const source = decodeText(read.bytes);
    const dialect = config.dialectFor(path) ?? dialects.get(path) ?? recogniseDialect(path, source.text);
    // most files refer to nothing
    const isDevice = dialect === 'esphome' && /^esphome[ \t]*:/m.test(source.text);
    if (isDevice && !isIncluded(path)) deviceFolders.add(folderOf(path));
    if (!/!\S{0,100}secret/i.test(source.text) && !MAIN_FILE.test(path)) continue;
    configs.push(readConfigText(path, dialect, read.bytes, source, parseYaml(source.text)));
  }
  return { configs, deviceFolders, count: yaml.length };
}

function readSecretsFiles(
  root: string,
  paths: readonly string[],
  configs: readonly ConfigText[],
  deviceFolders: ReadonlySet<string>,
) {
  const texts = new Map<string, SecretsText>();
  const closed = new Set<string>();
  const links = new Map<string, string>();
  const take = (path: string): void => {
    if (texts.has(path) || closed.has(path) || links.has(path)) return;
    const read = readRegularFile(join(root, path));
    if (read.kind === 'absent') return;
    if (read.kind === 'bytes') {
      const text = readSecretsText(path, read.bytes);
      if (text === undefined) closed.add(path);
      else texts.set(path, text);
      return;
    }
    const target = linksInside(root, path);
    if (target === undefined) closed.add(path);
    else {
      links.set(path, target);
      take(target);
    }
  };
  for (const { path } of findSecretsFiles(root, new Set(['', ...paths.flatMap(foldersAbove)]))) take(path);
  for (const { references } of configs) for (const { place } of references) if (place !== undefined) take(place);
  for (const text of [...texts.values()]) for (const path of text.merges) if (path !== undefined) take(path);
  const standIns = paths
    .filter((path) => secretsFileKind(path) === 'stand-in')
    .flatMap((path) => {
      const read = readRegularFile(join(root, path));
      return (read.kind === 'bytes' && readSecretsText(path, read.bytes)) || [];
    });
  const homeRoots = new Set(
    configs
      .filter(({ path, dialect }) => /(?:^|\/)configuration\.yaml$/.test(path) && dialect === 'home-assistant')
      .map(({ path }) => folderOf(path)),
  );
  const appDaemonPlaces = new Map(
    configs.flatMap((file) => {
      const place = /(?:^|\/)appdaemon\.yaml$/.test(file.path) ? appDaemonPlace(file) : undefined;
      return place === undefined ? [] : [[folderOf(file.path), place] as const];
    }),
  );
  const secrets = [...texts.values()].filter(({ path }) => secretsFileKind(path) !== 'stand-in');
  return { files: { texts, closed, links, homeRoots, deviceFolders, appDaemonPlaces }, secrets, standIns };
}

function readReaders(root: string, paths: readonly string[]): { path: string; text: string }[] {
  return paths
    .filter((path) => PROGRAM.test(path) && !INSTALLED.test(path))
    .flatMap((path) => {
      const read = readRegularFile(join(root, path));
      if (
        read.kind !== 'bytes' ||
        read.bytes.length > LARGEST_PROGRAM ||
        !/secrets?\.ya?ml|secret/i.test(read.bytes.toString('latin1'))
      )
        return [];
      return [{ path, text: read.bytes.toString('utf8') }];
    });
}

function readCopies(root: string, paths: readonly string[]): SealedCopy[] {
  return paths.flatMap((path) => {
    const of = SEALED_COPY.exec(path)?.[1];
    const read = of === undefined ? undefined : readRegularFile(join(root, path));
    if (of === undefined || read?.kind !== 'bytes' || !isAgeFile(read.bytes)) return [];
    return [{ path, of, bytes: read.bytes, time: timeOf(join(root, path)) ?? 0 }];
  });
}

function timeOf(path: string): number | undefined {
  try {
    return lstatSync(fsPath(path)).mtimeMs;
  } catch {
    return undefined;
  }
}

/** What a link leads to, from the root; undefined where that is outside, nothing, or no file. */
function linksInside(root: string, path: string): string | undefined {
  try {
    const real = realpathSync(fsPath(join(root, path)));
    const inside = relative(realpathSync(root), real).split(sep).join('/');
    return inside === '' || inside.startsWith('../') || !statSync(real).isFile() ? undefined : inside;
  } catch {
    return undefined;
  }
}

function foldersAbove(path: string): string[] {
  const folders = [''];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.push(path.slice(0, at));
  return folders;
}
