// The engine's first stage: one look at the raw text decides whether a file needs to be parsed at all.
// Law: with the prefilter off the findings are the same. So a needle must stand in the raw text of everything its rule
// can report, unless YAML escapes hide it: then the file is parsed and every rule runs.

/**
 * What can make a decoded key or value hold text that the raw file does not:
 * numeric and slash escapes and escaped line ends of double-quoted scalars, explicit keys (`? key`),
 * aliases as keys, and long runs of blanks before a colon.
 */
const HIDING = /\\(?:[xuU/]|\r?\n)|(?:^|[\s[{,-])\?[ \t\r\n]|\*[^\s,[\]{}]{1,200}[ \t]{1,50}:|(?<![ \t])[ \t]{30,}:/m;

export interface Prefilter {
  /** Whether a rule with this needle may find something. */
  readonly mayMatch: (needle: RegExp) => boolean;
}

/** Looks at a text; `enabled: false` lets everything through. */
export function prefilter(text: string, enabled = true): Prefilter {
  if (!enabled || HIDING.test(text)) return { mayMatch: () => true };
  const known = new Map<RegExp, boolean>();
  return {
    mayMatch(needle) {
      let answer = known.get(needle);
      if (answer === undefined) {
        answer = needle.test(text);
        known.set(needle, answer);
      }
      return answer;
    },
  };
}
