// What the checks of secrets files say for themselves: summary, why, what to do. The same form as the rules', for the same reports.
import { ruleMeta } from '../../rules/index.js';
import type { CheckId } from '../../secrets/check-ids.js';
import type { RuleMeta } from '../../types.js';

/** With the one rule that the linter and these checks share. */
export type Check = CheckId | 'undefined-secret';

const META: Readonly<Record<CheckId, Pick<RuleMeta, 'class' | 'severity' | 'summary' | 'why' | 'remedy'>>> = {
  'broken-secrets-file': {
    class: 'reference',
    severity: 'error',
    summary: 'a secrets file that its loader rejects',
    why: 'Home Assistant opens every secrets file from the folder of a reference upwards. One that is empty, a list or no valid YAML fails each look-up from its folder and below, also of names that another file has, and the configuration does not load.',
    remedy: 'Mend the file or delete it; an empty one is worse than none.',
  },
  'duplicate-secret': {
    class: 'reference',
    severity: 'warning',
    summary: 'a name that stands twice in one secrets file',
    why: 'Home Assistant takes the last one and only logs a warning, so that a change of the first does nothing. ESPHome rejects the file.',
    remedy: 'Delete the one that is not meant.',
  },
  'shadowed-secret': {
    class: 'reference',
    severity: 'warning',
    summary: 'a name that hides the same name of a folder above',
    why: 'The nearest secrets file that has a name wins. A change of the other one does nothing for the files below this folder.',
    remedy: 'Keep one of the two, or give them names that tell them apart (ha-secrets-lint secrets rename).',
  },
  'unreachable-secret': {
    class: 'reference',
    severity: 'warning',
    summary: 'an entry that no reference can reach',
    why: 'Home Assistant looks names up as text: a key that YAML reads as a number, a date or a switch equals none. `logger` turns on a log and is taken out. Only a file named `secrets.yaml` is asked.',
    remedy: 'Put the key in quotes, or choose a name that begins with a letter.',
  },
  'unused-secret': {
    class: 'reference',
    severity: 'warning',
    summary: 'an entry that nothing here refers to',
    why: 'A password that is kept but not used is one more to lose, and often still valid.',
    remedy:
      'Revoke it and delete the entry. If something outside of these files uses it (the options of an add-on may refer to `!secret` too), say so in a comment: ignore[unused-secret].',
  },
  'weak-secret': {
    class: 'credential',
    severity: 'warning',
    summary: 'a password, key or code that can be guessed',
    why: 'What is short, common, or the name of the thing itself is among the first guesses, and needs no leak.',
    remedy: 'Have a password manager make a new one, and change it at the service and here.',
  },
  'reused-secret': {
    class: 'credential',
    severity: 'warning',
    summary: 'one value for several things',
    why: 'Who learns it at one service has the others, too, and a change at one breaks the other.',
    remedy: 'Give each service its own. If it is one login after all, use one name for it.',
  },
  'encrypted-copy': {
    class: 'meta',
    severity: 'warning',
    summary: 'an encrypted copy that is not the secrets file of today',
    why: 'What is restored from it after a loss is the file of back then.',
    remedy: 'Encrypt it again: ha-secrets-lint secrets encrypt. With --identity the contents are compared.',
  },
  'stand-in': {
    class: 'reference',
    severity: 'error',
    summary: 'a stand-in for a secrets file that is not complete, or not fake',
    why: 'A name that is missing fails the check of the configuration in CI. A value that is real is published.',
    remedy:
      'Add what is missing: ha-secrets-lint secrets fake FILE. Put a made-up value in place of a real one, and change the real one.',
  },
};

export function checkMeta(id: Check): RuleMeta {
  return id === 'undefined-secret' ? ruleMeta(id) : { id, specificity: 0, ...META[id] };
}

export const CHECKS: readonly RuleMeta[] = [
  checkMeta('undefined-secret'),
  ...Object.keys(META).map((id) => checkMeta(id as CheckId)),
];
