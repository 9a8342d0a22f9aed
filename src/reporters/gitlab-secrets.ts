// GitLab's secret detection report (schema 15): what its security dashboard reads. Credentials and guarded files only; no source extract.
// https://gitlab.com/gitlab-org/security-products/security-report-schemas
import type { Report } from '../run/run.js';
import type { Finding, RuleMeta } from '../types.js';
import { type ReportContext, shownFindings } from './context.js';
import { display, escapeActive } from './display.js';
import { UniqueIds } from './gitlab.js';
import { escapeMarkdown } from './markdown.js';
import { plainPath } from './path-text.js';
import { fullMessage } from './remedy.js';

const SCHEMA_VERSION = '15.0.4';
/** The schema wants a commit; what is not committed yet has none. */
const NO_COMMIT = '0'.repeat(40);

export function reportGitlabSecrets(report: Report, context: ReportContext): string {
  const { tool, time, rules } = context;
  const ids = new UniqueIds();
  const program = { id: tool.name, name: tool.name, version: tool.version, vendor: { name: tool.name } };
  const findings = shownFindings(report, context).map(({ finding }) => finding);
  const data = {
    version: SCHEMA_VERSION,
    scan: {
      analyzer: program,
      scanner: program,
      type: 'secret_detection',
      status: report.errors.length === 0 ? 'success' : 'failure',
      start_time: timestamp(new Date(time.getTime() - report.ms)),
      end_time: timestamp(time),
      messages: report.errors.map(({ file, message }) => ({
        level: 'fatal',
        value: `${file === null ? '' : `${display(file)}: `}${display(message)}`,
      })),
    },
    vulnerabilities: findings
      .filter((finding) => finding.class === 'credential' || finding.class === 'guard')
      .map((finding) => vulnerability(finding, rules, ids)),
  };
  return `${escapeActive(JSON.stringify(data, null, 2))}\n`;
}

function vulnerability(finding: Finding, rules: readonly RuleMeta[], ids: UniqueIds) {
  const meta = rules.find(({ id }) => id === finding.rule);
  return {
    id: ids.of(finding),
    category: 'secret_detection',
    name: meta?.summary ?? finding.rule,
    // read as Markdown there, so that `<the value>` would be taken for a tag
    description: escapeMarkdown(fullMessage(finding)),
    ...(meta === undefined ? {} : { solution: meta.remedy }),
    severity: finding.severity === 'error' ? 'Critical' : 'Medium',
    location: {
      file: plainPath(finding.file),
      commit: { sha: finding.commit ?? NO_COMMIT },
      start_line: finding.line,
      end_line: finding.endLine,
    },
    identifiers: [{ type: 'ha_secrets_lint_rule', name: `ha-secrets-lint rule ${finding.rule}`, value: finding.rule }],
  };
}

/** UTC without a zone, as the schema has it. */
const timestamp = (time: Date): string => time.toISOString().slice(0, 19);
