// An audit as a report of findings, for the formats that other programs read: a rule for each check, `audit/<id>`, a finding for each
// place. What cannot be told is a note, or with `--strict` an error.
import { createHash } from 'node:crypto';
import { isAbsolute, relative } from 'node:path';
import type { Located } from '../../findings.js';
import type { Report } from '../../run/run.js';
import { MASK } from '../../secret-value.js';
import type { RuleMeta, Severity } from '../../types.js';
import { type AuditMeta, type AuditReport, type AuditRow, isFailing, type Place } from './audit-report.js';

/** Of one check: a page of them says no more than the first. */
const MOST_PLACES = 200;

export function auditRules(rows: readonly AuditRow[]): RuleMeta[] {
  return rows.map(({ meta }) => ({
    id: ruleOf(meta),
    // what code scanning counts as about security
    class: 'guard',
    severity: 'error',
    summary: `${meta.title.slice(0, 1).toLowerCase()}${meta.title.slice(1)}`,
    why: meta.why,
    remedy: `${meta.remedy} ${meta.help}`,
    specificity: 0,
  }));
}

/** `brief`: without what to do, for formats of one line a finding. */
export function auditFindings(report: AuditReport, brief = false): Report {
  const { root, rows, strict, files, notes, errors, ms } = report;
  const counted = rows.filter((row) => isFailing(row, strict) || row.verdict === 'warn');
  const untold = rows.filter((row) => row.verdict === 'unknown' && !strict);
  const findings = counted.flatMap((row) => {
    const severity: Severity = isFailing(row, strict) ? 'error' : 'warning';
    const places = row.places.length > 0 ? row.places.slice(0, MOST_PLACES) : [{ file: '.', line: null }];
    return places.map((place, ordinal) => located(row, severity, place, ordinal, root, brief));
  });
  return {
    root,
    findings: findings.sort((a, b) => compare(a.finding.file, b.finding.file) || a.finding.line - b.finding.line),
    files,
    skipped: [],
    suppressed: 0,
    suppressions: [],
    baseline: undefined,
    errors: [],
    notes: [
      ...untold.map(({ meta, message }) => `${ruleOf(meta)} cannot be told here: ${message}.`),
      ...errors.map(({ file, message }) => `${file ?? 'a file'} was not looked at: ${message}.`),
      ...notes,
    ],
    configFile: undefined,
    fixInHook: false,
    shard: undefined,
    ms,
  };
}

const ruleOf = ({ id }: AuditMeta): string => `audit/${id}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function located(
  { meta, message }: AuditRow,
  severity: Severity,
  place: Place,
  ordinal: number,
  root: string,
  brief: boolean,
): Located {
  const rule = ruleOf(meta);
  const line = place.line ?? 1;
  const file = !brief && isAbsolute(place.file) ? relative(root, place.file).replaceAll('\\', '/') : place.file;
  return {
    raw: undefined,
    file: undefined,
    finding: {
      rule,
      severity,
      confidence: 'high',
      class: 'network',
      file,
      line,
      column: 1,
      endLine: line,
      endColumn: 1,
      keyPath: null,
      dialect: null,
      message: `Wanted: ${meta.title}. Found: ${message}.${brief ? '' : ` ${meta.remedy}`}`,
      preview: MASK,
      fingerprint: createHash('sha256')
        .update(JSON.stringify([rule, place.file, ordinal]))
        .digest('hex'),
      commit: null,
      preexisting: false,
      fix: null,
      noFix: null,
      related: [],
    },
  };
}
