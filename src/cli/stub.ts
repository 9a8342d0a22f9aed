// The first thing that runs: finds the command and loads only its bundle.
import { COMMANDS, type CommandName, TAKES_VALUE } from './command-table.js';

/** The command named by the first bare word before `--`, and the arguments without it. */
export function findCommand(argv: readonly string[]): {
  readonly command: CommandName;
  readonly args: readonly string[];
} {
  for (let at = 0; at < argv.length; at++) {
    const arg = argv[at] ?? '';
    if (arg === '--') break;
    if (TAKES_VALUE.has(arg)) at += 1;
    else if (!arg.startsWith('-') || arg === '-') {
      const command = COMMANDS.find(({ name }) => name === arg)?.name;
      return command === undefined
        ? { command: 'lint', args: argv }
        : { command, args: [...argv.slice(0, at), ...argv.slice(at + 1)] };
    }
  }
  return { command: 'lint', args: argv };
}
