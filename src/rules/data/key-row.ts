// What a row of key names says: which names, what the value must look like, what it is, and where that is known from.

/** What the value must look like before the key's name is believed. */
export type Gate =
  /** Any literal. */
  | 'literal'
  /** A short code of digits, letters, `#` and `*`, with at least one digit. */
  | 'code'
  /** Four to eight digits: pins of a board have three at most. */
  | 'digits'
  /** Eight characters or more without blanks, not a readable identifier. */
  | 'token'
  /** Generated-looking: hex, base64, UUID, or 16 mixed characters. */
  | 'key-material'
  /** Four characters or more without blanks, with a digit, a mark or mixed case, or eight letters. */
  | 'password-like'
  /** An SNMP community that is not the protocol's default. */
  | 'community'
  /** A webhook's id. */
  | 'webhook'
  /** `user:password`, or a scheme and a token. */
  | 'login';

export interface KeyRow {
  /** Each entry is the words a key ends in, lower case. */
  readonly words: readonly string[];
  readonly gate: Gate;
  /** What the value is, for the message. */
  readonly noun: string;
  readonly source: string;
}

export const row = (gate: Gate, noun: string, source: string, words: string): KeyRow => ({
  gate,
  noun,
  source,
  words: words.split(',').map((entry) => entry.trim()),
});
