// `backup` and `restore` as a user runs them: what goes in comes out, and nothing else is touched.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeKey } from '../support/age';
import { type Repo, withFolder } from '../support/repo';

const FILES = {
  'cfg/configuration.yaml': 'mqtt: !include mqtt.yaml\n',
  'cfg/secrets.yaml': 'mqtt_password: violet88harbour\n',
  'cfg/.env': 'A=violet88harbour\n',
  'cfg/.storage/auth': '{"data": 1}\n',
  'cfg/.storage/core.config': '{}\n',
  'cfg/na\nme ü.yaml': 'a: 1\n',
  'cfg/zigbee2mqtt/database.db': '{"id":1}\n',
  'cfg/packages/tts/speech.yaml': 'a: b\n',
  'cfg/home-assistant_v2.db': 'SQLite',
  'cfg/home-assistant.log': 'log\n',
  'cfg/home-assistant.log.1': 'log\n',
  'cfg/custom_components/x/__pycache__/a.pyc': 'x',
  'cfg/custom_components/x/manifest.json': '{}\n',
  'cfg/tts/a.mp3': 'x',
  'cfg/deps/a.py': 'x',
  'cfg/node_modules/a/index.js': 'x',
  'cfg/www/community/card.js': 'x',
  'cfg/www/own.js': 'x',
  'cfg/backups/old.tar': 'x',
};
const LEFT_OUT = /home-assistant_v2|\.log|__pycache__|\/tts\/a|deps|node_modules|community|old\.tar/;
const KEPT = Object.keys(FILES)
  .filter((path) => !LEFT_OUT.test(path))
  .map((path) => path.slice('cfg/'.length))
  .sort();

async function withConfiguration(work: (folder: Repo, recipient: string) => Promise<void> | void): Promise<void> {
  await withFolder(async (folder) => {
    folder.write(FILES);
    chmodSync(folder.path('cfg/secrets.yaml'), 0o600);
    const { recipient } = await makeKey(folder);
    await work(folder, recipient);
  });
}

const run = (folder: Repo, ...args: string[]) =>
  folder.run(process.execPath, [join(__dirname, '../../dist/cli.cjs'), ...args], { cwd: 'cfg' });

function tree(root: string, below = ''): string[] {
  return readdirSync(join(root, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? tree(root, path) : [path];
    })
    .sort();
}

test('what a clone lacks comes back, with modes; what is made again is left out and said', async () => {
  await withConfiguration((folder, recipient) => {
    const made = run(folder, 'backup', '../out/', '-r', recipient);
    expect(made.err).toBe('');
    expect(made.code).toBe(0);
    expect(made.out).toMatch(
      /out\/ha-config-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz\.age: 10 files, .* encrypted for 1 recipient/,
    );
    expect(made.out).toContain('secrets: .env, .storage/ (2), secrets.yaml');
    expect(made.out).toMatch(/left out: .*database \(1\).*logs \(2\)|left out: .*logs \(2\).*database \(1\)/);
    const [name = ''] = readdirSync(folder.path('out'));
    expect(statSync(folder.path('out', name)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder.path('out'))).toHaveLength(1);
    const back = run(folder, 'restore', `../out/${name}`, '-i', '../key.txt', '-o', '../new/deep');
    expect(back.code).toBe(0);
    expect(tree(folder.path('new/deep'))).toEqual(KEPT);
    for (const path of KEPT) {
      const [own, restored] = [folder.path('cfg', path), folder.path('new/deep', path)];
      expect(readFileSync(restored).equals(readFileSync(own))).toBe(true);
      expect(statSync(restored).mode).toBe(statSync(own).mode);
    }
    expect(run(folder, 'restore', `../out/${name}`, '-i', '../key.txt', '--verify').code).toBe(0);
    expect(run(folder, 'restore', `../out/${name}`, '-i', '../key.txt', '--verify', '-o', '../new/deep').code).toBe(0);
  });
});

test('--include and --exclude choose, and --verify takes them too', async () => {
  await withConfiguration((folder, recipient) => {
    const choice = ['--include', 'www/community', '--include', '*.db', '--exclude', '.storage'];
    expect(run(folder, 'backup', '../a.age', '-r', recipient, ...choice).code).toBe(0);
    expect(run(folder, 'restore', '../a.age', '-i', '../key.txt', '-o', '../new').code).toBe(0);
    const wanted = [
      ...KEPT.filter((path) => !path.startsWith('.storage')),
      'www/community/card.js',
      'home-assistant_v2.db',
    ];
    expect(tree(folder.path('new'))).toEqual(wanted.sort());
    expect(run(folder, 'restore', '../a.age', '-i', '../key.txt', '--verify', ...choice).code).toBe(0);
    const without = run(folder, 'restore', '../a.age', '-i', '../key.txt', '--verify');
    expect(without.code).toBe(1);
    expect(without.out).toContain('not in the archive .storage/auth');
  });
});

test('--verify lists what differs, is missing, is new; nothing is written', async () => {
  await withConfiguration((folder, recipient) => {
    run(folder, 'backup', '../a.age', '-r', recipient);
    folder.write({ 'cfg/secrets.yaml': 'mqtt_password: violet88harbout\n', 'cfg/new.yaml': 'a: b\n' });
    rmSync(folder.path('cfg/.env'));
    chmodSync(folder.path('cfg/configuration.yaml'), 0o755);
    const before = tree(folder.dir);
    const ran = run(folder, 'restore', '../a.age', '-i', '../key.txt', '--verify', '--format', 'json');
    expect(ran.code).toBe(1);
    expect((JSON.parse(ran.out) as { differences: unknown }).differences).toEqual([
      { file: '.env', what: 'missing' },
      { file: 'configuration.yaml', what: 'mode' },
      { file: 'new.yaml', what: 'not in the archive' },
      { file: 'secrets.yaml', what: 'differs' },
    ]);
    expect(ran.out + ran.err).not.toContain('violet88');
    expect(tree(folder.dir)).toEqual(before);
  });
});

test('a restore adds what is missing, and replaces what differs only with --force', async () => {
  await withConfiguration((folder, recipient) => {
    run(folder, 'backup', '../a.age', '-r', recipient);
    rmSync(folder.path('cfg/.env'));
    folder.write({ 'cfg/secrets.yaml': 'other: 1\n' });
    const refused = run(folder, 'restore', '../a.age', '-i', '../key.txt');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('1 file differs from the archive: secrets.yaml');
    expect(existsSync(folder.path('cfg/.env'))).toBe(false);
    expect(folder.read('cfg/secrets.yaml')).toBe('other: 1\n');
    expect(run(folder, 'restore', '../a.age', '-i', '../key.txt', '--force').code).toBe(0);
    expect(folder.read('cfg/.env')).toBe(FILES['cfg/.env']);
    expect(folder.read('cfg/secrets.yaml')).toBe(FILES['cfg/secrets.yaml']);
    rmSync(folder.path('cfg/.env'));
    expect(run(folder, 'restore', '../a.age', '-i', '../key.txt').code).toBe(0);
    expect(folder.read('cfg/.env')).toBe(FILES['cfg/.env']);
    expect(readdirSync(folder.path('cfg')).filter((name) => name.startsWith('.ha-'))).toEqual([]);
  });
});

test('links stay links where they stay inside; others, and what is no file, are named', async () => {
  await withConfiguration((folder, recipient) => {
    symlinkSync('configuration.yaml', folder.path('cfg/inside'));
    symlinkSync(folder.path('cfg/www'), folder.path('cfg/absolute'));
    symlinkSync('nowhere', folder.path('cfg/dangling'));
    execFileSync('mkfifo', [folder.path('cfg/pipe')]);
    expect(run(folder, 'backup', '../a.age', '-r', recipient).code).toBe(0);
    symlinkSync('/etc/hostname', folder.path('cfg/outside'));
    symlinkSync('../key.txt', folder.path('cfg/up'));
    const made = run(folder, 'backup', '../b.age', '-r', recipient);
    expect(made.code).toBe(1);
    expect(made.err).toContain('outside: it is a link that leads out of the folder');
    expect(made.err).toContain('up: it is a link that leads out of the folder');
    expect(made.err).toContain('pipe: it is a socket, a pipe or a device');
    run(folder, 'restore', '../b.age', '-i', '../key.txt', '-o', '../new');
    expect(readlinkSync(folder.path('new/inside'))).toBe('configuration.yaml');
    expect(readlinkSync(folder.path('new/absolute'))).toBe('www');
    expect(readlinkSync(folder.path('new/dangling'))).toBe('nowhere');
    expect(existsSync(folder.path('new/outside')) || existsSync(folder.path('new/up'))).toBe(false);
    rmSync(folder.path('cfg/outside'));
    rmSync(folder.path('cfg/up'));
    expect(run(folder, 'restore', '../b.age', '-i', '../key.txt', '--verify').code).toBe(0);
  });
});

test('--keep removes only what this program named, and never the newest or one from the future', async () => {
  await withConfiguration((folder, recipient) => {
    const old = ['2020-01-01T000000Z', '2021-01-01T000000Z', '2022-01-01T000000Z'].map(
      (at) => `ha-config-${at}.tar.gz.age`,
    );
    const others = ['ha-config-2019.tar.gz.age', 'notes.txt', 'ha-config-2999-01-01T000000Z.tar.gz.age', 'x.age'];
    for (const name of [...old, ...others]) folder.write({ [`out/${name}`]: 'x' });
    mkdirSync(folder.path('out/ha-config-2018-01-01T000000Z.tar.gz.age'));
    const made = run(folder, 'backup', '../out/', '-r', recipient, '--keep', '2', '--format', 'json');
    expect(made.code).toBe(0);
    const { name, removed } = JSON.parse(made.out) as { name: string; removed: string[] };
    expect(removed).toEqual(old.slice(0, 2));
    expect(readdirSync(folder.path('out')).sort()).toEqual(
      [...others, old[2] ?? '', name, 'ha-config-2018-01-01T000000Z.tar.gz.age'].sort(),
    );
    for (const wrong of [
      ['../a.age', '--keep', '2'],
      ['../out/', '--keep', '0'],
      ['../out/', '--keep', '-1'],
    ])
      expect(run(folder, 'backup', ...wrong, '-r', recipient).code).toBe(2);
  });
});

test('an archive is never replaced unless asked, and not written where git would take it', async () => {
  await withConfiguration((folder, recipient) => {
    folder.write({ 'a.age': 'mine' });
    expect(run(folder, 'backup', '../a.age', '-r', recipient).code).toBe(2);
    expect(folder.read('a.age')).toBe('mine');
    expect(run(folder, 'backup', '../a.age', '-r', recipient, '--force').code).toBe(0);
    expect(readFileSync(folder.path('a.age')).toString('latin1')).toMatch(/^age-encryption/);
    folder.run('git', ['init', '-q'], { cwd: 'cfg' });
    const refused = run(folder, 'backup', 'saved/', '-r', recipient);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('Add /saved/ to .gitignore');
    expect(existsSync(folder.path('cfg/saved'))).toBe(false);
    folder.write({ 'cfg/.gitignore': '/saved/\n' });
    for (const once of [1, 2]) {
      expect([once, run(folder, 'backup', `saved/${once}.tar.gz.age`, '-r', recipient).code]).toEqual([once, 0]);
      // neither itself nor the one before is inside
      expect(run(folder, 'restore', `saved/${once}.tar.gz.age`, '-i', '../key.txt', '--verify').code).toBe(0);
      expect(lstatSync(folder.path(`cfg/saved/${once}.tar.gz.age`)).size).toBeLessThan(5000);
    }
  });
});

test('what cannot be done is said, and leaves nothing', async () => {
  await withConfiguration((folder, recipient) => {
    const passphrase = (text: string): string => {
      writeFileSync(folder.path('pass'), text, { mode: 0o644 });
      return '../pass';
    };
    const wrong: readonly (readonly string[])[] = [
      ['../b.age'],
      ['-r', recipient],
      ['../b.age', '-r', 'age1nonsense'],
      ['../b.age', '-r', 'ssh-ed25519 AAAA'],
      ['../b.age', '-R', '../no-such-file'],
      ['../b.age', '--passphrase-file', passphrase('hunter2')],
      ['../b.age', '-r', recipient, '--passphrase-file', '../pass'],
      ['-', '-r', recipient],
      ['/proc/nowhere/b.age', '-r', recipient],
      ['../b.age', '-r', recipient, '--exclude', '*'],
    ];
    for (const args of wrong) {
      const ran = run(folder, 'backup', ...args);
      expect([args, ran.code]).toEqual([args, 2]);
      expect(ran.err).toMatch(/^ha-secrets-lint: /);
      expect(ran.err).not.toMatch(/hunter2|fault in the program/);
    }
    expect(readdirSync(folder.dir).sort()).toEqual(['cfg', 'key.txt', 'pass']);
    const weak = run(
      folder,
      'backup',
      '../b.age',
      '--passphrase-file',
      passphrase('gravel-otter-lantern-mosaic-teapot\n'),
    );
    expect(weak.code).toBe(0);
    expect(weak.err).toContain('others on this machine may read it');
    expect(run(folder, 'restore', '../b.age', '--passphrase-file', '../pass', '--verify').code).toBe(0);
    const other = run(folder, 'restore', '../b.age', '-i', '../key.txt', '-o', '../new');
    expect(other.code).toBe(2);
    expect(existsSync(folder.path('new'))).toBe(false);
  });
});
