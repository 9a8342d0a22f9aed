// What stands in the raw text of every key that may hold a credential: a telling part of a word, the rest of the key, its colon.
// Made from the rows, so that it cannot miss one.
import { splitWords } from '../../judgement/shape.js';
import { CATALOGUE_KEYS } from '../data/catalogue.js';
import { KEY_ROWS } from '../data/key-names.js';
import { AMBIGUOUS_KEYS } from './ambiguous.js';

/** A set of parts such that each entry holds one: of an entry of several words its longest word. */
function fewestParts(entries: readonly string[]): string[] {
  const parts: string[] = [];
  for (const entry of [...new Set(entries)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    if (parts.some((part) => entry.toLowerCase().includes(part))) continue;
    parts.push((splitWords(entry).sort((a, b) => b.length - a.length)[0] ?? entry).toLowerCase());
  }
  return parts;
}

const PARTS = fewestParts([...KEY_ROWS.flatMap((row) => row.words), ...AMBIGUOUS_KEYS, ...CATALOGUE_KEYS]);

/** Values that are references or switches need no look. */
const NO_VALUE = '(?![ \\t]+(?:!secret|!include|!input|!lambda|true|false)\\b)';

export const KEY_NEEDLE = new RegExp(`(?:${PARTS.join('|')})[^\\n:]{0,250}:${NO_VALUE}`, 'i');
