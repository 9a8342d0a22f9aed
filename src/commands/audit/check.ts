// What a check of the audit is: a point of the checklist, a judgement of the facts, and small trees that show both sides of it.
import type { AuditMeta, Place, Verdict } from '../../reporters/audit/audit-report.js';
import type { AuditFacts, AuditRequest } from './facts.js';

export interface Outcome {
  readonly verdict: Verdict;
  /** What was seen; never a value. */
  readonly message: string;
  readonly places?: readonly Place[];
  /** Nothing of what the check is about is here. */
  readonly absent?: true;
}

/** A small tree and what the check says of it: a test, and a line of the documentation. */
export interface AuditExample {
  readonly about: string;
  readonly verdict: Verdict;
  /** Empty for a tree that holds nothing for the check. */
  readonly files: Readonly<Record<string, string>>;
  /** The evidence as `file:line`, or `file`. */
  readonly at?: string;
  /** Files that git holds; left out, the tree is no repository. */
  readonly tracked?: readonly string[];
  readonly request?: Partial<AuditRequest>;
  /** Modes of files, in octal. */
  readonly modes?: Readonly<Record<string, number>>;
}

export interface AuditCheck extends AuditMeta {
  readonly judge: (facts: AuditFacts) => Outcome;
  readonly examples: readonly AuditExample[];
}

/** `1 device`, `3 devices`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

export const pass = (message: string, ...places: readonly Place[]): Outcome => ({ verdict: 'pass', message, places });
/** Fine, because nothing is here that could be otherwise. */
export const absent = (message: string): Outcome => ({ verdict: 'pass', message, absent: true });
export const warn = (message: string, ...places: readonly Place[]): Outcome => ({ verdict: 'warn', message, places });
export const fail = (message: string, ...places: readonly Place[]): Outcome => ({ verdict: 'fail', message, places });
export const unknown = (message: string, ...places: readonly Place[]): Outcome => ({
  verdict: 'unknown',
  message,
  places,
});

/** The outcome with the worst verdict; the first of equals. */
export function worst(outcomes: readonly Outcome[]): Outcome | undefined {
  for (const verdict of ['fail', 'unknown', 'warn'] as const) {
    const found = outcomes.find((one) => one.verdict === verdict);
    if (found !== undefined) return found;
  }
  return outcomes[0];
}
