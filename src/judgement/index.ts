// Is a literal value a secret at all? Each judgement is a pure predicate with a name that `why` can show.
// Rules propose by key and shape; what is judged here is dropped.
import { dialectOf } from '../dialects/index.js';
import type { DialectName } from '../types.js';
import { isPlaceholder } from './placeholder.js';

export interface Judgement {
  readonly id: string;
  readonly why: string;
}

interface Judge extends Judgement {
  readonly applies: (value: string, dialect: DialectName) => boolean;
}

/** Jinja, decluttering-card `[[x]]`, button-card `[[[ js ]]]`, ERB and the like: text that is computed. */
const TEMPLATE = /\{\{|\{%|\{#|\[\[|<%|\$\(\(|^\s*(?:return\s|function\s*\(|lambda\b)/;
const ENVIRONMENT =
  /^(?:\$\{[^}]{1,200}\}|\$[A-Z_][A-Z0-9_]{1,60}|%[A-Za-z_]\w{0,60}%|%\(\w{1,60}\)s|env\([^)]{1,60}\)|process\.env\.\w{1,60}|os\.environ\S{1,80}|\$__\w{1,30}\{[^}]{1,200}\})$/;
/** SOPS, Ansible Vault, 1Password, Bitwarden, Vault references, sealed secrets, GPG and age armour. */
const SEALED =
  /^(?:ENC\[[A-Z0-9_]{1,20},|\$ANSIBLE_VAULT;|(?:op|vault|bw|bws|keyring|ssm|gcpsm|awssm|ref\+\w{1,20}):\/{2}|vault:|AgA[A-Za-z0-9+/]{100}|-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE))/;
const QUOTED_REFERENCE = /^!\S{1,60}(?:\s|$)/;
/** `domain.object_id` of an integration that makes entities, or a service's name. */
const ENTITY =
  /^(?:alarm_control_panel|automation|binary_sensor|button|calendar|camera|climate|counter|cover|device_tracker|event|fan|group|humidifier|image|input_boolean|input_button|input_datetime|input_number|input_select|input_text|light|lock|media_player|notify|number|person|remote|scene|schedule|script|select|sensor|siren|sun|switch|text|time|timer|todo|update|vacuum|valve|var|variable|water_heater|weather|zone)\.[a-z0-9_]{1,100}$/;
const NOTHING =
  /^(?:true|false|yes|no|on|off|none|null|nil|undefined|required|optional|enabled|disabled|auto|always|never|generate|read|write|~)$/i;
/** With `$` doubled too, as Compose wants it. */
const HASHED =
  /^(?:\${1,2}2[aby]\$|\${1,2}(?:apr1|1|5|6|7|argon2id?|pbkdf2[\w-]{0,20}|scrypt)\$|\{(?:SSHA|SHA|PBKDF2)\})/;

/** Subresource Integrity, as lock files have it (W3C SRI; npm package-lock.json, pnpm-lock.yaml), and checksums with their algorithm. */
const CHECKSUM =
  /^(?:(?:sha(?:1|256|384|512)|md5)-[A-Za-z0-9+/]{20,90}={0,2}(?:\?\S{0,60})?(?:\s{1,5}|$)){1,6}$|^(?:sha(?:1|224|256|384|512)|md5|blake2b|h1):[A-Za-z0-9+/]{20,130}={0,2}$|^[0-9]{1,2}(?:c[0-9])?\/[0-9a-f]{64,128}$/;
/** What a manifest asks of a package: `^4.0.0`, `npm:^3.0.0 || ^4.0.0`, `workspace:*` (npm package.json, semver ranges). */
const VERSION_RANGE =
  /^(?:npm|workspace|patch|file|link|portal|catalog):\S{0,200}|^(?:[~^]|[<>]=?)\s?v?[0-9]{1,5}(?:\.[0-9x*]{1,5}){1,3}(?:[-+][\w.-]{1,60})?(?:\s|$)/;

/** The types of an add-on's options (home-assistant supervisor: addons/options.py, RE_SCHEMA_ELEMENT). */
const OPTION_TYPE = /^(?:str|int|float|bool|email|url|port|password|device|match|list)(?:\([^\n]{0,300}\))?\??$/;

/** Zigbee2MQTT's old default network key as its backups write it (zigbee2mqtt lib/util/settings.ts before 1.33; zigpy: open coordinator backup). */
const DEFAULT_NETWORK_KEY = /^01030507090b0d0f00020406080a0c0d$/i;

const STYLE = /^(?:rgba?|hsla?|var|calc|url|color-mix|(?:linear|radial)-gradient)\([^\n]{0,300}\)$/i;

const JUDGES: readonly Judge[] = [
  { id: 'empty', why: 'nothing is written there', applies: (value) => value.trim() === '' },
  {
    id: 'switch',
    why: 'a boolean or a mode, not a value',
    // `true|false`: what may stand there
    applies: (value) =>
      value
        .trim()
        .split('|', 5)
        .every((choice) => NOTHING.test(choice)),
  },
  { id: 'template', why: 'a template computes the value', applies: (value) => TEMPLATE.test(value) },
  {
    id: 'environment',
    why: 'the value comes from the environment',
    applies: (value) => ENVIRONMENT.test(value.trim()),
  },
  {
    id: 'substitution',
    why: 'a substitution stands for the value',
    applies: (value, dialect) => dialectOf(dialect).substitution?.test(value) === true,
  },
  { id: 'reference-text', why: 'a reference written as a string', applies: (value) => QUOTED_REFERENCE.test(value) },
  { id: 'sealed', why: 'the value is encrypted, or kept in a vault', applies: (value) => SEALED.test(value.trim()) },
  { id: 'hash', why: 'a password hash, not the password', applies: (value) => HASHED.test(value.trim()) },
  { id: 'checksum', why: 'a checksum, which anybody can compute', applies: (value) => CHECKSUM.test(value.trim()) },
  {
    id: 'version-range',
    why: 'the version of a package that is asked for',
    applies: (value) => VERSION_RANGE.test(value.trim()),
  },
  { id: 'entity', why: 'the id of an entity', applies: (value) => ENTITY.test(value.trim()) },
  { id: 'option-type', why: 'the type of an add-on’s option', applies: (value) => OPTION_TYPE.test(value.trim()) },
  {
    id: 'public-default',
    why: 'the PIN that go2rtc gives every camera (go2rtc: internal/homekit)',
    applies: (value, dialect) => dialect === 'go2rtc' && /^195-?50-?224$/.test(value.trim()),
  },
  {
    id: 'public-network-key',
    why: 'the network key that Zigbee2MQTT gave everybody: change it, there is nothing to hide',
    applies: (value) => DEFAULT_NETWORK_KEY.test(value.replace(/[:\s-]/g, '')),
  },
  { id: 'style', why: 'a colour or another value of a style sheet', applies: (value) => STYLE.test(value.trim()) },
  { id: 'placeholder', why: 'a placeholder', applies: (value) => isPlaceholder(value) },
];

/** The first judgement by which the value is no secret, or undefined. */
export function judge(value: string, dialect: DialectName): Judgement | undefined {
  return JUDGES.find((judgement) => judgement.applies(value, dialect));
}
