// Reuse of names: only for the same role, only where the loader finds the very entry, never one that means something else.
import { parseYaml } from '../../src/document/yaml';
import { proposeName } from '../../src/fix/names';
import { type NamesAtHand, Naming, NO_NAMES } from '../../src/fix/naming';
import { readSecretsFile, SecretsStore } from '../../src/secrets/store';
import type { DialectName } from '../../src/types';

interface Case {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly referenced?: readonly string[];
  readonly uses?: Readonly<Record<string, readonly string[]>>;
  readonly path?: string;
  readonly dialect?: DialectName;
  readonly value?: string;
  readonly key?: string;
}

function nameFor({
  secrets = {},
  referenced = [],
  uses = {},
  path = 'a/x.yaml',
  dialect = 'home-assistant',
  ...rest
}: Case) {
  const { value = 'hunter22x9', key = 'password' } = rest;
  const store = new SecretsStore(
    Object.entries(secrets).map(([file, text]) => readSecretsFile(file, Buffer.from(text, 'utf8'))),
  );
  const naming = new Naming({ store, uses: new Map(Object.entries(uses)), referenced: new Set(referenced) });
  const node = parseYaml(`mqtt:\n  ${key}: ${value}\n`).scalars[2];
  if (node === undefined) throw new Error('no value');
  const { name, place } = naming.nameFor({ node, proposed: 'mqtt_password', path, dialect, place: 'secrets.yaml' });
  return `${name} in ${place}`;
}

test.each<[string, string, Case]>([
  ['a new one', 'mqtt_password in secrets.yaml', {}],
  [
    'the one that is there',
    'mqtt_password in secrets.yaml',
    { secrets: { 'secrets.yaml': 'mqtt_password: hunter22x9' } },
  ],
  [
    'of another type: a text is no number',
    'mqtt_password_2 in secrets.yaml',
    { secrets: { 'secrets.yaml': 'mqtt_password: "4711"' }, value: '4711' },
  ],
  ['of another value', 'mqtt_password_2 in secrets.yaml', { secrets: { 'secrets.yaml': 'mqtt_password: else' } }],
  [
    'left by a run that was killed, under a number',
    'mqtt_password_2 in secrets.yaml',
    { secrets: { 'secrets.yaml': 'mqtt_password: else\nmqtt_password_2: hunter22x9' } },
  ],
  [
    'of the same key and integration',
    'broker_mqtt in secrets.yaml',
    { secrets: { 'secrets.yaml': 'broker_mqtt: hunter22x9' }, uses: { broker_mqtt: ['password'] } },
  ],
  [
    'of the same value in another role',
    'mqtt_password in secrets.yaml',
    { secrets: { 'secrets.yaml': 'wifi_password: hunter22x9' }, uses: { wifi_password: ['password'] } },
  ],
  ['referred to, and unknown here', 'mqtt_password_2 in secrets.yaml', { referenced: ['mqtt_password'] }],
  [
    'shadowed by a nearer file',
    'mqtt_password_2 in secrets.yaml',
    { secrets: { 'secrets.yaml': 'mqtt_password: hunter22x9', 'a/secrets.yaml': 'mqtt_password: else' } },
  ],
  [
    'in a nearer file',
    'mqtt_password in a/secrets.yaml',
    { secrets: { 'a/secrets.yaml': 'mqtt_password: hunter22x9' } },
  ],
  [
    'above, where ESPHome does not look',
    'mqtt_password_2 in secrets.yaml',
    {
      secrets: { 'secrets.yaml': 'mqtt_password: hunter22x9', 'a/secrets.yaml': 'other: 1' },
      dialect: 'esphome',
    },
  ],
])('%s', (_, expected, given) => {
  expect(nameFor(given)).toBe(expected);
});

test('two values never share a name, one value has one', () => {
  const naming = new Naming(NO_NAMES);
  const ask = (value: string, place = 'secrets.yaml'): string => {
    const node = parseYaml(`k: ${value}\n`).scalars[1];
    if (node === undefined) throw new Error('no value');
    return naming.nameFor({ node, proposed: 'k', path: 'x.yaml', dialect: 'home-assistant', place }).name;
  };
  expect([ask('a1'), ask('b2'), ask('a1'), ask('"a1"'), ask('c3'), ask('a1', 'sub/secrets.yaml')]).toEqual([
    'k',
    'k_2',
    'k',
    'k',
    'k_3',
    'k_4',
  ]);
});

interface Place {
  readonly text: string;
  readonly path?: string;
  readonly dialect?: DialectName;
}

/** The names of every `◆` of the files, as one run gives them. */
function namesIn(places: readonly Place[], given: Partial<NamesAtHand> = {}): string[] {
  const naming = new Naming({ ...NO_NAMES, ...given });
  return places.flatMap(({ text, path = 'packages/x.yaml', dialect = 'home-assistant' }) => {
    const requests = parseYaml(text)
      .scalars.filter((scalar) => scalar.value === '◆')
      .map((node) => ({ node, proposed: proposeName(node, path, dialect), path, dialect, place: 'secrets.yaml' }));
    naming.expect(requests, () => requests);
    return requests.map((request) => naming.nameFor(request).name);
  });
}

const camera = (name: string, more = ''): string =>
  `  - platform: generic\n    name: ${name}\n    password: ◆\n${more}`;

test.each<[string, readonly string[], readonly Place[]]>([
  [
    'one value under the same key of the same integration is one secret, named for all',
    ['camera_password', 'camera_password'],
    [{ text: `camera:\n${camera('Garage')}${camera('Garden')}` }],
  ],
  [
    'in another file it keeps its name',
    ['camera_garage_password', 'camera_garage_password'],
    [{ text: `camera:\n${camera('Garage')}` }, { text: `camera:\n${camera('Garden')}`, path: 'packages/y.yaml' }],
  ],
  [
    'the same user at the same host is one login, whatever integration',
    ['camera_garage_password', 'camera_garage_password'],
    [
      { text: `camera:\n${camera('Garage', '    username: u\n    host: 192.0.2.9\n')}` },
      { text: 'rest:\n  login_password: ◆\n  login_user: u\n  login_host: 192.0.2.9\n', path: 'y.yaml' },
    ],
  ],
  [
    'another user is another login',
    ['camera_garage_password', 'rest_login_password'],
    [
      { text: `camera:\n${camera('Garage', '    username: u\n    host: 192.0.2.9\n')}` },
      { text: 'rest:\n  login_password: ◆\n  login_user: w\n  login_host: 192.0.2.9\n', path: 'y.yaml' },
    ],
  ],
  [
    'each device of ESPHome has its own',
    ['garage_ota_password', 'kitchen_ota_password', 'wifi_password', 'wifi_password'],
    ['ota:\n  - platform: esphome\n    password: ◆\n', 'wifi:\n  password: ◆\n'].flatMap((text) =>
      ['garage', 'kitchen'].map((device) => ({ text, path: `esphome/${device}.yaml`, dialect: 'esphome' as const })),
    ),
  ],
])('%s', (_, expected, places) => {
  expect(namesIn(places)).toEqual(expected);
});

const storeOf = (text: string): SecretsStore =>
  new SecretsStore([readSecretsFile('secrets.yaml', Buffer.from(text, 'utf8'))]);

test('a name in the secrets file is reused for the same login, and for no other', () => {
  const given = {
    store: storeOf('bridge: ◆\nbroker_user: u\n'),
    loginsOf: (name: string) => (name === 'bridge' ? [{ user: 'u', host: '192.0.2.5' }] : []),
  };
  const mqtt = (user: string): Place => ({
    text: `mqtt:\n  broker: 192.0.2.5\n  username: ${user}\n  password: ◆\n`,
  });
  expect(namesIn([mqtt('u')], given)).toEqual(['bridge']);
  expect(namesIn([mqtt('!secret broker_user')], given)).toEqual(['bridge']);
  expect(namesIn([mqtt('w')], given)).toEqual(['mqtt_password']);
});

test('the name of one device is not reused for another', () => {
  const given = {
    store: storeOf('garage_ota_password: ◆\n'),
    uses: new Map([['garage_ota_password', ['password']]]),
    devices: new Set(['garage', 'kitchen']),
  };
  const text = 'ota:\n  - platform: esphome\n    password: ◆\n';
  expect(namesIn([{ text, path: 'kitchen.yaml', dialect: 'esphome' }], given)).toEqual(['kitchen_ota_password']);
});
