// What the README shows is what the program prints.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_IDS } from '../../src/rules/index';
import { CLI, ROOT, withRepo } from '../support/repo';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

const CONFIGURATION = `mqtt:
  broker: 192.0.2.5
  username: homeassistant
  password: garden-Frog-42

camera:
  - platform: ffmpeg
    name: Garage
    input: rtsp://viewer:Tulip9lamp@192.0.2.31:554/stream1
`;

test('the stopped commit on the first screen is a real one', () =>
  withRepo((repo) => {
    const [, command = '', shown = ''] = /```console\n\$ (git commit [^\n]*)\n([\s\S]*?)```/.exec(README) ?? [];
    expect(command).toBe('git commit -m "Add broker and camera"');
    expect(repo.run(process.execPath, [CLI, 'init', '--yes']).code).toBe(0);
    repo.git('add', '-A');
    repo.git('commit', '-q', '-m', 'Set up');
    repo.write({ 'configuration.yaml': CONFIGURATION, 'secrets.yaml': 'wifi_password: tall-Heron-7\n' });
    repo.git('add', '-A');
    const ran = repo.tryGit('commit', '-m', 'Add broker and camera');
    expect(ran.code).not.toBe(0);
    expect(ran.out + ran.err).toBe(shown);
    expect(shown.split('\n').every((line) => line.length <= 80)).toBe(true);
  }));

test('the table of rules is complete', () => {
  const rows = [...README.matchAll(/^\| `([a-z-]+)`\s+\| /gm)].map(([, id]) => id);
  expect(rows.filter((id) => id !== undefined && RULE_IDS.includes(id)).sort()).toEqual([...RULE_IDS].sort());
});

test('the config in it is accepted', () =>
  withRepo((repo) => {
    const config = /```yaml\n(rules:[\s\S]*?)```/.exec(README)?.[1] ?? '';
    repo.write({ '.ha-secrets-lint.yaml': config, 'configuration.yaml': 'homeassistant:\n' });
    expect(repo.json()).toMatchObject({ code: 0, errors: [] });
  }));
