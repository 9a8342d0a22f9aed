// An ignore comment that suppresses nothing. Reported by suppress/inline.ts, which alone knows which comments were used.
import type { Rule } from '../types.js';

export const rule: Rule = {
  meta: {
    id: 'unused-suppression',
    class: 'meta',
    severity: 'warning',
    summary: 'an ignore comment that suppresses nothing',
    why: 'It may hide the next secret that is written on its line, and it tells the reader of a danger that is gone. One with an unknown rule never worked.',
    remedy: 'Remove the comment, or correct the rule in its brackets.',
    specificity: 0,
  },
  examples: { bad: [], good: [] },
  cases: {
    bad: [
      '`# ha-secrets-lint: ignore[inline-credential]` on a line without that finding',
      '`# ha-secrets-lint: ignore[inline-credentials]`: no such rule',
      '`# ha-secrets-lint: ignore` without brackets',
    ],
    good: [
      '`password: 1234 # ha-secrets-lint: ignore[inline-credential] test bench`',
      'a comment for a rule that this run has switched off',
    ],
  },
};
