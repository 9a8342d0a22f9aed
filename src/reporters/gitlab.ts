// GitLab's code quality report: shown beside the diff of a merge request.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
import { createHash } from 'node:crypto';
import type { Report } from '../run/run.js';
import type { Finding } from '../types.js';
import { type ReportContext, shownFindings } from './context.js';
import { display, escapeActive } from './display.js';
import { plainPath } from './path-text.js';
import { fullMessage } from './remedy.js';

export function reportGitlab(report: Report, context: ReportContext): string {
  const ids = new UniqueIds();
  const issues = shownFindings(report, context).map(({ finding }) => ({
    type: 'issue',
    check_name: finding.rule,
    description: fullMessage(finding),
    categories: ['Security'],
    fingerprint: ids.of(finding),
    severity: severityOf(finding),
    location: {
      path: plainPath(finding.file),
      lines: { begin: finding.line, end: finding.endLine },
    },
  }));
  const unread = report.errors.map(({ file, message }) => ({
    type: 'issue',
    check_name: 'could-not-read',
    description: `Could not be read: ${display(message)}`,
    categories: ['Security'],
    fingerprint: ids.add(JSON.stringify(['could-not-read', file, message])),
    severity: 'blocker',
    location: { path: file === null ? '.' : plainPath(file), lines: { begin: 1, end: 1 } },
  }));
  return `${escapeActive(JSON.stringify([...issues, ...unread], null, 2))}\n`;
}

function severityOf({ severity, confidence, class: kind }: Finding): string {
  if (severity === 'error') return confidence === 'high' ? 'critical' : 'major';
  return kind === 'meta' ? 'info' : 'minor';
}

/** GitLab drops what has a fingerprint for the second time: the same finding in two commits, or in the index and the working tree. */
export class UniqueIds {
  readonly #seen = new Set<string>();

  of({ fingerprint, commit }: Finding): string {
    return commit === null && !this.#seen.has(fingerprint)
      ? this.#keep(fingerprint)
      : this.add(`${fingerprint}:${commit}`);
  }

  add(identity: string): string {
    for (let count = 1; ; count++) {
      const id = createHash('sha256').update(`${identity}#${count}`).digest('hex');
      if (!this.#seen.has(id)) return this.#keep(id);
    }
  }

  #keep(id: string): string {
    this.#seen.add(id);
    return id;
  }
}
