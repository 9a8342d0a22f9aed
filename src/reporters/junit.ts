// JUnit XML: a suite for each file with findings, a test case for each finding; one passed case where nothing was found.
// Errors fail; warnings are skipped cases, as a job that passes must not show failed tests.
// https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
import type { Report } from '../run/run.js';
import type { Finding } from '../types.js';
import { type ReportContext, shownFindings, totals } from './context.js';
import { display } from './display.js';
import { fullMessage } from './remedy.js';

export function reportJunit(report: Report, context: ReportContext): string {
  const suites = new Map<string, Case[]>();
  const add = (suite: string, one: Case): void => {
    const cases = suites.get(suite);
    if (cases === undefined) suites.set(suite, [one]);
    else cases.push(one);
  };
  for (const { file, message } of report.errors)
    add(file ?? context.tool.name, { kind: 'error', name: 'could not be read', rule: 'could-not-read', text: message });
  for (const { finding } of shownFindings(report, context)) add(finding.file, caseOf(finding));
  if (suites.size === 0) add(context.tool.name, nothingFound(report));
  const timestamp = context.time.toISOString().slice(0, 19);
  const body = [...suites].map(([name, cases], id) => suite(name, cases, id, timestamp));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${body.join('')}</testsuites>\n`;
}

interface Case {
  readonly kind: 'error' | 'failure' | 'skipped' | 'passed';
  readonly name: string;
  readonly rule: string;
  readonly text: string;
}

/** The name stays the same from run to run, for the history of a test. */
function nothingFound(report: Report): Case {
  if (report.files > 0) return { kind: 'passed', name: 'no findings', rule: '', text: '' };
  return { kind: 'skipped', name: 'no file was read', rule: '', text: totals(report) };
}

function caseOf(finding: Finding): Case {
  const { rule, severity, line, column, keyPath } = finding;
  const place = keyPath === null ? '' : ` ${keyPath}`;
  return {
    kind: severity === 'error' ? 'failure' : 'skipped',
    name: `${rule} at ${line}:${column}${place}`,
    rule,
    text: fullMessage(finding),
  };
}

function suite(name: string, cases: readonly Case[], id: number, timestamp: string): string {
  const count = (kind: Case['kind']): number => cases.filter((one) => one.kind === kind).length;
  const attributes = [
    `name="${xml(name)}"`,
    `id="${id}"`,
    'package="ha-secrets-lint"',
    `timestamp="${timestamp}"`,
    'hostname="localhost"',
    `tests="${cases.length}"`,
    `failures="${count('failure')}"`,
    `errors="${count('error')}"`,
    `skipped="${count('skipped')}"`,
    'time="0"',
  ];
  const lines = cases.map((one) => `    ${testcase(name, one)}\n`);
  return `  <testsuite ${attributes.join(' ')}>\n    <properties/>\n${lines.join('')}    <system-out/>\n    <system-err/>\n  </testsuite>\n`;
}

function testcase(suiteName: string, { kind, name, rule, text }: Case): string {
  const head = `testcase classname="${xml(suiteName)}" name="${xml(name)}" time="0"`;
  if (kind === 'passed') return `<${head}/>`;
  const type = kind === 'skipped' ? '' : ` type="${xml(rule)}"`;
  return `<${head}><${kind}${type} message="${xml(text)}">${xml(text)}</${kind}></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** No control character and no lone surrogate is left; XML 1.0 also knows no U+FFFE and U+FFFF. */
function xml(text: string): string {
  return display(text)
    .replace(/[\ufffe\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"]/g, (char) => ENTITIES[char] ?? '');
}
