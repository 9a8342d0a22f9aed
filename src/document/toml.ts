// TOML to the document model, by npm `toml-eslint-parser`, loaded when the first TOML file is parsed.
// Undefined: it is no valid TOML, or larger than any configuration.
import type { Parent, YamlDocument } from './model.js';
import { inPair, inSeq, type OpenMap, type OpenSeq, PlainTree } from './plain-tree.js';
import type { AST } from './toml-package.js';

const LARGEST = 1_000_000;
/** Nesting of values; tables and dotted keys have no depth here. */
const DEEPEST = 200;

type TomlPackage = typeof import('./toml-package.js');
let loaded: TomlPackage | undefined;

function tomlPackage(): TomlPackage {
  loaded ??= require('./toml-package.js') as TomlPackage;
  return loaded;
}

export function readToml(text: string): YamlDocument | undefined {
  if (text.length > LARGEST) return undefined;
  let program: AST.TOMLProgram;
  try {
    program = tomlPackage().parseTOML(text);
  } catch {
    // a ParseError: the file is read line by line instead
    return undefined;
  }
  return new TomlReader().read(program, text);
}

class TomlReader {
  readonly #tree = new PlainTree();
  /** Maps by the keys of their tables, from each map on. */
  readonly #below = new WeakMap<OpenMap, Map<string, OpenMap>>();
  readonly #lists = new WeakMap<OpenMap, Map<string, OpenSeq>>();

  read({ body: [top], comments }: AST.TOMLProgram, text: string): YamlDocument {
    const root = this.#tree.map({ in: 'root' }, 0);
    root.span = { start: 0, end: text.length };
    for (const node of top.body) {
      if (node.type === 'TOMLKeyValue') this.#keyValue(root, node, 0);
      else {
        const map = this.#table(root, node);
        map.span = { start: Math.min(map.span.start, node.range[0]), end: node.range[1] };
        for (const inside of node.body) this.#keyValue(map, inside, 0);
      }
    }
    for (const { range, value } of comments ?? []) {
      const before = text.slice(text.lastIndexOf('\n', range[0] - 1) + 1, range[0]);
      this.#tree.comment(value, { start: range[0], end: range[1] }, before.trim() === '');
    }
    return this.#tree.document();
  }

  /** `[a.b]` and `[[a.b]]`: the last key of the latter opens a further item. */
  #table(root: OpenMap, { key, kind }: AST.TOMLTable): OpenMap {
    let map = root;
    for (const [index, step] of key.keys.entries()) {
      const isItem = kind === 'array' && index === key.keys.length - 1;
      map = isItem ? this.#item(map, step) : this.#step(map, step);
    }
    return map;
  }

  #step(map: OpenMap, step: AST.TOMLBare | AST.TOMLQuoted): OpenMap {
    const name = textOf(step);
    // below the last item of a list of tables
    const last = this.#lists.get(map)?.get(name)?.items.at(-1);
    if (last?.kind === 'map') return last as OpenMap;
    const known = this.#below.get(map) ?? new Map<string, OpenMap>();
    this.#below.set(map, known);
    let below = known.get(name);
    if (below === undefined) {
      below = this.#tree.map(inPair(map, this.#pair(map, step)), step.range[0]);
      known.set(name, below);
    }
    return below;
  }

  #item(map: OpenMap, step: AST.TOMLBare | AST.TOMLQuoted): OpenMap {
    const name = textOf(step);
    const known = this.#lists.get(map) ?? new Map<string, OpenSeq>();
    this.#lists.set(map, known);
    let list = known.get(name);
    if (list === undefined) {
      list = this.#tree.seq(inPair(map, this.#pair(map, step)), step.range[0]);
      known.set(name, list);
    }
    return this.#tree.map(inSeq(list), step.range[0]);
  }

  #pair(map: OpenMap, step: AST.TOMLBare | AST.TOMLQuoted) {
    return this.#tree.pair(map, textOf(step), span(step), step.type === 'TOMLQuoted' ? 'double' : 'plain');
  }

  /** `a.b = x` stands for a table too. */
  #keyValue(map: OpenMap, { key, value }: AST.TOMLKeyValue, depth: number): void {
    let at = map;
    for (const step of key.keys.slice(0, -1)) at = this.#step(at, step);
    const last = key.keys.at(-1);
    if (last !== undefined) this.#value(inPair(at, this.#pair(at, last)), value, depth);
  }

  #value(parent: Parent, node: AST.TOMLContentNode, depth: number): void {
    if (depth > DEEPEST) return;
    if (node.type === 'TOMLArray') {
      const seq = this.#tree.seq(parent, node.range[0]);
      seq.span = span(node);
      for (const element of node.elements) this.#value(inSeq(seq), element, depth + 1);
    } else if (node.type === 'TOMLInlineTable') {
      const map = this.#tree.map(parent, node.range[0]);
      map.span = span(node);
      for (const inside of node.body) this.#keyValue(map, inside, depth + 1);
    } else if (node.kind === 'string')
      this.#tree.scalar(parent, node.value, span(node), node.style === 'literal' ? 'single' : 'double');
    else this.#tree.scalar(parent, 'number' in node ? node.number : String(node.value), span(node), 'plain');
  }
}

const span = ({ range: [start, end] }: { readonly range: readonly [number, number] }) => ({ start, end });

function textOf(step: AST.TOMLBare | AST.TOMLQuoted): string {
  return step.type === 'TOMLBare' ? step.name : step.value;
}
