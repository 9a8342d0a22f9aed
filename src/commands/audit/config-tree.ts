// A configuration as its loader reads it: includes and references followed where they stand, one step at a time. Pure but for
// the reader of files that it is given. A value keeps its place; what cannot be followed is `unknown`, never absent.
// Source: annotatedyaml 1.0.2 loader.py; esphome 2026.10.0 yaml_util.py.
import {
  type MapNode,
  resolveAlias,
  type ScalarNode,
  type SeqNode,
  scalarType,
  type YamlDocument,
  type YamlNode,
} from '../../document/model.js';
import type { SourceText } from '../../document/text.js';
import type { Place } from '../../reporters/audit/audit-report.js';
import type { SecretsStore } from '../../secrets/store.js';
import type { DialectName } from '../../types.js';

export interface ParsedFile {
  readonly path: string;
  readonly source: SourceText;
  readonly document: YamlDocument;
  readonly dialect: DialectName;
}

export interface TreeFiles {
  /** Undefined where there is no such file, or none that may be read. */
  readonly file: (path: string) => ParsedFile | undefined;
  /** The `*.yaml` files of a folder and those below, as an `!include_dir_*` takes them; undefined where there is no folder. */
  readonly folder: (path: string) => readonly string[] | undefined;
}

export type Entry = MapEntry | ListEntry | ScalarEntry | UnknownEntry;

export interface MapEntry {
  readonly kind: 'map';
  readonly at: Place;
  readonly keys: readonly string[];
  /** Undefined where the map has no such key. */
  readonly get: (key: string) => Entry | undefined;
  /** Something that it takes in could not be read: a key that seems absent may be there. */
  readonly partial: boolean;
}

export interface ListEntry {
  readonly kind: 'list';
  readonly at: Place;
  readonly items: readonly Entry[];
  readonly partial: boolean;
}

export interface ScalarEntry {
  readonly kind: 'scalar';
  readonly at: Place;
  /** For verdicts only: it may come from a secrets file. */
  readonly text: string;
  readonly isNull: boolean;
}

export interface UnknownEntry {
  readonly kind: 'unknown';
  readonly at: Place;
}

/** Of includes that only lead to further ones. */
const MOST_HOPS = 20;
/** Of the items of a list: networks and ports, not data. */
const MOST_ITEMS = 2_000;
/** Of all that is looked at: lists of aliases to lists of aliases have no end. */
const MOST_ENTRIES = 500_000;

type Resolved = Exclude<YamlNode, { kind: 'alias' }>;

export class ConfigTree {
  readonly #files: TreeFiles;
  readonly #store: SecretsStore;
  #looked = 0;

  constructor(files: TreeFiles, store: SecretsStore) {
    this.#files = files;
    this.#store = store;
  }

  /** The root of a file; undefined where it is empty or not there. */
  root(path: string): Entry | undefined {
    const file = this.#files.file(path);
    const [node] = file?.document.roots ?? [];
    return file === undefined || node === undefined ? undefined : this.#entry(file, node, placeOf(file, node), 0);
  }

  #entry(file: ParsedFile, given: YamlNode | undefined, at: Place, hops: number): Entry {
    if (hops > MOST_HOPS || ++this.#looked > MOST_ENTRIES) return { kind: 'unknown', at };
    const node = resolveAlias(given);
    if (node === undefined) return { kind: given === undefined ? 'scalar' : 'unknown', at, text: '', isNull: true };
    const tag = node.tag?.name;
    if (tag?.startsWith('!include') === true) return this.#included(file, node, tag, at, hops);
    if (node.kind === 'map') return this.#map(file, node, at, hops);
    if (node.kind === 'seq') return this.#list(file, node, at);
    if (tag === '!secret') return this.#secret(file, node, at);
    // what the environment holds is another machine's matter
    if (tag !== undefined && !tag.startsWith('tag:yaml.org') && tag !== '!') return { kind: 'unknown', at };
    return { kind: 'scalar', at, text: node.value, isNull: scalarType(node) === 'null' };
  }

  #secret(file: ParsedFile, node: ScalarNode, at: Place): Entry {
    const found = this.#store.resolve(file.path, file.dialect, node.value);
    const value = found.kind === 'found' ? found.entry.value : undefined;
    if (value === undefined) return { kind: 'unknown', at };
    return { kind: 'scalar', at, text: value.reveal(), isNull: false };
  }

  #included(file: ParsedFile, node: Resolved, tag: string, at: Place, hops: number): Entry {
    const written = node.kind === 'scalar' ? node.value : node.kind === 'map' ? textUnder(node, 'file') : undefined;
    const target = written === undefined ? undefined : resolvePath(file.path, written);
    if (target === undefined) return { kind: 'unknown', at };
    if (tag === '!include') return this.#file(target, at, hops) ?? { kind: 'unknown', at };
    const paths = this.#files.folder(target);
    if (paths === undefined) return { kind: 'unknown', at };
    const parts = paths.map((path) => ({ path, entry: this.#file(path, { file: path, line: 1 }, hops) }));
    const partial = parts.some(({ entry }) => entry === undefined);
    const there = parts.flatMap(({ path, entry }) => (entry === undefined ? [] : [{ path, entry }]));
    switch (tag) {
      case '!include_dir_list':
        return { kind: 'list', at, items: there.map(({ entry }) => entry), partial };
      case '!include_dir_merge_list':
        return { kind: 'list', at, items: there.flatMap(({ entry }) => itemsOf(entry)), partial };
      case '!include_dir_named': {
        const byName = new Map(there.map(({ path, entry }) => [nameOf(path), entry]));
        return { kind: 'map', at, keys: [...byName.keys()], get: (key) => byName.get(key), partial };
      }
      case '!include_dir_merge_named':
        return mergeMaps(
          there.map(({ entry }) => entry),
          at,
          partial,
        );
      default:
        return { kind: 'unknown', at };
    }
  }

  /** Undefined where there is none; an empty file is an empty value. */
  #file(path: string, at: Place, hops: number): Entry | undefined {
    const file = this.#files.file(path);
    if (file === undefined) return undefined;
    const [root] = file.document.roots;
    return this.#entry(file, root, root === undefined ? at : placeOf(file, root), hops + 1);
  }

  #list(file: ParsedFile, node: SeqNode, at: Place): ListEntry {
    const taken = node.items.slice(0, MOST_ITEMS);
    const items = taken.map((item) => this.#entry(file, item, placeOf(file, item), 0));
    return { kind: 'list', at, items, partial: taken.length < node.items.length };
  }

  #map(file: ParsedFile, node: MapNode, at: Place, hops: number): MapEntry {
    const own = new Map<string, { readonly value: YamlNode | undefined; readonly at: Place }>();
    const merged: Entry[] = [];
    for (const { key, value } of node.pairs) {
      if (key === undefined) continue;
      const here = placeOf(file, key);
      if (key.value !== '<<' || key.style !== 'plain') own.set(key.value, { value, at: here });
      else for (const source of sourcesOf(value)) merged.push(this.#entry(file, source, here, hops + 1));
    }
    const rest = mergeMaps(merged, at, false);
    const get = (key: string): Entry | undefined => {
      const found = own.get(key);
      return found === undefined ? rest.get(key) : this.#entry(file, found.value, found.at, 0);
    };
    return { kind: 'map', at, keys: [...new Set([...own.keys(), ...rest.keys])], get, partial: rest.partial };
  }
}

/** The first map that has a key gives it. */
export function mergeMaps(entries: readonly Entry[], at: Place, missing: boolean): MapEntry {
  const maps = entries.filter((entry) => entry.kind === 'map');
  const partial = missing || entries.some(isPartial);
  const get = (key: string): Entry | undefined => {
    for (const map of maps) {
      const value = map.get(key);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return { kind: 'map', at, keys: [...new Set(maps.flatMap((map) => map.keys))], get, partial };
}

export function isPartial(entry: Entry | undefined): boolean {
  return entry?.kind === 'unknown' || ((entry?.kind === 'map' || entry?.kind === 'list') && entry.partial);
}

/** What stands under a path of keys; unknown where the way there cannot be followed. */
export function at(entry: Entry | undefined, ...keys: readonly string[]): Entry | undefined {
  let here = entry;
  for (const key of keys) {
    if (here === undefined || here.kind === 'unknown') return here;
    if (here.kind !== 'map') return undefined;
    const next: Entry | undefined = here.get(key);
    here = next ?? (here.partial ? { kind: 'unknown', at: here.at } : undefined);
  }
  return here;
}

/** A list's items; a single value counts as a list of one, as `ensure_list` has it. */
export function itemsOf(entry: Entry | undefined): readonly Entry[] {
  if (entry === undefined || (entry.kind === 'scalar' && entry.isNull)) return [];
  return entry.kind === 'list' ? entry.items : [entry];
}

export function textOf(entry: Entry | undefined): string | undefined {
  return entry?.kind === 'scalar' && !entry.isNull ? entry.text : undefined;
}

/** Home Assistant's own reading of a switch: cv.boolean. */
export function isOn(entry: Entry | undefined): boolean | undefined {
  const text = textOf(entry)?.trim().toLowerCase();
  if (text === undefined) return undefined;
  if (['true', 'yes', 'on', '1', 'enable'].includes(text)) return true;
  return ['false', 'no', 'off', '0', 'disable'].includes(text) ? false : undefined;
}

const placeOf = (file: ParsedFile, node: YamlNode): Place => ({
  file: file.path,
  line: file.source.position(node.span.start).line,
});

function sourcesOf(value: YamlNode | undefined): YamlNode[] {
  const node = resolveAlias(value);
  return node?.kind === 'seq' ? node.items.slice(0, 100) : node === undefined ? [] : [node];
}

function textUnder(map: MapNode, key: string): string | undefined {
  const value = map.pairs.find((pair) => pair.key?.value === key)?.value;
  return value?.kind === 'scalar' ? value.value : undefined;
}

/** A path as an include writes it, from the root; undefined where it leads out or is not known before it runs. */
function resolvePath(from: string, target: string): string | undefined {
  if (target.includes('$') || target.startsWith('/') || target.includes('\\')) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
