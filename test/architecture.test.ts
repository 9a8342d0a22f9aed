// Who may import whom, as a table. A new edge fails here and has to be argued for.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

const SRC = join(__dirname, '../src');

/** Each room and the rooms it may import from; its own files always. Single files at the top are rooms of their own. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'secret-value.ts': [],
  'nearest.ts': [],
  'types.ts': ['document', 'secret-value.ts', 'secrets'],
  'check-options.ts': ['dialects', 'errors.ts', 'nearest.ts', 'rules'],
  document: [],
  age: ['errors.ts', 'secret-value.ts', 'suppress'],
  archive: ['age', 'errors.ts'],
  dialects: ['document', 'types.ts'],
  judgement: ['dialects', 'types.ts'],
  rules: ['document', 'dialects', 'judgement', 'secrets', 'secret-value.ts', 'types.ts'],
  secrets: ['document', 'judgement', 'secret-value.ts', 'types.ts'],
  suppress: ['document', 'errors.ts', 'judgement', 'nearest.ts', 'secret-value.ts', 'types.ts'],
  'settings.ts': ['config', 'rules', 'secrets', 'types.ts'],
  config: ['document', 'dialects', 'rules', 'secrets', 'errors.ts', 'nearest.ts', 'types.ts'],
  git: ['errors.ts', 'secrets', 'types.ts'],
  sources: ['git', 'document', 'secrets', 'errors.ts', 'types.ts'],
  files: ['errors.ts', 'git'],
  guard: ['git', 'sources', 'document', 'dialects', 'secrets', 'first-look.ts', 'types.ts'],
  'first-look.ts': ['dialects', 'document', 'rules', 'secrets', 'settings.ts', 'suppress', 'types.ts'],
  'lint-file.ts': ['document', 'first-look.ts', 'judgement', 'rules', 'settings.ts', 'suppress', 'types.ts'],
  'findings.ts': ['document', 'lint-file.ts', 'rules', 'secret-value.ts', 'settings.ts', 'types.ts'],
  fix: [
    'document',
    'dialects',
    'judgement',
    'rules',
    'secrets',
    'findings.ts',
    'first-look.ts',
    'lint-file.ts',
    'secret-value.ts',
    'types.ts',
  ],
  'rotation.ts': ['rules', 'types.ts'],
  run: [
    'config',
    'document',
    'errors.ts',
    'findings.ts',
    'first-look.ts',
    'fix',
    'git',
    'guard',
    'lint-file.ts',
    'rotation.ts',
    'rules',
    'secrets',
    'settings.ts',
    'sources',
    'suppress',
    'types.ts',
  ],
  reporters: ['document', 'findings.ts', 'lint-file.ts', 'run', 'secret-value.ts', 'types.ts'],
  commands: ['*'],
  'index.ts': ['*'],
  cli: ['*'],
};

/** Packages and Node modules that only one place may use. */
const ONLY_IN: Readonly<Record<string, RegExp>> = {
  yaml: /^document\//,
  'jsonc-parser': /^document\/json-package\.ts$/,
  'toml-eslint-parser': /^document\/toml-package\.ts$/,
  micromatch: /^config\/globs\.ts$/,
  'simple-git': /^git\/repo\.ts$/,
  'node:child_process': /^(?:git\/|cli\/jobs\.ts$)/,
  'fastest-levenshtein': /^nearest\.ts$/,
  picocolors: /^reporters\//,
  'age-encryption': /^age\/age\.ts$/,
  'tar-stream': /^archive\/(?:read|write)-archive\.ts$/,
  diff: /^fix\/masked-diff\.ts$/,
  'node:fs':
    /^(?:config\/read|files\/[\w-]+|sources\/[\w-]+|git\/[\w-]+|cli\/(?:write-reports|main)|commands\/[\w-]+\/(?:apply|facts)[\w-]*)\.ts$/,
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const IMPORT = /(?:^|\n)(?:import|export)(\s+type)?\s[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/g;

const imports: Import[] = files(SRC).flatMap((path) => {
  const from = relative(SRC, path).split(sep).join('/');
  return [...readFileSync(path, 'utf8').matchAll(IMPORT)].map((match) => ({
    from,
    to: match[2] ?? match[3] ?? '',
    typeOnly: match[1] !== undefined,
  }));
});

const room = (path: string): string => (path.includes('/') ? (path.split('/', 1)[0] ?? '') : path);
const inside = imports
  .filter(({ to }) => to.startsWith('.'))
  .map((one) => ({ ...one, to: posix.join(posix.dirname(one.from), one.to).replace(/\.js$/, '.ts') }));

test('there is something to check', () => {
  expect(imports.length).toBeGreaterThan(200);
});

test('every room imports only from the rooms in its row', () => {
  const wrong = inside.filter(({ from, to }) => {
    const allowed = MAY_IMPORT[room(from)];
    return allowed === undefined || !(allowed.includes('*') || room(from) === room(to) || allowed.includes(room(to)));
  });
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('nobody imports the command line but the command line, and only commands and cli know commands', () => {
  expect(
    inside
      .filter(({ from, to }) => room(to) === 'cli' && room(from) !== 'cli')
      .map(({ from, to }) => `${from} -> ${to}`),
  ).toEqual([]);
  expect(
    inside
      .filter(({ from, to }) => room(to) === 'commands' && !['cli', 'commands', 'index.ts'].includes(room(from)))
      .map(({ from }) => from),
  ).toEqual([]);
});

test.each(Object.entries(ONLY_IN))('%s is imported only where it belongs', (name, where) => {
  const users = imports.filter(({ to }) => to === name);
  if (name !== 'simple-git' && name !== 'node:child_process') expect(users.length).toBeGreaterThan(0);
  expect(users.filter(({ from }) => !where.test(from)).map(({ from }) => from)).toEqual([]);
});

test('rules and what they stand on touch neither process nor console', () => {
  const pure = files(SRC).filter((path) =>
    /[\\/]src[\\/](?:document|dialects|judgement|rules|secrets|suppress|fix)[\\/]/.test(path),
  );
  const users = pure.filter((path) =>
    /\bprocess\.|\bconsole\.|\bfetch\(/.test(
      readFileSync(path, 'utf8').replace(/\/\/[^\n]*|'[^'\n]*'|`[^`]*`|\/(?:\\.|[^/\n])+\/[a-z]*/g, ''),
    ),
  );
  expect(users.map((path) => relative(SRC, path))).toEqual([]);
});

test('no file of logic is longer than 300 lines', () => {
  const long = files(SRC).filter(
    (path) => !/[\\/]data[\\/]/.test(path) && readFileSync(path, 'utf8').split('\n').length > 301,
  );
  expect(long.map((path) => relative(SRC, path))).toEqual([]);
});
