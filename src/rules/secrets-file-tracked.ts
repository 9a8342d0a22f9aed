// A secrets file in clear text that the index holds from before.
import type { Rule } from '../types.js';

const id = 'secrets-file-tracked';

export const rule: Rule = {
  meta: {
    id,
    class: 'guard',
    severity: 'error',
    summary: 'a secrets file in clear text is tracked',
    why: 'A tracked file is committed again with each change, ignored or not, and every clone has it.',
    remedy:
      'Stop tracking it (`git rm --cached <file>`; the file itself stays), let `.gitignore` name it, and change the values in it if the repository was ever pushed.',
    specificity: 90,
  },
  examples: { bad: [], good: [] },
  cases: {
    bad: [
      '`secrets.yaml` is in the index, whether or not `.gitignore` names it',
      '`esphome/secrets.yaml` was committed long ago and is still tracked',
    ],
    good: [
      'an encrypted secrets file, a pointer to another one, or a stand-in is tracked',
      '`secrets.yaml` stands in the working tree only',
    ],
  },
  *checkRepo(facts) {
    for (const file of facts.secretsFiles) {
      if (!file.tracked || file.brought || file.sealed) continue;
      yield {
        rule: id,
        path: file.path,
        message: 'The secrets file is tracked by git.',
        because: 'the index holds it in clear text',
      };
    }
  },
};
