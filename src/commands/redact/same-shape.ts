// Proof that a redacted file loads with the same structure: the same keys in the same places, values of the same types. Pure.
import { type ScalarNode, scalarType, type YamlDocument, type YamlNode } from '../../document/model.js';

export function isSameShape(before: YamlDocument, after: YamlDocument): boolean {
  return (
    after.mode === 'parsed' &&
    before.roots.length === after.roots.length &&
    before.roots.every((root, index) => isSame(root, after.roots[index]))
  );
}

function isSame(before: YamlNode | undefined, after: YamlNode | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  if (before.kind !== after.kind || before.anchor !== after.anchor || before.tag?.name !== after.tag?.name)
    return false;
  if (before.kind === 'scalar' && after.kind === 'scalar') return isSameScalar(before, after);
  if (before.kind === 'alias' && after.kind === 'alias') return before.name === after.name;
  if (before.kind === 'seq' && after.kind === 'seq')
    return (
      before.items.length === after.items.length &&
      before.items.every((item, index) => isSame(item, after.items[index]))
    );
  if (before.kind !== 'map' || after.kind !== 'map') return false;
  const keys = new Set(after.pairs.map(({ key }) => key?.value));
  return (
    before.pairs.length === after.pairs.length &&
    // two keys must not have become one
    keys.size === new Set(before.pairs.map(({ key }) => key?.value)).size &&
    before.pairs.every(({ key, value }, index) => {
      const other = after.pairs[index];
      return isSame(key, other?.key) && isSame(value, other?.value);
    })
  );
}

function isSameScalar(before: ScalarNode, after: ScalarNode): boolean {
  return before.style === after.style && scalarType(before) === scalarType(after);
}
