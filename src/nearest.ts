// A hint for a word that is none of the right ones.
import { closest, distance } from 'fastest-levenshtein';

const LONGEST_WORD = 100;

/** The nearest right name, or all of them where none is near. */
export function nearestName(word: string, names: readonly string[]): string {
  const nearest = word.length <= LONGEST_WORD ? closest(word, [...names]) : '';
  if (nearest !== '' && distance(word, nearest) <= Math.max(2, nearest.length / 2.5)) return `Did you mean ${nearest}?`;
  return `Known: ${names.join(', ')}.`;
}
