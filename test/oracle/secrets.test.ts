// What `secrets` says of references, what a stand-in is good for, and what renaming changes: Home Assistant's own loader is the judge.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Repo, withFolder } from '../support/repo';
import { type Loaded, load } from './loaders';

const HA = 'homeassistant:\n  name: x\n';
const REF = 'mqtt:\n  password: !secret pw\n';
/** What loads then: a file of the folder, asked for `pw`. */
const ASKED = 'packages/deep/x.yaml';

/** [what it is, secrets files and others]. */
const CASES: readonly (readonly [string, Readonly<Record<string, string | Buffer>>])[] = [
  ['the root has it', { 'secrets.yaml': 'pw: abcdefgh1\n' }],
  ['a folder between has it', { 'packages/secrets.yaml': 'pw: abcdefgh1\n' }],
  ['the nearest lacks it', { 'secrets.yaml': 'pw: abcdefgh1\n', 'packages/deep/secrets.yaml': 'other: 1\n' }],
  ['nobody has it', { 'secrets.yaml': 'other: 1\n' }],
  ['no file at all', {}],
  ['a nearer file is empty', { 'secrets.yaml': 'pw: abcdefgh1\n', 'packages/secrets.yaml': '' }],
  ['a nearer file has only comments', { 'secrets.yaml': 'pw: abcdefgh1\n', 'packages/secrets.yaml': '# nothing\n' }],
  ['a nearer file is a list', { 'secrets.yaml': 'pw: abcdefgh1\n', 'packages/secrets.yaml': '- pw\n' }],
  ['a nearer file is a text', { 'secrets.yaml': 'pw: abcdefgh1\n', 'packages/secrets.yaml': 'pw\n' }],
  ['a nearer file is no YAML', { 'secrets.yaml': 'pw: abcdefgh1\n', 'packages/secrets.yaml': 'a: [\n' }],
  ['the farther file is broken and not asked', { 'secrets.yaml': '- a\n', 'packages/secrets.yaml': 'pw: abcdefgh1\n' }],
  ['a secret in it', { 'secrets.yaml': 'pw: !secret other\nother: 1\n' }],
  ['a merge of an include', { 'secrets.yaml': '<<: !include more.yaml\n', 'more.yaml': 'pw: abcdefgh1\n' }],
  ['a key that is a number', { 'secrets.yaml': '5678: a\n', [ASKED]: 'a: !secret 5678\n' }],
  ['a key that is a number in quotes', { 'secrets.yaml': '"5678": a\n', [ASKED]: 'a: !secret 5678\n' }],
  ['a key that is a switch', { 'secrets.yaml': 'true: a\n', [ASKED]: 'a: !secret true\n' }],
  ['a key that is a date', { 'secrets.yaml': '2024-01-01: a\n', [ASKED]: 'a: !secret 2024-01-01\n' }],
  ['logger', { 'secrets.yaml': 'logger: debug\npw: a\n', [ASKED]: 'a: !secret logger\n' }],
  ['the name twice', { 'secrets.yaml': 'pw: a\npw: b\n' }],
  ['an anchor and its alias', { 'secrets.yaml': 'x: &a abcdefgh1\npw: *a\n' }],
  ['a list as the value', { 'secrets.yaml': 'pw: [a, b]\n' }],
  ['another spelling of the file', { 'secrets.yml': 'pw: a\n' }],
  ['a name in quotes', { 'secrets.yaml': 'my pw: a\n', [ASKED]: 'a: !secret "my pw"\n' }],
  ['a byte order mark and CRLF', { 'secrets.yaml': '\ufeffpw: a\r\nother: b\r\n' }],
  ['Latin-1', { 'secrets.yaml': Buffer.from('pw: \xe4bc\n', 'latin1') }],
  ['two documents', { 'secrets.yaml': 'pw: a\n---\nx: 1\n' }],
  ['an alias of nothing', { 'secrets.yaml': 'pw: *a\n' }],
  ['an unknown tag', { 'secrets.yaml': 'pw: !vault x\n' }],
  ['a date that is none', { 'secrets.yaml': 'pw: a\nd: 2024-13-45\n' }],
];

/** A file that is broken while nothing is looked up in it is an error, too, but not one of the loader's. */
function undefinedIn(repo: Repo): boolean {
  const { findings, code } = repo.json('secrets', '--rule', 'unused-secret=off');
  expect([0, 1]).toContain(code);
  return findings.some(
    ({ rule, severity, message }) =>
      severity === 'error' &&
      /^(?:undefined-secret|broken-secrets-file)$/.test(rule) &&
      !message.includes('none so far'),
  );
}

test('a reference is called undefined if and only if the loader does not find it', async () => {
  await withFolder((repo) => {
    for (const [index, [, files]] of CASES.entries())
      for (const [path, text] of Object.entries({ 'configuration.yaml': HA, [ASKED]: REF, ...files }))
        repo.write({ [`${index}/${path}`]: text });
    const loaded = load(
      'home-assistant',
      CASES.map((_, index) => ({ root: repo.path(String(index)), file: ASKED })),
    );
    const ours = CASES.map(([what], index) => {
      const folder = { lint: repo.lint, dir: repo.path(String(index)) };
      return [what, undefinedIn(Object.assign(Object.create(repo) as Repo, folder))] as const;
    });
    expect(ours).toEqual(CASES.map(([what], index) => [what, loaded[index]?.error !== undefined]));
    // both answers are there
    expect(loaded.filter(({ error }) => error === undefined).length).toBeGreaterThan(8);
    expect(loaded.filter(({ error }) => error !== undefined).length).toBeGreaterThan(8);
  });
});

const REAL = {
  'configuration.yaml': [
    'homeassistant:',
    '  name: x',
    '  latitude: !secret home_latitude',
    '  time_zone: !secret time_zone',
    'http:',
    '  server_port: !secret http_port',
    '  trusted_proxies: !secret proxies',
    'mqtt:',
    '  - !secret mqtt_topic',
    '  - { password: !secret mqtt_password, "q": !secret "quoted name" }',
    'alarm:',
    '  code: !secret 0815_code',
    '  armed: !secret is_armed',
    '? !secret as_key',
    ': 1',
    '',
  ].join('\n'),
  'packages/a.yaml': 'x: &x !secret own\ny: *x\nz: !secret mqtt_password\n',
  'secrets.yaml': [
    'home_latitude: 48.13743',
    'time_zone: Europe/Berlin',
    'http_port: 8443',
    'proxies:',
    '  - 10.1.2.3',
    '  - 10.1.2.4',
    'mqtt_topic: "site/7"',
    'mqtt_password: "84612097" # not a number',
    '"quoted name": |',
    '  two',
    '  lines',
    '"0815_code": 1234',
    'is_armed: yes',
    'as_key: &k living',
    'other: *k',
    '',
  ].join('\n'),
  'packages/secrets.yaml': 'own: {a: 1, b: [x, 2.5]}\r\nlast: "no line end"',
};

/** The types of what was loaded, without the values. */
function shape(data: unknown): unknown {
  if (!Array.isArray(data)) return data;
  const [type, value] = data as [string, unknown];
  if (type === 'map') return ['map', (value as [unknown, unknown][]).map(([key, one]) => [shape(key), shape(one)])];
  if (type === 'list') return ['list', (value as unknown[]).map(shape)];
  return type;
}

const loadAll = (root: string): Loaded[] =>
  load(
    'home-assistant',
    Object.keys(REAL)
      .filter((path) => !path.endsWith('secrets.yaml'))
      .map((file) => ({ root, file })),
  );

test('with the stand-ins in place of the secrets files everything loads, with the same types', async () => {
  await withFolder((repo) => {
    repo.git('init', '-q');
    repo.write({ ...REAL, '.gitignore': 'secrets.yaml\n!/.ci/\n' });
    const before = loadAll(repo.dir);
    expect(before.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(repo.lint('secrets', 'fake', 'secrets.fake.yaml')).toMatchObject({ code: 0, err: '' });
    expect(repo.lint('secrets', 'fake', 'secrets.fake.yaml', '--check')).toMatchObject({ code: 0, err: '' });
    const fake = repo.read('secrets.fake.yaml');
    for (const value of [
      '48.137',
      'Berlin',
      '8443',
      '10.1.2',
      'site/7',
      '84612097',
      'two',
      '1234',
      'living',
      'line end',
    ])
      expect(fake).not.toContain(value);
    // a clone has no other
    const clone = repo.path('clone');
    for (const path of ['configuration.yaml', 'packages/a.yaml']) cpSync(repo.path(path), join(clone, path));
    cpSync(repo.path('secrets.fake.yaml'), join(clone, 'secrets.yaml'));
    const after = loadAll(clone);
    expect(after.map(({ error }) => error)).toEqual([undefined, undefined]);
    const [configuration] = after.map(({ data }) => shape(data));
    expect(configuration).toEqual(shape(before[0]?.data));
    expect(existsSync(join(clone, 'packages/secrets.yaml'))).toBe(false);
  });
});

test('the configuration that check_config is tried on by hand (check-config.mjs) loads with its stand-in', async () => {
  await withFolder((repo) => {
    cpSync(join(__dirname, '../fixtures/stand-in'), repo.dir, { recursive: true });
    expect(repo.lint('secrets', 'fake', 'secrets.fake.yaml')).toMatchObject({ code: 0, err: '' });
    repo.run('mv', ['secrets.fake.yaml', 'secrets.yaml']);
    const loaded = load(
      'home-assistant',
      ['configuration.yaml', 'packages/calls.yaml'].map((file) => ({ root: repo.dir, file })),
    );
    expect(loaded.map(({ error }) => error)).toEqual([undefined, undefined]);
  });
});

/** [old, new]. */
const RENAMES: readonly (readonly [string, string])[] = [
  ['home_latitude', 'latitude_of_home'],
  ['proxies', 'trusted'],
  ['mqtt_password', 'broker_password'],
  ['quoted name', 'text_of_two_lines'],
  ['0815_code', 'alarm_code'],
  ['as_key', 'room'],
  ['is_armed', 'armed'],
  ['own', 'pack'],
  ['last', 'unused'],
];

test('after each renaming the loader reads the same data, and the way back leads to the same bytes', async () => {
  await withFolder((repo) => {
    repo.write(REAL);
    const data = loadAll(repo.dir);
    for (const [old, next] of RENAMES) {
      expect(repo.lint('secrets', 'rename', old, next)).toMatchObject({ code: 0, err: '' });
      expect(loadAll(repo.dir)).toEqual(data);
    }
    const text = Object.keys(REAL)
      .map((path) => repo.read(path))
      .join('');
    for (const [old] of RENAMES.filter(([name]) => name !== 'own'))
      expect(text).not.toMatch(new RegExp(`\\b${old}\\b`));
    for (const [old, next] of RENAMES.filter(([name]) => /^[a-z]\w+$/.test(name)))
      expect(repo.lint('secrets', 'rename', next, old)).toMatchObject({ code: 0, err: '' });
    expect(repo.read('secrets.yaml')).toBe(
      REAL['secrets.yaml'].replace('"quoted name"', '"text_of_two_lines"').replace('"0815_code"', '"alarm_code"'),
    );
    expect(readFileSync(repo.path('packages/secrets.yaml'), 'utf8')).toBe(REAL['packages/secrets.yaml']);
  });
});
