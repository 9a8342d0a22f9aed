// `secrets`: what is said of the secrets files of a repository, in every format, without a value.
import { mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { type Repo, withFolder, withRepo } from '../support/repo';

const HA = 'homeassistant:\n  name: x\n';

/** Each finding as `file:line check`. */
function found(repo: Repo, ...args: string[]): string[] {
  const { findings, code, errors } = repo.json('secrets', ...args);
  expect(errors).toEqual([]);
  const failing = findings.some(({ severity }) => severity === 'error');
  expect(code).toBe(failing || (args.includes('--strict') && findings.length > 0) ? 1 : 0);
  return findings.map(({ file, line, rule, severity }) => `${file}:${line} ${rule}${severity === 'error' ? '!' : ''}`);
}

/** [what it is, files, what is found]. */
const CASES: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['nothing to say', { 'configuration.yaml': `${HA}a: !secret x\n`, 'secrets.yaml': 'x: 1\n' }, []],
  [
    'undefined and unused',
    { 'configuration.yaml': `${HA}a: !secret pasword\n`, 'secrets.yaml': 'password: Kx7!mPq2vR\n' },
    ['configuration.yaml:3 undefined-secret!', 'secrets.yaml:1 unused-secret'],
  ],
  [
    'no secrets file, one finding',
    { 'configuration.yaml': `${HA}a: !secret x\nb: [!secret y, !secret z]\n` },
    ['configuration.yaml:3 undefined-secret!'],
  ],
  [
    'a name twice is a warning in Home Assistant',
    { 'configuration.yaml': `${HA}a: !secret x\n`, 'secrets.yaml': 'x: 1\nx: 2\n' },
    ['secrets.yaml:2 duplicate-secret'],
  ],
  [
    'and an error in ESPHome',
    { 'node.yaml': 'esphome:\n  name: n\na: !secret x\n', 'secrets.yaml': 'x: 1\nx: 1\n' },
    ['secrets.yaml:2 duplicate-secret!'],
  ],
  [
    'a nearer file hides a name; ESPHome looks no further',
    {
      'configuration.yaml': `${HA}a: !secret x\n`,
      'secrets.yaml': 'x: 1\ny: 2\n',
      'packages/p.yaml': 'sensor:\n  a: !secret x\n',
      'packages/secrets.yaml': 'x: 2\n',
      'esphome/n.yaml': 'esphome:\n  name: n\na: !secret y\n',
      'esphome/secrets.yaml': 'x: 3\n',
    },
    [
      'esphome/n.yaml:3 undefined-secret!',
      'packages/secrets.yaml:1 shadowed-secret',
      'esphome/secrets.yaml:1 unused-secret',
    ].sort(),
  ],
  [
    'keys that no reference equals',
    {
      'configuration.yaml': `${HA}a: !secret 5678\n`,
      'secrets.yaml': '5678: a\ntrue: b\n2024-01-01: c\nlogger: info\n"77": d\nnull: e\n',
    },
    [
      'configuration.yaml:3 undefined-secret!',
      'secrets.yaml:1 unreachable-secret',
      'secrets.yaml:2 unreachable-secret',
      'secrets.yaml:3 unreachable-secret',
      'secrets.yaml:4 unreachable-secret',
      'secrets.yaml:5 unused-secret',
      'secrets.yaml:6 unreachable-secret',
    ],
  ],
  [
    '`logger: debug` is right',
    { 'configuration.yaml': `${HA}a: !secret x\n`, 'secrets.yaml': 'logger: debug\nx: 1\n' },
    [],
  ],
  [
    'a file that breaks what is below it',
    {
      'configuration.yaml': `${HA}a: !secret x\n`,
      'secrets.yaml': 'x: 1\n',
      'packages/p.yaml': 'sensor:\n  a: !secret x\n',
      'packages/secrets.yaml': '# empty\n',
    },
    ['packages/secrets.yaml:1 broken-secrets-file!'],
  ],
  [
    'an ESPHome file that takes in another',
    {
      'configuration.yaml': HA,
      'secrets.yaml': 'wifi_password: Kx7!mPq2vR\n',
      'esphome/n.yaml': 'esphome:\n  name: n\nwifi:\n  password: !secret wifi_password\n',
      'esphome/secrets.yaml': '<<: !include ../secrets.yaml\n',
    },
    [],
  ],
  [
    'the same in a folder that Home Assistant reads',
    {
      'configuration.yaml': HA,
      'secrets.yaml': 'x: 1\n',
      'packages/p.yaml': 'sensor:\n  a: !secret x\n',
      'packages/secrets.yaml': '<<: !include ../secrets.yaml\n',
    },
    ['packages/secrets.yaml:1 broken-secrets-file!'],
  ],
  [
    'weak ones by their role: a password, a code, and nothing that is neither',
    {
      'configuration.yaml': `${HA}mqtt:\n  username: !secret broker_user\n  password: !secret broker_pw\nalarm:\n  code: !secret door\n`,
      'secrets.yaml':
        'broker_user: marvin77x\nbroker_pw: marvin77x\ndoor: 2580\nwifi_password: abc\nhttp_password: summer2019\nhost: 10.0.0.1\nlat: 48\nmqtt_password: mqtt_password\n',
    },
    [
      'secrets.yaml:2 weak-secret',
      'secrets.yaml:3 weak-secret',
      'secrets.yaml:4 unused-secret',
      'secrets.yaml:4 weak-secret',
      'secrets.yaml:5 unused-secret',
      'secrets.yaml:5 weak-secret',
      'secrets.yaml:6 unused-secret',
      'secrets.yaml:7 unused-secret',
      'secrets.yaml:8 unused-secret',
      'secrets.yaml:8 weak-secret',
    ],
  ],
  [
    'one value under two names, one name for two services',
    {
      'configuration.yaml': `${HA}mqtt:\n  password: !secret a_password\ninfluxdb:\n  password: !secret a_password\nnotify:\n  - platform: smtp\n    password: !secret b_password\n`,
      'secrets.yaml': 'a_password: Kx7!mPq2vR\nb_password: Kx7!mPq2vR\n',
    },
    ['secrets.yaml:1 reused-secret', 'secrets.yaml:2 reused-secret'],
  ],
  [
    'a program, a comment, an alias, another dialect may use it',
    {
      'configuration.yaml': `${HA}# a: !secret only_here\nb: !secret x\n`,
      'secrets.yaml': 'in_script: &s Kx7!mPq2vR\nonly_here: 1\nx: *s\ncompose: 2\n',
      'bin/run.sh': 'grep in_script: secrets.yaml\n',
      'docker-compose.yml': 'services:\n  a:\n    image: b\n    environment: !secret compose\n',
    },
    ['secrets.yaml:2 unused-secret'],
  ],
  [
    'Zigbee2MQTT refers by a text, in five settings',
    {
      'zigbee2mqtt/configuration.yaml':
        "serial:\n  port: x\nmqtt:\n  password: '!secret.yaml pw'\n  user: '!secret user'\n  topic: '!secret no'\n",
      'zigbee2mqtt/secret.yaml': 'pw: Kx7!mPq2vR\nspare: 1\n',
    },
    ['zigbee2mqtt/configuration.yaml:5 undefined-secret', 'zigbee2mqtt/secret.yaml:2 unused-secret'],
  ],
  [
    'AppDaemon asks the file that it is told of',
    {
      'configuration.yaml': HA,
      'secrets.yaml': 'token: Kx7!mPq2vR\n',
      'appdaemon/appdaemon.yaml': 'secrets: /config/secrets.yaml\nappdaemon:\n  a: !secret token\n',
      'appdaemon/apps/apps.yaml': 'app:\n  module: m\n  class: C\n  t: !secret token\n  u: !secret missing\n',
    },
    ['appdaemon/apps/apps.yaml:5 undefined-secret!'],
  ],
  [
    'comments say that it is right',
    {
      'configuration.yaml': HA,
      'secrets.yaml':
        'a: 1 # ha-secrets-lint: ignore[unused-secret] for an add-on\n# ha-secrets-lint: ignore[unused-secret] too\nb: 2\nc: 3\n',
    },
    ['secrets.yaml:4 unused-secret'],
  ],
  [
    'a name that Home Assistant never reads',
    { 'configuration.yaml': `${HA}a: !secret x\n`, 'secrets.yaml': 'x: 1\n', 'secrets.yml': 'y: 2\n' },
    ['secrets.yml:1 unreachable-secret', 'secrets.yml:1 unused-secret'],
  ],
];

test.each(CASES)('%s', async (_, files, expected) => {
  await withRepo((repo) => {
    repo.write(files);
    expect([...found(repo)].sort()).toEqual([...expected].sort());
  });
});

test('no format shows a value, and each shows the places', async () => {
  await withRepo((repo) => {
    repo.write({
      'configuration.yaml': `${HA}mqtt:\n  password: !secret Zq8wkP3xLm5t # the value itself\n`,
      'secrets.yaml':
        'wifi_password: qwer77\nhunter22x9: hunter22x9\ncode: 4711\npin: true\nhunter22x9: 5\n# note hunter22x9\nZq: Zq8wkP3xLm5t\n',
    });
    for (const format of [
      'pretty',
      'json',
      'sarif',
      'github',
      'gitlab',
      'gitlab-secrets',
      'junit',
      'html',
      'compact',
    ]) {
      const { out, err, code } = repo.lint('secrets', '--format', format);
      expect({ code, err }).toEqual({ code: 1, err: '' });
      for (const value of ['qwer77', '4711', 'Zq8wkP3x']) expect(out).not.toContain(value);
      if (format !== 'html' && format !== 'gitlab-secrets') expect(out).toContain('secrets.yaml');
    }
    for (const format of ['pretty', 'json', 'compact'])
      expect(repo.lint('secrets', '--format', format).out).not.toContain('hunter22x9: ');
  });
});

test('the SARIF log describes the checks it names', async () => {
  await withRepo((repo) => {
    repo.write({ 'configuration.yaml': HA, 'secrets.yaml': 'wifi_password: abc\n' });
    const log = JSON.parse(repo.lint('secrets', '--format', 'sarif').out) as {
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number }[] }[];
    };
    const [run] = log.runs;
    expect(run?.results.map(({ ruleId }) => ruleId).sort()).toEqual(['unused-secret', 'weak-secret']);
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });
});

test('levels, --strict and --max-warnings decide about the exit code', async () => {
  await withRepo((repo) => {
    repo.write({ 'configuration.yaml': HA, 'secrets.yaml': 'a: 1\nb: 2\n' });
    expect(repo.lint('secrets').code).toBe(0);
    expect(repo.lint('secrets', '--strict').code).toBe(1);
    expect(repo.lint('secrets', '--max-warnings', '1').code).toBe(1);
    expect(repo.lint('secrets', '--max-warnings', '2').code).toBe(0);
    expect(repo.lint('secrets', '--rule', 'unused-secret=error').code).toBe(1);
    expect(repo.lint('secrets', '--strict', '--rule', 'unused-secret=off').code).toBe(0);
    repo.write({
      '.ha-secrets-lint.yaml':
        'rules:\n  unused-secret: error\nignore:\n  - { files: secrets.yaml, rule: unused-secret, keyPath: a }\n',
    });
    expect(found(repo)).toEqual(['secrets.yaml:2 unused-secret!']);
    expect(repo.lint('secrets', '--rule', 'inline-credential=off').err).toContain('a check that does not exist');
  });
});

test('where there is nothing to look at, that is said', async () => {
  await withFolder((repo) => {
    repo.write({ 'configuration.yaml': HA });
    const ran = repo.lint('secrets');
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('no secrets file is here, and nothing refers to one');
    expect(repo.json('secrets')).toMatchObject({ code: 2, errors: [{ file: null }] });
    expect(repo.lint('secrets', 'remane').err).toContain('Did you mean rename?');
    expect(repo.lint('secrets', '--check').err).toContain('--check goes with secrets fake');
  });
});

test('encrypted files and links out of the tree are said, not guessed', async () => {
  await withRepo((repo) => {
    repo.write({
      'configuration.yaml': `${HA}a: !secret x\n`,
      'secrets.yaml': '$ANSIBLE_VAULT;1.1;AES256\n616263\n',
      'esphome/n.yaml': 'esphome:\n  name: n\na: !secret y\n',
      'real/secrets.yaml': 'y: 1\n',
    });
    symlinkSync('../real/secrets.yaml', repo.path('esphome/secrets.yaml'));
    symlinkSync('/etc/hosts', repo.path('outside.yaml'));
    const ran = repo.lint('secrets');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain(
      'secrets.yaml cannot be read here (encrypted, or a link out of the tree): 1 reference not judged.',
    );
    expect(ran.out).toContain('1 of 2 references resolved');
    expect(ran.out).toContain('outside.yaml');
  });
});

test('names of a SOPS file can be read, its values cannot', async () => {
  await withRepo((repo) => {
    repo.write({
      'configuration.yaml': `${HA}a: !secret x\nb: !secret y\n`,
      'secrets.yaml':
        'x: ENC[AES256_GCM,data:abc,iv:a,tag:b,type:str]\nsops:\n  mac: ENC[AES256_GCM,data:abc,iv:a,tag:b,type:str]\n  version: 3.9.0\n',
    });
    expect(found(repo)).toEqual(['configuration.yaml:4 undefined-secret!']);
    expect(repo.lint('secrets', 'rename', 'x', 'z').err).toContain('encrypted');
  });
});

test('a deep or hostile tree does not stop it', async () => {
  await withRepo((repo) => {
    mkdirSync(repo.path('a/secrets.yaml'), { recursive: true });
    repo.write({
      'configuration.yaml': `${HA}a: !secret "\\e[31mx"\nb: !secret [1]\nc: !secret\n`,
      'secrets.yaml': `"\u202ex": 1\n? [a]\n: 2\n<<: *nothing\n${'a: &a [*a]\n'}`,
      'esphome/secrets.yaml': '<<: !include ../esphome/secrets.yaml\n',
      'esphome/n.yaml': 'esphome:\n  name: n\na: !secret y\n',
    });
    utimesSync(repo.path('secrets.yaml'), 0, 0);
    const ran = repo.lint('secrets');
    expect([0, 1]).toContain(ran.code);
    expect(ran.out).not.toMatch(/[\u001b\u202e]/);
  });
});
