// Whether the loader takes a file that is valid YAML: what its constructors refuse. Of a file that does not load nothing can
// be proven, so that it is left alone. Source: PyYAML 6.0.3 constructor.py, composer.py, reader.py; annotatedyaml 1.0.2 loader.py;
// esphome 2026.10.0 yaml_util.py; appdaemon 4.5.13 utils.py; zigbee2mqtt 2.12.1 lib/util/yaml.ts (js-yaml).
import { type MapNode, type ScalarNode, scalarType, type YamlDocument, type YamlNode } from '../document/model.js';
import { plainScalarType, STANDARD_TAG } from '../document/scalar.js';

export type Loader = 'home-assistant' | 'esphome' | 'appdaemon' | 'zigbee2mqtt';

const HOME_TAGS = [
  '!secret',
  '!include',
  '!include_dir_list',
  '!include_dir_merge_list',
  '!include_dir_named',
  '!include_dir_merge_named',
  '!env_var',
  '!input',
];
const TAGS: Readonly<Record<Loader, ReadonlySet<string>>> = {
  'home-assistant': new Set(HOME_TAGS),
  esphome: new Set([...HOME_TAGS, '!lambda', '!literal', '!force', '!extend', '!remove']),
  appdaemon: new Set(['!secret', '!env_var', '!include']),
  zigbee2mqtt: new Set(),
};
/** Equal keys are an error there; elsewhere the last one wins. */
const UNIQUE_KEYS: ReadonlySet<Loader> = new Set(['esphome', 'zigbee2mqtt']);
/** Home Assistant takes one document; in ESPHome a front matter may stand before it. */
const MOST_DOCUMENTS: Readonly<Record<Loader, number>> = {
  'home-assistant': 1,
  esphome: 2,
  appdaemon: 1,
  zigbee2mqtt: 1,
};
/** PyYAML's reader refuses these in any place; below it a tree is walked without fear for the stack. */
const NOT_PRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ud800-\udfff\ue000-\ufffd]/;
/** All that PyYAML knows of the characters of an anchor. */
const ANCHOR = /^[A-Za-z0-9_-]+$/;
const LONGEST_NUMBER = 4300;

const known = new WeakMap<YamlDocument, Map<Loader, boolean>>();

/** False where the loader is sure or likely to reject the file as a whole. */
export function isLoadable(text: string, document: YamlDocument, loader: Loader): boolean {
  const answers = known.get(document) ?? new Map<Loader, boolean>();
  known.set(document, answers);
  const answer = answers.get(loader) ?? new LoadCheck(text, document, loader).passes();
  answers.set(loader, answer);
  return answer;
}

class LoadCheck {
  readonly #text: string;
  readonly #document: YamlDocument;
  readonly #loader: Loader;
  readonly #anchors = new Set<string>();

  constructor(text: string, document: YamlDocument, loader: Loader) {
    this.#text = text;
    this.#document = document;
    this.#loader = loader;
  }

  passes(): boolean {
    const text = this.#text;
    const { mode, roots, aliases } = this.#document;
    if (mode !== 'parsed' || roots.length > MOST_DOCUMENTS[this.#loader] || NOT_PRINTABLE.test(text)) return false;
    if (aliases.some((alias) => alias.target === undefined || isInside(alias, alias.target))) return false;
    // the scanner in Python, which AppDaemon uses, takes no tab in places where the one in C does
    if (this.#loader === 'appdaemon' && text.includes('\t')) return false;
    // a directive may be one that the loader does not know
    if (/^%/m.test(text)) return false;
    return roots.every((root) => {
      this.#anchors.clear();
      return this.#takes(root);
    });
  }

  #takes(node: YamlNode): boolean {
    if (node.anchor !== undefined) {
      if (this.#anchors.has(node.anchor) || !ANCHOR.test(node.anchor)) return false;
      this.#anchors.add(node.anchor);
    }
    if (!this.#knowsTag(node)) return false;
    switch (node.kind) {
      case 'alias':
        return true;
      case 'scalar':
        return isConstructible(node);
      case 'seq':
        return node.items.every((item) => this.#takes(item));
      case 'map':
        return this.#takesMap(node);
    }
  }

  #takesMap(map: MapNode): boolean {
    const seen = new Set<string>();
    for (const { key, value } of map.pairs) {
      // a list or a map as a key, or one over several lines, which only a `?` allows
      if (key === undefined || this.#text.slice(key.span.start, key.span.end).includes('\n')) return false;
      const isMerge = key.tag === undefined && key.style === 'plain' && key.value === '<<';
      if (UNIQUE_KEYS.has(this.#loader) && !isMerge) {
        if (seen.has(key.value)) return false;
        seen.add(key.value);
      }
      if (!isMerge && !this.#takes(key)) return false;
      if (isMerge && !this.#isMergeable(value)) return false;
      if (value !== undefined && !this.#takes(value)) return false;
    }
    return true;
  }

  #isMergeable(value: YamlNode | undefined): boolean {
    const node = value?.kind === 'alias' ? value.target : value;
    if (node?.kind === 'map') return true;
    if (node?.kind === 'seq')
      return node.items.every((item) => (item.kind === 'alias' ? item.target : item)?.kind === 'map');
    return this.#loader === 'esphome' && node?.tag?.name === '!include';
  }

  #knowsTag(node: YamlNode): boolean {
    const name = node.tag?.name;
    if (name === undefined) return true;
    if (node.kind === 'scalar')
      return name === '!' || name === `${STANDARD_TAG}str` || name.startsWith(STANDARD_TAG)
        ? isStandard(node)
        : TAGS[this.#loader].has(name);
    if (name === `${STANDARD_TAG}map`) return node.kind === 'map';
    if (name === `${STANDARD_TAG}seq`) return node.kind === 'seq';
    // `!include {file: x, vars: ...}`
    return this.#loader === 'esphome' && name === '!include' && node.kind === 'map';
  }
}

/** A list that holds itself cannot be made. */
function isInside(node: YamlNode, outer: YamlNode): boolean {
  for (let at = node; ; ) {
    const { parent } = at;
    if (parent.in === 'root') return false;
    at = parent.in === 'seq' ? parent.seq : parent.map;
    if (at === outer) return true;
  }
}

/** A standard tag that says what the scalar looks like anyway, or that it is a text. */
function isStandard(node: ScalarNode): boolean {
  const name = node.tag?.name ?? '';
  if (name === '!' || name === `${STANDARD_TAG}str`) return true;
  return name === STANDARD_TAG + plainScalarType(node.value);
}

/** Numbers and dates that match PyYAML's patterns and mean nothing: `0x_`, `2024-13-45`, `=`. */
function isConstructible(node: ScalarNode): boolean {
  const { value } = node;
  const type = scalarType(node);
  // after a lone `!` a text may match a pattern with its line end, and mean nothing
  if (type !== 'str' && value.endsWith('\n')) return false;
  switch (type) {
    case 'merge':
    case 'value':
      return false;
    case 'int':
      return value.length <= LONGEST_NUMBER && !/^[-+]?0[bx]_*$/.test(value);
    case 'timestamp':
      return isDate(value);
    default:
      return true;
  }
}

const DATE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt \t]+(\d{1,2}):(\d{2}):(\d{2})\.?\d*(?:[ \t]*[-+](\d{1,2})(?::?(\d{2}))?)?)?/;

function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0] = (DATE.exec(text) ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0));
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return (
    year > 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= days &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    zone < 24
  );
}
