// `--config-from`: config, what it extends and the baseline as a revision has them; what a pull request does to them counts for nothing.
import { symlinkSync } from 'node:fs';
import { CLI, type Repo, withFolder, withRepo } from '../support/repo';

const NAME = '.ha-secrets-lint.yaml';
const BASELINE = '.ha-secrets-lint-baseline.json';
const LEAK = 'mqtt:\n  password: Xk93mfQ02sLa-7\n';
const OFF = 'rules: { inline-credential: "off" }\n';

const found = (repo: Repo, ...args: string[]): string[] =>
  repo.json(...args).findings.map(({ severity, file, rule }) => `${severity} ${file} ${rule}`);
const ERROR = 'error a.yaml inline-credential';

/** A branch `base` with these settings, and a topic that leaks on top of it. */
const withTopic = (
  base: Readonly<Record<string, string>>,
  topic: Readonly<Record<string, string>>,
  work: (repo: Repo) => void | Promise<void>,
): Promise<void> =>
  withRepo((repo) => {
    repo.commit({ 'README.md': '# house\n', ...base });
    repo.git('branch', 'base');
    repo.commit({ 'a.yaml': LEAK, ...topic });
    return work(repo);
  });
const FROM = ['--since', 'base', '--config-from', 'base'];

test.each<[string, Record<string, string>]>([
  ['a rule switched off', { [NAME]: OFF }],
  ['all files ignored', { [NAME]: 'ignore: ["**"]\n' }],
  ['a finding ignored', { [NAME]: 'ignore: [{ files: a.yaml, keyPath: "*" }]\n' }],
  ['in package.json', { 'package.json': '{"ha-secrets-lint": {"rules": {"inline-credential": "off"}}}' }],
  ['in a file that the base extends', { 'lint/base.yaml': OFF }],
  ['a second config file', { '.ha-secrets-lint.json': '{}' }],
  ['a broken one', { [NAME]: 'rulez: {}\n' }],
  ['another dialect', { [NAME]: 'dialect: { a.yaml: compose }\nrules: { inline-credential: "off" }\n' }],
])('a pull request cannot switch its own check off: %s', (_, topic) =>
  withTopic({ [NAME]: 'extends: lint/base.yaml\n', 'lint/base.yaml': 'keys: [door_word]\n' }, topic, (repo) => {
    expect(found(repo, ...FROM)).toEqual([ERROR]);
    expect(repo.lint(...FROM).out).toContain('Config and baseline are those of base (');
  }),
);

test('the baseline: of the revision, not of the working tree', () =>
  withTopic({}, {}, (repo) => {
    repo.lint('--update-baseline');
    repo.commit({});
    expect(found(repo, '--since', 'base')).toEqual([]);
    expect(found(repo, ...FROM)).toEqual([ERROR]);
    expect(found(repo, '--since', 'base', '--config-from', 'HEAD')).toEqual([]);
    repo.git('rm', '-q', '--cached', BASELINE);
    repo.write({ [BASELINE]: 'no baseline' });
    expect(found(repo, '--since', 'base', '--config-from', 'HEAD')).toEqual([]);
    expect(found(repo, '--config-from', 'HEAD', '--baseline', BASELINE)).toEqual([]);
  }));

test('a revision without any is no config; a named file is that of the revision, relative to where it is run', () =>
  withTopic({ 'lint/strict.yaml': 'keys: [door_word]\n' }, { [NAME]: OFF, 'lint/strict.yaml': OFF }, (repo) => {
    const ran = repo.lint('--config-from', 'base');
    expect([ran.code, ran.out]).toEqual([1, expect.stringContaining(', which has no config.')]);
    expect(found(repo, '--config-from', 'base', '--config', 'lint/strict.yaml')).toEqual([ERROR]);
    expect(found(repo, '--config', 'lint/strict.yaml')).toEqual([]);
    const below = repo.run(process.execPath, [CLI, '--config-from=base', '--config=strict.yaml', '../a.yaml'], {
      cwd: 'lint',
    });
    expect(below.code).toBe(1);
    const sha = repo.git('rev-parse', 'base').trim();
    expect(repo.lint('--config-from', sha).out).toContain(`those of ${sha.slice(0, 10)}, which`);
    repo.write({ 'new.yaml': LEAK });
    repo.git('add', 'new.yaml');
    expect(repo.json('--staged', '--config-from', 'base').findings).toHaveLength(1);
  }));

test.each<[string, Record<string, string>, string[], string]>([
  ['no such revision', {}, ['--config-from', 'nowhere'], 'there is no revision nowhere here to take the config from'],
  ['a fault', { [NAME]: '\nrulez: {}\n' }, FROM, `${NAME}:2: there is no setting \`rulez\` (as it stands at base)`],
  ['a broken baseline', { [BASELINE]: '[]' }, FROM, `${BASELINE}:1: this is no baseline`],
  [
    'extends nothing',
    { [NAME]: 'extends: x.yaml\n' },
    FROM,
    `${NAME}:1: the file that is named here does not exist (as it stands at base)`,
  ],
  ['extends a folder', { [NAME]: 'extends: d\n', 'd/x': '' }, FROM, `${NAME}:1: d is no plain file at base`],
  ['extends the root', { [NAME]: 'extends: .\n' }, FROM, 'is no plain file at base'],
  ['extends out of it', { [NAME]: 'extends: ../x.yaml\n' }, FROM, 'this leads out of the repository'],
  ['no such named file', {}, ['--config-from=base', '--config=c.yaml'], 'the config file c.yaml does not exist (as it'],
  ['outside', {}, ['--config-from=base', '--config=/etc/hostname'], 'lies outside of the repository, so that there is'],
  ['no such baseline', {}, ['--config-from=base', '--baseline=b.json'], 'the baseline b.json does not exist (as it'],
  ['beside --no-config', {}, ['--config-from=base', '--no-config'], '--config-from and --no-config exclude each other'],
  ['beside an update', {}, ['--config-from=base', '--update-baseline'], '--config-from and --update-baseline exclude'],
])('refused: %s', (_, base, args, message) =>
  withTopic(base, { 'x.yaml': OFF, 'c.yaml': OFF, 'b.json': '{}' }, (repo) => {
    const ran = repo.lint(...args);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(message)]);
  }),
);

test('a link in the tree is not followed, whatever it points to, nor are names taken for patterns', () =>
  withRepo((repo) => {
    repo.write({ 'real.yaml': OFF, 'x1.yaml': OFF });
    symlinkSync('real.yaml', repo.path(NAME));
    repo.commit({ 'a.yaml': LEAK });
    const ran = repo.lint('--config-from', 'HEAD');
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(`${NAME} is no plain file at HEAD`)]);
    repo.git('rm', '-q', '-f', NAME);
    repo.commit({ [NAME]: 'extends: "x*.yaml"\n' });
    expect(repo.lint('--config-from', 'HEAD').err).toContain('the file that is named here does not exist');
    repo.commit({ [NAME]: 'extends: ":(glob)x*.yaml"\n' });
    expect(repo.lint('--config-from', 'HEAD').code).toBe(2);
  }));

test('outside of a repository it is refused', () =>
  withFolder((folder) => {
    folder.write({ 'a.yaml': LEAK });
    expect(folder.lint('--config-from', 'HEAD')).toMatchObject({
      code: 2,
      err: expect.stringContaining('needs a git repository') as string,
    });
  }));

test('the hook before a push takes it, too', () =>
  withTopic({}, { [NAME]: OFF }, (repo) => {
    const [to, from] = ['HEAD', 'base'].map((name) => repo.git('rev-parse', name).trim());
    const input = `refs/heads/main ${to} refs/heads/main ${from}\n`;
    const push = (...args: string[]) =>
      repo.run(process.execPath, [CLI, 'hook', 'pre-push', 'o', 'u', ...args], { input });
    expect(push().code).toBe(0);
    expect(push('--config-from=base').code).toBe(1);
  }));
