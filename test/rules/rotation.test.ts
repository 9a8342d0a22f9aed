// Every kind of credential has its way to be revoked and renewed, and the right one.

import { NO_CONFIG } from '../../src/config/config';
import { locateFindings } from '../../src/findings';
import { lintBlob } from '../../src/lint-file';
import { ROTATION, rotationOf, rotationsOf } from '../../src/rotation';
import { RULES } from '../../src/rules';
import { TOKEN_FORMATS } from '../../src/rules/data/tokens';
import { PATHS } from '../../src/rules/data/urls';
import { makeSample } from '../../src/rules/examples';
import { KnownSecrets } from '../../src/secrets/known';
import { readSecretsFile, SecretsStore } from '../../src/secrets/store';
import { contextOf, type LintSettings } from '../../src/settings';
import { withRepo } from '../support/repo';

const SETTINGS: LintSettings = {
  config: NO_CONFIG,
  levels: new Map(),
  dialect: undefined,
  secrets: undefined,
  prefilter: true,
};

/** The rows for what is found in a file, by id. */
function rowsFor(path: string, text: string, settings: LintSettings = SETTINGS): (string | undefined)[] {
  const file = lintBlob({ path, bytes: Buffer.from(text), origin: { kind: 'worktree' } }, settings);
  return locateFindings(file, settings, () => ({ fix: null, noFix: null })).map(
    ({ finding, raw }) => rotationOf(finding, raw?.because ?? '')?.id,
  );
}

const PASSWORD = makeSample('<l5><d4>');
const HA = (text: string): [string, string] => ['configuration.yaml', `homeassistant:\n${text}`];
const ESP = (text: string): [string, string] => ['esphome/n.yaml', `esphome:\n  name: n\n${text}`];

test.each<[string, [string, string]]>([
  ['mqtt', HA(`mqtt:\n  password: ${PASSWORD}\n`)],
  ['mqtt', ESP(`mqtt:\n  broker: x\n  password: ${PASSWORD}\n`)],
  ['wifi', ESP(`wifi:\n  password: ${PASSWORD}\n`)],
  ['wifi', ESP(`wifi:\n  ap:\n    password: ${PASSWORD}\n`)],
  ['esphome-api', ESP(`api:\n  encryption:\n    key: "${makeSample('<B42>', 2)}A="\n`)],
  ['esphome-ota', ESP(`ota:\n  - platform: esphome\n    password: ${PASSWORD}\n`)],
  ['esphome', ESP(`web_server:\n  auth:\n    username: a\n    password: ${PASSWORD}\n`)],
  [
    'zigbee',
    [
      'zigbee2mqtt/configuration.yaml',
      'serial:\n  port: /dev/x\nmqtt:\n  server: x\nadvanced:\n  network_key: [11, 22, 33, 44, 55, 66, 77, 88, 99, 111, 122, 133, 144, 155, 166, 177]\n',
    ],
  ],
  [
    'mqtt',
    [
      'zigbee2mqtt/configuration.yaml',
      `serial:\n  port: /dev/x\nmqtt:\n  server: x\n  user: y\n  password: ${PASSWORD}\n`,
    ],
  ],
  ['telegram', HA(`telegram_bot:\n  - platform: polling\n    api_key: ${makeSample('<d9>:AA<b33>', 5)}\n`)],
  ['code', HA('alarm_control_panel:\n  - platform: manual\n    code: "4711"\n')],
  [
    'webhook',
    HA(`automation:\n  - trigger:\n      - platform: webhook\n        webhook_id: ${makeSample('<h32>', 3)}\n`),
  ],
  ['database', HA(`recorder:\n  db_url: mysql://ha:${PASSWORD}@core-mariadb/ha\n`)],
  ['camera', HA(`camera:\n  - platform: ffmpeg\n    input: rtsp://u:${PASSWORD}@192.0.2.4/s\n`)],
  ['password', HA(`notify:\n  - platform: smtp\n    password: ${PASSWORD}\n`)],
  ['api-key', HA(`weather_thing:\n  api_key: ${makeSample('<h32>', 9)}\n`)],
  [
    'private-key',
    ['key.pem', `-----BEGIN RSA PRIVATE KEY-----\n${makeSample('<B64>', 3)}\n-----END RSA PRIVATE KEY-----\n`],
  ],
])('%s', (id, [path, text]) => expect(rowsFor(path, text)).toEqual([id]));

test('a value of the secrets file is known by its name there', () => {
  const file = readSecretsFile('secrets.yaml', Buffer.from(`mqtt_password: ${PASSWORD}\n`));
  const secrets = { store: new SecretsStore([file]), known: new KnownSecrets([file], () => true) };
  expect(rowsFor('a.sh', `login ${PASSWORD}\n`, { ...SETTINGS, secrets })).toEqual(['mqtt']);
  expect(contextOf({ ...SETTINGS, secrets }).known).toBeDefined();
});

test.each(TOKEN_FORMATS.map(({ id, name }) => [id, name] as const))(
  'the issuer of %s has a row of its own',
  (_, name) => {
    const message = `This looks like a ${name}.`;
    const finding = { rule: 'token-format', class: 'credential', dialect: 'yaml', keyPath: null, message } as const;
    expect(rotationOf(finding, '')?.group).not.toBe('any');
  },
);

test.each(PATHS.map(({ noun }) => [noun]))('an address: %s', (noun) => {
  const message = `This URL holds a ${noun}.`;
  const finding = { rule: 'url-credentials', class: 'credential', dialect: 'yaml', keyPath: null, message } as const;
  expect(rotationOf(finding, '')?.id).not.toBe('password');
});

test('what is no leak has none, and every row can be reached, names its source, and is listed with a rule', () => {
  const meta = { rule: 'unused-suppression', class: 'meta', dialect: 'yaml', keyPath: null, message: 'x' } as const;
  expect(rotationOf(meta, '')).toBeUndefined();
  expect(new Set(ROTATION.map(({ id }) => id)).size).toBe(ROTATION.length);
  const shown = new Set(RULES.flatMap(({ meta: { id } }) => rotationsOf(id)));
  for (const row of ROTATION) {
    expect([row.id, shown.has(row)]).toEqual([row.id, true]);
    expect(row.source).not.toBe('');
    expect(row.url ?? 'https://').toMatch(/^https:\/\//);
    expect(row.how).toMatch(/^[A-Z].*[.]$/s);
  }
  for (const rule of ['inline-credential', 'sensitive-file', 'secrets-file-committed'])
    expect(rotationsOf(rule).length).toBeGreaterThan(0);
});

test('`rules ID` and `why` say it', () =>
  withRepo((repo) => {
    repo.write({ 'a.yaml': `mqtt:\n  password: ${PASSWORD}\n` });
    expect(repo.lint('rules', 'private-key').out).toMatch(/If it was ever pushed:\n {2}private key: Make a new pair/);
    expect(repo.lint('rules', 'unused-suppression').out).not.toContain('If it was ever pushed');
    const said = repo.lint('why', 'a.yaml:2').out;
    expect(said).toContain('if it was ever pushed: Change it at the broker');
    expect(said).not.toContain(PASSWORD);
  }));
