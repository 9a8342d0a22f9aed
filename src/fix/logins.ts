// Which values make up one login: a password, the user name beside it, the host that both are for. Pure.
import { enclosingMap, lookUp, type MapNode, nearestKey, resolveAlias, type ScalarNode } from '../document/model.js';

/** Who logs in where. */
export interface Login {
  readonly user: string;
  readonly host: string;
}

/** What a reference stands for; undefined where that is not known here. */
export type LookUp = (name: string) => string | undefined;

/** The last word of a key that holds a password: before it stands what several keys of one map share (`mqtt_password`, `mqtt_username`). */
const PASSWORD = /(?:password|passwd|pass|pwd|pw)$/i;
/** In the order in which a name is chosen. */
export const USER_WORDS = ['username', 'user', 'login', 'user_name', 'userid', 'email'] as const;
const HOST_WORDS = ['host', 'broker', 'server', 'hostname', 'url', 'base_url', 'resource', 'ip_address', 'address'];

/** The user name that stands beside a password, in the same map and under a key of the same kind. */
export function userBeside(node: ScalarNode): ScalarNode | undefined {
  return sibling(node, USER_WORDS);
}

/** Undefined where the map does not tell both. */
export function loginOf(node: ScalarNode, lookUp: LookUp): Login | undefined {
  const user = textOf(userBeside(node), lookUp);
  const host = textOf(sibling(node, HOST_WORDS), lookUp);
  return user === undefined || host === undefined ? undefined : { user, host };
}

export function isSameLogin(one: Login | undefined, other: Login | undefined): boolean {
  return one !== undefined && other !== undefined && one.user === other.user && one.host === other.host;
}

function sibling(node: ScalarNode, words: readonly string[]): ScalarNode | undefined {
  const key = nearestKey(node)?.value ?? '';
  const map = enclosingMap(node);
  if (map === undefined || node.parent.in !== 'map' || !PASSWORD.test(key)) return undefined;
  const prefix = key.replace(PASSWORD, '');
  for (const word of words) {
    const found = ownScalar(map, prefix + word);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ownScalar(map: MapNode, key: string): ScalarNode | undefined {
  const value = lookUp(map, key);
  const node = value?.kind === 'alias' ? resolveAlias(value) : value;
  return node?.kind === 'scalar' && node.value !== '' ? node : undefined;
}

function textOf(node: ScalarNode | undefined, lookUp: LookUp): string | undefined {
  if (node?.tag?.name === '!secret') return lookUp(node.value) ?? `!secret ${node.value}`;
  return node?.tag === undefined ? node?.value : undefined;
}
