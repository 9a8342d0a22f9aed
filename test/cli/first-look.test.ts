// What a commit loads: for a clean one the first look and no rules, whatever rules there are.
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeSample } from '../../src/rules/examples';
import { FIRST_LOOKS } from '../../src/rules/first-looks';
import { GUARDS } from '../../src/rules/guards';
import { RULES } from '../../src/rules/index';
import { CLI, type Repo, ROOT, withRepo } from '../support/repo';

/** Says at the end which files and which of Node's own modules were loaded. */
const SPY = `process.on('exit', () => require('node:fs').writeFileSync(process.env.LOADED, JSON.stringify({
  files: Object.keys(require.cache), own: process.moduleLoadList, texts })));
let texts = 0;
const vm = require('node:vm');
const { compileFunction } = vm;
vm.compileFunction = (...given) => { texts += 1; return compileFunction(...given); };`;

interface Loaded {
  readonly code: number;
  readonly files: readonly string[];
  readonly own: readonly string[];
  /** How often a text was made a function. */
  readonly texts: number;
}

function load(repo: Repo, args: readonly string[], program = CLI): Loaded {
  repo.write({ '.git/spy.cjs': SPY });
  const env = { NODE_OPTIONS: `--require ${repo.path('.git/spy.cjs')}`, LOADED: repo.path('.git/loaded') };
  const { code } = repo.run(process.execPath, [program, ...args], { env });
  const { files, own, texts } = JSON.parse(repo.read('.git/loaded')) as Omit<Loaded, 'code'>;
  return { code, files: files.map((file) => basename(file)).filter((name) => name !== 'spy.cjs'), own, texts };
}

const CLEAN = {
  '.gitignore': 'secrets.yaml\n',
  'configuration.yaml':
    'homeassistant:\n  name: Home # the house\nmqtt:\n  broker: 192.0.2.5\n  password: !secret mqtt_password\n',
  'packages/lights.yaml': 'light:\n  - platform: group\n    name: "All"\n    entities: [light.a, light.b]\n',
  'notes.md': 'Nothing to see.\n',
};
const HOOK = ['hook', 'pre-commit'];

const staged = (files: Readonly<Record<string, string>>, work: (repo: Repo) => void): Promise<void> =>
  withRepo((repo) => {
    repo.write(files);
    repo.git('add', '-A');
    work(repo);
  });

test.each([
  [['--staged'], 'lint.cjs'],
  [['--staged', '--no-color', '--max-warnings', '0', '--rule', 'auth-header=off'], 'lint.cjs'],
  [HOOK, 'hook.cjs'],
])('a clean commit with %j loads the stub and %s', (args, bundle) =>
  staged(CLEAN, (repo) => {
    const { code, files, own } = load(repo, args);
    expect({ code, files }).toEqual({ code: 0, files: ['cli.cjs', bundle] });
    expect(own.filter((name) => /NativeModule (?:crypto|zlib|readline|worker_threads)$/.test(name))).toEqual([]);
  }),
);

test.each([
  ['a credential', { 'a.yaml': `mqtt:\n  password: ${makeSample('<l5><d4>')}\n` }],
  ['a comment for the linter', { 'a.yaml': 'mqtt: # ha-secrets-lint: ignore[token-format] none\n' }],
  ['escapes', { 'a.yaml': 'mqtt:\n  "pass\\x77ord": x\n' }],
  ['a file that is not ignored', { '.gitignore': '' }],
  ['other bytes than UTF-8', { 'a.yaml': 'a: \0\n' }],
  ['a configuration', { '.ha-secrets-lint.yaml': 'rules: {}\n' }],
  ['a baseline', { '.ha-secrets-lint-baseline.json': '{}\n' }],
])('%s loads the rules', (_name, files) =>
  staged({ ...CLEAN, ...files }, (repo) => {
    expect(load(repo, ['--staged']).files).toContain('thorough.cjs');
    expect(load(repo, HOOK).files).toContain('thorough.cjs');
  }),
);

test('a secrets file on this machine loads the rules', () =>
  staged(CLEAN, (repo) => {
    repo.write({ 'secrets.yaml': 'mqtt_password: x\nwifi: y\n' });
    expect(load(repo, ['--staged']).files).toContain('thorough.cjs');
  }));

test('what a clean commit loads stays small', () => {
  const size = (name: string): number => statSync(join(ROOT, 'dist', name)).size;
  expect(size('cli.cjs')).toBeLessThan(8_000);
  expect(size('lint.cjs')).toBeLessThan(108_000);
  expect(size('hook.cjs')).toBeLessThan(112_000);
});

test('in the one-file program the rules are no code until they are called', () =>
  staged(CLEAN, (repo) => {
    const program = join(ROOT, 'dist/standalone.cjs');
    for (const args of [['--staged'], HOOK]) expect(load(repo, args, program)).toMatchObject({ code: 0, texts: 0 });
    repo.write({ 'a.yaml': `mqtt:\n  password: ${makeSample('<l5><d4>')}\n` });
    repo.git('add', '-A');
    for (const args of [['--staged'], HOOK]) expect(load(repo, args, program)).toMatchObject({ code: 1, texts: 1 });
  }));

test('the first look knows every rule, and every rule about the repository', () => {
  expect(FIRST_LOOKS.map(({ id }) => id)).toEqual(RULES.map(({ meta }) => meta.id));
  expect(GUARDS).toEqual(RULES.filter(({ checkRepo }) => checkRepo !== undefined));
});

test('no rule looks closely at every file unless it is asked for', () => {
  const all = FIRST_LOOKS.filter((one) => one.readsFiles && !one.optIn && !one.needle && !one.suspicion);
  expect(all).toEqual([]);
});
