// Files that are none, lie elsewhere or may not be read, and names that are to fool a terminal.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { OPTIONS } from '../../src/cli/option-table';
import { LEAK } from '../support/hooks';
import { CLI, GIT_ENV, type Ran, Repo, withFolder, withRepo } from '../support/repo';

const summary = (ran: Ran): string => ran.out.trimEnd().split('\n').at(-1) ?? '';

test('no link, pipe, socket or device is read, and nothing too large', () =>
  withRepo((repo) => {
    repo.write({ 'tree/a.yaml': 'a: 1\n', 'real/leak.yaml': LEAK, 'tree/huge.yaml': '', 'tree/binary.db': 'a\0b' });
    truncateSync(repo.path('tree/huge.yaml'), 6 * 1024 * 1024);
    symlinkSync('../real/leak.yaml', repo.path('tree/link.yaml'));
    symlinkSync('../real', repo.path('tree/linked'));
    symlinkSync('/etc/passwd', repo.path('tree/passwd.yaml'));
    symlinkSync('/dev/zero', repo.path('tree/zero.yaml'));
    symlinkSync('nowhere', repo.path('tree/broken.yaml'));
    execFileSync('mkfifo', [repo.path('tree/fifo.yaml')]);
    repo.git('add', 'tree');
    const skipped = (ran: Ran): string[] => ran.out.split('\n').filter((line) => line.startsWith('skipped '));
    const links = ['broken', 'link', 'linked', 'passwd', 'zero'].map((name) =>
      expect.stringMatching(`/${name}.*symbolic`),
    );
    for (const args of [['--staged'], ['tree']]) {
      const ran = repo.lint('--verbose', ...args);
      expect([ran.code, skipped(ran)]).toEqual([
        expect.any(Number),
        expect.arrayContaining([...links, 'skipped tree/huge.yaml: too large', 'skipped tree/binary.db: binary']),
      ]);
      expect(summary(ran)).toMatch(/\(1 file read, 7 skipped\)/);
    }
    for (const name of ['fifo', 'link', 'zero', 'linked', 'huge', 'broken']) {
      const path = `tree/${name}${name === 'linked' ? '' : '.yaml'}`;
      expect([name, repo.lint(path).code]).toEqual([name, 2]);
    }
  }));

test('a folder that became a link out of the repository: the index is read, what lies there is not', () =>
  withFolder((outer) => {
    outer.git('init', '-q', 'house');
    const repo = new Repo(outer.path('house'));
    repo.commit({ '.gitignore': 'secrets.yaml\n', 'sub/a.yaml': 'a: 1\n' });
    rmSync(repo.path('sub'), { recursive: true });
    outer.write({ 'elsewhere/a.yaml': LEAK, 'elsewhere/b.yaml': LEAK });
    symlinkSync('../elsewhere', repo.path('sub'));
    for (const args of [[], ['.'], ['sub']]) expect([args, repo.json(...args).findings]).toEqual([args, []]);
    expect(repo.json().summary.files).toBe(2);
  }));

describe('what may not be read', () => {
  /** As a user who is not root, to whom every folder is open. */
  const asUser = (repo: Repo, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran => {
    if (process.getuid?.() !== 0) return repo.run(process.execPath, [CLI, ...args], { env });
    execFileSync('chown', ['-R', '65534', repo.dir]);
    const settings = { ...GIT_ENV, ...env, HOME: '/nonexistent' };
    const wanted = Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${value}`],
    );
    return repo.run('setpriv', [
      '--reuid',
      '65534',
      '--clear-groups',
      'env',
      ...wanted,
      process.execPath,
      CLI,
      ...args,
    ]);
  };

  test('is named, the rest is linted, and only what is committed stops a commit', () =>
    withRepo((repo) => {
      repo.write({ 'closed/a.yaml': LEAK, 'file.yaml': LEAK, 'open/a.yaml': LEAK, 'closed ignored/a.yaml': LEAK });
      repo.write({ '.gitignore': 'secrets.yaml\nclosed ignored\n', 'staged.yaml': 'a: 1\n' });
      repo.git('add', 'staged.yaml');
      for (const path of ['closed', 'closed ignored', 'file.yaml']) chmodSync(repo.path(path), 0);
      for (const env of [{}, { GIT_TRACE: '1', GIT_TRACE2: '1', GIT_TRACE_SETUP: '1' }]) {
        const ran = asUser(repo, ['--format', 'json'], env);
        const report = JSON.parse(ran.out);
        expect([ran.code, report.errors]).toEqual([
          2,
          [
            { file: 'closed', message: expect.stringContaining('cannot be opened') },
            { file: 'file.yaml', message: expect.stringContaining('EACCES') },
          ],
        ]);
        expect(report.findings.map(({ file }: { file: string }) => file)).toEqual(['open/a.yaml']);
        expect(asUser(repo, ['--staged'], env)).toMatchObject({ code: 0, err: '' });
        expect(asUser(repo, ['closed'], env).code).toBe(2);
        expect(asUser(repo, ['open'], env).code).toBe(1);
      }
      for (const path of ['closed', 'closed ignored']) chmodSync(repo.path(path), 0o755);
    }));

  test('in a folder outside git, too', () =>
    withFolder((repo) => {
      repo.write({ 'closed/a.yaml': LEAK, 'a.yaml': LEAK });
      chmodSync(repo.path('closed'), 0);
      const ran = asUser(repo, []);
      expect([ran.code, ran.out]).toEqual([2, expect.stringContaining('could not read closed: ')]);
      expect(ran.out).toContain('--> a.yaml:2:13');
      chmodSync(repo.path('closed'), 0o755);
    }));
});

describe('names', () => {
  /** Nothing but printable text and line feeds; no control code, no mark that turns text around. */
  const HARMFUL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/u;
  const NAME = 'a\nb\u001b[31mc\u0007d\u009b31me\u202ef\u200bg\u001b]0;h\u0007';

  test('reach no terminal as they are, in no format and no message', () =>
    withRepo((repo) => {
      repo.write({
        [`${NAME}/secrets.yaml`]: 'known: swordfish77\n',
        [`${NAME}/${NAME}.yaml`]:
          'esphome:\n  name: x\nwifi:\n  password: swordfish77\nota: !secret "no\\e[1m\\u202e"\n',
        [`${NAME}.pem`]: 'a: 1\n',
        'k.yaml': '"k\\e[31m\\u202e": {password: hunter22x}\n# ha-secrets-lint: ignore[x\u001b[31m]\n',
      });
      repo.run('sh', ['-c', `printf 'mqtt:\\n  password: hunter22x\\n' > "$(printf 'byte\\377.yaml')"`]);
      repo.git('add', '-f', '-A');
      const look = (...args: string[]): Ran => {
        const ran = repo.lint(...args);
        expect([args, HARMFUL.exec(ran.out + ran.err)?.[0]]).toEqual([args, undefined]);
        return ran;
      };
      const { out } = look('--verbose');
      expect(out).toContain('\n --> a\\nb\\x1b[31mc\\x07d\\x9b31me\\u202ef\\u200bg\\x1b]0;h\\x07/');
      expect(out).toContain('--> byte\\xff.yaml:2:13');
      const formats = OPTIONS.find(({ name }) => name === 'format')?.doc.split(/, | or /) ?? [];
      expect(formats).toContain('json');
      for (const format of formats) look('--format', format);
      for (const args of [['--staged'], ['.']]) look('--format', 'json', ...args);
      repo.git('commit', '-q', '-m', 'c');
      look('--history');
      look('init', '--dry-run');
      for (const args of [
        ['why', `${NAME}/${NAME}.yaml:4`],
        ['why', `${NAME}:1`],
        [`--${NAME}`],
        [`${NAME}x`],
        ['--since', NAME],
        ['--config', NAME],
        ['--rule', `${NAME}=off`],
        ['hook', NAME],
        ['rules', NAME],
        ['init', '--hook', NAME],
        ['--format', NAME],
        ['--output', `${NAME}/no/file`],
      ])
        look(...args);
      // the same paths, for programs
      const files = repo.json('--history').findings.map(({ file }) => file);
      expect(files).toEqual(expect.arrayContaining([`${NAME}/${NAME}.yaml`, 'byte\udcff.yaml']));
    }));
});

test('nothing is left behind and nothing outside is touched', () =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': LEAK });
    mkdirSync(repo.path('.git/tmp'));
    const env = { TMPDIR: repo.path('.git/tmp') };
    for (const args of [[], ['--staged'], ['--history'], ['why', 'configuration.yaml:2'], ['init', '--dry-run']])
      repo.run(process.execPath, [CLI, ...args], { env });
    expect(readdirSync(repo.path('.git/tmp'))).toEqual([]);
    expect(repo.git('status', '--short')).toBe('');
  }));

test('tens of thousands of findings in one file take seconds', () =>
  withRepo((repo) => {
    const lines = Array.from({ length: 10_000 }, (_, at) => `key${at}: { password: hunter${at}22x }\n`);
    repo.write({ 'parsed.yaml': lines.join(''), 'same.yaml': 'password: hunter22x\n'.repeat(10_000) });
    const started = Date.now();
    expect(repo.lint().code).toBe(1);
    expect(Date.now() - started).toBeLessThan(30_000);
  }));
