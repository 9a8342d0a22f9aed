// `a` or `an` before what a finding names, by how it is said: a password, an API key, an SNMP community, a user key.

/** Letters whose names begin with a vowel. */
const SAID_WITH_VOWEL = /^[AEFHILMNORSX]$/;
/** Written with a vowel, said with a consonant, and the other way round. */
const WITH_CONSONANT = /^(?:uni|us[ei]|eu|one|ubi|url|uuid)/i;
const WITH_VOWEL = /^(?:[aeiou]|hour|honest)/i;

export function withArticle(noun: string): string {
  const first = noun.split(/[\s-]/, 1)[0] ?? '';
  const isSpelled = /^[A-Z0-9]{2,}$/.test(first) && !/^(?:URL|UUID)$/.test(first);
  const vowel = isSpelled
    ? SAID_WITH_VOWEL.test(first[0] ?? '')
    : WITH_VOWEL.test(first) && !WITH_CONSONANT.test(first);
  return `${vowel ? 'an' : 'a'} ${noun}`;
}
