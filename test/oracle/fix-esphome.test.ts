// After a fix, ESPHome's own loader reads the same data: values of every style, packages, includes with variables, merged secrets files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { yamlText } from '../laws/documents';
import { fixAll } from '../support/fix-all';
import { type Repo, withFolder } from '../support/repo';
import { CASES } from './fix-cases';
import { type Compared, compare, inFolder, type Job, load, writeFiles } from './loaders';

/** Equal keys are an error there. */
const OURS = CASES.filter(([name]) => name !== 'duplicate keys');

const MORE: readonly (readonly [string, string, number])[] = [
  ['a lambda and other tags stay', 'a: !lambda |-\n  return "x";\nb: !literal x\nc: y\nd: !extend e\nf: !remove\n', 1],
  ['a document before it', 'author: me\n---\na: x\nb: "y"\n', 3],
];

let compared: Compared[] = [];
beforeAll(() => {
  compared = compare(
    [...OURS, ...MORE].map(([, text]) => Buffer.from(text, 'utf8')),
    'esphome',
  );
}, 300_000);

test.each([...OURS, ...MORE])('%s', (name, _, count) => {
  const one = compared[[...OURS, ...MORE].findIndex(([known]) => known === name)];
  expect(one?.before.error).toBeUndefined();
  expect(one?.fixed.plan.unproven).toEqual([]);
  expect(one?.fixed.plan.files[0]?.edits).toHaveLength(count);
  expect(one?.after).toEqual(one?.before);
});

test.each([
  ['equal keys', 'a: x\na: y\n'],
  ['an unknown tag', 'a: !foo x\nb: y\n'],
  ['three documents', 'a: x\n---\nb: y\n---\nc: z\n'],
])('left alone: %s', (_, text) => {
  expect(fixAll(Buffer.from(text, 'utf8'), undefined, 'esphome').plan.files).toEqual([]);
});

test('arbitrary files', () => {
  const texts = fc
    .sample(yamlText({ lineEnds: ['\n', '\r\n'], mutated: false }), {
      numRuns: Number(process.env['ORACLE_RUNS'] ?? 1000),
      seed: Number(process.env['FC_SEED'] ?? 20261126),
    })
    .map((text) => Buffer.from(text, 'utf8'))
    .filter((bytes) => !bytes.includes(0));
  const all = compare(texts, 'esphome');
  const wrong = all.filter(
    ({ before, after }) => before.error === undefined && JSON.stringify(before) !== JSON.stringify(after),
  );
  expect(wrong.slice(0, 3).map(({ fixed }) => [fixed.before.toString('utf8'), fixed.after.toString('utf8')])).toEqual(
    [],
  );
  expect(all.flatMap(({ fixed }) => fixed.plan.files.flatMap(({ edits }) => edits)).length).toBeGreaterThan(500);
}, 300_000);

interface Home {
  readonly files: Readonly<Record<string, string>>;
  /** Read by ESPHome by themselves. */
  readonly mains: readonly string[];
  /** Files in which something is replaced. */
  readonly fixed: readonly string[];
  /** Secrets files as they are afterwards. */
  readonly secrets: Readonly<Record<string, string>>;
}

const WIFI = 'wifi:\n  ssid: home\n  password: "hunter22wifi"\n';

const HOMES: readonly (readonly [string, Home])[] = [
  [
    'a package that devices include with variables',
    {
      files: {
        'garage.yaml':
          'packages:\n  base: !include {file: common/base.yaml, vars: {device: garage, pw: "otapw77xyz"}}\nesphome:\n  name: garage\n',
        'kitchen.yaml':
          'packages:\n  base: !include\n    file: common/base.yaml\n    vars:\n      device: kitchen\n      pw: otapw88xyz\nesphome:\n  name: kitchen\n',
        'common/base.yaml': `${WIFI}ota:\n  - platform: esphome\n    password: \${pw}\n`,
      },
      mains: ['garage.yaml', 'kitchen.yaml'],
      fixed: ['common/base.yaml', 'garage.yaml', 'kitchen.yaml'],
      secrets: {
        'secrets.yaml': 'wifi_password: "hunter22wifi"\ngarage_pw: "otapw77xyz"\nkitchen_pw: otapw88xyz\n',
      },
    },
  ],
  [
    "a secrets file that takes in Home Assistant's",
    {
      files: {
        'configuration.yaml': 'homeassistant:\n  name: x\n',
        'secrets.yaml': 'other: abcdefgh12\n',
        'esphome/secrets.yaml': '<<: !include ../secrets.yaml\n',
        'esphome/garage.yaml': `esphome:\n  name: garage\n${WIFI}api:\n  encryption:\n    key: "c2VjcmV0IGtleSBvZiAzMiBieXRlcyAxMjM0NTY3ODk="\n`,
      },
      mains: ['esphome/garage.yaml'],
      fixed: ['esphome/garage.yaml'],
      secrets: {
        'secrets.yaml':
          'other: abcdefgh12\nwifi_password: "hunter22wifi"\ngarage_api_key: "c2VjcmV0IGtleSBvZiAzMiBieXRlcyAxMjM0NTY3ODk="\n',
        'esphome/secrets.yaml': '<<: !include ../secrets.yaml\n',
      },
    },
  ],
  [
    'substitutions that stand for a password',
    {
      files: {
        'a.yaml': `substitutions:\n  ota_password: 'otapw77xyz'\n  name: a\nesphome:\n  name: \${name}\nota:\n  - platform: esphome\n    password: \${ota_password}\n`,
        'secrets.yaml': 'x: y\n',
      },
      mains: ['a.yaml'],
      fixed: ['a.yaml'],
      secrets: { 'secrets.yaml': "x: y\na_ota_password: 'otapw77xyz'\n" },
    },
  ],
];

function fixHome(repo: Repo, { files }: Home): Record<string, string> {
  repo.write(files);
  const ran = repo.lint('--fix', '--unsafe-fixes', '--create-secrets-file');
  expect(ran.err).toBe('');
  return Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(repo.dir, path), 'utf8')]));
}

test.each(HOMES)('%s', (_, home) =>
  withFolder((repo) => {
    const after = fixHome(repo, home);
    const changed = Object.keys(home.files).filter((path) => after[path] !== home.files[path]);
    expect(changed.filter((path) => !path.endsWith('secrets.yaml')).sort()).toEqual(home.fixed);
    for (const [path, text] of Object.entries(home.secrets)) expect(repo.read(path)).toBe(text);
    inFolder((base) => {
      writeFiles(join(base, 'before'), home.files);
      writeFiles(join(base, 'after'), { ...after, 'secrets.yaml': repo.read('secrets.yaml') });
      const jobs = home.mains.flatMap((file): Job[] =>
        ['before', 'after'].map((when) => ({ root: join(base, when), file })),
      );
      const loaded = load('esphome', jobs);
      for (const [index, { error }] of loaded.entries()) expect([index, error]).toEqual([index, undefined]);
      for (let at = 0; at < loaded.length; at += 2) expect(loaded[at + 1]).toEqual(loaded[at]);
    });
  }),
);
