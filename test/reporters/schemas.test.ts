// Each machine-readable format by the schema of those who read it, on an ordinary, a clean, a hostile and a broken run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';
import { REPORTERS } from '../../src/reporters/more';
import type { Report } from '../../src/run/run';
import { CODE_QUALITY, SECRET_DETECTION } from './gitlab-schemas';
import { hostileReport } from './hostile';
import { CONTEXT, homeReport, reportOf } from './report';

const read = (name: string): string => readFileSync(join(__dirname, 'schemas', name), 'utf8');
// a pattern of the SARIF schema is none by the strict rules
const ajv = addFormats(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false }));
const sarif = ajv.compile(JSON.parse(read('sarif-schema-2.1.0.json')));
const reports = new Map<string, Report>();
const RUNS = ['ordinary', 'clean', 'hostile', 'broken', 'suppressed'] as const;

beforeAll(async () => {
  const home = await homeReport();
  reports.set('ordinary', home);
  reports.set('clean', await reportOf({ 'configuration.yaml': 'mqtt:\n  password: !secret broker\n' }));
  reports.set('hostile', await hostileReport());
  const ignored = '# ha-secrets-lint: ignore-file[inline-credential]\nmqtt:\n  password: hunter22x\n';
  reports.set('suppressed', await reportOf({ 'configuration.yaml': ignored }));
  reports.set('broken', {
    ...home,
    errors: [
      { file: 'a b.yaml', message: 'permission denied' },
      { file: null, message: 'no luck' },
    ],
    notes: ['Something was not looked at.'],
  });
});

const report = (name: string): Report => {
  const found = reports.get(name);
  if (found === undefined) throw new Error(name);
  return found;
};

function check(validate: ValidateFunction, text: string): unknown {
  const data: unknown = JSON.parse(text);
  validate(data);
  expect(validate.errors ?? []).toEqual([]);
  return data;
}

test('clean and suppressed runs are clean, the others are not', () => {
  expect(RUNS.map((name) => report(name).findings.length > 0)).toEqual([true, false, true, true, false]);
});

describe.each(RUNS)('%s run', (name) => {
  test('SARIF by the schema of OASIS and by what GitHub asks for', () => {
    const log = check(sarif, REPORTERS.sarif(report(name), CONTEXT)) as SarifLog;
    check(sarif, REPORTERS.sarif(report(name), { ...CONTEXT, verbose: true }));
    expect(log.version).toBe('2.1.0');
    expect(log.runs).toHaveLength(1);
    for (const { tool, results } of log.runs) {
      const ids = tool.driver.rules.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const rule of tool.driver.rules) {
        for (const text of [rule.shortDescription.text, rule.fullDescription.text]) {
          expect(text).not.toBe('');
          expect(text.length).toBeLessThanOrEqual(1024);
        }
        expect(rule.help.text).not.toBe('');
        expect(rule.properties.tags.length).toBeLessThanOrEqual(20);
        const score = rule.properties['security-severity'];
        expect(score === undefined || (Number(score) > 0 && Number(score) <= 10)).toBe(true);
        expect(rule.properties.tags.includes('security')).toBe(score !== undefined);
      }
      expect(results).toHaveLength(report(name).findings.length);
      for (const result of results) {
        expect(ids[result.ruleIndex]).toBe(result.ruleId);
        expect(result.message.text).not.toBe('');
        expect(result.locations).toHaveLength(1);
        for (const { physicalLocation } of result.locations) {
          const { uri } = physicalLocation.artifactLocation;
          expect(uri).toMatch(/^(?!\.?\/)(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$/);
          const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
          for (const number of [startLine, startColumn, endLine, endColumn]) expect(number).toBeGreaterThanOrEqual(1);
          expect(endLine > startLine || endColumn >= startColumn).toBe(true);
        }
        // what the upload action computes itself, from a line that holds the secret
        expect(result.partialFingerprints).not.toHaveProperty('primaryLocationLineHash');
      }
    }
  });

  test('GitLab code quality', () => {
    const issues = check(ajv.compile(CODE_QUALITY), REPORTERS.gitlab(report(name), CONTEXT)) as {
      fingerprint: string;
    }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });

  test('GitLab secret detection', () => {
    check(ajv.compile(SECRET_DETECTION), REPORTERS['gitlab-secrets'](report(name), CONTEXT));
  });

  test('JUnit by the schema of Jenkins', async () => {
    const xml = REPORTERS.junit(report(name), CONTEXT);
    const result = await validateXML({
      xml: [{ fileName: 'report.xml', contents: xml }],
      schema: [read('junit-10.xsd')],
    });
    expect(result.errors).toEqual([]);
    expect(result.valid).toBe(true);
    const failures = report(name).findings.filter(({ finding }) => finding.severity === 'error').length;
    expect(xml.match(/<failure /g)?.length ?? 0).toBe(failures);
  });
});

test('the schemas reject what is wrong', async () => {
  expect(sarif({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  expect(ajv.compile(CODE_QUALITY)([{ description: 'x' }])).toBe(false);
  expect(ajv.compile(SECRET_DETECTION)({ version: '15.0.4', vulnerabilities: [] })).toBe(false);
  const { valid } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: '<testsuites><testsuite/></testsuites>' }],
    schema: [read('junit-10.xsd')],
  });
  expect(valid).toBe(false);
});

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly {
          readonly id: string;
          readonly shortDescription: { readonly text: string };
          readonly fullDescription: { readonly text: string };
          readonly help: { readonly text: string };
          readonly properties: { readonly tags: readonly string[]; readonly 'security-severity'?: string };
        }[];
      };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly message: { readonly text: string };
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: {
            readonly startLine: number;
            readonly startColumn: number;
            readonly endLine: number;
            readonly endColumn: number;
          };
        };
      }[];
    }[];
  }[];
}
