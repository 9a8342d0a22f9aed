// A secrets file with further entries at its end; what stands there stays byte by byte. Pure.
import type { Pair, YamlDocument } from '../document/model.js';
import { decodeText } from '../document/text.js';
import { parseYaml } from '../document/yaml.js';
import { isLoadable } from './loads.js';
import { isSameNode, type Literal } from './same-data.js';

export interface NewEntry {
  readonly name: string;
  /** One line of YAML. */
  readonly token: string;
}

/** The entries that are literal values, by name, as the loaders read them; the last of equal names wins. */
export type Literals = ReadonlyMap<string, Literal>;

/** Undefined where the file is not one that can take entries and be loaded. */
export function readLiterals(bytes: Buffer): Literals | undefined {
  const source = decodeText(bytes);
  if (!source.roundTrips) return undefined;
  const document = parseYaml(source.text);
  // names that stand there twice are a warning for one of the two and an error for the other
  const loads = isLoadable(source.text, document, 'esphome') || isLoadable(source.text, document, 'home-assistant');
  if (!loads || !isOpenMap(document)) return undefined;
  const literals = new Map<string, Literal>();
  const [root] = document.roots;
  if (root?.kind === 'map')
    for (const { key, value } of root.pairs)
      if (key !== undefined && (value?.kind === 'scalar' || value?.kind === 'seq')) literals.set(key.value, value);
  return literals;
}

/** A block map, or nothing yet, that no mark ends and in which no `!secret` breaks every look-up. */
function isOpenMap({ roots, scalars }: YamlDocument): boolean {
  const [root, ...others] = roots;
  if (others.length > 0 || scalars.some((scalar) => scalar.tag?.name === '!secret')) return false;
  if (root === undefined || (root.kind === 'scalar' && root.value === '' && root.tag === undefined)) return true;
  return root.kind === 'map' && !root.flow && root.tag === undefined;
}

/** The file with the entries; undefined where that would not load, or change what it holds. */
export function appendEntries(before: Buffer, entries: readonly NewEntry[]): Buffer | undefined {
  const old = readLiterals(before);
  if (old === undefined) return undefined;
  const { text } = decodeText(before);
  const lineEnds = text.match(/\r?\n/g) ?? [];
  const eol = lineEnds.length > 0 && lineEnds.every((end) => end === '\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  const indent = indentOf(before);
  const added = gap + entries.map(({ name, token }) => `${indent}${name}: ${token}${eol}`).join('');
  const after = Buffer.concat([before, Buffer.from(added, 'utf8')]);
  return readLiterals(after) !== undefined && holdsAll(before, after, entries.length) ? after : undefined;
}

/** What was there is there as it was: a block at the end without a line end would have got one. */
function holdsAll(before: Buffer, after: Buffer, added: number): boolean {
  const [old, now] = [pairsOf(before), pairsOf(after)];
  return (
    now.length === old.length + added &&
    old.every(({ key, value }, index) => isSameNode(key, now[index]?.key) && isSameNode(value, now[index]?.value))
  );
}

function pairsOf(bytes: Buffer): readonly Pair[] {
  const [root] = parseYaml(decodeText(bytes).text).roots;
  return root?.kind === 'map' ? root.pairs : [];
}

/** The whole map may be indented. */
function indentOf(bytes: Buffer): string {
  const source = decodeText(bytes);
  const [root] = parseYaml(source.text).roots;
  const first = root?.kind === 'map' ? root.pairs[0]?.key : undefined;
  return first === undefined ? '' : ' '.repeat(source.position(first.span.start).column - 1);
}
