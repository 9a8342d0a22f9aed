// The report for people: what, where, what to write instead, how to say that it is right as it is.
// Good in 80 columns, without colour, on light and dark terminals. No value is shown.
import { createColors } from 'picocolors';
import type { Located } from '../findings.js';
import type { Report } from '../run.js';
import type { Finding, NoFixReason } from '../types.js';
import { display } from './display.js';
import { frameLines } from './frame.js';
import { SKIPPED } from './skipped.js';
import { summarise } from './summary.js';

export interface PrettyOptions {
  readonly color: boolean;
  /** Warnings are counted, not shown. */
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Only ever true on a terminal, by the user's own request. */
  readonly showSecrets: boolean;
}

export const WHY_NOT: Readonly<Record<NoFixReason, string>> = {
  'part-of-a-longer-string':
    'a reference replaces whole values only: keep the secret in a script or rest_command that takes the whole value from the secrets file',
  'edited-in-the-ui':
    'this file is rewritten by the Home Assistant interface: move the action to a script or rest_command in another file',
  blueprint: 'files like this are loaded without secrets: make it an input',
  'no-references-here':
    'this format has no `!secret`: use its own way (an environment variable), or keep the file out of git',
  'not-yaml': 'read the value from the environment or from a file that git ignores',
  'invalid-yaml': 'the file is no valid YAML: mend it first',
  'several-places': 'the value stands in several places',
  'a-key': 'a key cannot be a reference: change the structure',
  'list-value': 'move the whole list to the secrets file and refer to it',
  encoding: 'the file is not UTF-8: convert it first',
  'needs-a-person': 'move the value to the secrets file by hand',
};

type Paint = ReturnType<typeof createColors>;

export function reportPretty(report: Report, options: PrettyOptions): string {
  const paint = createColors(options.color);
  const out: string[] = [];
  for (const located of report.findings) {
    if (options.quiet && located.finding.severity === 'warning') continue;
    out.push(...block(located, options, paint), '');
  }
  if (options.verbose)
    for (const { path, reason } of report.skipped) out.push(`skipped ${display(path)}: ${SKIPPED[reason]}`);
  for (const { file, message } of report.errors)
    out.push(
      `${paint.bold(paint.red('could not read'))} ${file === null ? '' : `${display(file)}: `}${display(message)}`,
    );
  for (const note of report.notes) out.push(paint.dim(display(note)));
  out.push(closing(report, paint));
  return `${out.join('\n')}\n`;
}

function block(located: Located, options: PrettyOptions, paint: Paint): string[] {
  const { finding } = located;
  const label =
    finding.severity === 'error'
      ? paint.bold(paint.red(`error[${finding.rule}]`))
      : paint.bold(paint.magenta(`warning[${finding.rule}]`));
  const lines = frameLines(located, options.showSecrets);
  const width = String(lines.at(-1)?.number ?? finding.line).length;
  const margin = ' '.repeat(width);
  const bar = paint.blue('|');
  const commit = finding.commit === null ? '' : ` in commit ${finding.commit.slice(0, 10)}`;
  const out = [
    `${label}: ${display(finding.message)}`,
    `${margin}${paint.blue('-->')} ${paint.bold(`${display(finding.file)}:${finding.line}:${finding.column}`)}${commit}`,
  ];
  for (const [index, line] of lines.entries()) {
    out.push(`${paint.blue(String(line.number).padStart(width))} ${bar} ${line.text}`);
    if (line.mark === undefined) continue;
    const path = index === 0 && finding.keyPath !== null ? ` ${display(finding.keyPath)}` : '';
    out.push(
      `${margin} ${bar} ${' '.repeat(line.mark.start)}${paint.red('^'.repeat(Math.max(1, line.mark.end - line.mark.start)))}${path}`,
    );
  }
  for (const [name, text] of advice(finding)) out.push(`${margin} ${paint.blue('=')} ${paint.bold(name)} ${text}`);
  return out;
}

function* advice(finding: Finding): Generator<[string, string]> {
  const { fix } = finding;
  if (fix?.kind === 'gitignore') yield ['add to .gitignore:', display(fix.text)];
  else if (fix !== null) {
    yield ['write instead:', display(fix.text)];
    if (fix.secretsFile !== null) yield ['and in', `${display(fix.secretsFile)}: ${fix.name}: <the value>`];
    if (!fix.safe) yield ['but', 'the Home Assistant interface edits this file and cannot show a reference in it'];
  } else if (finding.rule === 'commented-credential')
    yield ['instead:', 'delete it: what is commented out is published like everything else'];
  else if (finding.noFix !== null) yield ['instead:', WHY_NOT[finding.noFix]];
  if (finding.class === 'guard') {
    if (finding.rule !== 'secrets-file-not-ignored') yield ['run:', `git rm --cached ${quoted(finding.file)}`];
  } else if (finding.class !== 'meta') yield* ignoreAdvice(finding);
}

/** The comment to paste, or the config lines for files in which a comment would not stay or cannot stand. */
function* ignoreAdvice(finding: Finding): Generator<[string, string]> {
  const rewritten = fixIsUnsafe(finding) || finding.dialect === null;
  if (!rewritten) yield ['to ignore it:', `# ha-secrets-lint: ignore[${finding.rule}] <reason>`];
  else {
    const keyPath = finding.keyPath === null ? '' : `, keyPath: ${JSON.stringify(display(finding.keyPath))}`;
    yield [
      'to ignore it, in .ha-secrets-lint.yaml:',
      `ignore: [{ files: ${JSON.stringify(display(finding.file))}, rule: ${finding.rule}${keyPath} }]`,
    ];
  }
}

function fixIsUnsafe(finding: Finding): boolean {
  return finding.fix?.safe === false;
}

function quoted(path: string): string {
  const shown = display(path);
  return /^[\w./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The last line: totals, and how many files they come from. */
function closing(report: Report, paint: Paint): string {
  const { errors, warnings, files, skipped, suppressed } = summarise(report);
  const more = [
    skipped > 0 ? `${skipped} skipped` : '',
    suppressed > 0 ? `${counted(suppressed, 'finding')} ignored by comment or config` : '',
  ].filter((part) => part !== '');
  const read = `${counted(files, 'file')} read${more.length > 0 ? `, ${more.join(', ')}` : ''}`;
  if (files === 0 && errors + warnings === 0)
    return paint.bold(
      `NO FILE WAS READ${more.length > 0 ? ` (${more.join(', ')})` : ''}: this says nothing about secrets.`,
    );
  if (errors + warnings === 0) return `${paint.bold(paint.green('No findings'))} (${read}).`;
  const total = [counted(errors, 'error'), counted(warnings, 'warning')].join(', ');
  return `${errors > 0 ? paint.bold(paint.red(total)) : paint.bold(total)} (${read}).`;
}
