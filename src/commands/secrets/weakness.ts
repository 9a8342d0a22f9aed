// Why a password, key or code can be guessed, in words that say nothing of it. Pure.
import { judge } from '../../judgement/index.js';
import { isPlaceholder } from '../../judgement/placeholder.js';
import { isCommonValue } from '../../secrets/common.js';
import { guessBits } from '../../suppress/strength.js';

/** As NIST SP 800-63B and every list of rules since; codes that are typed on a keypad are shorter by nature. */
const SHORTEST_PASSWORD = 8;
const SHORTEST_CODE = 4;
/** About what somebody who is let guess at a login, and not at a hash, cannot get through. */
const LEAST_BITS = 30;

/** Values that are computed, encrypted or empty by intent are not judged here. */
const NOT_JUDGED = new Set(['template', 'environment', 'substitution', 'reference-text', 'sealed', 'hash']);

export interface WeakInput {
  readonly value: string;
  readonly name: string;
  readonly isCode: boolean;
  /** The user name that goes with it, where one is known. */
  readonly user: string | undefined;
}

/** Undefined where nothing speaks against it. `equals`: what it equals is shown elsewhere, so that the message must not show that. */
export function weaknessOf({
  value,
  name,
  isCode,
  user,
}: WeakInput): { readonly why: string; readonly equals?: true } | undefined {
  const text = value.trim();
  const judgement = judge(text, 'home-assistant');
  if (judgement !== undefined && NOT_JUDGED.has(judgement.id)) return undefined;
  if (text === '') return { why: 'is empty' };
  const lower = text.toLowerCase();
  if (lower === name.toLowerCase()) return { why: 'is its own name', equals: true };
  if (user !== undefined && user !== '' && lower === user.toLowerCase())
    return { why: 'is the same as the user name beside it', equals: true };
  if (isCode) return codeWeakness(text);
  if (isPlaceholder(text)) return { why: 'is a placeholder, or one of the words that everybody tries' };
  if (text.length < SHORTEST_PASSWORD) return { why: `is shorter than ${SHORTEST_PASSWORD} characters` };
  if (isCommonValue(text)) return { why: 'is one of the common ones, or a single word' };
  if (guessBits(text) < LEAST_BITS)
    return { why: 'can be guessed: a word with a number, a pattern on the keyboard, or a repetition' };
  return undefined;
}

/** `2580` is the middle column of the keypad; the others are years, runs and repetitions. */
const EVERYBODYS_CODE = /^(?:(\d)\1+|(?:19|20)\d\d|2580|0852|(\d\d)\2+)$/;

function codeWeakness(text: string): { readonly why: string } | undefined {
  if (!/^\d+$/.test(text))
    return text.length < SHORTEST_CODE ? { why: `has fewer than ${SHORTEST_CODE} characters` } : undefined;
  if (text.length < SHORTEST_CODE) return { why: `has fewer than ${SHORTEST_CODE} digits` };
  const steps = [...text].slice(1).map((digit, at) => Number(digit) - Number(text[at]));
  const isRun = steps.every((step) => step === 1) || steps.every((step) => step === -1);
  return isRun || EVERYBODYS_CODE.test(text)
    ? { why: 'is one of the codes that are tried first: a run, a repetition, a year' }
    : undefined;
}
