// Writing: whole files, only over what was read, with the old mode, never through a link, nothing left over.
import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { applyChange, removeLeftovers } from '../../src/commands/fix/apply';
import { type Repo, withFolder } from '../support/repo';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const change = { path: 'a.yaml', before: bytes('old'), after: bytes('new') };
const leftovers = (repo: Repo): string[] => readdirSync(repo.dir).filter((name) => name.endsWith('.tmp'));

test.each([0o600, 0o640, 0o644, 0o755])('the mode %i stays', (mode) =>
  withFolder((repo) => {
    repo.write({ 'a.yaml': 'old' });
    chmodSync(repo.path('a.yaml'), mode);
    expect(applyChange(repo.dir, change)).toBeUndefined();
    expect(repo.read('a.yaml')).toBe('new');
    expect(statSync(repo.path('a.yaml')).mode & 0o777).toBe(mode);
    expect(leftovers(repo)).toEqual([]);
  }),
);

test.each<[string, (repo: Repo) => void, string]>([
  ['changed since it was read', (repo) => repo.write({ 'a.yaml': 'other' }), 'changed'],
  ['gone since', () => undefined, 'changed'],
  ['write-protected', (repo) => protect(repo), 'write-protected'],
  ['under two names', (repo) => secondName(repo), 'second name'],
  ['a link', (repo) => link(repo), 'link'],
])('%s: left alone', (_, prepare, why) =>
  withFolder((repo) => {
    prepare(repo);
    const before = existsSync(repo.path('a.yaml')) ? repo.read('a.yaml') : undefined;
    expect(applyChange(repo.dir, change)).toContain(why);
    expect(existsSync(repo.path('a.yaml')) ? repo.read('a.yaml') : undefined).toBe(before);
    expect(leftovers(repo)).toEqual([]);
  }),
);

function protect(repo: Repo): void {
  repo.write({ 'a.yaml': 'old' });
  chmodSync(repo.path('a.yaml'), 0o444);
}

function secondName(repo: Repo): void {
  repo.write({ 'a.yaml': 'old' });
  linkSync(repo.path('a.yaml'), repo.path('b.yaml'));
}

function link(repo: Repo): void {
  repo.write({ 'real.yaml': 'old' });
  symlinkSync('real.yaml', repo.path('a.yaml'));
}

test('a new file is for the owner of the configuration alone, and takes no place that is taken', () =>
  withFolder((repo) => {
    repo.write({ 'configuration.yaml': 'x' });
    chmodSync(repo.path('configuration.yaml'), 0o664);
    const fresh = {
      path: 'secrets.yaml',
      before: undefined,
      after: bytes('a: b\n'),
      like: { path: 'configuration.yaml', secret: true },
    };
    expect(applyChange(repo.dir, fresh)).toBeUndefined();
    expect(statSync(repo.path('secrets.yaml')).mode & 0o777).toBe(0o600);
    expect(applyChange(repo.dir, { ...fresh, after: bytes('c: d\n') })).toContain('changed');
    expect(repo.read('secrets.yaml')).toBe('a: b\n');
  }));

test('what a killed run left goes, what a running one has stays', () =>
  withFolder((repo) => {
    // 2^22 is above the highest process id of Linux
    for (const id of ['4194305', String(process.ppid)]) {
      mkdirSync(repo.path(`.ha-secrets-lint-${id}.tmp`));
      repo.write({ [`.ha-secrets-lint-${id}.tmp/secrets.yaml`]: 'x' });
    }
    repo.write({ '.ha-secrets-lint-x.tmp': 'mine' });
    removeLeftovers(repo.dir, '');
    expect(readdirSync(repo.dir).sort()).toEqual([`.ha-secrets-lint-${process.ppid}.tmp`, '.ha-secrets-lint-x.tmp']);
  }));
