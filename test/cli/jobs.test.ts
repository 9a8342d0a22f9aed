// `--jobs N`: the same report as one process gives; nothing of what was found passes between processes; a lost one is no clean run.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments } from '../../src/cli/options';
import { lookAhead } from '../../src/run/run';
import { CLI, type Ran, type Repo, ROOT, withRepo } from '../support/repo';

const VALUE = 'Xk93mfQ02sL';
const LEAK = (at: number): string => `mqtt:\n  password: ${VALUE}-${at}\n`;
const FILES: Record<string, string | Buffer> = {
  'configuration.yaml': 'homeassistant:\n',
  'secrets.yaml': 'mqtt_password: Xk93mfQ02sL-0\n',
  'esphome/shed.yaml': 'esphome:\n  name: shed\nwifi:\n  password: !secret wifi_password\n',
  'copy.yaml': LEAK(3),
  'picture.bin': Buffer.from([0, 1, 2, 3]),
  'off.yaml': `${LEAK(5).trimEnd()} # ha-secrets-lint: ignore[inline-credential] known\n`,
  'sealed/secrets.yaml': '$ANSIBLE_VAULT;1.1;AES256\n6162\n',
  ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`packages/p${at}.yaml`, LEAK(at)])),
  ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`packages/clean${at}.yaml`, `light: ${at}\n`])),
};

/** All that a report holds but the time it took. */
function report(repo: Repo, ...args: string[]): unknown {
  const { summary, ...rest } = repo.json(...args);
  return { ...rest, summary: { ...summary, ms: 0 } };
}

test('one process and several say the same, of a tree, a range and a history', () =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': 'homeassistant:\n', 'packages/p7.yaml': LEAK(7) });
    repo.git('tag', 'base');
    repo.commit(FILES);
    repo.git('mv', 'copy.yaml', 'moved.yaml');
    repo.git('commit', '-q', '-m', 'd');
    repo.write({ 'packages/p1.yaml': `${LEAK(1)}api_key: Zr72kfP08tWb-55\n` });
    for (const scope of [[], ['--since', 'base'], ['--history']])
      expect(report(repo, ...scope, '--jobs', '4')).toEqual(report(repo, ...scope));
    repo.lint('--update-baseline', '--jobs', '2');
    expect(report(repo, '--jobs', '2')).toEqual(report(repo));
    expect(report(repo, 'packages', '--jobs', '2')).toEqual(report(repo, 'packages'));
    const alone = (...args: string[]): Ran =>
      repo.run(process.execPath, [join(ROOT, 'dist/standalone.cjs'), '--format=compact', '--history', ...args]);
    expect(alone('--jobs=2')).toEqual(alone());
  }));

test('what a process hands over names files, never what stands in them', () =>
  withRepo(async (repo) => {
    repo.commit(FILES);
    const look = await lookAhead({ cwd: repo.dir, scope: { kind: 'default' } }, { part: 1, of: 1 });
    expect(look.wanted).toContain('packages/p3.yaml');
    expect(look.wanted).not.toContain('packages/clean3.yaml');
    expect(Object.keys(look).sort()).toEqual(['errors', 'files', 'skipped', 'summaries', 'wanted']);
    expect(JSON.stringify(look)).not.toContain(VALUE);
  }));

test('what one of them cannot read fails the run, and so does one that ends early', () =>
  withRepo((repo) => {
    repo.commit(FILES);
    const oid = repo.git('rev-parse', 'HEAD:packages/clean5.yaml').trim();
    rmSync(repo.path('.git/objects', oid.slice(0, 2), oid.slice(2)));
    const ran = repo.json('--history', '--jobs', '3');
    expect([ran.code, ran.errors.map(({ file }) => file)]).toEqual([2, ['packages/clean5.yaml']]);
    repo.write({
      '.git/kill.cjs': 'if (process.env.HA_SECRETS_LINT_JOB === "2/2") process.kill(process.pid, "SIGKILL");',
    });
    const lost = repo.run(process.execPath, ['-r', repo.path('.git/kill.cjs'), CLI, '--jobs', '2']);
    expect([lost.code, lost.err]).toEqual([2, expect.stringContaining('a process of --jobs ended early')]);
  }));

test('the variable alone makes nobody a helper', () =>
  withRepo((repo) => {
    repo.commit({ 'a.yaml': LEAK(1) });
    expect(repo.run(process.execPath, [CLI], { env: { HA_SECRETS_LINT_JOB: '1/2' } }).code).toBe(1);
  }));

test.each([
  ['0', '--jobs needs a whole number'],
  ['x', '--jobs needs a whole number'],
  ['65', '--jobs needs a whole number'],
  ['2 --shard 1/2', '--jobs and --shard exclude each other'],
])('refused: --jobs %s', (args, message) =>
  withRepo((repo) => {
    const ran = repo.lint('--jobs', ...args.split(' '));
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(message)]);
  }),
);

test('a commit does not load it', () => {
  expect(readdirSync(join(ROOT, 'dist'))).toContain('jobs.cjs');
  for (const name of ['lint.cjs', 'hook.cjs'])
    expect(readFileSync(join(ROOT, 'dist', name), 'utf8')).not.toContain('"ipc"');
  expect(parseArguments(['--jobs', '2']).values.get('jobs')).toEqual(['2']);
});
