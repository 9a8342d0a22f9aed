// `secrets fake`: what a stand-in holds, that nothing of a real value gets into it, and that its check tells real from made up.
import { existsSync, symlinkSync } from 'node:fs';
import { judgeSecretsContent } from '../../src/secrets/content';
import { STAND_IN_VALUES } from '../../src/secrets/stand-in-values';
import { type Repo, withFolder, withRepo } from '../support/repo';

const HA = 'homeassistant:\n  name: x\n';

function entries(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
}

function fake(repo: Repo, ...args: string[]): Record<string, string> {
  expect(repo.lint('secrets', 'fake', 'secrets.fake.yaml', ...args)).toMatchObject({ code: 0, err: '' });
  return entries(repo.read('secrets.fake.yaml'));
}

/** What `--check` finds, as `file:line message`. */
function check(repo: Repo, file = 'secrets.fake.yaml'): string[] {
  const { findings } = repo.json('secrets', 'fake', file, '--check');
  return findings.map(({ file: path, line, message }) => `${path}:${line} ${message}`);
}

/** [key path in a configuration, name, what stands for it]. */
const SHAPES: readonly (readonly [string, string, string])[] = [
  ['homeassistant: latitude', 'where_x', '0.0'],
  ['homeassistant: time_zone', 'tz', 'UTC'],
  ['homeassistant: external_url', 'outside', 'http://fake.example.com/'],
  ['homeassistant: unit_system', 'units', 'metric'],
  ['mqtt: broker', 'mqtt_server', '192.0.2.1'],
  ['mqtt: port', 'mqtt_p', '1'],
  ['mqtt: password', 'mqtt_pw', 'fake_password'],
  ['mqtt: username', 'mqtt_u', 'fake_user'],
  ['http: ssl_certificate', 'cert', '/etc/hosts'],
  ['recorder: db_url', 'db', 'mysql://fake.example.com/fake'],
  ['a: webhook_id', 'hook', 'fake_webhook_id'],
  ['alarm: code', 'alarm_code', '"0000"'],
  ['wake_on_lan: mac', 'nas', '"00:00:00:00:00:00"'],
  ['smtp: sender', 'me', '"fake@example.com"'],
  ['x: value', 'living_room_cron', '"0 0 * * *"'],
  ['x: value', 'owner_email', '"fake@example.com"'],
  ['x: value', 'hue_token', 'fake_token'],
  ['x: value', 'xiaomi_vacuum_token', '"00000000000000000000000000000000"'],
  ['x: icon', 'an_icon', 'mdi:home'],
  ['x: scan_interval', 'every', '1'],
  ['x: verify_ssl', 'check_it', 'true'],
  ['x: value', 'anything', 'fake'],
  ['x: value', '0815 odd', 'fake'],
];

test('values have the shape that key and name ask for, and all are known for made up', async () => {
  await withRepo((repo) => {
    const text = SHAPES.map(([path, name]) => {
      const [domain = '', key = ''] = path.split(': ');
      return `- {${domain}: {${key}: !secret "${name}"}}\n`;
    });
    repo.write({ 'configuration.yaml': HA, 'packages/all.yaml': text.join('') });
    const made = fake(repo);
    for (const [, name, value] of SHAPES)
      expect([name, made[/^[a-z_]\w*$/.test(name) ? name : `"${name}"`]]).toEqual([name, value]);
    expect(judgeSecretsContent(Buffer.from(repo.read('secrets.fake.yaml')))).toBe('stand-in');
    expect(check(repo)).toEqual([]);
    // the same whenever it is made
    const before = repo.read('secrets.fake.yaml');
    repo.run('rm', ['secrets.fake.yaml']);
    fake(repo);
    expect(repo.read('secrets.fake.yaml')).toBe(before);
    repo.git('add', '-A');
    expect(repo.lint('--staged')).toMatchObject({ code: 0 });
  });
});

test('every value of the table is known again for a stand-in', () => {
  for (const value of Object.values(STAND_IN_VALUES))
    expect([
      value,
      judgeSecretsContent(Buffer.from(`a: ${value.startsWith('[') ? value : JSON.stringify(value)}\n`)),
    ]).toEqual([value, 'stand-in']);
});

test('of real values only the type is taken over', async () => {
  await withRepo((repo) => {
    repo.write({
      'configuration.yaml': `${HA}a:\n${['text', 'number', 'float', 'switch', 'nothing', 'list', 'map', 'day', 'pin', 'port'].map((name) => `  - !secret ${name}\n`).join('')}`,
      'secrets.yaml':
        'text: "84612"\nnumber: 84612\nfloat: 84612.5\nswitch: off\nnothing: null\nlist: [maria, 84612]\nmap: {maria: peter, n: 84612}\nday: 2011-11-11\npin: 8461\nport: "8462"\n',
    });
    expect(fake(repo)).toEqual({
      text: 'fake',
      number: '1',
      float: '1.0',
      switch: 'true',
      nothing: 'null',
      list: '[fake, 1]',
      map: '{fake_1: fake, fake_2: 1}',
      day: '2000-01-01',
      pin: '1',
      port: '"1"',
    });
    expect(repo.read('secrets.fake.yaml')).not.toMatch(/846|maria|peter|2011/);
  });
});

test('what stands there stays, byte by byte, and what is missing is added', async () => {
  await withRepo((repo) => {
    const own = '# my own\r\nmqtt_password:   "abc"  # mine\r\nold_name: x';
    repo.write({
      'configuration.yaml': `${HA}mqtt:\n  password: !secret mqtt_password\n  broker: !secret host\n`,
      'secrets.fake.yaml': own,
    });
    const dry = repo.lint('secrets', 'fake', 'secrets.fake.yaml', '--dry-run');
    expect(dry).toMatchObject({ code: 1 });
    expect(dry.out).toContain('would add host');
    expect(repo.read('secrets.fake.yaml')).toBe(own);
    const ran = repo.lint('secrets', 'fake', 'secrets.fake.yaml');
    expect(ran.out).toContain('Nothing looks these up there any more: `old_name`.');
    expect(repo.read('secrets.fake.yaml')).toBe(`${own}\r\nhost: 192.0.2.1\r\n`);
    expect(repo.lint('secrets', 'fake', 'secrets.fake.yaml').out).toContain('nothing to add');
    repo.write({ 'secrets.fake.yaml': '- a\n' });
    expect(repo.lint('secrets', 'fake', 'secrets.fake.yaml')).toMatchObject({ code: 2 });
    expect(repo.read('secrets.fake.yaml')).toBe('- a\n');
  });
});

test('the check says what is missing, what is real, and what looks it', async () => {
  await withRepo((repo) => {
    repo.write({
      'configuration.yaml': `${HA}mqtt:\n  password: !secret mqtt_password\n  broker: !secret host\n`,
      'secrets.yaml': 'mqtt_password: Kx7!mPq2vR\nhost: 10.0.0.1\nhouse: [deep, Zw8kPx3Lm5]\n',
      'secrets.fake.yaml':
        'mqtt_password: Kx7!mPq2vR\nother: {a: [Zw8kPx3Lm5]}\nmy_token: h7Gq2Lw9Xv4Tz8Rb5Nc1\nplain: hunter2\nlat: 48.137431\nurl: http://a:b7Gq2Lw9@example.com/\n',
    });
    const ran = repo.lint('secrets', 'fake', 'secrets.fake.yaml', '--check', '--format', 'compact');
    expect(ran.code).toBe(1);
    expect(check(repo)).toEqual([
      'configuration.yaml:5 `host` is missing in secrets.fake.yaml, which stands in for secrets.yaml (used here).',
      'secrets.fake.yaml:1 The value of this entry is a real one: that of `mqtt_password` (secrets.yaml:1).',
      'secrets.fake.yaml:2 The value of this entry is a real one: that of `house` (secrets.yaml:3).',
      'secrets.fake.yaml:3 The value of `my_token` looks real. Put a made-up one there, for example fake_password.',
      'secrets.fake.yaml:5 `lat` is a place to a few metres.',
      'secrets.fake.yaml:6 The value of `url` looks real. Put a made-up one there, for example fake_password.',
    ]);
    for (const format of ['pretty', 'sarif', 'html'])
      expect(repo.lint('secrets', 'fake', 'secrets.fake.yaml', '--check', '--format', format).out).not.toMatch(
        /Kx7!mP|Zw8kPx|h7Gq2Lw|48\.137|b7Gq2/,
      );
    expect(repo.lint('secrets', 'fake', 'absent.yaml', '--check')).toMatchObject({ code: 2 });
  });
});

test('each folder has a secrets file of its own: the one that a clone would lack', async () => {
  await withRepo((repo) => {
    repo.commit({
      'home/configuration.yaml': `${HA}a: !secret one\n`,
      'home/packages/p.yaml': 'sensor:\n  a: !secret two\n  b: !secret three\n',
      'home/packages/secrets.yaml': 'two: fake\n',
      'esphome/n.yaml': 'esphome:\n  name: n\nwifi:\n  password: !secret four\n',
      'esphome/common/c.yaml': 'ota:\n  password: !secret five\n',
    });
    repo.write({ 'home/secrets.yaml': 'one: 1\nthree: 3\n' });
    // the tracked one answers for `two`
    expect(Object.keys(fake(repo))).toEqual(['one', 'three']);
    expect(repo.lint('secrets', 'fake', 'esphome/secrets.fake.yaml')).toMatchObject({ code: 0 });
    // without a file beside it a common file is served by that of the device
    expect(Object.keys(entries(repo.read('esphome/secrets.fake.yaml')))).toEqual(['five', 'four']);
    expect(repo.lint('secrets', 'fake', 'ci/secrets.yaml', '--for', 'esphome')).toMatchObject({ code: 0 });
    expect(Object.keys(entries(repo.read('ci/secrets.yaml')))).toEqual(['five', 'four']);
    expect(repo.lint('secrets', 'fake', 'x.yaml', '--for', 'nowhere').err).toContain(
      'nothing here looks a name up in nowhere/secrets.yaml',
    );
  });
});

test('it is not written where it must not be', async () => {
  await withFolder((repo) => {
    repo.git('init', '-q');
    repo.write({ 'configuration.yaml': `${HA}a: !secret x\n`, '.gitignore': 'secrets*\n' });
    expect(repo.lint('secrets', 'fake', 'secrets.yaml').err).toContain('the name of a real secrets file');
    expect(repo.lint('secrets', 'fake', '../secrets.fake.yaml').err).toContain('has to lie in the repository');
    expect(repo.lint('secrets', 'fake', 'secrets.fake.yaml').out).toContain('git ignores secrets.fake.yaml');
    symlinkSync('/tmp', repo.path('out'));
    expect(repo.lint('secrets', 'fake', 'out/secrets.fake.yaml')).toMatchObject({ code: 2 });
    expect(existsSync('/tmp/secrets.fake.yaml')).toBe(false);
    expect(repo.lint('secrets', 'fake')).toMatchObject({ code: 2 });
  });
});
