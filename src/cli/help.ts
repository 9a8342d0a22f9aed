// --help on one screen, from the tables of commands and options.
import { COMMANDS, type CommandName, optionsOf } from './command-table.js';
import { OPTIONS, type Option } from './option-table.js';

const TITLES: Readonly<Record<Option['group'], string>> = {
  what: 'What is read',
  how: 'How',
  output: 'Output',
  general: 'General',
};
const COLUMN = 26;
const COMMAND_COLUMN = 44;

/** The help of the program, or of one command. */
export function helpText(command: CommandName = 'lint'): string {
  return command === 'lint' ? programHelp() : commandHelp(command);
}

function programHelp(): string {
  const lines = [
    'Keeps secrets out of Home Assistant and ESPHome configuration.',
    '',
    'Usage: ha-secrets-lint [lint] [options] [paths...]',
    ...COMMANDS.filter(({ name }) => name !== 'lint').map(
      ({ name, usage, doc }) => `${`       ha-secrets-lint ${name} ${usage}`.padEnd(COMMAND_COLUMN)} ${doc}`,
    ),
    '',
    'Without paths: all that could be committed now. Exit: 0 fine, 1 findings, 2 could not look.',
    ...groups(OPTIONS),
    '',
    'Off for one commit: SKIP=ha-secrets-lint git commit ..., or HA_SECRETS_LINT=0',
  ];
  return `${lines.join('\n')}\n`;
}

function commandHelp(name: CommandName): string {
  const command = COMMANDS.find((one) => one.name === name);
  const lines = [
    `ha-secrets-lint ${name}: ${command?.doc ?? ''}`,
    '',
    ...(command?.subcommands === undefined
      ? [`Usage: ha-secrets-lint ${name} [options] ${command?.usage ?? ''}`.trimEnd()]
      : command.subcommands.map(
          ({ usage, doc }, index) =>
            `${`${index === 0 ? 'Usage:' : '      '} ha-secrets-lint ${name} ${usage}`.padEnd(COMMAND_COLUMN + 6)} ${doc}`,
        )),
    ...groups(optionsOf(name)),
  ];
  return `${lines.join('\n')}\n`;
}

function groups(options: readonly Option[]): string[] {
  return (['what', 'how', 'output', 'general'] as const).flatMap((group) => {
    const rows = options.filter((one) => one.group === group).map(row);
    return rows.length === 0 ? [] : ['', `${TITLES[group]}:`, ...rows];
  });
}

function row({ short, name, value, doc }: Option): string {
  const left = `  ${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  return `${left.padEnd(COLUMN)} ${doc}`;
}
