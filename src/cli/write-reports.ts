// The reports of a run: which formats were asked for, and writing each where it belongs.
import { closeSync, constants, fstatSync, openSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemErrorCode, UserError } from '../errors.js';
import { nearestName } from '../nearest.js';
import type { ReportContext } from '../reporters/context.js';
import { frameLines } from '../reporters/frame.js';
import { reportJson } from '../reporters/json.js';
import type { MoreFormat } from '../reporters/more.js';
import { reportPretty } from '../reporters/pretty.js';
import { RULES } from '../rules/index.js';
import type { Report } from '../run/run.js';
import type { RuleMeta } from '../types.js';
import { FORMAT_NAMES, type Format } from './formats.js';
import { isNoReport, TOOL } from './main.js';
import type { ParsedArguments } from './options.js';
import { complain, say, type Terminal } from './terminal.js';

export interface Output {
  readonly format: Format;
  readonly output: string | undefined;
}

/** What was asked for: the report for people, where nothing was. */
export function checkFormats(parsed: ParsedArguments): readonly Output[] {
  const formats = parsed.formats.map(({ format, output }) => {
    const known = FORMAT_NAMES.find((name) => name === format);
    if (known === undefined)
      throw new UserError('there is no such format', { hint: nearestName(format, FORMAT_NAMES) });
    return { format: known, output };
  });
  const wrong = formats.map(({ output }) => output).find((output) => output !== undefined && isNoReport(output));
  if (wrong !== undefined)
    throw new UserError(`--output would write over ${wrong}, which is no report`, { hint: 'Give it another name.' });
  const files = formats.flatMap(({ output }) => (output === undefined ? [] : [resolve(output)]));
  if (new Set(files).size < files.length) throw new UserError('two formats cannot be written to the same file');
  if (files.length + 1 < formats.length)
    throw new UserError('only one format can go to standard output', { hint: 'Give the others an --output FILE.' });
  return formats.length > 0 ? formats : PRETTY;
}

const PRETTY: readonly Output[] = [{ format: 'pretty', output: undefined }];

export async function writeReports(
  report: Report,
  formats: readonly Output[] = PRETTY,
  { flags }: ParsedArguments,
  { color, isTerminal }: Terminal,
  rules: readonly RuleMeta[] = RULES.map(({ meta }) => meta),
): Promise<void> {
  const quiet = flags.has('quiet');
  await writeEach(formats, async (format, toScreen) => {
    const options = {
      color: color && toScreen,
      quiet,
      verbose: flags.has('verbose'),
      showSecrets: toScreen && isTerminal && flags.has('show-secrets'),
    };
    if (format === 'pretty') return reportPretty(report, options);
    if (format === 'json') return reportJson(report, TOOL);
    return reportMore(format, report, rules, quiet, flags.has('verbose'));
  });
}

/** Makes each format and writes it where it belongs; the first fault is thrown at the end. */
export async function writeEach(
  formats: readonly Output[],
  make: (format: Format, toScreen: boolean) => Promise<string>,
): Promise<void> {
  const failures: unknown[] = [];
  // the object of a run that failed takes the place of the JSON report, so that this comes last
  const last = (format: Format): number => (format === 'json' ? 1 : 0);
  for (const { format, output } of [...formats].sort((a, b) => last(a.format) - last(b.format))) {
    if (format === 'json' && failures.length > 0) break;
    const text = await make(format, output === undefined);
    // a file that cannot be written takes no other report with it
    try {
      if (output === undefined) say(text);
      else writeFile(output, text);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** The other formats are a bundle of their own, without the rules. */
export async function reportMore(
  format: MoreFormat,
  report: Report,
  rules: readonly RuleMeta[],
  quiet: boolean,
  verbose: boolean,
): Promise<string> {
  const { REPORTERS, githubSummary } = await import('../reporters/more.js');
  const context: ReportContext = { tool: TOOL, rules, frame: frameLines, quiet, verbose, time: new Date() };
  if (format === 'github') appendSummary(process.env['GITHUB_STEP_SUMMARY'], githubSummary(report, context));
  return REPORTERS[format](report, context);
}

/**
 * The summary of a GitHub step is an extra: where it cannot be written the annotations still count.
 * Only to a regular file: never through a link, never waiting for the reader of a pipe.
 */
function appendSummary(path: string | undefined, text: string): void {
  if (path === undefined || path === '') return;
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let file: number | undefined;
  try {
    file = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
    if (fstatSync(file).isFile()) writeFileSync(file, text);
    else complain('ha-secrets-lint: GITHUB_STEP_SUMMARY names no regular file, so that no summary was written\n');
  } catch (error) {
    complain(`ha-secrets-lint: no summary was written (${systemErrorCode(error) ?? 'unknown error'})\n`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function writeFile(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UserError(`${path} cannot be written (${systemErrorCode(error) ?? 'unknown error'})`, { cause: error });
  }
}
