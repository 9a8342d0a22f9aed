// A secrets file in clear text among what the commit or the range brings.
import type { Rule } from '../types.js';

const id = 'secrets-file-committed';

export const rule: Rule = {
  meta: {
    id,
    class: 'guard',
    severity: 'error',
    summary: 'a commit that brings a secrets file in clear text',
    why: 'The secrets file holds every password of the house. Once pushed it is public for good: the history keeps it.',
    remedy:
      'Take it out of the commit (`git rm --cached <file>`) and let `.gitignore` name it. Encrypted secrets files and stand-ins may be committed.',
    specificity: 100,
  },
  examples: { bad: [], good: [] },
  cases: {
    bad: [
      '`git add -f secrets.yaml` with readable values in it',
      'a changed `esphome/secrets.yaml` that was tracked already',
    ],
    good: [
      'a file encrypted with SOPS, git-crypt, ansible-vault or age',
      '`esphome/secrets.yaml` that only holds `<<: !include ../secrets.yaml`',
      '`secrets.fake.yaml`, `secrets.yaml.example`, and any secrets file that holds placeholders only',
    ],
  },
  *checkRepo(facts) {
    for (const file of facts.secretsFiles) {
      if (!file.brought || file.sealed) continue;
      yield {
        rule: id,
        path: file.path,
        commit: file.commit,
        message:
          file.commit === null
            ? 'This commit would publish the secrets file.'
            : 'This commit brings the secrets file in clear text.',
        because: 'its name is that of a secrets file, and it holds readable values',
      };
    }
  },
};
