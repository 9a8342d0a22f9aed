// A backup or a restore that is killed: nothing half stands under a final name, and the next run clears what is left.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeKey } from '../support/age';
import { GIT_ENV, type Repo, withFolder } from '../support/repo';

const CLI = join(__dirname, '../../dist/cli.cjs');
const LEFT = /^\.ha-secrets-lint-\d+\.tmp$/;

/** Starts it, and kills it as soon as its temporary file or folder is seen. */
async function killed(folder: Repo, where: string, signal: NodeJS.Signals, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder.path('cfg'), env: GIT_ENV, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const seen = (): boolean => existsSync(where) && readdirSync(where).some((name) => LEFT.test(name));
  for (let waited = 0; waited < 2000 && !seen() && child.exitCode === null; waited++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(seen()).toBe(true);
  child.kill(signal);
  await ended;
}

async function withLargeTree(work: (folder: Repo, recipient: string) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const { recipient } = await makeKey(folder);
    for (let at = 0; at < 30; at++) folder.write({ [`cfg/f${at}`]: randomBytes(1 << 20) });
    await work(folder, recipient);
  });
}

test('a killed backup leaves no archive, an interrupted one nothing at all, and the next clears up', async () => {
  await withLargeTree(async (folder, recipient) => {
    const args = ['backup', '../out/a.age', '-r', recipient];
    await killed(folder, folder.path('out'), 'SIGKILL', ...args);
    const left = readdirSync(folder.path('out'));
    expect(left).toHaveLength(1);
    expect(left[0]).toMatch(LEFT);
    expect(folder.run(process.execPath, [CLI, ...args], { cwd: 'cfg' }).code).toBe(0);
    expect(readdirSync(folder.path('out'))).toEqual(['a.age']);
    await killed(folder, folder.path('out'), 'SIGTERM', 'backup', '../out/b.age', '-r', recipient);
    expect(readdirSync(folder.path('out'))).toEqual(['a.age']);
  });
});

test('a killed restore leaves the folder as it was but for what the next run clears', async () => {
  await withLargeTree(async (folder, recipient) => {
    folder.run(process.execPath, [CLI, 'backup', '../a.age', '-r', recipient], { cwd: 'cfg' });
    const args = ['restore', '../a.age', '-i', '../key.txt', '-o', '../new'];
    await killed(folder, folder.path('new'), 'SIGKILL', ...args);
    const left = readdirSync(folder.path('new'));
    expect(left).toHaveLength(1);
    expect(readdirSync(folder.path('new', left[0] ?? ''))).toContain('.gitignore');
    expect(folder.run(process.execPath, [CLI, ...args], { cwd: 'cfg' }).code).toBe(0);
    expect(readdirSync(folder.path('new'))).toHaveLength(30);
    await killed(folder, folder.path('other'), 'SIGINT', ...args.slice(0, -1), '../other');
    expect(existsSync(folder.path('other'))).toBe(false);
  });
});

test('a disk that is full in the middle is said, and nothing is kept', async () => {
  await withLargeTree(async (folder, recipient) => {
    folder.run(process.execPath, [CLI, 'backup', '../a.age', '-r', recipient], { cwd: 'cfg' });
    // no file may grow beyond 500 kB: what a full disk does to a program
    const limited = (...args: string[]) =>
      folder.run('bash', ['-c', 'ulimit -f 500; exec "$@"', 'bash', process.execPath, CLI, ...args], { cwd: 'cfg' });
    const made = limited('backup', '../out/b.age', '-r', recipient);
    expect(made.code).toBe(2);
    expect(made.err).toMatch(/b\.age: the archive cannot be written \(EFBIG\)/);
    expect(readdirSync(folder.path('out'))).toEqual([]);
    const back = limited('restore', '../a.age', '-i', '../key.txt', '-o', '../new');
    expect(back.code).toBe(2);
    expect(back.err).toContain('cannot be unpacked');
    expect(existsSync(folder.path('new'))).toBe(false);
  });
});

test('a file that cannot be read ends it, by name and without an archive', async () => {
  await withFolder(async (folder) => {
    const { recipient } = await makeKey(folder);
    folder.write({ 'cfg/a.yaml': 'a: b\n', 'cfg/secrets.yaml': 'x: y\n', 'cfg/closed/b.yaml': 'a: b\n' });
    for (const [path, mode] of [
      ['cfg/secrets.yaml', 0o600],
      ['cfg/closed', 0o700],
    ] as const) {
      chmodSync(folder.path(path), 0);
      // root may read everything
      if (process.getuid?.() === 0) chownSync(folder.path(path), 0, 0);
      const asUser = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
      chmodSync(folder.dir, 0o777);
      const ran = spawnSync(process.execPath, [CLI, 'backup', '../out.age', '-r', recipient], {
        cwd: folder.path('cfg'),
        env: { ...GIT_ENV, HOME: folder.dir },
        encoding: 'utf8',
        ...asUser,
      });
      expect(ran.stderr).toContain(`ha-secrets-lint: ${path.slice(4)}: `);
      expect(ran.stderr).toContain('cannot be read (EACCES)');
      expect(ran.status).toBe(2);
      expect(existsSync(folder.path('out.age'))).toBe(false);
      chmodSync(folder.path(path), mode);
      if (path === 'cfg/secrets.yaml' && asUser.uid !== undefined) chownSync(folder.path(path), 65534, 65534);
    }
  });
});
