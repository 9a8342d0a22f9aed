// The page on the audit, from the table of its checks.
import { fence, page, sentence, table } from './text.mjs';

const VERDICTS = {
  fail: 'published, or open to whoever reaches it; old backups and releases. Exit 1',
  warn: 'weaker than Home Assistant or the program’s makers advise',
  unknown: 'nothing here tells. Exit 1 with `--strict`',
  pass: 'as it should be, or not used here',
};

export function auditPage({ AUDIT_CHECKS }) {
  const points = [...new Set(AUDIT_CHECKS.map(({ point }) => point))];
  return page(
    '# The security checklist, point by point',
    '`ha-secrets-lint audit` looks at a configuration as [Home Assistant’s security checklist](https://www.home-assistant.io/docs/configuration/securing/) asks for it, and says of each point what it saw, where, and what to do. It reads files and starts nothing but git; no value is ever shown. Includes, packages and references are followed as Home Assistant and ESPHome follow them; what cannot be followed makes a check unknown, never fine.',
    fence(
      [
        'ha-secrets-lint audit                              # the configuration in this folder or repository',
        'ha-secrets-lint audit --host                       # and the SSH server and upkeep of this machine',
        'ha-secrets-lint audit --backups /mnt/nas/backups   # where backups are, besides backups/',
        'ha-secrets-lint audit --format html --output checklist.html',
      ].join('\n'),
      'sh',
    ),
    table(
      ['Verdict', ''],
      Object.entries(VERDICTS).map(([verdict, text]) => [`\`${verdict}\``, text]),
    ),
    'Exit: 0 nothing fails, 1 something fails, 2 it could not look. A clone tells less than the house itself: secrets files, backups and Home Assistant’s store are not in it. All formats of `lint` but `gitlab-secrets` are there; in those for programs each place is a finding of the rule `audit/<id>`. `--format json` prints `{"checks": [{"id", "verdict", "message", "file", "line", ...}]}`; `places` holds all the evidence.',
    ...points.flatMap((point) => [
      `## ${point.title}`,
      `${point.asks}${point.id === 'host' ? ' Only with `--host`.' : ''}`,
      ...AUDIT_CHECKS.filter((check) => check.point === point).map(checkText),
    ]),
    '## What is not told',
    'Settings that are made in the interface and kept in Home Assistant’s store are read only where they are named above. In a Match block of sshd_config a setting holds for some logins: then the check is unknown. Whether a ZFS, APFS or NTFS volume is encrypted only its own programs tell, and they are not started.',
    '[Command line](cli.md#audit) · [rules](rules/README.md)',
  );
}

function checkText({ id, title, why, remedy, help, examples }) {
  const rows = examples.map(({ about, verdict }) => `- \`${verdict}\`: ${about}`);
  return `### \`${id}\`\n\n${sentence(title)} ${why}\n\n${rows.join('\n')}\n\n${remedy} [More](${help})`;
}
