// The machine-readable report; its fields are a promise (see docs).
import type { Report } from '../run.js';
import type { ErrorNote } from '../types.js';
import { summarise } from './summary.js';

export interface ToolInfo {
  readonly name: string;
  readonly version: string;
}

export function reportJson(report: Report, tool: ToolInfo): string {
  const findings = report.findings.map(({ finding }) => finding);
  return `${JSON.stringify({ version: 1, tool, summary: summarise(report), findings, errors: report.errors }, null, 2)}\n`;
}

/** The same object for a run that could not do its job. */
export function failureJson(errors: readonly ErrorNote[], tool: ToolInfo): string {
  const summary = { files: 0, skipped: 0, errors: 0, warnings: 0, fixable: 0, suppressed: 0, ms: 0 };
  return `${JSON.stringify({ version: 1, tool, summary, findings: [], errors }, null, 2)}\n`;
}
