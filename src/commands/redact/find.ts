// The values of a file that must not be seen by others, each with its place. More eager than the linter: nothing is suppressed,
// samples and unsure findings count, and a secrets file is all values. Pure.

import { readDocument } from '../../document/formats.js';
import { isKey, type ScalarNode, type Span } from '../../document/model.js';
import { findAll } from '../../lint-file.js';
import { ruleMeta } from '../../rules/index.js';
import { secretsFileKind } from '../../secrets/names.js';
import type { LintSettings } from '../../settings.js';
import type { Blob, Unit } from '../../types.js';
import { eagerFindings } from './eager.js';
import type { RedactClass } from './stand-ins.js';

export interface FoundValue {
  readonly span: Span;
  readonly value: string;
  readonly cls: RedactClass;
  /** The value is this whole scalar. */
  readonly whole: ScalarNode | undefined;
  /** The scalar it stands in, if any. */
  readonly scalar: ScalarNode | undefined;
}

const CLASSES: readonly string[] = ['credential', 'identity', 'location', 'network'] satisfies RedactClass[];

export function findValues(
  blob: Blob,
  settings: LintSettings,
): { readonly unit: Unit; readonly values: readonly FoundValue[] } {
  const { unit: linted, found } = findAll(blob, settings);
  const unit = { ...linted, document: linted.document ?? readDocument(linted.format, linted.source.text) };
  const scalars = unit.document?.scalars ?? [];
  if (secretsFileKind(blob.path) === 'secrets') return { unit, values: scalars.flatMap(secretOf) };
  // a rule may have seen another parse of the same text
  const byStart = new Map(scalars.map((scalar) => [scalar.span.start, scalar]));
  const values = found.flatMap((raw): FoundValue[] => {
    const cls = ruleMeta(raw.rule).class;
    const list = raw.node?.kind === 'seq' ? raw.span : undefined;
    // a key written as a list of numbers
    if (list !== undefined && CLASSES.includes(cls))
      return scalars
        .filter((item) => !isKey(item) && item.span.start >= list.start && item.span.end <= list.end)
        .map((item) => ({ span: item.span, value: item.value, cls: cls as RedactClass, whole: item, scalar: item }));
    const value = raw.secret?.reveal() ?? '';
    if (!CLASSES.includes(cls) || value.trim() === '') return [];
    const node = raw.node?.kind === 'scalar' ? byStart.get(raw.node.span.start) : undefined;
    const scalar = node !== undefined && node.value === contentOf(raw.node) ? node : undefined;
    const whole = raw.whole && scalar?.value.trim() === value.trim() ? scalar : undefined;
    return [{ span: raw.span, value, cls: cls as RedactClass, whole, scalar }];
  });
  return { unit, values: [...values, ...eagerFindings(unit)] };
}

const contentOf = (node: { readonly kind: string } | undefined): string | undefined =>
  node?.kind === 'scalar' ? (node as ScalarNode).value : undefined;

const REFERENCE = /^!(?:secret|include|env_var)/;

function secretOf(scalar: ScalarNode): FoundValue[] {
  if (isKey(scalar) || scalar.value.trim() === '' || REFERENCE.test(scalar.tag?.name ?? '')) return [];
  return [{ span: scalar.span, value: scalar.value, cls: classBySight(scalar.value), whole: scalar, scalar }];
}

/** In a secrets file a value has no place: its looks say what it is. */
export function classBySight(value: string): RedactClass {
  if (/^-?\d{1,3}\.\d{2,}$|^[A-Z][A-Za-z]+\/[A-Z]\w+$/.test(value)) return 'location';
  if (/^[^\s@]+@[\w.-]+$/.test(value)) return 'identity';
  if (/^(?:\d{1,3}\.){3}\d{1,3}\b|^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?$|^(?:[0-9a-f]{2}[:-]){5}/i.test(value))
    return 'network';
  return 'credential';
}

export function isReference(scalar: ScalarNode): boolean {
  return REFERENCE.test(scalar.tag?.name ?? '');
}
