// The `hook` command: what the git hooks call. The shims in hooks/ end here, and so do other hook managers.
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { HOOK_NAMES } from '../git/hook-names.js';
import { isDeletion, parsePushLines } from '../git/push.js';
import { nearestName } from '../nearest.js';
import { reportClosing } from '../reporters/closing.js';
import { summarise } from '../reporters/summary.js';
import { FIRST_LOOKS } from '../rules/first-looks.js';
import { GUARDS } from '../rules/guards.js';
import { lint, type Report } from '../run/run.js';
import type { ScopeRequest } from '../run/scope.js';
import { lintMain, loadThorough, toLevels } from './lint.js';
import { type ParsedArguments, parseArguments } from './options.js';
import { complain, say, terminal } from './terminal.js';

/** The hook decides what is read; a report in another format is what `lint --since` is for. */
const NOT_IN_A_HOOK = ['staged', 'since', 'history', 'stdin', 'stdin-filename', 'update-baseline', 'shard', 'jobs'];
const NOT_IN_A_PUSH = ['format', 'output', 'max-warnings', 'dialect', 'show-secrets'];

/**
 * What .pre-commit-hooks.yaml calls. The framework, not git, says which files are meant, and their working tree is what is looked at:
 * it has set aside what is not staged. What belongs to no file is a hook of its own.
 */
const FRAMEWORK_HOOKS = ['files', 'repository'] as const;

export async function hookMain(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(args, 'hook');
  if (parsed.flags.has('help')) {
    say((await loadThorough()).helpText());
    return EXIT.ok;
  }
  const [name = '', ...rest] = parsed.positionals;
  const hook = [...HOOK_NAMES, ...FRAMEWORK_HOOKS].find((known) => known === name);
  if (hook === undefined)
    throw new UserError(name === '' ? 'hook needs the name of a git hook' : `there is no hook ${name} here`, {
      hint: nearestName(name, HOOK_NAMES),
    });
  refuseOptions(parsed, NOT_IN_A_HOOK, hook);
  const off = offSwitch(process.env);
  if (off !== undefined) {
    complain(`ha-secrets-lint: switched off by ${off}: nothing was checked.\n`);
    return EXIT.ok;
  }
  if (hook === 'pre-push') return prePush(parsed, rest[0] ?? '');
  if (hook === 'files') return namedFiles(args, rest);
  // file names here would say that only those are meant, while all that is staged gets committed
  if (rest.length > 0)
    throw new UserError(`${hook} takes no file names: it looks at all that is staged`, {
      hint: 'For single files: ha-secrets-lint lint FILE...',
    });
  if (hook === 'repository') return repositoryOnly(parsed);
  return stopped(await lintMain(['--staged', ...without(args, hook)], true), 'commit');
}

/** Only what is about the repository as a whole; the files have a hook of their own. */
async function repositoryOnly(parsed: ParsedArguments): Promise<ExitCode> {
  refuseOptions(parsed, NOT_IN_A_PUSH, 'repository');
  const guards = new Set(GUARDS.map(({ meta }) => meta.id));
  const inFiles = FIRST_LOOKS.filter(({ id }) => !guards.has(id)).map(({ id }) => [id, 'off'] as const);
  const report = await lintForHook(parsed, { kind: 'staged' }, inFiles);
  if (report.errors.length > 0 || report.findings.length > 0) say(await prettyForHook(report, parsed));
  else say('Git holds no secrets file in clear text, and would ignore each.\n');
  if (report.errors.length > 0) return EXIT.failed;
  return summarise(report).errors > 0 ? EXIT.findings : EXIT.ok;
}

/** A manager that found no file for this commit names none, and that is not the same as all of them. */
async function namedFiles(args: readonly string[], files: readonly string[]): Promise<number> {
  if (files.length > 0) return lintMain(without(args, 'files'), true);
  complain('ha-secrets-lint: no files were named, so nothing was checked.\n');
  return EXIT.ok;
}

function without(args: readonly string[], name: string): string[] {
  const at = args.indexOf(name);
  return [...args.slice(0, at), ...args.slice(at + 1)];
}

/** The switch that turns the hook off, as the user wrote it. `SKIP` is the pre-commit framework's list. */
function offSwitch(env: NodeJS.ProcessEnv): string | undefined {
  if (env['HA_SECRETS_LINT'] === '0') return 'HA_SECRETS_LINT=0';
  const skipped = (env['SKIP'] ?? '').split(',').map((name) => name.trim());
  return skipped.includes('ha-secrets-lint') ? 'SKIP=ha-secrets-lint' : undefined;
}

function refuseOptions(parsed: ParsedArguments, names: readonly string[], hook: string): void {
  const refused = names.find((name) => parsed.flags.has(name) || parsed.values.has(name));
  if (refused !== undefined) throw new UserError(`--${refused} does not go with the hook ${hook}`);
}

async function prePush(parsed: ParsedArguments, remote: string): Promise<ExitCode> {
  refuseOptions(parsed, NOT_IN_A_PUSH, 'pre-push');
  const updates = parsePushLines(await readLines());
  if (updates.every(isDeletion)) {
    complain('ha-secrets-lint: nothing to push, so nothing was checked.\n');
    return EXIT.ok;
  }
  const report = await lintForHook(parsed, { kind: 'push', remote, updates });
  say(await prettyForHook(report, parsed));
  if (report.errors.length > 0) return EXIT.failed;
  return stopped(summarise(report).errors > 0 ? EXIT.findings : EXIT.ok, 'push');
}

/** `levels` stand back behind those that were given. */
function lintForHook(
  { flags, values }: ParsedArguments,
  scope: ScopeRequest,
  levels: readonly (readonly [string, 'off'])[] = [],
): Promise<Report> {
  const configFile = values.get('config')?.[0];
  const configFrom = values.get('config-from')?.[0];
  const baselineFile = values.get('baseline')?.[0];
  return lint({
    cwd: process.cwd(),
    scope,
    useConfig: !flags.has('no-config'),
    strict: flags.has('strict'),
    privacy: flags.has('privacy'),
    levels: new Map([...levels, ...toLevels(values.get('rule') ?? [])]),
    ...(configFile === undefined ? {} : { configFile }),
    ...(configFrom === undefined ? {} : { configFrom }),
    ...(baselineFile === undefined ? {} : { baselineFile }),
  });
}

async function prettyForHook(report: Report, { flags }: ParsedArguments): Promise<string> {
  const options = { color: terminal(flags).color, verbose: flags.has('verbose') };
  const closing = reportClosing(report, options);
  if (closing !== undefined) return closing;
  const { reportPretty } = await loadThorough();
  return reportPretty(report, { ...options, quiet: flags.has('quiet'), showSecrets: false });
}

const STOPPED = {
  commit: 'The commit was stopped. Mend what is said above, `git add` it, and commit again.',
  push: 'The push was stopped: a commit that it sends holds what is said above, also if a later one takes it out.',
} as const;

/** Says what became of git's command, and how to go on. */
function stopped<Code extends number>(code: Code, what: keyof typeof STOPPED): Code {
  if (code === EXIT.findings)
    complain(`${STOPPED[what]}\nTo let it pass once, unchecked: HA_SECRETS_LINT=0 git ${what} ...\n`);
  return code;
}

async function readLines(): Promise<string> {
  if (process.stdin.isTTY)
    throw new UserError('pre-push reads what git pushes from standard input', {
      hint: 'Git calls it. By hand: ha-secrets-lint --since <what is pushed already>',
    });
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
