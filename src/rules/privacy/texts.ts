// Private things that their shape gives away, in any text. What stands for itself only (documentation ranges, placeholders) is no hit.
import { addresses, hardwareAddresses, hostNames, ownUrls } from './network-texts.js';
import { chatIds, emails, phones, places, streets } from './personal-texts.js';
import { MOST_HITS, type PrivateHit } from './private-hit.js';

/** The surest first: where two overlap, the first stays. */
const MATCHERS: readonly ((text: string) => Generator<PrivateHit>)[] = [
  ownUrls,
  emails,
  hardwareAddresses,
  addresses,
  phones,
  chatIds,
  places,
  streets,
  hostNames,
];

/** Said before a value that is nobody's. */
const SAYS_EXAMPLE =
  /(?:\bexamples?\b(?!\.\w)|\be\.g\.|\bi\.e\.|\bsuch as|\bz\.\s?B\.|\bbeispiel|\bbijv\.|\bpar exemple)[^\n]{0,60}$/i;
/** Longer texts are data. */
const LONGEST_TEXT = 200_000;

/** Hits in order of their place, none inside another. */
export function findPrivateTexts(text: string): PrivateHit[] {
  if (text.length > LONGEST_TEXT || text.length < 4) return [];
  const hits: PrivateHit[] = [];
  for (const find of MATCHERS) {
    for (const hit of find(text)) {
      if (SAYS_EXAMPLE.test(text.slice(Math.max(0, hit.start - 80), hit.start))) continue;
      if (!hits.some((other) => hit.start < other.end && other.start < hit.end)) hits.push(hit);
      if (hits.length >= MOST_HITS) break;
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}
