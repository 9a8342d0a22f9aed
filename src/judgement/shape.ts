// What a value looks like: letters and digits, words, key material. No opinion on whether it is a secret.

const HEX = /^[0-9a-fA-F]+$/;
const UUID = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const WORD = /^(?:[A-Z]?[a-z]+|[A-Z]+)$/;

export function isHex(value: string, least = 16): boolean {
  return value.length >= least && HEX.test(value);
}

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** 32 bytes in base64: an ESPHome or WireGuard key. */
export function isBase64Key(value: string): boolean {
  return /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(value);
}

/** Shannon entropy in bits per character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** How many of the classes lower case, upper case, digits and others the value holds. */
export function characterClasses(value: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(value)).length;
}

/** The runs of letters and of digits, split at separators and at camelCase humps; lower case. */
export function splitWords(text: string): string[] {
  return text
    .normalize('NFC')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

const VOWELS = /[aeiouyäöüåøæàáâéèêëíìîïóòôúùûœаеиоуыэюяα-ω]/i;

/** Of a name in camelCase at least so much is words: two letters or more with a vowel. */
const LEAST_WORDS = 0.6;

function shareOfWords(humps: readonly string[]): number {
  const all = humps.join('').length;
  return humps.filter((hump) => hump.length > 1 && VOWELS.test(hump)).join('').length / all;
}

/** Words a person can read, separated by `-`, `_`, `.`, blanks: `git_pull`, `front-door-motion`, `Kitchen light`. */
export function isReadable(value: string): boolean {
  const parts = value.split(/[-_.\s/:]+/).filter((part) => part !== '');
  if (parts.length === 0) return false;
  return parts.every((part) => {
    if (/^[0-9]{1,3}$/.test(part)) return true;
    const stem = part.replace(/[0-9]{1,2}$/, '');
    if (stem.length > 60 || !/^\p{L}+$/u.test(stem)) return false;
    const humps = stem
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
      .split(' ');
    // letters in random case fall into many short humps; words do not
    if (humps.length > 3 && stem.length / humps.length < 2.6) return false;
    if (humps.length > 3 && shareOfWords(humps) < LEAST_WORDS) return false;
    return humps.every(
      (hump) =>
        hump.length <= 4 ||
        (hump.length <= 20 &&
          (WORD.test(hump) || /[^A-Za-z]/.test(hump)) &&
          VOWELS.test(hump) &&
          !/[bcdfghjklmnpqrstvwxz]{6}/i.test(hump)),
    );
  });
}

/**
 * Whether the value could be made by a generator: long enough, no blanks, not readable, mixed.
 * One voice among others; never decides alone.
 */
export function looksGenerated(value: string, least = 16): boolean {
  if (value.length < least || /\s/.test(value)) return false;
  if (isHex(value, least) || isUuid(value)) return entropy(value) >= 2.5;
  if (isReadable(value)) return false;
  const mixed = /[0-9]/.test(value) && /[A-Za-z]/.test(value);
  return BASE64.test(value)
    ? (mixed || characterClasses(value) >= 3 || (value.length >= 24 && entropy(value) >= 4)) && entropy(value) >= 3
    : mixed && entropy(value) >= 3;
}
