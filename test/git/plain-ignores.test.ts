// What is answered in place of `git check-ignore` is what git answers.
import { mkdirSync, symlinkSync } from 'node:fs';
import fc from 'fast-check';
import { isPlainlyIgnored } from '../../src/git/plain-ignores';
import { ignoreStates } from '../../src/git/repository';
import { type Repo, withRepo } from '../support/repo';

const LINES = [
  'secrets.yaml',
  '/secrets.yaml',
  'esphome/secrets.yaml',
  '/esphome/secrets.yaml',
  '!secrets.yaml',
  '!/secrets.yaml',
  '!*.yaml',
  '*.yaml',
  '*',
  '!*/',
  'esphome/',
  '#secrets.yaml',
  ' secrets.yaml',
  'secrets.yaml ',
  'secrets.yaml/',
  '\\secrets.yaml',
  '\\!secrets.yaml',
  '!esphome',
  'secrets.yaml\r',
  '\ufeffsecrets.yaml',
  '',
];
const file = fc.array(fc.constantFrom(...LINES), { maxLength: 4 }).map((lines) => `${lines.join('\n')}\n`);
const tree = fc.record({ top: file, below: fc.option(file, { nil: undefined }) });

const answers = (repo: Repo, paths: readonly string[]): string[] =>
  paths.filter((path) => isPlainlyIgnored(repo.dir, path, new Set()));

test('whatever stands in .gitignore files, git agrees', () =>
  withRepo(async (repo) => {
    const cases = fc.sample(tree, { numRuns: 400 });
    const paths: string[] = [];
    for (const [index, { top, below }] of cases.entries()) {
      repo.write({
        [`c${index}/.gitignore`]: top,
        [`c${index}/esphome/node.yaml`]: '',
        ...(below === undefined ? {} : { [`c${index}/esphome/.gitignore`]: below }),
      });
      paths.push(`c${index}/secrets.yaml`, `c${index}/esphome/secrets.yaml`);
    }
    const states = await ignoreStates({ cwd: repo.dir, root: repo.dir, up: '' }, paths);
    const said = answers(repo, paths);
    expect(said.filter((path) => states.get(path) !== 'ignored')).toEqual([]);
    // and it is worth having
    expect(said.length).toBeGreaterThan(100);
  }));

test.each([
  ['secrets.yaml\n', true],
  ['*\n!*.yaml\nsecrets.yaml\n', true],
  ['secrets.yaml\n!*.yaml\n', false],
  ['*.yaml\n', false],
])('%j', (text, isIgnored) =>
  withRepo((repo) => {
    repo.write({ '.gitignore': text });
    expect(answers(repo, ['secrets.yaml'])).toEqual(isIgnored ? ['secrets.yaml'] : []);
  }),
);

test('links, other repositories and what only the index has are for git to judge', () =>
  withRepo((repo) => {
    repo.write({
      '.gitignore': 'secrets.yaml\n',
      'other/.git/HEAD': '',
      'sub/a': '',
      'elsewhere/a': '',
      rules: 'secrets.yaml\n',
    });
    symlinkSync('elsewhere', repo.path('linked'));
    mkdirSync(repo.path('ruled'));
    symlinkSync('../rules', repo.path('ruled/.gitignore'));
    const paths = ['other', 'linked', 'ruled', 'absent', 'é', 'a b', 'sub'].map((folder) => `${folder}/secrets.yaml`);
    expect(answers(repo, paths)).toEqual(['sub/secrets.yaml']);
    expect(isPlainlyIgnored(repo.dir, 'sub/secrets.yaml', new Set(['sub/.gitignore']))).toBe(false);
  }));
