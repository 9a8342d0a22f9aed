// What the code frame of the pretty report shows of a file with findings.
import { reportPretty } from '../../src/reporters/pretty.js';
import { lint } from '../../src/run/run.js';

const OPTIONS = { color: false, quiet: false, verbose: true, showSecrets: false };

async function report(filename: string, text: string): Promise<string> {
  const scope = { kind: 'stdin', filename, bytes: Buffer.from(text) } as const;
  return reportPretty(await lint({ cwd: process.cwd(), scope, useConfig: false }), OPTIONS);
}

const KEY = [73, 133, 81, 129, 214, 250, 161, 98, 177, 205, 42, 219, 160, 73, 118, 204];

test.each([
  ['on one line', `network_key: [${KEY.join(', ')}]`],
  ['on several lines', `network_key: [${KEY.join(',\n    ')}]`],
  ['as a block', `network_key:\n${KEY.map((byte) => `    - ${byte}`).join('\n')}`],
])('a key written as a list of numbers %s is masked as a whole', async (_, text) => {
  const shown = await report(
    'zigbee2mqtt/configuration.yaml',
    `mqtt:\n  base_topic: zigbee2mqtt\nadvanced:\n  ${text}\n`,
  );
  expect(shown).toContain('advanced.network_key');
  expect(KEY.filter((byte) => byte > 99 && shown.includes(String(byte)))).toEqual([]);
});

test('other values of the line are masked too, keys and references are not', async () => {
  const shown = await report(
    'configuration.yaml',
    'mqtt: { username: heron77, password: "grey-Heron-9", broker: !secret broker, port: 1883 }\n',
  );
  expect(shown).toContain('1 | mqtt: { username: •••, password: •••, broker: !secret broker, port: 1883 }');
});

test('a comment that holds a secret is masked and said to be published', async () => {
  const shown = await report('configuration.yaml', 'mqtt:\n  broker: x.local\n#  password: "grey-Heron-9"\n');
  expect(shown).toContain('warning[commented-credential]');
  expect(shown).toContain('delete it');
  expect(shown).not.toContain('Heron');
});

test('a file that is no valid YAML shows its first keys only', async () => {
  const shown = await report('configuration.yaml', 'mqtt:\n  password: grey-Heron-9 other: "x\n   - [\n');
  expect(shown).toContain('password: •••');
  expect(shown).not.toContain('Heron');
});
