// Beyond YAML: generated secrets in every kind of file that stands beside a configuration, and what only looks like one.
// A failure names the file, the form and the rule, never a value.
import fc from 'fast-check';
import { NO_CONFIG } from '../../src/config/config.js';
import { formatPath, pathOf } from '../../src/document/model.js';
import { lintBlob } from '../../src/lint-file.js';
import { makeSample } from '../../src/rules/examples.js';

const settings = { config: NO_CONFIG, levels: new Map(), dialect: undefined, secrets: undefined, prefilter: true };

interface Found {
  readonly rule: string;
  readonly line: number;
  readonly isError: boolean;
  readonly keyPath: string | undefined;
  readonly text: string;
  readonly secret: string;
}

function lintText(path: string, text: string): Found[] {
  const { findings, unit } = lintBlob({ path, bytes: Buffer.from(text), origin: { kind: 'stdin' } }, settings);
  return findings.map(({ rule, span, node, secret, severity, confidence }) => ({
    rule,
    line: unit.source.position(span.start).line,
    isError: severity !== 'warning' && confidence !== 'low',
    keyPath: node && formatPath(pathOf(node)),
    text: text.slice(span.start, span.end),
    secret: secret?.reveal() ?? '',
  }));
}

/** Values as generators and careful people make them; none has a sign that a format would have to escape. */
const PASSWORDS = ['<l6>-<d4>-<l4>', '<A14>', '<l5><d3>!<A4>', '<A8>.<A8>'];
const TOKENS = ['<h32>', '<A40>', '<b43>', '<h64>'];
const SHAPES = ['ghp_<A36>', 'AIza<b35>', 'xoxb-<d12>-<d12>-<A24>', 'glpat-<b20>'];

const made = (descriptions: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...descriptions), fc.nat({ max: 100_000 })).map(([one, seed]) => makeSample(one, seed));
/** Neither a word's nor a file's shape by chance: `AbCd.json`, three letters and a number. */
const password = made(PASSWORDS).filter((value) => /[0-9]/.test(value) && !/\.(?:js|py|sh)$/i.test(value));
const token = made(TOKENS).filter((value) => /[0-9]/.test(value) && /[a-z]/i.test(value) && !value.startsWith('-'));
const shaped = made(SHAPES);

interface Plant {
  readonly file: string;
  /** `‹password›`, `‹token›`, `‹shaped›` and `‹login›`, each on a line of its own; the rest is there to distract. */
  readonly text: string;
  /** In formats with a structure: the key paths of the marked lines, in order. */
  readonly keyPaths?: readonly string[];
}

const PLANTS: readonly Plant[] = [
  {
    file: 'scripts/backup.py',
    text: `import os\n\nHOST = "192.0.2.7"\nPASSWORD = "‹password›"\ntoken: str = '‹token›'\nconfig["api_key"] = "‹token›"\nNAME = "‹shaped›"\nuser = os.getenv("USER", "anna")\nkey = os.environ.get("API_KEY", "‹token›")\nURL = "http://anna:‹login›@192.0.2.7/x"\nclient.username_pw_set("anna", "‹password›")\nheaders = {"Authorization": "Bearer ‹token›"}\n`,
  },
  {
    file: 'scripts/backup.sh',
    text: `#!/bin/sh\nset -eu\nHOST=192.0.2.7\nexport RESTIC_PASSWORD=‹password›\nAPI_TOKEN="‹token›"\nmqtt_password='‹password›'\ncurl -s -H "Authorization: Bearer ‹token›" http://192.0.2.7/api\ncurl -u anna:‹password› http://192.0.2.7/\necho ‹shaped›\nrestic -r rest:https://anna:‹login›@192.0.2.8/ backup\n`,
  },
  {
    file: 'www/keypad.js',
    text: `const host = location.host;\nconst password = '‹password›';\nlet options = { accessToken: "‹token›", retries: 3 };\nfetch(url, { headers: { 'X-Api-Key': '‹token›' } });\nconst name = "‹shaped›";\nconst key = process.env.API_KEY || '‹token›';\nsocket = new WebSocket("wss://anna:‹login›@192.0.2.7/ws");\n`,
  },
  {
    file: 'www/card.ts',
    text: `export class Card {\n  private readonly apiKey: string = "‹token›";\n  static password = '‹password›';\n  name = '‹shaped›';\n  url = \`https://anna:‹login›@192.0.2.7/\`;\n}\n`,
  },
  {
    file: 'settings.json',
    text: `{\n  "mqtt": {\n    "host": "192.0.2.7",\n    "password": "‹password›",\n    "options": [{ "access_token": "‹token›" }]\n  },\n  "note": "‹shaped›",\n  "url": "mqtt://anna:‹login›@192.0.2.7"\n}\n`,
    keyPaths: ['mqtt.password', 'mqtt.options[0].access_token', 'note', 'url'],
  },
  {
    file: '.storage/core.config_entries',
    text: `{\n  "version": 1,\n  "key": "core.config_entries",\n  "data": {"entries": [{"domain": "mqtt", "data": {\n    "password": "‹password›",\n    "token": "‹token›",\n    "title": "‹shaped›",\n    "url": "http://anna:‹login›@192.0.2.7"\n  }}]}\n}\n`,
    keyPaths: ['password', 'token', 'title', 'url'].map((key) => `data.entries[0].data.${key}`),
  },
  {
    file: 'node-red/flows.json',
    text: `[\n  {"id": "a1", "type": "http request",\n    "password": "‹password›",\n    "func": "msg.headers = {'X-Api-Key': '‹token›'};\\nreturn msg;",\n    "info": "‹shaped›",\n    "url": "http://anna:‹login›@192.0.2.7"}\n]\n`,
    keyPaths: ['[0].password', '[0].func', '[0].info', '[0].url'],
  },
  {
    file: '.env',
    text: `# compose\nTZ=Europe/Berlin\nMYSQL_PASSWORD=‹password›\nexport API_TOKEN="‹token›" # of the cloud\nMAPS=‹shaped›\nDATABASE_URL=postgres://anna:‹login›@db/hass\n`,
    keyPaths: ['MYSQL_PASSWORD', 'API_TOKEN', 'MAPS', 'DATABASE_URL'],
  },
  {
    file: 'mosquitto/mosquitto.conf',
    text: `listener 1883\nremote_username anna\nremote_password ‹password›\nbridge_psk ‹token›\naddress ‹shaped›\nproxy http://anna:‹login›@192.0.2.7\n`,
    keyPaths: ['remote_password', 'bridge_psk', 'address', 'proxy'],
  },
  {
    file: 'tool.ini',
    text: `[mqtt]\nhost = 192.0.2.7\npassword = ‹password› ; of the broker\n[api "cloud"]\ntoken = "‹token›"\nname = ‹shaped›\nurl: http://anna:‹login›@192.0.2.7\n`,
    keyPaths: ['mqtt.password', '["api \\"cloud\\""].token', '["api \\"cloud\\""].name', '["api \\"cloud\\""].url'],
  },
  {
    file: 'telegraf.toml',
    text: `title = "telegraf"\n[mqtt]\nhost = "192.0.2.7"\npassword = "‹password›"\n[[outputs.influxdb_v2]]\ntoken = '‹token›'\nurls = ["http://anna:‹login›@192.0.2.7"]\n[[outputs.influxdb_v2]]\nname = "‹shaped›"\napi = { key = 1, access_token = "‹token›" }\n`,
    keyPaths: [
      'mqtt.password',
      'outputs.influxdb_v2[0].token',
      'outputs.influxdb_v2[0].urls[0]',
      'outputs.influxdb_v2[1].name',
      'outputs.influxdb_v2[1].api.access_token',
    ],
  },
  {
    file: 'notes.md',
    text: `# Notes\n\nThe broker is on 192.0.2.7.\n\n- API key: \`‹token›\`\n- bot: ‹shaped›\n- camera: <rtsp://anna:‹login›@192.0.2.9/1>\n\n\`\`\`sh\ncurl -H "Authorization: Bearer ‹token›" http://192.0.2.7/api/\n\`\`\`\n`,
  },
  {
    file: 'notes.txt',
    text: `Router: 192.0.2.1\naccess token = ‹token›\nbot ‹shaped›\nrtsp://anna:‹login›@192.0.2.9/1\n`,
  },
  {
    file: 'custom_templates/tools.jinja',
    text: `{% macro door(code) %}\n{% set token = "‹token›" %}\n{%- set password = '‹password›' -%}\n{{ '‹shaped›' }}\n<img src="http://anna:‹login›@192.0.2.9/snap.jpg">\n{% endmacro %}\n`,
  },
  {
    file: 'esphome/node.h',
    text: `#pragma once\n#define WIFI_PASSWORD "‹password›"\nstatic const char* api_key = "‹token›";\nconst char token[] = "‹token›";\n#define BOT "‹shaped›"\n#define URL "http://anna:‹login›@192.0.2.7/"\n`,
  },
  {
    file: 'esphome/node.cpp',
    text: `#include "node.h"\nconst char *password = "‹password›";\nvoid setup() {\n  WiFi.begin("canal", "‹password›");\n  http.addHeader("X-Api-Key", "‹token›");\n  send("‹shaped›");\n  http.begin("http://anna:‹login›@192.0.2.7/");\n}\n`,
  },
  {
    file: 'app.properties',
    text: `server.port=8080\nspring.datasource.password=‹password›\nservice.api-key: ‹token›\nservice.name=‹shaped›\nspring.url=jdbc:mysql://anna:‹login›@db/hass\n`,
    keyPaths: ['["spring.datasource.password"]', '["service.api-key"]', '["service.name"]', '["spring.url"]'],
  },
  {
    file: 'tools/Dockerfile',
    text: `FROM alpine:3.20\nARG API_TOKEN=‹token›\nENV MYSQL_PASSWORD=‹password›\nENV ADMIN_PASSWORD ‹password›\nRUN curl -u anna:‹password› http://192.0.2.7/\nLABEL bot="‹shaped›"\nENV REPO=https://anna:‹login›@git.example.org/x.git\n`,
  },
];

const MARK = /‹(password|token|shaped|login)›/;

interface Planted {
  readonly text: string;
  readonly lines: readonly { readonly line: number; readonly value: string; readonly form: string }[];
}

function plant(text: string, values: Readonly<Record<string, readonly string[]>>): Planted {
  const lines: { line: number; value: string; form: string }[] = [];
  const taken = new Map<string, number>();
  const planted = text.split('\n').map((line, index) => {
    const form = MARK.exec(line)?.[1];
    if (form === undefined) return line;
    const count = taken.get(form) ?? 0;
    taken.set(form, count + 1);
    const value = values[form]?.[count] ?? '';
    lines.push({ line: index + 1, value, form });
    return line.replace(MARK, () => value);
  });
  return { text: planted.join('\n'), lines };
}

const values = fc.record({
  password: fc.array(password, { minLength: 6, maxLength: 6 }),
  token: fc.array(token, { minLength: 8, maxLength: 8 }),
  shaped: fc.array(shaped, { minLength: 2, maxLength: 2 }),
  login: fc.array(password, { minLength: 2, maxLength: 2 }),
});

test('the kinds of files are as many as they should be', () => {
  expect(new Set(PLANTS.map(({ file }) => file.slice(file.lastIndexOf('.') + 1))).size).toBeGreaterThanOrEqual(14);
});

test.each(PLANTS.map((one) => [one.file, one] as const))('%s: everything planted is found', (file, one) => {
  fc.assert(
    fc.property(values, (made) => {
      const { text, lines } = plant(one.text, made);
      const found = lintText(file, text);
      const missing = lines.filter(
        ({ line, value }) =>
          !found.some(
            (hit) => hit.line === line && hit.isError && (value.includes(hit.secret) || hit.secret.includes(value)),
          ),
      );
      expect(missing.map(({ line, form }) => `line ${line}: ${form}`)).toEqual([]);
      const extra = found.filter(({ line }) => !lines.some((planted) => planted.line === line));
      expect(extra.map(({ line, rule }) => `line ${line}: ${rule}`)).toEqual([]);
      if (one.keyPaths !== undefined)
        expect(lines.map(({ line }) => found.find((hit) => hit.line === line)?.keyPath)).toEqual(one.keyPaths);
    }),
    { numRuns: 40 },
  );
});

test.each(PLANTS.filter(({ keyPaths }) => keyPaths !== undefined).map((one) => [one.file, one] as const))(
  '%s: a value under a telling key is reported with its quotes and nothing more',
  (file, one) => {
    fc.assert(
      fc.property(values, (made) => {
        const { text, lines } = plant(one.text, made);
        const found = lintText(file, text).filter(({ rule }) => rule === 'inline-credential');
        const bare = found.filter(({ text: span, line }) =>
          lines.some(({ line: at, value }) => at === line && [value, `"${value}"`, `'${value}'`].includes(span)),
        );
        // in a flow's function the text around it is code
        expect(found.length - bare.length).toBe(0);
        expect(bare.length).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  },
);

/** Nothing here is a secret. */
const LOOK_ALIKES: readonly (readonly [file: string, text: string])[] = [
  ['a.py', 'CONF_PASSWORD = "password"\nCONF_ACCESS_TOKEN: Final = "access_token"\n'],
  [
    'a.py',
    'password = getpass.getpass("Password: ")\ntoken = os.environ["API_TOKEN"]\nkey = os.environ.get("API_KEY", "")\n',
  ],
  ['a.py', 'def login(user, password="", token=None, api_key: str = ""):\n    return password == "secret"\n'],
  ['a.py', 'headers = {"Authorization": f"Bearer {token}", "X-Api-Key": self.api_key}\n'],
  ['a.py', 'parser.add_argument("--password", help="the password of the broker")\n'],
  ['a.py', 'URL = f"http://{user}:{password}@{host}/api"\n'],
  ['a.py', '"""The --username and --password options cannot be used for this."""\n'],
  ['a.py', 'creds = " --username=%s --password=%s" % (user, password)\nuser_pass = "%s:%s" % (user, password)\n'],
  ['a.ts', 'fail(next ? "unexpected-token" : "unterminated-inline-table");\n'],
  ['a.properties', '# jmxremote.password.toHashes = true|false\n'],
  ['a.md', "const APP_SPECIFIC_SECRET = 'salt-12345678-secret';\n"],
  ['a.sh', 'PASSWORD="$1"\nTOKEN=$(cat /run/secrets/token)\nAPI_KEY=${API_KEY:?not set}\n'],
  ['a.sh', 'curl -H "Authorization: Bearer $TOKEN" -u "$USER:$PASSWORD" http://192.0.2.7/\n'],
  ['a.sh', 'read -rsp "Password: " password\nexport MYSQL_PWD="${password}"\n'],
  [
    'a.js',
    'const password = document.getElementById("password").value;\nconst label = { password: "Enter password" };\n',
  ],
  ['a.js', 'const token = await auth.getToken();\nheaders: { Authorization: `Bearer ${token}` }\n'],
  ['a.js', 'const key = event.key === "Enter"; const keyCode = "ArrowLeft";\n'],
  ['a.ts', 'interface Login { password: string; token?: string }\nconst apiKey: string = import.meta.env.API_KEY;\n'],
  ['translations/de.json', '{ "password": "Passwort eingeben", "token": "Zugangsschluessel-2" }\n'],
  ['a.json', '{ "password": "", "token": null, "api_key": "YOUR_API_KEY", "keyboard": "qwerty123" }\n'],
  ['a.json', '{ "password": "${MQTT_PASSWORD}", "token_url": "https://example.org/oauth/token/v2" }\n'],
  ['a.json', '{ "entity_id": "sensor.token_age", "unique_id": "0a1b2c3d4e5f60718293a4b5c6d7e8f9" }\n'],
  ['.env', 'MQTT_PASSWORD=\nAPI_KEY=changeme\nPASSWORD_FILE=/run/secrets/pw\nTOKEN=${OTHER}\nSECRET_KEY="$KEY"\n'],
  [
    'a.conf',
    'password_file /mosquitto/config/passwd\nallow_anonymous false\nauth_basic_user_file /etc/nginx/.htpasswd;\n',
  ],
  ['a.conf', 'proxy_set_header Authorization $http_authorization;\nssl_certificate_key /etc/ssl/private/server.key;\n'],
  ['a.ini', '[auth]\npassword_min_length = 12\ntoken_lifetime = 86400\nkey_file = /etc/ssl/x.key\n'],
  ['a.ini', '; password = the one of the router\n[passwords]\nstore = keyring\n'],
  ['a.toml', '[tool.pytest]\nkeyword = "test"\n[auth]\npassword = ""\ntoken_type = "bearer"\n'],
  ['a.toml', '[appdaemon.plugins.HASS]\ntoken = "!secret hass_token"\nha_url = "http://192.0.2.7:8123"\n'],
  ['a.md', 'Set `password: hunter2` and `token: <your token>` in the file.\n\nAPI key: see the portal\n'],
  [
    'a.md',
    '| Option | Default |\n| password | none |\n\nCommit 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 fixed the token.\n',
  ],
  ['a.txt', 'Password: ask Anna\nThe API key is in the safe.\nkey = ABCDEFGHIJKLMNOPQRSTUVWXYZ0123\n'],
  [
    'a.jinja',
    "{% set token = states('input_text.token') %}\n{{ password | default('') }}\n{% set key = 'temperature' %}\n",
  ],
  ['a.h', '#define WIFI_PASSWORD_MAX 64\n#define API_KEY YOUR_API_KEY\nconst char* key = "temperature";\n'],
  ['a.h', 'std::string password_;\nvoid set_password(const std::string &password) { password_ = password; }\n'],
  ['a.cpp', 'ESP_LOGD(TAG, "password: %s", password);\nthis->key_ = "setpoint";\n'],
  ['a.properties', 'password.policy=strong\ntoken.endpoint=https://example.org/oauth/token\napi.key=${API_KEY}\n'],
  [
    'Dockerfile',
    'ARG TOKEN\nENV PASSWORD_FILE=/run/secrets/pw API_KEY=$KEY\nRUN --mount=type=secret,id=token cat /run/secrets/token\n',
  ],
  [
    'package-lock.json',
    `{ "packages": { "node_modules/js-tokens": { "integrity": "${makeSample('sha512-<B86>==', 7)}" } } }\n`,
  ],
];

test('look-alikes are as many as they should be', () => {
  expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(30);
});

test.each(LOOK_ALIKES)('nothing is found in %s: %j', (file, text) => {
  expect(lintText(file, text).map(({ rule, line }) => `line ${line}: ${rule}`)).toEqual([]);
});
