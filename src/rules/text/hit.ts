// What the text matchers find: a part of a text that holds a secret.
import type { Confidence } from '../../types.js';

export interface Hit {
  readonly start: number;
  readonly end: number;
  /** The secret part alone. */
  readonly secret: string;
  /** What it is, for the message: `password`, `Slack webhook` ... */
  readonly noun: string;
  readonly confidence: Confidence;
  /** The row or shape that decided, for `why`. */
  readonly because: string;
}

export type FindHits = (text: string) => Iterable<Hit>;

/** Runs longer than this are cut: no login is that long, and every matcher stays linear. */
export const LONGEST_LOGIN = 2000;
