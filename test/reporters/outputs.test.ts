// The built program writing reports: several in one run, each where it belongs.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Repo, ROOT, withRepo } from '../support/repo';
import { HOME } from './report';

const FORMATS = ['pretty', 'json', 'sarif', 'github', 'gitlab', 'gitlab-secrets', 'junit', 'html', 'compact'];

const inHome = (work: (repo: Repo) => void): Promise<void> =>
  withRepo((repo) => {
    repo.write(HOME);
    work(repo);
  });

test('SARIF to a file, for people to the terminal', () =>
  inHome((repo) => {
    const ran = repo.lint('--format', 'sarif', '--output', 'out.sarif', '--format', 'pretty');
    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(ran.out).toContain('error[inline-credential]');
    expect(JSON.parse(repo.read('out.sarif')).runs[0].results).toHaveLength(8);
  }));

test('all formats in one run, and nothing on the terminal', () =>
  inHome((repo) => {
    const args = FORMATS.flatMap((format) => ['--format', format, '-o', `out.${format}`]);
    expect(repo.lint(...args)).toEqual({ code: 1, out: '', err: '' });
    for (const format of FORMATS) {
      const text = repo.read(`out.${format}`);
      expect(text).toContain('configuration.yaml');
      expect(text.endsWith('\n')).toBe(true);
    }
  }));

test.each(FORMATS)('%s to standard output is the same as to a file', (format) =>
  inHome((repo) => {
    const out = repo.lint('--format', format).out;
    repo.lint('--format', format, '--output', repo.path('.git/out'));
    // times differ
    const steady = (text: string): string => text.replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?|"ms": \d+/g, 'time');
    expect(steady(repo.read('.git/out'))).toBe(steady(out));
  }),
);

test.each([
  [['--format', 'sarif', '--format', 'json'], 'only one format can go to standard output'],
  [['--format', 'sarif', '-o', 'x', '--format', 'json', '-o', './x'], 'two formats cannot be written to the same file'],
  [['--format', 'serif'], 'sarif'],
  [['--format', 'html', '-o', 'missing/out.html'], 'cannot be written (ENOENT)'],
])('%j is a mistake', (args, message) =>
  inHome((repo) => {
    const ran = repo.lint(...args);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(message);
  }),
);

test('a file that cannot be written takes no other report with it', () =>
  inHome((repo) => {
    const ran = repo.lint(
      '--format',
      'html',
      '-o',
      'missing/x.html',
      '--format',
      'compact',
      '--format',
      'junit',
      '-o',
      'x',
    );
    expect(ran.code).toBe(2);
    expect(ran.out.trimEnd().split('\n')).toHaveLength(8);
    expect(repo.read('x')).toContain('</testsuites>');
  }));

test('where another report could not be written, the JSON is one object that says so', () =>
  inHome((repo) => {
    const ran = repo.lint('--format', 'json', '--format', 'html', '-o', 'missing/x.html');
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.out).errors[0].message).toContain('missing/x.html cannot be written');
  }));

test.each([[['--config', 'missing.yaml']], [['missing.yaml']], [['--dialect', 'none']]])(
  'a run that fails by %j leaves its JSON where it was to be written',
  (args) =>
    inHome((repo) => {
      const ran = repo.lint('--format', 'json', '-o', 'out.json', '--format', 'pretty', ...args);
      expect(ran).toMatchObject({ code: 2, out: '' });
      const { errors, findings } = JSON.parse(repo.read('out.json'));
      expect(findings).toEqual([]);
      expect(ran.err).toContain(errors[0].message);
    }),
);

describe('the summary of a GitHub step', () => {
  const github = (repo: Repo, path: string) =>
    repo.run(process.execPath, [join(ROOT, 'dist/cli.cjs'), '--format', 'github'], {
      env: { GITHUB_STEP_SUMMARY: path },
    });

  test('is appended to what is there', () =>
    inHome((repo) => {
      const path = repo.path('.git/summary.md');
      repo.write({ '.git/summary.md': 'before\n' });
      expect(github(repo, path).code).toBe(1);
      expect(readFileSync(path, 'utf8')).toMatch(/^before\n### ha-secrets-lint\n\n6 errors, 2 warnings/);
    }));

  test('is made where there is none, and only with this format', () =>
    inHome((repo) => {
      const path = repo.path('.git/summary.md');
      repo.run(process.execPath, [join(ROOT, 'dist/cli.cjs')], { env: { GITHUB_STEP_SUMMARY: path } });
      expect(existsSync(path)).toBe(false);
      github(repo, path);
      expect(existsSync(path)).toBe(true);
    }));

  test('never goes through a link or into a pipe, and the run goes on', () =>
    inHome((repo) => {
      repo.write({ '.git/target': 'untouched' });
      symlinkSync(repo.path('.git/target'), repo.path('.git/link'));
      execFileSync('mkfifo', [repo.path('.git/pipe')]);
      for (const name of ['link', 'pipe']) {
        const ran = github(repo, repo.path('.git', name));
        expect(ran.code).toBe(1);
        expect(ran.err).toContain('no summary was written');
        expect(ran.out).toContain('::error ');
      }
      expect(repo.read('.git/target')).toBe('untouched');
    }));
});

test('the one-file program has all formats too', () =>
  inHome((repo) => {
    const args = FORMATS.flatMap((format) => ['--format', format, '-o', `out.${format}`]);
    const ran = repo.run(process.execPath, [join(ROOT, 'dist/standalone.cjs'), ...args]);
    expect(ran).toEqual({ code: 1, out: '', err: '' });
    expect(repo.read('out.html')).toContain('</html>');
  }));

test('what a hook loads has no such reports in it', () => {
  expect(readFileSync(join(ROOT, 'dist/thorough.cjs'), 'utf8')).toContain('./reports.cjs');
  for (const name of ['lint.cjs', 'hook.cjs', 'thorough.cjs']) {
    const bundle = readFileSync(join(ROOT, 'dist', name), 'utf8');
    expect(bundle).not.toMatch(/<testsuites>|default-src|utf16CodeUnits/);
  }
  // and they hold no rules a second time
  expect(statSync(join(ROOT, 'dist/reports.cjs')).size).toBeLessThan(60_000);
});
