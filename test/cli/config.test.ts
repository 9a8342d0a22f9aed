// Where the config file is looked for, and how the command line stands to it.
import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { LEAK } from '../support/hooks';
import { CLI, type Repo, withFolder, withRepo } from '../support/repo';

const OFF = 'rules: { inline-credential: "off" }\n';
const NAME = '.ha-secrets-lint.yaml';

const withLeak = (work: (repo: Repo) => void): Promise<void> =>
  withRepo((repo) => {
    repo.commit({ 'a.yaml': LEAK, 'sub/b.txt': 'x' });
    work(repo);
  });

test('its names, at the root whatever the folder, in package.json; two are one too many', () =>
  withLeak((repo) => {
    expect(repo.lint().code).toBe(1);
    for (const [name, text] of [
      [NAME, OFF],
      ['.ha-secrets-lint.yml', OFF],
      ['.ha-secrets-lint.json', '{"rules":{"inline-credential":"off"}}'],
      ['package.json', '{"ha-secrets-lint":{"rules":{"inline-credential":"off"}}}'],
    ] as const) {
      repo.write({ [name]: text });
      expect([name, repo.lint().code]).toEqual([name, 0]);
      expect(repo.run(process.execPath, [CLI, '../a.yaml'], { cwd: 'sub' }).code).toBe(0);
      rmSync(repo.path(name));
    }
    repo.write({ [`sub/${NAME}`]: OFF });
    expect(repo.lint().code).toBe(1);
    repo.write({ [NAME]: OFF, '.ha-secrets-lint.json': '{}' });
    expect(repo.lint()).toMatchObject({ code: 2, err: expect.stringContaining('there are two config files') });
  }));

test('--config, --no-config and --rule', () =>
  withLeak((repo) => {
    repo.write({ [NAME]: OFF, 'other.yaml': 'rules: { inline-credential: warning }\n' });
    const rule = (...args: string[]) => repo.json(...args).findings.map(({ severity }) => severity);
    expect(rule()).toEqual([]);
    expect(rule('--no-config')).toEqual(['error']);
    expect(rule('--config', 'other.yaml')).toEqual(['warning']);
    expect(rule('--rule', 'inline-credential=error')).toEqual(['error']);
    const piped = repo.run('bash', ['-c', `exec ${process.execPath} ${CLI} --config <(echo 'keys: []')`]);
    expect(piped.code).toBe(1);
    for (const [args, message] of [
      [['--config', 'none.yaml'], 'the config file none.yaml does not exist'],
      [['--config', '.'], 'EISDIR'],
      [['--config', NAME, '--no-config'], 'exclude each other'],
    ] as const)
      expect(repo.lint(...args)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  }));

test('it must be a plain file in the repository', () =>
  withFolder((outer) => {
    outer.git('init', '-q', 'house');
    outer.write({ 'house/a.yaml': LEAK, 'outside.yaml': OFF, 'house/inside.yaml': OFF });
    const file = outer.path('house', NAME);
    for (const [place, code, message] of [
      [() => symlinkSync('inside.yaml', file), 0, ''],
      [() => symlinkSync('../outside.yaml', file), 2, 'leads out of the repository'],
      [() => symlinkSync('/dev/zero', file), 2, 'leads out of the repository'],
      [() => symlinkSync('nowhere', file), 2, 'cannot be read'],
      [() => execFileSync('mkfifo', [file]), 2, 'no plain file'],
      [() => execFileSync('mkdir', [file]), 2, 'no plain file'],
      [() => outer.write({ [`house/${NAME}`]: `# ${'x'.repeat(1_000_001)}` }), 2, 'too large'],
    ] as const) {
      place();
      const ran = outer.run(process.execPath, [CLI, 'a.yaml'], { cwd: 'house' });
      expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(message)]);
      rmSync(file, { recursive: true });
    }
  }));

test('a fault in it is also said in JSON, with its line', () =>
  withLeak((repo) => {
    repo.write({ [NAME]: '\nrules:\n  inline-credentail: off\n' });
    const ran = repo.lint('--format', 'json');
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.out)).toMatchObject({
      version: 1,
      findings: [],
      errors: [{ message: expect.stringMatching(/\.ha-secrets-lint\.yaml:3: .*inline-credentail/) }],
    });
    expect(ran.err).toContain('Did you mean inline-credential?');
  }));
