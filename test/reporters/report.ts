// A real report to show in every format: a small configuration that leaks in as many ways as there are rules for.

import type { ReportContext } from '../../src/reporters/context';
import { frameLines } from '../../src/reporters/frame';
import { makeSample } from '../../src/rules/examples';
import { RULES } from '../../src/rules/index';
import { type LintRequest, lint, type Report } from '../../src/run/run';
import { type Repo, withRepo } from '../support/repo';

/** Every value that no format may show, made anew at each run of the same seed: nothing that looks alive stands here. */
export const VALUES = {
  broker: makeSample('<A14>', 11),
  camera: makeSample('<A16>', 12),
  header: makeSample('<A40>', 13),
  token: makeSample('ghp_<A36>', 14),
  known: makeSample('<A18>', 15),
  commented: makeSample('<A15>', 16),
  wifi: makeSample('<A17>', 17),
} as const;

export const HOME: Readonly<Record<string, string>> = {
  'secrets.yaml': `alarm_login: ${VALUES.known}\n`,
  'configuration.yaml': [
    'homeassistant:',
    '  name: Home',
    'mqtt:',
    '  broker: 192.0.2.10',
    `  password: ${VALUES.broker}`,
    'camera:',
    '  - platform: ffmpeg',
    `    input: rtsp://viewer:${VALUES.camera}@192.0.2.11/live # the garage`,
    `# password: ${VALUES.commented}`,
    '',
  ].join('\n'),
  'packages/alarm, garage.yaml': [
    'rest_command:',
    '  arm:',
    '    url: https://alarm.example.net/arm',
    '    headers:',
    `      Authorization: "Bearer ${VALUES.header}"`,
    '  disarm:',
    '    url: https://alarm.example.net/disarm',
    `    payload: '{"login": "${VALUES.known}"}'`,
    'notify:',
    '  - platform: rest',
    '    resource: "!secret notify_url"',
    '',
  ].join('\n'),
  'esphome/Küche.yaml': ['esphome:', '  name: kitchen', 'wifi:', '  ssid: x', `  password: ${VALUES.wifi}`, ''].join(
    '\n',
  ),
  'scripts/deploy.sh': `#!/bin/sh\ncurl -H "Accept: */*" https://api.example.net/?x=1 # ${VALUES.token}\n`,
};

export async function homeReport(): Promise<Report> {
  return reportOf(HOME);
}

/** Of a history: what is gone from HEAD, what is there still, and a file that should never have been there. */
export async function historyReport(): Promise<Report> {
  return withRepo((repo) => {
    repo.commit({
      'configuration.yaml': `mqtt:\n  password: ${VALUES.broker}\n`,
      'node.yaml': `esphome:\n  name: n\nwifi:\n  password: ${VALUES.wifi}\n`,
      'secrets.yaml': `a: ${VALUES.known}\n`,
    });
    repo.git('rm', '-q', '--cached', 'secrets.yaml');
    repo.run('rm', ['secrets.yaml']);
    repo.commit({ 'configuration.yaml': 'mqtt:\n  password: !secret broker\n' });
    return lint({ cwd: repo.dir, scope: { kind: 'history' } });
  });
}

/** The report on a repository that holds these files. */
export async function reportOf(
  files: Readonly<Record<string, string | Buffer>>,
  request: Partial<LintRequest> = {},
): Promise<Report> {
  return withRepo((repo) => reportIn(repo, files, request));
}

async function reportIn(
  repo: Repo,
  files: Readonly<Record<string, string | Buffer>>,
  request: Partial<LintRequest>,
): Promise<Report> {
  repo.write(files);
  return lint({ cwd: repo.dir, scope: { kind: 'default' }, ...request });
}

/** Always the same moment and version, for snapshots. */
export const CONTEXT: ReportContext = {
  tool: { name: 'ha-secrets-lint', version: '1.2.3' },
  rules: RULES.map(({ meta }) => meta),
  frame: frameLines,
  quiet: false,
  time: new Date('2026-01-02T03:04:05Z'),
};

/** As many findings as asked for, over many files. */
export function manyFiles(findings: number): Record<string, string> {
  const files: Record<string, string> = {};
  const each = 25;
  for (let at = 0; at < findings; at += each) {
    const blocks: string[] = [];
    for (let row = at; row < Math.min(at + each, findings); row++)
      blocks.push(
        row % 3 === 0
          ? `  - platform: ffmpeg\n    input: rtsp://viewer:${makeSample('<A12>', row)}@192.0.2.1/live`
          : `  - platform: mjpeg\n    ${row % 3 === 1 ? 'password' : 'access_token'}: ${makeSample('<A20>', row)}`,
      );
    files[`packages/floor_${Math.floor(at / 500)}/room_${String(at).padStart(4, '0')}.yaml`] =
      `camera:\n${blocks.join('\n')}\n`;
  }
  return files;
}
