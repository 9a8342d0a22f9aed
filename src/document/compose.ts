// The parser's syntax tree to the document model. Judges it as PyYAML would: the first thing that PyYAML could not read
// becomes `problem`, and no error objects are made. Recurses as deep as the tokens are nested, which yaml.ts bounds.
import type { CST } from 'yaml';
import type { MapNode, Pair, Parent, SeqNode, Span, YamlNode } from './model.js';
import { NodeBuilder, type Writable } from './nodes.js';
import { endsInBlank, type Properties, readProperties } from './properties.js';

type Token = CST.Token | null | undefined;

const NONE: readonly CST.SourceToken[] = [];
const STYLES = { scalar: 'plain', 'single-quoted-scalar': 'single', 'double-quoted-scalar': 'double' } as const;

const isBlockCollection = (token: Token): boolean => token?.type === 'block-map' || token?.type === 'block-seq';

export class TreeBuilder extends NodeBuilder {
  document({ start, value, end, offset }: CST.Document, parent: Parent): YamlNode {
    const props = readProperties(start, 'doc-start', value, offset, this.fail);
    if (props.indicator !== undefined && !props.hasLineEnd && isBlockCollection(value))
      this.fail('a map or list cannot start on the line of `---`', props.end);
    const root = this.#node(value, props, start, parent);
    this.rest(end);
    this.forget();
    return root;
  }

  /** `before` are the tokens that `props` were read from. */
  #node(token: Token, props: Properties, before: readonly CST.SourceToken[], parent: Parent): YamlNode {
    switch (token?.type) {
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        this.rest(token.end);
        // mend.ts shows `*name:` to the lexer as a quoted key
        if (token.type !== 'scalar' && this.text[token.offset] === '*') return this.alias(token, props, parent);
        return this.flowScalar(token, STYLES[token.type], props, parent);
      case 'block-scalar':
        return this.blockScalar(token, props, parent);
      case 'alias':
        this.rest(token.end);
        return this.alias(token, props, parent);
      case 'block-map':
        return this.#blockMap(token, props, parent);
      case 'block-seq':
        return this.#blockSeq(token, props, parent);
      case 'flow-collection':
        return token.start.type === 'flow-map-start'
          ? this.#flowMap(token, props, parent)
          : this.#flowSeq(token, props, parent);
      case undefined:
        break;
      default:
        this.fail(token?.type === 'error' ? token.message : `unexpected ${token?.type}`, token?.offset ?? props.end);
    }
    const at = endsInBlank(before, props.end);
    return this.scalar('', this.span(at, at), 'plain', props, parent);
  }

  #blockMap(token: CST.BlockMap, props: Properties, parent: Parent): MapNode {
    const map = this.newMap(false, props, parent);
    const [first] = token.items;
    // PyYAML: such a tag or anchor belongs to the key, which `yaml` does only where there is one
    if ((props.tag !== undefined || props.anchor !== undefined) && !props.lineEndAfter && !first?.key)
      this.fail('a key is missing', token.offset);
    let end = token.offset;
    for (const { start, key, sep = NONE, value } of token.items) {
      const before = readProperties(start, 'explicit-key-ind', key ?? sep[0], end, this.fail);
      const explicit = before.indicator !== undefined;
      if (!explicit && key === undefined && !before.anchor && !before.tag) continue;
      if (!explicit) this.#needKey(key, before, token.offset);
      const column = explicit ? before.indicator.indent : key && 'indent' in key ? key.indent : token.indent;
      if (column !== token.indent) this.fail('all keys of a map must start at the same column', key?.offset ?? end);
      const pair: Writable<Pair> = { key: undefined, value: undefined };
      end = this.#key(pair, key, start, before, map);
      map.pairs.push(pair);
      const from = key?.offset ?? end;
      if (!explicit && (before.lineEndAfter || isBlockCollection(key) || this.text.slice(from, end).includes('\n')))
        this.fail('a key must stand on one line', from);
      const between = readProperties(sep, 'map-value-ind', value, end, this.fail);
      if (between.indicator === undefined && !explicit) this.fail('a key must be followed by a colon', end);
      if (!explicit && value?.type === 'block-map' && !between.hasLineEnd)
        this.fail('a map cannot start on the line of its key', between.end);
      pair.value = this.#node(value, between, sep, { in: 'map', map, pair });
      end = this.endOf(pair.value);
    }
    map.span = this.span(token.offset, end);
    return map;
  }

  /** Sets the pair's key and returns where it ends. An alias as a key stands for the text that it repeats. */
  #key(
    pair: Writable<Pair>,
    token: Token,
    before: readonly CST.SourceToken[],
    props: Properties,
    map: MapNode,
  ): number {
    const parent: Parent = { in: 'key', map };
    const node = this.#node(token, props, before, parent);
    if (node.kind === 'scalar') pair.key = node;
    else if (node.kind === 'alias' && node.target?.kind === 'scalar')
      pair.key = { ...node.target, parent, span: node.span, anchor: undefined };
    return this.endOf(node);
  }

  #needKey(key: Token, { tag, anchor, end }: Properties, offset: number): void {
    if (!key && tag === undefined && anchor === undefined) this.fail('a key is missing', Math.max(offset, end));
  }

  #blockSeq(token: CST.BlockSequence, props: Properties, parent: Parent): SeqNode {
    const seq = this.newSeq(false, props, parent);
    if ((props.tag !== undefined || props.anchor !== undefined) && !props.lineEndAfter)
      this.fail('a list cannot start on the line of its tag or anchor', token.offset);
    let end = token.offset;
    for (const { start, value } of token.items) {
      const before = readProperties(start, 'seq-item-ind', value, end, this.fail);
      if (before.indicator === undefined) {
        if (!value && !before.anchor && !before.tag) continue;
        this.fail('an item of a list must start with a dash', value?.offset ?? before.end);
      }
      const item = this.#node(value, before, start, { in: 'seq', seq, index: seq.items.length });
      seq.items.push(item);
      end = this.endOf(item);
    }
    seq.span = this.span(token.offset, end);
    return seq;
  }

  #flowMap(token: CST.FlowCollection, props: Properties, parent: Parent): MapNode {
    const map = this.newMap(true, props, parent);
    let end = token.offset + 1;
    token.items.forEach((item, index) => {
      const before = this.#flowItem(item, index, token.items.length, end);
      if (before !== undefined) end = this.#flowPair(item, before, map);
    });
    map.span = this.#flowSpan(token, '}');
    return map;
  }

  #flowSeq(token: CST.FlowCollection, props: Properties, parent: Parent): SeqNode {
    const seq = this.newSeq(true, props, parent);
    let end = token.offset + 1;
    token.items.forEach((item, index) => {
      const before = this.#flowItem(item, index, token.items.length, end);
      if (before === undefined) return;
      const place: Parent = { in: 'seq', seq, index: seq.items.length };
      // PyYAML takes `[?a]` for a map of a key without a value
      const isMarked = item.sep === undefined && item.value?.type === 'scalar' && item.value.source.startsWith('?');
      if (item.sep === undefined && before.indicator === undefined && !isMarked) {
        if (isBlockCollection(item.value)) this.fail('a block collection cannot stand in a flow collection', end);
        const node = this.#node(item.value, before, item.start, place);
        seq.items.push(node);
        end = this.endOf(node);
      } else {
        // `[a: b]` holds a map of one pair
        const map = this.newMap(true, undefined, place);
        seq.items.push(map);
        const pair = isMarked ? { start: item.start, key: item.value ?? null } : item;
        end = this.#flowPair(pair, before, map);
        map.span = this.span(pair.key?.offset ?? before.end, end);
      }
    });
    seq.span = this.#flowSpan(token, ']');
    return seq;
  }

  /** What stands before an item; undefined where there is none, as behind a last comma. */
  #flowItem(
    { start, key, sep, value }: CST.CollectionItem,
    index: number,
    count: number,
    from: number,
  ): Properties | undefined {
    const before = readProperties(start, 'explicit-key-ind', key ?? sep?.[0] ?? value, from, this.fail, true);
    const isEmpty = !before.indicator && !before.anchor && !before.tag && sep === undefined && !value;
    const isLast = index === count - 1;
    if (index === 0 ? before.comma !== undefined : before.comma === undefined && !(isEmpty && isLast))
      this.fail('the items of a flow collection need one comma between them', before.end);
    if (isEmpty && !isLast) this.fail('an item of a flow collection is missing', before.end);
    return isEmpty ? undefined : before;
  }

  #flowPair(
    { start, key, sep = [], value }: CST.CollectionItem,
    before: Properties,
    map: MapNode & { pairs: Pair[] },
  ): number {
    const pair: Writable<Pair> = { key: undefined, value: undefined };
    if (before.indicator === undefined) this.#needKey(key, before, before.end);
    const end = this.#key(pair, key, start, before, map);
    map.pairs.push(pair);
    if (isBlockCollection(key) || isBlockCollection(value))
      this.fail('a block collection cannot stand in a flow collection', end);
    const between = readProperties(sep, 'map-value-ind', value, end, this.fail, true);
    if (between.indicator === undefined && value) this.fail('a comma or a colon is missing', end);
    pair.value = this.#node(value, between, sep, { in: 'map', map, pair });
    return this.endOf(pair.value);
  }

  #flowSpan(token: CST.FlowCollection, bracket: string): Span {
    const [close, ...rest] = token.end;
    if (close?.source !== bracket) this.fail(`a closing \`${bracket}\` is missing`, token.offset);
    else this.rest(rest);
    return this.span(token.offset, close === undefined ? token.offset + 1 : close.offset + close.source.length);
  }
}
