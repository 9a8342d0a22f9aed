// A fix that is killed, interrupted or short of space, at every system call that changes a file and every program it starts: no value is lost, nothing is half
// written, and the next run completes. The points are found from outside, by strace, which this needs.
import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Event, runUntil } from '../support/interrupt';
import { type Repo, withRepo } from '../support/repo';

const FILES = {
  'configuration.yaml': 'mqtt:\n  broker: 192.0.2.5\n  password: hunter22x9\n',
  'stack/compose.yaml': 'services:\n  db:\n    image: mariadb\n    environment:\n      DB_PASSWORD: otapw77xyz\n',
};
const FIXED = {
  'configuration.yaml': 'mqtt:\n  broker: 192.0.2.5\n  password: !secret mqtt_password\n',
  'stack/compose.yaml': 'services:\n  db:\n    image: mariadb\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD}\n',
};
const SECRETS = {
  'secrets.yaml': ['other: abcdefgh12\n', 'other: abcdefgh12\nmqtt_password: hunter22x9\n'],
  'stack/.env': ['WIFI=abcdefgh34\n', 'WIFI=abcdefgh34\nDB_PASSWORD=otapw77xyz\n'],
} as const;
const IGNORE = ['*.log\n', '*.log\n.env\nsecrets.yaml\n'] as const;
/** Calls that change something, with those by which it is done elsewhere. */
const CALLS = [
  'rename,renameat,renameat2',
  'link,linkat',
  'unlink,unlinkat',
  'rmdir',
  'mkdir,mkdirat',
  'fsync,fdatasync',
  'fchmod,fchown',
  'ftruncate',
  'execve',
];
const MOST_POINTS = 60;

/** What happens there: a kill, an interrupt, a full disk. */
const POINTS: readonly (readonly [event: Event, calls: string])[] = [
  ...CALLS.map((calls) => ['signal=SIGKILL', calls] as const),
  ['signal=SIGINT', 'rename,renameat,renameat2'],
  ['error=ENOSPC', 'fsync,fdatasync'],
  ['error=ENOSPC', 'mkdir,mkdirat'],
  ['error=ENOSPC', 'rename,renameat,renameat2'],
];

function expectUnharmed(repo: Repo): void {
  const index = (path: string): string => repo.git('show', `:${path}`);
  for (const [path, [before, after]] of Object.entries(SECRETS)) expect([before, after]).toContain(repo.read(path));
  for (const [path, before] of Object.entries(FILES)) {
    const after = FIXED[path as keyof typeof FIXED];
    const [secrets = ''] = path.startsWith('stack/') ? ['stack/.env'] : ['secrets.yaml'];
    for (const now of [repo.read(path), index(path)]) {
      expect([before, after]).toContain(now);
      // the reference leads to the value
      if (now === after) expect(repo.read(secrets)).toBe(SECRETS[secrets as keyof typeof SECRETS][1]);
    }
  }
  expect(IGNORE).toContain(repo.read('.gitignore'));
  expect(repo.tryGit('fsck', '--strict').code).toBe(0);
  // what is left over is nothing that git would take
  const open = repo.git('ls-files', '-o', '--exclude-standard').split('\n');
  expect(open.filter((path) => path.includes('.tmp'))).toEqual([]);
}

function expectFinished(repo: Repo): void {
  for (const [path, after] of Object.entries(FIXED)) {
    expect(repo.read(path)).toBe(after);
    expect(repo.git('show', `:${path}`)).toBe(after);
  }
  for (const [path, [, after]] of Object.entries(SECRETS)) expect(repo.read(path)).toBe(after);
  for (const folder of ['.', 'stack'])
    expect(readdirSync(repo.path(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
}

test.each(POINTS)(
  '%s at %s',
  async (...point) => {
    await withRepo((repo) => {
      repo.write({ ...FILES, '.gitignore': IGNORE[0] });
      repo.git('add', 'configuration.yaml', 'stack/compose.yaml', '.gitignore');
      for (const [path, [before]] of Object.entries(SECRETS)) repo.write({ [path]: before });
      const template = realpathSync(mkdtempSync(join(tmpdir(), 'hsl-kill-')));
      try {
        cpSync(repo.dir, join(template, 'repo'), { recursive: true });
        let when = 1;
        for (; when <= MOST_POINTS; when++) {
          rmSync(repo.dir, { recursive: true });
          cpSync(join(template, 'repo'), repo.dir, { recursive: true });
          const happened = runUntil(repo.dir, ['--staged', '--fix'], ...point, when);
          expectUnharmed(repo);
          if (!happened) break;
          // git's own: who is killed in the middle leaves it, and git says what to do
          if (existsSync(repo.path('.git/index.lock'))) rmSync(repo.path('.git/index.lock'));
          expect(repo.lint('--staged', '--fix').code).toBe(0);
          expectFinished(repo);
        }
        expect(when).toBeLessThanOrEqual(MOST_POINTS);
        expectFinished(repo);
      } finally {
        rmSync(template, { recursive: true, force: true });
      }
    });
  },
  600_000,
);
