// The same text read twice, in the index and the working tree or under several paths of a history, is reported once.
import type { Located } from '../findings.js';

/** Of a blob under several paths each finding once: where it is judged hardest, and there the first. */
export function strongestOfBlobs(located: readonly Located[]): Located[] {
  const strongest = new Map<unknown, Located>();
  for (const one of located) {
    const origin = one.file?.blob.origin;
    const span = one.raw?.span;
    const identity =
      origin?.kind === 'commit' && span !== undefined
        ? JSON.stringify([origin.oid, one.finding.rule, span.start, span.end])
        : one;
    const known = strongest.get(identity);
    if (known === undefined || (known.finding.severity === 'warning' && one.finding.severity === 'error'))
      strongest.set(identity, one);
  }
  return [...strongest.values()];
}

/** The same finding in the working tree and in the index is one. */
export function dropSeenTwice(located: readonly Located[]): Located[] {
  const seen = new Set<string>();
  const kept: Located[] = [];
  // working tree first: its line numbers are the ones the user sees
  const order = [...located].sort((a, b) => Number(isIndex(a)) - Number(isIndex(b)));
  for (const one of order) {
    const { rule, file, keyPath, commit } = one.finding;
    const value = one.raw?.secret?.reveal() ?? one.raw?.message ?? '';
    const identity = JSON.stringify([rule, file, keyPath, commit, value]);
    if (isIndex(one) && seen.has(identity)) continue;
    seen.add(identity);
    kept.push(one);
  }
  return kept;
}

function isIndex(one: Located): boolean {
  return one.file?.blob.origin.kind === 'index';
}
