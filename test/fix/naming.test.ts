// Reuse of names: only for the same role, only where the loader finds the very entry, never one that means something else.
import { parseYaml } from '../../src/document/yaml';
import { Naming, NO_NAMES } from '../../src/fix/naming';
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
