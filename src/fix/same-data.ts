// Proof that a fixed file loads as the same data: both texts are parsed, and every reference that came in is looked up in the
// secrets file as it will be. What differs otherwise is a fault of the fix, and the file is left alone.
import { type ScalarNode, scalarType, type YamlDocument, type YamlNode } from '../document/model.js';

export interface SameDataCheck {
  readonly before: YamlDocument;
  readonly after: YamlDocument;
  /** What a reference that was put in stands for; undefined where nothing has that name. */
  readonly lookUp: (name: string) => ScalarNode | undefined;
  /** Names of references that stood there as text, so that their data is meant to change. */
  readonly unquoted: ReadonlySet<string>;
}

type Rules = Pick<SameDataCheck, 'lookUp' | 'unquoted'>;

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
  return isSame(before, after, { lookUp: () => undefined, unquoted: new Set() });
}

function isSame(before: YamlNode | undefined, after: YamlNode | undefined, check: Rules): boolean {
  if (before === undefined || after === undefined) return before === after;
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

function isSameScalar(before: ScalarNode, after: ScalarNode, check: Rules): boolean {
  if (before.tag?.name === after.tag?.name) return before.style === after.style && before.value === after.value;
  if (after.tag?.name !== '!secret' || after.style !== 'plain' || before.parent.in === 'key') return false;
  if (check.unquoted.has(after.value) && before.value.trim().split(/\s+/).join(' ') === `!secret ${after.value}`)
    return true;
  const entry = check.lookUp(after.value);
  return entry !== undefined && entry.value === before.value && scalarType(entry) === scalarType(before);
}
