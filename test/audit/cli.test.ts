// `audit` as it is called: exit codes, flags, where it is run, and that it changes and starts nothing.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { CLI, type Ran, type Repo, withFolder, withRepo } from '../support/repo';
import { HOUSE, VALUES } from './house';

interface Audited {
  readonly code: number;
  readonly err: string;
  readonly checks: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly file: string | null;
    readonly line: number | null;
  }[];
  readonly errors: readonly { readonly message: string }[];
}

const run = (repo: Repo, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Ran =>
  repo.run(process.execPath, [CLI, 'audit', ...args], options);

function audited(repo: Repo, args: readonly string[] = [], options: { cwd?: string } = {}): Audited {
  const ran = run(repo, ['--format', 'json', '--today', '2026-11-26', ...args], options);
  return { ...(JSON.parse(ran.out) as Audited), code: ran.code, err: ran.err };
}

const verdictOf = ({ checks }: Audited, id: string): string | undefined => checks.find((one) => one.id === id)?.verdict;

const FINE: Readonly<Record<string, string>> = {
  'configuration.yaml': 'homeassistant:\nhttp:\n  login_attempts_threshold: 5\nmqtt:\n  password: !secret broker\n',
};

test('exit 0 where nothing fails, 1 where something does, and 1 with --strict where something cannot be told', () =>
  withRepo((repo) => {
    repo.write(FINE);
    const fine = audited(repo);
    expect([fine.code, fine.err]).toEqual([0, '']);
    expect(fine.checks.map(({ verdict }) => verdict)).toContain('unknown');
    expect(audited(repo, ['--strict']).code).toBe(1);
    repo.write({ '.HA_VERSION': '2025.1.0' });
    const old = audited(repo);
    expect([old.code, old.checks.find(({ id }) => id === 'version-current')]).toMatchObject([
      1,
      { verdict: 'fail', file: '.HA_VERSION', line: 1 },
    ]);
  }));

test('exit 2 and the object of a run that could not look', () =>
  withFolder((repo) => {
    const ran = audited(repo);
    expect(ran).toMatchObject({ code: 2, checks: [] });
    expect(ran.errors).toHaveLength(1);
    expect(ran.err).toContain('no YAML file could be read');
    repo.write({ 'configuration.yaml': 'homeassistant:\n', '.ha-secrets-lint.yaml': 'rulez: {}\n' });
    expect(audited(repo).code).toBe(2);
    expect(audited(repo, ['--no-config']).code).toBe(0);
  }));

test.each([
  [['somewhere'], 'audit takes no paths'],
  [['--today', 'tomorrow'], '--today needs a day'],
  [['--today', '2026-13-41'], '--today needs a day'],
  [['--backups', 'nowhere'], 'there is no folder nowhere'],
  [['--sshd-config', 'x'], 'goes with --host'],
  [['--format', 'gitlab-secrets'], 'for secrets only'],
  [['--hosts'], 'there is no flag'],
  [['--staged'], 'there is no flag'],
])('%j is a mistake', (args, message) =>
  withRepo((repo) => {
    repo.write(FINE);
    expect(run(repo, args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) as string });
  }),
);

test('the same from a folder below, and from the folder of a second house', () =>
  withRepo((repo) => {
    repo.write({
      ...FINE,
      'packages/a.yaml': 'light:\n',
      'cabin/configuration.yaml': 'homeassistant:\nhttp:\n  ip_ban_enabled: no\n',
    });
    expect(verdictOf(audited(repo), 'ip-ban')).toBe('pass');
    expect(verdictOf(audited(repo, [], { cwd: 'packages' }), 'ip-ban')).toBe('pass');
    expect(verdictOf(audited(repo, [], { cwd: 'cabin' }), 'ip-ban')).toBe('fail');
    expect(run(repo, []).out).toContain('cabin/configuration.yaml');
  }));

test('several formats in one run; no value in any of them', () =>
  withRepo((repo) => {
    repo.write(HOUSE);
    const formats = ['json', 'html', 'sarif', 'github', 'gitlab', 'junit', 'compact'];
    const ran = run(repo, [
      ...formats.flatMap((format) => ['--format', format, '-o', `.git/out.${format}`]),
      '--format',
      'pretty',
    ]);
    expect([ran.code, ran.err]).toEqual([1, '']);
    for (const text of [ran.out, ...formats.map((format) => repo.read(`.git/out.${format}`))]) {
      expect(text.length).toBeGreaterThan(500);
      for (const value of VALUES) expect(text).not.toContain(value);
    }
    expect(repo.git('status', '--short', '--ignored')).not.toContain('out.');
  }));

test('--host reads the file that it is told, and says what a Match block leaves open', () =>
  withFolder((repo) => {
    repo.write({
      ...FINE,
      'etc/sshd': 'PermitRootLogin no\nPasswordAuthentication no\nMatch User guest\nPasswordAuthentication yes\n',
    });
    const ran = audited(repo, ['--host', '--sshd-config', 'etc/sshd']);
    expect([verdictOf(ran, 'sshd-root'), verdictOf(ran, 'sshd-passwords')]).toEqual(['pass', 'unknown']);
    expect(ran.checks.find(({ id }) => id === 'sshd-passwords')).toMatchObject({
      file: repo.path('etc/sshd'),
      line: 4,
    });
    const gone = audited(repo, ['--host', '--sshd-config', 'etc/none']);
    expect(verdictOf(gone, 'sshd-root')).toBe('unknown');
    expect(verdictOf(audited(repo), 'sshd-root')).toBeUndefined();
  }));

test('backups are found where they are said to be', () =>
  withFolder((outer) => {
    outer.write({
      'nas/house-2026-11-25.tar.age': 'age-encryption.org/v1\n-> X25519 x\n',
      'home/configuration.yaml': 'homeassistant:\n',
    });
    expect(verdictOf(audited(outer, [], { cwd: 'home' }), 'backup-recent')).toBe('unknown');
    const ran = audited(outer, ['--backups', '../nas'], { cwd: 'home' });
    expect([verdictOf(ran, 'backup-recent'), verdictOf(ran, 'backup-encrypted')]).toEqual(['pass', 'pass']);
  }));

test('ESPHome alone is enough to look at', () =>
  withFolder((repo) => {
    repo.write({ 'shed.yaml': 'esphome:\n  name: shed\napi:\n  encryption:\n    key: !secret shed\n' });
    const ran = audited(repo);
    expect([ran.code, verdictOf(ran, 'esphome-api'), verdictOf(ran, 'http-tls')]).toEqual([0, 'pass', 'unknown']);
  }));

test('broken YAML, a device file in the place of one, UTF-16: no crash, and nothing is claimed', () =>
  withFolder((repo) => {
    mkdirSync(repo.path('packages'));
    repo.write({
      'configuration.yaml': 'homeassistant:\n  packages: !include_dir_named packages\nhttp:\n  - [\n',
      'packages/wide.yaml': Buffer.from('\ufeffhttp:\n  login_attempts_threshold: 3\n', 'utf16le'),
      'packages/nul.yaml': 'http:\0\n',
      '.storage/backup': '{"data": 7',
      '.storage/auth': '[]',
      '.HA_VERSION': '\0\0',
      'docker-compose.yml': 'services:\n  a: 1\n  b:\n    ports: x\n    image: [1]\n    privileged: {}\n',
      'go2rtc.yaml': 'streams:\napi: 7\n',
      'esphome/x.yaml': 'esphome: !include y.yaml\npackages: [1, [2], {a: b}]\nota: {a: [b]}\n',
    });
    repo.run('mkfifo', ['packages/pipe.yaml']);
    const ran = audited(repo);
    expect([ran.err, ran.code < 2]).toEqual(['', true]);
  }));

test('nothing in the tree is run or written', () =>
  withRepo((repo) => {
    repo.write(FINE);
    for (const name of ['sshd', 'zfs', 'fscrypt', 'cryptsetup'])
      repo.executable(`bin/${name}`, '#!/bin/sh\ntouch ran\n');
    const ran = run(repo, ['--host'], { env: { PATH: `${repo.path('bin')}:${process.env['PATH']}` } });
    expect(ran.code).toBeLessThan(2);
    expect(existsSync(repo.path('ran'))).toBe(false);
    expect(repo.git('status', '--short')).toBe('?? .gitignore\n?? bin/\n?? configuration.yaml\n');
  }));

test('an audit that could not read all ends with 2, and says what it saw all the same', async () => {
  await withRepo((repo) => {
    repo.write(FINE);
    repo.git('add', '-A');
    // what the next commit would hold is gone, and differs from what lies there
    const blob = repo.git('rev-parse', ':configuration.yaml').trim();
    rmSync(repo.path('.git/objects', blob.slice(0, 2), blob.slice(2)));
    repo.write({ 'configuration.yaml': `${FINE['configuration.yaml']}# more\n` });
    const report = audited(repo);
    expect([report.code, report.errors.length]).toEqual([2, 1]);
    expect(verdictOf(report, 'ip-ban')).toBe('pass');
  });
});
