// The contract of the command line: exit codes, the fields of the JSON report, the report for people.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPTIONS } from '../../src/cli/option-table';
import { RULE_IDS } from '../../src/rules';
import { CLEAN, LEAK } from '../support/hooks';
import { CLI, type Ran, type Repo, ROOT, withFolder, withRepo } from '../support/repo';

/** One finding of each look: a reference to write, none possible, a URL, a comment, a line of a block, a file; and long paths. */
const LOOKS: Readonly<Record<string, string>> = {
  '.gitignore': '*.db\n',
  'configuration.yaml': `mqtt:
  broker: 192.168.1.2
  username: !secret u
  password: hunter22x # of the broker
camera:
  - platform: generic
    still_image_url: http://admin:swordfish7@192.168.1.3/a.jpg
# api_password: swordfish7
shell_command:
  backup: |
    cd /config
    curl -H "Authorization: Bearer swordfish7swordfish7" http://192.168.1.4/a
`,
  'broken.yaml': 'a: [\npassword: hunter22x\n',
  'packages/a_rather_long_folder_name/another_long_folder_name/a_long_file_name_for_a_package.yaml':
    'rest_command:\n  a_rather_long_name_of_a_command_of_this_package:\n    headers:\n      Authorization: Bearer swordfish7swordfish7\n',
  'tool.py': 'URL = "http://u:swordfish7@192.168.1.5/"\n',
  'used.yaml': 'a: 1 # ha-secrets-lint: ignore[inline-credentials]\n',
};

const withLooks = (work: (repo: Repo) => void): Promise<void> =>
  withRepo((repo) => {
    repo.write(LOOKS);
    repo.git('add', '-A');
    work(repo);
  });

describe('exit codes', () => {
  const WARNING = 'used.yaml';

  test('0 and 1: what blocks', () =>
    withLooks((repo) => {
      const code = (...args: string[]): number => repo.lint(...args).code;
      repo.write({ 'clean.yaml': CLEAN });
      expect(code()).toBe(1);
      expect(code('clean.yaml')).toBe(0);
      expect(code(WARNING)).toBe(0);
      expect(code(WARNING, '--quiet')).toBe(0);
      expect(code(WARNING, '--max-warnings', '1')).toBe(0);
      expect(code(WARNING, '--max-warnings', '0')).toBe(1);
      expect(code(WARNING, '--max-warnings=0', '--quiet')).toBe(1);
      expect(code(WARNING, '--rule', 'unused-suppression=error')).toBe(1);
      expect(code('tool.py')).toBe(1);
      expect(code('tool.py', '--rule', 'url-credentials=warning')).toBe(0);
      expect(code('tool.py', '--rule', 'url-credentials=off')).toBe(0);
    }));

  test('2: the job could not be done', () =>
    withLooks((repo) => {
      for (const [args, message] of [
        [['none.yaml'], 'there is no file or folder none.yaml'],
        [['clean.yaml', 'none.yaml'], 'there is no file or folder'],
        [['--nope'], 'there is no flag --nope'],
        [['--stagd'], 'Did you mean --staged?'],
        [['--staged', '--history'], 'exclude each other'],
        [['--staged', 'tool.py'], 'exclude each other'],
        [['--since'], '--since needs a value'],
        [['--since', '--staged'], '--since needs a value'],
        [['--since', 'nope'], 'there is no revision nope here'],
        [['--since', 'HEAD', '--since', 'HEAD'], 'given twice'],
        [['--staged=yes'], '--staged takes no value'],
        [['--stdin'], '--stdin needs --stdin-filename'],
        [['--stdin-filename', 'x'], 'goes with --stdin'],
        [['--max-warnings', '-1'], '--max-warnings needs a whole number'],
        [['--max-warnings', 'x'], '--max-warnings needs a whole number'],
        [['--rule', 'inline-credentail=off'], 'Did you mean inline-credential?'],
        [['--rule', 'inline-credential=of'], 'needs a level'],
        [['--rule', 'inline-credential'], '--rule'],
        [['--dialect', 'esp-home'], 'Did you mean esphome?'],
        [['--format', 'jsn'], 'Did you mean json?'],
        [['--format', 'json', '--format', 'pretty'], 'only one format'],
        [['--output', 'no/such/folder/x'], 'cannot be written (ENOENT)'],
      ] as const) {
        const ran = repo.lint(...args);
        expect([args, ran.code, ran.err]).toEqual([args, 2, expect.stringContaining(message)]);
        expect(ran.err).toMatch(/^ha-secrets-lint: /);
        expect(ran.err).not.toMatch(/^\s+at /m);
      }
    }));

  test('no file read: said loudly, an error only where paths were named', () =>
    withFolder((repo) => {
      repo.git('init', '-q');
      repo.write({ 'empty/x.bin': 'a\0b' });
      for (const [args, code] of [
        [['--staged'], 0],
        [['--history'], 0],
        [['empty'], 2],
        [['empty/x.bin'], 2],
        [['--fix', 'empty'], 2],
      ] as const) {
        const ran = repo.lint(...args);
        expect([args, ran.code, ran.out]).toEqual([args, code, expect.stringContaining('NO FILE WAS READ')]);
        const { errors } = repo.json(...args);
        expect([args, errors.map(({ message }) => message)]).toEqual([
          args,
          code === 0 ? [] : ['the paths that were named hold no file that could be read'],
        ]);
      }
    }));

  // https://man7.org/linux/man-pages/man4/full.4.html; where there is none, a folder cannot be written, either
  test('a full disk under the report: said, and no fault of the program', () =>
    withRepo((repo) => {
      repo.commit({ '.gitignore': 'secrets.yaml\n', 'a.yaml': LEAK });
      const full = openSync(existsSync('/dev/full') ? '/dev/full' : repo.dir, existsSync('/dev/full') ? 'w' : 'r');
      try {
        for (const args of [[], ['--format', 'json'], ['rules'], ['--help']]) {
          const ran = spawnSync(process.execPath, [CLI, ...args], {
            cwd: repo.dir,
            encoding: 'utf8',
            stdio: ['ignore', full, 'pipe'],
          });
          const said = expect.stringMatching(/^ha-secrets-lint: standard output cannot be written \(E\w+\)\n$/);
          expect([args, ran.status, ran.stderr]).toEqual([args, 2, said]);
        }
      } finally {
        closeSync(full);
      }
    }));

  test('no report is written over a secrets file or a configuration', () =>
    withRepo((repo) => {
      const kept = 'mqtt_password: Xk93mfQ02sLa\n';
      repo.write({ '.gitignore': 'secrets.yaml\n.env\n', 'secrets.yaml': kept, '.env': 'A=1\n', 'r.json': '{}' });
      for (const file of ['secrets.yaml', '.env']) {
        const ran = repo.lint('--format', 'json', '--output', file);
        expect([file, ran.code, ran.err]).toEqual([file, 2, expect.stringContaining(`would write over ${file}`)]);
      }
      expect([repo.read('secrets.yaml'), repo.read('.env')]).toEqual([kept, 'A=1\n']);
      expect([repo.lint('--format', 'json', '-o', 'r.json').code, repo.read('r.json')]).toEqual([
        0,
        expect.stringContaining('"version": 1'),
      ]);
    }));
});

describe('--format json', () => {
  const keysOf = (value: unknown): string[] => Object.keys(value as object);

  const FIELDS =
    'rule severity confidence class file line column endLine endColumn keyPath dialect message preview fingerprint commit preexisting fix noFix'.split(
      ' ',
    );

  test('has exactly the fields of the contract', () =>
    withLooks((repo) => {
      repo.git('commit', '-q', '-m', 'c');
      for (const args of [[], ['--history']]) {
        const report = JSON.parse(repo.lint('--format', 'json', ...args).out);
        expect(keysOf(report)).toEqual(['version', 'tool', 'summary', 'findings', 'errors']);
        expect([report.version, keysOf(report.tool)]).toEqual([1, ['name', 'version']]);
        expect(keysOf(report.summary)).toEqual('files skipped errors warnings fixable suppressed ms'.split(' '));
        expect(report.findings.length).toBeGreaterThan(5);
        for (const finding of report.findings) {
          expect(keysOf(finding).slice(0, FIELDS.length)).toEqual(FIELDS);
          // where there is more to say, more fields follow
          const more = keysOf(finding).slice(FIELDS.length);
          expect(more.filter((name) => name !== 'related' && !(args.length > 0 && name === 'leak'))).toEqual([]);
          expect(RULE_IDS).toContain(finding.rule);
          expect(finding).toMatchObject({
            severity: expect.stringMatching(/^(?:error|warning)$/),
            confidence: expect.stringMatching(/^(?:high|medium|low)$/),
            class: expect.stringMatching(/^(?:credential|identity|location|network|reference|guard|meta)$/),
            preview: '•••',
            fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
            preexisting: false,
          });
          const inCommit = args.length > 0 && finding.class !== 'guard';
          expect(finding.commit).toEqual(inCommit ? expect.stringMatching(/^[0-9a-f]{40}$/) : null);
          if (finding.fix !== null)
            expect(keysOf(finding.fix)).toEqual(['kind', 'safe', 'name', 'text', 'secretsFile']);
          expect(finding.fix === null || finding.noFix === null).toBe(true);
        }
        const prints = report.findings.map(
          ({ fingerprint, commit }: Record<string, string>) => `${fingerprint} ${commit}`,
        );
        expect(new Set(prints).size).toBe(prints.length);
      }
    }));

  test('says where a value stands', () =>
    withLooks((repo) => {
      expect(repo.json('configuration.yaml').findings[0]).toMatchObject({
        rule: 'inline-credential',
        severity: 'error',
        confidence: 'high',
        file: 'configuration.yaml',
        line: 4,
        column: 13,
        endLine: 4,
        endColumn: 22,
        keyPath: 'mqtt.password',
        dialect: 'home-assistant',
        commit: null,
        fix: {
          kind: 'secret-ref',
          safe: true,
          name: 'mqtt_password',
          text: '!secret mqtt_password',
          secretsFile: 'secrets.yaml',
        },
        noFix: null,
      });
      const { summary, findings } = repo.json();
      expect(summary).toMatchObject({
        files: 6,
        errors: findings.filter(({ severity }) => severity === 'error').length,
        warnings: findings.filter(({ severity }) => severity === 'warning').length,
        fixable: findings.filter(({ fix }) => fix !== null).length,
      });
      const order = findings.map(({ file, line }) => `${file} ${String(line).padStart(5)}`);
      expect(order).toEqual([...order].sort());
    }));

  test('is printed also where the job could not be done', () =>
    withLooks((repo) => {
      for (const args of [['none.yaml'], ['--nope'], ['--since', 'x'], ['--config', 'none']]) {
        const ran = repo.lint(...args, '--format', 'json');
        const report = JSON.parse(ran.out);
        expect([ran.code, report.version, report.findings, report.errors.length]).toEqual([2, 1, [], 1]);
        expect(report.errors[0]).toEqual({ file: null, message: expect.any(String) });
      }
    }));
});

describe('the report for people', () => {
  const SECRETS = /hunter22x|swordfish/;

  test('without colour, in 80 columns', () =>
    withLooks((repo) => {
      const { out, err } = repo.lint();
      expect(err).toBe('');
      expect(out).not.toMatch(SECRETS);
      // what is to be pasted, and places, are not cut
      const wide = out.split('\n').filter((line) => line.length > 80);
      expect(wide.filter((line) => !/^ *(?:-->|= also in|- \{ files:|\| +[\w.]+$)/.test(line))).toEqual([]);
      expect(out).toMatchSnapshot();
    }));

  test('colour is on top: the text is the same', () =>
    withLooks((repo) => {
      const plain = repo.lint().out;
      const ran = (args: string[], env: NodeJS.ProcessEnv): Ran => repo.run(process.execPath, [CLI, ...args], { env });
      const colored = ran(['--color'], {}).out;
      expect(colored).toContain('\u001b[31m');
      expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain);
      expect(ran([], { NO_COLOR: undefined, FORCE_COLOR: '1' }).out).toBe(colored);
      expect(ran(['--no-color'], { NO_COLOR: undefined, FORCE_COLOR: '1' }).out).toBe(plain);
      expect(ran([], { NO_COLOR: undefined }).out).toBe(plain);
    }));

  test('--quiet, --verbose, and --show-secrets without a terminal', () =>
    withLooks((repo) => {
      repo.write({ 'x.db': 'a\0b', 'y.bin': 'a\0b' });
      expect(repo.lint('--quiet').out).not.toContain('warning[');
      expect(repo.lint('--quiet').out).toMatch(/\d+ errors, [1-9]\d* warnings? \(/);
      expect(repo.lint('--verbose').out).toContain('skipped y.bin: binary');
      expect(repo.lint('--show-secrets').out).not.toMatch(SECRETS);
    }));

  test('no format shows a value', () =>
    withLooks((repo) => {
      const formats = OPTIONS.find(({ name }) => name === 'format')?.doc.split(/, | or /) ?? [];
      expect(formats).toContain('json');
      for (const format of formats) {
        const ran = repo.lint('--format', format, '--output', `.git/${format}`);
        expect([format, ran.code, ran.out]).toEqual([format, 1, '']);
        expect(readFileSync(join(repo.dir, '.git', format), 'utf8')).not.toMatch(SECRETS);
      }
    }));
});

describe('already there', () => {
  const twice = (repo: Repo, ...args: string[]) =>
    repo.json(...args).findings.map(({ file, severity, preexisting }) => [file, severity, preexisting]);

  test('in the same file in HEAD: a warning; moved lines, a rename and other files', () =>
    withRepo((repo) => {
      const long = 'light:\n'.repeat(20);
      repo.commit({ 'a.yaml': `${long}${LEAK}`, 'b.yaml': `${long}${LEAK}` });
      repo.git('mv', 'b.yaml', 'renamed.yaml');
      repo.write({ 'a.yaml': `switch:\n${long}${LEAK}`, 'copy.yaml': LEAK });
      repo.git('add', '-A');
      expect(twice(repo, '--staged')).toEqual([
        ['a.yaml', 'warning', true],
        ['copy.yaml', 'error', false],
        ['renamed.yaml', 'warning', true],
      ]);
      expect(repo.lint('--staged').out).toMatch(/It\s+is in HEAD already; if that was pushed, change the value/);
      expect(twice(repo, '--staged', '--strict').map(([, severity]) => severity)).toEqual(['error', 'error', 'error']);
      // everywhere else it is what it is
      expect(twice(repo).every(([, severity]) => severity === 'error')).toBe(true);
      repo.write({ 'a.yaml': `${long}${LEAK.replace('hunter22x', 'swordfish7')}` });
      repo.git('add', '-A');
      expect(twice(repo, '--staged')[0]).toEqual(['a.yaml', 'error', false]);
    }));

  test('at the merge base, with --since', () =>
    withRepo((repo) => {
      repo.commit({ 'a.yaml': LEAK });
      repo.git('checkout', '-q', '-b', 'topic');
      repo.commit({ 'a.yaml': `${LEAK}light:\n`, 'b.yaml': LEAK.replace('hunter22x', 'swordfish7') });
      repo.git('checkout', '-q', 'main');
      repo.commit({ 'c.yaml': LEAK });
      repo.git('checkout', '-q', 'topic');
      expect(twice(repo, '--since', 'main')).toEqual([
        ['a.yaml', 'warning', true],
        ['b.yaml', 'error', false],
      ]);
      expect(repo.json('--since', 'main', '--strict').findings.map(({ severity }) => severity)).toEqual([
        'error',
        'error',
      ]);
    }));
});

describe('what is read', () => {
  test('paths: named files although ignored, folders without them, names like options, all but what the config leaves out', () =>
    withRepo((repo) => {
      repo.write({
        '.gitignore': 'secrets.yaml\nignored.yaml\n',
        'ignored.yaml': LEAK,
        'sub/a.yaml': LEAK,
        'sub/ignored.yaml': LEAK,
        '-x.yaml': LEAK,
        lint: LEAK,
        'left.yaml': LEAK,
        '.ha-secrets-lint.yaml': 'ignore: [left.yaml]\n',
      });
      const files = (...args: string[]): string[] => repo.json(...args).findings.map(({ file }) => file);
      expect(files('ignored.yaml')).toEqual(['ignored.yaml']);
      expect(files('sub')).toEqual(['sub/a.yaml']);
      expect(files('sub', 'sub/a.yaml', 'sub/../sub')).toEqual(['sub/a.yaml']);
      expect(files('--', '-x.yaml')).toEqual(['-x.yaml']);
      expect(files('lint', 'sub')).toEqual(['sub/a.yaml']);
      expect(repo.json('left.yaml').code).toBe(2);
      expect(
        JSON.parse(repo.run(process.execPath, [CLI, '--format', 'json', 'a.yaml'], { cwd: 'sub' }).out).findings,
      ).toMatchObject([{ file: 'sub/a.yaml' }]);
    }));

  test('the working tree and, where it differs, the index; the same leak once', () =>
    withRepo((repo) => {
      repo.commit({ 'a.yaml': CLEAN, 'both.yaml': CLEAN });
      repo.write({ 'a.yaml': LEAK, 'both.yaml': LEAK });
      repo.git('add', '.');
      repo.write({ 'a.yaml': CLEAN, 'both.yaml': `light:\n${LEAK}` });
      repo.write({ 'new.yaml': LEAK });
      expect(repo.json().findings.map(({ file, line }) => [file, line])).toEqual([
        ['a.yaml', 2],
        ['both.yaml', 3],
        ['new.yaml', 2],
      ]);
    }));

  test('standard input, by the name it is given', () =>
    withRepo((repo) => {
      const stdin = (name: string, input: string | Buffer) =>
        JSON.parse(
          repo.run(process.execPath, [CLI, '--stdin', '--stdin-filename', name, '--format', 'json'], { input }).out,
        );
      expect(stdin('packages/x.yaml', LEAK).findings).toMatchObject([{ file: 'packages/x.yaml', line: 2 }]);
      expect(stdin('x.yaml', CLEAN).findings).toEqual([]);
      expect(stdin('x.yaml', Buffer.from(`\ufeff${LEAK}`, 'utf16le')).findings[0]).toMatchObject({
        line: 2,
        column: 13,
      });
    }));
});

describe('rules', () => {
  test('the list, and each of them explained', () =>
    withFolder((repo) => {
      const { code, out } = repo.lint('rules');
      expect([
        code,
        out
          .trimEnd()
          .split('\n')
          .map((line) => line.split(' ', 1)[0]),
      ]).toEqual([0, RULE_IDS]);
      for (const id of ['inline-credential', 'secrets-file-not-ignored', 'unused-suppression']) {
        const one = repo.lint('rules', id);
        expect([one.code, one.out]).toEqual([0, expect.stringContaining(`${id} (`)]);
        expect(one.out).toMatch(/\nReported:\n {2}\S[\s\S]*\nNot reported:\n/);
      }
      expect(repo.lint('rules', 'inline-credentials')).toMatchObject({
        code: 2,
        err: expect.stringContaining('Did you mean inline-credential?'),
      });
    }));

  test('the help fits on a screen', () =>
    withRepo((repo) => {
      const lines = repo.lint('--help').out.trimEnd().split('\n');
      expect(lines.length).toBeLessThanOrEqual(60);
      expect(lines.filter((line) => line.length > 100)).toEqual([]);
    }));

  test('help and version', () =>
    withFolder((repo) => {
      const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
      expect(repo.lint('--version')).toMatchObject({ code: 0, out: `${version}\n` });
      for (const args of [['--help'], ['-h'], ['lint', '--help'], ['init', '--help'], ['hook', '--help']])
        expect(repo.lint(...args)).toMatchObject({ code: 0, out: expect.stringContaining('Usage: ha-secrets-lint') });
      for (const args of [
        ['why', '--help'],
        ['rules', '--help'],
      ])
        expect(repo.lint(...args)).toMatchObject({ code: 0, out: expect.stringContaining('Usage: ha-secrets-lint') });
    }));
});
