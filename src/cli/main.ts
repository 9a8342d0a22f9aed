// Runs one command: errors become messages and exit codes here and nowhere else.
import { writeFileSync } from 'node:fs';
import { EXIT } from '../errors.js';
import { failureJson, type ToolInfo } from '../reporters/json.js';
import type { CommandName } from './command-table.js';
import { parseArguments } from './options.js';
import { complain, describeError, say, setExit } from './terminal.js';
import { VERSION } from './version.js';

export const TOOL: ToolInfo = { name: 'ha-secrets-lint', version: VERSION };

export type CommandMain = (args: readonly string[]) => Promise<number>;

/** A closed pipe (`| head`) is no fault: what was to be said cannot be, the exit code still can. */
function ignoreClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** `command` where `--output` is no report's. */
export async function runMain(
  main: CommandMain,
  args: readonly string[],
  command: CommandName = 'lint',
): Promise<void> {
  ignoreClosedPipe();
  // an error that nobody waited for would end as Node's own report: exit 1, which means findings, and a stack with its message
  process.once('uncaughtException', (error) => {
    fail(error, args, command);
    process.exit(EXIT.failed);
  });
  try {
    setExit(await main(args));
  } catch (error) {
    fail(error, args, command);
  }
}

function fail(error: unknown, args: readonly string[], command: CommandName): void {
  const text = describeError(error);
  complain(text);
  setExit(EXIT.failed);
  const asked = askedForJson(args, command);
  if (asked === undefined) return;
  const report = failureJson([{ file: null, message: text.split('\n', 1)[0] ?? '' }], TOOL);
  if (asked.output === undefined) say(report);
  else {
    try {
      writeFileSync(asked.output, report);
    } catch {
      // it was said on the terminal
    }
  }
}

/** Whether a program waits for the JSON object, and where; also when the arguments as a whole are wrong. */
function askedForJson(
  args: readonly string[],
  command: CommandName,
): { readonly output: string | undefined } | undefined {
  try {
    const asked = parseArguments(args, command).formats.find(({ format }) => format === 'json');
    // the file that other commands write is no report
    return asked === undefined || command === 'lint' ? asked : { output: undefined };
  } catch {
    const isAsked = args.some((arg, at) => arg === '--format=json' || (arg === '--format' && args[at + 1] === 'json'));
    return isAsked ? { output: undefined } : undefined;
  }
}
