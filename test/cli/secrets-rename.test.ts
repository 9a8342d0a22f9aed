// `secrets rename`: what it changes, byte by byte, and what it refuses; that nothing is lost on the way is in test/oracle/rename-kill.
import { chmodSync, linkSync, symlinkSync } from 'node:fs';
import { type Repo, withRepo } from '../support/repo';

const FILES = {
  'configuration.yaml':
    '\ufeffhomeassistant:\r\n  name: x\r\nmqtt: {password: !secret pw,user: !secret  "pw"} # !secret pw\r\n',
  'packages/a.yaml': "sensor:\n  - !secret 'pw'\n  - !secret pw_2\n  - ? !secret pw\n    : 1\n",
  'secrets.yaml': '# pw\npw: "a: b" # mine\nlist:\n  - 1\npw_2: x\n',
};

async function withFiles(files: Readonly<Record<string, string>>, work: (repo: Repo) => void): Promise<void> {
  await withRepo((repo) => {
    repo.write(files);
    work(repo);
  });
}

const rename = (repo: Repo, ...args: string[]) => repo.lint('secrets', 'rename', ...args);

test('only the name changes, wherever it is looked up', async () => {
  await withFiles(
    { ...FILES, 'secrets.fake.yaml': 'pw: fake_password # ci\n', 'run.sh': 'grep ^pw: secrets.yaml\n' },
    (repo) => {
      const dry = rename(repo, 'pw', 'mqtt_password', '--dry-run');
      expect(dry).toMatchObject({ code: 1, err: '' });
      expect(dry.out).toContain('+mqtt_password: •••');
      expect(dry.out).not.toMatch(/a: b|mine/);
      for (const [path, text] of Object.entries(FILES)) expect(repo.read(path)).toBe(text);
      const ran = rename(repo, 'pw', 'mqtt_password');
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).toContain('Renamed 4 references');
      expect(ran.out).toContain('run.sh');
      expect(repo.read('configuration.yaml')).toBe(
        '\ufeffhomeassistant:\r\n  name: x\r\nmqtt: {password: !secret mqtt_password,user: !secret  "mqtt_password"} # !secret pw\r\n',
      );
      expect(repo.read('packages/a.yaml')).toBe(
        "sensor:\n  - !secret 'mqtt_password'\n  - !secret pw_2\n  - ? !secret mqtt_password\n    : 1\n",
      );
      expect(repo.read('secrets.yaml')).toBe('# pw\nmqtt_password: "a: b" # mine\nlist:\n  - 1\npw_2: x\n');
      expect(repo.read('secrets.fake.yaml')).toBe('mqtt_password: fake_password # ci\n');
    },
  );
});

test('the same name in a file of another folder is another secret', async () => {
  await withFiles(
    {
      ...FILES,
      'packages/secrets.yaml': 'pw: other\n',
      'esphome/n.yaml': 'esphome:\n  name: n\na: !secret pw\n',
      'esphome/secrets.yaml': 'pw: third\n',
    },
    (repo) => {
      expect(rename(repo, 'pw', 'pack_pw', '--in', 'packages/secrets.yaml')).toMatchObject({ code: 0 });
      expect(repo.read('packages/secrets.yaml')).toBe('pack_pw: other\n');
      expect(repo.read('packages/a.yaml')).toContain("!secret 'pack_pw'");
      expect(repo.read('configuration.yaml')).toBe(FILES['configuration.yaml']);
      expect(repo.read('secrets.yaml')).toBe(FILES['secrets.yaml']);
      expect(rename(repo, 'pw', 'all_pw')).toMatchObject({ code: 0 });
      expect(repo.read('secrets.yaml')).toContain('all_pw: "a: b"');
      expect(repo.read('esphome/secrets.yaml')).toBe('all_pw: third\n');
      expect(repo.read('esphome/n.yaml')).toContain('!secret all_pw');
    },
  );
});

test('Zigbee2MQTT refers by a text', async () => {
  await withFiles(
    {
      'zigbee2mqtt/configuration.yaml':
        "serial:\n  port: x\nmqtt:\n  password: '!secret.yaml pw'\n  user: !secret pw\n",
      'zigbee2mqtt/secret.yaml': 'pw: Kx7!mPq2vR\n',
    },
    (repo) => {
      expect(rename(repo, 'pw', 'mqtt_pw')).toMatchObject({ code: 0 });
      expect(repo.read('zigbee2mqtt/configuration.yaml')).toContain(
        "password: '!secret.yaml mqtt_pw'\n  user: !secret pw\n",
      );
      expect(repo.read('zigbee2mqtt/secret.yaml')).toBe('mqtt_pw: Kx7!mPq2vR\n');
    },
  );
});

/** [what speaks against it, further files, old, new, what is said]. */
const REFUSALS: readonly (readonly [string, Readonly<Record<string, string>>, string, string, string])[] = [
  ['there is no such entry', {}, 'pww', 'x', 'no secrets file here has an entry of that name\nDid you mean pw?'],
  ['the new name is there', {}, 'pw', 'pw_2', 'is there already'],
  ['both are the same', {}, 'pw', 'pw', 'the same'],
  ['logger', {}, 'pw', 'logger', 'switch of a log'],
  ['a switch', {}, 'pw', 'yes', 'none that every loader reads as text'],
  ['a number', {}, 'pw', '0815', 'none that every loader reads as text'],
  ['a flag of YAML', {}, 'pw', '*x', 'none that every loader reads as text'],
  [
    'the new name is referred to already',
    { 'packages/b.yaml': 'sensor:\n  a: !secret new_pw\n' },
    'pw',
    'new_pw',
    'referred to here already',
  ],
  [
    'a nearer file has the new name',
    { 'packages/secrets.yaml': 'new_pw: other\n' },
    'pw',
    'new_pw',
    'would find something else',
  ],
  ['the name stands there twice', { 'secrets.yaml': 'pw: 1\npw: 2\n' }, 'pw', 'new_pw', 'twice (lines 1 and 2)'],
  ['a flow map', { 'secrets.yaml': '{pw: 1, b: 2}\n' }, 'pw', 'new_pw', 'lines of its own'],
  ['an anchor inside', { 'secrets.yaml': 'pw: [&a 1, *a]\n' }, 'pw', 'new_pw', 'anchor'],
  ['a broken file names it', { 'packages/b.yaml': 'a: !secret pw\nb: [\n' }, 'pw', 'new_pw', 'cannot be read as YAML'],
  ['another encoding names it', { 'packages/b.yaml': 'a: !secret pw # \udcff\n' }, 'pw', 'new_pw', 'NOT-UTF8'],
  ['a block', { 'packages/b.yaml': 'a: !secret |-\n  pw\n' }, 'pw', 'new_pw', 'written as a block'],
  [
    'an encrypted file answers',
    { 'packages/secrets.yaml': '$ANSIBLE_VAULT;1.1;AES256\n6162\n' },
    'pw',
    'new_pw',
    'answered by packages/secrets.yaml',
  ],
  ['a broken secrets file answers', { 'packages/secrets.yaml': '' }, 'pw', 'new_pw', 'does not load'],
  [
    'a stand-in has the new name',
    { 'secrets.fake.yaml': 'pw: fake\nnew_pw: fake\n' },
    'pw',
    'new_pw',
    'is there already',
  ],
];

test.each(REFUSALS)('refused: %s', async (_, files, old, next, said) => {
  await withFiles({ ...FILES, ...files }, (repo) => {
    if (said === 'NOT-UTF8') repo.write({ 'packages/b.yaml': Buffer.from('a: !secret pw # \xff\n', 'latin1') });
    const before = repo.run('git', ['hash-object', '--', ...Object.keys({ ...FILES, ...files })]).out;
    const ran = rename(repo, old, next);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(said === 'NOT-UTF8' ? 'UTF-8' : said);
    expect(ran.out + ran.err).not.toContain('a: b');
    expect(repo.run('git', ['hash-object', '--', ...Object.keys({ ...FILES, ...files })]).out).toBe(before);
  });
});

test('a file that could refer to it, and cannot be read or written, stops it before anything is written', async () => {
  await withFiles(FILES, (repo) => {
    symlinkSync('/etc/hosts', repo.path('outside.yaml'));
    expect(rename(repo, 'pw', 'new_pw').err).toContain('outside.yaml: it may refer to the old name');
    repo.run('rm', ['outside.yaml']);
    linkSync(repo.path('packages/a.yaml'), repo.path('second-name'));
    expect(rename(repo, 'pw', 'new_pw').err).toContain('packages/a.yaml: it is a link, has a second name');
    repo.run('rm', ['second-name']);
    chmodSync(repo.path('packages/a.yaml'), 0o444);
    expect(rename(repo, 'pw', 'new_pw').err).toContain('write-protected');
    for (const [path, text] of Object.entries(FILES)) expect(repo.read(path)).toBe(text);
    chmodSync(repo.path('packages/a.yaml'), 0o644);
    symlinkSync('/etc/hosts', repo.path('outside.yaml'));
    expect(rename(repo, 'pw', 'new_pw', '--force')).toMatchObject({ code: 0, err: '' });
  });
});

test('an interrupted run goes on where both names are there, and only there', async () => {
  await withFiles(
    { ...FILES, 'secrets.yaml': '# pw\npw: "a: b" # mine\nnew_pw: "a: b" # mine\nlist:\n  - 1\npw_2: x\n' },
    (repo) => {
      expect(rename(repo, 'pw', 'new_pw')).toMatchObject({ code: 0, err: '' });
      expect(repo.read('secrets.yaml')).toBe('# pw\nnew_pw: "a: b" # mine\nlist:\n  - 1\npw_2: x\n');
    },
  );
  await withFiles({ ...FILES, 'secrets.yaml': '# pw\npw: "a: b" # mine\nnew_pw: "a: c" # mine\n' }, (repo) => {
    expect(rename(repo, 'pw', 'new_pw')).toMatchObject({ code: 2 });
  });
});
