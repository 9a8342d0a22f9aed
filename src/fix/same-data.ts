// Proof that a fixed file loads as the same data: both texts are parsed, and every reference that came in is looked up in the
// secrets file as it will be. What differs otherwise is a fault of the fix, and the file is left alone.
import { type ScalarNode, type SeqNode, scalarType, type YamlDocument, type YamlNode } from '../document/model.js';

export interface SameDataCheck {
  readonly before: YamlDocument;
  readonly after: YamlDocument;
  /** What a reference that was put in stands for; undefined where nothing has that name. */
  readonly lookUp: (name: string) => Literal | undefined;
  /** The name in a reference as the dialect writes it; undefined for any other scalar. */
  readonly nameIn: (scalar: ScalarNode) => string | undefined;
  /** Names of references that stood there as text, so that their data is meant to change. */
  readonly unquoted: ReadonlySet<string>;
  /** Where variables are filled in: whether two texts come out the same. */
  readonly sameText?: (before: string, after: string) => boolean;
}

type Rules = Omit<SameDataCheck, 'before' | 'after'>;

/** What an entry of a secrets file can be for us. */
export type Literal = ScalarNode | SeqNode;

export function isSameData(check: SameDataCheck): boolean {
  const { before, after } = check;
  return (
    after.mode === 'parsed' &&
    before.roots.length === after.roots.length &&
    before.roots.every((root, index) => isSame(root, after.roots[index], check))
  );
}

/** The same in every part, references included. */
export function isSameNode(before: YamlNode | undefined, after: YamlNode | undefined): boolean {
  return isSame(before, after, { lookUp: () => undefined, nameIn: () => undefined, unquoted: new Set() });
}

function isSame(before: YamlNode | undefined, after: YamlNode | undefined, check: Rules): boolean {
  if (before === undefined || after === undefined) return before === after;
  if (before.kind === 'seq' && after.kind === 'scalar') return isMovedList(before, after, check);
  if (before.kind !== after.kind || before.anchor !== after.anchor) return false;
  if (before.kind === 'scalar' && after.kind === 'scalar') return isSameScalar(before, after, check);
  if (before.tag?.name !== after.tag?.name) return false;
  if (before.kind === 'alias' && after.kind === 'alias') return before.name === after.name;
  if (before.kind === 'seq' && after.kind === 'seq')
    return (
      before.items.length === after.items.length &&
      before.items.every((item, index) => isSame(item, after.items[index], check))
    );
  if (before.kind !== 'map' || after.kind !== 'map') return false;
  return (
    before.pairs.length === after.pairs.length &&
    before.pairs.every(({ key, value }, index) => {
      const other = after.pairs[index];
      return isSame(key, other?.key, check) && isSame(value, other?.value, check);
    })
  );
}

function isMovedList(before: SeqNode, after: ScalarNode, check: Rules): boolean {
  const entry = check.lookUp(check.nameIn(after) ?? '');
  return (
    entry?.kind === 'seq' &&
    after.anchor === undefined &&
    before.anchor === undefined &&
    before.tag === undefined &&
    isSameNode({ ...before, tag: undefined }, { ...entry, tag: undefined })
  );
}

function isSameScalar(before: ScalarNode, after: ScalarNode, check: Rules): boolean {
  if (before.tag?.name === after.tag?.name && before.style === after.style && before.value === after.value) return true;
  if (check.sameText !== undefined)
    return (
      before.tag === undefined &&
      after.tag === undefined &&
      before.parent.in !== 'key' &&
      (before.style === after.style || scalarType(before) === 'str') &&
      check.sameText(before.value, after.value)
    );
  const name = check.nameIn(after);
  // one reference is never taken for another
  if (name === undefined || before.parent.in === 'key' || before.tag?.name === '!secret') return false;
  if (check.unquoted.has(name) && before.value.trim().split(/\s+/).join(' ') === `!secret ${name}`) return true;
  const entry = check.lookUp(name);
  return entry?.kind === 'scalar' && entry.value === before.value && scalarType(entry) === scalarType(before);
}

/** The name in `!secret name`. */
export function nameInTag(scalar: ScalarNode): string | undefined {
  return scalar.tag?.name === '!secret' && scalar.style === 'plain' ? scalar.value : undefined;
}

/** The name in `'!secret.yaml name'`. */
export function nameInQuotes(scalar: ScalarNode): string | undefined {
  return scalar.tag === undefined && scalar.style === 'single'
    ? /^!secret\.yaml ([a-z0-9_]{1,100})$/.exec(scalar.value)?.[1]
    : undefined;
}
