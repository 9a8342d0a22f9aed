// Keys that hold a credential in some places and something else in most: code, pin, key, auth, community, initial ...
// The answer is evidence, `no` (known not to be one here), or undefined (not such a key).
import { enclosingMap, lookUpText, type MapNode } from '../../document/model.js';
import type { DialectName } from '../../types.js';
import { OPENS } from '../data/key-names.js';
import type { KeyContext } from './context.js';
import { classifyName, type KeyEvidence } from './names.js';

/** Parts of the names that the rows below know. */
export const AMBIGUOUS_KEYS: readonly string[] = [
  'code',
  'pin',
  'key',
  'auth',
  'community',
  'webhook',
  'initial',
  'appid',
  'pass',
  'token',
  'credential',
  'device_private',
  'frigate_',
];

interface AmbiguousKey {
  readonly keys: RegExp;
  readonly decide: (context: KeyContext, dialect: DialectName) => Omit<KeyEvidence, 'by'> | 'no' | undefined;
}

/** Actions that take a keypad code (homeassistant 2026.11.0 components/{alarm_control_panel,lock,zha,zwave_js,...}/services.yaml). */
const CODE_ACTION =
  /(?<![\w.])(?:alarm_control_panel|lock|alarmdecoder|elkm1|envisalink|ness_alarm|alarmo|keymaster)\.[a-z]|\.set_\w{0,40}code$|\.(?:arm|disarm|unlock)\w{0,20}$/;
/** Domains whose platforms take a code (homeassistant 2026.11.0 components/{manual,mqtt,template,...}/alarm_control_panel.py). */
const CODE_DOMAIN = /^(?:alarm_control_panel|lock|alarmo)$/;
/** Integrations that sign in with a PIN (homeassistant 2026.11.0 and 0.118.5 components/). */
const PIN_INTEGRATION =
  /^(?:blink|comfoconnect|fints|mopar|risco|subaru|venstar|worxlandroid|simplisafe|nintendo_parental_controls|homematicip_cloud|teslemetry|comelit|mazda|kia_uvo|hyundai|bmw_connected_drive)$/;

/** The other parts of a camera's address. */
const NO_LOGIN =
  /(?:USER|USERNAME|LOGIN|NAME|HOST|IP|ADDR|ADDRESS|PORT|URL|TOPIC|PREFIX|ID|SERVER|BROKER)_?[0-9]{0,3}$/;

const ROWS: readonly AmbiguousKey[] = [
  {
    keys: /^code$/i,
    decide: (context, dialect) => {
      if (context.action !== undefined && CODE_ACTION.test(context.action))
        return code(`sent with ${context.action} (services.yaml of that integration)`);
      if (dialect === 'esphome') return 'no';
      const domain = context.integrations.find(({ name }) => CODE_DOMAIN.test(name));
      if (domain !== undefined) return code(`of ${domain.name} (homeassistant 2026.11.0: components/${domain.name})`);
      const around = codeNeighbour(context.map);
      if (around !== undefined)
        return code(
          `beside \`${around}\` (homeassistant 2026.11.0: components/mqtt/alarm_control_panel.py, components/lock)`,
        );
      const event = eventAround(context);
      if (event !== undefined && OPENS.test(event)) return code(`of the event \`${event}\``);
      const type = context.map && lookUpText(context.map, 'type');
      if (type !== undefined && /alarm|keypad|lock/i.test(type))
        return code(`of a ${type} card (home-assistant.io/dashboards/alarm-panel)`);
      return 'no';
    },
  },
  {
    keys: /^pin$/i,
    decide: (context, dialect) => {
      if (dialect === 'esphome') return 'no';
      const by =
        context.integrations.find(({ name }) => PIN_INTEGRATION.test(name))?.name ??
        (context.action && PIN_INTEGRATION.test(context.action.split('.', 1)[0] ?? '') ? context.action : undefined);
      return by === undefined
        ? { gate: 'digits', noun: 'PIN', because: 'key `pin` with four digits or more: no pin of a board' }
        : {
            gate: 'code',
            noun: 'PIN',
            because: `key \`pin\` of ${by} (homeassistant: components/${by.split('.', 1)[0]})`,
          };
    },
  },
  {
    // the value a blueprint's input or a script's field has where none is given
    keys: /^default$/i,
    decide: (context) =>
      /^(?:inputs?|fields)$/.test(context.above[1] ?? '') ? (classifyName(context.above[0] ?? '') ?? 'no') : 'no',
  },
  {
    keys: /^auth_token$/i,
    decide: (_, dialect) =>
      dialect === 'zigbee2mqtt'
        ? {
            gate: 'literal',
            noun: 'password',
            because:
              'key `frontend.auth_token`: the password of the interface (zigbee2mqtt 2.12.1: lib/util/settings.schema.json)',
          }
        : undefined,
  },
  {
    keys: /^appid$/i,
    decide: (context) =>
      context.above[0] === 'params'
        ? { gate: 'key-material', noun: 'API key', because: 'parameter `appid` (OpenWeather API: authentication)' }
        : 'no',
  },
  {
    keys: /^(?:credential|device_private)$/i,
    decide: (_, dialect) =>
      dialect === 'go2rtc'
        ? {
            gate: 'literal',
            noun: 'credential',
            because: 'key of an ICE server or a HomeKit camera (go2rtc: internal/webrtc, internal/homekit)',
          }
        : undefined,
  },
  {
    keys: /^auth_secret$/i,
    decide: (_, dialect) =>
      dialect === 'frigate'
        ? {
            gate: 'literal',
            noun: 'secret',
            because: 'key `proxy.auth_secret` (frigate 0.18: frigate/config/proxy.py)',
          }
        : undefined,
  },
  {
    // what stands for a value elsewhere is mostly a part of a login
    keys: /^FRIGATE_\w{1,60}$/,
    decide: (context, dialect) =>
      dialect === 'frigate' && context.above[0] === 'environment_vars'
        ? (classifyName(context.key) ??
          (NO_LOGIN.test(context.key)
            ? 'no'
            : {
                gate: 'password-like',
                noun: 'credential',
                because: 'a value for `{FRIGATE_…}` in `environment_vars` (frigate 0.18: frigate/config/env.py)',
              }))
        : undefined,
  },
  { keys: /_pin$|^pin_/i, decide: (_, dialect) => (dialect === 'esphome' ? 'no' : undefined) },
  {
    keys: /^key$/i,
    decide: (context, dialect) => {
      // the name of a file of Home Assistant's store, beside its `version` (homeassistant 2026.11.0: helpers/storage.py)
      if (context.steps.length === 1 && context.map?.pairs.some((pair) => pair.key?.value === 'version') === true)
        return 'no';
      const parent = context.above[0]?.toLowerCase() ?? '';
      if (parent === 'encryption') {
        return {
          gate: dialect === 'esphome' ? 'literal' : 'key-material',
          noun: 'encryption key',
          because: 'key `encryption.key` (esphome 2026.10.0: components/api/__init__.py, components/packet_transport)',
        };
      }
      return { gate: 'key-material', noun: 'key', because: 'key `key` with generated key material' };
    },
  },
  {
    keys: /^auth$/i,
    decide: () => ({
      gate: 'login',
      noun: 'login',
      because: 'key `auth` with `user:password` or a scheme and a token (RFC 7617, RFC 6750)',
    }),
  },
  {
    keys: /^community$/i,
    decide: (context) =>
      context.integrations.some(({ name }) => /^(?:snmp|aten_pe)$/.test(name))
        ? {
            gate: 'community',
            noun: 'SNMP community',
            because: 'key `community` of snmp (homeassistant 2026.11.0: components/snmp)',
          }
        : 'no',
  },
  {
    keys: /^webhook_id$/i,
    decide: () => ({
      gate: 'webhook',
      noun: 'webhook id',
      because: 'key `webhook_id`: whoever knows it can trigger (homeassistant 2026.11.0: components/webhook)',
    }),
  },
  {
    keys: /^initial(?:_value)?$/i,
    decide: (context, dialect) => {
      if (context.map !== undefined && lookUpText(context.map, 'mode') === 'password')
        return {
          gate: 'literal',
          noun: 'password',
          because:
            'the initial value of a text with `mode: password` (homeassistant 2026.11.0: components/input_text; esphome 2026.10.0: components/template/text)',
        };
      return initialValue(context, dialect) ?? 'no';
    },
  },
  {
    keys: /^pass$/i,
    decide: (context) =>
      context.map?.pairs.some((pair) => /^(?:user|username|login|usr|email|account)$/i.test(pair.key?.value ?? '')) ===
      true
        ? { gate: 'literal', noun: 'password', because: 'key `pass` beside a user name' }
        : undefined,
  },
  {
    keys: /^token$/i,
    decide: (context) => (context.integrations.some(({ name }) => name === 'etherscan') ? 'no' : undefined),
  },
];

/** What a helper or a global variable starts with, by its own name: `input_text.jukebox_token`, `id: approved_pins`. */
function initialValue(context: KeyContext, dialect: DialectName): Omit<KeyEvidence, 'by'> | undefined {
  const id = context.map && (lookUpText(context.map, 'id') ?? lookUpText(context.map, 'name'));
  const name = dialect === 'esphome' ? id : context.above[0];
  if (name === undefined) return undefined;
  if (/(?:^|_)pins?$/i.test(name))
    return { gate: 'digits', noun: 'PIN', because: `the initial value of \`${name}\`: no pin of a board` };
  const evidence = classifyName(name.replace(/(code|password|token|key)s$/i, '$1'));
  if (evidence === undefined) return undefined;
  return { ...evidence, because: `the initial value of \`${name}\`: ${evidence.because}` };
}

/** Keys that only configurations of alarms and locks have; what they stand beside, or one list further up. */
const CODE_NEIGHBOUR =
  /^(?:payload_(?:arm|disarm|lock|unlock)\w{0,20}|(?:dis)?arm(?:ed|ing)?_\w{1,30}|code_(?:arm|disarm|trigger)_required|panic_\w{1,20}|enable_arm\w{0,20}|pending_time|trigger_time)$/;
/** The event that data belongs to. */
function eventAround(context: KeyContext): string | undefined {
  if (context.above[0] !== 'event_data' && context.above[0] !== 'args') return undefined;
  let map = context.map && enclosingMap(context.map);
  for (let hops = 0; map !== undefined && hops < 2; hops++) {
    const event = lookUpText(map, 'event') ?? lookUpText(map, 'event_type');
    if (event !== undefined) return event;
    map = enclosingMap(map);
  }
  return undefined;
}

const CODE_ENTITY = /^(?:alarm_control_panel|lock)\./;

function codeNeighbour(map: MapNode | undefined): string | undefined {
  let at = map;
  for (let hops = 0; at !== undefined && hops < 2; hops++) {
    for (const pair of at.pairs) {
      const key = pair.key?.value ?? '';
      if (CODE_NEIGHBOUR.test(key)) return key;
      if (key === 'entity_id' && CODE_ENTITY.test(lookUpText(at, key) ?? '')) return key;
    }
    at = enclosingMap(at);
  }
  return undefined;
}

function code(because: string): Omit<KeyEvidence, 'by'> {
  return { gate: 'code', noun: 'code', because: `key \`code\` ${because}` };
}

export function ambiguousKey(context: KeyContext, dialect: DialectName): KeyEvidence | 'no' | undefined {
  const row = ROWS.find((candidate) => candidate.keys.test(context.key));
  const decision = row?.decide(context, dialect);
  return decision === undefined || decision === 'no' ? decision : { ...decision, by: 'context' };
}
