// A renaming that is killed, interrupted or short of space at any system call that changes a file: at every moment each reference finds
// the value that it found before, and the next run completes.
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Event, runUntil } from '../support/interrupt';
import { type Repo, withRepo } from '../support/repo';

const OLD = {
  'configuration.yaml': 'homeassistant:\n  name: x\nmqtt:\n  password: !secret pw1 # broker\n',
  'packages/a.yaml': 'recorder:\n  db_url: !secret db\nalarm:\n  code: !secret "pw1"\n',
  'esphome/garage.yaml': 'esphome:\n  name: garage\nota:\n  password: !secret pw1\n',
  'secrets.fake.yaml': 'pw1: fake_password\n',
};
const NEW = Object.fromEntries(Object.entries(OLD).map(([path, text]) => [path, text.replace('pw1', 'mqtt_password')]));
const SECRETS = [
  'db: "mysql://x"\npw1: hunter22x9 # old\nlast: |-\n  a\n  b\n',
  'db: "mysql://x"\npw1: hunter22x9 # old\nmqtt_password: hunter22x9 # old\nlast: |-\n  a\n  b\n',
  'db: "mysql://x"\nmqtt_password: hunter22x9 # old\nlast: |-\n  a\n  b\n',
] as const;
const POINTER = '<<: !include ../secrets.yaml\n';
const RENAME = ['secrets', 'rename', 'pw1', 'mqtt_password'];

const POINTS: readonly (readonly [Event, string])[] = [
  ['signal=SIGKILL', 'rename,renameat,renameat2'],
  ['signal=SIGKILL', 'fsync,fdatasync'],
  ['signal=SIGKILL', 'mkdir,mkdirat'],
  ['signal=SIGKILL', 'unlink,unlinkat,rmdir'],
  ['signal=SIGINT', 'rename,renameat,renameat2'],
  ['error=ENOSPC', 'fsync,fdatasync'],
  ['error=ENOSPC', 'rename,renameat,renameat2'],
];
const MOST_POINTS = 40;

function expectAnswered(repo: Repo): void {
  const secrets = repo.read('secrets.yaml');
  expect(SECRETS).toContain(secrets);
  for (const [path, old] of Object.entries(OLD)) {
    const now = repo.read(path);
    expect([old, NEW[path]]).toContain(now);
    if (path === 'secrets.fake.yaml') continue;
    expect(secrets).toContain(now === old ? 'pw1: hunter22x9' : 'mqtt_password: hunter22x9');
  }
  // what is left over is nothing that git would take
  const open = repo.git('ls-files', '-o', '--exclude-standard').split('\n');
  expect(open.filter((path) => path.includes('.tmp'))).toEqual([]);
}

function expectFinished(repo: Repo): void {
  expect(repo.read('secrets.yaml')).toBe(SECRETS[2]);
  for (const [path, text] of Object.entries(NEW)) expect(repo.read(path)).toBe(text);
  for (const folder of ['.', 'packages', 'esphome'])
    expect(readdirSync(repo.path(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
}

test.each(POINTS)(
  '%s at %s',
  async (event, calls) => {
    await withRepo((repo) => {
      repo.commit(OLD);
      repo.write({ 'secrets.yaml': SECRETS[0], 'esphome/secrets.yaml': POINTER });
      const template = realpathSync(mkdtempSync(join(tmpdir(), 'hsl-rename-')));
      try {
        cpSync(repo.dir, join(template, 'repo'), { recursive: true });
        let when = 1;
        for (; when <= MOST_POINTS; when++) {
          rmSync(repo.dir, { recursive: true });
          cpSync(join(template, 'repo'), repo.dir, { recursive: true });
          const happened = runUntil(repo.dir, RENAME, event, calls, when);
          expectAnswered(repo);
          if (!happened) break;
          // killed behind the last step there is nothing left to rename
          if (repo.read('secrets.yaml') !== SECRETS[2])
            expect(repo.lint(...RENAME)).toMatchObject({ code: 0, err: '' });
          else expect(repo.lint(...RENAME).err).toContain('no secrets file here has an entry of that name');
          expect(repo.read('secrets.yaml')).toBe(SECRETS[2]);
          for (const [path, text] of Object.entries(NEW)) expect(repo.read(path)).toBe(text);
        }
        expect(when).toBeGreaterThan(4);
        expect(when).toBeLessThanOrEqual(MOST_POINTS);
        expectFinished(repo);
      } finally {
        rmSync(template, { recursive: true, force: true });
      }
    });
  },
  300_000,
);
