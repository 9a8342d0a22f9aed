// A value that must not be printed: masking is a type, not a late text replacement.
import { inspect } from 'node:util';

/** Shown in place of any secret; one fixed width, so that it tells nothing of the value's length. */
export const MASK = '•••';

/**
 * Holds a secret. Printing, inspecting or serialising it gives the mask.
 * `reveal()` is for comparing and for writing secrets files only, so that every use can be found by its name.
 */
export class SecretValue {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  equals(other: SecretValue): boolean {
    return this.#value === other.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
