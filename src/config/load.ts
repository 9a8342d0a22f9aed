// Finds and reads the configuration of a repository. It is not trusted: links must not lead out of it.
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { lookUp, type MapNode, scalarType } from '../document/model.js';
import { decodeText } from '../document/text.js';
import { parseYaml } from '../document/yaml.js';
import { systemErrorCode, UserError } from '../errors.js';
import type { DialectName } from '../types.js';
import { compileGlob, compileKeyPath, type Match } from './globs.js';
import { CONFIG_FIELDS, type LEVELS } from './schema.js';
import { type ConfigValue, readFields } from './validate.js';

export type Level = (typeof LEVELS)[number];

export interface Config {
  /** Relative path of the file read, or undefined. */
  readonly file: string | undefined;
  readonly levels: ReadonlyMap<string, Level>;
  readonly extraKeys: ReadonlySet<string>;
  /** Whether a whole file is left out. */
  readonly ignoresFile: (path: string) => boolean;
  /** Whether a finding does not count. */
  readonly ignoresFinding: (path: string, rule: string, keyPath: string | null) => boolean;
  readonly dialectFor: (path: string) => DialectName | undefined;
  /** The hook rewrites what it can instead of only stopping the commit. */
  readonly fix: boolean;
}

export const NO_CONFIG: Config = {
  file: undefined,
  levels: new Map(),
  extraKeys: new Set(),
  ignoresFile: () => false,
  ignoresFinding: () => false,
  dialectFor: () => undefined,
  fix: false,
};

const FILE_NAMES = ['.ha-secrets-lint.yaml', '.ha-secrets-lint.yml', '.ha-secrets-lint.json'];
const PACKAGE_KEY = 'ha-secrets-lint';
const LARGEST_CONFIG = 1_000_000;

/** The configuration in `root`, or the file that the user named (relative to `cwd`). Throws a `UserError` on any fault in it. */
export async function loadConfig(root: string, cwd: string, named?: string): Promise<Config> {
  if (named !== undefined) {
    const text = read(resolve(cwd, named));
    if (text === undefined) throw new UserError(`the config file ${named} does not exist`);
    return parseConfig(text, named, basename(named) === 'package.json');
  }
  const found = FILE_NAMES.map((name) => ({ name, text: read(join(root, name), root) })).filter(
    (file) => file.text !== undefined,
  );
  if (found.length > 1)
    throw new UserError(`there are two config files: ${found.map((file) => file.name).join(' and ')}`, {
      hint: 'Keep one.',
    });
  const [file] = found;
  if (file?.text !== undefined) return parseConfig(file.text, file.name, false);
  const packageJson = read(join(root, 'package.json'), root);
  if (packageJson?.includes(PACKAGE_KEY) === true) return parseConfig(packageJson, 'package.json', true);
  return NO_CONFIG;
}

/** The file's bytes; undefined if there is none. In the repository (`root`) it must be a plain file that lies in it. */
function read(path: string, root?: string): Buffer | undefined {
  const name = basename(path);
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
    const real = root === undefined ? path : realpathSync(path);
    if (root !== undefined && relative(realpathSync(root), real).startsWith(`..${sep}`)) {
      throw new UserError(`${name} is a link that leads out of the repository`);
    }
    const stat = statSync(real);
    // a pipe or a device may never end; one that the user names is their business
    if (root !== undefined && !stat.isFile()) throw new UserError(`${name} is no plain file`);
    if (stat.size > LARGEST_CONFIG) throw new UserError(`${name} is too large for a config file`);
    return readFileSync(real);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${name} cannot be read (${systemErrorCode(error) ?? 'unknown error'})`, { cause: error });
  }
}

/** Reads a configuration's text; JSON is read as the YAML it is. */
export async function parseConfig(bytes: Uint8Array, file: string, inPackage: boolean): Promise<Config> {
  const source = decodeText(bytes);
  const document = parseYaml(source.text);
  if (document.mode !== 'parsed') {
    const line = source.position(document.problem?.offset ?? 0).line;
    if (inPackage) return NO_CONFIG;
    throw new UserError(`this is no valid YAML: ${document.problem?.message ?? ''}`, { file, line });
  }
  let root = document.roots[0];
  const second = document.roots[1];
  if (second !== undefined)
    throw new UserError('a second document begins here, and only one is read', {
      file,
      line: source.position(second.span.start).line,
    });
  if (inPackage) {
    root = root?.kind === 'map' ? lookUp(root as MapNode, PACKAGE_KEY) : undefined;
    if (root === undefined) return NO_CONFIG;
  }
  if (root === undefined || (root.kind === 'scalar' && scalarType(root) === 'null')) return { ...NO_CONFIG, file };
  const data = readFields(root, CONFIG_FIELDS, [], { file, source });
  return compile(data, file);
}

async function compile(data: Readonly<Record<string, ConfigValue>>, file: string): Promise<Config> {
  const list = (value: ConfigValue | undefined): readonly ConfigValue[] => (Array.isArray(value) ? value : []);
  const map = (value: ConfigValue | undefined): [string, ConfigValue][] =>
    Object.entries((value ?? {}) as Record<string, ConfigValue>);
  const strings = (value: ConfigValue | undefined): string[] => list(value).map(String);
  const wholeFiles: Match[] = [];
  const findings: { files: Match; rules: string[]; keyPaths: RegExp[] }[] = [];
  for (const entry of list(data['ignore'])) {
    if (typeof entry === 'string') {
      wholeFiles.push(await compileGlob(entry));
      continue;
    }
    const item = entry as Readonly<Record<string, ConfigValue>>;
    const globs = await Promise.all(strings(item['files']).map((glob) => compileGlob(glob)));
    const files: Match = (path) => globs.some((matches) => matches(path));
    const rules = strings(item['rule']);
    const keyPaths = strings(item['keyPath']).map(compileKeyPath);
    if (rules.length === 0 && keyPaths.length === 0) wholeFiles.push(files);
    else findings.push({ files, rules, keyPaths });
  }
  const dialects = await Promise.all(
    map(data['dialect']).map(async ([glob, name]) => ({
      matches: await compileGlob(glob),
      name: name as DialectName,
    })),
  );
  return {
    file,
    levels: new Map(map(data['rules']).map(([rule, level]) => [rule, level as Level])),
    extraKeys: new Set(strings(data['keys'])),
    ignoresFile: (path) => wholeFiles.some((matches) => matches(path)),
    ignoresFinding: (path, rule, keyPath) =>
      findings.some(
        (entry) =>
          (entry.rules.length === 0 || entry.rules.includes(rule)) &&
          (entry.keyPaths.length === 0 || entry.keyPaths.some((pattern) => pattern.test(keyPath ?? ''))) &&
          entry.files(path),
      ),
    dialectFor: (path) => dialects.findLast(({ matches }) => matches(path))?.name,
    fix: data['fix'] === true,
  };
}
