// What `init` does about what is found already: it offers to fix it, to take it into the baseline, or to list it, so that the hook passes
// afterwards. Asked on a terminal; with --yes only what is published anyway goes into the baseline.
import { createInterface } from 'node:readline';
import { existsBaseline } from '../commands/init/facts.js';
import { EXIT } from '../errors.js';
import { filtersOff } from '../git/filters.js';
import { runGit } from '../git/run.js';
import { display } from '../reporters/display.js';
import { summarise } from '../reporters/summary.js';
import { lint, type Report } from '../run/run.js';
import { takeIntoBaseline } from './baseline.js';
import { exitSoFar, say, setExit } from './terminal.js';

const MOST_FINDINGS = 10;

export interface OfferRequest {
  readonly root: string;
  readonly yes: boolean;
}

/** Deals with the errors of a report; returns how things stand afterwards. */
export async function settleFindings(report: Report, { root, yes }: OfferRequest): Promise<Report> {
  const { errors } = summarise(report);
  if (errors === 0 || report.errors.length > 0) return report;
  const choice = yes ? await choiceWithoutAsking(report, root) : await ask(report, root);
  if (choice === 'fix') return fix(root);
  if (choice === 'baseline') return takeIntoBaseline({ cwd: root, scope: { kind: 'default' } });
  return report;
}

type Choice = 'fix' | 'baseline' | 'list';

/** A baseline that is there is the user's, and what no commit has yet would be let into the next one by it. */
async function choiceWithoutAsking(report: Report, root: string): Promise<Choice> {
  return !existsBaseline(root) && valuesIn(report) > 0 && (await isCommitted(report, root)) ? 'baseline' : 'list';
}

const valuesIn = (report: Report): number =>
  report.findings.filter(({ finding, raw }) => finding.severity === 'error' && raw?.secret !== undefined).length;

async function isCommitted(report: Report, root: string): Promise<boolean> {
  const files = new Set(report.findings.map(({ finding }) => finding.file));
  const paths = [...files].map((path) => `:(top,literal)${path}`);
  const head = await runGit(root, ['rev-parse', '--verify', '-q', 'HEAD']);
  // status runs the filters of what changed together with the index
  const env = await filtersOff(root);
  const args = ['status', '--porcelain', '-z', '--untracked-files=all', '--', ...paths];
  const status = await runGit(root, args, undefined, env);
  return head.code === 0 && status.code === 0 && status.stdout.length === 0;
}

async function ask(report: Report, root: string): Promise<Choice> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return 'list';
  const { errors, fixable } = summarise(report);
  const open = (await isCommitted(report, root)) ? '' : ' Some of it is in no commit yet: that is better fixed.';
  say(`Found already: ${errors} ${errors === 1 ? 'error' : 'errors'}.${open}
  f  fix: write references in place of values (${fixable} can be), the values to the secrets file
  b  baseline: take them as known, so that only new ones stop a commit
  l  list them, and do nothing
`);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await new Promise<string>((resolve) => {
    lines.once('close', () => resolve(''));
    lines.question('What now? [f/b/l] ', resolve);
  });
  lines.close();
  const first = answer.trim().slice(0, 1).toLowerCase();
  return first === 'f' ? 'fix' : first === 'b' ? 'baseline' : 'list';
}

async function fix(root: string): Promise<Report> {
  const { run } = await import('./entries/fix.js');
  const before = process.cwd();
  process.chdir(root);
  try {
    await run(['--fix', '--format', 'compact']);
  } finally {
    process.chdir(before);
  }
  // what is left is told below; only a fix that could not be done fails init
  if (exitSoFar() === EXIT.findings) setExit(EXIT.ok);
  return lint({ cwd: root, scope: { kind: 'default' } });
}

/** Where, not what: the values stay out of sight, and the whole report is one command away. */
export function standing(report: Report): string {
  const { errors, warnings, files, suppressed } = summarise(report);
  const lines = report.errors.map(
    ({ file, message }) => `  could not read ${display(file ?? '')}: ${display(message)}`,
  );
  for (const { finding } of report.findings.slice(0, MOST_FINDINGS))
    lines.push(`  ${finding.severity.padEnd(8)} ${display(finding.file)}:${finding.line} ${finding.rule}`);
  if (report.findings.length > MOST_FINDINGS) lines.push(`  ... and ${report.findings.length - MOST_FINDINGS} more`);
  if (errors > 0)
    lines.push(
      '  to fix what can be: ha-secrets-lint --fix --dry-run, then --fix',
      '  to take all of it as known: ha-secrets-lint --update-baseline',
    );
  const found =
    errors + warnings === 0 ? 'nothing found' : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  const known = suppressed === 0 ? '' : `, ${suppressed} known or ignored`;
  const more = errors + warnings === 0 ? '' : ' (all of it: ha-secrets-lint)';
  return [`As it stands: ${counted(files, 'file')} read, ${found}${known}${more}`, ...lines, ''].join('\n');
}

/** Whether the hook would let a commit of what is staged through. */
export async function hookStanding(root: string): Promise<string> {
  const { errors } = summarise(await lint({ cwd: root, scope: { kind: 'staged' } }));
  return errors === 0
    ? 'The hook lets pass what is staged now.\n'
    : `The hook would stop a commit of what is staged now: ${counted(errors, 'error')}.\n`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
