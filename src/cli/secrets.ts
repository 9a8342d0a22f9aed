// The `secrets` command and its subcommands: arguments to requests, results to text and exit codes.
import { CHECKS } from '../commands/secrets/checks.js';
import { inspectFake, writeFake } from '../commands/secrets/fake.js';
import { inspectSecrets } from '../commands/secrets/inspect.js';
import { applyRename, diffRename, prepareRename } from '../commands/secrets/rename.js';
import type { Sealed } from '../commands/secrets/seal.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { nearestName } from '../nearest.js';
import { display } from '../reporters/display.js';
import { summarise } from '../reporters/summary.js';
import type { Report } from '../run/run.js';
import type { Severity } from '../types.js';
import { keysFrom, lockFrom } from './age-options.js';
import { helpText } from './help.js';
import { type ParsedArguments, parseArguments } from './options.js';
import { say, terminal } from './terminal.js';
import { checkFormats, writeReports } from './write-reports.js';

/** Where a report comes out. */
const REPORT = ['strict', 'rule', 'format', 'output', 'quiet', 'verbose', 'show-secrets', 'max-warnings'];

/** The subcommands, each with the flags that only it and the named others take. */
const OWN_FLAGS: Readonly<Record<string, readonly string[]>> = {
  '': ['identity', 'passphrase-file', ...REPORT],
  fake: ['check', 'for', 'dry-run', ...REPORT],
  rename: ['in', 'dry-run', 'force'],
  encrypt: ['recipient', 'recipients-file', 'passphrase-file', 'identity', 'force'],
  decrypt: ['passphrase-file', 'identity', 'force'],
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
    case 'fake':
      return fake(parsed, rest);
    case 'rename':
      return rename(parsed, rest);
    case 'encrypt':
      return encrypt(parsed, rest);
    case 'decrypt':
      return decrypt(parsed, rest);
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

async function fake(parsed: ParsedArguments, rest: readonly string[]): Promise<ExitCode> {
  const { flags, values } = parsed;
  const [file, ...others] = rest;
  if (file === undefined || others.length > 0)
    throw new UserError('secrets fake needs one FILE', {
      hint: 'For example: ha-secrets-lint secrets fake secrets.fake.yaml',
    });
  const command = { ...whereFrom(parsed), file, place: values.get('for')?.[0] };
  if (flags.has('check')) {
    if (flags.has('dry-run')) throw new UserError('--check and --dry-run exclude each other');
    const formats = checkFormats(parsed);
    const report = await inspectFake({ ...command, levels: toCheckLevels(values.get('rule') ?? []) });
    await writeReports(report, formats, parsed, terminal(flags), CHECKS);
    return codeOf(report, parsed);
  }
  const dryRun = flags.has('dry-run');
  const { plan, place, needed, notes } = await writeFake({ ...command, dryRun });
  const done =
    plan.added.length === 0
      ? 'nothing to add'
      : `${dryRun ? 'would add' : 'added'} ${plan.added.map(display).join(', ')}`;
  const lines = [
    `${display(plan.path)} stands in for ${display(place)}, which ${needed} ${needed === 1 ? 'name is' : 'names are'} looked up in: ${done}`,
    ...notes.map(display),
  ];
  say(`${lines.join('\n')}\n`);
  return dryRun && plan.added.length > 0 ? EXIT.findings : EXIT.ok;
}

async function rename(parsed: ParsedArguments, rest: readonly string[]): Promise<ExitCode> {
  const [old, next, ...others] = rest;
  if (old === undefined || next === undefined || others.length > 0)
    throw new UserError('secrets rename needs OLD and NEW', {
      hint: 'For example: ha-secrets-lint secrets rename pw1 mqtt_password',
    });
  const { facts, plan } = await prepareRename({
    ...whereFrom(parsed),
    old,
    next,
    only: parsed.values.get('in')?.[0],
    force: parsed.flags.has('force'),
  });
  const dryRun = parsed.flags.has('dry-run');
  if (!dryRun) applyRename(facts.root, plan);
  const files = [...plan.removals, ...plan.references, ...plan.standIns].map(({ path }) => path);
  const said = `${dryRun ? 'Would rename' : 'Renamed'} ${plan.count} ${plan.count === 1 ? 'reference' : 'references'}, and the name in ${plan.removals.map(({ path }) => path).join(', ')}: ${files.length} ${files.length === 1 ? 'file' : 'files'}.`;
  const diff = dryRun ? diffRename(plan).split('\n').map(display).join('\n') : '';
  const where =
    plan.removals.length > 0 && !dryRun
      ? ['Every other host that loads these files needs the new name in its own secrets file first.']
      : [];
  say(`${diff}${[said, ...plan.notes, ...where].map(display).join('\n')}\n`);
  return dryRun ? EXIT.findings : EXIT.ok;
}

async function encrypt(parsed: ParsedArguments, files: readonly string[]): Promise<ExitCode> {
  const { encryptSecrets } = await import('../commands/secrets/seal.js');
  const lock = lockFrom(parsed);
  const keys = lock?.kind === 'passphrase' ? undefined : keysFrom(parsed);
  const force = parsed.flags.has('force');
  tellSealed(await encryptSecrets({ ...whereFrom(parsed), files, force, lock, keys }), 'encrypted');
  return EXIT.ok;
}

async function decrypt(parsed: ParsedArguments, files: readonly string[]): Promise<ExitCode> {
  const { decryptSecrets } = await import('../commands/secrets/seal.js');
  const keys = keysFrom(parsed);
  if (keys === undefined)
    throw new UserError('secrets decrypt needs a key', {
      hint: 'Give --identity F, a file as age-keygen makes it, or --passphrase-file F.',
    });
  tellSealed(
    await decryptSecrets({ ...whereFrom(parsed), files, force: parsed.flags.has('force'), keys }),
    'decrypted',
  );
  return EXIT.ok;
}

function tellSealed({ results, recipientsFile, notes }: Sealed, done: string): void {
  const by = recipientsFile === undefined ? '' : ` for the recipients in ${recipientsFile}`;
  const lines = results.map(({ path, of, state }) =>
    state === 'unchanged' ? `${path} holds what ${of} holds: left as it is` : `${done} ${of} to ${path}${by}`,
  );
  say(`${[...lines, ...notes].map(display).join('\n')}\n`);
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
