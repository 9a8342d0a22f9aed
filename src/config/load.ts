// Reads a configuration and makes predicates of it.
import { OPT_IN_RULES } from '../rules/index.js';
import type { DialectName } from '../types.js';
import { type Config, type ConfigPlace, type Level, NO_CONFIG } from './config.js';
import { type ConfigSource, findConfig } from './find.js';
import { compileGlob, compileKeyPath, type Match } from './globs.js';
import { type Layer, readLayers } from './layers.js';
import { type ReadSettings, readSettings } from './read.js';
import type { ConfigValue } from './validate.js';

/** The configuration in `root`, or the file that the user named (relative to `cwd`). Throws a `UserError` on any fault in it. */
export async function loadConfig(
  root: string,
  cwd: string,
  named?: string,
  read: ReadSettings = readSettings,
): Promise<Config> {
  const source = await findConfig(root, cwd, named, read);
  return source === undefined ? NO_CONFIG : readConfig(source, read);
}

export async function readConfig(source: ConfigSource, read: ReadSettings = readSettings): Promise<Config> {
  return compile(await readLayers(source, read));
}

/** A configuration's text without a place. */
export async function parseConfig(bytes: Uint8Array, file: string, inPackage: boolean): Promise<Config> {
  return compile(await readLayers({ bytes, file, inPackage }));
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
    storage: layers.findLast(({ data }) => data['storage'] !== undefined)?.data['storage'] === true,
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
