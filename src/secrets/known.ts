// Finds the values of local secrets files in any text: literally, URL-encoded, JSON-escaped, or inside a Basic header's base64.
// One pass over the text whatever the number of values; no value leaves this module but as SecretValue.
import type { SecretEntry, SecretsFile } from './store.js';

/** Found anywhere in a text from this length on, below it only as a whole scalar. */
const ANYWHERE = 8;
const SHORTEST = 5;
/** Longer values (certificates) are recognised by their first characters. */
const LONGEST = 512;
/** Values that begin alike; a file with more was made to cost time. */
const MOST_ALIKE = 500;
/** Characters by which a text position is looked up. */
const PREFIX = 4;

export interface KnownHit {
  readonly start: number;
  readonly end: number;
  readonly entry: SecretEntry;
  readonly form: 'literal' | 'url-encoded' | 'json-escaped' | 'basic';
}

interface Needle {
  readonly text: string;
  readonly form: KnownHit['form'];
  readonly entry: SecretEntry;
}

/** Whether an entry's value is worth recognising. The rules decide it; this module only finds. */
export type IsCredential = (entry: SecretEntry) => boolean;

export class KnownSecrets {
  /** Values of 5 to 7 characters: whole scalars only. */
  readonly #short = new Map<string, SecretEntry>();
  readonly #byPrefix = new Map<string, Needle[]>();
  /** A first, cheap answer for most positions of a text: a bit for each prefix. */
  readonly #bloom = new Uint8Array(1 << 16);
  readonly #passwords = new Map<string, SecretEntry>();
  /** Of values with blanks, which YAML may fold over lines, the longest word. */
  readonly #blankWords = new Set<string>();

  /** `anywhere`: from which length on a value is found anywhere. */
  constructor(
    files: readonly SecretsFile[],
    isCredential: IsCredential,
    readonly anywhere = ANYWHERE,
  ) {
    for (const file of files) {
      for (const entry of file.entries.values()) {
        if (entry.value !== undefined && entry.value.reveal().length >= SHORTEST && isCredential(entry))
          this.#add(entry, entry.value.reveal().trim());
      }
    }
  }

  get isEmpty(): boolean {
    return this.#byPrefix.size === 0 && this.#short.size === 0;
  }

  #add(entry: SecretEntry, value: string): void {
    this.#passwords.set(value, entry);
    if (value.length < this.anywhere) {
      this.#short.set(value, entry);
      return;
    }
    const forms = [{ text: value, form: 'literal' }, ...encodedForms(value)] as const;
    if (/\s/.test(value)) this.#blankWords.add(longestWord(value));
    for (const { text, form } of forms) {
      if (form !== 'literal' && text === value) continue;
      const needle: Needle = { text: text.slice(0, LONGEST), form, entry };
      const prefix = needle.text.slice(0, PREFIX);
      const others = this.#byPrefix.get(prefix);
      if (others !== undefined && others.length >= MOST_ALIKE) continue;
      if (others?.some((other) => other.text === needle.text) === true) continue;
      this.#byPrefix.set(
        prefix,
        [...(others ?? []), needle].sort((a, b) => b.text.length - a.text.length),
      );
      this.#bloom[hash(prefix, 0)] = 1;
    }
  }

  /** A whole scalar that is a known value, however short. */
  whole(text: string): SecretEntry | undefined {
    return this.#passwords.get(text.trim());
  }

  /** Whether a raw text may hold a value: what decides if a file is looked at closely. */
  mayHold(text: string): boolean {
    for (const value of [...this.#short.keys(), ...this.#blankWords]) if (text.includes(value)) return true;
    if (/basic[ \t]/i.test(text)) return true;
    return !this.find(text).next().done;
  }

  /** All values in a text, the longest first where several begin at one place. */
  *find(text: string): Generator<KnownHit> {
    const last = text.length - PREFIX;
    for (let at = 0; at <= last; at++) {
      if (this.#bloom[hash(text, at)] === 0) continue;
      const needle = this.#byPrefix
        .get(text.slice(at, at + PREFIX))
        ?.find((candidate) => text.startsWith(candidate.text, at) && isBounded(text, at, at + candidate.text.length));
      if (needle === undefined) continue;
      yield { start: at, end: at + needle.text.length, entry: needle.entry, form: needle.form };
      at += needle.text.length - 1;
    }
    yield* this.#basic(text);
  }

  *#basic(text: string): Generator<KnownHit> {
    for (const match of text.matchAll(/basic[ \t]{1,5}([A-Za-z0-9+/]{8,2000}={0,2})/gi)) {
      const login = Buffer.from(match[1] ?? '', 'base64').toString('utf8');
      const entry = this.#passwords.get(login.slice(login.indexOf(':') + 1));
      if (entry !== undefined && login.includes(':'))
        yield { start: match.index, end: match.index + match[0].length, entry, form: 'basic' };
    }
  }
}

/** Letters or digits may not run on at either side: `hunter2024` is not found in `hunter20245`. */
function isBounded(text: string, start: number, end: number): boolean {
  const wordAt = (index: number): boolean => /[\p{L}\p{N}]/u.test(text[index] ?? '');
  if (wordAt(start) && start > 0 && wordAt(start - 1) && !endsInEscape(text, start)) return false;
  return !(wordAt(end - 1) && end < text.length && wordAt(end));
}

/** After `\n` or `%3A` a word begins, though a letter stands before it. */
function endsInEscape(text: string, start: number): boolean {
  return /(?:\\[nrt]|%[0-9A-Fa-f]{2})$/.test(text.slice(Math.max(0, start - 3), start));
}

function hash(text: string, at: number): number {
  const a = text.charCodeAt(at);
  const b = text.charCodeAt(at + 1);
  const c = text.charCodeAt(at + 2);
  const d = text.charCodeAt(at + 3);
  return (Math.imul(a, 0x9e37) ^ Math.imul(b, 0x79b9) ^ Math.imul(c, 0x85eb) ^ Math.imul(d, 0xca6b)) & 0xffff;
}

function longestWord(value: string): string {
  return value.split(/\s+/).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

/** How programs write a value into URLs, JSON, and single-quoted YAML. */
function encodedForms(value: string): { readonly text: string; readonly form: KnownHit['form'] }[] {
  const url = encodeURIComponentSafe(value);
  // RFC 3986 reserves five characters more than JavaScript encodes
  const strict = url.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  // Go and some web frameworks escape what HTML gives a meaning
  const html = ascii.replace(/[<>&']/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const lower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [
    ...[url, strict, lower(url), lower(strict), url.replaceAll('%20', '+')].map((text) => ({
      text,
      form: 'url-encoded' as const,
    })),
    ...[json, ascii, html, json.replaceAll('/', '\\/')].map((text) => ({ text, form: 'json-escaped' as const })),
    { text: value.replaceAll("'", "''"), form: 'literal' },
  ];
}

/** Lone surrogates cannot be encoded: they stay as they are. */
function encodeURIComponentSafe(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value;
  }
}
