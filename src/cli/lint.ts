// The `lint` command: arguments to a request, a report to text and exit code.
import { DIALECT_NAMES } from '../dialects/index.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { nearestName } from '../nearest.js';
import { reportClosing } from '../reporters/closing.js';
import { summarise } from '../reporters/summary.js';
import { FIRST_LOOKS } from '../rules/first-looks.js';
import { type LintRequest, lint, type Report } from '../run/run.js';
import type { ScopeRequest } from '../run/scope.js';
import { parseShard, type Shard } from '../run/shard.js';
import type { DialectName, Severity } from '../types.js';
import { type ParsedArguments, parseArguments } from './options.js';
import type { ProgressLine } from './progress.js';
import { complain, exitSoFar, say, terminal } from './terminal.js';
import { VERSION } from './version.js';

/** What is only needed where there is more to say than one line: in the bundle that holds the rules. */
export const loadThorough = () => import('./thorough.js');

/** Flags that the bundle of `--fix` is loaded for. */
const FIX_FLAGS = ['fix', 'dry-run', 'unsafe-fixes', 'create-secrets-file'];

/** How a run's findings become the baseline; another bundle, which is loaded when they are to. */
export type TakeIntoBaseline = (request: LintRequest) => Promise<Report>;

export async function lintMain(
  args: readonly string[],
  byHook = false,
  takeIntoBaseline?: TakeIntoBaseline,
): Promise<number> {
  if (isJob()) return job(args);
  const parsed = parseArguments(args);
  if (parsed.flags.has('help')) {
    say((await loadThorough()).helpText());
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
  const formats = parsed.formats.length === 0 ? undefined : (await loadThorough()).checkFormats(parsed);
  const asked = await toRequest(parsed);
  const line = await openProgress(parsed, asked.scope);
  const request = {
    ...asked,
    fixing: loadAdvice,
    ...toJobs(parsed, args),
    ...(line === undefined ? {} : { progress: line.step }),
  };
  let report: Report;
  try {
    report = updates && takeIntoBaseline !== undefined ? await takeIntoBaseline(request) : await lint(request);
  } finally {
    line?.clear();
  }
  if (byHook && report.fixInHook && report.findings.some(({ finding }) => finding.fix?.safe === true))
    return fixInstead([...args, '--fix'], byHook);
  const screen = terminal(parsed.flags);
  const closing = formats ?? reportClosing(report, { color: screen.color, verbose: parsed.flags.has('verbose') });
  if (typeof closing === 'string') say(closing);
  else {
    const told = formats === undefined ? report : withNothingRead(report, request.scope, byHook);
    await (await loadThorough()).writeReports(told, formats, parsed, screen);
  }
  return exitCode(report, request.scope, parsed, byHook);
}

/** Only where somebody looks, and for what may take long. */
async function openProgress({ flags }: ParsedArguments, scope: ScopeRequest): Promise<ProgressLine | undefined> {
  const isLong = scope.kind === 'default' || scope.kind === 'history' || scope.kind === 'since';
  const isWatched = process.stderr.isTTY === true && process.env['TERM'] !== 'dumb';
  if (!isLong || !isWatched || flags.has('no-progress')) return undefined;
  return (await import('./entries/progress.js')).openProgress();
}

/** Started by `--jobs` of another process. */
function isJob(): boolean {
  return process.send !== undefined && process.env['HA_SECRETS_LINT_JOB'] !== undefined;
}

async function job(args: readonly string[]): Promise<number> {
  const { run } = await import('./entries/jobs.js');
  await run(args);
  return exitSoFar();
}

const MOST_JOBS = 64;

function toJobs({ values }: ParsedArguments, args: readonly string[]): Pick<LintRequest, 'lookAhead'> {
  const given = values.get('jobs')?.[0];
  if (given === undefined) return {};
  const jobs = /^\d{1,3}$/.test(given) ? Number(given) : 0;
  if (jobs < 1 || jobs > MOST_JOBS) throw new UserError(`--jobs needs a whole number from 1 to ${MOST_JOBS}`);
  if (values.has('shard')) throw new UserError('--jobs and --shard exclude each other');
  if (jobs === 1) return {};
  return {
    lookAhead: async (_, progress) => {
      const { lookWithJobs } = await import('./entries/jobs.js');
      const looks = await lookWithJobs(args, jobs, progress);
      // an error of another bundle would not be known as one for people
      if (looks === undefined) throw new UserError('a process of --jobs ended early', { hint: 'Try with --jobs 1.' });
      return looks;
    },
  };
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

const NOTHING_READ = 'the paths that were named hold no file that could be read';

/** Paths were named, and nothing of them was read. */
function hasReadNothing(report: Report, scope: ScopeRequest, byHook: boolean): boolean {
  // a hook is handed whatever a commit holds, also where that is nothing but pictures
  const allSkipped = byHook && report.skipped.length > 0;
  const allElsewhere = (report.shard?.elsewhere ?? 0) > 0;
  return report.files === 0 && scope.kind === 'paths' && !allSkipped && !allElsewhere;
}

/** A program sees from the report, too, that the job was not done. */
export function withNothingRead(report: Report, scope: ScopeRequest, byHook = false): Report {
  const isTold = report.errors.length > 0 || !hasReadNothing(report, scope, byHook);
  return isTold ? report : { ...report, errors: [{ file: null, message: NOTHING_READ }] };
}

/** What blocks: anything that could not be read, errors, more warnings than allowed. */
export function exitCode(report: Report, scope: ScopeRequest, parsed: ParsedArguments, byHook = false): ExitCode {
  const { errors, warnings } = summarise(report);
  if (report.errors.length > 0) return EXIT.failed;
  if (hasReadNothing(report, scope, byHook)) {
    complain(`ha-secrets-lint: ${NOTHING_READ}\n`);
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
  const configFrom = one('config-from');
  const without = ['no-config', 'update-baseline'].find((name) => flags.has(name));
  if (configFrom !== undefined && without !== undefined)
    throw new UserError(`--config-from and --${without} exclude each other`);
  const scope = await toScope(parsed);
  const shard = toShard(parsed, scope);
  return {
    cwd: process.cwd(),
    scope,
    useConfig: !flags.has('no-config'),
    strict: flags.has('strict'),
    levels: toLevels(values.get('rule') ?? []),
    privacy: flags.has('privacy'),
    ...(configFile === undefined ? {} : { configFile }),
    ...(shard === undefined ? {} : { shard }),
    ...(configFrom === undefined ? {} : { configFrom }),
    ...(baselineFile === undefined ? {} : { baselineFile }),
    ...(known === undefined ? {} : { dialect: known satisfies DialectName }),
  };
}

/** A shard says nothing about what is not in it: what changes files, and what looks at a commit to be, needs all of them. */
function toShard({ flags, values }: ParsedArguments, scope: ScopeRequest): Shard | undefined {
  const given = values.get('shard')?.[0];
  if (given === undefined) return undefined;
  const other =
    ['update-baseline', ...FIX_FLAGS].find((name) => flags.has(name)) ??
    (scope.kind === 'staged' || scope.kind === 'stdin' ? scope.kind : undefined);
  if (other !== undefined) throw new UserError(`--shard and --${other} exclude each other`);
  return parseShard(given);
}

export function toLevels(given: readonly string[]): Map<string, Severity | 'off'> {
  const ruleIds = FIRST_LOOKS.map((rule) => rule.id);
  const levels = new Map<string, Severity | 'off'>();
  for (const entry of given) {
    const [, id = '', level = ''] = /^([^=]*)=(.*)$/.exec(entry) ?? [];
    if (!ruleIds.includes(id))
      throw new UserError('--rule names a rule that does not exist', { hint: nearestName(id || entry, ruleIds) });
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
