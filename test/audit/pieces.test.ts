// The pieces that the checks stand on: networks, patterns of names, brokers, backups, and configurations that are strange on purpose.
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack } from 'tar-stream';
import { audit } from '../../src/commands/audit/audit';
import { at, ConfigTree, itemsOf, textOf } from '../../src/commands/audit/config-tree';
import { findBackups } from '../../src/commands/audit/facts-backups';
import { Tree } from '../../src/commands/audit/facts-tree';
import { globMatches } from '../../src/commands/audit/glob-name';
import { HomeConfig } from '../../src/commands/audit/home-config';
import { readBroker } from '../../src/commands/audit/mosquitto';
import { isEverybody, isLocalHost, isPrivate, isWide, parseNetwork } from '../../src/commands/audit/networks';
import { readTarEntry } from '../../src/commands/audit/tar-entry';
import type { Verdict } from '../../src/reporters/audit/audit-report';
import { SecretsStore } from '../../src/secrets/store';
import { type Repo, withFolder } from '../support/repo';
import { TODAY } from './run-example';

describe('networks', () => {
  test.each([
    ['192.168.1.0/24', { isPrivate: true, isWide: false, isEverybody: false }],
    ['192.168.0.0/16', { isPrivate: true, isWide: true, isEverybody: false }],
    ['172.18.0.0/16', { isPrivate: true, isWide: false, isEverybody: false }],
    ['172.16.0.0/12', { isPrivate: true, isWide: true, isEverybody: false }],
    ['10.0.0.0/8', { isPrivate: true, isWide: true, isEverybody: false }],
    ['8.0.0.0/5', { isPrivate: false, isWide: true, isEverybody: true }],
    ['0.0.0.0/0', { isPrivate: false, isWide: true, isEverybody: true }],
    ['::/0', { isPrivate: false, isWide: true, isEverybody: true }],
    ['fd00:1:2::/64', { isPrivate: true, isWide: false, isEverybody: false }],
    ['2001:db8::1', { isPrivate: false, isWide: false, isEverybody: false }],
  ])('%s', (text, expected) => {
    const network = parseNetwork(text);
    if (network === undefined) throw new Error('it was not read');
    expect({ isPrivate: isPrivate(network), isWide: isWide(network), isEverybody: isEverybody(network) }).toEqual(
      expected,
    );
  });

  test.each(['', 'proxy', '256.1.1.1', '1.2.3', '1.2.3.4/33', '1::2::3', ':::', '12345::', '::1/129', '1.2.3.4/x'])(
    '%j is none',
    (text) => {
      expect(parseNetwork(text)).toBeUndefined();
    },
  );

  test.each([
    ['192.168.1.5', true],
    ['homeassistant', true],
    ['ha.local', true],
    ['[fd00::1]', true],
    ['home.example.com', false],
    ['8.8.8.8', false],
  ])('%s is in the house: %s', (host, expected) => {
    expect(isLocalHost(host)).toBe(expected);
  });
});

test.each([
  ['*.conf', '50-cloud.conf', true],
  ['*.conf', '.hidden.conf', false],
  ['.*.conf', '.hidden.conf', true],
  ['[0-4]?-*', '10-first', true],
  ['[!0-4]*', '10-first', false],
  ['a[]b]c', 'a]c', true],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['[', '[', true],
  ['a*b*c', 'aXbYc', true],
  ['a*b*c', 'aXbY', false],
])('the pattern %s and the name %s: %s', (pattern, name, expected) => {
  expect(globMatches(pattern, name)).toBe(expected);
});

test('a pattern of many stars ends', () => {
  const started = Date.now();
  expect(globMatches(`${'*a'.repeat(120)}b`, 'a'.repeat(250))).toBe(false);
  expect(Date.now() - started).toBeLessThan(1_000);
});

test.each([
  ['listener 1883\nallow_anonymous true\n', 2],
  ['allow_anonymous true\nlistener 1883\n', 1],
  ['listener 1883 127.0.0.1\nallow_anonymous true\n', 'local'],
  ['listener 0 /run/socket\nallow_anonymous true\n', 'local'],
  [
    'per_listener_settings true\nlistener 1883 localhost\nallow_anonymous true\nlistener 8883\nallow_anonymous false\n',
    undefined,
  ],
  ['per_listener_settings true\nlistener 1883\nallow_anonymous true\n', 3],
  ['# allow_anonymous true\nlistener 1883\n', undefined],
  ['listener 1883\r\nallow_anonymous true\r\n', 2],
  ['allow_anonymous true\n', 'none'],
])('the broker %j lets anybody in: %s', (text, expected) => {
  const { anonymous, listener, hasListener } = readBroker('mosquitto.conf', text);
  const got =
    anonymous === undefined ? undefined : listener !== undefined ? anonymous.line : hasListener ? 'local' : 'none';
  expect(got).toBe(expected);
});

describe('backups', () => {
  const metadata = (more: object): string =>
    JSON.stringify({
      slug: 'a1b2c3d4',
      name: 'Automatic backup 2026.11.2',
      date: '2026-11-20T04:45:00+00:00',
      homeassistant: { version: '2026.11.2', exclude_database: true },
      protected: true,
      ...more,
    });

  /** As Home Assistant and the Supervisor lay them out: other members may come first. */
  async function write(path: string, json: string, before = 0): Promise<void> {
    const archive = pack();
    if (before > 0) archive.entry({ name: './homeassistant.tar.gz' }, Buffer.alloc(before, 1));
    archive.entry({ name: './backup.json' }, json);
    archive.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of archive) chunks.push(chunk as Buffer);
    writeFileSync(path, Buffer.concat(chunks));
  }

  test('archives of Home Assistant, of age, and what is none', () =>
    withFolder(async (repo) => {
      mkdirSync(repo.path('backups'));
      await write(repo.path('backups/a.tar'), metadata({}));
      await write(repo.path('backups/b.tar'), metadata({ protected: false, date: '2026-11-22T00:00:00Z' }), 100_000);
      await write(repo.path('backups/c.tar'), metadata({ homeassistant: null }));
      await write(repo.path('backups/d.tar'), '{"date": "soon"}');
      await write(repo.path('backups/e.tar'), 'no json');
      repo.write({
        'backups/f.tar': 'no archive\n',
        'backups/g.tar': '',
        'backups/home-2026-11-19.tar.age': 'age-encryption.org/v1\n-> X25519 x\n',
        'backups/h.age': 'not encrypted\n',
        'backups/secrets.yaml.age': 'age-encryption.org/v1\n',
      });
      symlinkSync(repo.path('backups/a.tar'), repo.path('backups/link.tar'));
      expect(
        findBackups(repo.dir, ['backups', 'nowhere']).map(({ file, made, encrypted, complete }) => [
          file,
          made.toISOString().slice(0, 10),
          encrypted,
          complete,
        ]),
      ).toEqual([
        ['backups/a.tar', '2026-11-20', true, true],
        ['backups/b.tar', '2026-11-22', false, true],
        ['backups/c.tar', '2026-11-20', true, false],
        ['backups/home-2026-11-19.tar.age', '2026-11-19', true, true],
      ]);
      expect(await verdicts(repo, ['backup-recent', 'backup-encrypted'])).toEqual(['pass', 'warn']);
    }));

  test('what lies before it in a huge archive is not read', () =>
    withFolder((repo) => {
      const path = repo.path('huge.tar');
      writeFileSync(path, '');
      truncateSync(path, 8 * 1024 ** 3);
      const started = Date.now();
      expect(findBackups(repo.dir, [''])).toEqual([]);
      expect(Date.now() - started).toBeLessThan(1_000);
    }));

  test('headers that lie about their size end the search', () => {
    const header = Buffer.alloc(512);
    header.write('x', 0);
    header.write('00000000000\0', 124);
    header.write('0', 156);
    let sum = 256;
    for (const byte of header) sum += byte;
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    let reads = 0;
    // an archive without an end
    expect(
      readTarEntry(() => {
        reads += 1;
        return header;
      }, ['backup.json']),
    ).toBeUndefined();
    expect(reads).toBeLessThan(10_000);
  });
});

async function verdicts(repo: Repo, ids: readonly string[]): Promise<(Verdict | undefined)[]> {
  repo.write({ 'configuration.yaml': 'homeassistant:\n' });
  const { rows } = await audit({ cwd: repo.dir, today: TODAY, host: false });
  return ids.map((id) => rows.find(({ meta }) => meta.id === id)?.verdict);
}

describe('configurations', () => {
  const withTree = <Result>(
    files: Readonly<Record<string, string>>,
    work: (home: HomeConfig, repo: Repo) => Result | Promise<Result>,
  ): Promise<Result> =>
    withFolder((repo) => {
      repo.write(files);
      const tree = new Tree(repo.dir);
      return work(new HomeConfig('configuration.yaml', new ConfigTree(tree, new SecretsStore([]))), repo);
    });

  test('packages in every form that Home Assistant takes', () =>
    withTree(
      {
        'configuration.yaml': 'homeassistant:\n  packages: !include packages.yaml\nhttp lan:\n  a: 0\n',
        'packages.yaml':
          'one: !include one.yaml\ntwo:\n  http:\n    b: 2\nthree: !include_dir_merge_named more\nfour: &four\n  http:\n    c: 3\nfive: *four\n',
        'one.yaml': 'http:\n  a: 1\n',
        'more/x.yaml': 'http:\n  d: 4\n',
        'more/.hidden.yaml': 'http:\n  e: 5\n',
        'more/secrets.yaml': 'http:\n  f: 6\n',
      },
      (home) => {
        const get = (key: string): string | undefined => textOf(home.setting('http', key));
        expect(['a', 'b', 'c', 'd', 'e', 'f'].map(get)).toEqual(['0', '2', '3', '4', undefined, undefined]);
        expect(home.partial).toBe(false);
      },
    ));

  test('merge keys, duplicate keys, an empty include, a list of one', () =>
    withTree(
      {
        'configuration.yaml':
          'base: &base\n  server_host: 10.0.0.1\nhttp:\n  <<: *base\n  x: 1\n  x: 2\nhomeassistant: !include empty.yaml\n',
        'empty.yaml': '\n',
      },
      (home) => {
        expect(itemsOf(home.setting('http', 'server_host')).map(textOf)).toEqual(['10.0.0.1']);
        expect(textOf(home.setting('http', 'x'))).toBe('2');
        expect(home.partial).toBe(false);
      },
    ));

  test('includes in a circle, to themselves, out of the tree and by a link end as unknown', () =>
    withTree(
      {
        'configuration.yaml':
          'http: !include a.yaml\nauth: !include ../out.yaml\nfar: !include /etc/hostname\nlink: !include link.yaml\n',
        'a.yaml': '!include b.yaml\n',
        'b.yaml': '!include a.yaml\n',
      },
      (home, repo) => {
        symlinkSync('/etc/hostname', repo.path('link.yaml'));
        for (const domain of ['http', 'auth', 'far', 'link'])
          expect([domain, home.integration(domain).map(({ kind }) => kind)]).toEqual([domain, ['unknown']]);
      },
    ));

  test('aliases that grow without end, and maps that merge themselves, are given up', () =>
    withTree(
      {
        'configuration.yaml': [
          'a: &a [x, x, x, x, x, x, x, x, x]',
          ...'bcdefghi'.split('').map((name) => {
            const before = String.fromCharCode(name.charCodeAt(0) - 1);
            return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
          }),
          'http: *i',
          'self: &self\n  <<: *self\n  k: 1',
          '',
        ].join('\n'),
      },
      (home) => {
        const started = Date.now();
        expect(textOf(at(home.integration('self')[0], 'k'))).toBe('1');
        expect(home.integration('http')[0]?.kind).toBe('list');
        // from here on nothing is sure
        expect(home.integration('self')[0]?.kind).toBe('unknown');
        expect(Date.now() - started).toBeLessThan(10_000);
      },
    ));

  test('a folder that is a link out of the tree is not listed', () =>
    withFolder((outer) => {
      outer.write({
        'secret/x.yaml': 'http:\n  a: 1\n',
        'home/configuration.yaml': 'http: !include_dir_merge_named packages\n',
      });
      symlinkSync(outer.path('secret'), outer.path('home/packages'));
      const tree = new Tree(outer.path('home'));
      expect([tree.folder('packages'), tree.file('packages/x.yaml'), tree.everything('packages')]).toEqual([
        undefined,
        undefined,
        [],
      ]);
      expect(join(outer.dir, 'home')).toBe(tree.root);
    }));
});
