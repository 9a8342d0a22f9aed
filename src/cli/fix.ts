// `lint --fix`: shows or writes what a fix would change, says what was done and what is left, and reports how things stand.
import { createInterface } from 'node:readline';
import { diffOf } from '../commands/fix/diff.js';
import {
  applyFix,
  changesAnything,
  type FixResult,
  heldBack,
  lacksSecretsFile,
  type PreparedFix,
  prepareFix,
} from '../commands/fix/fix.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import type { Located } from '../findings.js';
import { isWanted } from '../fix/changes.js';
import { display } from '../reporters/display.js';
import type { Report } from '../run/run.js';
import { exitCode, toRequest, withNothingRead } from './lint.js';
import { parseArguments } from './options.js';
import { complain, say, terminal } from './terminal.js';
import { checkFormats, writeReports } from './write-reports.js';

export async function fixMain(args: readonly string[], byHook = false): Promise<ExitCode> {
  const parsed = parseArguments(args);
  const { flags } = parsed;
  if (!flags.has('fix')) throw new UserError(`${nameGiven(flags)} goes with --fix`);
  const formats = checkFormats(parsed);
  const underPreCommit = process.env['PRE_COMMIT'] === '1';
  const inHook = byHook || underPreCommit || process.env['GIT_INDEX_FILE'] !== undefined;
  const lint = await toRequest(parsed);
  const unsafe = flags.has('unsafe-fixes');
  const dryRun = flags.has('dry-run');
  const tell = formats.some(({ format, output }) => format !== 'pretty' && output === undefined) ? complain : say;
  const prepare = (mayCreate: boolean): Promise<PreparedFix> =>
    prepareFix({ lint, unsafe, mayCreate, restages: !underPreCommit });

  /** To people only what is left for them; to programs everything. */
  const write = async (report: Report, isLeft: (one: Located) => boolean): Promise<void> => {
    const pretty = formats.filter(({ format }) => format === 'pretty');
    const others = formats.filter(({ format }) => format !== 'pretty');
    await writeReports({ ...report, findings: report.findings.filter(isLeft) }, pretty, parsed, terminal(flags));
    await writeReports(withNothingRead(report, lint.scope), others, parsed, terminal(flags));
  };

  let prepared = await prepare(!inHook && flags.has('create-secrets-file'));
  if (lacksSecretsFile(prepared)) {
    const creating = await prepare(true);
    const names = creating.plan.secrets.filter(({ before }) => before === undefined);
    if (!inHook && names.length > 0 && (dryRun ? isInteractive() : await agrees(names))) prepared = creating;
    else tell(describeMissing(names, inHook));
  }
  if (dryRun) {
    tell(describePlan(prepared));
    await write(prepared.report, ({ finding }) => finding.fix?.kind !== 'gitignore' && !isWanted(finding, unsafe));
    const code = exitCode(prepared.report, lint.scope, parsed);
    return code === EXIT.ok && changesAnything(prepared) ? EXIT.findings : code;
  }
  const result = await applyFix(prepared);
  tell(describeResult(prepared, result, lint.scope.kind === 'staged'));
  // the lines above say what to do about what is only in the index
  await write(
    result.report,
    ({ finding, file }) => file?.blob.origin.kind !== 'index' || !result.leaking.includes(finding.file),
  );
  return closingCode(result, underPreCommit, exitCode(result.report, lint.scope, parsed));
}

function closingCode(result: FixResult, underPreCommit: boolean, code: ExitCode): ExitCode {
  if (code === EXIT.failed || result.failures.some(({ failed }) => failed)) return EXIT.failed;
  // the framework stages nothing itself, and takes a hook that changed files for failed
  const leaks = result.leaking.length > 0 || (underPreCommit && result.written.length > 0);
  return leaks || result.failures.length > 0 ? EXIT.findings : code;
}

function nameGiven(flags: ReadonlySet<string>): string {
  return `--${['dry-run', 'unsafe-fixes', 'create-secrets-file'].find((name) => flags.has(name)) ?? 'fix'}`;
}

function isInteractive(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

type Names = readonly { readonly path: string; readonly names: readonly string[] }[];

/** Asks on the terminal whether a secrets file is to be made. */
async function agrees(names: Names): Promise<boolean> {
  if (!isInteractive()) return false;
  say(`No secrets file is here. To be made:\n${listNames(names)}`);
  say('If Home Assistant runs elsewhere, its secrets file needs these names before it loads the fixed files.\n');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await new Promise<string>((resolve) => {
    // Ctrl-D and Ctrl-C answer nothing
    lines.once('close', () => resolve(''));
    lines.question('Make it? [y/N] ', resolve);
  });
  lines.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

function listNames(names: Names): string {
  return names.map(({ path, names: all }) => `  ${display(path)}: ${all.map(display).join(', ')}\n`).join('');
}

function describeMissing(names: Names, inHook: boolean): string {
  if (names.length === 0) return '';
  const how = inHook
    ? 'Add them there first, or run ha-secrets-lint --fix where the configuration runs.'
    : 'Add them there first, or give --create-secrets-file to make one here.';
  return `Not fixed where no secrets file is here: the host that loads these files would lack the names.\n${listNames(names)}${how}\n\n`;
}

/** The diff with masked values, and what stays as it is. */
function describePlan(prepared: PreparedFix): string {
  const { plan } = prepared;
  const along = plan.files
    .filter(({ companions }) => companions.length > 0)
    .map(({ file, companions }) => `${display(file.blob.path)}:${describeCompanions(companions)}\n`);
  const head = changesAnything(prepared) ? 'Would change (values are masked):\n' : 'Nothing would be changed.\n';
  return `${head}${diffOf(prepared)}${along.join('')}${describeLeft(prepared)}\n`;
}

function describeResult(prepared: PreparedFix, result: FixResult, staged: boolean): string {
  const lines: string[] = [];
  const values = prepared.plan.files.filter(({ file }) => result.written.includes(file.blob.path));
  for (const { file, edits, companions } of values) {
    const { path, origin } = file.blob;
    const where = origin.kind === 'index' ? ' in the index' : '';
    lines.push(
      `fixed ${display(path)}${where}: ${countOf(edits.length - companions.length)}${describeCompanions(companions)}`,
    );
  }
  for (const { path, names } of result.names) lines.push(`added to ${display(path)}: ${names.map(display).join(', ')}`);
  if (prepared.ignore !== undefined && !result.failures.some(({ path }) => path === '.gitignore'))
    lines.push('added to .gitignore: what holds the values');
  for (const { path, message } of result.failures) lines.push(`not done, ${display(path)}: ${message}`);
  if (result.names.length > 0)
    lines.push('Another host that loads these files needs the added names in its own secrets file first.');
  if (result.leaking.length > 0)
    lines.push(`The index still holds the values: git add ${result.leaking.map(quoted).join(' ')}`);
  if (values.length === 0 && lines.length === 0) lines.push('Nothing to fix.');
  const stagedIgnore = staged && prepared.ignore !== undefined ? '.gitignore was changed, but not staged.\n' : '';
  return `${lines.join('\n')}\n${stagedIgnore}${describeLeft(prepared)}\n`;
}

const countOf = (count: number): string => `${count} ${count === 1 ? 'value' : 'values'}`;

/** What was no finding. */
function describeCompanions(names: readonly string[]): string {
  if (names.length === 0) return '';
  return ` and the user name of the same login (${names.map(display).join(', ')}), which the secrets file has`;
}

function describeLeft(prepared: PreparedFix): string {
  const lines: string[] = [];
  for (const path of prepared.plan.unproven)
    lines.push(`left alone ${display(path)}: a reference in it would not load as the same data`);
  const held = heldBack(prepared);
  if (held > 0)
    lines.push(
      `${held} more only with --unsafe-fixes: in a file that a program edits or no configuration includes, for a container that has to be made anew, or a change of what is loaded.`,
    );
  return lines.map((line) => `${line}\n`).join('');
}

function quoted(path: string): string {
  const shown = display(path);
  return /^[\w./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}
