// What an audit found, as its reports show it. Types only.
import type { ErrorNote } from '../../types.js';

/** `unknown`: nothing here tells. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'unknown';

export interface Place {
  /** Relative to the root; an absolute path for a file of the machine. */
  readonly file: string;
  readonly line: number | null;
}

/** A point of Home Assistant's checklist. */
export interface AuditPoint {
  readonly id: string;
  readonly title: string;
  /** What the checklist asks for. */
  readonly asks: string;
}

export interface AuditMeta {
  readonly id: string;
  readonly point: AuditPoint;
  /** A statement that holds where the check passes. */
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  /** Where the program that it is about says more. */
  readonly help: string;
}

export interface AuditRow {
  readonly meta: AuditMeta;
  readonly verdict: Verdict;
  readonly message: string;
  /** It passes because nothing of what it is about is here. */
  readonly absent: boolean;
  /** The evidence; the first place is the one that counts. */
  readonly places: readonly Place[];
}

export interface AuditReport {
  readonly root: string;
  readonly rows: readonly AuditRow[];
  /** Unknown rows count as failing. */
  readonly strict: boolean;
  readonly files: number;
  readonly notes: readonly string[];
  readonly errors: readonly ErrorNote[];
  readonly ms: number;
}

/** Worst first. */
export const VERDICTS: readonly Verdict[] = ['fail', 'warn', 'unknown', 'pass'];

export const countOf = (rows: readonly AuditRow[], verdict: Verdict): number =>
  rows.filter((row) => row.verdict === verdict).length;

export const isFailing = ({ verdict }: AuditRow, strict: boolean): boolean =>
  verdict === 'fail' || (strict && verdict === 'unknown');
