// Builds the document model for formats without tags, anchors and aliases: JSON, TOML, INI, `.env`.

import type {
  Comment,
  MapNode,
  Pair,
  Parent,
  ScalarNode,
  ScalarStyle,
  SeqNode,
  Span,
  YamlDocument,
  YamlNode,
} from './model.js';
import type { Writable } from './nodes.js';

export type OpenMap = Omit<Writable<MapNode>, 'pairs'> & { readonly pairs: OpenPair[] };
export type OpenSeq = Omit<Writable<SeqNode>, 'items'> & { readonly items: YamlNode[] };
export type OpenPair = Writable<Pair> & { readonly key: ScalarNode };

const PLAIN = { tag: undefined, anchor: undefined } as const;

export class PlainTree {
  readonly roots: YamlNode[] = [];
  readonly #scalars: ScalarNode[] = [];
  readonly #comments: Comment[] = [];

  map(parent: Parent, start: number): OpenMap {
    const map: OpenMap = { kind: 'map', flow: false, pairs: [], parent, span: { start, end: start }, ...PLAIN };
    this.#hang(map);
    return map;
  }

  seq(parent: Parent, start: number): OpenSeq {
    const seq: OpenSeq = { kind: 'seq', flow: true, items: [], parent, span: { start, end: start }, ...PLAIN };
    this.#hang(seq);
    return seq;
  }

  /** Adds a key; what hangs under `{ in: 'map', map, pair }` becomes its value. */
  pair(map: OpenMap, value: string, span: Span, style: ScalarStyle = 'plain'): OpenPair {
    const key: ScalarNode = { kind: 'scalar', parent: { in: 'key', map }, span, value, style, ...PLAIN };
    this.#scalars.push(key);
    const pair: OpenPair = { key, value: undefined };
    map.pairs.push(pair);
    return pair;
  }

  scalar(parent: Parent, value: string, span: Span, style: ScalarStyle): ScalarNode {
    const scalar: ScalarNode = { kind: 'scalar', parent, span, value, style, ...PLAIN };
    this.#scalars.push(scalar);
    this.#hang(scalar);
    return scalar;
  }

  comment(text: string, span: Span, ownLine: boolean): void {
    this.#comments.push({ text, span, ownLine });
  }

  document(): YamlDocument {
    const scalars = this.#scalars.sort((a, b) => a.span.start - b.span.start);
    const comments = this.#comments.sort((a, b) => a.span.start - b.span.start);
    return { mode: 'parsed', problem: undefined, roots: this.roots, scalars, aliases: [], comments };
  }

  #hang(node: YamlNode): void {
    const { parent } = node;
    if (parent.in === 'root') this.roots.push(node);
    else if (parent.in === 'map') (parent.pair as Writable<Pair>).value = node;
    else if (parent.in === 'seq') (parent.seq.items as YamlNode[]).push(node);
  }
}

/** Where a further item of a list hangs. */
export const inSeq = (seq: OpenSeq): Parent => ({ in: 'seq', seq, index: seq.items.length });

/** Where the value of a pair hangs. */
export const inPair = (map: OpenMap, pair: OpenPair): Parent => ({ in: 'map', map, pair });
