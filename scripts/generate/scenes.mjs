// Repositories for the pages of rules that no single file shows.

/** `rule`, what it shows, files, arguments of the program, and how the repository is made. */
export function scenes({ makeSample }) {
  const value = makeSample('<A20>', 81);
  const secrets = { 'secrets.yaml': `mqtt_password: ${value}\n` };
  return [
    {
      rule: 'known-secret',
      about: 'a value of secrets.yaml in a script',
      files: { ...secrets, 'scripts/notify.sh': `#!/bin/sh\nmosquitto_pub -h broker -t bell -m "${value}"\n` },
      args: ['scripts/notify.sh'],
    },
    {
      rule: 'undefined-secret',
      about: 'a name that is written differently in secrets.yaml',
      files: { ...secrets, 'configuration.yaml': 'mqtt:\n  password: !secret mqtt_pasword\n' },
      args: ['configuration.yaml'],
    },
    {
      rule: 'secrets-file-committed',
      about: 'the next commit brings secrets.yaml',
      files: secrets,
      args: ['--staged'],
      options: { ignore: [] },
    },
    {
      rule: 'secrets-file-tracked',
      about: 'git tracks secrets.yaml although it is ignored by now',
      files: { ...secrets, 'configuration.yaml': 'mqtt:\n  password: !secret mqtt_password\n' },
      args: [],
      options: { before: [['add', '-f', 'secrets.yaml']] },
    },
    {
      rule: 'secrets-file-not-ignored',
      about: 'nothing keeps the next `git add -A` from taking secrets.yaml',
      files: { ...secrets, 'configuration.yaml': 'mqtt:\n  password: !secret mqtt_password\n' },
      args: [],
      options: { ignore: [], before: [['rm', '-q', '--cached', 'secrets.yaml']] },
    },
    {
      rule: 'sensitive-file',
      about: 'the store of the Home Assistant interface',
      files: { '.storage/auth': '{}\n', 'configuration.yaml': 'default_config:\n' },
      args: [],
    },
    {
      rule: 'unreadable-file',
      about: 'a file in another encoding',
      files: { 'notes.yaml': Buffer.from('name: K\xfcche\n', 'latin1') },
      args: ['notes.yaml'],
    },
    {
      rule: 'unused-suppression',
      about: 'the value is gone, the comment is still there',
      files: {
        'configuration.yaml':
          'mqtt:\n  # ha-secrets-lint: ignore[inline-credential] a test broker\n  broker: 192.0.2.10\n',
      },
      args: ['configuration.yaml'],
    },
  ];
}
