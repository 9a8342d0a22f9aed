// --fix in real repositories: one test a hazard. The commit holds the reference, unstaged edits stay, nothing is lost.
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { FORMAT_NAMES } from '../../src/cli/formats';
import { makeSample } from '../../src/rules/examples';
import { commit, expectPassed, installGitHooks } from '../support/hooks';
import { type Ran, type Repo, withFolder, withRepo } from '../support/repo';

const VALUE = 'hunter22x9';
const LEAK = `mqtt:\n  broker: 192.0.2.5\n  password: ${VALUE}\n`;
const FIXED = 'mqtt:\n  broker: 192.0.2.5\n  password: !secret mqtt_password\n';
const SECRETS = 'other_password: abcdefgh12\n';

/** A home with a secrets file, and a hook that fixes. */
function home(repo: Repo): void {
  installGitHooks(repo);
  repo.write({ '.ha-secrets-lint.yaml': 'fix: true\n', 'secrets.yaml': SECRETS });
  save(repo, { 'configuration.yaml': 'default_config:\n' });
}

/** Commits what git does not ignore, without hooks. */
function save(repo: Repo, files: Readonly<Record<string, string>>): void {
  repo.write(files);
  repo.git('add', '-A');
  repo.git('commit', '-q', '--no-verify', '-m', 'c');
}

const inCommit = (repo: Repo, path: string): string => repo.git('show', `HEAD:${path}`);
const inIndex = (repo: Repo, path: string): string => repo.git('show', `:${path}`);
const stored = (repo: Repo, path = 'secrets.yaml'): string => repo.read(path);

function expectStored(repo: Repo): void {
  expect(stored(repo)).toBe(`${SECRETS}mqtt_password: ${VALUE}\n`);
  expect(repo.tryGit('log', '--all', '-p', `-S${VALUE}`, '--format=%H').out).toBe('');
}

/** The value stands only in the secrets file, and nothing of the work is left over. */
function expectClean(repo: Repo): void {
  const found = repo.run('grep', ['-rl', '--exclude-dir=.git', '--exclude-dir=node_modules', VALUE, '.']).out;
  expect(found).toBe('./secrets.yaml\n');
  expect(readdirSync(repo.dir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
}

describe('the hook, where the config says fix', () => {
  test('commit: the value goes to the secrets file, the reference into the commit', () =>
    withRepo((repo) => {
      home(repo);
      repo.write({ 'packages/mqtt.yaml': LEAK });
      repo.git('add', '-A');
      const ran = commit(repo);
      expectPassed(ran);
      expect(`${ran.out}${ran.err}`).toContain('fixed packages/mqtt.yaml');
      expect(`${ran.out}${ran.err}`).not.toContain(VALUE);
      expect(inCommit(repo, 'packages/mqtt.yaml')).toBe(FIXED);
      expect(repo.read('packages/mqtt.yaml')).toBe(FIXED);
      expectStored(repo);
      expectClean(repo);
      expect(repo.git('status', '--porcelain')).toBe('');
    }));

  test('partly staged: both sides are fixed, each by itself, and the rest stays unstaged', () =>
    withRepo((repo) => {
      home(repo);
      repo.write({ 'mqtt.yaml': LEAK });
      repo.git('add', 'mqtt.yaml');
      repo.write({ 'mqtt.yaml': `${LEAK}  port: 1883\nnew: thing\n` });
      expectPassed(commit(repo));
      expect(inCommit(repo, 'mqtt.yaml')).toBe(FIXED);
      expect(repo.read('mqtt.yaml')).toBe(`${FIXED}  port: 1883\nnew: thing\n`);
      expect(repo.git('diff', '--stat')).toContain('2 insertions');
      expectStored(repo);
    }));

  test('a value only in the index: the working file stays as it is', () =>
    withRepo((repo) => {
      home(repo);
      repo.write({ 'mqtt.yaml': LEAK });
      repo.git('add', 'mqtt.yaml');
      repo.write({ 'mqtt.yaml': 'mqtt:\n  broker: 192.0.2.5\n' });
      expectPassed(commit(repo));
      expect(inCommit(repo, 'mqtt.yaml')).toBe(FIXED);
      expect(repo.read('mqtt.yaml')).toBe('mqtt:\n  broker: 192.0.2.5\n');
      expectStored(repo);
    }));

  test.each([
    ['commit -a', ['-a']],
    ['commit <path>', ['mqtt.yaml']],
    ['commit --only', ['--only', 'mqtt.yaml']],
    ['commit --include', ['--include', 'mqtt.yaml']],
  ])('%s', (_, args) =>
    withRepo((repo) => {
      home(repo);
      save(repo, { 'mqtt.yaml': 'mqtt:\n', 'other.yaml': 'a: 1\n' });
      repo.write({ 'mqtt.yaml': LEAK, 'other.yaml': 'a: 2\n' });
      repo.git('add', 'other.yaml');
      expectPassed(commit(repo, ...args));
      expect(inCommit(repo, 'mqtt.yaml')).toBe(FIXED);
      expect(inIndex(repo, 'mqtt.yaml')).toBe(FIXED);
      expect(repo.read('mqtt.yaml')).toBe(FIXED);
      expect(inIndex(repo, 'other.yaml')).toBe('a: 2\n');
      expectStored(repo);
      expect(repo.tryGit('fsck').code).toBe(0);
    }),
  );

  test('rename with an added value', () =>
    withRepo((repo) => {
      home(repo);
      save(repo, { 'a.yaml': 'mqtt:\n  broker: 192.0.2.5\n' });
      repo.git('mv', 'a.yaml', 'b.yaml');
      repo.write({ 'b.yaml': LEAK });
      repo.git('add', 'b.yaml');
      expectPassed(commit(repo));
      expect(inCommit(repo, 'b.yaml')).toBe(FIXED);
      expectStored(repo);
    }));

  test('an intent to add is no content', () =>
    withRepo((repo) => {
      home(repo);
      repo.write({ 'later.yaml': LEAK, 'now.yaml': 'a: 1\n' });
      repo.git('add', '-N', 'later.yaml');
      repo.git('add', 'now.yaml');
      expectPassed(commit(repo));
      expect(repo.read('later.yaml')).toBe(LEAK);
      expect(stored(repo)).toBe(SECRETS);
    }));

  test('an executable file stays one', () =>
    withRepo((repo) => {
      home(repo);
      repo.write({ 'mqtt.yaml': LEAK });
      chmodSync(repo.path('mqtt.yaml'), 0o755);
      repo.git('add', 'mqtt.yaml');
      expectPassed(commit(repo));
      expect(repo.git('ls-files', '-s', 'mqtt.yaml')).toMatch(/^100755 /);
      expect(statSync(repo.path('mqtt.yaml')).mode & 0o777).toBe(0o755);
    }));

  test('a merge in progress', () =>
    withRepo((repo) => {
      home(repo);
      repo.git('checkout', '-q', '-b', 'side');
      save(repo, { 'side.yaml': 'a: 1\n' });
      repo.git('checkout', '-q', 'main');
      save(repo, { 'main.yaml': 'a: 1\n' });
      repo.git('merge', '-q', '--no-ff', '--no-commit', 'side');
      repo.write({ 'mqtt.yaml': LEAK });
      repo.git('add', 'mqtt.yaml');
      expectPassed(commit(repo));
      expect(inCommit(repo, 'mqtt.yaml')).toBe(FIXED);
      expect(repo.git('rev-list', '--parents', '-1', 'HEAD').trim().split(' ')).toHaveLength(3);
      expectStored(repo);
    }));

  test('a rebase that stops for an edit', () =>
    withRepo((repo) => {
      home(repo);
      save(repo, { 'a.yaml': 'a: 1\n' });
      const ran = repo.run('git', ['rebase', '-i', 'HEAD~1'], { env: { GIT_SEQUENCE_EDITOR: 'sed -i s/^pick/edit/' } });
      expect(ran.code).toBe(0);
      repo.write({ 'mqtt.yaml': LEAK });
      repo.git('add', 'mqtt.yaml');
      expectPassed(commit(repo, '--amend'));
      repo.git('rebase', '--continue');
      expect(inCommit(repo, 'mqtt.yaml')).toBe(FIXED);
      expectStored(repo);
    }));

  test('a linked worktree', () =>
    withRepo((repo) => {
      home(repo);
      repo.git('worktree', 'add', '-q', 'tree');
      repo.write({ 'tree/secrets.yaml': SECRETS, 'tree/mqtt.yaml': LEAK, 'tree/.ha-secrets-lint.yaml': 'fix: true\n' });
      symlinkSync(repo.path('node_modules'), repo.path('tree/node_modules'));
      repo.git('-C', 'tree', 'add', 'mqtt.yaml');
      expectPassed(repo.tryGit('-C', 'tree', 'commit', '-q', '-m', 'c'));
      expect(repo.git('-C', 'tree', 'show', 'HEAD:mqtt.yaml')).toBe(FIXED);
      expect(stored(repo, 'tree/secrets.yaml')).toContain(`mqtt_password: ${VALUE}`);
      expect(stored(repo)).toBe(SECRETS);
    }));

  test('line ends that git converts: LF in the index, CRLF on disk', () =>
    withRepo((repo) => {
      home(repo);
      repo.git('config', 'core.autocrlf', 'true');
      repo.write({ 'mqtt.yaml': LEAK.replaceAll('\n', '\r\n') });
      repo.git('add', 'mqtt.yaml');
      expectPassed(commit(repo));
      expect(inCommit(repo, 'mqtt.yaml')).toBe(FIXED);
      expect(repo.read('mqtt.yaml')).toBe(FIXED.replaceAll('\n', '\r\n'));
      expect(repo.git('status', '--porcelain')).toBe('');
      expectStored(repo);
    }));

  test('a file that a sparse checkout leaves out keeps its mark', () =>
    withRepo((repo) => {
      home(repo);
      save(repo, { 'packages/mqtt.yaml': 'mqtt:\n' });
      const oid = repo.run('git', ['hash-object', '-w', '--stdin'], { input: LEAK }).out.trim();
      repo.git('sparse-checkout', 'set', '--no-cone', '/*', '!/packages/');
      repo.git('update-index', '--cacheinfo', `100644,${oid},packages/mqtt.yaml`);
      repo.git('update-index', '--skip-worktree', 'packages/mqtt.yaml');
      expectPassed(commit(repo));
      expect(inCommit(repo, 'packages/mqtt.yaml')).toBe(FIXED);
      expect(repo.git('ls-files', '-v', 'packages')).toMatch(/^S /);
      expect(existsSync(repo.path('packages/mqtt.yaml'))).toBe(false);
      expect(repo.git('status', '--porcelain')).toBe('');
      expectStored(repo);
    }));

  test('no secrets file here: nothing is fixed, the names are listed, the commit stops', () =>
    withRepo((repo) => {
      home(repo);
      rmSync(repo.path('secrets.yaml'));
      repo.write({ 'mqtt.yaml': LEAK });
      repo.git('add', 'mqtt.yaml');
      const ran = commit(repo);
      expect(ran.code).not.toBe(0);
      // without a safe fix there is nothing to hand over: the report says what to write
      expect(`${ran.out}${ran.err}`).toContain('mqtt_password');
      expect(repo.read('mqtt.yaml')).toBe(LEAK);
      expect(inIndex(repo, 'mqtt.yaml')).toBe(LEAK);
      expect(existsSync(repo.path('secrets.yaml'))).toBe(false);
    }));

  test('without the setting the hook only blocks', () =>
    withRepo((repo) => {
      home(repo);
      repo.write({ '.ha-secrets-lint.yaml': 'rules: {}\n', 'mqtt.yaml': LEAK });
      repo.git('add', 'mqtt.yaml');
      expect(commit(repo).code).not.toBe(0);
      expect(repo.read('mqtt.yaml')).toBe(LEAK);
      expect(stored(repo)).toBe(SECRETS);
    }));

  test('what cannot be fixed still stops the commit, what can be is fixed', () =>
    withRepo((repo) => {
      home(repo);
      const template = 'rest_command:\n  x:\n    url: "http://u:hunter22y7@192.0.2.1/{{ a }}"\n';
      repo.write({ 'mqtt.yaml': LEAK, 'rest.yaml': template });
      repo.git('add', '-A');
      expect(commit(repo).code).not.toBe(0);
      expect(inIndex(repo, 'mqtt.yaml')).toBe(FIXED);
      expect(repo.read('rest.yaml')).toBe(template);
    }));
});

describe('in a submodule', () => {
  test('its own files and its own secrets', () =>
    withRepo((repo) =>
      withRepo((inner) => {
        save(inner, { 'configuration.yaml': 'default_config:\n' });
        save(repo, { 'a.yaml': 'a: 1\n' });
        repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.dir, 'sub');
        repo.write({ 'sub/secrets.yaml': SECRETS, 'sub/mqtt.yaml': LEAK });
        repo.git('-C', 'sub', 'add', 'mqtt.yaml');
        const ran = lintIn(repo, 'sub', '--staged', '--fix');
        expect(ran.code).toBe(0);
        expect(repo.git('-C', 'sub', 'show', ':mqtt.yaml')).toBe(FIXED);
        expect(stored(repo, 'sub/secrets.yaml')).toContain(VALUE);
        expect(existsSync(repo.path('secrets.yaml'))).toBe(false);
      }),
    ));
});

const lintIn = (repo: Repo, cwd: string, ...args: string[]): Ran =>
  repo.run(process.execPath, [join(__dirname, '../../dist/cli.cjs'), ...args], { cwd });

describe('on the command line', () => {
  test('the working tree is fixed, and the exit says that the index still leaks', () =>
    withRepo((repo) => {
      save(repo, { 'configuration.yaml': LEAK });
      repo.write({ 'secrets.yaml': SECRETS });
      const ran = repo.lint('--fix');
      expect(ran.code).toBe(1);
      expect(ran.out).toContain('git add configuration.yaml');
      expect(repo.read('configuration.yaml')).toBe(FIXED);
      expect(inIndex(repo, 'configuration.yaml')).toBe(LEAK);
      repo.git('add', '-A');
      expect(repo.lint('--fix').code).toBe(0);
    }));

  test('by paths, too', () =>
    withRepo((repo) => {
      save(repo, { 'configuration.yaml': LEAK });
      repo.write({ 'secrets.yaml': SECRETS });
      expect(repo.lint('--fix', 'configuration.yaml').code).toBe(1);
      expect(repo.read('configuration.yaml')).toBe(FIXED);
    }));

  test('from a folder below the root', () =>
    withRepo((repo) => {
      repo.write({ 'secrets.yaml': SECRETS, 'packages/mqtt.yaml': LEAK, 'configuration.yaml': 'default_config:\n' });
      repo.git('add', '-A');
      expect(lintIn(repo, 'packages', '--staged', '--fix').code).toBe(0);
      expect(inIndex(repo, 'packages/mqtt.yaml')).toBe(FIXED);
      expect(repo.read('packages/mqtt.yaml')).toBe(FIXED);
      expectStored(repo);
    }));

  test('under the pre-commit framework nothing is staged, and the run fails', () =>
    withRepo((repo) => {
      repo.write({ 'secrets.yaml': SECRETS, 'mqtt.yaml': LEAK });
      repo.git('add', '-A');
      const ran = repo.run(process.execPath, [join(__dirname, '../../dist/cli.cjs'), '--staged', '--fix'], {
        env: { PRE_COMMIT: '1' },
      });
      expect(ran.code).toBe(1);
      expect(repo.read('mqtt.yaml')).toBe(FIXED);
      expect(inIndex(repo, 'mqtt.yaml')).toBe(LEAK);
      repo.git('add', '-A');
      expect(repo.lint('--staged').code).toBe(0);
    }));

  test('--dry-run shows a diff without values and changes nothing', () =>
    withRepo((repo) => {
      repo.write({ 'secrets.yaml': SECRETS, 'mqtt.yaml': LEAK });
      const ran = repo.lint('--fix', '--dry-run');
      expect(ran.code).toBe(1);
      expect(ran.out).toContain('-  password: •••\n+  password: !secret mqtt_password\n');
      expect(ran.out).toContain('+mqtt_password: •••\n');
      expect(`${ran.out}${ran.err}`).not.toContain(VALUE);
      expect(`${ran.out}${ran.err}`).not.toContain('abcdefgh12');
      expect([repo.read('mqtt.yaml'), stored(repo)]).toEqual([LEAK, SECRETS]);
      expect(repo.lint('--dry-run').code).toBe(2);
    }));

  test('--format json goes to standard output alone', () =>
    withRepo((repo) => {
      repo.write({ 'secrets.yaml': SECRETS, 'mqtt.yaml': LEAK });
      const report = repo.json('--fix');
      expect(report.code).toBe(0);
      expect(report.findings).toEqual([]);
    }));

  test('a secrets file is made only when it is asked for, for its owner alone, and ignored', () =>
    withRepo((repo) => {
      repo.write({ '.gitignore': '*.log', 'configuration.yaml': LEAK });
      expect(repo.lint('--fix').code).toBe(1);
      expect(existsSync(repo.path('secrets.yaml'))).toBe(false);
      expect(repo.read('configuration.yaml')).toBe(LEAK);
      expect(repo.lint('--fix', '--create-secrets-file').code).toBe(0);
      expect(stored(repo)).toBe(`mqtt_password: ${VALUE}\n`);
      expect(statSync(repo.path('secrets.yaml')).mode & 0o777).toBe(0o600);
      expect(repo.read('.gitignore')).toBe('*.log\nsecrets.yaml\n');
      expect(repo.tryGit('check-ignore', '-q', 'secrets.yaml').code).toBe(0);
    }));

  test('outside git', () =>
    withFolder((repo) => {
      repo.write({ 'secrets.yaml': SECRETS, 'configuration.yaml': LEAK });
      expect(repo.lint('--fix').code).toBe(0);
      expect(repo.read('configuration.yaml')).toBe(FIXED);
      expect(existsSync(repo.path('.gitignore'))).toBe(false);
    }));

  test('files of the interface only with --unsafe-fixes', () =>
    withRepo((repo) => {
      const text = `- alias: x\n  action:\n    - service: alarm_control_panel.alarm_disarm\n      data:\n        code: "481516"\n`;
      repo.write({ 'secrets.yaml': SECRETS, 'configuration.yaml': 'default_config:\n', 'automations.yaml': text });
      const ran = repo.lint('--fix');
      expect(ran.code).toBe(1);
      expect(ran.out).toContain('--unsafe-fixes');
      expect(repo.read('automations.yaml')).toBe(text);
      repo.lint('--fix', '--unsafe-fixes');
      expect(repo.read('automations.yaml')).toContain('code: !secret ');
    }));

  test('a file of whoever, in a folder that no configuration includes, only with --unsafe-fixes', () =>
    withRepo((repo) => {
      const config = 'default_config:\nautomation: !include_dir_list parts\n';
      repo.write({
        'secrets.yaml': SECRETS,
        'configuration.yaml': config,
        'thing/config.yml': LEAK,
        'parts/a.yaml': LEAK,
      });
      expect(repo.lint('--fix').code).toBe(1);
      expect([repo.read('thing/config.yml'), repo.read('parts/a.yaml')]).toEqual([LEAK, FIXED]);
      expect(repo.lint('--fix', '--unsafe-fixes').code).toBe(0);
      expect(repo.read('thing/config.yml')).toBe(FIXED);
    }));

  test('quotes around a reference go only with --unsafe-fixes, and only where the name is known', () =>
    withRepo((repo) => {
      const text = 'mqtt:\n  password: "!secret other_password"\n  username: "!secret nobody"\n';
      repo.write({ 'secrets.yaml': SECRETS, 'configuration.yaml': text });
      repo.lint('--fix');
      expect(repo.read('configuration.yaml')).toBe(text);
      repo.lint('--fix', '--unsafe-fixes');
      expect(repo.read('configuration.yaml')).toBe(text.replace('"!secret other_password"', '!secret other_password'));
    }));
});

describe('what is left alone', () => {
  test.each<[string, (repo: Repo) => void]>([
    ['a secrets file that git tracks', (repo) => repo.git('add', '-f', 'secrets.yaml')],
    ['a secrets file that is a link', (repo) => linkTo(repo, 'secrets.yaml')],
    ['an encrypted secrets file', (repo) => repo.write({ 'secrets.yaml': `$ANSIBLE_VAULT;1.1;AES256\n3031\n` })],
    ['a broken secrets file', (repo) => repo.write({ 'secrets.yaml': 'a: [\n' })],
    ['a secrets file with a reference in it', (repo) => repo.write({ 'secrets.yaml': 'a: !secret b\n' })],
    ['a secrets file that others include as data', (repo) => includeSecrets(repo)],
    ['a secrets file that is write-protected', (repo) => chmodSync(repo.path('secrets.yaml'), 0o444)],
    ['a linted file that is write-protected', (repo) => chmodSync(repo.path('esphome.yaml'), 0o444)],
  ])('%s', (_, prepare) =>
    withRepo((repo) => {
      const device = 'esphome:\n  name: x\nwifi:\n  ssid: y\n  password: "hunter22wifi"\n';
      repo.write({ 'secrets.yaml': SECRETS, 'esphome.yaml': device });
      prepare(repo);
      const before = readFileSync(repo.path('secrets.yaml'), 'utf8');
      const ran = repo.lint('--fix');
      expect(ran.code).toBe(1);
      expect(repo.read('esphome.yaml')).toBe(device);
      expect(readFileSync(repo.path('secrets.yaml'), 'utf8').startsWith(before)).toBe(true);
      expect(`${ran.out}${ran.err}`).not.toContain('hunter22wifi');
    }),
  );

  test('a file in a folder that is a link', () =>
    withRepo((repo) =>
      withFolder((outside) => {
        outside.write({ 'mqtt.yaml': LEAK });
        repo.write({ 'secrets.yaml': SECRETS });
        symlinkSync(outside.dir, repo.path('packages'));
        repo.lint('--fix');
        repo.lint('--fix', 'packages/mqtt.yaml');
        expect(outside.read('mqtt.yaml')).toBe(LEAK);
        expect(lstatSync(repo.path('packages')).isSymbolicLink()).toBe(true);
      }),
    ));

  test('a .gitignore below takes the ignore line back: it is said, and the exit is 1', () =>
    withRepo((repo) => {
      repo.write({
        'packages/.gitignore': '!secrets.yaml\n',
        'packages/secrets.yaml': SECRETS,
        'packages/mqtt.yaml': LEAK,
      });
      const ran = repo.lint('--fix', 'packages/mqtt.yaml');
      expect(ran.code).toBe(1);
      expect(ran.out).toContain('packages/secrets.yaml: git does not ignore it');
    }));

  test('an object store that cannot be written to', () =>
    withRepo((repo) => {
      repo.write({ 'secrets.yaml': SECRETS, 'mqtt.yaml': LEAK });
      repo.git('add', 'mqtt.yaml');
      const ran = repo.run(process.execPath, [join(__dirname, '../../dist/cli.cjs'), '--staged', '--fix'], {
        env: { GIT_OBJECT_DIRECTORY: '/proc', GIT_ALTERNATE_OBJECT_DIRECTORIES: repo.path('.git/objects') },
      });
      expect(ran.code).toBe(2);
      expect(inIndex(repo, 'mqtt.yaml')).toBe(LEAK);
      expect(stored(repo)).toContain(VALUE);
      expect(repo.lint('--staged', '--fix').code).toBe(0);
      expect(inIndex(repo, 'mqtt.yaml')).toBe(FIXED);
      expectStored(repo);
    }));

  test('an index that another git holds locked', () =>
    withRepo((repo) => {
      repo.write({ 'secrets.yaml': SECRETS, 'mqtt.yaml': LEAK });
      repo.git('add', 'mqtt.yaml');
      writeFileSync(repo.path('.git/index.lock'), '');
      const ran = repo.lint('--staged', '--fix');
      expect(ran.code).toBe(2);
      expect(inIndex(repo, 'mqtt.yaml')).toBe(LEAK);
      expect(stored(repo)).toContain(VALUE);
      rmSync(repo.path('.git/index.lock'));
      expect(repo.lint('--staged', '--fix').code).toBe(0);
      expect(inIndex(repo, 'mqtt.yaml')).toBe(FIXED);
      expectStored(repo);
    }));
});

function linkTo(repo: Repo, path: string): void {
  repo.write({ 'elsewhere.txt': SECRETS });
  rmSync(repo.path(path));
  symlinkSync('elsewhere.txt', repo.path(path));
}

function includeSecrets(repo: Repo): void {
  repo.write({ 'other.yaml': 'esphome:\n  name: z\nsubstitutions:\n  <<: !include secrets.yaml\n' });
}

test('a key or a sibling that is a secret itself gives its neighbours no name', () =>
  withRepo((repo) => {
    const token = makeSample('ghp_<A36>');
    const files = {
      'packages/a.yaml': `mqtt:\n  ${token}:\n    password: hunter22x\n  light:\n    - name: ${token}\n      password: swordfish77\n`,
      'docker-compose.yml': `services:\n  ${token}:\n    image: x\n    environment:\n      PASSWORD: hunter22x\n`,
    };
    repo.write({ '.gitignore': 'secrets.yaml\n.env\n', 'secrets.yaml': 'a: b\n', '.env': 'A=1\n', ...files });
    const { findings } = repo.json();
    const names = findings.flatMap(({ fix }) => (fix === null ? [] : [fix.name]));
    expect(names).toEqual(expect.arrayContaining(['mqtt_password', 'PASSWORD']));
    for (const format of FORMAT_NAMES) {
      const shown = repo.lint('--format', format).out.toLowerCase();
      expect([format, shown.includes(token.slice(4).toLowerCase())]).toEqual([format, false]);
    }
    expect(repo.lint('--fix', '--dry-run').out.toLowerCase()).not.toContain(token.slice(4).toLowerCase());
  }));
