// Tokens with a known issuer's shape, in any text.

import { isPlaceholder } from '../../judgement/placeholder.js';
import { entropy } from '../../judgement/shape.js';
import { TOKEN_FORMATS } from '../data/tokens.js';
import type { Hit } from './hit.js';

/** Below this a match is a run of one letter or a printed pattern, not a token. */
const LEAST_ENTROPY = 2.5;

export function* findTokens(text: string): Generator<Hit> {
  const taken: Hit[] = [];
  for (const format of TOKEN_FORMATS) {
    if (format.keyword !== undefined && !text.includes(format.keyword)) continue;
    for (const match of text.matchAll(format.pattern)) {
      const secret = match[0];
      const start = match.index;
      const end = start + secret.length;
      if (taken.some((hit) => start < hit.end && hit.start < end)) continue;
      if (entropy(secret) < LEAST_ENTROPY || isPlaceholder(secret) || /x{6,}|X{6,}|\*{3,}|\.\.\./.test(secret))
        continue;
      taken.push({
        start,
        end,
        secret,
        noun: format.name,
        confidence: format.confidence,
        because: `the shape of a ${format.name} (${format.source})`,
      });
    }
  }
  yield* taken.sort((a, b) => a.start - b.start);
}
