// Which dialect a file speaks, and what each dialect's own forms mean: references, defaults, addresses, keys.
import { NO_CONFIG } from '../../src/config/config.js';
import { formatPath, pathOf } from '../../src/document/model.js';
import { lintBlob } from '../../src/lint-file.js';
import { makeSample } from '../../src/rules/examples.js';

const settings = { config: NO_CONFIG, levels: new Map(), dialect: undefined, secrets: undefined, prefilter: true };
const lintText = (path: string, text: string) =>
  lintBlob({ path, bytes: Buffer.from(text), origin: { kind: 'stdin' } }, settings);

test.each([
  ['zigbee2mqtt/data/configuration.yaml', 'mqtt: {server: x}\nserial: {port: x}\n', 'zigbee2mqtt'],
  ['configuration.yaml', 'permit_join: false\nmqtt: {}\nadvanced: {}\n', 'zigbee2mqtt'],
  ['zigbee2mqtt/devices.yaml', "'0x00158d0001dc126a':\n  friendly_name: x\n", 'zigbee2mqtt'],
  ['x.yaml', 'appdaemon:\n  plugins: {}\n', 'appdaemon'],
  ['apps/lights.yaml', 'hall:\n  module: lights\n  class: Lights\n', 'appdaemon'],
  ['appdaemon.toml', '[appdaemon]\nlatitude = 0\n', 'appdaemon'],
  ['appdaemon/apps/apps.toml', '[hall]\nmodule = "lights"\nclass = "Lights"\n', 'appdaemon'],
  ['pyproject.toml', '[project]\nname = "appdaemon"\n', 'yaml'],
  ['frigate/config.yml', 'cameras: {}\ndetectors: {}\n', 'frigate'],
  ['custom_components/frigate/services.yaml', 'export:\n  name: x\n', 'yaml'],
  ['packages/frigate.yaml', 'x:\n  y: z\n', 'home-assistant'],
  ['go2rtc.yaml', 'streams: {}\n', 'go2rtc'],
  ['stack.yml', 'services:\n  a:\n    image: x\n', 'compose'],
  ['esphome/common/wifi.yaml', 'x: y\n', 'esphome'],
  ['addons/mosquitto/options.yaml', 'logins: []\n', 'yaml'],
  ['.github/workflows/ci.yaml', 'on: push\njobs: {}\n', 'yaml'],
])('%s: %j is %s', (path, text, dialect) => {
  expect(lintText(path, text).unit.dialect).toBe(dialect);
});

const TOKEN = makeSample('<A40>', 11);
const PASSWORD = makeSample('<A6><d3>-<A5>', 12);
const COMPOSE = (item: string): string => `services:\n  a:\n    image: x\n${item}`;
const GO2RTC = (line: string): string => `api:\n  listen: ":1984"\nstreams:\n  ${line}\n`;
const Z2M = 'mqtt:\n  server: mqtt://localhost\nserial:\n  port: /dev/ttyUSB0\n';
const FRIGATE = 'cameras: {}\ndetectors: {}\n';

/** File, text, and what is reported: rule and key path. */
const CASES: readonly (readonly [about: string, file: string, text: string, expected: readonly string[]])[] = [
  [
    'z2m: five settings',
    'z.yaml',
    `${Z2M}advanced:\n  network_key: '!secret.yaml key'\nfrontend:\n  auth_token: '!secret token'\n`,
    [],
  ],
  ['z2m: elsewhere', 'z.yaml', `${Z2M}ota:\n  url: '!secret.yaml ota'\n`, ['unsupported-secret-ref ota.url']],
  ['z2m: another file', 'z.yaml', `${Z2M}ota:\n  url: '!mine.yml ota'\n`, ['unsupported-secret-ref ota.url']],
  ['z2m: GENERATE', 'z.yaml', `${Z2M}advanced:\n  network_key: GENERATE\n  pan_id: GENERATE\n`, []],
  [
    'z2m: key',
    'z.yaml',
    `${Z2M}advanced:\n  network_key: [${Array.from({ length: 16 }, (_, at) => (at * 37) % 256).join(', ')}]\n`,
    ['inline-credential advanced.network_key'],
  ],
  [
    'z2m: a name is a name',
    'z.yaml',
    `${Z2M}devices:\n  '0x00158d0001dc126a':\n    friendly_name: door_lock_key1\n`,
    [],
  ],
  ['appdaemon: secrets is a path', 'a.yaml', 'secrets: /homeassistant/secrets.yaml\nappdaemon:\n  latitude: 0\n', []],
  [
    'appdaemon: quoted in YAML',
    'a.yaml',
    'appdaemon:\n  plugins:\n    HASS:\n      token: "!secret t"\n',
    ['quoted-secret-ref appdaemon.plugins.HASS.token'],
  ],
  ['appdaemon: quoted in TOML', 'a.toml', '[appdaemon.plugins.HASS]\ntoken = "!secret t"\nha_key = "!env KEY"\n', []],
  [
    'appdaemon: inline in TOML',
    'a.toml',
    `[appdaemon.plugins.HASS]\ntoken = "${TOKEN}"\n`,
    ['inline-credential appdaemon.plugins.HASS.token'],
  ],
  [
    'frigate: where it works',
    'f.yml',
    `${FRIGATE}mqtt:\n  password: "{FRIGATE_PW}"\ngo2rtc:\n  streams:\n    a: rtsp://x:{FRIGATE_PW}@192.0.2.9\ngenai:\n  api_key: "{FRIGATE_KEY}"\n`,
    [],
  ],
  [
    'frigate: where it does not',
    'f.yml',
    `${FRIGATE}mqtt:\n  topic_prefix: "{FRIGATE_X}"\n`,
    ['unsupported-secret-ref mqtt.topic_prefix'],
  ],
  ['frigate: escaped', 'f.yml', `${FRIGATE}mqtt:\n  topic_prefix: "{{FRIGATE_X}}"\n`, []],
  [
    'frigate: environment_vars',
    'f.yml',
    `${FRIGATE}environment_vars:\n  FRIGATE_CAM: ${PASSWORD}\n  FRIGATE_CAM_USER: viewer77\n  FRIGATE_CAM_IP: 192.0.2.9\n`,
    ['inline-credential environment_vars.FRIGATE_CAM'],
  ],
  ['frigate: proxy', 'f.yml', `${FRIGATE}proxy:\n  auth_secret: Boomklever\n`, ['inline-credential proxy.auth_secret']],
  [
    'go2rtc: default of a variable',
    'go2rtc.yaml',
    `api:\n  password: \${PW:${PASSWORD}}\nrtsp:\n  password: \${PW}\nstreams: {}\n`,
    ['inline-credential api.password'],
  ],
  [
    'go2rtc: default in a stream',
    'go2rtc.yaml',
    GO2RTC(`a: rtsp://x:\${PW:${PASSWORD}}@192.0.2.9`),
    ['url-credentials streams.a'],
  ],
  ['go2rtc: variable in a stream', 'go2rtc.yaml', GO2RTC('a: rtsp://x:${PW}@192.0.2.9'), []],
  ['go2rtc: tapo', 'go2rtc.yaml', GO2RTC(`a: tapo://${PASSWORD}@192.0.2.9`), ['url-credentials streams.a']],
  [
    'go2rtc: kasa',
    'go2rtc.yaml',
    GO2RTC(`a: kasa://anna:${makeSample('<A12>', 3)}@192.0.2.9`),
    ['url-credentials streams.a'],
  ],
  [
    'go2rtc: ring',
    'go2rtc.yaml',
    GO2RTC(`a: "ring:?device_id=1&refresh_token=${TOKEN}"`),
    ['inline-credential streams.a'],
  ],
  [
    'go2rtc: homekit',
    'go2rtc.yaml',
    GO2RTC(`a: homekit://192.0.2.9?device_id=1&client_private=${makeSample('<h64>')}`),
    ['url-credentials streams.a'],
  ],
  ['go2rtc: xiaomi has a region', 'go2rtc.yaml', GO2RTC('a: xiaomi://12345:cn@192.0.2.9?did=1'), []],
  ['go2rtc: everybody’s PIN', 'go2rtc.yaml', `${GO2RTC('a: x')}homekit:\n  a:\n    pin: 195-50-224\n`, []],
  [
    'go2rtc: ICE server',
    'go2rtc.yaml',
    `${GO2RTC('a: x')}webrtc:\n  ice_servers:\n    - credential: ${PASSWORD}\n`,
    ['inline-credential webrtc.ice_servers[0].credential'],
  ],
  [
    'compose: default',
    'c.yml',
    COMPOSE(`    environment:\n      - PW=\${PW:-${PASSWORD}}\n      - PW2=\${PW}\n`),
    ['inline-credential services.a.environment[0]'],
  ],
  [
    'compose: default in a URL',
    'c.yml',
    COMPOSE(`    environment:\n      DB: postgres://h:\${PW:-${PASSWORD}}@db\n`),
    ['url-credentials services.a.environment.DB'],
  ],
  [
    'compose: _FILE and names',
    'c.yml',
    COMPOSE(
      '    environment:\n      - PW_FILE=/run/secrets/pw\n      - PASSWORD\n    secrets: [db_password]\nsecrets:\n  db_password: {file: ./pw.txt}\n',
    ),
    [],
  ],
  [
    'compose: hashes',
    'c.yml',
    COMPOSE(
      '    environment:\n      PASSWORD_HASH: $$2y$$10$$hBCoykrB95WSzuV4fafBzOHWKu9sbyVa34GJr8VV5R/pIelfEMYyG\n    labels:\n      - "traefik.http.middlewares.a.basicauth.users=anna:$$apr1$$q8eZFHjF$$Fvmkk//V6Btlaf2i/ju5n/"\n',
    ),
    [],
  ],
  [
    'compose: labels',
    'c.yml',
    COMPOSE(
      `    labels:\n      - homepage.widget.password=${PASSWORD}\n      - homepage.widget.key={{HOMEPAGE_VAR_KEY}}\n      - com.example.enable=true\n`,
    ),
    ['inline-credential services.a.labels[0]'],
  ],
  [
    'add-on: a reference as a string',
    'addons/x/options.yaml',
    "logins:\n  - username: a\n    password: '!secret pw'\n",
    [],
  ],
  [
    'add-on: an exported backup',
    'addons/x.json',
    `{"user": {"options": {"logins": [{"password": "!secret pw"}, {"password": "${PASSWORD}"}]}}}`,
    ['inline-credential user.options.logins[1].password'],
  ],
  [
    'add-on: a schema',
    'x/config.yaml',
    'slug: x\nschema:\n  password: password\n  api_key: str?\n  token: match(^[a-z]{32}$)\n  code: int(0,9999)\n',
    [],
  ],
  [
    'esphome: variables of packages',
    'esphome/a.yaml',
    `esphome:\n  name: x\npackages:\n  w: !include\n    file: w.yaml\n    vars:\n      ssid: canal\n      wifi_password: ${PASSWORD}\n  v: !include {file: v.yaml, vars: {api_key: "${TOKEN}", pw: !secret pw}}\n`,
    ['inline-credential packages.w.vars.wifi_password', 'inline-credential packages.v.vars.api_key'],
  ],
  [
    'esphome: a substitution under a credential’s key',
    'esphome/a.yaml',
    `esphome:\n  name: x\nsubstitutions:\n  mine: ${PASSWORD}\n  other: ${makeSample('<A12>', 8)}\nota:\n  password: "\${mine}"\n`,
    ['inline-credential substitutions.mine'],
  ],
];

test.each(CASES)('%s', (_about, file, text, expected) => {
  const found = lintText(file, text).findings.map(
    ({ rule, node }) => `${rule} ${node === undefined ? '' : formatPath(pathOf(node))}`,
  );
  expect(found).toEqual(expected);
});
