// Totals of a report, the same for every format and for the exit code.
import type { Report } from '../run/run.js';
import type { Summary } from '../types.js';

export function summarise(report: Report): Summary {
  const count = (severity: 'error' | 'warning'): number =>
    report.findings.filter(({ finding }) => finding.severity === severity).length;
  return {
    files: report.files,
    skipped: report.skipped.length,
    errors: count('error'),
    warnings: count('warning'),
    fixable: report.findings.filter(({ finding }) => finding.fix !== null).length,
    suppressed: report.suppressed,
    ms: report.ms,
  };
}
