// The `redact` command: a copy in which stand-ins take the place of secrets and of what is private.
import { resolve } from 'node:path';
import { openOut, writeCopy, writeOut } from '../commands/redact/apply.js';
import {
  demandOtherPlace,
  type Input,
  isFolderPath,
  openFile,
  openFolder,
  openStandardInput,
  secretsAround,
} from '../commands/redact/facts.js';
import { type Redacted, redact } from '../commands/redact/redact.js';
import { NO_CONFIG } from '../config/config.js';
import { loadConfig } from '../config/load.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { display } from '../reporters/display.js';
import type { LintSettings } from '../settings.js';
import { formatOf } from './backup.js';
import { helpText } from './help.js';
import { TOOL } from './main.js';
import { type ParsedArguments, parseArguments } from './options.js';
import { statusLine } from './status-line.js';
import { complain, say } from './terminal.js';

export async function redactMain(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseArguments(args, 'redact');
  const { flags, values, positionals } = parsed;
  if (flags.has('help')) {
    say(helpText('redact'));
    return EXIT.ok;
  }
  if (positionals.length > 1)
    throw new UserError('redact takes one PATH', { hint: 'Usage: ha-secrets-lint redact [PATH|-] [-o OUT]' });
  const format = formatOf(parsed, 'redact');
  const cwd = process.cwd();
  const named = positionals[0] ?? '.';
  const given = values.get('output')?.[0];
  const out = given === undefined ? undefined : resolve(cwd, given);
  const force = flags.has('force');
  if (format === 'json' && out === undefined)
    throw new UserError('the copy and the JSON summary cannot both go to standard output', { hint: 'Give -o OUT.' });
  const { input, isFolder } = await openInput(named, cwd, out, parsed);
  const notes: string[] = [];
  const secrets = await secretsAround(input.root, notes);
  const settings = await settingsOf(input.root, cwd, parsed);
  if (out !== undefined && isFolder) openOut(out, force);
  const progress = statusLine(flags);
  const parts: Buffer[] = [];
  const write = (path: string, bytes: Buffer): void => {
    if (out === undefined) say(bytes);
    else if (isFolder) writeCopy(out, path, bytes, force);
    else parts.push(bytes);
  };
  let made: Redacted;
  try {
    made = redact({ input, settings, secrets, write, onProgress: progress.show });
    if (out !== undefined && !isFolder && made.files > 0) writeOut(out, Buffer.concat(parts), force);
  } finally {
    progress.clear();
  }
  for (const note of notes) complain(`ha-secrets-lint: ${display(note)}\n`);
  if (!isFolder && made.files === 0) {
    const [why] = made.leftOut;
    throw new UserError(why?.reason ?? 'there is nothing to redact', { file: why?.file ?? named });
  }
  if (format === 'json') say(asJson(input, out, made));
  else complain(asText(input, made));
  // a note is a secrets file whose values may stand in the copy
  return notes.length > 0 || made.leftOut.some(({ matters }) => matters) ? EXIT.findings : EXIT.ok;
}

async function openInput(
  named: string,
  cwd: string,
  out: string | undefined,
  { values }: ParsedArguments,
): Promise<{ readonly input: Input; readonly isFolder: boolean }> {
  if (named === '-') return { input: openStandardInput(cwd, values.get('stdin-filename')?.[0]), isFolder: false };
  const path = resolve(cwd, named);
  const isFolder = isFolderPath(path, named);
  if (isFolder && out === undefined)
    throw new UserError('the copy of a folder needs a folder to go to', { hint: 'Give -o OUT.' });
  if (out !== undefined) demandOtherPlace(path, out, isFolder);
  if (!isFolder || out === undefined) return { input: openFile(path), isFolder: false };
  const request = { include: values.get('include') ?? [], exclude: values.get('exclude') ?? [], out };
  const input = await openFolder(path, request);
  if (input.paths.length === 0) throw new UserError('there is no file in this folder', { file: named });
  return { input, isFolder: true };
}

/** Which dialect a file speaks is the config's to say; what is private is not. */
async function settingsOf(root: string, cwd: string, { flags, values }: ParsedArguments): Promise<LintSettings> {
  const config = flags.has('no-config') ? NO_CONFIG : await loadConfig(root, cwd, values.get('config')?.[0]);
  return {
    config: { ...config, levels: new Map() },
    levels: new Map(),
    privacy: true,
    dialect: undefined,
    secrets: undefined,
    prefilter: true,
  };
}

const MOST_NAMED = 20;

function asText({ excluded }: Input, { files, changed, values, places, leftOut }: Redacted): string {
  const classes = (Object.keys(values) as (keyof typeof values)[]).filter((cls) => places[cls] > 0);
  const replaced = classes.map((cls) => `${places[cls]} ${cls} (${values[cls]} different)`);
  const bulk = [...excluded].map(([what, count]) => `${what} (${count})`);
  const lines = [
    `${files} ${files === 1 ? 'file' : 'files'}, ${changed} changed; replaced: ${replaced.length === 0 ? 'nothing' : replaced.join(', ')}`,
    ...leftOut.slice(0, MOST_NAMED).map(({ file, reason }) => `left out: ${display(file)}: ${reason}`),
    ...(leftOut.length > MOST_NAMED ? [`left out: ${leftOut.length - MOST_NAMED} more`] : []),
    ...(bulk.length === 0 ? [] : [`left out: ${bulk.join('; ')}`]),
    'Look it over before you post it: no program knows all that is private.',
  ];
  return lines.map((line) => `ha-secrets-lint: ${line}\n`).join('');
}

function asJson({ excluded }: Input, out: string | undefined, { leftOut, ...made }: Redacted): string {
  const report = {
    version: 1,
    tool: TOOL,
    output: out ?? null,
    ...made,
    leftOut: leftOut.map(({ file, reason }) => ({ file, reason })),
    excluded: [...excluded].map(([what, count]) => ({ what, count })),
    errors: [],
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
