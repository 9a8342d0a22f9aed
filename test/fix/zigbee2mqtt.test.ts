// After a fix Zigbee2MQTT reads the same settings: its parser, js-yaml, and its own rule of what is looked up and how.
import { fix, lint } from '../../src/index';
import { withRepo } from '../support/repo';

const { load } = require('js-yaml') as { load: (text: string) => unknown };

type Settings = Record<string, Record<string, unknown>>;

/** zigbee2mqtt 2.12.1 lib/util/settings.ts: the settings that are looked up, and the pattern of a reference. */
const LOOKED_UP = ['mqtt.server', 'mqtt.user', 'mqtt.password', 'advanced.network_key', 'frontend.auth_token'];
const REFERENCE = /!(.*) (.*)/;

function settings(text: string, files: Readonly<Record<string, string>>): Settings {
  const read = load(text) as Settings;
  for (const path of LOOKED_UP) {
    const [section = '', key = ''] = path.split('.');
    const match = REFERENCE.exec(String(read[section]?.[key] ?? ''));
    if (match === null) continue;
    const name = (match[1] ?? '').replace(/(?<!\.ya?ml)$/, '.yaml');
    const found = (load(files[name] ?? '') as Record<string, unknown> | undefined)?.[match[2] ?? ''];
    (read[section] as Record<string, unknown>)[key] = found;
  }
  return read;
}

const KEY = '11, 23, 45, 67, 89, 12, 34, 56, 78, 90, 21, 43, 65, 87, 9, 10';
const main = (more: string): string => `permit_join: false\nserial:\n  port: /dev/x\nhomeassistant: true\n${more}`;

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['plain', main('mqtt:\n  user: u\n  password: hunter22x9\n'), ['mqtt_password']],
  ['a number is one', main('mqtt:\n  user: u\n  password: 48151623\n'), ['mqtt_password']],
  ['a number in quotes is none', main('mqtt:\n  user: u\n  password: "048151623"\n'), ['mqtt_password']],
  ['a sign that would end it', main("mqtt:\n  user: u\n  password: 'hunter#22 x9'\n"), ['mqtt_password']],
  ['escapes', main('mqtt:\n  user: u\n  password: "hunt\\u00e9r22\\tx9"\n'), ['mqtt_password']],
  ['over lines', main('mqtt:\n  user: u\n  password: "hunter22\n    x9"\n'), ['mqtt_password']],
  ['a login in the address', main('mqtt:\n  server: mqtt://u:hunter22x9@192.0.2.4\n'), ['mqtt_server']],
  ['a list in one line', main(`advanced:\n  network_key: [${KEY}]\nmqtt: {}\n`), ['network_key']],
  [
    'a list over lines',
    main(`advanced:\n  network_key: [${KEY.replace(' 67', '\n    67')}]\nmqtt: {}\n`),
    ['network_key'],
  ],
  [
    'a list of lines',
    main(`advanced:\n  network_key:\n  - ${KEY.replaceAll(', ', '\n  - ')}\n  channel: 11\nmqtt: {}\n`),
    ['network_key'],
  ],
  [
    'CRLF',
    main(
      `advanced:\n  network_key:\n    - ${KEY.replaceAll(', ', '\n    - ')}\nfrontend:\n  auth_token: tok9xQ72plmz\nmqtt: {}\n`,
    ).replaceAll('\n', '\r\n'),
    ['network_key', 'frontend_auth_token'],
  ],
  ['flow', main('mqtt: {user: u, password: hunter22x9, version: 4}\n'), ['mqtt_password']],
];

test.each(CASES)('%s', (_, text, names) =>
  withRepo(async (repo) => {
    repo.write({ 'z2m/configuration.yaml': text, 'z2m/secret.yaml': 'old: "1"\n' });
    const before = settings(text, {});
    expect((await fix({ cwd: repo.dir, write: true })).files).toEqual([]);
    expect(repo.read('z2m/configuration.yaml')).toBe(text);
    await fix({ cwd: repo.dir, write: true, unsafe: true });
    const fixed = repo.read('z2m/configuration.yaml');
    const secrets = repo.read('z2m/secret.yaml');
    for (const name of names) expect(fixed).toContain(`'!secret.yaml ${name}'`);
    expect(secrets.startsWith('old: "1"\n')).toBe(true);
    expect(settings(fixed, { 'secret.yaml': secrets })).toEqual(before);
    await fix({ cwd: repo.dir, write: true, unsafe: true });
    expect([repo.read('z2m/configuration.yaml'), repo.read('z2m/secret.yaml')]).toEqual([fixed, secrets]);
  }),
);

test.each<[string, string, string]>([
  [
    'a setting that is not looked up',
    main('mqtt:\n  base_topic: x\nota:\n  password: hunter22x9\n'),
    'setting-without-reference',
  ],
  ['a password without a user', main('mqtt:\n  password: hunter22x9\n'), 'setting-without-reference'],
  [
    'a comment inside the list',
    main(`mqtt: {}\nadvanced:\n  network_key:\n    - 11 # mine\n    - ${KEY.slice(4).replaceAll(', ', '\n    - ')}\n`),
    'needs-a-person',
  ],
  ['an unknown tag', main('mqtt:\n  user: u\n  password: hunter22x9\n  x: !foo y\n'), 'not-loadable'],
  ['equal keys, an error there', main('mqtt:\n  user: u\n  password: hunter22x9\n  user: u\n'), 'not-loadable'],
])('left alone: %s', (_, text, reason) =>
  withRepo(async (repo) => {
    repo.write({ 'z2m/configuration.yaml': text, 'z2m/secret.yaml': 'old: "1"\n' });
    const { findings } = await lint({ cwd: repo.dir });
    expect(findings.filter(({ dialect }) => dialect === 'zigbee2mqtt').map(({ noFix }) => noFix)).toEqual([reason]);
    await fix({ cwd: repo.dir, write: true, unsafe: true });
    expect(repo.read('z2m/configuration.yaml')).toBe(text);
  }),
);

test('what a killed run left in the secret file is used by the next', () =>
  withRepo(async (repo) => {
    const secrets = `mqtt_password: hunter22x9\nnetwork_key: [${KEY}]\n`;
    const text = main(`mqtt:\n  user: u\n  password: hunter22x9\nadvanced:\n  network_key: [${KEY}]\n`);
    repo.write({ 'z2m/configuration.yaml': text, 'z2m/secret.yaml': secrets });
    await fix({ cwd: repo.dir, write: true, unsafe: true });
    expect(repo.read('z2m/secret.yaml')).toBe(secrets);
    expect(repo.read('z2m/configuration.yaml')).toContain("network_key: '!secret.yaml network_key'");
  }));
