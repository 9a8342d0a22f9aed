// Why nothing can be written instead, and what to do then: for people, in every report.
import type { NoFixReason } from '../types.js';

export const WHY_NOT: Readonly<Record<NoFixReason, string>> = {
  'part-of-a-longer-string':
    'a reference replaces whole values only: keep the secret in a script or rest_command that takes the whole value from the secrets file',
  blueprint: 'files like this are loaded without secrets: make it an input',
  'no-references-here':
    'this format has no `!secret`: use its own way (an environment variable), or keep the file out of git',
  'not-yaml': 'read the value from the environment or from a file that git ignores',
  'invalid-yaml': 'the file is no valid YAML: mend it first',
  'a-key': 'a key cannot be a reference: change the structure',
  'list-value': 'move the whole list to the secrets file and refer to it',
  encoding: 'the file is not UTF-8: convert it first',
  'in-a-comment': 'take the value out of the comment; if it was ever pushed, change it where it is used',
  sample: 'a sample needs no real value: put a placeholder there',
  'not-loadable': 'the loader rejects this file as it stands: mend it first',
  'setting-without-reference':
    'the program looks up no reference in this setting: take the setting out where it can be left out, or keep the file out of git and commit a sample',
  'environment-not-here':
    'the program reads variables from its environment: write the reference in place of the value, and set the variable where the program is started',
  'default-of-a-variable': 'take the default out, and set the variable where the program is started',
  'name-not-at-hand': 'take the quotes away once the secrets file has the name',
  'no-configuration':
    'no configuration.yaml stands above this file, so that nothing says where its secrets are looked up',
  'no-secrets-file': 'there is no secrets file here: --fix --create-secrets-file makes one',
  'secrets-file-tracked':
    'stop tracking the secrets file first (git rm --cached, and a line in .gitignore): what is moved there would be published with it',
  'secrets-file-unusable':
    'the secrets file that is looked up from here cannot take it (encrypted, a link, read-only or broken)',
  'needs-a-person': 'move the value to the secrets file by hand',
};
