// Does a key hold a credential? By integration and key path, then by name; what the value must look like comes with the answer.

import { splitWords } from '../../judgement/shape.js';
import type { DialectName } from '../../types.js';
import { componentRow, integrationRow, serviceRow } from '../data/catalogue.js';
import { type Gate, KEY_ROWS, NEVER, NOT_A_VALUE, OPENS } from '../data/key-names.js';
import { WORDS_AT_FRONT } from '../data/key-words.js';
import { ambiguousKey } from './ambiguous.js';
import type { KeyContext } from './context.js';
import { KEY_NEEDLE } from './needle.js';

export interface KeyEvidence {
  readonly gate: Gate;
  readonly noun: string;
  /** The deciding row and its source, for `why`. */
  readonly because: string;
  /** `catalogue`: this integration's own schema says so; `name`: the name alone does. */
  readonly by: 'catalogue' | 'context' | 'name' | 'config';
}

/** Names that `esphome config` hides by its own pattern, a number at the end or not. */
const SUBSTITUTION_KEY = /^(?!.*(?:public|sort|translation))[\w-]{1,60}_(?:key|psk|password)(?:_?[0-9]{1,3})?$/i;

/** Undefined: nothing says that the key holds a credential. */
export function classifyKey(
  context: KeyContext,
  dialect: DialectName,
  extraKeys: ReadonlySet<string>,
): KeyEvidence | undefined {
  const { key } = context;
  if (extraKeys.has(key))
    return { gate: 'literal', noun: 'credential', because: `key \`${key}\` (config \`keys\`)`, by: 'config' };
  const row = catalogueRow(context, dialect);
  if (row !== undefined) {
    if (row.class !== 'credential') return undefined;
    const noun = rowByName(splitWords(key))?.noun ?? 'credential';
    return { gate: literalGate(key), noun, because: `${row.name} key \`${key}\` (${row.source})`, by: 'catalogue' };
  }
  if (dialect === 'esphome' && context.above[0] === 'substitutions' && SUBSTITUTION_KEY.test(key)) {
    return {
      gate: 'literal',
      noun: 'key',
      because: `substitution \`${key}\`: ESPHome masks such names (esphome 2026.10.0: __main__.py, redaction)`,
      by: 'name',
    };
  }
  const ambiguous = ambiguousKey(context, dialect);
  if (ambiguous !== undefined) return ambiguous === 'no' ? undefined : ambiguous;
  return classifyName(key) ?? classifyPlural(context);
}

/** One of several: an item of `access_codes:`, or a value under a name of its own in `passwords:`. */
function classifyPlural({ key, steps, above }: KeyContext): KeyEvidence | undefined {
  const isItem = typeof steps.at(-1) === 'number';
  const plural = isItem ? key : typeof steps.at(-2) === 'string' ? above[0] : undefined;
  if (plural === undefined || !/[a-z]s$/i.test(plural)) return undefined;
  if (!isItem && NOT_A_VALUE.has(splitWords(key).at(-1) ?? '')) return undefined;
  const one = plural.slice(0, -1);
  if (/^(?:code|pin)$/i.test(one) && OPENS.test(above.slice(isItem ? 0 : 1).join(' ')))
    return { gate: 'code', noun: 'code', because: `one of \`${plural}\` of something that opens`, by: 'context' };
  const evidence = classifyName(one);
  return evidence?.gate === 'literal' ? { ...evidence, gate: 'password-like' } : evidence;
}

const knownKeys = new Map<string, boolean>();
const MOST_KNOWN_KEYS = 20_000;
const LONGEST_KEY = 200;

/** A quick no for the keys that no row, catalogue or context could ever make a credential. */
export function mayHoldCredential(key: string, extraKeys: ReadonlySet<string>): boolean {
  if (extraKeys.has(key)) return true;
  let answer = knownKeys.get(key);
  if (answer === undefined) {
    if (knownKeys.size > MOST_KNOWN_KEYS) knownKeys.clear();
    answer = key.length <= LONGEST_KEY && KEY_NEEDLE.test(`${key}:`);
    knownKeys.set(key, answer);
  }
  return answer;
}

/** What the catalogue knows is a credential, but codes still have to look like codes, and defaults are no secret. */
function literalGate(key: string): Gate {
  if (/(?:^|_)(?:code|pin)$/i.test(key)) return 'code';
  if (/^webhook_id$/i.test(key)) return 'webhook';
  return /^community$/i.test(key) ? 'community' : 'literal';
}

function catalogueRow(
  context: KeyContext,
  dialect: DialectName,
): { class: string; source: string; name: string } | undefined {
  if (dialect === 'esphome') {
    for (const { name, path } of context.integrations) {
      const row = componentRow(name, path);
      if (row !== undefined) return { ...row, name };
    }
    return undefined;
  }
  if (dialect !== 'home-assistant' && dialect !== 'yaml') return undefined;
  if (context.action !== undefined) {
    const row = serviceRow(context.action, context.key);
    if (row !== undefined) return { ...row, name: context.action };
  }
  for (const { name, path } of context.integrations) {
    const row = integrationRow(name, path);
    if (row !== undefined) return { ...row, name };
  }
  return undefined;
}

/** The other half of a key pair is no secret. */
const PUBLIC = new Set(['public', 'pub', 'publickey', 'pubkey']);

/** By the name alone: well-judged generic names, for integrations nobody has catalogued. */
export function classifyName(key: string): KeyEvidence | undefined {
  const parts = splitWords(key);
  while (parts.length > 1 && /^[0-9]+$/.test(parts.at(-1) ?? '')) parts.pop();
  if (parts.length === 0 || NEVER.has(parts.join('_')) || parts.some((part) => PUBLIC.has(part))) return undefined;
  const row = rowByName(parts);
  if (row === undefined) return undefined;
  return {
    gate: row.gate,
    noun: row.noun,
    because: `key \`${key}\`: a name ending in \`${row.matched}\` (${row.source})`,
    by: 'name',
  };
}

interface NameMatch {
  readonly gate: Gate;
  readonly noun: string;
  readonly source: string;
  readonly matched: string;
}

/** Words that may follow the telling ones: `password_wifi`, `api_key_weather`, but not `password_file`. */
const MOST_TRAILING_WORDS = 3;
/** Telling enough to be believed at the front of a name as well. */
const STRONG_ANYWHERE = new Set([
  'password',
  'passwd',
  'passphrase',
  'api key',
  'apikey',
  'access token',
  'client secret',
  'token',
  'psk',
  ...WORDS_AT_FRONT,
]);
/** Said after the telling words they only tell which one it is: `password_wifi`, `hasło_wifi`. */
const WHICH_ONE = new Set(
  'wifi wlan wireless ap ota api mqtt broker web admin user root guest router cloud local main new old'.split(' '),
);

function rowByName(parts: readonly string[]): NameMatch | undefined {
  for (const row of KEY_ROWS) {
    for (const entry of row.words) {
      if (endsIn(parts, entry)) return { ...row, matched: entry };
    }
  }
  const last = parts.at(-1) ?? '';
  if (NOT_A_VALUE.has(last)) return undefined;
  for (const row of KEY_ROWS) {
    for (const entry of row.words) {
      if (!STRONG_ANYWHERE.has(entry)) continue;
      for (let drop = 1; drop <= Math.min(MOST_TRAILING_WORDS, parts.length - 1); drop++) {
        if (NOT_A_VALUE.has(parts[parts.length - drop] ?? '')) break;
        if (!endsIn(parts.slice(0, -drop), entry)) continue;
        const gate = parts.slice(-drop).every((part) => WHICH_ONE.has(part)) ? row.gate : 'password-like';
        return { ...row, gate, matched: entry };
      }
    }
  }
  return undefined;
}

/** Whether the words end in the entry's; a single word may also be the tail of a longer one: `mqttpassword`. */
function endsIn(parts: readonly string[], entry: string): boolean {
  const wanted = entry.split(' ');
  if (wanted.length > parts.length) return false;
  const from = parts.length - wanted.length;
  if (wanted.every((word, index) => parts[from + index] === word)) return true;
  const last = parts.at(-1) ?? '';
  if (wanted.length > 1 || last.length <= entry.length || !last.endsWith(entry)) return false;
  return entry.length >= SHORTEST_TAIL || WITHOUT_BLANKS.test(entry);
}

/** Shorter words end other words: `pass` in `compass`. */
const SHORTEST_TAIL = 6;
/** Scripts that write words together: `家庭密码`. */
const WITHOUT_BLANKS = /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}ー]{2,}$/u;
