// The baseline: what it covers and what not, in real runs; what its file holds; and that a hostile one costs little.
import crypto from 'node:crypto';
import { renameSync, symlinkSync } from 'node:fs';
import { makeSample } from '../../src/rules/examples';
import { SecretValue } from '../../src/secret-value';
import { extendBaseline, matchBaseline } from '../../src/suppress/baseline';
import { formatBaseline, parseBaseline } from '../../src/suppress/baseline-file';
import { guessBits, isStrong, LEAST_BITS } from '../../src/suppress/strength';
import { CLI, type Repo, withFolder, withRepo } from '../support/repo';

const FILE = '.ha-secrets-lint-baseline.json';
const KEY = makeSample('<A24>', 71);
const STREAM = makeSample('<A18>', 72);
const OTHER = makeSample('<A24>', 73);
const WEAK = 'hunter22x';

const home = (key: string, stream = STREAM): string =>
  `notify:\n  - platform: rest\n    api_key: ${key}\ncamera:\n  - input: rtsp://viewer:${stream}@192.0.2.11/live\n`;

const baselined = (work: (repo: Repo) => void | Promise<void>): Promise<void> =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': home(KEY) });
    const ran = repo.lint('--update-baseline');
    expect([ran.code, ran.err]).toEqual([0, expect.stringContaining(`${FILE}: 2 entries (2 new)`)]);
    repo.commit({});
    return work(repo);
  });

/** Rule, line and severity of what is reported, and how many findings are suppressed. */
function look(repo: Repo, ...args: string[]) {
  const { code, findings, summary } = repo.json(...args);
  return [code, findings.map(({ rule, file, line }) => `${rule} ${file}:${line}`), summary.suppressed] as const;
}

test('a dirty repository turns green in every kind of run, and what is covered is counted', () =>
  baselined((repo) => {
    expect(look(repo)).toEqual([0, [], 2]);
    expect(look(repo, 'configuration.yaml')).toEqual([0, [], 2]);
    repo.write({ 'configuration.yaml': `# moved\n\n${home(KEY)}` });
    repo.git('add', '-A');
    expect(look(repo, '--staged')).toEqual([0, [], 2]);
    expect(repo.lint('hook', 'pre-commit')).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 findings ignored'),
    });
    repo.commit({ 'b.yaml': home(KEY) });
    expect(look(repo, '--since', 'HEAD~1')).toEqual([0, [], 4]);
    expect(look(repo, '--history')).toEqual([0, [], 4]);
    expect(look(repo, '--strict', '--max-warnings', '0')).toEqual([0, [], 4]);
  }));

test('it survives moved lines, renamed files and other keys, and never covers a new value', () =>
  baselined((repo) => {
    repo.git('mv', 'configuration.yaml', 'main.yaml');
    repo.write({ 'main.yaml': `\n\n${home(KEY)}` });
    expect(look(repo)).toEqual([0, [], 2]);
    repo.write({ 'main.yaml': 'a: 1\n', 'packages/deep/x.yaml': `rest:\n  service:\n    api_token: ${KEY}\n` });
    repo.git('add', '-A');
    expect(look(repo, '--staged')).toEqual([0, [], 1]);
    repo.write({ 'packages/deep/x.yaml': home(OTHER) });
    repo.git('add', '-A');
    expect(look(repo, '--staged')).toEqual([1, ['inline-credential packages/deep/x.yaml:3'], 1]);
    // the same value beside a new one on its line
    repo.write({ 'packages/deep/x.yaml': `a: { api_key: ${KEY}, access_token: ${OTHER} }\n` });
    repo.git('add', '-A');
    expect(look(repo, '--staged')).toEqual([1, ['inline-credential packages/deep/x.yaml:1'], 1]);
  }));

test('a value that can be guessed is refused, with the config line that ignores it', () =>
  withRepo((repo) => {
    repo.write({ 'configuration.yaml': `${home(KEY)}mqtt:\n  password: ${WEAK}\n` });
    const ran = repo.lint('--update-baseline');
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('2 entries (2 new)');
    const line = '  - { files: "configuration.yaml", rule: inline-credential, keyPath: "mqtt.password" }';
    expect(ran.err).toContain(`Not taken in: 1, as such values can be guessed`);
    expect(ran.err).toContain(line);
    repo.write({ '.ha-secrets-lint.yaml': `ignore:\n${line}\n` });
    expect(look(repo)).toEqual([0, [], 3]);
  }));

test('an entry without use is reported with its line where all was read, and the next update removes it', () =>
  baselined((repo) => {
    const before = repo.read(FILE);
    repo.write({ 'configuration.yaml': home(OTHER) });
    repo.git('add', '-A');
    const line = before.split('\n').findIndex((row) => row.includes('api_key')) + 1;
    expect(look(repo)).toEqual([
      1,
      [`unused-suppression ${FILE}:${line}`, 'inline-credential configuration.yaml:3'],
      1,
    ]);
    expect(look(repo, '--rule', 'inline-credential=off')).toEqual([0, [], 1]);
    expect(look(repo, '--rule', 'unused-suppression=off')[1]).toEqual(['inline-credential configuration.yaml:3']);
    expect(look(repo, '--staged')).toEqual([1, ['inline-credential configuration.yaml:3'], 1]);
    // a run that saw only a part removes nothing
    expect(repo.lint('--staged', '--update-baseline').err).toContain('3 entries (1 new)');
    expect(repo.lint('--update-baseline').err).toContain('2 entries (1 gone)');
    expect(look(repo)).toEqual([0, [], 2]);
    // the entry that is still in use was not made anew
    expect(before.split('\n').filter((row) => repo.read(FILE).includes(row.replace(/,$/, ''))).length).toBeGreaterThan(
      5,
    );
  }));

test('an update without anything new leaves the file as it is', () =>
  baselined((repo) => {
    const before = repo.read(FILE);
    expect(repo.lint('--update-baseline')).toMatchObject({ code: 0, err: expect.stringContaining('2 entries. ') });
    expect(repo.read(FILE)).toBe(before);
  }));

test('made where the secrets file is, it covers the same leaks in a clone, and is judged only where it can be', () =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': home(KEY), 'notes.md': `the key is ${KEY}\n`, '.gitignore': 'secrets.yaml\n' });
    repo.write({ 'secrets.yaml': `notify_key: ${KEY}\n` });
    expect(look(repo)[1]).toContain('known-secret configuration.yaml:3');
    expect(repo.lint('--update-baseline')).toMatchObject({
      code: 0,
      err: expect.stringContaining('3 entries (3 new)'),
    });
    expect(look(repo)).toEqual([0, [], 3]);
    repo.git('add', '-A');
    repo.git('commit', '-q', '-m', 'c');
    repo.git('clone', '-q', '.', 'clone');
    const clone = (...args: string[]) => repo.run(process.execPath, [CLI, ...args], { cwd: 'clone' });
    expect(clone()).toMatchObject({ code: 0, out: expect.stringMatching(/No findings.*2 findings ignored/) });
    const before = repo.read(`clone/${FILE}`);
    expect(clone('--update-baseline').code).toBe(0);
    expect(repo.read(`clone/${FILE}`)).toBe(before);
    expect(repo.lint('--update-baseline').code).toBe(0);
    expect(repo.read(FILE)).toBe(before);
  }));

test('its file holds no value, no fast hash of one, a salt for each entry, and is no finding itself', () =>
  withRepo((repo) => {
    repo.write({ 'a.yaml': home(KEY), 'b.sh': `curl -H "Authorization: Bearer ${KEY}" https://x.example\n` });
    expect(repo.lint('--update-baseline').code).toBe(0);
    const text = repo.read(FILE);
    const { entries } = JSON.parse(text) as { entries: { rule: string; salt: string; scrypt: string }[] };
    expect(new Set(entries.map(({ salt }) => salt)).size).toBe(3);
    for (const value of [KEY, STREAM]) {
      expect(text).not.toContain(value);
      for (const { rule, salt } of entries)
        for (const made of [
          value,
          rule + value,
          `${rule}:${value}`,
          JSON.stringify([rule, value]),
          salt + value,
          value + salt,
        ])
          for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512'])
            for (const form of ['hex', 'base64', 'base64url'] as const)
              expect(text).not.toContain(crypto.createHash(algorithm).update(made).digest(form).slice(0, 20));
    }
    expect(look(repo)).toEqual([0, [], 3]);
  }));

test('--baseline names another file, relative to the current folder', () =>
  withRepo((repo) => {
    repo.commit({ 'a.yaml': home(KEY) });
    expect(repo.lint('--baseline', 'known.json')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/the baseline known\.json does not exist\n.*--update-baseline/),
    });
    expect(repo.lint('--baseline', 'known.json', '--update-baseline').code).toBe(0);
    expect(look(repo)[0]).toBe(1);
    expect(look(repo, '--baseline', 'known.json')).toEqual([0, [], 2]);
    expect(repo.lint('--fix', '--update-baseline')).toMatchObject({ code: 2, err: expect.stringContaining('exclude') });
    expect(repo.lint('hook', 'pre-commit', '--update-baseline').code).toBe(2);
  }));

describe('a broken file is exit 2 with its line', () => {
  const entry = `{"rule":"inline-credential","salt":"${'A'.repeat(22)}","scrypt":"${'A'.repeat(43)}"}`;
  const kdf = '"kdf": "scrypt N=8192 r=8 p=1"';
  const good = `{"version": 1, ${kdf}, "entries": [\n${entry}\n]}`;
  test.each([
    ['', 1, 'this is no baseline'],
    ['[]', 1, 'this is no baseline'],
    ['{\n"version": 2}', 2, 'no baseline of version 1'],
    [`{"version": 1,\n"kdf": "scrypt N=1073741824 r=8 p=1", "entries": []}`, 2, '`kdf` must be'],
    [`{"version": 1, ${kdf},\n"entries": 1}`, 2, '`entries` must be a list'],
    [good.replace(entry, `${entry},\n7`), 3, 'an entry must be a map'],
    [good.replace('inline-cred', 'inline-kred'), 2, 'a rule that does not exist'],
    [good.replace('AAAA"', 'AA"'), 2, '`salt` of this entry is missing or damaged'],
    [good.replace('"scrypt":"A', '"scrypt":"?'), 2, '`scrypt` of this entry is missing or damaged'],
    [good.replace(entry, `<<<<<<< HEAD\n${entry},\n=======`), 2, 'cannot be read'],
    [good.replace(entry, Array(2_001).fill(entry).join(',')), 1, 'more than 2000 entries'],
    ['x'.repeat(2_000_001), undefined, 'too large'],
  ])('%.60j', (text, line, message) =>
    withFolder((repo) => {
      repo.write({ 'a.yaml': home(KEY), [FILE]: text });
      const ran = repo.lint();
      expect(ran.code).toBe(2);
      expect(ran.err).toContain(message);
      if (line !== undefined) expect(ran.err).toContain(`${FILE}:${line}: `);
    }),
  );
});

test('in the repository it is a plain file, and no link leads out of it', () =>
  withFolder((outer) => {
    outer.git('init', '-q', 'house');
    outer.write({ 'house/a.yaml': home(KEY), 'known.json': '{}' });
    symlinkSync('../known.json', outer.path('house', FILE));
    const ran = outer.run(process.execPath, [CLI], { cwd: 'house' });
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('leads out of the repository') });
    const again = outer.run(process.execPath, [CLI, '--update-baseline'], {
      cwd: 'house',
    });
    expect(again.code).toBe(2);
    expect(outer.read('known.json')).toBe('{}');
    renameSync(outer.path('house', FILE), outer.path('house/link'));
  }));

describe('the number of derivations', () => {
  const item = (name: string, at: number) => ({
    rule: 'inline-credential',
    file: `${name}${at}.yaml`,
    keyPath: `mqtt.${name}${at}`,
    value: new SecretValue(makeSample('<A24>', at)),
  });
  // passes every call on; it stays, as the module keeps what it imported first
  const spy = jest.spyOn(crypto, 'scrypt');
  const derivations = async (work: () => Promise<unknown>): Promise<number> => {
    spy.mockClear();
    await work();
    return spy.mock.calls.length;
  };

  test('is one for each distinct value, whatever its places, and none a second time', async () => {
    const items = Array.from({ length: 20 }, (_, at) => item('a', at));
    const twice = [...items, ...items.map((one) => ({ ...one, file: `copy/${one.file}`, keyPath: 'else' }))];
    let entries: Awaited<ReturnType<typeof extendBaseline>>['entries'] = [];
    expect(await derivations(async () => ({ entries } = await extendBaseline([], twice)))).toBe(20);
    const baseline = parseBaseline(Buffer.from(formatBaseline(entries)), FILE, ['inline-credential']);
    expect(await derivations(() => matchBaseline(baseline, twice))).toBe(0);
    const { covered, used, incomplete } = await matchBaseline(baseline, twice);
    expect([covered.size, used.size, incomplete]).toEqual([40, 20, false]);
  });

  test('is one for each value where files with the same keys are renamed together', async () => {
    const files = Array.from({ length: 60 }, (_, at) => ({
      ...item('e', at + 500),
      file: `a/${100 + (at % 20)}.yaml`,
      keyPath: `mqtt.key${at % 3}`,
    }));
    const ordered = files.sort((a, b) => (a.file < b.file ? -1 : 1));
    const { entries } = await extendBaseline([], ordered);
    const baseline = parseBaseline(Buffer.from(formatBaseline(entries)), FILE, ['inline-credential']);
    const renamed = ordered.map((one) => ({ ...one, file: one.file.replace('a/', 'b/esp-') }));
    let size = 0;
    const count = await derivations(async () => ({ size } = (await matchBaseline(baseline, renamed)).covered));
    expect([count, size]).toEqual([0, 60]);
  });

  test('is bounded for a hostile file, and that is said', async () => {
    const salt = (at: number): Buffer => crypto.createHash('md5').update(String(at)).digest();
    const entries = Array.from({ length: 2_000 }, (_, at) => ({
      ...item('b', at),
      salt: salt(at),
      key: Buffer.alloc(32),
      line: 1,
    }));
    const items = Array.from({ length: 3_000 }, (_, at) => item('c', at + 9_000));
    let incomplete = false;
    const count = await derivations(async () => ({ incomplete } = await matchBaseline({ file: FILE, entries }, items)));
    expect([count, incomplete]).toEqual([200, true]);
  });
});

describe('how many guesses a value withstands', () => {
  test.each([
    '1234',
    '20240117',
    'hunter2',
    WEAK,
    'winter2024',
    'MySecretPassword!',
    'MyS3cretP4ssw0rd!',
    'P@ssw0rd123',
    'homeassistant123',
    'correcthorsebatterystaple',
    'qwertyuiop123456',
    '0123456789abcdef',
    'abcabcabcabcabcabc',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'gartenzaun77',
    'deadbeefdeadbeef',
    'Tr0ub4dor&3',
    '192.168.1.20',
    'Xk3pQ9',
    '',
  ])('%j: too few', (value) => expect(guessBits(value)).toBeLessThan(LEAST_BITS));

  test.each([
    KEY,
    STREAM,
    makeSample('<h32>', 1),
    makeSample('<A12>', 2),
    makeSample('<u16>', 3),
    makeSample('<d16>', 4),
    'correct-horse-battery-staple',
    'kJ8#mP2$vL9',
    '-----BEGIN PRIVATE KEY-----',
  ])('enough', (value) => expect(isStrong(value)).toBe(true));

  test('in linear time', () => {
    for (const text of ['a', 'ab', 'aA1!', '('].map((unit) => unit.repeat(200_000)))
      expect(guessBits(text)).toBeLessThan(60);
  });
});
