// Under which keys the references to a name stand: what tells whether a value is a credential when its name does not.

/** A key, a colon and a reference, for `git grep -E` and for us. */
export const USE_PATTERN = '[A-Za-z0-9_.-]+["\']?[[:blank:]]*:[[:blank:]]+!secret[[:blank:]]+["\']?[A-Za-z0-9_.-]+';

const USE = /([A-Za-z0-9_.-]{1,100})["']?[ \t]{0,20}:[ \t]{1,20}!secret[ \t]{1,20}["']?([A-Za-z0-9_.-]{1,200})/g;

/** Adds all uses in a text. */
export function addUses(uses: Map<string, string[]>, text: string): void {
  for (const [, key = '', name = ''] of text.matchAll(USE)) {
    const keys = uses.get(name) ?? [];
    if (!keys.includes(key)) uses.set(name, [...keys, key]);
  }
}
