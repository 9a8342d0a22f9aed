// The public API: dry by default, nothing of a value in what it returns, errors of the user as `UserError`.
import { fix, lint, rules, UserError } from '../src/index';
import { withRepo } from './support/repo';

const VALUE = 'hunter22x9';
const LEAK = `mqtt:\n  password: ${VALUE}\n`;
const FIXED = 'mqtt:\n  password: !secret mqtt_password\n';
const BLUEPRINT = `blueprint:\n  name: x\n  domain: automation\naction:\n  - service: rest_command.x\n    data:\n      password: ${VALUE}\n`;

test('what is misspelt in the options does not pass for a clean repository', () =>
  withRepo(async (repo) => {
    repo.write({ 'configuration.yaml': LEAK });
    const wrong: readonly (readonly [options: unknown, hint: string])[] = [
      [{ scop: { kind: 'staged' } }, 'Did you mean scope?'],
      [{ scope: { kind: 'stagd' } }, 'Did you mean staged?'],
      [{ rules: { 'inline-credentail': 'off' } }, 'Did you mean inline-credential?'],
      [{ rules: { 'inline-credential': 'fatal' } }, 'Known: off, warning, error.'],
      [{ dialect: 'homeassistant' }, 'Did you mean home-assistant?'],
    ];
    for (const [options, hint] of wrong)
      for (const run of [lint, fix]) {
        const given = Object.assign({ cwd: repo.dir }, options);
        await expect(run(given)).rejects.toMatchObject({ constructor: UserError, hint });
      }
    await expect(lint(Object.assign({ cwd: repo.dir }, { write: true }))).rejects.toThrow(UserError);
  }));

test('fix is a dry run unless it is told to write', () =>
  withRepo(async (repo) => {
    repo.write({
      'secrets.yaml': 'a: b\n',
      'configuration.yaml': LEAK,
      'blueprints/automation/x.yaml': BLUEPRINT,
    });
    const planned = await fix({ cwd: repo.dir });
    expect(planned).toMatchObject({
      files: ['configuration.yaml'],
      names: [{ file: 'secrets.yaml', names: ['mqtt_password'] }],
      failures: [],
      leaking: [],
      errors: [],
    });
    expect(planned.left.map(({ file, noFix }) => [file, noFix])).toEqual([
      ['blueprints/automation/x.yaml', 'blueprint'],
    ]);
    expect(planned.diff).toContain('-  password: •••\n+  password: !secret mqtt_password\n');
    expect(repo.read('configuration.yaml')).toBe(LEAK);
    expect(repo.read('secrets.yaml')).toBe('a: b\n');

    const done = await fix({ cwd: repo.dir, write: true });
    expect(done).toMatchObject({ files: ['configuration.yaml'], diff: planned.diff, failures: [] });
    expect(done.left.map(({ file, line }) => [file, line])).toEqual(planned.left.map(({ file, line }) => [file, line]));
    expect(repo.read('configuration.yaml')).toBe(FIXED);
    expect(repo.read('secrets.yaml')).toBe(`a: b\nmqtt_password: ${VALUE}\n`);
    expect(JSON.stringify([planned, done])).not.toContain(VALUE);

    const again = await fix({ cwd: repo.dir, write: true });
    expect([again.files, again.names, again.diff]).toEqual([[], [], '']);
  }));

test('what is staged is fixed in the index, too', () =>
  withRepo(async (repo) => {
    repo.write({ 'secrets.yaml': 'a: b\n', '.gitignore': 'secrets.yaml\n', 'configuration.yaml': LEAK });
    repo.git('add', '-A');
    const tree = await fix({ cwd: repo.dir, scope: { kind: 'paths', paths: ['configuration.yaml'] }, write: true });
    expect(tree.leaking).toEqual(['configuration.yaml']);
    repo.write({ 'configuration.yaml': LEAK });
    const staged = await fix({ cwd: repo.dir, scope: { kind: 'staged' }, write: true });
    expect([staged.leaking, staged.left]).toEqual([[], []]);
    expect(repo.git('show', ':configuration.yaml')).toBe(FIXED);
  }));

test('a secrets file is made, and what needs consent is changed, only when that is said', () =>
  withRepo(async (repo) => {
    const automations = `- alias: x\n  action:\n    - service: alarm_control_panel.alarm_disarm\n      data:\n        code: "481516"\n`;
    repo.write({ 'configuration.yaml': LEAK, 'automations.yaml': automations });
    const without = await fix({ cwd: repo.dir });
    expect(without.left.map(({ noFix }) => noFix)).toContain('no-secrets-file');
    const safe = await fix({ cwd: repo.dir, createSecretsFile: true });
    expect(safe.files).toEqual(['configuration.yaml']);
    expect(safe.left.map(({ file, fix: way }) => [file, way?.safe])).toEqual([['automations.yaml', false]]);
    const all = await fix({ cwd: repo.dir, createSecretsFile: true, unsafe: true });
    expect(all.files).toEqual(['automations.yaml', 'configuration.yaml']);
    expect(all.left).toEqual([]);
  }));

test('lint says what fix would write', () =>
  withRepo(async (repo) => {
    repo.write({ 'secrets.yaml': `broker: ${VALUE}\n`, 'configuration.yaml': LEAK, 'packages/a.yaml': LEAK });
    repo.write({ 'other.yaml': 'mqtt_broker:\n  password: !secret broker\n' });
    const found = await lint({ cwd: repo.dir, rules: { 'known-secret': 'off' } });
    const planned = await fix({ cwd: repo.dir, rules: { 'known-secret': 'off' } });
    const texts = found.findings.flatMap(({ fix: way }) => (way?.kind === 'secret-ref' ? [way.text] : []));
    expect(texts.length).toBe(2);
    for (const text of texts) expect(planned.diff).toContain(`+  password: ${text}\n`);
  }));

test('errors of the user', () =>
  withRepo(async (repo) => {
    repo.write({ 'a.yaml': LEAK });
    await expect(lint({ cwd: repo.dir, scope: { kind: 'paths', paths: ['none'] } })).rejects.toThrow(UserError);
    await expect(fix({ cwd: repo.dir, config: 'none.yaml' })).rejects.toThrow(UserError);
  }));

test('rules', () => {
  expect(rules.map(({ id }) => id)).toContain('inline-credential');
});
