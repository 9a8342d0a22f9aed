// A place of a secrets file that git would pick up with the next `git add`.
import type { Rule } from '../types.js';

const id = 'secrets-file-not-ignored';

const PLACE = {
  exists: 'This secrets file is not ignored by git.',
  root: 'This configuration keeps its secrets here, and git does not ignore the file.',
  referenced: 'A `!secret` of this folder is looked up here, and git does not ignore the file.',
} as const;

export const rule: Rule = {
  meta: {
    id,
    class: 'guard',
    severity: 'error',
    summary: 'git does not ignore the secrets file',
    why: 'One `git add .` or `git commit -a` and the file is in the commit.',
    remedy:
      'Add the name to `.gitignore`, without a leading slash so that it holds in every folder, and after any line that takes it back (`!*.yaml`).',
    specificity: 80,
  },
  examples: { bad: [], good: [] },
  cases: {
    bad: [
      'no line of any `.gitignore` covers `secrets.yaml`',
      '`/secrets.yaml` covers the root, but not `esphome/secrets.yaml`',
      'a later `!*.yaml` takes it back',
      'only `.git/info/exclude` or a global ignore file names it (a warning: other clones lack that)',
    ],
    good: ['`secrets.yaml` in the root `.gitignore`', 'the only secrets file is encrypted and meant to be committed'],
  },
  *checkRepo(facts) {
    for (const { path, why, state } of facts.expected) {
      if (state === 'ignored') continue;
      const name = path.slice(path.lastIndexOf('/') + 1);
      const fix = { kind: 'gitignore', safe: true, name: null, text: name, secretsFile: null } as const;
      if (state === 'ignored-locally') {
        yield {
          rule: id,
          path,
          severity: 'warning',
          message: 'Only your own git settings ignore this secrets file; other clones do not have them.',
          because: '`git check-ignore` names a file outside the repository',
          fix,
        };
      } else yield { rule: id, path, message: PLACE[why], because: '`git check-ignore` knows no rule for it', fix };
    }
  },
};
