// How many guesses a value withstands, from below: a hash of a value that can be guessed gives it away, salted or not.
import { isReadable } from '../judgement/shape.js';

/** Below this no hash of the value may be kept. */
export const LEAST_BITS = 40;

/** Further characters make no difference to the answer. */
const LONGEST = 256;
/** One of some thousand common words; long texts of words carry about so much a letter. */
const BITS_A_WORD = 11;
const BITS_A_LETTER = 1.5;
/** For a character that goes on from the one before it: `aaa`, `4567`, `qwer`. */
const BITS_GOING_ON = 1;
const BITS_A_YEAR = 7;

export function isStrong(value: string): boolean {
  return guessBits(value) >= LEAST_BITS;
}

/** The least of several views, as whoever guesses takes the best one. */
export function guessBits(value: string): number {
  const text = value.slice(0, LONGEST);
  const unit = text.slice(0, periodOf(text));
  const again = unit.length < text.length ? 3 : 0;
  const views = [bitsOf(unit), 2 + bitsOf(withoutLeet(unit)), fewSigns(unit)];
  return Math.min(...views) + again;
}

interface Run {
  readonly text: string;
  /** As words that a person can read; undefined where it is none. */
  readonly words: number | undefined;
}

function bitsOf(text: string): number {
  const runs = [...text.matchAll(/\p{L}+|\d+|[^\p{L}\d]+/gu)].map(
    ([run]): Run => ({ text: run, words: wordBits(run) }),
  );
  const hasWords = runs.some(({ text: run, words }) => run.length >= SHORTEST_WORD && words !== undefined);
  // around words stand a year, a number, a sign; only a text without any is guessed sign by sign
  const alphabet = hasWords || !/\p{L}/u.test(text) ? undefined : alphabetOf(text);
  let bits = 0;
  for (const { text: run, words } of runs) {
    const random = randomBits(run, alphabet ?? alphabetOf(run));
    if (/^(?:19|20)\d\d$/.test(run)) bits += Math.min(random, BITS_A_YEAR);
    else bits += Math.min(random, hasWords || run.length >= SHORTEST_WORD ? (words ?? random) : random);
  }
  return bits;
}

const SHORTEST_WORD = 4;
const VOWELS = /[aeiouy]/gi;

function wordBits(run: string): number | undefined {
  if (!/^\p{L}/u.test(run)) return undefined;
  const vowels = (run.match(VOWELS)?.length ?? 0) / run.length;
  // words without gaps between them
  if (run.length > 20 && !/\p{Ll}\p{Lu}/u.test(run) && vowels > 0.25) return BITS_A_LETTER * run.length;
  if (!isReadable(run)) return undefined;
  const humps = run.match(/\p{Lu}?\p{Ll}+|\p{Lu}+/gu) ?? [run];
  return humps.reduce((sum, hump) => sum + Math.max(BITS_A_WORD, BITS_A_LETTER * hump.length), 0);
}

/** Two signs in any order are two signs. */
function fewSigns(text: string): number {
  const signs = new Set(text).size;
  return signs * 2 < text.length ? text.length * Math.log2(signs) : Number.POSITIVE_INFINITY;
}

function randomBits(run: string, alphabet: number): number {
  const each = Math.log2(alphabet);
  let bits = 0;
  for (let at = 0; at < run.length; at++) bits += goesOn(run, at) ? Math.min(each, BITS_GOING_ON) : each;
  return bits;
}

const ROWS = ['qwertzuiop', 'qwertyuiop', 'azertyuiop', 'asdfghjkl', 'yxcvbnm', 'zxcvbnm'];

function goesOn(text: string, at: number): boolean {
  if (at === 0) return false;
  const step = text.charCodeAt(at) - text.charCodeAt(at - 1);
  if (Math.abs(step) <= 1) return true;
  const pair = text.slice(at - 1, at + 1).toLowerCase();
  return ROWS.some((row) => row.includes(pair));
}

/** How many signs whoever guesses has to try in each place. */
function alphabetOf(text: string): number {
  if (/^[0-9a-f]+$/i.test(text) && /\d/.test(text)) return /[a-f]/i.test(text) ? 16 : 10;
  const classes: [RegExp, number][] = [
    [/\d/, 10],
    [/\p{Ll}/u, 26],
    [/\p{Lu}/u, 26],
    // few such signs are in use
    [/[^\p{L}\d]/u, /\p{L}/u.test(text) ? 8 : 4],
  ];
  return classes.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0) || 1;
}

const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'l',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Digits and signs between letters as the letters they stand for. */
function withoutLeet(text: string): string {
  return text.replace(/(?<=\p{L})[013457@$!]{1,2}(?=\p{L})/gu, (signs) =>
    [...signs].map((sign) => LEET[sign] ?? sign).join(''),
  );
}

/** The length of the shortest piece that the text is a repetition of (Knuth, Morris, Pratt). */
function periodOf(text: string): number {
  const border: number[] = [0];
  for (let at = 1, length = 0; at < text.length; at++) {
    while (length > 0 && text[at] !== text[length]) length = border[length - 1] ?? 0;
    if (text[at] === text[length]) length += 1;
    border.push(length);
  }
  const period = text.length - (border.at(-1) ?? 0);
  return text.length % period === 0 ? period : text.length;
}
