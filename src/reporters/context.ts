// What the reports for other programs and for the browser share: who made them, which findings they show, in which order.

import type { Located } from '../findings.js';
import type { Report } from '../run/run.js';
import type { Finding, FindingClass, RuleMeta } from '../types.js';
import type { FrameLine } from './frame.js';
import type { ToolInfo } from './json.js';
import { summarise } from './summary.js';

export interface ReportContext {
  readonly tool: ToolInfo;
  /** Rules and code frames are handed in: the bundle of these reports holds no rules, and masking a frame asks them. */
  readonly rules: readonly RuleMeta[];
  readonly frame: (located: Located) => readonly FrameLine[];
  /** No warnings shown; the totals still count them. */
  readonly quiet: boolean;
  /** Also what is suppressed, where the format has a place for it. */
  readonly verbose?: boolean;
  readonly time: Date;
}

/** The findings a report shows, by file and place as they stand in the report. */
export function shownFindings(report: Report, { quiet }: ReportContext): readonly Located[] {
  return quiet ? report.findings.filter(({ finding }) => finding.severity === 'error') : report.findings;
}

const CLASS_ORDER: readonly FindingClass[] = [
  'credential',
  'guard',
  'reference',
  'identity',
  'location',
  'network',
  'meta',
];
const CONFIDENCE_ORDER: readonly Finding['confidence'][] = ['high', 'medium', 'low'];

/** For formats that can show only so many: what blocks, what is new and what is sure come first. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  const rank = (finding: Finding): number[] => [
    finding.severity === 'error' ? 0 : 1,
    finding.preexisting ? 1 : 0,
    CLASS_ORDER.indexOf(finding.class),
    CONFIDENCE_ORDER.indexOf(finding.confidence),
  ];
  return findings
    .map((finding) => ({ finding, rank: rank(finding) }))
    .sort((a, b) => a.rank.reduce((order, part, at) => order || part - (b.rank[at] ?? 0), 0))
    .map(({ finding }) => finding);
}

export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** The one line that sums up a run. */
export function totals(report: Report): string {
  const { errors, warnings, files, skipped, suppressed } = summarise(report);
  if (files === 0 && errors + warnings === 0 && report.errors.length === 0)
    return 'No file was read: this says nothing about secrets.';
  const found =
    errors + warnings === 0 ? 'No findings' : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  const more = [
    `${counted(files, 'file')} read`,
    skipped > 0 ? `${counted(skipped, 'file')} skipped` : '',
    suppressed > 0 ? `${counted(suppressed, 'finding')} ignored by comment, config or baseline` : '',
    report.errors.length > 0 ? `${counted(report.errors.length, 'file')} could not be read` : '',
  ].filter((part) => part !== '');
  return `${found} (${more.join(', ')}).`;
}
