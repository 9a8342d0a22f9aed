// The `secrets` command and its subcommands: arguments to requests, results to text and exit codes.
import { CHECKS } from '../commands/secrets/checks.js';
import { inspectSecrets } from '../commands/secrets/inspect.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { nearestName } from '../nearest.js';
import { summarise } from '../reporters/summary.js';
import type { Report } from '../run.js';
import type { Severity } from '../types.js';
import { keysFrom } from './age-options.js';
import { helpText } from './help.js';
import { type ParsedArguments, parseArguments } from './options.js';
import { say, terminal } from './terminal.js';
import { checkFormats, writeReports } from './write-reports.js';

/** The subcommands, each with the flags that only it and the named others take. */
const OWN_FLAGS: Readonly<Record<string, readonly string[]>> = {
  '': [
    'identity',
    'passphrase-file',
    'strict',
    'rule',
    'format',
    'output',
    'quiet',
    'verbose',
    'show-secrets',
    'max-warnings',
  ],
};
const GENERAL = ['config', 'no-config', 'color', 'no-color', 'help', 'version'];

export async function secretsMain(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseArguments(args, 'secrets');
  if (parsed.flags.has('help')) {
    say(helpText('secrets'));
    return EXIT.ok;
  }
  const [verb = '', ...rest] = parsed.positionals;
  const own = OWN_FLAGS[verb];
  const verbs = Object.keys(OWN_FLAGS).filter((name) => name !== '');
  if (own === undefined)
    throw new UserError('there is no such subcommand of secrets', { hint: nearestName(verb, verbs) });
  const wrong = [...parsed.flags, ...parsed.values.keys()].find(
    (name) => !own.includes(name) && !GENERAL.includes(name),
  );
  if (wrong !== undefined) {
    const right = Object.entries(OWN_FLAGS).filter(([, flags]) => flags.includes(wrong));
    throw new UserError(`--${wrong} goes with ${right.map(([name]) => `secrets ${name}`.trim()).join(', ')}`);
  }
  switch (verb) {
    default:
      return inspect(parsed, rest);
  }
}

async function inspect(parsed: ParsedArguments, rest: readonly string[]): Promise<ExitCode> {
  if (rest.length > 0)
    throw new UserError('secrets takes no paths', { hint: 'Run it in the folder of the configuration.' });
  const formats = checkFormats(parsed);
  const report = await inspectSecrets({
    ...whereFrom(parsed),
    levels: toCheckLevels(parsed.values.get('rule') ?? []),
    keys: keysFrom(parsed),
  });
  await writeReports(report, formats, parsed, terminal(parsed.flags), CHECKS);
  return codeOf(report, parsed);
}

export function whereFrom({ flags, values }: ParsedArguments) {
  const configFile = values.get('config')?.[0];
  if (configFile !== undefined && flags.has('no-config'))
    throw new UserError('--config and --no-config exclude each other');
  return {
    cwd: process.cwd(),
    useConfig: !flags.has('no-config'),
    ...(configFile === undefined ? {} : { configFile }),
  };
}

export function codeOf(report: Report, { flags, values }: ParsedArguments): ExitCode {
  const { errors, warnings } = summarise(report);
  if (report.errors.length > 0) return EXIT.failed;
  const most = flags.has('strict') ? '0' : values.get('max-warnings')?.[0];
  if (most !== undefined && !/^\d{1,9}$/.test(most)) throw new UserError('--max-warnings needs a whole number');
  return errors > 0 || (most !== undefined && warnings > Number(most)) ? EXIT.findings : EXIT.ok;
}

function toCheckLevels(given: readonly string[]): Map<string, Severity | 'off'> {
  const ids = CHECKS.map(({ id }) => id);
  const levels = new Map<string, Severity | 'off'>();
  for (const entry of given) {
    const [, id = '', level = ''] = /^([^=]*)=(.*)$/.exec(entry) ?? [];
    if (!ids.includes(id))
      throw new UserError('--rule names a check that does not exist', { hint: nearestName(id || entry, ids) });
    if (level !== 'off' && level !== 'warning' && level !== 'error')
      throw new UserError(`--rule ${id} needs a level: ${id}=off, ${id}=warning or ${id}=error`);
    levels.set(id, level);
  }
  return levels;
}
