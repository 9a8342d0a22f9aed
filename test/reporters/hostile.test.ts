// Nothing in a repository may break out of a report: not a name, not a key, not a byte.

import { encodePath } from '../../src/git/path';
import { githubSummary, type MoreFormat, REPORTERS } from '../../src/reporters/more';
import { pathToUri } from '../../src/reporters/path-text';
import type { Report } from '../../src/run/run';
import { HOSTILE_NAMES, hostileReport } from './hostile';
import { CONTEXT } from './report';

const FORMATS: readonly [string, (report: Report) => string][] = [
  ...(Object.keys(REPORTERS) as MoreFormat[]).map(
    (name) => [name, (report: Report) => REPORTERS[name](report, CONTEXT)] as [string, (report: Report) => string],
  ),
  ['summary', (report) => githubSummary(report, CONTEXT)],
];
let report: Report;

beforeAll(async () => {
  report = await hostileReport();
  expect(report.findings.length).toBe(2 * HOSTILE_NAMES.length);
});

describe.each(FORMATS)('%s', (_, format) => {
  test('is well-formed Unicode without anything that acts on a terminal or on the order of letters', () => {
    const text = format(report);
    expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
    expect(text.match(/[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069]/g)).toBeNull();
  });
});

test('a name cannot begin a workflow command or add a property to one', () => {
  const lines = REPORTERS.github(report, CONTEXT).trimEnd().split('\n');
  expect(lines).toHaveLength(11);
  for (const line of lines.slice(0, -1)) {
    const [, properties = '', data = ''] = /^::error ([^:]*)::(.*)$/.exec(line) ?? [];
    expect(properties.split(',').map((property) => property.split('=', 1)[0])).toEqual(['file', 'title']);
    expect(data).not.toMatch(/%(?!25|0A|0D)/);
  }
  expect(lines[1]).toContain('file=new%0Aline.yaml,');
});

test('a compact line is one line a finding, in four parts', () => {
  const lines = REPORTERS.compact(report, CONTEXT).trimEnd().split('\n');
  expect(lines).toHaveLength(3 * HOSTILE_NAMES.length);
  for (const line of lines) expect(line).toMatch(/:\d+:\d+: (?:error|warning): .* \[[\w-]+\]$/);
});

test('a SARIF address decodes to the bytes of the name', () => {
  for (const name of HOSTILE_NAMES) {
    const bytes = pathToUri(name).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    expect(Buffer.from(bytes, 'latin1')).toEqual(encodePath(name));
  }
});

test('no markup of a name gets into the page or the summary', () => {
  const page = REPORTERS.html(report, CONTEXT);
  expect(page).not.toMatch(/<(?:script>alert|img|b>(?!\d))/);
  expect(page.match(/<script>/g)).toHaveLength(1);
  expect(page).not.toMatch(/\son\w+=(?!.*&)["']/);
  const summary = githubSummary(report, CONTEXT);
  expect(summary).not.toMatch(/<(?!\/?code>)/);
  expect(summary).not.toContain('](');
  for (const row of summary.split('\n').filter((line) => line.startsWith('|'))) expect(row.split('|')).toHaveLength(6);
});

test('no markup of a name gets into a description of the security dashboard', () => {
  const { vulnerabilities } = JSON.parse(REPORTERS['gitlab-secrets'](report, CONTEXT)) as {
    vulnerabilities: { description: string }[];
  };
  expect(vulnerabilities).toHaveLength(2 * HOSTILE_NAMES.length);
  for (const { description } of vulnerabilities) expect(description).not.toMatch(/[<>[\]`*_!|]/);
});

test('no message of SARIF holds a link', () => {
  expect(REPORTERS.sarif(report, CONTEXT)).not.toContain('](');
});
