// Does a name alone say that a credential stands under it? For integrations nobody has catalogued, and for names in texts.
import { splitWords } from '../../judgement/shape.js';
import { type Gate, KEY_ROWS, type KeyRow, NEVER, NOT_A_VALUE } from '../data/key-names.js';
import { WORDS_AT_FRONT } from '../data/key-words.js';

export interface KeyEvidence {
  readonly gate: Gate;
  readonly noun: string;
  /** The deciding row and its source, for `why`. */
  readonly because: string;
  /** `catalogue`: this integration's own schema says so; `name`: the name alone does. */
  readonly by: 'catalogue' | 'context' | 'name' | 'config';
}

/** The other half of a key pair is no secret. */
const PUBLIC = new Set(['public', 'pub', 'publickey', 'pubkey']);

/** By the name alone: well-judged generic names, for integrations nobody has catalogued. */
export function classifyName(key: string): KeyEvidence | undefined {
  const known = answers.get(key);
  if (known !== undefined) return known === 'none' ? undefined : known;
  const answer = judgeName(key);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  if (key.length <= LONGEST_KEPT) answers.set(key, answer ?? 'none');
  return answer;
}

/** The same names come again and again. */
const answers = new Map<string, KeyEvidence | 'none'>();
const MOST_ANSWERS = 20_000;
const LONGEST_KEPT = 100;

function judgeName(key: string): KeyEvidence | undefined {
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

export function rowByName(parts: readonly string[]): NameMatch | undefined {
  const found = ENTRIES.find((entry) => endsIn(parts, parts.length, entry));
  if (found !== undefined) return { ...found.row, matched: found.text };
  if (NOT_A_VALUE.has(parts.at(-1) ?? '')) return undefined;
  for (const entry of STRONG) {
    for (let drop = 1; drop <= Math.min(MOST_TRAILING_WORDS, parts.length - 1); drop++) {
      if (NOT_A_VALUE.has(parts[parts.length - drop] ?? '')) break;
      if (!endsIn(parts, parts.length - drop, entry)) continue;
      const gate = parts.slice(-drop).every((part) => WHICH_ONE.has(part)) ? entry.row.gate : 'password-like';
      return { ...entry.row, gate, matched: entry.text };
    }
  }
  return undefined;
}

/** Whether the first `count` words end in the entry's; a single word may also be the tail of a longer one: `mqttpassword`. */
function endsIn(parts: readonly string[], count: number, { words, last, isTail }: Entry): boolean {
  const end = parts[count - 1] ?? '';
  if (end === last) return words.every((word, index) => parts[count - words.length + index] === word);
  return isTail && end.length > last.length && end.endsWith(last);
}

/** Shorter words end other words: `pass` in `compass`. */
const SHORTEST_TAIL = 6;
/** Scripts that write words together: `家庭密码`. */
const WITHOUT_BLANKS = /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}ー]{2,}$/u;

interface Entry {
  readonly row: KeyRow;
  readonly text: string;
  readonly words: readonly string[];
  readonly last: string;
  readonly isTail: boolean;
}

const ENTRIES: readonly Entry[] = KEY_ROWS.flatMap((row) =>
  row.words.map((text) => {
    const words = text.split(' ');
    const isTail = words.length === 1 && (text.length >= SHORTEST_TAIL || WITHOUT_BLANKS.test(text));
    return { row, text, words, last: words.at(-1) ?? '', isTail };
  }),
);
const STRONG: readonly Entry[] = ENTRIES.filter((entry) => STRONG_ANYWHERE.has(entry.text));
