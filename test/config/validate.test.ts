// The config file: what each field does, and that a fault in it is exit 2 with line and nearest right name.
import { parseConfig } from '../../src/config/load';
import { UserError } from '../../src/errors';

const parse = (text: string, file = '.ha-secrets-lint.yaml') =>
  parseConfig(Buffer.from(text), file, file === 'package.json');

describe('faults', () => {
  test.each([
    ['rulez: {}', 1, 'there is no setting `rulez`', 'Did you mean rules?'],
    ['keys: []\n\nrules:\n  inline-credentials: error\n', 4, 'not the id of a rule', 'Did you mean inline-credential?'],
    ['rules:\n  token-format: warnin\n', 2, '`warnin` is not a level', 'Did you mean warning?'],
    ['rules:\n  token-format:\n', 2, 'a value is missing here', undefined],
    ['rules: [token-format]\n', 1, 'a map is needed here', undefined],
    ['rules: !include rules.yaml\n', 1, 'a map is needed here', undefined],
    ['rules: {}\nkeys: []\nrules: {}\n', 3, '`rules` stands here twice', undefined],
    ['ignore: a.yaml\n', 1, 'a list is needed here', undefined],
    ['ignore:\n  - file: a.yaml\n', 2, 'there is no setting `file`', 'Did you mean files?'],
    ['ignore:\n  - rule: token-format\n', 2, '`files` is missing here', undefined],
    ['ignore:\n  - files: a.yaml\n    rule: token-formats\n', 3, 'not the id of a rule', 'Did you mean token-format?'],
    ['ignore:\n  - files: a.yaml\n    rule: ["*"]\n', 3, 'not the id of a rule', expect.stringContaining('Known: ')],
    ['ignore:\n  - files:\n', 2, 'a value is missing here', undefined],
    ['ignore:\n  - []\n', 2, 'a map of settings is needed here', undefined],
    ['ignore:\n  - a\n  -\n', 3, 'a value is missing here', undefined],
    ['dialect:\n  nodes/*.yaml: esp-home\n', 2, 'not a dialect', 'Did you mean esphome?'],
    ['dialect:\n  "nodes[": esphome\n', 2, 'a bracket of the glob has no partner', undefined],
    ['keys: door_code\n', 1, 'a list is needed here', undefined],
    ['keys: [a, {b: c}]\n', 1, 'a key is needed here', undefined],
    ['keys:\n  - a\n  - ""\n', 3, 'a value is missing here', undefined],
    ['privacy: yes please\n', 1, 'not a rule about what is private', expect.stringContaining('Known: ')],
    ['privacy: [identity, networks]\n', 1, 'not a rule about what is private', 'Did you mean network?'],
    ['privacy:\n', 1, 'a value is missing here', undefined],
    ['privacy: {network: true}\n', 1, 'true, false or a list is needed here', undefined],
    ['- rules\n', 1, 'a map of settings is needed here', undefined],
    ['rules\n', 1, 'a map of settings is needed here', undefined],
    ['? [a]\n: b\n', 1, 'a key must be a plain word', undefined],
    ['<<: {rules: {}}\n', 1, 'there is no setting `<<`', expect.any(String)],
    ['rules: {}\n---\nkeys: []\n', 3, 'a second document begins here', undefined],
    ['keys: [\n', expect.any(Number), 'no valid YAML', undefined],
    ['keys: []\n\tignore: []\n', 2, 'no valid YAML', undefined],
    ['"\\e[31m\\u202e": 1\n', 1, 'there is no setting `?[31m?`', expect.any(String)],
  ])('%j', async (text, line, message, hint) => {
    const fault = await parse(text).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(UserError);
    expect(fault).toMatchObject({
      file: '.ha-secrets-lint.yaml',
      line,
      hint,
      message: expect.stringContaining(message),
    });
  });

  test.each([
    ['', 'empty'],
    ['./', 'empty'],
    ['!a.yaml', 'turned around'],
    ['../a.yaml', 'cannot leave it'],
    ['a/../b', 'cannot leave it'],
    ['[a', 'no partner'],
    ['{a,b', 'no partner'],
    ['a*b*c*d*e', 'more than 3 stars'],
    ['**/**/**/**', 'double stars'],
    ['{a,b}{a,b}{a,b}{a,b}{a,b}', 'more than 4 braces'],
    ['a'.repeat(301), 'longer than 300'],
  ])('the glob %j', async (glob, message) => {
    for (const text of [`ignore:\n  - ${JSON.stringify(glob)}\n`, `ignore:\n  - files: ${JSON.stringify(glob)}\n`])
      await expect(parse(text)).rejects.toMatchObject({ line: 2, message: expect.stringContaining(message) });
  });
});

describe('globs', () => {
  test.each([
    ['*.yaml', ['a.yaml', 'x/a.yaml', '.a.yaml', 'a.yaml/b'], ['a.yml']],
    ['secrets.yaml', ['secrets.yaml', 'x/y/secrets.yaml'], ['x/secrets.yaml.bak', 'my_secrets.yaml']],
    ['/a.yaml', ['a.yaml'], ['x/a.yaml']],
    ['./a.yaml', ['a.yaml'], ['b.yaml']],
    ['custom_components/', ['custom_components/x/y.py', 'a/custom_components/b'], ['custom_components.yaml']],
    [
      'packages/test_*.yaml',
      ['packages/test_a.yaml'],
      ['packages/a.yaml', 'x/packages/test_a.yaml', 'packages/x/test_a.yaml'],
    ],
    ['packages/**/*.yaml', ['packages/a.yaml', 'packages/x/y/a.yaml'], ['a.yaml']],
    ['{a,b}.yaml', ['a.yaml', 'x/b.yaml'], ['c.yaml']],
    ['[ab].yaml', ['a.yaml'], ['c.yaml', 'ab.yaml']],
    ['\\[a].yaml', ['[a].yaml'], ['a.yaml']],
    ['a (copy).yaml', ['a (copy).yaml'], ['a copy.yaml']],
    ['a+b|c^d$.yaml', ['a+b|c^d$.yaml'], ['aab.yaml']],
    ['@(a|b).yaml', ['@(a|b).yaml'], ['a.yaml']],
    ['\u00e4*.yaml', ['\u00e4x.yaml'], ['ax.yaml']],
  ])('%s', async (glob, matched, others) => {
    const { ignoresFile } = await parse(`ignore: [${JSON.stringify(glob)}]`);
    for (const path of matched) expect([path, ignoresFile(path)]).toEqual([path, true]);
    for (const path of others) expect([path, ignoresFile(path)]).toEqual([path, false]);
  });

  test.each(['(a+)+b', '([a-z]+)+b', '(a|a)*b*', '*a*a*b', '{a,aa}{a,aa}{a,aa}{a,aa}b', '**/a*a*a/**/b*b*b/**/c'])(
    'a hostile one takes no time: %s',
    async (glob) => {
      const { ignoresFile } = await parse(`ignore: [${JSON.stringify(glob)}]`);
      const started = Date.now();
      for (const path of ['a'.repeat(255), 'a/'.repeat(500), 'a'.repeat(100_000)]) ignoresFile(path);
      expect(Date.now() - started).toBeLessThan(500);
    },
  );
});

test('what the fields say', async () => {
  const config = await parse(`
$schema: https://example.com/schema.json
rules: { token-format: off, sensitive-file: warning, "inline-credential": error }
ignore:
  - custom_components/
  - { files: [a.yaml, b/*.yaml], rule: [inline-credential, token-format], keyPath: ["mqtt.*", "*.pin"] }
  - { files: c.yaml, keyPath: x.password }
  - { files: d.yaml, rule: private-key }
  - { files: e.yaml }
dialect: { "*.yaml": yaml, "nodes/*.yaml": esphome }
keys: [door_code, 7]
privacy: [identity, network]
`);
  expect([...config.levels]).toEqual([
    ['token-format', 'off'],
    ['sensitive-file', 'warning'],
    ['inline-credential', 'error'],
  ]);
  expect([...config.extraKeys]).toEqual(['door_code', '7']);
  expect([...config.privacy]).toEqual(['identity', 'network']);
  expect(['a/custom_components/x', 'e.yaml', 'a.yaml'].map(config.ignoresFile)).toEqual([true, true, false]);
  expect(['nodes/x.yaml', 'x.yaml', 'x.txt'].map(config.dialectFor)).toEqual(['esphome', 'yaml', undefined]);
  for (const [path, rule, keyPath, ignored] of [
    ['a.yaml', 'inline-credential', 'mqtt.password', true],
    ['b/x.yaml', 'token-format', 'alarm.pin', true],
    ['a.yaml', 'private-key', 'mqtt.password', false],
    ['a.yaml', 'inline-credential', 'http.password', false],
    ['a.yaml', 'inline-credential', 'xmqtt.password', false],
    ['a.yaml', 'inline-credential', null, false],
    ['c.yaml', 'auth-header', 'x.password', true],
    ['c.yaml', 'auth-header', 'x_password', false],
    ['d.yaml', 'private-key', null, true],
    ['d.yaml', 'token-format', null, false],
  ] as const)
    expect([path, rule, keyPath, config.ignoresFinding(path, rule, keyPath)]).toEqual([path, rule, keyPath, ignored]);
});

test.each(['', '# nothing\n', '---\n', 'rules:\n#  token-format: off\nignore:\ndialect:\nkeys:\n', '{}'])(
  'no settings at all: %j',
  async (text) => {
    const config = await parse(text);
    expect([config.file, config.levels.size, config.ignoresFile('a')]).toEqual(['.ha-secrets-lint.yaml', 0, false]);
  },
);

test('JSON, and the key in package.json', async () => {
  const levels = async (text: string, file: string) => [...(await parse(text, file)).levels];
  const rules = '{"rules": {"token-format": "off"}}';
  expect(await levels(rules, '.ha-secrets-lint.json')).toEqual([['token-format', 'off']]);
  expect(await levels(`{"name": "x", "ha-secrets-lint": ${rules}}`, 'package.json')).toEqual([['token-format', 'off']]);
  expect(await levels('{"devDependencies": {"ha-secrets-lint": "1"}}', 'package.json')).toEqual([]);
  await expect(parse('{\n"ha-secrets-lint": {\n"rulez": 1}}', 'package.json')).rejects.toMatchObject({
    file: 'package.json',
    line: 3,
  });
});
