// The document model: every scalar of a file with its place in the tree and in the text.
// Pure data and its walks; built by yaml.ts, or by line-scan.ts where the file is not valid YAML.
import { plainScalarType, type ScalarType, taggedType } from './scalar.js';

/** Half-open range of UTF-16 offsets in the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** Where a node hangs: under a pair of a map, in a list, or nowhere (the root of a document). */
export type Parent =
  | { readonly in: 'map'; readonly map: MapNode; readonly pair: Pair }
  | { readonly in: 'key'; readonly map: MapNode }
  | { readonly in: 'seq'; readonly seq: SeqNode; readonly index: number }
  | { readonly in: 'root' };

interface NodeBase {
  readonly parent: Parent;
  /** From the first to after the last character, quotes and block header included, tag and anchor not. */
  readonly span: Span;
  readonly tag: { readonly name: string; readonly span: Span } | undefined;
  readonly anchor: string | undefined;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  /** The content as the loader reads it: quotes removed, escapes decoded, lines folded. */
  readonly value: string;
  readonly style: ScalarStyle;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly pairs: readonly Pair[];
}

export interface SeqNode extends NodeBase {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The anchored node, undefined where the anchor does not exist. */
  readonly target: YamlNode | undefined;
}

export type YamlNode = ScalarNode | MapNode | SeqNode | AliasNode;

export interface Pair {
  /** Undefined for a key that is itself a list or a map. */
  readonly key: ScalarNode | undefined;
  readonly value: YamlNode | undefined;
}

export interface Comment {
  readonly span: Span;
  /** Without the leading `#`. */
  readonly text: string;
  /** Nothing but blanks stands before it on its line. */
  readonly ownLine: boolean;
}

export interface YamlDocument {
  /** `line-scan`: the file is no valid YAML, or too deep or too large to parse; the tree is read off line by line. */
  readonly mode: 'parsed' | 'line-scan';
  readonly problem: { readonly message: string; readonly offset: number } | undefined;
  readonly roots: readonly YamlNode[];
  /** Every scalar, keys included, in the order of the text. */
  readonly scalars: readonly ScalarNode[];
  readonly aliases: readonly AliasNode[];
  readonly comments: readonly Comment[];
}

/** The type Home Assistant's loader gives the scalar; that of a reference and of other custom tags counts as `str`. */
export function scalarType(node: ScalarNode): ScalarType {
  const { tag, style, value } = node;
  if (tag === undefined) return style === 'plain' ? plainScalarType(value) : 'str';
  // PyYAML: a lone `!` makes even a quoted scalar read as a plain one, but nothing at all as text; its patterns ignore a last line end
  if (tag.name === '!' && style === 'plain' && value === '') return 'str';
  if (tag.name === '!') return plainScalarType(value.length > 1 && value.endsWith('\n') ? value.slice(0, -1) : value);
  return taggedType(tag.name) ?? 'str';
}

export function isKey(node: ScalarNode): boolean {
  return node.parent.in === 'key';
}

/** One step of a key path: a key's text or a list index. */
export type PathStep = string | number;

/** The way from the document's root to a node; a key's own path ends in itself. */
export function pathOf(node: YamlNode): PathStep[] {
  const steps: PathStep[] = [];
  let at: YamlNode | undefined = node;
  if (node.parent.in === 'key' && node.kind === 'scalar') steps.push(node.value);
  while (at !== undefined) {
    const parent: Parent = at.parent;
    if (parent.in === 'root') break;
    if (parent.in === 'map') steps.push(parent.pair.key?.value ?? '?');
    if (parent.in === 'seq') steps.push(parent.index);
    at = parent.in === 'seq' ? parent.seq : parent.map;
  }
  return steps.reverse();
}

const PLAIN_STEP = /^[A-Za-z0-9_-]+$/;

/**
 * The path as text: `mqtt.password`, `sensor[0].resource`, `homeassistant.packages["my pack"].mqtt`.
 * A step for which `hide` is true shows as `[•••]`.
 */
export function formatPath(steps: readonly PathStep[], hide: (step: string) => boolean = () => false): string {
  let text = '';
  for (const step of steps) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (hide(step)) text += '[•••]';
    else if (PLAIN_STEP.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** The nearest key above the node: its own pair's, or that of the list it stands in. */
export function nearestKey(node: YamlNode): ScalarNode | undefined {
  let at: YamlNode = node;
  for (;;) {
    const parent: Parent = at.parent;
    if (parent.in === 'map') return parent.pair.key;
    if (parent.in !== 'seq') return undefined;
    at = parent.seq;
  }
}

/** The nearest map around the node (for a map itself: the one around it). */
export function enclosingMap(node: YamlNode): MapNode | undefined {
  let at: YamlNode = node;
  for (;;) {
    const parent: Parent = at.parent;
    if (parent.in === 'map' || parent.in === 'key') return parent.map;
    if (parent.in !== 'seq') return undefined;
    at = parent.seq;
  }
}

const MERGE_DEPTH = 4;
/** Of maps that one look goes through; a list of aliases to lists of aliases has any number. */
const MOST_SOURCES = 100;

/** Follows an alias to what it stands for; undefined where that is nothing, or aliases run in a circle. */
export function resolveAlias(node: YamlNode | undefined): Exclude<YamlNode, AliasNode> | undefined {
  let at = node;
  for (let hops = 0; at !== undefined && hops <= MERGE_DEPTH; hops++) {
    if (at.kind !== 'alias') return at;
    at = at.target;
  }
  return undefined;
}

/** What a look into a map needs, once for each map that is too large to be walked every time. */
interface Entries {
  readonly values: ReadonlyMap<string, YamlNode>;
  /** What stands under `<<`. */
  readonly merged: readonly YamlNode[];
}

const SMALL = 16;
const entriesOfLarge = new WeakMap<MapNode, Entries>();

function readEntries(map: MapNode): Entries {
  const values = new Map<string, YamlNode>();
  const merged: YamlNode[] = [];
  for (const { key, value } of map.pairs) {
    if (key === undefined || value === undefined) continue;
    values.set(key.value, value);
    if (key.value === '<<') merged.push(value);
  }
  return { values, merged };
}

function entriesOf(map: MapNode): Entries {
  if (map.pairs.length <= SMALL) return readEntries(map);
  let entries = entriesOfLarge.get(map);
  if (entries === undefined) {
    entries = readEntries(map);
    entriesOfLarge.set(map, entries);
  }
  return entries;
}

/** The value of a key in a map, merged maps (`<<: *x`) included; the last of equal keys wins, as in the loaders. */
export function lookUp(map: MapNode, key: string): YamlNode | undefined {
  return lookInto(map, key, 0, new Set());
}

function lookInto(map: MapNode, key: string, depth: number, seen: Set<MapNode>): YamlNode | undefined {
  seen.add(map);
  const { values, merged } = entriesOf(map);
  const found = values.get(key);
  if (found !== undefined || depth >= MERGE_DEPTH) return found;
  for (const node of merged) {
    const below = resolveAlias(node);
    for (const item of below?.kind === 'seq' ? below.items.slice(0, MOST_SOURCES) : [below]) {
      const source = resolveAlias(item);
      if (source?.kind !== 'map' || seen.has(source) || seen.size > MOST_SOURCES) continue;
      const value = lookInto(source, key, depth + 1, seen);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** The text of a scalar under a key, or undefined; references and other tagged scalars give undefined. */
export function lookUpText(map: MapNode, key: string): string | undefined {
  const value = resolveAlias(lookUp(map, key));
  return value?.kind === 'scalar' && value.tag === undefined ? value.value : undefined;
}
