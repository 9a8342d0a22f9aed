// A name for a value that moves to the secrets file, as a person would choose it: `mqtt_password`, `camera_garage_input`.
import { enclosingMap, lookUpText, type MapNode, nearestKey, pathOf, type YamlNode } from '../document/model.js';
import type { DialectName } from '../types.js';

/** Read by a loader as something else than a name (annotatedyaml: `logger`; PyYAML: the words). */
const RESERVED = new Set('logger y n yes no on off true false null none'.split(' '));
const LONGEST_NAME = 60;
/** As in key paths: shorter values would hide half of all words. */
const SHORTEST_HIDDEN = 4;
const FROM_OTHER_LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ø: 'oe',
  æ: 'ae',
  å: 'aa',
  ł: 'l',
  đ: 'd',
};

/** Lower-case words joined by `_`, beginning with a letter: `^[a-z][a-z0-9_]*$`, or empty. */
export function toName(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[äöüßøæåłđ]/g, (letter) => FROM_OTHER_LETTERS[letter] ?? '')
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '');
}

/** The name for the value of a node; the same place always gives the same name. Uniqueness is the caller's. */
export function proposeName(
  node: YamlNode,
  path: string,
  dialect: DialectName,
  hide: (part: string) => boolean = () => false,
): string {
  const parts = partsOf(node, path, dialect).filter((part) => !hide(part));
  // a name is shown: a key or a sibling that holds the value itself gives none
  const value = node.kind === 'scalar' ? toName(node.value) : '';
  const speaking = parts.map(toName).filter((part) => value.length < SHORTEST_HIDDEN || !part.includes(value));
  const words: string[] = [];
  for (const word of speaking.join('_').split('_')) if (word !== '' && !words.includes(word)) words.push(word);
  let name = words.join('_');
  while (name.length > LONGEST_NAME && words.length > 2) {
    words.splice(1, 1);
    name = words.join('_');
  }
  name = name.slice(0, LONGEST_NAME).replace(/^[_0-9]+|_+$/g, '');
  if (name === '') return 'secret';
  return RESERVED.has(name) ? `${name}_secret` : name;
}

function partsOf(node: YamlNode, path: string, dialect: DialectName): string[] {
  if (dialect === 'esphome') return esphomeParts(node, path);
  // whose key it is says its name: `network_key`, `mqtt_password`
  if (dialect === 'zigbee2mqtt')
    return pathOf(node).filter((step) => typeof step === 'string' && step !== 'advanced') as string[];
  return homeAssistantParts(node);
}

/** The words that two names share, in their order: what values of one role in several places are called. */
export function commonName(one: string, other: string): string | undefined {
  const words = new Set(other.split('_'));
  const common = one
    .split('_')
    .filter((word) => words.has(word))
    .join('_');
  return /^[a-z][a-z0-9_]*$/.test(common) && !RESERVED.has(common) ? common : undefined;
}

/** What a value is for: equal ones of the same role are one secret. In ESPHome each device has its own. */
export function roleOf(node: YamlNode, path: string, dialect: DialectName): string {
  if (dialect === 'esphome') return proposeName(node, path, dialect);
  const parts = homeAssistantParts(node);
  return JSON.stringify([parts[0], parts.at(-1)]);
}

/** Domains that say more to a person than the platform behind them. */
const SPOKEN: Readonly<Record<string, string>> = {
  alarm_control_panel: 'alarm',
  camera: 'camera',
  homeassistant: 'home',
};
/** Of a notification it matters who gets it, of an account which service it is. */
const ADDRESSEE = /^(?:recipients?|sender|sender_name|targets?)$/;

/** Integration, then what tells this one from its like, then the key: `camera_garage_input`. */
function homeAssistantParts(node: YamlNode): string[] {
  let keys = pathOf(node).filter((step) => typeof step === 'string');
  if (keys[0] === 'homeassistant' && keys[1] === 'packages') keys = keys.slice(3);
  const key = nearestKey(node)?.value ?? 'value';
  const map = enclosingMap(node);
  const action = actionDomain(node);
  if (action !== undefined) return [SPOKEN[action] ?? action, key];
  const domain = keys[0]?.split(' ', 1)[0] ?? '';
  const spoken = SPOKEN[domain] ?? (domain === 'notify' && ADDRESSEE.test(key) ? domain : undefined);
  const integration = spoken ?? (map && lookUpText(map, 'platform')) ?? keys[0] ?? '';
  const named = map && (lookUpText(map, 'name') ?? lookUpText(map, 'id') ?? lookUpText(map, 'alias'));
  // there is one house, whatever it is called
  const own = (keys.length === 2 && keys[0] === 'homeassistant' ? undefined : named) ?? '';
  const between = keys
    .slice(1, -1)
    .filter(
      (step) =>
        !/^(?:data|headers|service_data|data_template|params|config|options|platforms?|services?|inputs?|action|actions|sequence)$/.test(
          step,
        ),
    );
  return [integration, own.includes('{') ? '' : own, ...(own === '' ? between.slice(-1) : []), key];
}

/** What a value is sent to with an action: `alarm_control_panel` of `alarm_control_panel.alarm_disarm`. */
function actionDomain(node: YamlNode): string | undefined {
  let map = enclosingMap(node);
  for (let hops = 0; map !== undefined && hops < 3; hops++) {
    const around: MapNode = map;
    const name = ['action', 'service', 'perform_action']
      .map((key) => lookUpText(around, key))
      .find((text) => text?.includes('.'));
    if (hops > 0 && name !== undefined) return /^[a-z_]+(?=\.)/.exec(name)?.[0];
    map = enclosingMap(around);
  }
  return undefined;
}

/** What the names of a device's own values begin with. */
export function deviceName(path: string): string {
  return toName(path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, ''));
}

/** Wi-Fi is the house's; keys and passwords of the device carry its name: `garage_api_key`. */
function esphomeParts(node: YamlNode, path: string): string[] {
  const keys = pathOf(node).filter((step) => typeof step === 'string');
  const device = deviceName(path);
  const [component = '', ...rest] = keys;
  if (component === 'wifi' && (rest.includes('manual_ip') || rest[0] === 'use_address'))
    return [device, rest.at(-1) ?? ''];
  if (component === 'wifi' && !rest.includes('ap')) return ['wifi', ...rest.filter((key) => key !== 'networks')];
  const variables = keys.indexOf('vars');
  if (component === 'packages' && variables > 0) return [device, ...keys.slice(variables + 1)];
  if (component === 'substitutions' || component === 'vars') return [device, ...rest];
  return [device, component, ...rest.filter((key) => key !== 'encryption')];
}
