// Secrets files and other files that do not belong into a repository. Each case is a folder of one repository,
// a configuration with its own .gitignore; all of them are looked at once as they lie there, and once as a commit.
import { CLEAN } from '../support/hooks';
import { CLI, type JsonReport, type Repo, withRepo } from '../support/repo';

const OPEN = 'mqtt_password: hunter22x\n';
const SOPS =
  'wifi: ENC[AES256_GCM,data:p673w==,iv:YY=,tag:UQ=,type:str]\nsops:\n    mac: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\n    version: 3.9.0\n';
const VAULT = '$ANSIBLE_VAULT;1.1;AES256\n61626364\n';
const AGE = '-----BEGIN AGE ENCRYPTED FILE-----\nYWJj\n-----END AGE ENCRYPTED FILE-----\n';
const GIT_CRYPT = Buffer.from('\0GITCRYPT\0aaaaaaaaaaaa\u0001', 'latin1');
const NODE = 'esphome:\n  name: n\nwifi:\n  password: !secret w\n';
const Z2M = 'mqtt:\n  server: mqtt://h\n  base_topic: zigbee2mqtt\nserial:\n  port: /dev/ttyACM0\n';

interface Case {
  /** Tracked before, ignored or not. */
  readonly held?: Record<string, string | Buffer>;
  /** Forced into the index. */
  readonly staged?: Record<string, string | Buffer>;
  /** Not added. */
  readonly files?: Record<string, string | Buffer>;
  /** Rule without `secrets-file-`, path in the folder, `?` behind it for a warning. */
  readonly tree: readonly string[];
  readonly commit: readonly string[];
}

const MAIN = { 'configuration.yaml': CLEAN };
const IGNORED = { '.gitignore': 'secrets.yaml\n', ...MAIN };

const CASES: Readonly<Record<string, Case>> = {
  ignored: { held: IGNORED, files: { 'secrets.yaml': OPEN }, tree: [], commit: [] },
  'no secrets file yet': { held: MAIN, tree: ['not-ignored secrets.yaml'], commit: ['not-ignored secrets.yaml'] },
  'not ignored': {
    held: MAIN,
    files: { 'secrets.yaml': OPEN },
    tree: ['not-ignored secrets.yaml'],
    commit: ['not-ignored secrets.yaml'],
  },
  'ignored at the root only': {
    held: { '.gitignore': '/secrets.yaml\n', ...MAIN, 'esphome/node.yaml': NODE },
    tree: ['not-ignored esphome/secrets.yaml'],
    // the node is not in this commit, and no secrets file is there yet
    commit: [],
  },
  'ignored at the root only, and one below': {
    held: { '.gitignore': '/secrets.yaml\n', ...MAIN, 'esphome/node.yaml': NODE },
    files: { 'esphome/secrets.yaml': OPEN },
    tree: ['not-ignored esphome/secrets.yaml'],
    commit: ['not-ignored esphome/secrets.yaml'],
  },
  'a folder that points to the root': {
    held: { ...IGNORED, 'esphome/node.yaml': NODE, 'esphome/.gitignore': '!secrets.yaml\n' },
    staged: { 'esphome/secrets.yaml': '<<: !include ../secrets.yaml\n' },
    files: { 'secrets.yaml': OPEN },
    tree: [],
    commit: [],
  },
  'taken back': {
    held: { '.gitignore': 'secrets.yaml\n!*.yaml\n', ...MAIN },
    tree: ['not-ignored secrets.yaml'],
    commit: ['not-ignored secrets.yaml'],
  },
  'all but YAML': {
    held: { '.gitignore': '*\n!*.yaml\n!.gitignore\n', ...MAIN },
    tree: ['not-ignored secrets.yaml'],
    commit: ['not-ignored secrets.yaml'],
  },
  tracked: {
    held: { ...IGNORED, 'secrets.yaml': OPEN },
    tree: ['tracked secrets.yaml'],
    commit: ['tracked secrets.yaml?'],
  },
  'tracked and changed': {
    held: { ...IGNORED, 'secrets.yaml': OPEN },
    staged: { 'secrets.yaml': `${OPEN}more: swordfish7\n` },
    tree: ['tracked secrets.yaml'],
    commit: ['committed secrets.yaml'],
  },
  'forced in': {
    held: IGNORED,
    staged: { 'secrets.yaml': OPEN },
    tree: ['tracked secrets.yaml'],
    commit: ['committed secrets.yaml'],
  },
  'other names': {
    held: { '.gitignore': '*secrets.y*ml\nSecrets*\nsecret.yaml\n', ...MAIN },
    staged: { 'SECRETS.YAML': OPEN, 'a/secrets.yml': OPEN, 'b c/.secrets.yaml': OPEN },
    tree: ['tracked SECRETS.YAML', 'tracked a/secrets.yml', 'tracked b c/.secrets.yaml'],
    commit: ['committed SECRETS.YAML', 'committed a/secrets.yml', 'committed b c/.secrets.yaml'],
  },
  'encrypted by SOPS': { held: MAIN, staged: { 'secrets.yaml': SOPS }, tree: [], commit: [] },
  'encrypted by ansible-vault': { held: MAIN, staged: { 'secrets.yaml': VAULT }, tree: [], commit: [] },
  'encrypted by age': { held: MAIN, staged: { 'secrets.yaml': AGE }, tree: [], commit: [] },
  'encrypted by git-crypt': { held: MAIN, staged: { 'secrets.yaml': GIT_CRYPT }, tree: [], commit: [] },
  'encrypted once, open now': {
    held: { ...MAIN, 'secrets.yaml': SOPS },
    staged: { 'secrets.yaml': OPEN },
    tree: ['not-ignored secrets.yaml', 'tracked secrets.yaml'],
    commit: ['committed secrets.yaml', 'not-ignored secrets.yaml'],
  },
  'stand-ins': {
    held: IGNORED,
    staged: {
      'secrets.fake.yaml': 'mqtt_password: changeme\n',
      'secrets.yaml.example': 'mqtt_password: your_password\n',
      'travis_secrets.yaml': 'mqtt_password: x\n',
      'tests/secrets.yaml': 'mqtt_password: fake\n',
      '.github/secrets.yaml': 'mqtt_password: fake\n',
    },
    tree: [],
    commit: [],
  },
  Zigbee2MQTT: {
    held: { '.gitignore': 'secrets.yaml\n', 'configuration.yaml': Z2M },
    files: { 'secret.yaml': 'password: hunter22x\n' },
    tree: ['not-ignored secret.yaml'],
    commit: ['not-ignored secret.yaml'],
  },
  'sensitive files': {
    held: IGNORED,
    staged: {
      '.storage/auth': '{}',
      '.storage/zone': '{}',
      'home-assistant_v2.db': 'a\0b',
      'ssl/privkey.pem': 'x',
      id_rsa: 'x',
      'id_rsa.pub': 'x',
      '.env': 'TZ=Europe/Berlin\n',
      // its lines are reported
      'docker/.env': 'MYSQL_PASSWORD=hunter22x\n',
      '.env.example': 'x',
      'backups/a.tar': 'x',
      '.esphome/build/x': 'x',
      'secrets.yaml.bak': OPEN,
    },
    tree: [],
    commit: [
      'sensitive-file .env?',
      'sensitive-file .esphome/build/x',
      'sensitive-file .storage/auth',
      'sensitive-file .storage/zone?',
      'sensitive-file backups/a.tar',
      'sensitive-file home-assistant_v2.db',
      'sensitive-file id_rsa',
      'sensitive-file secrets.yaml.bak',
      'sensitive-file ssl/privkey.pem',
    ],
  },
};

function guards(report: JsonReport): Map<string, string[]> {
  const byCase = new Map<string, string[]>(Object.keys(CASES).map((name) => [name, []]));
  for (const { rule, file, severity } of report.findings) {
    if (!/^(?:secrets-file|sensitive-file)/.test(rule)) continue;
    const [folder = '', ...rest] = file.split('/');
    const shown = `${rule.replace('secrets-file-', '')} ${rest.join('/')}${severity === 'warning' ? '?' : ''}`;
    byCase.get(folder)?.push(shown);
  }
  return byCase;
}

let tree: Map<string, string[]>;
let commit: Map<string, string[]>;

beforeAll(() =>
  withRepo((repo) => {
    const inFolder = (key: 'held' | 'staged' | 'files'): Record<string, string | Buffer> =>
      Object.fromEntries(
        Object.entries(CASES).flatMap(([name, one]) =>
          Object.entries(one[key] ?? {}).map(([path, content]) => [`${name}/${path}`, content] as const),
        ),
      );
    repo.commit({ '.gitignore': '', ...inFolder('held') });
    repo.write(inFolder('staged'));
    repo.git('add', '-f', '-A');
    repo.write(inFolder('files'));
    tree = guards(repo.json());
    commit = guards(repo.json('--staged'));
  }),
);

test.each(Object.entries(CASES))('%s', (name, one) => {
  const inTree = tree.get(name) ?? [];
  // what a commit brings lies there as well
  const brought = one.commit.filter((shown) => shown.startsWith('sensitive-file'));
  expect([...inTree].sort()).toEqual([...one.tree, ...brought].sort());
  expect([...(commit.get(name) ?? [])].sort()).toEqual([...one.commit].sort());
});

describe('what only this clone ignores', () => {
  const state = (repo: Repo, env: NodeJS.ProcessEnv = {}): unknown => {
    const ran = repo.run(process.execPath, [CLI, '--format', 'json'], { env });
    return (JSON.parse(ran.out) as JsonReport).findings.map(({ rule, severity }) => [rule, severity]);
  };
  const RULE = 'secrets-file-not-ignored';

  test.each([
    ['.gitignore', []],
    ['.git/info/exclude', [[RULE, 'warning']]],
    ['.git/global', [[RULE, 'warning']]],
    ['nowhere', [[RULE, 'error']]],
  ])('%s', (file, expected) =>
    withRepo((repo) => {
      repo.write({ '.gitignore': '', ...MAIN });
      repo.write({ [file]: 'secrets.yaml\n' });
      repo.git('config', 'core.excludesFile', repo.path('.git/global'));
      expect(state(repo)).toEqual(expected);
    }),
  );
});

test('paths that are named are judged alone', () =>
  withRepo((repo) => {
    repo.commit({ ...MAIN, 'sub/secrets.yaml': OPEN, '.storage/auth': '{}' });
    const rules = (...args: string[]) => repo.json(...args).findings.map(({ rule, file }) => [rule, file]);
    expect(rules('configuration.yaml')).toEqual([]);
    expect(rules('sub')).toEqual([['secrets-file-tracked', 'sub/secrets.yaml']]);
    expect(rules('.storage')).toEqual([['sensitive-file', '.storage/auth']]);
  }));

test('a range and a history name the commit', () =>
  withRepo((repo) => {
    repo.commit({ ...MAIN });
    repo.commit({ 'esphome/secrets.yaml': OPEN, id_rsa: 'x' });
    const oid = repo.git('rev-parse', 'HEAD').trim();
    repo.git('rm', '-q', '-r', 'esphome', 'id_rsa');
    repo.git('commit', '-q', '-m', 'away');
    const expected = [
      ['secrets-file-committed', 'esphome/secrets.yaml', oid],
      ['sensitive-file', 'id_rsa', oid],
    ];
    for (const args of [['--since', 'HEAD~2'], ['--history']])
      expect(repo.json(...args).findings.map(({ rule, file, commit: at }) => [rule, file, at])).toEqual(expected);
  }));
