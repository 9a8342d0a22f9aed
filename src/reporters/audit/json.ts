// The machine-readable form of an audit; its fields are a promise.

import type { ErrorNote } from '../../types.js';
import { escapeActive } from '../display.js';
import type { ToolInfo } from '../json.js';
import { type AuditReport, countOf } from './audit-report.js';

export function auditJson(report: AuditReport, tool: ToolInfo): string {
  const { rows, files, ms, errors, notes } = report;
  return format({
    version: 1,
    tool,
    summary: {
      checks: rows.length,
      pass: countOf(rows, 'pass'),
      warn: countOf(rows, 'warn'),
      fail: countOf(rows, 'fail'),
      unknown: countOf(rows, 'unknown'),
      files,
      ms,
    },
    checks: rows.map(({ meta, verdict, message, places }) => ({
      id: meta.id,
      verdict,
      message,
      file: places[0]?.file ?? null,
      line: places[0]?.line ?? null,
      point: meta.point.id,
      title: meta.title,
      remedy: meta.remedy,
      help: meta.help,
      places,
    })),
    notes,
    errors,
  });
}

/** The same object for an audit that could not look. */
export function auditFailureJson(errors: readonly ErrorNote[], tool: ToolInfo): string {
  const summary = { checks: 0, pass: 0, warn: 0, fail: 0, unknown: 0, files: 0, ms: 0 };
  return format({ version: 1, tool, summary, checks: [], notes: [], errors });
}

const format = (data: unknown): string => `${escapeActive(JSON.stringify(data, null, 2))}\n`;
