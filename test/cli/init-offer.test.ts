// What `init` does about what stands there already, and the jobs it writes for forges other than GitHub.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CLEAN, commit, expectPassed, expectStopped } from '../support/hooks';
import { CLI, type Ran, type Repo, ROOT, withRepo } from '../support/repo';

const init = (repo: Repo, ...args: string[]): Ran => repo.run(process.execPath, [CLI, 'init', ...args]);
const BASELINE = '.ha-secrets-lint-baseline.json';
const LEAK = 'mqtt:\n  password: Xk93mfQ02sLa-7\n';

describe('what is found already', () => {
  test('committed: --yes takes it into a baseline, and the hook passes until something new comes', () =>
    withRepo((repo) => {
      repo.commit({ 'a.yaml': LEAK, 'short.yaml': 'mqtt:\n  password: hunter2\n' });
      const ran = init(repo, '--yes');
      expect([ran.code, existsSync(repo.path(BASELINE))]).toEqual([0, true]);
      expect(ran.err).toContain(`${BASELINE}: 1 entry (1 new)`);
      // too easy to guess for a hash of it
      expect(ran.err).toContain('files: "short.yaml"');
      expect(ran.out).toMatch(/As it stands: .*1 error, 0 warnings, 1 known or ignored/);
      expect(ran.out).toContain('The hook lets pass what is staged now.');
      expect(ran.out + ran.err + repo.read(BASELINE)).not.toMatch(/Xk93mfQ02sLa|hunter2/);
      repo.git('add', '.');
      expectPassed(commit(repo));
      repo.write({ 'b.yaml': LEAK.replace('Xk93', 'Zr72') });
      repo.git('add', '.');
      expectStopped(commit(repo));
    }));

  test('in no commit yet: --yes lets nothing into the next one', () =>
    withRepo((repo) => {
      repo.commit({ 'a.yaml': CLEAN });
      repo.write({ 'b.yaml': LEAK });
      repo.git('add', '.');
      const ran = init(repo, '--yes');
      expect([ran.code, existsSync(repo.path(BASELINE))]).toEqual([0, false]);
      expect(ran.out).toContain('to fix what can be: ha-secrets-lint --fix --dry-run, then --fix');
      expect(ran.out).toContain('The hook would stop a commit of what is staged now: 1 error.');
      expectStopped(commit(repo));
    }));

  test('before the first commit nothing goes into a baseline, either', () =>
    withRepo((repo) => {
      repo.write({ 'a.yaml': LEAK });
      expect([init(repo, '--yes').code, existsSync(repo.path(BASELINE))]).toEqual([0, false]);
    }));

  test('a baseline that is there stays as it is', () =>
    withRepo((repo) => {
      repo.commit({ 'a.yaml': LEAK });
      repo.lint('--update-baseline');
      repo.commit({ 'b.yaml': LEAK.replace('Xk93', 'Zr72') });
      const before = repo.read(BASELINE);
      expect(init(repo, '--yes').out).toContain('error    b.yaml:2 inline-credential');
      expect(repo.read(BASELINE)).toBe(before);
    }));

  test('--dry-run says how things stand, and writes no baseline', () =>
    withRepo((repo) => {
      repo.commit({ 'a.yaml': LEAK });
      const ran = init(repo, '--dry-run');
      expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('error    a.yaml:2 inline-credential')]);
      expect(repo.git('status', '--short')).toBe('');
    }));

  test('without a terminal nobody is asked: listed', () =>
    withRepo((repo) => {
      repo.commit({ 'a.yaml': LEAK });
      init(repo, '--yes', '--hook', 'none');
      repo.git('rm', '-q', '-f', '--cached', '--ignore-unmatch', BASELINE);
      repo.run('rm', [BASELINE]);
      const again = init(repo, '--hook', 'none');
      expect([again.code, again.out]).toEqual([0, expect.stringContaining('error    a.yaml:2')]);
      expect(again.out).not.toContain('The hook');
    }));
});

describe('jobs for CI', () => {
  const page = (name: string): string => readFileSync(join(ROOT, 'docs/ci', name), 'utf8').replaceAll('\r', '');

  test('Forgejo and Gitea, as in the documentation', () =>
    withRepo((repo) => {
      repo.write({ 'configuration.yaml': CLEAN });
      mkdirSync(repo.path('.forgejo'));
      mkdirSync(repo.path('.gitea/workflows'), { recursive: true });
      expectPassed(init(repo, '--yes'));
      const [forgejo, gitea] = ['.forgejo', '.gitea'].map((folder) =>
        repo.read(`${folder}/workflows/ha-secrets-lint.yaml`),
      );
      expect(page('forgejo.md')).toContain(`\`\`\`yaml\n${forgejo}\`\`\``);
      expect(gitea).toBe(forgejo?.replace('runs-on: docker', 'runs-on: ubuntu-latest'));
      expect(repo.json().findings).toEqual([]);
      expect(init(repo, '--yes').out).toMatch(/keep +\.forgejo\/workflows\/ha-secrets-lint\.yaml +already there/);
    }));

  test('a folder of its own is not made where it would switch off the workflows of GitHub’s', () =>
    withRepo((repo) => {
      repo.write({ '.github/workflows/a.yml': 'on: push\n', '.forgejo/issue_template.md': 'x\n' });
      const said = init(repo, '--dry-run').out;
      expect(said).toContain('create  .github/workflows/ha-secrets-lint.yaml');
      expect(said).not.toContain('.forgejo');
    }));

  test('GitLab: the job of the documentation, added to a file that is there, or a file of its own', () =>
    withRepo((repo) => {
      mkdirSync(repo.path('.gitlab'));
      expect(init(repo, '--dry-run').out).toContain('create  .gitlab-ci.yml');
      repo.write({ '.gitlab-ci.yml': 'stages: [build, test]\r\nbuild:\r\n  stage: build\r\n  script: [make]' });
      expectPassed(init(repo, '--yes'));
      const text = repo.read('.gitlab-ci.yml');
      expect(text).toMatch(
        /^stages: \[build, test\]\r\nbuild:\r\n {2}stage: build\r\n {2}script: \[make\]\r\n\r\nha-secrets-lint:\r\n/,
      );
      expect(page('gitlab.md')).toContain(text.slice(text.indexOf('ha-secrets-lint:')).replaceAll('\r', ''));
      const jobs = parse(text) as Record<string, { script: string[] }>;
      expect(jobs['ha-secrets-lint']?.script[0]).toMatch(/^npx --yes ha-secrets-lint@\S+ \$\{CI_MERGE/);
      expect(init(repo, '--yes').out).toMatch(/keep +\.gitlab-ci\.yml +already there/);
      expect(repo.read('.gitlab-ci.yml')).toBe(text);
    }));

  test.each([
    ['no stage `test`', 'stages:\n  - build\nbuild:\n  stage: build\n  script: [make]\n'],
    ['two documents', 'spec: {}\n---\nbuild:\n  script: [make]\n'],
    ['a flow map', '{ build: { script: [make] } }\n'],
  ])('GitLab: left for a person: %s', (_, text) =>
    withRepo((repo) => {
      repo.write({ '.gitlab-ci.yml': text });
      const ran = init(repo, '--yes');
      expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('add the job of docs/ci/gitlab.md')]);
      expect(repo.read('.gitlab-ci.yml')).toBe(text);
    }),
  );
});
