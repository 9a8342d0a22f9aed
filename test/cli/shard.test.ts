// `--shard I/N`: together the shards are the whole, each file in one of them; nothing is called stale that another shard has.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonReport, type Repo, ROOT, withFolder, withRepo } from '../support/repo';

const LEAK = (at: number): string => `mqtt:\n  password: Xk93mfQ02sL-${at}\n`;
/** Leaks, references, ignore comments, a device, a tracked secrets file, a copy, and what cannot be read. */
const FILES: Record<string, string | Buffer> = {
  'configuration.yaml': 'homeassistant:\n',
  'secrets.yaml': 'mqtt_password: Xk93mfQ02sL-0\n',
  'esphome/shed.yaml': 'esphome:\n  name: shed\nwifi:\n  password: !secret wifi_password\n',
  'zigbee2mqtt/configuration.yaml': 'serial:\n  port: /dev/x\nmqtt:\n  server: "mqtt://localhost"\n',
  'copy.yaml': LEAK(3),
  'sample.yaml.example': LEAK(4),
  'ignored.yaml':
    'mqtt:\n  password: Xk93mfQ02sL # ha-secrets-lint: ignore[inline-credential] printed\nname: x # ha-secrets-lint: ignore[token-format] stale\n',
  'picture.bin': Buffer.from([0, 1, 2, 3]),
  'home-assistant_v2.db': 'SQLite format 3\0',
  ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`packages/p${at}.yaml`, LEAK(at)])),
};

/** What a finding is; names that are proposed depend on what else a run sees. */
const identity = ({ rule, severity, file, line, column, commit }: JsonReport['findings'][number]): string =>
  [rule, severity, file, line, column, commit].join(' ');

function expectUnion(repo: Repo, count: number, ...args: string[]): void {
  const whole = repo.json(...args);
  const shards = Array.from({ length: count }, (_, at) => repo.json(...args, '--shard', `${at + 1}/${count}`));
  const sum = (name: 'files' | 'skipped' | 'errors' | 'warnings' | 'suppressed') =>
    shards.reduce((total, { summary }) => total + summary[name], 0);
  expect(shards.flatMap(({ findings }) => findings.map(identity)).sort()).toEqual(whole.findings.map(identity).sort());
  for (const name of ['files', 'skipped', 'errors', 'warnings', 'suppressed'] as const)
    expect([name, sum(name)]).toEqual([name, whole.summary[name]]);
  expect(Math.max(...shards.map(({ code }) => code))).toBe(whole.code);
  expect(shards.filter(({ summary }) => summary.files > 0).length).toBeGreaterThan(1);
}

test('a tree, named paths, a folder outside git', () =>
  withRepo((repo) => {
    repo.commit(FILES);
    repo.write({ 'packages/p1.yaml': `${LEAK(1)}api_key: Zr72kfP08tWb-55\n`, 'new.yaml': LEAK(99) });
    for (const count of [2, 3, 7]) expectUnion(repo, count);
    expect(repo.json('--shard', '1/1').findings).toEqual(repo.json().findings);
    expectUnion(repo, 3, 'packages', 'configuration.yaml');
    return withFolder((folder) => {
      folder.write(FILES);
      expectUnion(folder, 3);
    });
  }));

test('a range and a history', () =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': 'homeassistant:\n', 'packages/p7.yaml': LEAK(7) });
    repo.git('tag', 'base');
    repo.commit(FILES);
    repo.git('mv', 'sample.yaml.example', 'sample.yaml');
    repo.commit({ 'packages/p2.yaml': LEAK(42) });
    repo.commit({ 'packages/p2.yaml': 'mqtt:\n' });
    for (const count of [2, 5]) {
      expectUnion(repo, count, '--history');
      expectUnion(repo, count, '--since', 'base');
    }
  }));

test('no entry of the baseline is stale because another shard has what it covers', () =>
  withRepo((repo) => {
    repo.commit(Object.fromEntries([1, 2, 3, 4, 5].map((at) => [`p${at}.yaml`, LEAK(at)])));
    repo.lint('--update-baseline');
    repo.commit({ 'p5.yaml': 'mqtt:\n' });
    expect(repo.json().findings.map(({ rule }) => rule)).toEqual(['unused-suppression']);
    for (const part of [1, 2, 3]) expect(repo.json('--shard', `${part}/3`).findings).toEqual([]);
  }));

test('an empty shard passes and says that it is one; paths that hold nothing in any shard do not', () =>
  withRepo((repo) => {
    repo.commit({ 'a.yaml': LEAK(1) });
    const codes = [1, 2, 3].map((part) => repo.lint('--shard', `${part}/3`, 'a.yaml').code);
    expect(codes.sort()).toEqual([0, 0, 1]);
    expect([1, 2, 3].map((part) => repo.lint('--shard', `${part}/3`).out).join('')).toContain('This is shard 2 of 3');
    repo.write({ 'empty/x.bin': Buffer.from([0]) });
    expect(repo.lint('--shard', '1/1', 'empty').code).toBe(2);
    expect(repo.lint('--shard', '1/2', 'nowhere').code).toBe(2);
  }));

test('SARIF: a category of its own for each; JSON says which shard it is', () =>
  withRepo((repo) => {
    repo.commit({ 'a.yaml': LEAK(1) });
    const ids = ['--shard=1/2', '--shard=2/2', '--strict'].map((arg) => {
      const log = JSON.parse(repo.lint('--format=sarif', arg).out) as { runs: { automationDetails: { id: string } }[] };
      return log.runs[0]?.automationDetails.id;
    });
    expect(ids).toEqual(['ha-secrets-lint/shard-1-of-2/', 'ha-secrets-lint/shard-2-of-2/', 'ha-secrets-lint/']);
    expect(repo.json('--shard=2/2')).toMatchObject({ shard: { part: 2, of: 2 } });
    expect(repo.json()).not.toHaveProperty('shard');
  }));

test.each([
  ['0/3', '--shard needs I/N'],
  ['4/3', '--shard needs I/N'],
  ['1/1001', '--shard needs I/N'],
  ['1', '--shard needs I/N'],
  ['1/2 --staged', '--shard and --staged exclude each other'],
  ['1/2 --fix', '--shard and --fix exclude each other'],
  ['1/2 --update-baseline', '--shard and --update-baseline exclude each other'],
  ['1/2 --stdin --stdin-filename=a.yaml', '--shard and --stdin exclude each other'],
])('refused: --shard %s', (args, message) =>
  withRepo((repo) => {
    const ran = repo.lint('--shard', ...args.split(' '));
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(message)]);
  }),
);

test('the documented way to merge JSON reports', () =>
  withRepo((repo) => {
    const text = readFileSync(join(ROOT, 'docs/ci/shards.md'), 'utf8');
    const [, script = ''] = /node -e '([^']+)'/.exec(text) ?? [];
    repo.commit(FILES);
    const whole = repo.json();
    for (const part of [1, 2, 3])
      repo.lint('--shard', `${part}/3`, '--format', 'json', '--output', `.git/shard-${part}.json`);
    const ran = repo.run(process.execPath, ['-e', script, ...[1, 2, 3].map((part) => `.git/shard-${part}.json`)]);
    const merged = JSON.parse(ran.out) as JsonReport;
    expect(merged.findings.map(identity).sort()).toEqual(whole.findings.map(identity).sort());
    expect(merged.summary).toMatchObject({
      errors: whole.summary.errors,
      files: whole.summary.files,
      suppressed: whole.summary.suppressed,
    });
    expect(ran.code).toBe(1);
  }));
