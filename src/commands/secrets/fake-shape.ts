// What a made-up value must look like, so that Home Assistant and ESPHome take it: by the keys that it is used under, by its name, and by
// the type of the real one where that is at hand. Of a real value nothing but its type is used. Pure.
import { isKey, pathOf, scalarType, type YamlNode } from '../../document/model.js';
import { plainScalarType } from '../../document/scalar.js';
import { doubleQuoted } from '../../fix/token.js';
import { STAND_IN_VALUES, type StandInKind } from '../../secrets/stand-in-values.js';
import { type Reference, useOf } from './references.js';

interface Row {
  readonly kind: StandInKind;
  /** The key, or the end of the name. */
  readonly words: RegExp;
}

/** At the end of a key or a name, a number behind it or not. */
const end = (words: string): RegExp => new RegExp(`(?:^|_)(?:${words})_?[0-9]*$`, 'i');

/** The first that matches; what is special stands before what its words also mean. */
const ROWS: readonly Row[] = [
  { kind: 'timeZone', words: end('time_?zone|tz') },
  { kind: 'unitSystem', words: end('unit_system') },
  { kind: 'currency', words: end('currency') },
  { kind: 'country', words: end('country') },
  { kind: 'language', words: end('language|locale') },
  { kind: 'place', words: end('lat|lati?tude|lon|lng|long|longitude|altitude|elevation') },
  { kind: 'networkKey', words: /^network_key$/i },
  { kind: 'webhook', words: end('webhook(?:_?id)?') },
  { kind: 'mac', words: end('mac|mac_?addr(?:ess)?|bssid|bt_?address') },
  { kind: 'email', words: end('e_?mail(?:_?(?:address|to|from))?|sender|recipient') },
  { kind: 'netmask', words: end('subnet(?:_?mask)?|netmask|mask') },
  { kind: 'network', words: end('cidr|networks?|ip_?range|trusted_?net') },
  { kind: 'hex', words: end('bind_?key|irk|(?:xiaomi|miio|vacuum|gateway)\\w{0,20}_token|tlv') },
  { kind: 'cron', words: end('cron(?:tab)?') },
  { kind: 'uuid', words: end('uuid|guid') },
  { kind: 'database', words: end('(?:db|mariadb|mysql|postgres|recorder|database)_ur[il]|recorder_db') },
  { kind: 'stream', words: end('rtsp(?:_?(?:url|stream))?|stream(?:_?(?:url|source))?') },
  {
    kind: 'url',
    words: end('\\w{0,40}url|uri|resource|endpoint|link|feed|hook|ical|webcal|rss|(?:cors_)?(?:allowed_)?origins?'),
  },
  {
    kind: 'certificate',
    words: end(
      '\\w{0,40}certificate|cert|fullchain|privkey|ssl_key|cert_?path|key_?path|ca_?path|pem|crt|(?:cert|key)_?file',
    ),
  },
  { kind: 'folder', words: end('dir|directory|folder|(?:white|allow)list_external_dirs') },
  { kind: 'path', words: end('path|file(?:_?name)?') },
  { kind: 'number', words: end('port|chat_?ids?|group_?id|thread_?id|chat') },
  { kind: 'hostName', words: end('domain|fqdn|host_?name|sub_?domain|sni') },
  {
    kind: 'host',
    words: end('hosts?|server|broker|ip|ip_?addr(?:ess)?|address|gateway|dns|static_ip|manual_ip|proxy|proxies'),
  },
  { kind: 'code', words: end('pin|code|pincode|passcode') },
  { kind: 'apiKey', words: end('api_?key|apikey|app_?key|key|appid') },
  { kind: 'token', words: end('token|bearer|jwt|access|refresh') },
  { kind: 'secret', words: end('secret') },
  {
    kind: 'password',
    words: end('\\w{0,40}password|\\w{0,40}passwd|passphrase|pass|pwd|pw|psk|wpa2?|passwort|kennwort'),
  },
  { kind: 'user', words: end('user(?:_?name)?|login|usr|account') },
  { kind: 'ssid', words: end('\\w{0,40}ssid|wifi_?name|ap_?name') },
  { kind: 'phone', words: end('phone(?:_?number)?|mobile|tel|telephone|sms|cell') },
  { kind: 'deviceTracker', words: end('device_trackers?') },
  { kind: 'entity', words: end('entit(?:y|ies)(?:_?id)?') },
  { kind: 'icon', words: end('icon') },
  { kind: 'topic', words: end('topic|discovery_prefix') },
  { kind: 'date', words: end('date|birthday|dob') },
  { kind: 'time', words: end('time|at|period|duration|delay|for|window_start|window_end') },
  { kind: 'large', words: end('max|maximum|length|limit|size') },
  { kind: 'bool', words: end('enabled?|verify_ssl|ssl|tls|debug|insecure') },
  {
    kind: 'number',
    words: end(
      'interval|timeout|seconds|minutes|hours|days|radius|count|threshold|number|height|width|qos|channel|price|rate|level|zoom|min|step',
    ),
  },
  { kind: 'id', words: end('id|ids') },
];

/** Keys that say nothing of what they hold. */
const VAGUE =
  /^(?:value|data|name|text|payload|message|state|default|initial|id|key|code|title|input|target|path|to|url|resource)$/i;

/** Keys of ESPHome that hold 32 bytes. */
const BASE64_KEY = /^(?:private_key|peer_public_key|peer_preshared_key)$/;

/** Handed on by a substitution, whose key says nothing. */
const ENCRYPTION_KEY = /(?:^|_)(?:encryption|noise|api)(?:_enc\w{0,10})?_?key[0-9]*$/i;

/** The YAML that stands behind the name in the stand-in. */
export function standInFor(
  name: string,
  uses: readonly Reference[],
  real: YamlNode | undefined,
  number: number,
): string {
  const kind = kindOf(name, uses);
  // as a key it has to be another than its neighbours
  if (kind === 'host' && uses.some(({ node }) => isKey(node))) return `192.0.2.${(number % 254) + 1}`;
  return asType(kind, real);
}

function kindOf(name: string, uses: readonly Reference[]): StandInKind {
  for (const use of uses) {
    const { key } = useOf(use);
    const above = pathOf(use.node).filter((step) => typeof step === 'string');
    if (use.loader === 'esphome' && ((key === 'key' && above.includes('encryption')) || BASE64_KEY.test(key)))
      return 'base64Key';
    if (use.loader === 'esphome' && ENCRYPTION_KEY.test(name)) return 'base64Key';
    if (use.loader !== 'zigbee2mqtt' && key === 'network_key') return 'zwaveKey';
  }
  const byName = rowFor(name);
  if (byName === 'hex') return byName;
  const keys = uses.map((use) => useOf(use).key);
  const telling = keys
    .filter((key) => !VAGUE.test(key))
    .map(rowFor)
    .find((kind) => kind !== undefined);
  const vague = keys.map(rowFor).find((kind) => kind !== undefined);
  return telling ?? byName ?? vague ?? 'text';
}

function rowFor(words: string): StandInKind | undefined {
  const spoken = words.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[-. ]/g, '_');
  return ROWS.find((row) => row.words.test(spoken))?.kind;
}

/** Kinds whose value is the same text whatever the type of the real one. */
function asType(kind: StandInKind, real: YamlNode | undefined): string {
  const value: string = STAND_IN_VALUES[kind];
  if (real === undefined) return kind === 'networkKey' || isPlain(value) ? value : doubleQuoted(value);
  if (real.kind === 'seq' || real.kind === 'map') return kind === 'networkKey' ? value : structureOf(real, value, 0);
  if (real.kind !== 'scalar') return doubleQuoted(STAND_IN_VALUES.text);
  return scalarOf(value, scalarType(real));
}

function scalarOf(value: string, type: ReturnType<typeof scalarType>): string {
  const own = plainScalarType(value);
  switch (type) {
    case 'int':
      return own === 'int' && value !== STAND_IN_VALUES.code ? value : own === 'float' ? '0' : STAND_IN_VALUES.number;
    case 'float':
      return own === 'float' ? value : '1.0';
    case 'bool':
      return STAND_IN_VALUES.bool;
    case 'null':
      return 'null';
    case 'timestamp':
      return STAND_IN_VALUES.date;
    default:
      return own === 'str' && isPlain(value) ? value : doubleQuoted(value);
  }
}

/** What is meant to be read as something else than text. */
const TYPED: ReadonlySet<string> = new Set([
  STAND_IN_VALUES.number,
  STAND_IN_VALUES.large,
  STAND_IN_VALUES.bool,
  STAND_IN_VALUES.place,
]);

/** Without quotes it is what it is meant to be. */
function isPlain(value: string): boolean {
  if (TYPED.has(value)) return true;
  return plainScalarType(value) === 'str' && /^[A-Za-z0-9/][A-Za-z0-9_./:=-]*$/.test(value) && !/:$|^\d+:/.test(value);
}

const MOST_ITEMS = 20;
const DEEPEST = 4;

/** As many items of the same types; the keys of a map are the user's own words and are made up, too. */
function structureOf(node: YamlNode | undefined, value: string, depth: number): string {
  if (node === undefined || depth > DEEPEST) return 'fake';
  if (node.kind === 'seq')
    return `[${node.items
      .slice(0, MOST_ITEMS)
      .map((item) => structureOf(item, value, depth + 1))
      .join(', ')}]`;
  if (node.kind === 'map') {
    const pairs = node.pairs
      .filter(({ key }) => key !== undefined && isKey(key))
      .slice(0, MOST_ITEMS)
      .map((pair, index) => `fake_${index + 1}: ${structureOf(pair.value, value, depth + 1)}`);
    return `{${pairs.join(', ')}}`;
  }
  return node.kind === 'scalar' ? scalarOf(value, scalarType(node)) : 'fake';
}
