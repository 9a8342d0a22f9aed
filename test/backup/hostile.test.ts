// Archives that want out, and archives that are not whole: refused, and nothing of them is kept.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { staysInside } from '../../src/archive/safe-path';
import { makeKey, seal, sealTar, type TarEntry } from '../support/age';
import { type Ran, type Repo, withFolder } from '../support/repo';

const CLI = join(__dirname, '../../dist/cli.cjs');
const GOOD: TarEntry = [{ name: 'configuration.yaml' }, 'a: b\n'];

const restoreInto = (folder: Repo, archive: string, ...more: string[]): Ran =>
  folder.run(process.execPath, [CLI, 'restore', archive, '-i', 'key.txt', '-o', 'new', ...more]);

const HOSTILE: readonly (readonly [what: string, entries: readonly TarEntry[]])[] = [
  ['a path that climbs', [[{ name: '../evil' }, 'x']]],
  ['a path that climbs later', [[{ name: 'a/../../evil' }, 'x']]],
  ['an absolute path', [[{ name: '/tmp/hsl-evil' }, 'x']]],
  ['a drive', [[{ name: 'C:evil' }, 'x']]],
  ['a link to an absolute path', [[{ name: 'l', type: 'symlink', linkname: '/etc' }]]],
  ['a link that climbs', [[{ name: 'l', type: 'symlink', linkname: '../..' }]]],
  ['a link that climbs from below', [[{ name: 'a/l', type: 'symlink', linkname: 'b/../../..' }]]],
  [
    'a file through a link',
    [[{ name: 'a/', type: 'directory' }], [{ name: 'l', type: 'symlink', linkname: 'a' }], [{ name: 'l/evil' }, 'x']],
  ],
  [
    'a chain of links',
    [
      [{ name: 's/d/up', type: 'symlink', linkname: '../..' }],
      [{ name: 'out', type: 'symlink', linkname: 's/d/up/..' }],
    ],
  ],
  ['a hard link to a file outside', [[{ name: 'h', type: 'link', linkname: '../key.txt' }]]],
  ['a hard link to what is not inside', [[{ name: 'h', type: 'link', linkname: 'nothing' }]]],
  ['a file twice', [GOOD, [{ name: './configuration.yaml' }, 'evil']]],
  ['a link and a file', [[{ name: 'x', type: 'symlink', linkname: 'a' }], [{ name: 'x' }, 'y']]],
  [
    'a file as a folder',
    [
      [{ name: 'x' }, 'y'],
      [{ name: 'x/y' }, 'z'],
    ],
  ],
  [
    'a folder as a file',
    [
      [{ name: 'x/y' }, 'z'],
      [{ name: 'x' }, 'y'],
    ],
  ],
  ['a device', [[{ name: 'd', type: 'character-device', devmajor: 1, devminor: 3 }]]],
  ['a pipe', [[{ name: 'p', type: 'fifo' }]]],
  ['a name of 5000 characters', [[{ name: `${'a/'.repeat(2500)}b` }, 'x']]],
  ['nothing', []],
];

test.each(HOSTILE)('%s is refused as a whole', async (_, entries) => {
  await withFolder(async (folder) => {
    const { recipient } = await makeKey(folder);
    folder.write({
      'x.age': await sealTar(
        [[{ name: 'first.yaml' }, 'x'], ...entries].slice(entries.length === 0 ? 1 : 0) as TarEntry[],
        recipient,
      ),
    });
    for (const args of [[], ['--verify'], ['--force']]) {
      const ran = restoreInto(folder, 'x.age', ...args);
      expect(ran.code).toBe(2);
      expect(ran.err).toMatch(/this archive is not unpacked|there is nothing in this archive/);
      expect(readdirSync(folder.dir).sort()).toEqual(['key.txt', 'x.age']);
    }
    expect(existsSync('/tmp/hsl-evil')).toBe(false);
  });
});

test('git’s own folder is passed over, and special bits are dropped', async () => {
  await withFolder(async (folder) => {
    const { recipient } = await makeKey(folder);
    const entries: TarEntry[] = [
      [{ name: '.git/hooks/pre-commit', mode: 0o755 }, 'evil'],
      [{ name: 'sub/.GIT/config' }, 'evil'],
      [{ name: 'run', mode: 0o6755 }, 'x'],
    ];
    folder.write({ 'x.age': await sealTar(entries, recipient) });
    const ran = restoreInto(folder, 'x.age');
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('2 entries of git’s own folder');
    expect(readdirSync(folder.path('new'))).toEqual(['run']);
    expect(statSync(folder.path('new/run')).mode & 0o7777).toBe(0o755);
  });
});

test('what unpacks to gigabytes is stopped', async () => {
  await withFolder(async (folder) => {
    const { recipient } = await makeKey(folder);
    // a header that promises 3 GB, and zeros that pack a thousand to one
    const zeros = gzipSync(Buffer.alloc(1 << 26));
    const header = await tarHeader(3 * 2 ** 30);
    const bytes = Buffer.concat([gzipSync(header), ...Array.from({ length: 20 }, () => zeros)]);
    folder.write({ 'x.age': await seal(bytes, recipient) });
    const ran = restoreInto(folder, 'x.age', '--verify');
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('unpacks to more than 1024 MB');
  });
}, 120_000);

async function tarHeader(size: number): Promise<Buffer> {
  const { pack } = await import('tar-stream');
  const tar = pack();
  tar.entry({ name: 'zeros', size });
  const first = await new Promise<Buffer>((resolve) => tar.once('data', (bytes) => resolve(bytes as Buffer)));
  tar.destroy();
  return first;
}

test('nothing is kept of an archive that was cut off or changed, at any place', async () => {
  await withFolder(async (folder) => {
    const { recipient } = await makeKey(folder);
    const files = Array.from(
      { length: 40 },
      (_, at): TarEntry => [{ name: `f${at}.yaml` }, Buffer.alloc(9000, `${at}, `)],
    );
    const whole = await sealTar(
      [...files, [{ name: 'noise' }, Buffer.from(Array.from({ length: 300_000 }, () => Math.random() * 256))]],
      recipient,
    );
    const spoilt = [0, 30, 190, 5000, 70_000, whole.length - 10].map((at) => {
      const copy = Buffer.from(whole);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    });
    const cut = [0, 100, 300, 65_700, 150_000, whole.length - 1].map((length) => whole.subarray(0, length));
    const longer = Buffer.concat([whole, Buffer.from('x')]);
    mkdirSync(folder.path('there'));
    for (const bytes of [...spoilt, ...cut, longer]) {
      writeFileSync(folder.path('x.age'), bytes);
      expect(restoreInto(folder, 'x.age').code).toBe(2);
      expect(restoreInto(folder, 'x.age', '--verify').code).toBe(2);
      expect(folder.run(process.execPath, [CLI, 'restore', 'x.age', '-i', 'key.txt', '-o', 'there']).code).toBe(2);
      expect(readdirSync(folder.dir).sort()).toEqual(['key.txt', 'there', 'x.age']);
      expect(readdirSync(folder.path('there'))).toEqual([]);
    }
    writeFileSync(folder.path('x.age'), whole);
    expect(restoreInto(folder, 'x.age').code).toBe(0);
    expect(readFileSync(folder.path('new/f7.yaml'), 'utf8').startsWith('7, 7, ')).toBe(true);
  });
}, 120_000);

test.each([
  ['a', 'b', true],
  ['a/b', '../c', true],
  ['a/b', '..', true],
  ['a', '.', true],
  ['a', '..', false],
  ['a/b', '../..', false],
  ['a/b', 'x/../y', false],
  ['a', '', false],
  ['a', '/b', false],
  ['a', 'C:/b', false],
])('a link at %s to %s stays inside: %s', (path, target, inside) => {
  expect(staysInside(path, target)).toBe(inside);
});
