// A backup or a restore that is killed: nothing half stands under a final name, and the next run clears what is left.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
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
