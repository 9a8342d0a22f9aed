// The local secrets files as the loaders read them: names, values, and which file a reference is looked up in. Values stay in SecretValue.
// Source: annotatedyaml 1.0.2 loader.py Secrets; esphome 2026.10.0 yaml_util.py; zigbee2mqtt 2.12.1 lib/util/settings.ts.

import { formatOf } from '../document/format-names.js';
import { readDocument } from '../document/formats.js';
import { resolveAlias, type ScalarNode, type SeqNode, scalarType } from '../document/model.js';
import type { ScalarType } from '../document/scalar.js';
import { decodeText } from '../document/text.js';
import { parseYaml } from '../document/yaml.js';
import { SecretValue } from '../secret-value.js';
import type { DialectName } from '../types.js';

export interface SecretEntry {
  readonly name: string;
  /** Undefined for a list, a map, or a reference to elsewhere. */
  readonly value: SecretValue | undefined;
  /** The items of a list of texts and numbers, as JSON; left out for all else. */
  readonly list?: SecretValue;
  /** What the loaders read: the number 1234 is another value than the text. */
  readonly type: ScalarType | undefined;
  /** Path of the file, relative to the root. */
  readonly file: string;
  readonly line: number;
  /** Where the file is no list of names: what the value belongs to, for people. */
  readonly of?: string;
}

/** No house has so many. */
const MOST_ENTRIES = 20_000;

export interface SecretsFile {
  readonly path: string;
  readonly folder: string;
  readonly entries: ReadonlyMap<string, SecretEntry>;
  /** Files it takes in by `<<: !include` (an ESPHome idiom), relative to the root. */
  readonly includes: readonly string[];
}

/** Reads one secrets file's text, or variables in a `.env`; an encrypted or broken one has no entries. */
export function readSecretsFile(path: string, bytes: Uint8Array): SecretsFile {
  const source = decodeText(bytes);
  const document = readDocument(formatOf(path, source.text), source.text) ?? parseYaml(source.text);
  const entries = new Map<string, SecretEntry>();
  const includes: string[] = [];
  const folder = folderOf(path);
  for (const root of document.roots) {
    if (root.kind !== 'map') continue;
    for (const { key, value } of root.pairs) {
      if (key === undefined || entries.size >= MOST_ENTRIES) continue;
      if (key.value === '<<') {
        const target =
          value?.kind === 'scalar' && value.tag?.name === '!include' ? joinPath(folder, value.value) : undefined;
        if (target !== undefined) includes.push(target);
        continue;
      }
      const node = resolveAlias(value);
      const literal = node?.kind === 'scalar' && isLiteral(node) ? node : undefined;
      const list = node?.kind === 'seq' ? listText(node) : undefined;
      entries.set(key.value, {
        name: key.value,
        value: literal && new SecretValue(literal.value),
        type: literal && scalarType(literal),
        ...(list === undefined ? {} : { list: new SecretValue(list) }),
        file: path,
        line: source.position(key.span.start).line,
      });
    }
  }
  return { path, folder, entries, includes };
}

/** The same for lists of the same items; undefined where one is no literal. */
export function listText({ items }: SeqNode): string | undefined {
  const values = items.map((item) =>
    item.kind === 'scalar' && isLiteral(item) ? [scalarType(item), item.value] : undefined,
  );
  return values.includes(undefined) ? undefined : JSON.stringify(values);
}

function isLiteral(node: ScalarNode): boolean {
  return node.tag === undefined || node.tag.name.startsWith('tag:yaml.org');
}

/** Whether a name can be looked up from a file, by its dialect's own rule. */
export type Resolution =
  | { readonly kind: 'found'; readonly entry: SecretEntry }
  /** The file that would be asked is not here: nothing can be said. */
  | { readonly kind: 'no-file' }
  | { readonly kind: 'undefined'; readonly file: string };

export class SecretsStore {
  readonly #files: ReadonlyMap<string, SecretsFile>;

  constructor(files: readonly SecretsFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  get files(): readonly SecretsFile[] {
    return [...this.#files.values()];
  }

  resolve(path: string, dialect: DialectName, name: string): Resolution {
    switch (dialect) {
      case 'home-assistant':
        return this.#climb(folderOf(path), name);
      case 'esphome':
      case 'appdaemon':
        return this.#ownFolder(folderOf(path), name);
      default:
        return { kind: 'no-file' };
    }
  }

  /** Home Assistant: each folder up to the root; the first file that has the name. `logger` is never a secret. */
  #climb(folder: string, name: string): Resolution {
    let nearest: string | undefined;
    for (let at: string | undefined = folder; at !== undefined; at = at === '' ? undefined : folderOf(at)) {
      const file = this.#files.get(joinName(at, 'secrets.yaml'));
      const entry = name === 'logger' ? undefined : file?.entries.get(name);
      if (entry !== undefined) return { kind: 'found', entry };
      nearest ??= file?.path;
    }
    return nearest === undefined ? { kind: 'no-file' } : { kind: 'undefined', file: nearest };
  }

  /** ESPHome: the file beside it and what that includes; without one the main configuration's, which may be any folder above. */
  #ownFolder(folder: string, name: string): Resolution {
    const file = this.#files.get(joinName(folder, 'secrets.yaml'));
    if (file === undefined) return folder === '' ? { kind: 'no-file' } : this.#ownFolder(folderOf(folder), name);
    const entry = this.#entryOf(file, name, new Set());
    if (entry === 'unknown') return { kind: 'no-file' };
    return entry === undefined ? { kind: 'undefined', file: file.path } : { kind: 'found', entry };
  }

  #entryOf(file: SecretsFile, name: string, seen: Set<string>): SecretEntry | 'unknown' | undefined {
    const own = file.entries.get(name);
    if (own !== undefined || seen.has(file.path)) return own;
    seen.add(file.path);
    for (const path of file.includes) {
      const included = this.#files.get(path);
      if (included === undefined) return 'unknown';
      const entry = this.#entryOf(included, name, seen);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }
}

function joinName(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** A path as an include writes it, from the root; undefined where it leads out. */
function joinPath(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
