// What stands in the raw text of every key that may hold a credential: a telling part of a word, the rest of the key, its colon.
// Made from the rows, so that it cannot miss one.
import { splitWords } from '../../judgement/shape.js';
import { CATALOGUE_KEYS } from '../data/catalogue.js';
import { KEY_ROWS } from '../data/key-names.js';
import { AMBIGUOUS_KEYS } from './ambiguous.js';

/** A set of parts such that each entry holds one: of an entry of several words its longest word. */
function fewestParts(entries: readonly string[]): string[] {
  const parts: string[] = [];
  const lower = new Set(entries.map((entry) => entry.toLowerCase()));
  for (const entry of [...lower].sort((a, b) => a.length - b.length)) {
    if (parts.some((part) => entry.includes(part))) continue;
    parts.push(
      splitWords(entry).reduce((longest, word) => (word.length > longest.length ? word : longest), '') || entry,
    );
  }
  return parts;
}

const PARTS = fewestParts([...KEY_ROWS.flatMap((row) => row.words), ...AMBIGUOUS_KEYS, ...CATALOGUE_KEYS]);

/** Values that are references or switches need no look. */
const NO_VALUE = '(?![ \\t]+(?:!secret|!include|!input|!lambda|true|false)\\b)';

export const KEY_NEEDLE = new RegExp(`(?:${PARTS.join('|')})[^\\n:]{0,250}:${NO_VALUE}`, 'i');

/** The same in formats of lines and names (TOML, INI, `.env`): another sign, a blank or the end of a heading follows. */
export const SETTING_NEEDLE = new RegExp(
  `(?:${PARTS.join('|')})[\\p{L}\\p{N}_.-]{0,100}["']?[ \\t]{0,40}[=:\\] \\t]`,
  'iu',
);
