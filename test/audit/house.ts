// A house in which much is wrong, and what must not be shown of it.

import { POINTS } from '../../src/commands/audit/points';
import type { AuditReport, AuditRow, Verdict } from '../../src/reporters/audit/audit-report';

/** Values that stand in the files; no report may hold one. */
export const VALUES = ['tall-Heron-77', '0.0.0.0/0', 'shed-Tulip-12', 'home.example.net', 'paddock-Rain-5'] as const;

export const HOUSE: Readonly<Record<string, string>> = {
  'configuration.yaml': [
    'homeassistant:',
    '  external_url: !secret url',
    '  packages: !include_dir_named packages',
    '  auth_providers:',
    '    - type: legacy_api_password',
    `      api_password: ${VALUES[0]}`,
    '',
  ].join('\n'),
  'packages/net.yaml': [
    'http:',
    '  ip_ban_enabled: false',
    '  use_x_forwarded_for: true',
    `  trusted_proxies: ${VALUES[1]}`,
    '  cors_allowed_origins: "*"',
    '',
  ].join('\n'),
  'secrets.yaml': `url: http://${VALUES[3]}:8123\nota: ${VALUES[4]}\n`,
  'esphome/shed.yaml': `esphome:\n  name: shed\napi:\n  password: ${VALUES[2]}\nota:\n  - platform: esphome\n`,
  'mosquitto/mosquitto.conf': 'listener 1883\nallow_anonymous true\n',
  '.HA_VERSION': '2024.1.0\n',
  'www/backup.tar': 'x\n',
};

/** Rows whose places and messages attack whoever shows them. */
export function hostileAudit(names: readonly string[]): AuditReport {
  const verdicts: readonly Verdict[] = ['fail', 'warn', 'unknown', 'pass'];
  const rows = verdicts.map(
    (verdict): AuditRow => ({
      meta: {
        id: `check-${verdict}`,
        point: POINTS.services,
        title: 'Nothing is open',
        why: 'It matters.',
        remedy: 'Close it.',
        help: 'https://example.com/help',
      },
      verdict,
      message: `seen in ${names.join(' and ')}`,
      absent: false,
      places: names.map((file, index) => ({ file, line: index === 0 ? null : index })),
    }),
  );
  const notes = names.map((name) => `a note on ${name}`);
  const errors = names.map((file) => ({ file, message: `cannot read ${file}` }));
  return { root: '/house', rows, strict: false, files: 3, notes, errors, ms: 1 };
}
