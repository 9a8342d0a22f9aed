// The `completion` command: a script that lets a shell complete commands, options and their values.
import { completionScript } from '../commands/completion/scripts.js';
import { type CompletedCommand, SHELLS, wordsOfCommand, wordsOfOption } from '../commands/completion/words.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { nearestName } from '../nearest.js';
import { COMMANDS, optionsOf } from './command-table.js';
import { FORMAT_NAMES } from './formats.js';
import { helpText } from './help.js';
import { parseArguments } from './options.js';
import { say } from './terminal.js';

export async function completionMain(args: readonly string[]): Promise<ExitCode> {
  const { positionals, flags } = parseArguments(args, 'completion');
  if (flags.has('help')) {
    say(helpText('completion'));
    return EXIT.ok;
  }
  const [name = '', ...rest] = positionals;
  const shell = SHELLS.find((known) => known === name);
  if (shell === undefined || rest.length > 0)
    throw new UserError(`completion needs the name of a shell: ${SHELLS.join(', ')}`, {
      ...(name === '' ? {} : { hint: nearestName(name, SHELLS) }),
    });
  say(completionScript(shell, completedCommands()));
  return EXIT.ok;
}

export function completedCommands(): CompletedCommand[] {
  return COMMANDS.map(({ name, doc, usage }) => ({
    name,
    doc,
    words: wordsOfCommand(usage),
    options: optionsOf(name).map((option) => ({
      name: option.name,
      short: option.short,
      doc: option.doc,
      words: option.value === undefined ? undefined : wordsOfOption(option.name, FORMAT_NAMES),
    })),
  }));
}
