// One secret in several places: each of its findings names the others. Compares values; none gets past here.
import type { Located } from '../findings.js';
import type { RelatedPlace } from '../types.js';

/** Shorter values meet by chance. */
const SHORTEST = 4;
/** More say no more: the finding stands at each place anyway. */
const MOST_RELATED = 10;

/** One line may hold a value ten thousand times: the work for each stays small. */
const MOST_LOOKED_AT = 50;

/** Findings in order, each with where else its value stands. */
export function relate(located: readonly Located[]): Located[] {
  const groups = new Map<string, Located[]>();
  for (const one of located) {
    const value = comparable(one);
    if (value === undefined) continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [one]);
    else group.push(one);
  }
  return located.map((one) => {
    const group = groups.get(comparable(one) ?? '') ?? [];
    const related = [...definedAt(one), ...othersOf(one, group)].slice(0, MOST_RELATED);
    return related.length === 0 ? one : { ...one, finding: { ...one.finding, related } };
  });
}

function comparable({ finding, raw }: Located): string | undefined {
  if (finding.class !== 'credential') return undefined;
  const value = decoded(raw?.secret?.reveal().trim() ?? '');
  return value.length < SHORTEST ? undefined : value;
}

/** URLs hold a password percent-encoded. */
function decoded(value: string): string {
  if (!/%[0-9A-Fa-f]{2}/.test(value)) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The entry of a secrets file that holds the value. */
function definedAt({ raw }: Located): RelatedPlace[] {
  const defined = raw?.definedAt;
  return defined === undefined ? [] : [{ file: defined.file, line: defined.line, column: 1, keyPath: defined.name }];
}

function othersOf(one: Located, group: readonly Located[]): RelatedPlace[] {
  const { finding } = one;
  // the entry that holds the value is named already
  const seen = new Set([placeOf(one), ...definedAt(one).map(keyOf)]);
  const places: RelatedPlace[] = [];
  for (const other of group.slice(0, MOST_LOOKED_AT)) {
    const { file, line, column, keyPath, commit } = other.finding;
    // an earlier version of the same file is no further place
    if (other === one || seen.has(placeOf(other)) || (commit !== finding.commit && file === finding.file)) continue;
    seen.add(placeOf(other));
    places.push({ file, line, column, keyPath });
    if (places.length === MOST_RELATED) break;
  }
  return places;
}

/** A key path stays where lines move; of one file in several commits it is one place. */
function placeOf({ finding }: Located): string {
  return keyOf(finding);
}

function keyOf({ file, line, keyPath }: Pick<RelatedPlace, 'file' | 'line' | 'keyPath'>): string {
  return JSON.stringify([file, keyPath ?? line]);
}
