// Does a key hold a credential? By integration and key path, then by name; what the value must look like comes with the answer.

import { splitWords } from '../../judgement/shape.js';
import type { DialectName } from '../../types.js';
import { componentRow, integrationRow, serviceRow } from '../data/catalogue.js';
import { type Gate, NOT_A_VALUE, OPENS } from '../data/key-names.js';
import { ambiguousKey } from './ambiguous.js';
import type { KeyContext } from './context.js';
import { classifyName, type KeyEvidence, rowByName } from './names.js';
import { KEY_NEEDLE } from './needle.js';

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
    return {
      gate: literalGate(key),
      noun: nounFor(key),
      because: `${row.name} key \`${key}\` (${row.source})`,
      by: 'catalogue',
    };
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

/** Among several the name of all says less about each. */
const OF_SEVERAL: Partial<Record<Gate, Gate>> = { literal: 'password-like', token: 'key-material' };

/** Not `node_modules/js-tokens`: a path or an address is no name for several values. */
const PLURAL = /^[^/:@]{0,100}[a-z]s$/i;

/** One of several: an item of `access_codes:`, or a value under a name of its own in `passwords:`. */
function classifyPlural({ key, steps, above }: KeyContext): KeyEvidence | undefined {
  const isItem = typeof steps.at(-1) === 'number';
  const plural = isItem ? key : typeof steps.at(-2) === 'string' ? above[0] : undefined;
  if (plural === undefined || !PLURAL.test(plural)) return undefined;
  if (!isItem && NOT_A_VALUE.has(splitWords(key).at(-1) ?? '')) return undefined;
  const one = plural.slice(0, -1);
  if (/^(?:code|pin)$/i.test(one) && OPENS.test(above.slice(isItem ? 0 : 1).join(' ')))
    return { gate: 'code', noun: 'code', because: `one of \`${plural}\` of something that opens`, by: 'context' };
  // `keys:` of a remote, `secrets:` of a container, which holds their names
  if (/^(?:key|secret)$/i.test(one)) return undefined;
  const evidence = classifyName(one);
  if (evidence === undefined) return undefined;
  return { ...evidence, gate: OF_SEVERAL[evidence.gate] ?? evidence.gate };
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

/** What the catalogue's keys hold that no row of names knows, by their last word. */
const NOUNS: ReadonlyMap<string, string> = new Map([
  ['code', 'code'],
  ['usercode', 'code'],
  ['keypress', 'code'],
  ['pin', 'PIN'],
  ['id', 'webhook id'],
  ['community', 'SNMP community'],
  ['string', 'connection string'],
  ['salt', 'salt'],
  ['seed', 'seed'],
  ['tlv', 'Thread dataset'],
]);

function nounFor(key: string): string {
  const parts = splitWords(key);
  return rowByName(parts)?.noun ?? NOUNS.get(parts.at(-1) ?? '') ?? 'credential';
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
