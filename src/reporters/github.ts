// Annotations of a GitHub Actions step, and its summary. GitHub shows ten errors and ten warnings a step and drops the rest in silence.
// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
import type { Report } from '../run/run.js';
import type { Finding, Severity } from '../types.js';
import { counted, type ReportContext, shownFindings, totals, worstFirst } from './context.js';
import { display } from './display.js';
import { afterLeak } from './leak.js';
import { escapeMarkdown } from './markdown.js';
import { fullMessage } from './remedy.js';

const MOST_OF_A_LEVEL = 10;

export function reportGithub(report: Report, context: ReportContext): string {
  const findings = worstFirst(shownFindings(report, context).map(({ finding }) => finding));
  // what could not be read comes first: the run fails by it
  const errors = [...report.errors.map(unreadCommand), ...commands(findings, 'error')];
  const lines = [errors, commands(findings, 'warning')].flatMap((level) => level.slice(0, MOST_OF_A_LEVEL));
  const all = report.errors.length + findings.length;
  const hidden = all > lines.length ? ` The ${counted(lines.length, 'worst one')} of ${all} are annotated.` : '';
  return `${[...lines, `ha-secrets-lint: ${totals(report)}${hidden}`].join('\n')}\n`;
}

function commands(findings: readonly Finding[], severity: Severity): string[] {
  return findings.filter((finding) => finding.severity === severity).map(command);
}

function command(finding: Finding): string {
  const { severity, file, line, endLine, column, endColumn, rule } = finding;
  // columns count only within one line
  const columns = line === endLine ? [`col=${column}`, `endColumn=${endColumn}`] : [];
  const properties = [
    `file=${escapeProperty(file)}`,
    `line=${line}`,
    `endLine=${endLine}`,
    ...columns,
    `title=${escapeProperty(`ha-secrets-lint: ${rule}`)}`,
  ];
  return `::${severity} ${properties.join(',')}::${escapeData(fullMessage(finding))}`;
}

function unreadCommand({ file, message }: Report['errors'][number]): string {
  const place = file === null ? '' : `file=${escapeProperty(file)},`;
  return `::error ${place}title=${escapeProperty('ha-secrets-lint: could not be read')}::${escapeData(display(message))}`;
}

/** As `@actions/core` does; other control characters would act on whoever reads the log. */
function escapeData(text: string): string {
  return text
    .split(/([\r\n])/)
    .map((part) => (part === '\r' ? '%0D' : part === '\n' ? '%0A' : display(part).replaceAll('%', '%25')))
    .join('');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const MOST_ROWS = 50;
const LONGEST_CELL = 500;

/** Markdown for `$GITHUB_STEP_SUMMARY`, far below the megabyte that a step may write. */
export function githubSummary(report: Report, context: ReportContext): string {
  const findings = worstFirst(shownFindings(report, context).map(({ finding }) => finding));
  const rows = [
    ...report.errors.map(({ file, message }) => ['could not be read', file ?? '', '', message] as const),
    ...findings.map(
      (finding) => [finding.severity, `${finding.file}:${finding.line}`, finding.rule, fullMessage(finding)] as const,
    ),
  ];
  const lines = ['### ha-secrets-lint', '', escapeMarkdown(totals(report)), ''];
  if (rows.length > 0) lines.push('| level | place | rule | what |', '| --- | --- | --- | --- |');
  for (const [level, place, rule, message] of rows.slice(0, MOST_ROWS))
    lines.push(`| ${level} | <code>${cell(place)}</code> | ${cell(rule)} | ${cell(message)} |`);
  if (rows.length > MOST_ROWS) lines.push('', `And ${rows.length - MOST_ROWS} more.`);
  const after = afterLeak(report);
  if (after !== undefined)
    lines.push(
      '',
      '#### After a leak',
      '',
      ...after.steps.map((step, at) => `${at + 1}. ${escapeMarkdown(step)}`),
      '',
      ...after.commands.flatMap((line) => [`<code>${escapeMarkdown(line)}</code>`, '']),
      escapeMarkdown(after.note),
    );
  return `${lines.join('\n')}\n\n`;
}

function cell(text: string): string {
  const shown = display(text);
  return escapeMarkdown(shown.length > LONGEST_CELL ? `${shown.slice(0, LONGEST_CELL)}…` : shown);
}
