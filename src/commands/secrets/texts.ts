// A secrets file as its loaders see it: every entry with its place, what no loader reaches, and what makes a loader reject the file. Pure.
// Source: annotatedyaml 1.0.2 loader.py Secrets; esphome 2026.10.0 yaml_util.py construct_secret; zigbee2mqtt 2.12.1 lib/util/settings.ts.
import {
  resolveAlias,
  type ScalarNode,
  type Span,
  scalarType,
  type YamlDocument,
  type YamlNode,
} from '../../document/model.js';
import { decodeText, type SourceText } from '../../document/text.js';
import { parseYaml } from '../../document/yaml.js';
import { isLoadable } from '../../fix/loads.js';
import { judgeSecretsContent, type SecretsContent } from '../../secrets/content.js';
import { isSealedBytes } from '../../secrets/sealed.js';

/** Programs with a look-up of their own. */
export type Loader = 'home-assistant' | 'esphome' | 'appdaemon' | 'zigbee2mqtt';

export interface EntryText {
  readonly name: string;
  readonly key: ScalarNode;
  /** An alias is followed. */
  readonly value: YamlNode | undefined;
  readonly line: number;
  readonly file: SecretsText;
}

/** Something in a secrets file that keeps a loader from answering. */
export interface Fault {
  readonly breaks: readonly Loader[];
  readonly span: Span;
  readonly message: string;
}

export interface SecretsText {
  /** Relative to the root. */
  readonly path: string;
  readonly folder: string;
  readonly content: SecretsContent;
  readonly bytes: Buffer;
  readonly source: SourceText;
  readonly document: YamlDocument;
  /** In the order of the file, equal names each. */
  readonly entries: readonly EntryText[];
  /** Files it takes in by `<<: !include`, from the root; undefined: one that leads out. */
  readonly merges: readonly (string | undefined)[];
  /** It is nothing but an `!include` of the one file in `merges`. */
  readonly isPointer: boolean;
  readonly faults: readonly Fault[];
}

const EVERY_TAG_LOADER: readonly Loader[] = ['home-assistant', 'esphome', 'appdaemon'];

/** Undefined for one that is encrypted as a whole, so that not even the names can be read. */
export function readSecretsText(path: string, bytes: Buffer): SecretsText | undefined {
  if (isSealedBytes(bytes)) return undefined;
  const source = decodeText(bytes);
  const document = parseYaml(source.text);
  const folder = folderOf(path);
  const entries: EntryText[] = [];
  const [first, second] = document.roots;
  const isPointer = first?.kind === 'scalar' && first.tag?.name === '!include' && second === undefined;
  const merges: (string | undefined)[] = isPointer ? [joinPath(folder, first.value)] : [];
  const text: SecretsText = {
    path,
    folder,
    content: judgeSecretsContent(bytes),
    bytes,
    source,
    document,
    entries,
    merges,
    isPointer,
    faults: findFaults(source, document),
  };
  for (const root of document.roots) {
    if (root.kind !== 'map') continue;
    for (const { key, value } of root.pairs) {
      if (key === undefined) continue;
      if (key.value === '<<' && key.style === 'plain') {
        if (value?.kind === 'scalar' && value.tag?.name === '!include') merges.push(joinPath(folder, value.value));
        continue;
      }
      // what SOPS keeps of itself
      if (key.value === 'sops' && text.content === 'sealed') continue;
      const line = source.position(key.span.start).line;
      entries.push({ name: key.value, key, value: resolveAlias(value), line, file: text });
    }
  }
  return text;
}

/** The last of equal names, as every loader takes it. */
export function entryNamed({ entries }: SecretsText, name: string): EntryText | undefined {
  return entries.findLast((entry) => entry.name === name);
}

/** Whether Home Assistant can look the entry up: by text only, and `logger` is a switch of its own. */
export function isReachable({ key, name }: EntryText): boolean {
  return scalarType(key) === 'str' && name !== 'logger';
}

/** The value as text, where it is one scalar that stands in the file itself. */
export function literalOf({ value }: EntryText): ScalarNode | undefined {
  if (value?.kind !== 'scalar') return undefined;
  return value.tag === undefined || value.tag.name.startsWith('tag:yaml.org') ? value : undefined;
}

function findFaults(source: SourceText, document: YamlDocument): Fault[] {
  const start = { start: 0, end: 0 };
  if (source.encoding !== 'utf-8')
    return [{ breaks: EVERY_TAG_LOADER, span: start, message: 'it is not UTF-8, which is all that the loaders read' }];
  if (document.mode !== 'parsed') {
    const offset = document.problem?.offset ?? 0;
    return [
      {
        breaks: [...EVERY_TAG_LOADER, 'zigbee2mqtt'],
        span: { start: offset, end: offset },
        message: 'it is no valid YAML',
      },
    ];
  }
  const [root] = document.roots;
  if (root === undefined || (root.kind === 'scalar' && root.value === '' && root.tag === undefined))
    return [
      {
        breaks: ['home-assistant', 'appdaemon'],
        span: start,
        message: 'it is empty, which Home Assistant takes for "not a dictionary": delete it, or give it one entry',
      },
    ];
  if (root.kind === 'scalar' && root.tag?.name === '!include') return [];
  if (root.kind !== 'map')
    return [
      {
        breaks: EVERY_TAG_LOADER,
        span: root.span,
        message: `it holds ${root.kind === 'seq' ? 'a list' : 'no map'} where names and values belong`,
      },
    ];
  return findInMap(source, document);
}

function findInMap(source: SourceText, document: YamlDocument): Fault[] {
  const faults: Fault[] = [];
  const inside = document.scalars.find((scalar) => scalar.tag?.name === '!secret');
  if (inside !== undefined)
    faults.push({
      breaks: ['home-assistant', 'appdaemon'],
      span: inside.span,
      message: 'a `!secret` stands in it: a secrets file is loaded without secrets',
    });
  const merge = document.roots
    .flatMap((root) => (root.kind === 'map' ? root.pairs : []))
    .find(({ key, value }) => key?.value === '<<' && value?.kind === 'scalar' && value.tag?.name === '!include');
  if (merge?.key !== undefined)
    faults.push({
      breaks: ['home-assistant', 'appdaemon'],
      span: merge.key.span,
      message: '`<<: !include` is an idiom of ESPHome: Home Assistant merges only what stands in the file',
    });
  if (faults.length === 0 && !isLoadable(source.text, document, 'home-assistant'))
    faults.push({
      breaks: ['home-assistant'],
      span: { start: 0, end: 0 },
      message:
        'it is YAML, but Home Assistant rejects it: an unknown tag, an alias of nothing, a date that is none, or a second document',
    });
  if (!isLoadable(source.text, document, 'esphome') && !hasEqualNames(document) && faults.length === 0)
    faults.push({ breaks: ['esphome'], span: { start: 0, end: 0 }, message: 'it is YAML, but ESPHome rejects it' });
  return faults;
}

function hasEqualNames({ roots }: YamlDocument): boolean {
  const names = roots.flatMap((root) => (root.kind === 'map' ? root.pairs.map(({ key }) => key?.value) : []));
  return new Set(names).size < names.length;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A path as a file in a folder writes it, from the root; undefined where it leads out. */
export function joinPath(folder: string, path: string): string | undefined {
  if (path.startsWith('/')) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
