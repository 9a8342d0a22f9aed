// A secrets file while an entry changes its name: first both names side by side, then the new one alone. Byte by byte the same elsewhere. Pure.
import type { YamlNode } from '../../document/model.js';
import { encodeText } from '../../document/text.js';
import { isSameNode } from '../../fix/same-data.js';
import { type EntryText, readSecretsText, type SecretsText } from './texts.js';

export interface RenamedEntry {
  /** With both names; equal to what is there where a run was interrupted. */
  readonly both: Buffer;
  /** With the new name alone. */
  readonly done: Buffer;
}

/** Why it cannot be done. */
export interface Refusal {
  readonly refused: string;
}

export const isRefusal = (value: object): value is Refusal => 'refused' in value;

/** The steps for one file that holds `old`; the new name may be there from a run that did not end. */
export function renameEntry(text: SecretsText, old: string, next: string): RenamedEntry | Refusal {
  const taken = text.entries.filter(({ name }) => name === next);
  if (taken.length === 0) return renameIn(text, old, next);
  const base = taken.length === 1 ? withoutCopy(text, old, next) : undefined;
  const steps = base === undefined ? undefined : renameIn(base, old, next);
  if (steps === undefined || isRefusal(steps) || !steps.both.equals(text.bytes))
    return { refused: `\`${next}\` is there already` };
  return steps;
}

/** In one step, for a file that nothing is read from meanwhile. */
export function renameAtOnce(text: SecretsText, old: string, next: string): Buffer | Refusal {
  const entry = onlyEntry(text, old);
  if (isRefusal(entry)) return entry;
  if (text.entries.some(({ name }) => name === next)) return { refused: `\`${next}\` is there already` };
  const done = withKey(text, entry, next);
  return isSameButName(text, readSecretsText(text.path, done), old, next, 0) ? done : { refused: NOT_PROVEN };
}

const NOT_PROVEN = 'it would not load as the same data';

function renameIn(text: SecretsText, old: string, next: string): RenamedEntry | Refusal {
  const entry = onlyEntry(text, old);
  if (isRefusal(entry)) return entry;
  const lines = linesOf(text, entry);
  if (lines === undefined) return { refused: `the entry in line ${entry.line} does not stand on lines of its own` };
  const copy = copyOf(text, entry, lines, next);
  if (copy === undefined) return { refused: `a part of the entry in line ${entry.line} has an anchor` };
  const { source } = text;
  const before = source.text.slice(0, lines.end);
  const gap = before.endsWith('\n') ? '' : source.eol;
  const tail = gap === '' ? copy : copy.replace(/\r?\n$/, '');
  const both = encodeText(source, before + gap + tail + source.text.slice(lines.end));
  const done = withKey(text, entry, next);
  const isProven =
    isSameButName(text, readSecretsText(text.path, done), old, next, 0) &&
    isSameButName(text, readSecretsText(text.path, both), old, next, 1);
  return isProven ? { both, done } : { refused: NOT_PROVEN };
}

function onlyEntry(text: SecretsText, name: string): EntryText | Refusal {
  const [entry, second] = text.entries.filter((one) => one.name === name);
  if (entry === undefined) return { refused: 'the name is not there' };
  if (second !== undefined) return { refused: `the name stands there twice (lines ${entry.line} and ${second.line})` };
  if (!text.source.roundTrips || text.document.mode !== 'parsed')
    return { refused: 'it cannot be read as YAML in UTF-8' };
  if (entry.key.tag !== undefined || entry.key.anchor !== undefined)
    return { refused: `the key in line ${entry.line} has a tag or an anchor` };
  return entry;
}

interface Lines {
  readonly start: number;
  readonly end: number;
}

/** From the line of its key to that of the last character of its value, line end included. */
function linesOf({ source, document }: SecretsText, { key }: EntryText): Lines | undefined {
  const [root] = document.roots;
  if (root?.kind !== 'map' || root.flow || document.roots.length > 1) return undefined;
  const pair = root.pairs.find((one) => one.key === key);
  const start = source.lineStart(source.position(key.span.start).line);
  if (source.text.slice(start, key.span.start).trim() !== '') return undefined;
  const last = Math.max(key.span.end, endOf(pair?.value));
  const newline = source.text.indexOf('\n', Math.max(last - 1, key.span.end));
  return { start, end: newline === -1 ? source.text.length : newline + 1 };
}

function endOf(node: YamlNode | undefined): number {
  return node === undefined ? 0 : node.span.end;
}

function copyOf({ source, document }: SecretsText, { key }: EntryText, lines: Lines, next: string): string | undefined {
  const inside = [...nodesIn(document.roots)].filter(
    ({ anchor, span }) => anchor !== undefined && span.start >= lines.start && span.start < lines.end,
  );
  const [anchored, more] = inside;
  if (anchored === undefined)
    return (
      source.text.slice(lines.start, key.span.start) +
      quotedLike(source.text.slice(key.span.start, key.span.end), next) +
      source.text.slice(key.span.end, lines.end)
    );
  // an anchor cannot stand twice: the copy is an alias of the whole value
  if (more !== undefined || anchored.parent.in !== 'map' || anchored.parent.pair.key !== key) return undefined;
  return `${source.text.slice(lines.start, key.span.start)}${next}: *${anchored.anchor}${source.eol}`;
}

function* nodesIn(nodes: Iterable<YamlNode | undefined>): Generator<YamlNode> {
  for (const node of nodes) {
    if (node === undefined) continue;
    yield node;
    if (node.kind === 'seq') yield* nodesIn(node.items);
    if (node.kind === 'map') for (const { key, value } of node.pairs) yield* nodesIn([key, value]);
  }
}

function withKey({ source }: SecretsText, { key }: EntryText, next: string): Buffer {
  const old = source.text.slice(key.span.start, key.span.end);
  return encodeText(
    source,
    source.text.slice(0, key.span.start) + quotedLike(old, next) + source.text.slice(key.span.end),
  );
}

export function quotedLike(old: string, next: string): string {
  const [quote = ''] = /^["']/.exec(old) ?? [];
  return quote + next + quote;
}

/** The file without the lines that an interrupted run left below the old ones. */
function withoutCopy(text: SecretsText, old: string, next: string): SecretsText | undefined {
  const entry = onlyEntry(text, old);
  const copy = onlyEntry(text, next);
  if (isRefusal(entry) || isRefusal(copy)) return undefined;
  const lines = linesOf(text, copy);
  const own = linesOf(text, entry);
  if (lines === undefined || own === undefined || own.end !== lines.start) return undefined;
  const all = text.source.text;
  // at the end of a file without one the copy brought a line end
  const start = all.endsWith('\n') ? lines.start : lines.start - text.source.eol.length;
  return readSecretsText(text.path, encodeText(text.source, all.slice(0, start) + all.slice(lines.end)));
}

/** Every entry as it was, in order; the renamed one under its new name, or with `copies` under both. */
function isSameButName(
  before: SecretsText,
  after: SecretsText | undefined,
  old: string,
  next: string,
  copies: 0 | 1,
): boolean {
  if (
    after === undefined ||
    after.document.mode !== 'parsed' ||
    after.entries.length !== before.entries.length + copies
  )
    return false;
  if (after.faults.length > before.faults.length || after.document.comments.length < before.document.comments.length)
    return false;
  const expected = before.entries.flatMap((entry) => {
    if (entry.name !== old) return [{ name: entry.name, entry }];
    return copies === 0
      ? [{ name: next, entry }]
      : [
          { name: old, entry },
          { name: next, entry },
        ];
  });
  return expected.every(({ name, entry }, index) => {
    const now = after.entries[index];
    return now?.name === name && (isSameNode(entry.value, now.value) || isSameValue(entry, now));
  });
}

/** The copy of an anchored value is an alias of it, which is followed. */
function isSameValue(entry: EntryText, now: EntryText): boolean {
  return (
    entry.value?.anchor !== undefined && entry.value.anchor === now.value?.anchor && isSameNode(entry.value, now.value)
  );
}
