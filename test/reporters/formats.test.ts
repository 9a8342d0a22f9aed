// What each format says of the same report, as a snapshot that holds no value.
import { createHash } from 'node:crypto';
import type { ReportContext } from '../../src/reporters/context';
import { reportJson } from '../../src/reporters/json';
import { githubSummary, type MoreFormat, REPORTERS } from '../../src/reporters/more';
import { reportPretty } from '../../src/reporters/pretty';
import type { Report } from '../../src/run/run';
import type { Finding } from '../../src/types';
import { CONTEXT, homeReport, manyFiles, reportOf, VALUES } from './report';

const NAMES = Object.keys(REPORTERS) as MoreFormat[];
let home: Report;

beforeAll(async () => {
  home = { ...(await homeReport()), ms: 1500 };
});

/** What rules say and how names are made is tested elsewhere, and changes more often than a format. */
function withPlainTexts(report: Report): Report {
  const findings = report.findings.map((located, at) => {
    const { fix } = located.finding;
    const name = `name_${at + 1}`;
    const plain = fix?.kind === 'secret-ref' ? { ...fix, name, text: `!secret ${name}` } : fix;
    return { ...located, finding: { ...located.finding, message: `Message ${at + 1}.`, fix: plain } };
  });
  return { ...report, findings };
}

const PLAIN_RULES = CONTEXT.rules.map((rule) => ({
  ...rule,
  summary: `summary of ${rule.id}`,
  why: `Why of ${rule.id}.`,
  remedy: `Remedy of ${rule.id}.`,
}));

/** The page's own style sheet and script, and their hashes, are not the report. */
const withoutAssets = (text: string): string =>
  text.replace(/<(style|script)>.*?<\/\1>/gs, '<$1></$1>').replace(/'sha256-[^']+'/g, "'sha256'");

test('the report finds every value that was put in', () => {
  expect(home.findings.map(({ finding }) => `${finding.file} ${finding.rule}`).sort()).toEqual([
    'configuration.yaml commented-credential',
    'configuration.yaml inline-credential',
    'configuration.yaml url-credentials',
    'esphome/Küche.yaml inline-credential',
    'packages/alarm, garage.yaml auth-header',
    'packages/alarm, garage.yaml known-secret',
    'packages/alarm, garage.yaml quoted-secret-ref',
    'scripts/deploy.sh token-format',
  ]);
});

test.each(NAMES)('%s', (name) => {
  const text = withoutAssets(REPORTERS[name](withPlainTexts(home), { ...CONTEXT, rules: PLAIN_RULES }));
  expect(text).toMatchSnapshot();
});

test('step summary', () => {
  expect(githubSummary(withPlainTexts(home), CONTEXT)).toMatchSnapshot();
});

test.each([...NAMES, 'json', 'pretty', 'summary'])('%s shows no value, no part of one and no hash of one', (name) => {
  const text = reportAs(name, home);
  for (const value of Object.values(VALUES)) {
    const secret = value.replace(/^ghp_/, '');
    for (let at = 0; at + 5 <= secret.length; at++) expect(text).not.toContain(secret.slice(at, at + 5));
    for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512'])
      for (const encoding of ['hex', 'base64'] as const)
        expect(text).not.toContain(createHash(algorithm).update(value).digest(encoding).slice(0, 16));
  }
});

function reportAs(name: string, report: Report, context: ReportContext = CONTEXT): string {
  if (name === 'json') return reportJson(report, context.tool);
  if (name === 'pretty') return reportPretty(report, { color: false, quiet: false, verbose: true, showSecrets: false });
  return name === 'summary' ? githubSummary(report, context) : REPORTERS[name as MoreFormat](report, context);
}

test.each(NAMES)('%s leaves warnings out where none are wanted', (name) => {
  const text = REPORTERS[name](home, { ...CONTEXT, quiet: true });
  // the rules are described in SARIF all the same
  const findings = name === 'sarif' ? JSON.stringify(JSON.parse(text).runs[0].results) : text;
  expect(findings).toContain('token-format');
  expect(findings).not.toContain('commented-credential');
});

describe('limits', () => {
  const finding = (of: Partial<Finding>): Report['findings'][number] => {
    const [first] = home.findings;
    if (first === undefined) throw new Error('no finding');
    return { ...first, finding: { ...first.finding, ...of } };
  };

  test('GitHub shows ten errors and ten warnings, the worst ones, and says how many there are', () => {
    const findings = [
      ...Array.from({ length: 30 }, (_, line) => finding({ severity: 'warning', line: line + 1, class: 'meta' })),
      ...Array.from({ length: 15 }, (_, line) =>
        finding({ line: line + 1, confidence: 'low', rule: 'inline-credential' }),
      ),
      finding({ line: 99, rule: 'private-key' }),
      finding({ line: 98, rule: 'auth-header', severity: 'warning', preexisting: true }),
      finding({ line: 97, rule: 'known-secret', severity: 'warning' }),
    ];
    const lines = REPORTERS.github({ ...home, findings }, CONTEXT)
      .trimEnd()
      .split('\n');
    const levels = lines.map((line) => /^::(\w+) /.exec(line)?.[1] ?? 'text');
    expect(levels).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning'), 'text']);
    expect(lines[0]).toContain('line=99');
    expect(lines[10]).toContain('line=97');
    expect(lines[11]).toContain('line=1,');
    expect(lines[20]).toBe(
      'ha-secrets-lint: 16 errors, 32 warnings (5 files read). The 20 worst ones of 48 are annotated.',
    );
  });

  test('the step summary is bounded', () => {
    const findings = Array.from({ length: 5_000 }, () => finding({ message: 'x'.repeat(5_000) }));
    const text = githubSummary({ ...home, findings }, CONTEXT);
    expect(text.length).toBeLessThan(200_000);
    expect(text).toContain('And 4950 more.');
  });

  test('SARIF holds 25,000 results, the worst ones, and says that there are more', () => {
    const findings = [...Array.from({ length: 25_000 }, () => finding({ severity: 'warning' })), finding({ line: 77 })];
    const [run] = JSON.parse(REPORTERS.sarif({ ...home, findings }, CONTEXT)).runs;
    expect(run.results).toHaveLength(25_000);
    expect(run.results[0].locations[0].physicalLocation.region.startLine).toBe(77);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain('25000 worst of 25001');
  });

  test('GitLab drops what has the same fingerprint, so that each has its own', () => {
    const commits = [null, null, 'a'.repeat(40), 'b'.repeat(40), 'b'.repeat(40)];
    const findings = commits.map((commit) => finding({ commit }));
    for (const name of ['gitlab', 'gitlab-secrets'] as const) {
      const text = REPORTERS[name]({ ...home, findings }, CONTEXT);
      const ids = [...text.matchAll(/"(?:fingerprint|id)": "([0-9a-f]{64})"/g)].map((match) => match[1]);
      expect(ids).toHaveLength(5);
      expect(new Set(ids).size).toBe(5);
    }
  });
});

test('a run that could not read a file says so in every format', () => {
  const errors = [{ file: 'packages/locked.yaml', message: 'permission denied' }];
  for (const name of NAMES) {
    const text = REPORTERS[name]({ ...home, findings: [], errors }, CONTEXT);
    expect(text).toContain('permission denied');
    expect(text).toContain('packages/locked.yaml');
  }
  const [run] = JSON.parse(REPORTERS.sarif({ ...home, errors }, CONTEXT)).runs;
  expect(run.invocations[0].executionSuccessful).toBe(false);
  expect(REPORTERS.github({ ...home, errors }, CONTEXT)).toMatch(/^::error file=packages\/locked\.yaml,/);
});

test('a run that read nothing does not look like a clean one', async () => {
  const empty = { ...home, findings: [], files: 0 };
  for (const name of ['github', 'html', 'junit'] as const)
    expect(REPORTERS[name](empty, CONTEXT)).toContain('No file was read');
});

test('three thousand findings take no time that anybody notices', async () => {
  const report = await reportOf(manyFiles(3_000));
  expect(report.findings).toHaveLength(3_000);
  const started = Date.now();
  for (const name of NAMES) expect(REPORTERS[name](report, CONTEXT).length).toBeGreaterThan(1_000);
  expect(Date.now() - started).toBeLessThan(10_000);
});
