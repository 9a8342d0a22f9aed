// Every form of the audit's report: valid for its readers, no value in it, nothing in it that acts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';
import { audit } from '../../src/commands/audit/audit';
import { type AuditReport, countOf } from '../../src/reporters/audit/audit-report';
import { auditFindings, auditRules } from '../../src/reporters/audit/findings';
import { auditHtml } from '../../src/reporters/audit/html';
import { auditJson } from '../../src/reporters/audit/json';
import { auditPretty } from '../../src/reporters/audit/pretty';
import { REPORTERS } from '../../src/reporters/more';
import { CODE_QUALITY } from '../reporters/gitlab-schemas';
import { HOSTILE_NAMES } from '../reporters/hostile';
import { CONTEXT } from '../reporters/report';
import { withRepo } from '../support/repo';
import { HOUSE, hostileAudit, VALUES } from './house';
import { TODAY } from './run-example';

const read = (name: string): string => readFileSync(join(__dirname, '../reporters/schemas', name), 'utf8');
const ajv = addFormats(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false }));
const sarif = ajv.compile(JSON.parse(read('sarif-schema-2.1.0.json')));
const codeQuality = ajv.compile(CODE_QUALITY);

const PROGRAMS = ['sarif', 'github', 'gitlab', 'junit', 'compact'] as const;

function render(report: AuditReport, format: string): string {
  const page = { tool: CONTEXT.tool, time: CONTEXT.time, quiet: false };
  if (format === 'pretty') return auditPretty(report, { color: false, quiet: false, verbose: true });
  if (format === 'json') return auditJson(report, CONTEXT.tool);
  if (format === 'html') return auditHtml(report, page);
  const program = PROGRAMS.find((one) => one === format);
  if (program === undefined) throw new Error(format);
  const context = { ...CONTEXT, rules: auditRules(report.rows) };
  return REPORTERS[program](auditFindings(report, format === 'compact'), context);
}

const reports = new Map<string, AuditReport>();

beforeAll(async () => {
  await withRepo(async (repo) => {
    repo.write(HOUSE);
    reports.set('house', await audit({ cwd: repo.dir, today: TODAY, host: false }));
    reports.set('strict', await audit({ cwd: repo.dir, today: TODAY, host: false, strict: true }));
  });
  reports.set('hostile', hostileAudit(HOSTILE_NAMES));
});

const reportOf = (name: string): AuditReport => {
  const found = reports.get(name);
  if (found === undefined) throw new Error(name);
  return found;
};

test('much is wrong in that house', () => {
  const { rows } = reportOf('house');
  const failing = rows.filter(({ verdict }) => verdict === 'fail').map(({ meta }) => meta.id);
  expect(failing).toEqual(
    expect.arrayContaining([
      'inline-credentials',
      'external-url',
      'ip-ban',
      'trusted-proxies',
      'cors-origins',
      'auth-providers',
      'version-current',
      'esphome-api',
      'esphome-ota',
      'mqtt-anonymous',
    ]),
  );
});

describe.each(['house', 'strict', 'hostile'])('%s', (name) => {
  test.each(['pretty', 'json', 'html', ...PROGRAMS])('%s shows no value and no control character', (format) => {
    const text = render(reportOf(name), format);
    expect(text.length).toBeGreaterThan(100);
    for (const value of VALUES) expect(text).not.toContain(value);
    expect(text.endsWith('\n')).toBe(true);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069]/);
  });

  test('SARIF by its schema: a rule for each check, a result for each place', () => {
    const report = reportOf(name);
    const log = JSON.parse(render(report, 'sarif')) as {
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; level: string }[] }[];
    };
    sarif(log);
    expect(sarif.errors ?? []).toEqual([]);
    const [run] = log.runs;
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(report.rows.map(({ meta }) => `audit/${meta.id}`));
    const counted = report.rows.filter(
      ({ verdict }) => verdict === 'fail' || verdict === 'warn' || (report.strict && verdict === 'unknown'),
    );
    expect(new Set(run?.results.map(({ ruleId }) => ruleId))).toEqual(
      new Set(counted.map(({ meta }) => `audit/${meta.id}`)),
    );
    expect(run?.results.some(({ level }) => level === 'error')).toBe(true);
  });

  test('GitLab and JUnit by theirs', async () => {
    codeQuality(JSON.parse(render(reportOf(name), 'gitlab')));
    expect(codeQuality.errors ?? []).toEqual([]);
    const result = await validateXML({
      xml: [{ fileName: 'report.xml', contents: render(reportOf(name), 'junit') }],
      schema: [{ fileName: 'junit.xsd', contents: read('junit-10.xsd') }],
    });
    expect(result.errors).toEqual([]);
  });

  test('JSON has the fields that are promised', () => {
    const report = reportOf(name);
    const data = JSON.parse(render(report, 'json')) as {
      version: number;
      summary: Record<string, number>;
      checks: Record<string, unknown>[];
      errors: unknown[];
    };
    expect(data.version).toBe(1);
    expect(data.checks).toHaveLength(report.rows.length);
    for (const check of data.checks)
      expect(check).toMatchObject({
        id: expect.any(String) as string,
        verdict: expect.stringMatching(/^(?:pass|warn|fail|unknown)$/) as string,
        message: expect.any(String) as string,
      });
    for (const { file, line } of data.checks) {
      expect(file === null || typeof file === 'string').toBe(true);
      expect(line === null || typeof line === 'number').toBe(true);
    }
    expect(data.summary).toMatchObject({ checks: report.rows.length, fail: countOf(report.rows, 'fail') });
  });
});

test('on a terminal the worst comes first, in 80 columns, with what to do', () => {
  const text = auditPretty(reportOf('house'), { color: false, quiet: false, verbose: false });
  expect(text.split('\n').filter((line) => line.length > 80 && !line.includes('http'))).toEqual([]);
  expect(text.indexOf('FAILS')).toBeLessThan(text.indexOf('  ok'));
  expect(text).toContain('--> packages/net.yaml:4');
  expect(text).toContain('= do: ');
  const quiet = auditPretty(reportOf('house'), { color: false, quiet: true, verbose: false });
  expect(quiet).not.toMatch(/^ {2}(?:ok|warning|unknown)/m);
});
