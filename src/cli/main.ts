// Runs one command: errors become messages and exit codes here and nowhere else.
import { existsSync, writeFileSync } from 'node:fs';
import { EXIT } from '../errors.js';
import { failureJson, type ToolInfo } from '../reporters/json.js';
import type { CommandName } from './command-table.js';
import { parseArguments } from './options.js';
import { complain, describeError, say, setExit } from './terminal.js';
import { VERSION } from './version.js';

export const TOOL: ToolInfo = { name: 'ha-secrets-lint', version: VERSION };

export type CommandMain = (args: readonly string[]) => Promise<number>;

export interface FailureOptions {
  /** Whose flags tell what was asked for: `--output` is not everywhere a report's. */
  readonly command?: CommandName;
  /** The object that a program gets which waited for one and cannot have it. */
  readonly toJson?: typeof failureJson;
}

export async function runMain(main: CommandMain, args: readonly string[], options: FailureOptions = {}): Promise<void> {
  // an error that nobody waited for would end as Node's own report: exit 1, which means findings, and a stack with its message
  process.once('uncaughtException', (error) => {
    fail(error, args, options);
    process.exit(EXIT.failed);
  });
  try {
    setExit(await main(args));
  } catch (error) {
    fail(error, args, options);
  }
}

function fail(
  error: unknown,
  args: readonly string[],
  { command = 'lint', toJson = failureJson }: FailureOptions,
): void {
  const text = describeError(error);
  complain(text);
  setExit(EXIT.failed);
  const asked = askedForJson(args, command);
  if (asked === undefined) return;
  const report = toJson([{ file: null, message: text.split('\n', 1)[0] ?? '' }], TOOL);
  try {
    if (asked.output === undefined) say(report);
    else if (!isNoReport(asked.output)) writeFileSync(asked.output, report);
  } catch {
    // it was said on the terminal
  }
}

/** A file that is there, of a kind that no report is: a secrets file that is overwritten is in no history. */
export function isNoReport(path: string): boolean {
  return /(?:\.ya?ml|(?:^|[/\\])\.env\.[^/\\]*|\.env)$/i.test(path) && existsSync(path);
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
