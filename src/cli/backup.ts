// The `backup` command: the configuration with its secrets, encrypted, in one file.
import { basename, dirname } from 'node:path';
import type { Lock } from '../age/keys.js';
import { makeArchive, removeOutdated, type Written } from '../commands/backup/apply.js';
import { demandIgnored, namesIn, openTree, placeOf, readTree, realPathOf } from '../commands/backup/facts.js';
import type { Progress } from '../commands/backup/facts-entries.js';
import { type BackupPlan, planBackup, secretsIn } from '../commands/backup/plan.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { display } from '../reporters/display.js';
import { isOpenToOthers } from '../sources/key-file.js';
import { lockFrom } from './age-options.js';
import { helpText } from './help.js';
import { onInterrupt } from './interrupt.js';
import { TOOL } from './main.js';
import { type ParsedArguments, parseArguments } from './options.js';
import { statusLine } from './status-line.js';
import { complain, say } from './terminal.js';

export async function backupMain(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseArguments(args, 'backup');
  const { flags, values, positionals } = parsed;
  if (flags.has('help')) {
    say(helpText('backup'));
    return EXIT.ok;
  }
  const [out, ...others] = positionals;
  if (out === undefined || others.length > 0 || out === '-')
    throw new UserError('backup needs one OUT: a file, or a folder (ending in /)', {
      hint: 'Usage: ha-secrets-lint backup OUT --recipient R | --passphrase-file F',
    });
  const format = formatOf(parsed, 'backup');
  const keep = keepOf(values.get('keep')?.[0]);
  const lock = lockFrom(parsed);
  if (lock === undefined)
    throw new UserError('backup needs a --recipient or a --passphrase-file: an archive is always encrypted', {
      hint: 'age-keygen -o key.txt makes a key and prints its recipient. Keep key.txt away from the backups.',
    });
  warnOfOpenFiles(values.get('passphrase-file') ?? []);
  const cwd = process.cwd();
  const place = placeOf(out, cwd, new Date());
  if (keep !== undefined && !place.named)
    throw new UserError('--keep is for a folder: let OUT end in /', {
      hint: 'Only archives that this program named by the time are ever removed.',
    });
  const { root, repository } = await openTree(cwd);
  if (repository !== undefined) await demandIgnored(place, repository);
  const tree = await readTree(root, {
    include: values.get('include') ?? [],
    exclude: values.get('exclude') ?? [],
    archive: realPathOf(place.path),
  });
  const plan = planBackup(tree.found);
  if (!plan.entries.some(({ kind }) => kind === 'file'))
    throw new UserError('there is no file to save here', { file: root });
  const progress = statusLine(flags);
  const written = await makeArchive({
    onInterrupt,
    root,
    entries: plan.entries,
    lock,
    archive: place.path,
    overwrite: flags.has('force'),
    onProgress: ({ files, bytes }: Progress) =>
      progress.show(`${files} of ${plan.entries.length} entries, ${size(bytes)}`),
  }).finally(() => progress.clear());
  const removed = keep === undefined ? [] : removeOutdated(place.path, namesIn(dirname(place.path)), keep);
  const result: Result = { archive: place.path, lock, plan, written, removed, excluded: tree.excluded };
  say(format === 'json' ? asJson(result) : asText(result));
  const missing = [...plan.omitted, ...written.changed];
  if (format !== 'json')
    for (const { file, reason } of missing)
      complain(`ha-secrets-lint: not in the archive, or not as it is now: ${display(file)}: ${reason}\n`);
  return missing.some(({ matters }) => matters) ? EXIT.findings : EXIT.ok;
}

/** A key that everybody can read locks nothing. */
export function warnOfOpenFiles(files: readonly string[]): void {
  for (const file of files.filter(isOpenToOthers))
    complain(`ha-secrets-lint: ${display(file)}: others on this machine may read it: chmod 600\n`);
}

/** Of the commands that write one thing: as text or as JSON, to standard output. */
export function formatOf({ values }: ParsedArguments, command: string): 'pretty' | 'json' {
  const [format = 'pretty', ...others] = values.get('format') ?? [];
  if (others.length > 0 || (format !== 'pretty' && format !== 'json'))
    throw new UserError(`${command} knows --format pretty and --format json`);
  return format;
}

function keepOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UserError('--keep needs a number from 1 on');
  return Number(text);
}

interface Result {
  readonly archive: string;
  readonly lock: Lock;
  readonly plan: BackupPlan;
  readonly written: Written;
  readonly removed: readonly string[];
  readonly excluded: ReadonlyMap<string, number>;
}

const MOST_SHOWN = 8;

function asText({ archive, lock, plan, written, removed, excluded }: Result): string {
  const files = plan.entries.filter(({ kind }) => kind === 'file').length;
  const secrets = secretsIn(plan.entries);
  const more = secrets.length > MOST_SHOWN ? ` and ${secrets.length - MOST_SHOWN} more` : '';
  const by =
    lock.kind === 'passphrase'
      ? 'a passphrase'
      : `${lock.recipients.length} ${lock.recipients.length === 1 ? 'recipient' : 'recipients'}`;
  const left = [...excluded].map(([what, count]) => `${what} (${count})`);
  const lines = [
    `${display(archive)}: ${files} ${files === 1 ? 'file' : 'files'}, ${size(written.size)}, encrypted for ${by}`,
    secrets.length === 0
      ? 'no secrets file is among them'
      : `secrets: ${display(secrets.slice(0, MOST_SHOWN).join(', '))}${more}`,
    ...(left.length === 0 ? [] : [`left out: ${left.join('; ')}`]),
    ...(removed.length === 0 ? [] : [`removed: ${removed.join(', ')}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function asJson({ archive, plan, written, removed, excluded }: Result): string {
  const report = {
    version: 1,
    tool: TOOL,
    archive,
    name: basename(archive),
    size: written.size,
    files: plan.entries.filter(({ kind }) => kind === 'file').length,
    secrets: secretsIn(plan.entries),
    excluded: [...excluded].map(([what, count]) => ({ what, count })),
    missing: [...plan.omitted, ...written.changed],
    removed,
    errors: [],
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
