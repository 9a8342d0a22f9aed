// Runs one command: errors become messages and exit codes here and nowhere else.
import { EXIT } from '../errors.js';
import { failureJson, type ToolInfo } from '../reporters/json.js';
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

export async function runMain(main: CommandMain, args: readonly string[]): Promise<void> {
  ignoreClosedPipe();
  // an error that nobody waited for would end as Node's own report: exit 1, which means findings, and a stack with its message
  process.once('uncaughtException', (error) => {
    fail(error, args);
    process.exit(EXIT.failed);
  });
  try {
    setExit(await main(args));
  } catch (error) {
    fail(error, args);
  }
}

function fail(error: unknown, args: readonly string[]): void {
  const text = describeError(error);
  complain(text);
  if (wantsJson(args)) say(failureJson([{ file: null, message: text.split('\n', 1)[0] ?? '' }], TOOL));
  setExit(EXIT.failed);
}

/** Also when the arguments themselves could not be parsed. */
function wantsJson(args: readonly string[]): boolean {
  return args.some((arg, index) => arg === '--format=json' || (arg === '--format' && args[index + 1] === 'json'));
}
