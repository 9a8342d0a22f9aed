// What is suppressed is in the report with what suppresses it, and a range says what it changes about the checks.
import { makeSample } from '../../src/rules/examples';
import { type Repo, withRepo } from '../support/repo';

const KEY = makeSample('<A24>', 91);
const COMMENT = '# ha-secrets-lint: ignore[inline-credential] a test broker';
const CONFIG = '.ha-secrets-lint.yaml';
const BASELINE = '.ha-secrets-lint-baseline.json';

interface Result {
  readonly ruleId: string;
  readonly suppressions?: readonly {
    readonly kind: string;
    readonly location: {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number };
      };
    };
  }[];
}

const results = (repo: Repo, ...args: string[]): readonly Result[] =>
  (JSON.parse(repo.lint('--format', 'sarif', ...args).out) as { runs: { results: Result[] }[] }).runs[0]?.results ?? [];

test('comment, config line and baseline entry are named, in SARIF only when asked for', () =>
  withRepo((repo) => {
    repo.write({ 'c.yaml': `notify:\n  api_key: ${KEY}\n` });
    expect(repo.lint('--update-baseline').code).toBe(0);
    repo.write({
      'a.yaml': `mqtt:\n  ${COMMENT}\n  password: hunter22x\n`,
      'b.yaml': 'mqtt:\n  password: hunter22y\n',
      'd.yaml': 'mqtt:\n  password: hunter22z\n',
      'lint/base.yaml': '# shared\nignore:\n  - archive/\n  - { files: b.yaml, rule: inline-credential }\n',
      [CONFIG]: 'extends: lint/base.yaml\n',
    });
    expect(results(repo)).toHaveLength(1);
    expect(results(repo).every((one) => one.suppressions === undefined)).toBe(true);
    const places = results(repo, '--verbose').map(({ suppressions }) =>
      suppressions?.map(
        ({ kind, location: { physicalLocation: at } }) => `${kind} ${at.artifactLocation.uri}:${at.region.startLine}`,
      ),
    );
    const entry =
      repo
        .read(BASELINE)
        .split('\n')
        .findIndex((line) => line.includes('"salt"')) + 1;
    expect(places).toEqual([
      [],
      ['inSource a.yaml:2'],
      ['external lint/base.yaml:4'],
      [`external ${BASELINE}:${entry}`],
    ]);
    const { out } = repo.lint('--verbose');
    expect(out).toContain('ignored a.yaml:3 inline-credential: by comment, a.yaml:2\n');
    expect(out).toContain('ignored b.yaml:2 inline-credential: by config, lint/base.yaml:4\n');
    expect(out).toContain(`ignored c.yaml:2 inline-credential: by baseline, ${BASELINE}:${entry}\n`);
    for (const text of [out, JSON.stringify(results(repo, '--verbose'))]) expect(text).not.toMatch(/hunter22/);
    expect(repo.json().summary).toMatchObject({ suppressed: 3, errors: 1 });
  }));

describe('a range', () => {
  const inRange = (work: (repo: Repo, notes: (...args: string[]) => string[]) => void): Promise<void> =>
    withRepo((repo) => {
      repo.commit({
        'a.yaml': `mqtt:\n  ${COMMENT}\n  password: hunter22x\n`,
        'shared.yaml': 'keys: []\n',
        [CONFIG]: 'extends: shared.yaml\n',
      });
      const base = repo.git('rev-parse', 'HEAD').trim();
      work(repo, (...args) =>
        repo
          .lint('--since', base, ...args)
          .out.split('\n')
          .filter((line) => /range/.test(line)),
      );
    });
  const head = (repo: Repo): string => repo.git('rev-parse', '--short=10', 'HEAD').trim();

  test('that changes nothing about the checks says nothing', () =>
    inRange((repo, notes) => {
      // the suppressed line only moved
      repo.commit({ 'a.yaml': `# moved\nmqtt:\n  ${COMMENT}\n  password: hunter22x\n`, 'b.yaml': 'a: 1\n' });
      expect(notes()).toEqual([]);
      repo.git('mv', 'a.yaml', 'renamed.yaml');
      repo.commit({});
      expect(notes()).toEqual([]);
    }));

  test('names config, what it extends, and the baseline, also where a later commit takes them back', () =>
    inRange((repo, notes) => {
      repo.commit({ [CONFIG]: 'extends: shared.yaml\nfix: true\n' });
      const first = head(repo);
      repo.commit({ [CONFIG]: 'extends: shared.yaml\n', 'shared.yaml': 'keys: [a]\n' });
      const second = head(repo);
      repo.write({ 'c.yaml': `notify:\n  api_key: ${KEY}\n` });
      expect(repo.lint('--update-baseline').code).toBe(0);
      repo.commit({});
      expect(notes()).toEqual([
        `This range changes ${CONFIG} in commit ${first}.`,
        `This range changes ${CONFIG} in commit ${second}.`,
        `This range changes shared.yaml in commit ${second}.`,
        `This range changes ${BASELINE} in commit ${head(repo)}.`,
      ]);
      repo.git('rm', '-q', CONFIG);
      repo.commit({});
      expect(notes()).toContain(`This range removes ${CONFIG}.`);
    }));

  test('names ignore comments that are new, or cover something new', () =>
    inRange((repo, notes) => {
      repo.commit({
        'a.yaml': `mqtt:\n  ${COMMENT}\n  password: hunter22y\n`,
        'n.yaml': `mqtt:\n  password: hunter22z ${COMMENT}\n`,
      });
      expect(notes()).toEqual([
        `This range adds an ignore comment: a.yaml:2 in commit ${head(repo)}.`,
        `This range adds an ignore comment: n.yaml:2 in commit ${head(repo)}.`,
      ]);
      const sarif = repo.lint('--since', 'HEAD~1', '--format', 'sarif').out;
      expect(sarif).toContain('This range adds an ignore comment: n.yaml:2');
    }));
});
