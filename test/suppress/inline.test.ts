// Ignore comments: where they count, what they name, and that one without effect is reported.
import { NO_CONFIG } from '../../src/config/config';
import { lintBlob } from '../../src/lint-file';

const SETTINGS = { config: NO_CONFIG, levels: new Map(), dialect: undefined, secrets: undefined, prefilter: true };

function look(text: string, path = 'a.yaml', levels: [string, 'off'][] = []) {
  const file = lintBlob(
    { path, bytes: Buffer.from(text), origin: { kind: 'stdin' } },
    { ...SETTINGS, levels: new Map(levels) },
  );
  const lines = (rule: string): number[] =>
    file.findings.filter((one) => one.rule === rule).map((one) => file.unit.source.position(one.span.start).line);
  return {
    found: file.findings.filter((one) => one.rule !== 'unused-suppression').length,
    suppressed: file.suppressed.length,
    unused: lines('unused-suppression'),
    messages: file.findings.filter((one) => one.rule === 'unused-suppression').map((one) => one.message),
  };
}

const IGNORE = '# ha-secrets-lint: ignore[inline-credential]';

test.each([
  ['behind the value', `password: hunter22x ${IGNORE} a reason\n`],
  ['alone above', `${IGNORE} a reason\npassword: hunter22x\n`],
  ['alone above, with another comment between', `${IGNORE}\n# a comment\npassword: hunter22x\n`],
  ['above the key of a block', `${IGNORE}\npassword: |\n  hunter22x\n`],
  ['behind the sign of a block', `password: >- ${IGNORE}\n  hunter22x\n`],
  ['behind a key whose value is below', `password: ${IGNORE}\n  hunter22x\n`],
  ['behind a value below its key', `password:\n  hunter22x ${IGNORE}\n`],
  ['among other words of the comment', `password: hunter22x # noqa; ${IGNORE.slice(2)}\n`],
  ['without blanks', 'password: hunter22x #ha-secrets-lint:ignore[inline-credential]\n'],
  ['with blanks', 'password: hunter22x # ha-secrets-lint:  ignore [ inline-credential ]\n'],
  ['with several rules', 'password: hunter22x # ha-secrets-lint: ignore[token-format, inline-credential]\n'],
  ['behind a list item', `mqtt:\n  - password: hunter22x ${IGNORE}\n`],
  ['behind an anchor', `a:\n  password: &x hunter22x ${IGNORE}\nb:\n  password: *x\n`],
  ['with CRLF', `${IGNORE}\r\npassword: hunter22x\r\n`],
  ['at the end of a document', `password: hunter22x ${IGNORE}`],
  ['in the second document', `a: 1\n---\n${IGNORE}\npassword: hunter22x\n`],
  ['above a command over several lines', `${IGNORE}\nshell_command:\n`, 0],
  ['in a file that is no valid YAML', `a: [\npassword: hunter22x ${IGNORE}\n`],
])('%s it suppresses', (_, text, count = 1) => {
  const { found, suppressed, unused } = look(text);
  expect([found, suppressed, unused.length]).toEqual([0, count, 1 - count]);
});

test('one comment for all that stands on its line', () => {
  expect(look(`a: {password: hunter22x, api_key: abcdefgh1234} ${IGNORE}\n`)).toMatchObject({
    found: 0,
    suppressed: 2,
  });
});

test('in a block only its key decides: what is in the block is text', () => {
  const command = (before: string, inside: string): string =>
    `shell_command:\n${before}  x: |\n    first\n${inside}    curl -H "Authorization: Bearer swordfish7swordfish7" http://h\n`;
  const rule = 'auth-header';
  expect(look(command(`  # ha-secrets-lint: ignore[${rule}]\n`, ''))).toMatchObject({
    found: 0,
    suppressed: 1,
    unused: [],
  });
  expect(look(command('', `    # ha-secrets-lint: ignore[${rule}]\n`))).toMatchObject({ found: 1, suppressed: 0 });
});

test.each([
  ['in a string', `password: "hunter22x ${IGNORE}"\n`, []],
  ['in a plain value', 'password: hunter22x#ha-secrets-lint:ignore[inline-credential]\n', []],
  ['below the line', `password: hunter22x\n${IGNORE}\n`, [2]],
  ['with an empty line between', `${IGNORE}\n\npassword: hunter22x\n`, [1]],
  ['two lines above', `${IGNORE}\nusername: u\npassword: hunter22x\n`, [1]],
  ['another rule', 'password: hunter22x # ha-secrets-lint: ignore[token-format]\n', [1]],
  ['no rule', 'password: hunter22x # ha-secrets-lint: ignore\n', [1]],
  ['empty brackets', 'password: hunter22x # ha-secrets-lint: ignore[]\n', [1]],
  ['all rules', 'password: hunter22x # ha-secrets-lint: ignore[*]\n', [1]],
  ['capitals', 'password: hunter22x # ha-secrets-lint: ignore[Inline-Credential]\n', [1]],
  ['another word', 'password: hunter22x # ha-secrets-lint: ignored[inline-credential]\n', []],
])('%s suppresses nothing', (_, text, unused) => {
  expect(look(text)).toMatchObject({ found: 1, suppressed: 0, unused });
});

describe('the whole file', () => {
  const FILE = '# ha-secrets-lint: ignore-file[inline-credential] a reason\n';
  const LEAKS = 'a:\n  password: hunter22x\nb:\n  password: swordfish7\n';

  test.each([
    ['in the first line', `${FILE}${LEAKS}`],
    ['in the tenth line', `${'# x\n'.repeat(9)}${FILE}${LEAKS}`],
    ['behind a value', `x: 1 ${FILE}${LEAKS}`],
  ])('%s', (_, text) => expect(look(text)).toMatchObject({ found: 0, suppressed: 2, unused: [] }));

  test('in the eleventh it is too late', () => {
    const { found, suppressed, unused, messages } = look(`${'# x\n'.repeat(10)}${FILE}${LEAKS}`);
    expect([found, suppressed, unused]).toEqual([2, 0, [11]]);
    expect(messages[0]).toContain('first 10 lines');
  });

  test('another rule stays', () =>
    expect(look(`${FILE}url: http://u:hunter22x@h\n`)).toMatchObject({ found: 1, suppressed: 0, unused: [1] }));
});

test('the message names what was meant', () => {
  const message = (rule: string): string =>
    look(`password: hunter22x # ha-secrets-lint: ignore[${rule}]\n`).messages[0] ?? '';
  expect(message('inline-credentials')).toContain('Did you mean inline-credential?');
  expect(message('url_credentials')).toContain('Did you mean url-credentials?');
  expect(message('xxxxxxxxxxxxxxxxxxxxxxxxxx')).toContain('Known: inline-credential, ');
  // no word of the comment comes back: it may be a value
  expect(message('swordfish7')).not.toContain('swordfish7');
});

test('a comment for a rule that is off is not judged, and the rule about comments can be off', () => {
  const text = `a: 1 ${IGNORE}\n`;
  expect(look(text).unused).toEqual([1]);
  expect(look(text, 'a.yaml', [['inline-credential', 'off']]).unused).toEqual([]);
  expect(look(text, 'a.yaml', [['unused-suppression', 'off']]).unused).toEqual([]);
});

test('of several rules one is enough for the comment to be used', () => {
  expect(look('password: hunter22x # ha-secrets-lint: ignore[private-key, inline-credential]\n').unused).toEqual([]);
});

test.each([
  ['x.py', 'a = "http://u:hunter22x@h"  # ha-secrets-lint: ignore[url-credentials]\n'],
  ['x.py', '# ha-secrets-lint: ignore[url-credentials]\na = "http://u:hunter22x@h"\n'],
  ['x.js', '// ha-secrets-lint: ignore[url-credentials]\nconst a = "http://u:hunter22x@h";\n'],
  ['x.html', '<a href="http://u:hunter22x@h"> <!-- ha-secrets-lint: ignore[url-credentials] -->\n'],
  ['x.ini', '; ha-secrets-lint: ignore[url-credentials]\na = http://u:hunter22x@h\n'],
])('comments of other formats: %s', (path, text) => {
  expect(look(text, path)).toMatchObject({ found: 0, suppressed: 1, unused: [] });
});

test('a comment for a rule that needs the secrets file is not judged where none is', () =>
  expect(look('a: b # ha-secrets-lint: ignore[known-secret] the name of the broker\n')).toMatchObject({ unused: [] }));
