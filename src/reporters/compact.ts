// One line a finding, as compilers and eslint's `unix` print them: what editors and `grep` can use.
import type { Report } from '../run/run.js';
import { type ReportContext, shownFindings } from './context.js';
import { display } from './display.js';

export function reportCompact(report: Report, context: ReportContext): string {
  const lines = shownFindings(report, context).map(
    ({ finding: { file, line, column, severity, message, rule } }) =>
      `${display(file)}:${line}:${column}: ${severity}: ${display(message)} [${rule}]`,
  );
  const unread = report.errors.map(
    ({ file, message }) => `${file === null ? '-' : display(file)}:1:1: error: ${display(message)} [could-not-read]`,
  );
  return [...lines, ...unread].map((line) => `${line}\n`).join('');
}
