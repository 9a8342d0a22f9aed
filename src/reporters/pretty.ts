// The report for people: what, where, what to write instead, how to say that it is right as it is.
// Good in 80 columns, without colour, on light and dark terminals. No value is shown.
import { createColors } from 'picocolors';
import type { Located } from '../findings.js';
import type { Report } from '../run/run.js';
import type { Finding } from '../types.js';
import { alsoIn } from './also-in.js';
import { closing, type Paint } from './closing.js';
import { display } from './display.js';
import { frameLines } from './frame.js';
import { afterLeak, describeLeak, describeRotation, quoted } from './leak.js';
import { caveatOf, entryOf, isGone, placeOf } from './remedy.js';
import { SKIPPED } from './skipped.js';
import { WHY_NOT } from './why-not.js';
import { WIDTH, wrap } from './wrap.js';

export interface PrettyOptions {
  readonly color: boolean;
  /** Warnings are counted, not shown. */
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Only ever true on a terminal, by the user's own request. */
  readonly showSecrets: boolean;
}

export function reportPretty(report: Report, options: PrettyOptions): string {
  const paint = createColors(options.color);
  const out: string[] = [];
  for (const located of report.findings) {
    if (options.quiet && located.finding.severity === 'warning') continue;
    out.push(...block(located, options, paint), '');
  }
  if (options.verbose)
    for (const { located, by, file, line } of report.suppressions)
      out.push(
        `ignored ${display(located.finding.file)}:${located.finding.line} ${located.finding.rule}: by ${by}, ${display(file)}:${line}`,
      );
  if (options.verbose)
    for (const { path, reason } of report.skipped) out.push(`skipped ${display(path)}: ${SKIPPED[reason]}`);
  for (const { file, message } of report.errors)
    out.push(
      `${paint.bold(paint.red('could not read'))} ${file === null ? '' : `${display(file)}: `}${display(message)}`,
    );
  out.push(...leakLines(report, paint));
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
    `${label}: ${wrap(display(finding.message), finding.severity.length + finding.rule.length + 4, '  ').join('\n')}`,
    `${margin}${paint.blue('-->')} ${paint.bold(`${display(finding.file)}:${finding.line}:${finding.column}`)}${commit}`,
  ];
  const room = WIDTH - width - 3;
  for (const [index, line] of lines.entries()) {
    const text =
      line.text.length > room && (line.mark?.end ?? 0) < room ? `${line.text.slice(0, room - 1)}…` : line.text;
    out.push(`${paint.blue(String(line.number).padStart(width))} ${bar} ${text}`);
    if (line.mark === undefined) continue;
    const mark = '^'.repeat(Math.max(1, line.mark.end - line.mark.start));
    const path = index === 0 && finding.keyPath !== null ? display(finding.keyPath) : '';
    const fits = line.mark.start + mark.length + 1 + path.length <= room;
    out.push(
      `${margin} ${bar} ${' '.repeat(line.mark.start)}${paint.red(mark)}${path !== '' && fits ? ` ${path}` : ''}`,
    );
    if (!fits)
      out.push(`${margin} ${bar} ${' '.repeat(Math.max(0, Math.min(line.mark.start, room - path.length)))}${path}`);
  }
  const others = alsoIn(located);
  if (others !== undefined) out.push(...adviceLines({ title: 'also in', text: display(others) }, margin, paint));
  for (const one of advice(finding)) out.push(...adviceLines(one, margin, paint));
  return out;
}

/** Prose is wrapped. What is to be pasted stays whole, below its title where it does not fit beside it. */
function adviceLines({ title, text, paste }: Advice, margin: string, paint: Paint): string[] {
  const head = `${margin} ${paint.blue('=')} ${paint.bold(title)}`;
  const used = margin.length + 4 + title.length;
  const indent = `${margin}     `;
  if (paste === true) return used + text.length <= WIDTH ? [`${head} ${text}`] : [head, indent + text];
  const [first = '', ...rest] = wrap(text, used, indent);
  return [`${head} ${first}`, ...rest];
}

interface Advice {
  readonly title: string;
  readonly text: string;
  readonly paste?: true;
}

function* advice(finding: Finding): Generator<Advice> {
  const leak = describeLeak(finding);
  const rotation = describeRotation(finding);
  if (leak !== undefined) yield { title: 'leaked:', text: leak };
  if (rotation !== undefined) yield { title: 'rotate:', text: rotation };
  if (!isGone(finding)) yield* remedyAdvice(finding);
}

function* remedyAdvice(finding: Finding): Generator<Advice> {
  const { fix } = finding;
  if (fix?.kind === 'gitignore') yield { title: 'add to .gitignore:', text: display(fix.text), paste: true };
  else if (fix !== null) {
    yield { title: `${placeOf(fix).toLowerCase()}:`, text: display(fix.text), paste: true };
    if (fix.secretsFile !== null)
      yield { title: `and in ${display(fix.secretsFile)}:`, text: entryOf(fix), paste: true };
    const caveat = caveatOf(finding);
    if (caveat !== undefined) yield { title: 'but', text: caveat };
  } else if (finding.rule === 'commented-credential')
    yield { title: 'instead:', text: 'delete it: what is commented out is published like everything else' };
  else if (finding.noFix !== null) yield { title: 'instead:', text: WHY_NOT[finding.noFix] };
  if (finding.class === 'guard') {
    const untrack = `git rm --cached ${finding.file.startsWith('-') ? '-- ' : ''}${quoted(finding.file)}`;
    // in the working tree it may be a file that nobody has added yet
    if (finding.rule === 'sensitive-file') {
      yield { title: 'add to .gitignore:', text: ignoreLine(finding.file), paste: true };
      yield { title: 'and if git tracks it:', text: untrack, paste: true };
    } else if (finding.rule !== 'secrets-file-not-ignored') yield { title: 'run:', text: untrack, paste: true };
  } else if (finding.class !== 'meta') yield* ignoreAdvice(finding);
}

/** The comment to paste, or the config lines for files in which a comment would not stay or cannot stand. */
function* ignoreAdvice(finding: Finding): Generator<Advice> {
  // what a commit holds takes no comment any more
  const rewritten = fixIsUnsafe(finding) || finding.dialect === null || isInHistory(finding);
  if (!rewritten)
    yield { title: 'to ignore it:', text: `# ha-secrets-lint: ignore[${finding.rule}] <reason>`, paste: true };
  else {
    const keyPath = finding.keyPath === null ? '' : `, keyPath: ${JSON.stringify(display(finding.keyPath))}`;
    yield {
      title: 'to ignore it, under `ignore:` in .ha-secrets-lint.yaml:',
      text: `- { files: ${JSON.stringify(display(finding.file))}, rule: ${finding.rule}${keyPath} }`,
      paste: true,
    };
  }
}

function ignoreLine(path: string): string {
  return `/${display(path).replace(/[*?[\\]/g, '\\$&')}`;
}

function fixIsUnsafe(finding: Finding): boolean {
  return finding.fix?.safe === false;
}

/** Read from a commit that stays as it is, unlike one of a range, which can still be made anew. */
function isInHistory({ leak, commit }: Finding): boolean {
  return leak !== undefined && commit !== null;
}

/** What to do after a leak, below the findings. */
function leakLines(report: Report, paint: Paint): string[] {
  const after = afterLeak(report);
  if (after === undefined) return [];
  return [
    paint.bold('After a leak, in this order:'),
    ...after.steps.flatMap((text, at) => numbered(`${at + 1}. `, text)),
    ...after.commands.map((line) => `     ${line}`),
    ...numbered('   ', after.note),
    '',
  ];
}

function numbered(head: string, text: string): string[] {
  const [first = '', ...rest] = wrap(text, head.length, '   ');
  return [head + first, ...rest];
}
