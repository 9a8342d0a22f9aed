// The last line of the report for people, which is all that there is to say of a run without findings.
import { createColors } from 'picocolors';
import type { Report } from '../run/run.js';
import { summarise } from './summary.js';

export type Paint = ReturnType<typeof createColors>;

/** The whole report if it has but this line; undefined where there is more to say. */
export function reportClosing(
  report: Report,
  options: { readonly color: boolean; readonly verbose: boolean },
): string | undefined {
  const { findings, errors, notes } = report;
  if (options.verbose || findings.length + errors.length + notes.length > 0) return undefined;
  return `${closing(report, createColors(options.color))}\n`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The last line: totals, and how many files they come from. */
export function closing(report: Report, paint: Paint): string {
  const { errors, warnings, files, skipped, suppressed } = summarise(report);
  const more = [
    skipped > 0 ? `${skipped} skipped` : '',
    suppressed > 0 ? `${counted(suppressed, 'finding')} ignored by comment, config or baseline` : '',
  ].filter((part) => part !== '');
  const read = `${counted(files, 'file')} read${more.length > 0 ? `, ${more.join(', ')}` : ''}`;
  if (files === 0 && errors + warnings === 0)
    return paint.bold(
      `NO FILE WAS READ${more.length > 0 ? ` (${more.join(', ')})` : ''}: this says nothing about secrets.`,
    );
  const unread = report.errors.length;
  if (unread > 0)
    return `${paint.bold(paint.red('NOT ALL COULD BE READ'))}; otherwise ${counted(errors, 'error')}, ${counted(warnings, 'warning')} (${read}).`;
  if (errors + warnings === 0) return `${paint.bold(paint.green('No findings'))} (${read}).`;
  const total = [counted(errors, 'error'), counted(warnings, 'warning')].join(', ');
  return `${errors > 0 ? paint.bold(paint.red(total)) : paint.bold(total)} (${read}).`;
}
