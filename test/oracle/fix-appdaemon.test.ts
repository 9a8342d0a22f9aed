// After a fix, AppDaemon's own loader reads the same data, with the names that it keeps for the whole process.
import { join } from 'node:path';
import { fixAll } from '../support/fix-all';
import { type Repo, withFolder } from '../support/repo';
import { CASES } from './fix-cases';
import { type Compared, compare, inFolder, load, writeFiles } from './loaders';

/** PyYAML's scanner in Python takes no tab before a comment. */
const OURS = CASES.filter(([name]) => name !== 'comments, with tabs');

let compared: Compared[] = [];
beforeAll(() => {
  compared = compare(
    OURS.map(([, text]) => Buffer.from(text, 'utf8')),
    'appdaemon',
  );
}, 300_000);

test.each(OURS)('%s', (name, _, count) => {
  const one = compared[OURS.findIndex(([known]) => known === name)];
  expect(one?.before.error).toBeUndefined();
  expect(one?.fixed.plan.unproven).toEqual([]);
  expect(one?.fixed.plan.files[0]?.edits).toHaveLength(count);
  expect(one?.after).toEqual(one?.before);
});

test.each([
  ['a tag of Home Assistant', 'a: !include_dir_list x\nb: y\n'],
  ['a tab, which its scanner rejects', 'a: "x"\t# y\n'],
  ['two documents', 'a: x\n---\nb: y\n'],
])('left alone: %s', (_, text) => {
  expect(fixAll(Buffer.from(text, 'utf8'), undefined, 'appdaemon').plan.files).toEqual([]);
});

const MAIN = 'appdaemon:\n  plugins:\n    HASS:\n      type: hass\n      token: abcDEF9xQ72plmz\n';
const app = (key: string): string => `bell:\n  module: bell\n  class: Bell\n  api_key: ${key}\n`;

interface Home {
  readonly files: Readonly<Record<string, string>>;
  /** In the order in which they are read. */
  readonly read: readonly string[];
  readonly grown: readonly string[];
}

const HOMES: readonly (readonly [string, Home])[] = [
  [
    'one secrets file for all',
    {
      files: {
        'appdaemon.yaml': MAIN,
        'secrets.yaml': 'x: y\n',
        'apps/a.yaml': app('api9xQ72plmz'),
        'apps/in/b.yaml': app('"otherapi99x"'),
      },
      read: ['appdaemon.yaml', 'apps/a.yaml', 'apps/in/b.yaml'],
      grown: ['secrets.yaml'],
    },
  ],
  [
    'none yet',
    {
      files: { 'appdaemon.yaml': MAIN, 'apps/a.yaml': app('api9xQ72plmz') },
      read: ['appdaemon.yaml', 'apps/a.yaml'],
      grown: ['secrets.yaml'],
    },
  ],
  [
    'one of its own beside the apps',
    {
      files: {
        'appdaemon.yaml': MAIN,
        'secrets.yaml': 'x: y\n',
        'apps/a.yaml': app('api9xQ72plmz'),
        'apps/secrets.yaml': 'z: w\n',
      },
      read: ['appdaemon.yaml', 'apps/a.yaml'],
      grown: ['apps/secrets.yaml', 'secrets.yaml'],
    },
  ],
];

function fixHome(repo: Repo, files: Home['files']): void {
  repo.write(files);
  expect(repo.lint('--fix', '--create-secrets-file').err).toBe('');
}

test.each(HOMES)('%s', (_, { files, read, grown }) =>
  withFolder((repo) => {
    fixHome(repo, files);
    const after = Object.fromEntries(
      [...new Set([...Object.keys(files), ...grown])].map((path) => [path, repo.read(path)]),
    );
    for (const path of read) expect([path, after[path]?.includes('!secret')]).toEqual([path, true]);
    for (const path of grown) expect(after[path]).not.toBe(files[path]);
    inFolder((base) => {
      writeFiles(join(base, 'before'), files);
      writeFiles(join(base, 'after'), after);
      const loaded = load(
        'appdaemon',
        ['before', 'after'].flatMap((when) =>
          read.map((file, index) => ({ root: join(base, when), file, first: read.slice(0, index) })),
        ),
      );
      for (const one of loaded) expect(one.error).toBeUndefined();
      expect(loaded.slice(read.length)).toEqual(loaded.slice(0, read.length));
    });
  }),
);

test('where the order in which files are read would decide, nothing is changed', () =>
  withFolder((repo) => {
    const files = {
      'appdaemon.yaml': MAIN,
      'secrets.yaml': 'x: y\n',
      'apps/a.yaml': app('api9xQ72plmz'),
      'other/b.yaml': app('!secret z'),
      'other/secrets.yaml': 'z: w\n',
    };
    fixHome(repo, files);
    expect(repo.read('apps/a.yaml')).toBe(files['apps/a.yaml']);
    expect(repo.read('appdaemon.yaml')).toContain('!secret appdaemon_hass_token');
  }));
