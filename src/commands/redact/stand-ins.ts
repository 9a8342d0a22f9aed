// Which stand-in each value has: the same in every file of a run. The values never leave it but as what they are replaced by. Pure.

import { SecretValue } from '../../secret-value.js';
import { isCommonValue } from '../../secrets/common.js';
import { KnownSecrets } from '../../secrets/known.js';
import type { SecretEntry } from '../../secrets/store.js';
import { makerFor } from './kinds.js';

export type RedactClass = 'credential' | 'identity' | 'location' | 'network';

interface Stand {
  readonly text: string;
  readonly cls: RedactClass;
}

/** Found anywhere from this length on; shorter ones where a rule finds them, and as whole values. */
const ANYWHERE = 6;

export class StandIns {
  readonly #stands = new Map<string, Stand>();
  readonly #used = new Map<string, number>();
  readonly #taken = new Set<string>();

  /** The stand-in of a value; undefined where the value says nothing of anybody. */
  of(value: string, cls: RedactClass): string | undefined {
    const known = this.#stands.get(value);
    if (known !== undefined) return known.text;
    if (value !== value.toLowerCase() && IN_ANY_CASE.test(value)) {
      const lower = this.of(value.toLowerCase(), cls);
      if (lower === undefined) return undefined;
      const text = IS_MAC.test(value) && !/[a-f]/.test(value) ? lower.toUpperCase() : lower;
      this.#stands.set(value, { text, cls });
      return text;
    }
    const inner = {
      of: (part: string, kind?: string): string =>
        this.of(part, kind === 'REDACTED' ? 'credential' : 'network') ?? part,
    };
    const maker = makerFor(value, cls, inner);
    if (maker === undefined) return undefined;
    let n = this.#used.get(maker.kind) ?? 0;
    let text: string;
    do {
      n += 1;
      text = maker.make(n);
    } while ((this.#taken.has(text) || this.#stands.has(text)) && !maker.kind.startsWith('of ') && n < 1e6);
    this.#used.set(maker.kind, n);
    this.#taken.add(text);
    this.#stands.set(value, { text, cls });
    return text;
  }

  classOf(value: string): RedactClass {
    return this.#stands.get(value)?.cls ?? 'credential';
  }

  /** What finds the values in any text and in every form, as far as they are not words that stand everywhere. */
  search(): KnownSecrets {
    const entries = new Map<string, SecretEntry>();
    for (const [value, { cls }] of this.#stands)
      for (const variant of variants(value))
        if (isTelling(variant, cls))
          entries.set(variant, { name: value, value: new SecretValue(variant), type: undefined, file: '', line: 0 });
    return new KnownSecrets([{ path: '', folder: '', entries, includes: [] }], () => true, ANYWHERE);
  }

  /** The stand-in of what a search found. */
  standFor(entry: SecretEntry): string {
    return this.#stands.get(entry.value?.reveal() ?? '')?.text ?? this.#stands.get(entry.name)?.text ?? 'REDACTED';
  }
}

const IS_MAC = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i;
/** What is the same in either case: MAC and e-mail addresses, UUIDs, names of hosts. */
const IN_ANY_CASE =
  /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$|^[^\s@:/"']{1,64}@[\w.-]{1,255}$|^[0-9a-f-]{36}$|^(?:[\w-]{1,63}\.){1,10}[a-z]{2,24}$/i;

/** Such addresses are written in both cases. */
function variants(value: string): string[] {
  return IN_ANY_CASE.test(value) ? [...new Set([value, value.toLowerCase(), value.toUpperCase()])] : [value];
}

const EVERYWHERE =
  /^(?:localhost|core-mosquitto|homeassistant(?:\.local)?|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|255\.255\.\d{1,3}\.\d{1,3})$/i;
const WORD = /^[\p{Ll}_]{1,40}$|^\p{Lu}\p{Ll}{1,40}$/u;
const PATH = /^(?:\/|\.{1,2}\/|~\/)[\w./-]{0,400}$/;
const TIME = /^\d{1,2}:\d{2}(?::\d{2})?$/;

/** Whether finding the value elsewhere means that it is meant there. */
function isTelling(value: string, cls: RedactClass): boolean {
  if (value.length < 5 || EVERYWHERE.test(value) || TIME.test(value) || PATH.test(value)) return false;
  if (/^\d+$/.test(value)) return value.length >= ANYWHERE;
  if (cls === 'credential') return !isCommonValue(value) || !WORD.test(value);
  return value.length >= 8 || !WORD.test(value);
}
