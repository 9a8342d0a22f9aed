// --fix in each dialect's own way: whole folders before and after. What got a value git ignores, no value is left, a second run changes nothing.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Repo, withRepo } from '../support/repo';

const FIXTURES = join(__dirname, '../fixtures/fix');

type Files = Readonly<Record<string, string>>;

function read(folder: string, below = ''): Files {
  const entries = readdirSync(join(folder, below)).map((name) => (below === '' ? name : `${below}/${name}`));
  return Object.assign(
    {},
    ...entries.map((path) =>
      statSync(join(folder, path)).isDirectory()
        ? read(folder, path)
        : { [path]: readFileSync(join(folder, path), 'utf8') },
    ),
  ) as Files;
}

const ARGS = ['--fix', '--unsafe-fixes', '--create-secrets-file'];

function now(repo: Repo): Files {
  const { '.gitignore': _, ...files } = Object.fromEntries(
    Object.entries(read(repo.dir)).filter(([path]) => !path.startsWith('.git/')),
  );
  return files;
}

test.each(readdirSync(FIXTURES))('%s', (name) =>
  withRepo((repo) => {
    const before = read(join(FIXTURES, name, 'before'));
    const after = read(join(FIXTURES, name, 'after'));
    repo.write(before);
    repo.write({ '.gitignore': '*.log\n' });
    const dry = repo.lint(...ARGS, '--dry-run');
    expect(now(repo)).toEqual(before);
    const ran = repo.lint(...ARGS);
    expect(now(repo)).toEqual(after);
    const grown = Object.keys(after).filter((path) => /(?:^|\/)(?:secrets?\.yaml|[^/]*\.env)$/.test(path));
    expect(grown.length).toBeGreaterThan(0);
    for (const path of grown) expect([path, repo.tryGit('check-ignore', '-q', path).code]).toEqual([path, 0]);
    const values = grown.flatMap(
      (path) => (after[path] ?? '').match(/[A-Za-z0-9]*9[a-zA-Z0-9]*(?:[a-z]{2}|9)\b/g) ?? [],
    );
    for (const value of values) expect(`${dry.out}${ran.out}${ran.err}`).not.toContain(value);
    repo.lint(...ARGS);
    expect(now(repo)).toEqual(after);
  }),
);
