// The machine-readable report; its fields are a promise (see docs).
import type { Report } from '../run/run.js';
import type { ErrorNote } from '../types.js';
import { escapeActive } from './display.js';
import { summarise } from './summary.js';

export interface ToolInfo {
  readonly name: string;
  readonly version: string;
}

export function reportJson(report: Report, tool: ToolInfo): string {
  const findings = report.findings.map(({ finding: { related, leak, ...fields } }) => ({
    ...fields,
    ...(related.length === 0 ? {} : { related }),
    ...(leak === undefined ? {} : { leak }),
  }));
  const shard = report.shard && { part: report.shard.part, of: report.shard.of };
  return format({ version: 1, tool, shard, summary: summarise(report), findings, errors: report.errors });
}

/** The same object for a run that could not do its job. */
export function failureJson(errors: readonly ErrorNote[], tool: ToolInfo): string {
  const summary = { files: 0, skipped: 0, errors: 0, warnings: 0, fixable: 0, suppressed: 0, ms: 0 };
  return format({ version: 1, tool, summary, findings: [], errors });
}

/** The same data, but safe to look at on a terminal: `JSON.stringify` escapes only the first 32 characters. */
function format(data: unknown): string {
  return `${escapeActive(JSON.stringify(data, null, 2))}\n`;
}
