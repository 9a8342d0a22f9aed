// Where a secrets file stands or is looked up: the paths that git must ignore. Pure.
// Source of the look-up: annotatedyaml 1.0.2 loader.py (Home Assistant: from the file's folder up to the root);
// esphome 2026.10.0 yaml_util.py (the file's folder, else the main file's); zigbee2mqtt lib/util/settings.ts.
import type { FileSummary } from '../first-look.js';
import type { DialectName } from '../types.js';

export interface ConfigRoot {
  readonly folder: string;
  readonly dialect: DialectName;
}

export interface Place {
  readonly path: string;
  readonly why: 'exists' | 'root' | 'referenced';
}

export interface PlacesInput {
  readonly roots: readonly ConfigRoot[];
  readonly files: readonly FileSummary[];
  /** Secrets files on disk. */
  readonly existing: readonly string[];
  /** Those of them that would be published readable. */
  readonly open: readonly string[];
  /** Secrets files that the index holds rightly: encrypted, stand-ins, pointers to another. */
  readonly harmless: ReadonlySet<string>;
}

const FILE_OF: Partial<Record<DialectName, string>> = {
  'home-assistant': 'secrets.yaml',
  esphome: 'secrets.yaml',
  appdaemon: 'secrets.yaml',
  zigbee2mqtt: 'secret.yaml',
};

/** Each path once, with the strongest reason: it exists, a root needs it, a reference is looked up there. */
export function expectedPlaces(input: PlacesInput): Place[] {
  const places = new Map<string, Place>();
  const add = (path: string, why: Place['why']): void => {
    if (!input.harmless.has(path) && !places.has(path)) places.set(path, { path, why });
  };
  for (const path of input.open) add(path, 'exists');
  const openOrAbsent = (path: string): boolean => input.open.includes(path) || !input.existing.includes(path);
  for (const root of input.roots) {
    const name = FILE_OF[root.dialect];
    const path = name === undefined ? undefined : join(root.folder, name);
    if (path !== undefined && openOrAbsent(path)) add(path, 'root');
  }
  for (const file of input.files) {
    if (!file.usesSecrets || file.path.startsWith('../')) continue;
    const path = lookUpPlace(file.path, file.dialect, input);
    if (path !== undefined && openOrAbsent(path)) add(path, 'referenced');
  }
  return [...places.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The secrets file in which a reference in this file is looked up first, by the loader's own rule. */
export function lookUpPlace(
  path: string,
  dialect: DialectName,
  input: Pick<PlacesInput, 'roots' | 'existing'>,
): string | undefined {
  const name = FILE_OF[dialect];
  if (name === undefined) return undefined;
  const existing = new Set(input.existing);
  const own = folderOf(path);
  if (existing.has(join(own, name))) return join(own, name);
  const roots = new Set(input.roots.filter((root) => root.dialect === dialect).map((root) => root.folder));
  const above = ancestors(own);
  if (dialect === 'esphome') return join(above.find((folder) => roots.has(folder)) ?? own, name);
  for (const folder of above) {
    if (existing.has(join(folder, name)) || roots.has(folder)) return join(folder, name);
  }
  return dialect === 'home-assistant' ? name : join(own, name);
}

/** The folder and those above it, the nearest first; `` is the root. */
export function ancestors(folder: string): string[] {
  const all: string[] = [];
  for (let at = folder; at !== ''; at = folderOf(at)) all.push(at);
  return [...all, ''];
}

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));
