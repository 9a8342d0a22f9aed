// Is the access point of a device named after the device? The file says that name anyway.
import { lookUp, type MapNode } from '../../document/model.js';
import type { Unit } from '../../types.js';
import type { KeyContext } from '../keys/context.js';

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Only for `ap:` of a device's `wifi:` (esphome.io: components/wifi). */
export function isNamedAfterNode({ above }: KeyContext, ssid: string, unit: Unit): boolean {
  if (above[0] !== 'ap') return false;
  const [root] = unit.document?.roots ?? [];
  const names = root?.kind === 'map' ? [...textsOf(root, 'esphome'), ...textsOf(root, 'substitutions')] : [];
  const own = bare(ssid);
  return names.some((name) => name.length > 2 && (own.startsWith(name) || name === own));
}

function textsOf(root: MapNode, key: string): string[] {
  const map = lookUp(root, key);
  if (map?.kind !== 'map') return [];
  return map.pairs.flatMap(({ value }) =>
    value?.kind === 'scalar' && value.value.length < LONGEST ? [bare(value.value)] : [],
  );
}

const LONGEST = 60;
