// What a check finds: where, which check, in words without a value.
import type { Span, YamlNode } from '../../document/model.js';
import { looksGenerated } from '../../judgement/shape.js';
import { MASK, type SecretValue } from '../../secret-value.js';
import type { Severity } from '../../types.js';
import type { Check } from './checks.js';
import type { SecretsFiles } from './lookup.js';
import type { ConfigText } from './references.js';
import { type EntryText, literalOf, type SecretsText } from './texts.js';

export interface Issue {
  readonly check: Check;
  /** Else that of the check. */
  readonly severity?: Severity;
  readonly text: ConfigText | SecretsText;
  readonly span: Span;
  /** Whose key path is told. */
  readonly node: YamlNode | undefined;
  readonly message: string;
  /** Given where the message says what the value equals: nothing that holds it is shown then. */
  readonly secret?: SecretValue;
}

/** An issue with one entry of a secrets file: its key and the line of its value. */
export function issueOf(check: Check, entry: EntryText, message: string, more: Partial<Issue> = {}): Issue {
  const value = literalOf(entry);
  const end = value === undefined || value.span.end < entry.key.span.end ? entry.key.span.end : value.span.end;
  return {
    check,
    text: entry.file,
    span: { start: entry.key.span.start, end },
    node: isOwn(entry) ? entry.value : undefined,
    message,
    ...more,
  };
}

/** Not one that an alias stands for, elsewhere in the file. */
function isOwn({ key, value }: EntryText): boolean {
  return value?.parent.in === 'map' && value.parent.pair.key === key;
}

export const placeOf = (entry: EntryText): string => `${entry.file.path}:${entry.line}`;

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** An entry's name, unless it is also the value. */
export function said(entry: EntryText): string {
  return literalOf(entry)?.value === entry.name ? HIDDEN : `\`${entry.name}\``;
}

const HIDDEN = `\`${MASK}\``;
const NAME = /^[A-Za-z_][A-Za-z0-9]*(?:[_ .-]{1,2}[A-Za-z0-9]+){0,20}_?$/;
const LONGEST_NAME = 80;

/** A name that a reference has; somebody may have written the value itself behind `!secret`. */
export function saidName(name: string, { texts }: Pick<SecretsFiles, 'texts'>): string {
  if (name.length > LONGEST_NAME || !NAME.test(name) || name.split(/[_ .-]/).some((part) => looksGenerated(part)))
    return HIDDEN;
  const isValue = [...texts.values()].some(({ entries }) => entries.some((entry) => literalOf(entry)?.value === name));
  return isValue ? HIDDEN : `\`${name}\``;
}

/** The first names of many. */
export function listed(names: readonly string[], files: Pick<SecretsFiles, 'texts'>, most = 8): string {
  const shown = names.slice(0, most).map((name) => saidName(name, files));
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ');
}
