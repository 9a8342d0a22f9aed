// The audit for people on a terminal: what fails first, where, and what to do. Good in 80 columns and without colour.
import { createColors } from 'picocolors';
import { display } from '../display.js';
import { wrap } from '../wrap.js';
import { type AuditReport, type AuditRow, isFailing, type Place, type Verdict } from './audit-report.js';
import { groupRows, standing } from './order.js';

export interface AuditPrettyOptions {
  readonly color: boolean;
  /** Only what fails. */
  readonly quiet: boolean;
  /** Also why it matters, and all places. */
  readonly verbose: boolean;
}

type Paint = ReturnType<typeof createColors>;

const WORDS: Readonly<Record<Verdict, string>> = { pass: 'ok', warn: 'warning', fail: 'FAILS', unknown: 'unknown' };
const MARGIN = ' '.repeat(10);
const FEW_PLACES = 3;
const MOST_PLACES = 100;

export function auditPretty(report: AuditReport, options: AuditPrettyOptions): string {
  const paint = createColors(options.color);
  const out = ["Home Assistant's security checklist", ''];
  for (const { point, rows } of groupRows(report.rows)) {
    const shown = options.quiet ? rows.filter((row) => isFailing(row, report.strict)) : rows;
    if (shown.length === 0) continue;
    // what is not here needs no line of its own
    const absent = options.verbose ? [] : shown.filter((row) => row.absent);
    const listed = shown.filter((row) => !absent.includes(row));
    out.push(paint.bold(point.title), ...listed.flatMap((row) => block(row, options, paint)));
    if (absent.length > 0) {
      const said = [...new Set(absent.map(({ message }) => message))].join(', ');
      out.push(`  ${paint.green(WORDS.pass.padEnd(8))}${wrap(display(said), 10, MARGIN).join('\n')}`);
    }
    out.push('');
  }
  for (const { file, message } of report.errors)
    out.push(`${paint.bold('could not read')} ${file === null ? '' : `${display(file)}: `}${display(message)}`);
  for (const note of report.notes) out.push(...wrap(display(note), 0, '').map((line) => paint.dim(line)));
  out.push(...wrap(`As it stands: ${standing(report)}`, 0, '').map(paint.bold), '');
  return out.join('\n');
}

function block({ meta, verdict, message, places }: AuditRow, options: AuditPrettyOptions, paint: Paint): string[] {
  const word = painted(verdict, paint)(WORDS[verdict].padEnd(8));
  if (verdict === 'pass' && !options.verbose)
    return [`  ${word}${wrap(`${meta.title}: ${display(message)}`, 10, MARGIN).join('\n')}`];
  const lines = [
    `  ${word}${wrap(`${meta.title} [${meta.id}]`, 10, MARGIN).map(paint.bold).join('\n')}`,
    `${MARGIN}${wrap(display(message), 10, MARGIN).join('\n')}`,
    ...placeLines(places, options.verbose, paint),
  ];
  if (options.verbose) lines.push(prose('why:', meta.why, paint));
  if (verdict !== 'pass') lines.push(prose('do:', meta.remedy, paint), `${MARGIN}${paint.blue('=')} ${meta.help}`);
  return lines;
}

const prose = (title: string, text: string, paint: Paint): string =>
  `${MARGIN}${paint.blue('=')} ${paint.bold(title)} ${wrap(text, 13 + title.length, `${MARGIN}  `).join('\n')}`;

function placeLines(places: readonly Place[], all: boolean, paint: Paint): string[] {
  const shown = places.slice(0, all ? MOST_PLACES : FEW_PLACES);
  const lines = shown.map((place) => `${MARGIN}${paint.blue('-->')} ${placeText(place)}`);
  const more = places.length - shown.length;
  return more > 0 ? [...lines, `${MARGIN}    and ${more} more${all ? '' : ' (--verbose names them)'}`] : lines;
}

export const placeText = ({ file, line }: Place): string => `${display(file)}${line === null ? '' : `:${line}`}`;

function painted(verdict: Verdict, paint: Paint): (text: string) => string {
  switch (verdict) {
    case 'fail':
      return (text) => paint.bold(paint.red(text));
    case 'warn':
      return (text) => paint.bold(paint.magenta(text));
    case 'unknown':
      return paint.dim;
    case 'pass':
      return paint.green;
  }
}
