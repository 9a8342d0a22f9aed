// The `lint` command: arguments to a request, a report to text and exit code.
import { DIALECT_NAMES } from '../dialects/index.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { nearestName } from '../nearest.js';
import { summarise } from '../reporters/summary.js';
import { RULE_IDS } from '../rules/index.js';
import { type LintRequest, lint, type Report } from '../run.js';
import type { ScopeRequest } from '../scope.js';
import type { DialectName, Severity } from '../types.js';
import { helpText } from './help.js';
import { type ParsedArguments, parseArguments } from './options.js';
import { complain, exitSoFar, say, terminal } from './terminal.js';
import { VERSION } from './version.js';
import { checkFormats, writeReports } from './write-reports.js';

/** Flags that the bundle of `--fix` is loaded for. */
const FIX_FLAGS = ['fix', 'dry-run', 'unsafe-fixes', 'create-secrets-file'];

/** How a run's findings become the baseline; another bundle, which is loaded when they are to. */
export type TakeIntoBaseline = (request: LintRequest) => Promise<Report>;

export async function lintMain(
  args: readonly string[],
  byHook = false,
  takeIntoBaseline?: TakeIntoBaseline,
): Promise<number> {
  const parsed = parseArguments(args);
  if (parsed.flags.has('help')) {
    say(helpText());
    return EXIT.ok;
  }
  if (parsed.flags.has('version')) {
    say(`${VERSION}\n`);
    return EXIT.ok;
  }
  if (parsed.flags.has('update-baseline') && FIX_FLAGS.some((name) => parsed.flags.has(name)))
    throw new UserError('--fix and --update-baseline exclude each other', {
      hint: 'Fix first: what is left goes into the baseline.',
    });
  if (FIX_FLAGS.some((name) => parsed.flags.has(name))) return fixInstead(args, byHook);
  const updates = parsed.flags.has('update-baseline');
  if (updates && takeIntoBaseline === undefined) return updateInstead(args, byHook);
  const formats = checkFormats(parsed);
  const request = { ...(await toRequest(parsed)), fixing: loadAdvice };
  const report = updates && takeIntoBaseline !== undefined ? await takeIntoBaseline(request) : await lint(request);
  if (byHook && report.fixInHook && report.findings.some(({ finding }) => finding.fix?.safe === true))
    return fixInstead([...args, '--fix'], byHook);
  await writeReports(report, formats, parsed, terminal(parsed.flags));
  return exitCode(report, request.scope, parsed, byHook);
}

async function loadAdvice({ root, repository }: Parameters<NonNullable<LintRequest['fixing']>>[0]) {
  const { adviceFor } = await import('./entries/fix.js');
  return adviceFor(root, repository);
}

async function updateInstead(args: readonly string[], byHook: boolean): Promise<number> {
  const { run } = await import('./entries/baseline.js');
  await run(args, byHook);
  return exitSoFar();
}

async function fixInstead(args: readonly string[], byHook: boolean): Promise<number> {
  const { run } = await import('./entries/fix.js');
  await run(args, byHook);
  return exitSoFar();
}

/** What blocks: anything that could not be read, errors, more warnings than allowed. */
export function exitCode(report: Report, scope: ScopeRequest, parsed: ParsedArguments, byHook = false): ExitCode {
  const { errors, warnings, files } = summarise(report);
  if (report.errors.length > 0) return EXIT.failed;
  // a hook is handed whatever a commit holds, also where that is nothing but pictures
  const allSkipped = byHook && report.skipped.length > 0;
  if (files === 0 && scope.kind === 'paths' && !allSkipped) {
    complain('ha-secrets-lint: the paths that were named hold no file that could be read\n');
    return EXIT.failed;
  }
  const most = parsed.values.get('max-warnings')?.[0];
  return errors > 0 || (most !== undefined && warnings > Number(most)) ? EXIT.findings : EXIT.ok;
}

export async function toRequest(parsed: ParsedArguments): Promise<LintRequest> {
  const { flags, values } = parsed;
  const one = (name: string): string | undefined => values.get(name)?.[0];
  const configFile = one('config');
  const dialect = one('dialect');
  const known = DIALECT_NAMES.find((name) => name === dialect);
  if (dialect !== undefined && known === undefined)
    throw new UserError('there is no such dialect', { hint: nearestName(dialect, DIALECT_NAMES) });
  const baselineFile = one('baseline');
  const most = one('max-warnings');
  if (most !== undefined && !/^\d{1,9}$/.test(most)) throw new UserError('--max-warnings needs a whole number');
  if (configFile !== undefined && flags.has('no-config'))
    throw new UserError('--config and --no-config exclude each other');
  return {
    cwd: process.cwd(),
    scope: await toScope(parsed),
    useConfig: !flags.has('no-config'),
    strict: flags.has('strict'),
    levels: toLevels(values.get('rule') ?? []),
    privacy: flags.has('privacy'),
    ...(configFile === undefined ? {} : { configFile }),
    ...(baselineFile === undefined ? {} : { baselineFile }),
    ...(known === undefined ? {} : { dialect: known satisfies DialectName }),
  };
}

export function toLevels(given: readonly string[]): Map<string, Severity | 'off'> {
  const levels = new Map<string, Severity | 'off'>();
  for (const entry of given) {
    const [, id = '', level = ''] = /^([^=]*)=(.*)$/.exec(entry) ?? [];
    if (!RULE_IDS.includes(id))
      throw new UserError('--rule names a rule that does not exist', { hint: nearestName(id || entry, RULE_IDS) });
    if (level !== 'off' && level !== 'warning' && level !== 'error')
      throw new UserError(`--rule ${id} needs a level: ${id}=off, ${id}=warning or ${id}=error`);
    levels.set(id, level);
  }
  return levels;
}

async function toScope({ flags, values, positionals }: ParsedArguments): Promise<ScopeRequest> {
  const since = values.get('since')?.[0];
  const filename = values.get('stdin-filename')?.[0];
  const chosen = [
    flags.has('staged') && '--staged',
    since !== undefined && '--since',
    flags.has('history') && '--history',
    flags.has('stdin') && '--stdin',
    positionals.length > 0 && 'paths',
  ].filter(Boolean);
  if (chosen.length > 1) throw new UserError(`${chosen.join(' and ')} exclude each other`);
  if (filename !== undefined && !flags.has('stdin')) throw new UserError('--stdin-filename goes with --stdin');
  if (flags.has('staged')) return { kind: 'staged' };
  if (since !== undefined) return { kind: 'since', revision: since };
  if (flags.has('history')) return { kind: 'history' };
  if (positionals.length > 0) return { kind: 'paths', paths: positionals };
  if (!flags.has('stdin')) return { kind: 'default' };
  if (filename === undefined)
    throw new UserError('--stdin needs --stdin-filename', {
      hint: 'The name tells the format and the dialect: --stdin-filename configuration.yaml',
    });
  return { kind: 'stdin', filename, bytes: await readInput() };
}

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
