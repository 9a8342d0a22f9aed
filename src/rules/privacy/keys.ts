// Which private things may stand under a key: by the integration's own schema, by the key's name, by what stands around it.
import { lookUp, type MapNode } from '../../document/model.js';
import { splitWords } from '../../judgement/shape.js';
import type { DialectName } from '../../types.js';
import { componentRow, integrationRow, serviceRow } from '../data/catalogue.js';
import {
  EXAMPLE_KEYS,
  NOT_PRIVATE,
  OWN_ACCESS_POINT,
  PRIVATE_NAMES,
  type PrivateName,
} from '../data/privacy/key-names.js';
import type { PrivacyRule, PrivateKind } from '../data/privacy/kinds.js';
import { DEFAULT_PORTS, PORTS_OF } from '../data/privacy/ports.js';
import type { KeyContext } from '../keys/context.js';
import type { GATES } from './gates.js';

export interface PrivateEvidence {
  readonly kind: PrivateKind;
  readonly gate: keyof typeof GATES;
  /** The row that decided and its source, for `why`. */
  readonly because: string;
}

interface Entry {
  readonly words: readonly string[];
  readonly row: PrivateName;
}

/** Longest first: `server address` before `address`. */
const ENTRIES: readonly Entry[] = PRIVATE_NAMES.flatMap((row) =>
  row.words.map((text): Entry => ({ words: text.split(' '), row })),
).sort((a, b) => b.words.length - a.words.length);

const byLastWord = new Map<string, Entry[]>();
for (const entry of ENTRIES) {
  const last = entry.words.at(-1) ?? '';
  byLastWord.set(last, [...(byLastWord.get(last) ?? []), entry]);
}

/** The rows whose words the name ends in, of the longest entry. */
export function rowsOfName(name: string): readonly Entry[] {
  const known = answers.get(name);
  if (known !== undefined) return known;
  const rows = name.length > LONGEST_NAME ? [] : findRows(name);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(name, rows);
  return rows;
}

const answers = new Map<string, readonly Entry[]>();
const MOST_ANSWERS = 20_000;
const LONGEST_NAME = 100;

function findRows(name: string): readonly Entry[] {
  const parts = splitWords(name).map((part) => part.replace(/(?<=\p{L})\d{1,2}$/u, ''));
  while (parts.length > 1 && /^\d*$/.test(parts.at(-1) ?? '')) parts.pop();
  const all = parts.join('_');
  if (parts.length === 0 || NOT_PRIVATE.has(all) || EXAMPLE_KEYS.has(all)) return [];
  const fitting = (byLastWord.get(parts.at(-1) ?? '') ?? []).filter(({ words }) =>
    words.every((word, index) => parts[parts.length - words.length + index] === word),
  );
  const longest = fitting[0]?.words.length ?? 0;
  return fitting.filter(
    ({ words, row }) =>
      words.length === longest &&
      !(row.kind === 'ssid' && parts.slice(0, -words.length).some((part) => OWN_ACCESS_POINT.has(part))),
  );
}

/** What may stand there, the likeliest first. */
export function* privateEvidence(context: KeyContext, dialect: DialectName): Generator<PrivateEvidence> {
  const entries = rowsOfName(context.key);
  const row = catalogueRow(context, dialect);
  if (row?.class === 'credential') return;
  if (row !== undefined && entries.length === 0) {
    if (NOT_PRIVATE.has(context.key.toLowerCase())) return;
    const because = `${row.name} key \`${context.key}\` (${row.source})`;
    for (const kind of BY_CLASS[row.class as PrivacyRule] ?? []) yield { kind, gate: kind, because };
    return;
  }
  for (const entry of entries) {
    if (row === undefined && !holds(entry, context, dialect)) continue;
    const because =
      row === undefined
        ? `key \`${context.key}\`: a name ending in \`${entry.words.join(' ')}\` (${entry.row.source})`
        : `${row.name} key \`${context.key}\` (${row.source})`;
    const { kind } = entry.row;
    const axis = kind === 'coordinates' ? axisOf(context) : undefined;
    if (axis !== undefined) yield { kind: axis, gate: axis, because };
    yield { kind, gate: gateOf(entry, context.map), because };
    // `server: mqtt://host`
    if (kind === 'host') yield { kind: 'url', gate: 'url', because };
  }
  const chat = chatAround(context);
  if (chat !== undefined) yield { kind: 'chat', gate: 'chat', because: chat };
}

const BY_CLASS: Readonly<Record<PrivacyRule, readonly PrivateKind[]>> = {
  identity: ['chat', 'client', 'user'],
  location: ['coordinates', 'address', 'place'],
  // of a URL its host decides, wherever it stands
  network: ['host', 'mac'],
};

/** `gps: [latitude, longitude]`. */
function axisOf({ steps }: KeyContext): 'latitude' | 'longitude' | undefined {
  return steps.at(-1) === 0 ? 'latitude' : steps.at(-1) === 1 ? 'longitude' : undefined;
}

/** Words that hold an id only where it looks generated. */
const ORGANISATION = /^(?:account|org|organi[sz]ation|contract|tenant)$/;
const USER_ID = /^user ?id$/;
const DEVICE_ID = /^device_?id$|^device id$|^deviceid$/;
/** What an integration that signs in by itself has beside the id of a device; the registry's ids have no such company. */
const BESIDE_DEVICE = [
  'local_key',
  'protocol_version',
  'productKey',
  'api_key',
  'token',
  'password',
  'device_ip',
  'ip_address',
  'host',
];
const WAY = /^(?:origin|destination|home address|work address|street|street address|postal address|delivery address)$/;

/**
 * Keys of a login with a service: the id of a user beside them is that service's, not one of Home Assistant's own,
 * whose store of logins has `jwt_key` there (homeassistant 2026.11.0: auth/auth_store.py).
 */
const BESIDE_ACCOUNT = ['access_token', 'refresh_token', 'password', 'api_key', 'token', 'cookie', 'client_secret'];

function gateOf({ words, row }: Entry, map: MapNode | undefined): keyof typeof GATES {
  const name = words.join(' ');
  if (row.kind === 'account' && USER_ID.test(name) && hasAny(map, BESIDE_ACCOUNT) && !hasAny(map, ['jwt_key']))
    return 'servicesUser';
  if (row.kind === 'account' && ORGANISATION.test(name)) return 'organisation';
  if (row.kind === 'device' && DEVICE_ID.test(name)) return 'makersDevice';
  return row.kind === 'address' && WAY.test(name) ? 'waypoint' : row.kind;
}

/** A port that whoever listens there has everywhere. */
export function isUsualPort(port: number, { integrations }: Pick<KeyContext, 'integrations'>): boolean {
  const [known] = integrations.flatMap(({ name }) => (Object.hasOwn(PORTS_OF, name) ? [PORTS_OF[name] ?? []] : []));
  return known === undefined ? DEFAULT_PORTS.has(port) : known.includes(port);
}

/** Names that mean something else in most places need company. */
function holds({ words, row }: Entry, { key, map, above, integrations }: KeyContext, dialect: DialectName): boolean {
  const name = words.join(' ');
  const lower = key.toLowerCase();
  switch (row.kind) {
    case 'elevation':
      // the sun's, until Home Assistant took that of the house (homeassistant 0.77.3: components/sun.py)
      return hasAny(map, ['latitude', 'longitude']) || above[0] === 'homeassistant' || above.join() === 'sun';
    case 'longitude':
      return name !== 'long' || hasAny(map, ['lat', 'latitude']);
    case 'port':
      return (
        hasAny(map, ['host', 'hostname', 'server', 'broker', 'ip', 'ip_address', 'address', 'url']) ||
        name === 'server port'
      );
    case 'user':
      // a user of the container, by number
      return !(dialect === 'compose' && lower === 'user');
    case 'device':
      if (DEVICE_ID.test(name)) return dialect !== 'esphome' && hasAny(map, BESIDE_DEVICE);
      if (name === 'uuid')
        return (
          lower === 'uuid' &&
          (hasAny(map, ['major', 'minor']) || integrations.some(({ name }) => /ibeacon|ble_presence/.test(name)))
        );
      return (dialect !== 'zigbee2mqtt' && dialect !== 'esphome') || /beacon|x sensor/.test(name);
    case 'client':
    case 'account':
      // the ids of components
      return dialect !== 'esphome';
    case 'host':
      // whom a request is for
      return above[0]?.toLowerCase() !== 'headers';
    case 'place':
    case 'postcode':
      return dialect === 'home-assistant' || dialect === 'yaml';
    default:
      return true;
  }
}

function hasAny(map: MapNode | undefined, keys: readonly string[]): boolean {
  return map !== undefined && keys.some((key) => lookUp(map, key) !== undefined);
}

const MESSENGER = /telegram|discord|signal|whatsapp|matrix|slack|threema|(?:^|[_.-])chat/i;
const RECEIVER =
  /^(?:target|targets|to|recipients?|rooms?|default_room|id|user|users|notify|home|channel|group|chat\w*)$/i;

/** A quick no for all other keys. */
export function mayTellChat(key: string): boolean {
  return MESSENGER.test(key) || RECEIVER.test(key);
}

/** `target:` of a message, or a name of one's own that says which messenger it is for: `telegram_anna`. */
function chatAround({ key, above, integrations, action }: KeyContext): string | undefined {
  if (MESSENGER.test(key)) return `key \`${key}\`: the name of a messenger in it`;
  if (!RECEIVER.test(key)) return undefined;
  const by =
    [...above, ...integrations.map(({ name }) => name)].find((name) => MESSENGER.test(name)) ??
    (action !== undefined && (MESSENGER.test(action) || action.startsWith('notify.')) ? action : undefined);
  return by === undefined ? undefined : `key \`${key}\` of \`${by}\`, which sends messages`;
}

function catalogueRow(
  { integrations, action, key }: KeyContext,
  dialect: DialectName,
): { class: string; source: string; name: string } | undefined {
  if (dialect !== 'home-assistant' && dialect !== 'yaml' && dialect !== 'esphome') return undefined;
  if (dialect !== 'esphome' && action !== undefined) {
    const row = serviceRow(action, key);
    if (row !== undefined) return { ...row, name: action };
  }
  const find = dialect === 'esphome' ? componentRow : integrationRow;
  for (const { name, path } of integrations) {
    const row = find(name, path);
    if (row !== undefined) return { ...row, name };
  }
  return undefined;
}
