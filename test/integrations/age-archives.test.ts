// Archives both ways with the `age` program itself: it opens ours, and we open its.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Ran, type Repo, withFolder } from '../support/repo';
import { findAge } from './install-age';

const CLI = join(__dirname, '../../dist/cli.cjs');
const FILES = {
  'cfg/configuration.yaml': 'mqtt:\n  password: !secret mqtt_password\n',
  'cfg/secrets.yaml': 'mqtt_password: violet88harbour\n',
  'cfg/.storage/auth': '{"a": 1}\n',
  'cfg/sub/ü\nx.yaml': 'a: b\n',
  'cfg/empty': '',
};

const run = (folder: Repo, ...args: string[]): Ran => folder.run(process.execPath, [CLI, ...args], { cwd: 'cfg' });
const shell = (folder: Repo, command: string): Buffer =>
  execFileSync('bash', ['-o', 'pipefail', '-c', command], { cwd: folder.dir, maxBuffer: 1 << 26 });

beforeAll(() => findAge());

async function withKey(work: (folder: Repo, recipient: string) => void): Promise<void> {
  await withFolder((folder) => {
    folder.write(FILES);
    folder.write({ 'cfg/large': Buffer.alloc(3_000_000, 'abcdefg\n') });
    symlinkSync('configuration.yaml', folder.path('cfg/link'));
    shell(folder, 'age-keygen -o key.txt 2>/dev/null && mkdir plain');
    work(folder, shell(folder, 'age-keygen -y key.txt').toString('utf8').trim());
  });
}

test('age and tar open what backup made', async () => {
  await withKey((folder, recipient) => {
    shell(folder, 'age-keygen -o other.txt 2>/dev/null && age-keygen -y other.txt > recipients');
    expect(run(folder, 'backup', '../a.age', '-r', recipient, '-R', '../recipients').code).toBe(0);
    for (const key of ['key.txt', 'other.txt']) {
      shell(folder, `rm -rf plain && mkdir plain && age -d -i ${key} a.age | tar xz -C plain`);
      expect(shell(folder, 'diff -r --no-dereference cfg plain').toString()).toBe('');
    }
  });
});

test.each([
  ['tar cz', 'tar cz -C cfg . | age -r RECIPIENT > a.age'],
  ['names without ./', 'cd cfg && tar cz .storage * | age -r RECIPIENT > ../a.age'],
  ['not packed', 'tar c -C cfg . | age -r RECIPIENT > a.age'],
  ['armored', 'tar cz -C cfg . | age -a -r RECIPIENT > a.age'],
  ['pax headers', 'tar cz --format=pax -C cfg . | age -r RECIPIENT > a.age'],
  ['several names of a file', 'ln cfg/large cfg/second && tar cz -C cfg . | age -r RECIPIENT > a.age'],
])('restore opens what age made: %s', async (_, command) => {
  await withKey((folder, recipient) => {
    shell(folder, command.replace('RECIPIENT', recipient));
    const verified = run(folder, 'restore', '../a.age', '-i', '../key.txt', '--verify');
    expect([verified.code, verified.err]).toEqual([0, '']);
    expect(run(folder, 'restore', '../a.age', '-i', '../key.txt', '-o', '../new').code).toBe(0);
    expect(shell(folder, 'diff -r --no-dereference cfg new').toString()).toBe('');
    expect(existsSync(folder.path('new/sub/ü\nx.yaml'))).toBe(true);
    expect(readFileSync(folder.path('new/empty'))).toHaveLength(0);
  });
});
