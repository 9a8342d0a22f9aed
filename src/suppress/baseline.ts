// Which findings a baseline covers: by rule and value, whatever their line, key or file. A value that can be guessed is never covered.
import type { SecretValue } from '../secret-value.js';
import { type Baseline, type BaselineEntry, KEY_BYTES, MOST_ENTRIES, SALT_BYTES, SCRYPT } from './baseline-file.js';
import { isStrong } from './strength.js';

/** A finding as the baseline sees it. */
export interface Candidate {
  readonly rule: string;
  readonly file: string;
  readonly keyPath: string | null;
  readonly value: SecretValue | undefined;
}

export interface BaselineMatch<Item> {
  readonly covered: ReadonlyMap<Item, BaselineEntry>;
  readonly used: ReadonlySet<BaselineEntry>;
  /** Not all pairs could be compared within the bounds: something known may be reported as new. */
  readonly incomplete: boolean;
}

/** Derivations of one run for entries whose place tells that they may fit, and for all others. */
const MOST_LIKELY = 2_000;
const MOST_UNLIKELY = 200;
/** Node's pool has four threads; each derivation holds 8 MB. */
const AT_ONCE = 4;

/** One value under one rule, wherever it stands. */
interface Group<Item> {
  readonly rule: string;
  readonly value: string;
  readonly items: Item[];
  /** Entries it was compared with. */
  readonly tried: Set<BaselineEntry>;
  isCovered: boolean;
}

/** Matches findings with entries. Each pair costs a slow derivation, so that the likely ones come first and their number is bounded. */
export async function matchBaseline<Item extends Candidate>(
  baseline: Baseline,
  items: readonly Item[],
): Promise<BaselineMatch<Item>> {
  const covered = new Map<Item, BaselineEntry>();
  const used = new Set<BaselineEntry>();
  const rules = new Set(baseline.entries.map(({ rule }) => rule));
  let open = groupByValue(items).filter(({ rule, value }) => rules.has(rule) && isStrong(value));
  let incomplete = false;
  let left = MOST_LIKELY;
  for (const likeness of LIKENESSES) {
    if (likeness === FIRST_UNLIKELY) left = MOST_UNLIKELY;
    const { queues, cut } = makeQueues(likeness, open, baseline.entries, used);
    incomplete ||= cut;
    let waiting = queues;
    // each value's first candidate before any value's second: most candidates are gone by the time they would be compared
    while (waiting.length > 0 && left > 0) {
      const pairs = waiting.flatMap((queue) => nextPair(queue, used));
      incomplete ||= pairs.length > left;
      await atOnce(pairs.slice(0, left), async ({ group, entry }) => {
        if (!(await fits(entry, group))) return;
        group.isCovered = true;
        used.add(entry);
        for (const item of group.items) covered.set(item, entry);
      });
      left -= Math.min(left, pairs.length);
      waiting = waiting.filter(({ group, candidates }) => !group.isCovered && candidates.length > 0);
    }
    incomplete ||= waiting.length > 0;
    open = open.filter((group) => !group.isCovered);
  }
  return { covered, used, incomplete: incomplete && open.length > 0 };
}

function groupByValue<Item extends Candidate>(items: readonly Item[]): Group<Item>[] {
  const groups = new Map<string, Group<Item>>();
  for (const item of items) {
    const { rule } = item;
    const value = item.value?.reveal();
    if (value === undefined) continue;
    const identity = identityOf(rule, value);
    const group = groups.get(identity) ?? { rule, value, items: [], tried: new Set(), isCovered: false };
    group.items.push(item);
    groups.set(identity, group);
  }
  return [...groups.values()];
}

type Place = Pick<Candidate, 'rule' | 'file' | 'keyPath'>;
type Likeness = (place: Place) => string;

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const lastKey = (keyPath: string | null): string =>
  (keyPath ?? '')
    .slice(-200)
    .split(/[.[\]]/)
    .findLast((step) => /\D/.test(step)) ?? '';

/** Little speaks for these pairs: each such place has as many values as there are passwords. */
const FIRST_UNLIKELY: Likeness = ({ rule, keyPath }) => JSON.stringify([rule, lastKey(keyPath)]);

/** Where a known value most likely stands now: in its place, in a renamed folder or file, moved within the file, elsewhere under the same key. */
const LIKENESSES: readonly Likeness[] = [
  ({ rule, file, keyPath }) => JSON.stringify([rule, file, keyPath]),
  ({ rule, file, keyPath }) => JSON.stringify([rule, lastName(file), keyPath]),
  ({ rule, keyPath }) => JSON.stringify([rule, keyPath]),
  ({ rule, file }) => JSON.stringify([rule, file]),
  FIRST_UNLIKELY,
  ({ rule }) => rule,
];

/** A value with the entries to compare it with, the next one last. */
interface Queue<Item> {
  readonly group: Group<Item>;
  readonly candidates: BaselineEntry[];
}

function makeQueues<Item extends Candidate>(
  likeness: Likeness,
  groups: readonly Group<Item>[],
  entries: readonly BaselineEntry[],
  used: ReadonlySet<BaselineEntry>,
): { readonly queues: Queue<Item>[]; readonly cut: boolean } {
  const index = new Map<string, BaselineEntry[]>();
  for (const entry of entries) if (!used.has(entry)) pushTo(index, likeness(entry), entry);
  const asking = new Map<string, Group<Item>[]>();
  for (const group of groups)
    for (const name of new Set(group.items.slice(0, MOST_PLACES).map(likeness)))
      if (index.has(name)) pushTo(asking, name, group);
  const candidates = new Map<Group<Item>, BaselineEntry[]>();
  const longest = Math.ceil(MOST_QUEUED / Math.max(1, groups.length));
  let cut = false;
  for (const [name, alike] of asking) {
    const all = index.get(name) ?? [];
    for (const [at, group] of alike.entries()) {
      // renamed files mostly keep their order, and entries are sorted as findings are
      const start = Math.floor((at * all.length) / alike.length);
      const turned = [...all.slice(start, start + longest), ...all.slice(0, Math.min(start, longest))].slice(
        0,
        longest,
      );
      cut ||= turned.length < all.length;
      candidates.set(group, [...turned.reverse(), ...(candidates.get(group) ?? [])]);
    }
  }
  return { queues: [...candidates].map(([group, own]) => ({ group, candidates: own })), cut };
}

function pushTo<Value>(map: Map<string, Value[]>, name: string, value: Value): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [value]);
  else list.push(value);
}

interface Pair<Item> {
  readonly group: Group<Item>;
  readonly entry: BaselineEntry;
}

function nextPair<Item>({ group, candidates }: Queue<Item>, used: ReadonlySet<BaselineEntry>): Pair<Item>[] {
  for (let entry = candidates.pop(); entry !== undefined; entry = candidates.pop()) {
    if (used.has(entry) || group.tried.has(entry)) continue;
    group.tried.add(entry);
    return [{ group, entry }];
  }
  return [];
}

/** For all values together, so that many findings and many entries do not multiply. */
const MOST_QUEUED = 1_000_000;

/** Of a value that stands in many places the first are enough to find its entry by. */
const MOST_PLACES = 20;

/** The entries of a baseline with those for further findings, and the findings that cannot have one. */
export async function extendBaseline<Item extends Candidate>(
  kept: readonly BaselineEntry[],
  items: readonly Item[],
): Promise<{ readonly entries: BaselineEntry[]; readonly refused: Item[] }> {
  const groups = groupByValue(items)
    .filter(({ value }) => isStrong(value))
    .slice(0, Math.max(0, MOST_ENTRIES - kept.length));
  const entries = [...kept];
  await atOnce(groups, async (group) => {
    entries.push(await makeEntry(group));
  });
  const taken = new Set(groups.flatMap((group) => group.items));
  return { entries, refused: items.filter((item) => !taken.has(item)) };
}

async function makeEntry({ rule, value, items: [place] }: Group<Candidate>): Promise<BaselineEntry> {
  const { randomBytes } = await import('node:crypto');
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(rule, value, salt);
  return { rule, file: place?.file ?? '', keyPath: place?.keyPath ?? null, salt, key, line: 0 };
}

async function fits(entry: BaselineEntry, { rule, value }: Pick<Group<Candidate>, 'rule' | 'value'>): Promise<boolean> {
  const { timingSafeEqual } = await import('node:crypto');
  return timingSafeEqual(await derive(rule, value, entry.salt), entry.key);
}

/** What was derived once in this process is not derived again. */
const derived = new Map<string, Promise<Buffer>>();
const MOST_DERIVED = 20_000;

function derive(rule: string, value: string, salt: Buffer): Promise<Buffer> {
  const identity = identityOf(rule, value);
  const name = `${salt.toString('base64url')} ${identity}`;
  const known = derived.get(name);
  if (known !== undefined) return known;
  const key = import('node:crypto').then(
    ({ scrypt }) =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(identity, salt, KEY_BYTES, SCRYPT, (error, bytes) => (error === null ? resolve(bytes) : reject(error)));
      }),
  );
  if (derived.size < MOST_DERIVED) derived.set(name, key);
  return key;
}

const identityOf = (rule: string, value: string): string => JSON.stringify([rule, value]);

async function atOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
