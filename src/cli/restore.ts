// The `restore` command: an archive to a folder, or (`--verify`) compared with one.
import { resolve } from 'node:path';
import { openTree, readTree } from '../commands/backup/facts.js';
import { planBackup } from '../commands/backup/plan.js';
import { compareArchive, type Restored, type RestoreJob, restore } from '../commands/restore/apply.js';
import { openArchive } from '../commands/restore/facts.js';
import { type Difference, differences } from '../commands/restore/plan.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { display } from '../reporters/display.js';
import { keysFrom } from './age-options.js';
import { formatOf, warnOfOpenFiles } from './backup.js';
import { helpText } from './help.js';
import { onInterrupt } from './interrupt.js';
import { TOOL } from './main.js';
import { parseArguments } from './options.js';
import { statusLine } from './status-line.js';
import { complain, say } from './terminal.js';

export async function restoreMain(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseArguments(args, 'restore');
  const { flags, values, positionals } = parsed;
  if (flags.has('help')) {
    say(helpText('restore'));
    return EXIT.ok;
  }
  const [archive, ...others] = positionals;
  if (archive === undefined || others.length > 0)
    throw new UserError('restore needs one ARCHIVE', {
      hint: 'Usage: ha-secrets-lint restore ARCHIVE --identity F | --passphrase-file F [-o DIR] [--verify]',
    });
  const format = formatOf(parsed, 'restore');
  const keys = keysFrom(parsed);
  if (keys === undefined)
    throw new UserError('restore needs the --identity or the --passphrase-file that opens the archive');
  warnOfOpenFiles([...(values.get('identity') ?? []), ...(values.get('passphrase-file') ?? [])]);
  const cwd = process.cwd();
  const out = values.get('output')?.[0];
  const root = out === undefined ? (await openTree(cwd)).root : resolve(cwd, out);
  const progress = statusLine(flags);
  const job: RestoreJob = {
    archive: openArchive(resolve(cwd, archive)),
    keys,
    target: root,
    force: flags.has('force'),
    onInterrupt,
    onProgress: (entries) => progress.show(`${entries} entries`),
  };
  if (!flags.has('verify')) {
    const restored = await restore(job).finally(() => progress.clear());
    sayPassedOver(restored);
    say(format === 'json' ? restoredJson(archive, root, restored) : restoredText(root, restored));
    return EXIT.ok;
  }
  const compared = await compareArchive(job).finally(() => progress.clear());
  sayPassedOver(compared);
  const selection = {
    include: values.get('include') ?? [],
    exclude: values.get('exclude') ?? [],
    archive: job.archive.file,
  };
  const plan = planBackup((await readTree(root, selection)).found);
  const inTree = plan.entries.filter(({ kind }) => kind !== 'folder').map(({ path }) => path);
  const found = differences(compared.judged, inTree);
  say(format === 'json' ? verifiedJson(archive, root, compared, found) : verifiedText(root, compared, found));
  return found.length > 0 ? EXIT.findings : EXIT.ok;
}

function sayPassedOver({ passedOver }: Pick<Restored, 'passedOver'>): void {
  if (passedOver > 0)
    complain(
      `ha-secrets-lint: ${passedOver} entries of git’s own folder (.git) were passed over: it can start programs\n`,
    );
}

type Compared = Pick<Restored, 'entries' | 'judged'>;

const countFiles = ({ entries }: Compared): number => entries.filter(({ kind }) => kind !== 'folder').length;

function restoredText(root: string, restored: Restored): string {
  const total = restored.entries.length;
  const same = total - restored.written.length;
  return `${countFiles(restored)} files in the archive; ${restored.written.length} entries written to ${display(root)}${same === 0 ? '' : `, ${same} were there already`}\n`;
}

function restoredJson(archive: string, folder: string, restored: Restored): string {
  return json({ archive, folder, files: countFiles(restored), written: restored.written });
}

function verifiedText(root: string, compared: Compared, found: readonly Difference[]): string {
  const lines = found.map(({ file, what }) => `${what.padEnd(18)} ${display(file)}`);
  const verdict =
    found.length === 0
      ? `The archive opens, is whole, and equals ${display(root)}: ${countFiles(compared)} files.`
      : `The archive opens and is whole (${countFiles(compared)} files); ${found.length} ${found.length === 1 ? 'difference' : 'differences'} to ${display(root)}.`;
  return `${[...lines, verdict].join('\n')}\n`;
}

function verifiedJson(archive: string, folder: string, compared: Compared, found: readonly Difference[]): string {
  return json({ archive, folder, files: countFiles(compared), equal: found.length === 0, differences: found });
}

const json = (fields: object): string =>
  `${JSON.stringify({ version: 1, tool: TOOL, ...fields, errors: [] }, null, 2)}\n`;
