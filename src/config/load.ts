// Finds the configuration of a repository and makes predicates of it.
import { basename, join, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { OPT_IN_RULES } from '../rules/index.js';
import type { DialectName } from '../types.js';
import { compileGlob, compileKeyPath, type Match } from './globs.js';
import { type Layer, PACKAGE_KEY, readLayers } from './layers.js';
import { isInside, readSettings } from './read.js';
import type { LEVELS } from './schema.js';
import type { ConfigValue } from './validate.js';

export type Level = (typeof LEVELS)[number];

export interface ConfigPlace {
  readonly file: string;
  readonly line: number;
}

export interface Config {
  /** Relative path of the file read, or undefined. */
  readonly file: string | undefined;
  /** That file and those that it extends. */
  readonly files: readonly string[];
  readonly levels: ReadonlyMap<string, Level>;
  readonly extraKeys: ReadonlySet<string>;
  /** Of the rules that are off until they are asked for, those that are. */
  readonly privacy: ReadonlySet<string>;
  /** Whether a whole file is left out. */
  readonly ignoresFile: (path: string) => boolean;
  /** Whether a finding does not count. */
  readonly ignoresFinding: (path: string, rule: string, keyPath: string | null) => boolean;
  /** The entry that says so. */
  readonly ignoredBy: (path: string, rule: string, keyPath: string | null) => ConfigPlace | undefined;
  readonly dialectFor: (path: string) => DialectName | undefined;
  /** The hook rewrites what it can instead of only stopping the commit. */
  readonly fix: boolean;
}

export const NO_CONFIG: Config = {
  file: undefined,
  files: [],
  levels: new Map(),
  extraKeys: new Set(),
  privacy: new Set(),
  ignoresFile: () => false,
  ignoresFinding: () => false,
  ignoredBy: () => undefined,
  dialectFor: () => undefined,
  fix: false,
};

/** Where a configuration is looked for, besides package.json. */
export const CONFIG_NAMES = ['.ha-secrets-lint.yaml', '.ha-secrets-lint.yml', '.ha-secrets-lint.json'];

/** The configuration in `root`, or the file that the user named (relative to `cwd`). Throws a `UserError` on any fault in it. */
export async function loadConfig(root: string, cwd: string, named?: string): Promise<Config> {
  if (named !== undefined) {
    const path = resolve(cwd, named);
    const bytes = readSettings(path);
    if (bytes === undefined) throw new UserError(`the config file ${named} does not exist`);
    const within = isInside(root, path) ? root : undefined;
    return compile(readLayers({ bytes, file: named, inPackage: basename(named) === 'package.json', path, within }));
  }
  const found = CONFIG_NAMES.flatMap((name) => {
    const bytes = readSettings(join(root, name), { within: root });
    return bytes === undefined ? [] : [{ name, bytes }];
  });
  if (found.length > 1)
    throw new UserError(`there are two config files: ${found.map((file) => file.name).join(' and ')}`, {
      hint: 'Keep one.',
    });
  const [file] = found;
  if (file !== undefined) return fromRoot(root, file.name, file.bytes);
  const packageJson = readSettings(join(root, 'package.json'), { within: root });
  return packageJson?.includes(PACKAGE_KEY) === true ? fromRoot(root, 'package.json', packageJson) : NO_CONFIG;
}

function fromRoot(root: string, file: string, bytes: Buffer): Promise<Config> {
  return compile(readLayers({ bytes, file, inPackage: file === 'package.json', path: join(root, file), within: root }));
}

/** A configuration's text without a place. */
export async function parseConfig(bytes: Uint8Array, file: string, inPackage: boolean): Promise<Config> {
  return compile(readLayers({ bytes, file, inPackage }));
}

/** Later layers win; what is ignored adds up. */
async function compile(layers: readonly Layer[]): Promise<Config> {
  const top = layers.at(-1);
  if (top === undefined) return NO_CONFIG;
  const maps = (name: string): [string, ConfigValue][] =>
    layers.flatMap(({ data }) => Object.entries((data[name] ?? {}) as Record<string, ConfigValue>));
  const wholeFiles: Match[] = [];
  const findings: (IgnoreEntry & ConfigPlace)[] = [];
  for (const { file, data, lines } of layers) {
    const entries = listOf(data['ignore']);
    const at = lines.get(entries) ?? [];
    for (const [index, value] of entries.entries()) {
      const entry = await compileIgnore(value);
      if (entry.rules.length === 0 && entry.keyPaths.length === 0) wholeFiles.push(entry.files);
      else findings.push({ ...entry, file, line: at[index] ?? 1 });
    }
  }
  const dialects = await Promise.all(
    maps('dialect').map(async ([glob, name]) => ({
      matches: await compileGlob(glob),
      name: name as DialectName,
    })),
  );
  const entryFor = (path: string, rule: string, keyPath: string | null) =>
    findings.find(
      (entry) =>
        (entry.rules.length === 0 || entry.rules.includes(rule)) &&
        (entry.keyPaths.length === 0 || entry.keyPaths.some((pattern) => pattern.test(keyPath ?? ''))) &&
        entry.files(path),
    );
  return {
    file: top.file,
    files: layers.map(({ file }) => file),
    levels: new Map(maps('rules').map(([rule, level]) => [rule, level as Level])),
    extraKeys: new Set(layers.flatMap(({ data }) => stringsOf(data['keys']))),
    privacy: privacyOf(layers.findLast(({ data }) => data['privacy'] !== undefined)?.data['privacy']),
    ignoresFile: (path) => wholeFiles.some((matches) => matches(path)),
    ignoresFinding: (path, rule, keyPath) => entryFor(path, rule, keyPath) !== undefined,
    ignoredBy: (path, rule, keyPath) => {
      const entry = entryFor(path, rule, keyPath);
      return entry && { file: entry.file, line: entry.line };
    },
    dialectFor: (path) => dialects.findLast(({ matches }) => matches(path))?.name,
    fix: layers.findLast(({ data }) => data['fix'] !== undefined)?.data['fix'] === true,
  };
}

function privacyOf(value: ConfigValue | undefined): ReadonlySet<string> {
  return new Set(value === true ? OPT_IN_RULES : stringsOf(value));
}

interface IgnoreEntry {
  readonly files: Match;
  readonly rules: readonly string[];
  readonly keyPaths: readonly RegExp[];
}

/** A glob, or files with rules and key paths. */
async function compileIgnore(value: ConfigValue): Promise<IgnoreEntry> {
  if (typeof value === 'string') return { files: await compileGlob(value), rules: [], keyPaths: [] };
  const item = value as Readonly<Record<string, ConfigValue>>;
  const globs = await Promise.all(stringsOf(item['files']).map((glob) => compileGlob(glob)));
  return {
    files: (path) => globs.some((matches) => matches(path)),
    rules: stringsOf(item['rule']),
    keyPaths: stringsOf(item['keyPath']).map(compileKeyPath),
  };
}

function listOf(value: ConfigValue | undefined): readonly ConfigValue[] {
  return Array.isArray(value) ? value : [];
}

function stringsOf(value: ConfigValue | undefined): string[] {
  return listOf(value).map(String);
}
