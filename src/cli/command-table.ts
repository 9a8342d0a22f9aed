// The commands besides `lint`, with the flags of their own: one table for parsing, help, completion and the documentation.
// Data only: the stub loads it.
import { IDENTITY_OPTION, LOCK_OPTIONS, PASSPHRASE_OPTION } from './age-option-table.js';
import { OPTIONS, type Option } from './option-table.js';

export interface Command {
  readonly name: string;
  /** What follows the name. */
  readonly usage: string;
  readonly doc: string;
  /** Flags of `lint` that mean the same here. */
  readonly shared: readonly string[];
  readonly options: readonly Option[];
  /** What may stand in place of the usage. */
  readonly subcommands?: readonly { readonly usage: string; readonly doc: string }[];
}

const CONFIG = ['config', 'no-config'];
const REPORT = ['format', 'output', 'quiet', 'verbose', 'color', 'no-color'];

const INCLUDE: Option = {
  name: 'include',
  value: 'GLOB',
  multiple: true,
  group: 'what',
  doc: 'take in what is usually left out (docs/backup.md)',
};
const EXCLUDE: Option = { name: 'exclude', value: 'GLOB', multiple: true, group: 'what', doc: 'leave out more' };
const FORCE: Option = { name: 'force', group: 'how', doc: 'replace what stands there' };

const COMMAND_ROWS = [
  { name: 'lint', usage: '[paths...]', doc: 'look for secrets (the default command)', shared: [], options: [] },
  {
    name: 'why',
    usage: 'FILE:LINE',
    doc: 'which rule decided about each value of a line',
    shared: [...CONFIG, 'rule', 'privacy', 'dialect'],
    options: [],
  },
  {
    name: 'init',
    usage: '',
    doc: 'hooks, ignore rules and config for this repository',
    shared: [],
    options: [
      { name: 'yes', short: 'y', group: 'how', doc: 'do it without asking' },
      { name: 'dry-run', group: 'how', doc: 'only show what would be done' },
      { name: 'hook', value: 'KIND', group: 'how', doc: 'husky, git, pre-commit, lefthook or none' },
    ],
  },
  { name: 'doctor', usage: '', doc: 'can the hooks run here?', shared: ['format', 'strict'], options: [] },
  {
    name: 'audit',
    usage: '',
    doc: "Home Assistant's security checklist, point by point",
    shared: [...CONFIG, 'strict', ...REPORT],
    options: [
      { name: 'host', group: 'what', doc: "this machine's SSH server and upkeep, too" },
      { name: 'sshd-config', value: 'FILE', group: 'what', doc: 'with --host: instead of /etc/ssh/sshd_config' },
      { name: 'backups', value: 'FOLDER', multiple: true, group: 'what', doc: 'where backups are, besides backups/' },
      { name: 'today', value: 'DATE', group: 'how', doc: 'count ages from this day (YYYY-MM-DD)' },
    ],
  },
  {
    name: 'secrets',
    usage: '[SUBCOMMAND]',
    doc: 'are the secrets files in order?',
    subcommands: [
      { usage: '', doc: 'what is undefined, unused, hidden, weak, reused' },
      { usage: 'fake FILE', doc: 'write a stand-in for CI, or --check it' },
      { usage: 'rename OLD NEW', doc: 'an entry and all references to it' },
      { usage: 'encrypt [FILE...]', doc: 'to secrets.yaml.age, which may lie in git' },
      { usage: 'decrypt [FILE...]', doc: 'back again, never over what differs' },
    ],
    shared: [...CONFIG, 'rule', 'max-warnings', ...REPORT, 'show-secrets'],
    options: [
      { name: 'strict', group: 'how', doc: 'exit 1 on warnings, too' },
      { name: 'check', group: 'how', doc: 'with fake: is FILE complete, and fake?' },
      { name: 'for', value: 'PATH', group: 'how', doc: 'with fake: the secrets file that FILE stands in for' },
      { name: 'in', value: 'FILE', group: 'how', doc: 'with rename: only the entry of this secrets file' },
      { name: 'dry-run', group: 'how', doc: 'with fake and rename: only show what would change' },
      {
        name: 'force',
        group: 'how',
        doc: 'with encrypt and decrypt: replace what is there; with rename: although a file cannot be read',
      },
      ...LOCK_OPTIONS,
      IDENTITY_OPTION,
    ],
  },
  { name: 'rules', usage: '[ID]', doc: 'the rules, or one of them explained', shared: [], options: [] },
  {
    name: 'completion',
    usage: 'SHELL',
    doc: 'completion for bash, zsh, fish or powershell',
    shared: [],
    options: [],
  },
  {
    name: 'redact',
    usage: '[PATH|-]',
    doc: 'a copy that is safe to post',
    shared: [...CONFIG, 'format', 'stdin-filename', 'no-progress'],
    options: [
      INCLUDE,
      EXCLUDE,
      { name: 'output', short: 'o', value: 'OUT', group: 'how', doc: 'the file, or for a folder the folder, to write' },
      FORCE,
    ],
  },
  {
    name: 'backup',
    usage: 'OUT',
    doc: 'configuration and secrets into one encrypted archive',
    shared: ['format', 'no-progress'],
    options: [
      INCLUDE,
      EXCLUDE,
      ...LOCK_OPTIONS,
      { name: 'keep', value: 'N', group: 'how', doc: 'then remove all but the N newest archives' },
      FORCE,
    ],
  },
  {
    name: 'restore',
    usage: 'ARCHIVE',
    doc: 'unpack such an archive, or compare it (--verify)',
    shared: ['format', 'no-progress'],
    options: [
      INCLUDE,
      EXCLUDE,
      { ...IDENTITY_OPTION },
      PASSPHRASE_OPTION,
      { name: 'output', short: 'o', value: 'DIR', group: 'how', doc: 'the folder to unpack into or compare with' },
      { name: 'verify', group: 'how', doc: 'write nothing: does it open, and does it equal the folder?' },
      FORCE,
    ],
  },
  { name: 'hook', usage: 'NAME [args]', doc: 'what the git hooks call', shared: [], options: [] },
] as const satisfies readonly Command[];

export type CommandName = (typeof COMMAND_ROWS)[number]['name'];

/** A bare word of these is the command; all else is a path to lint. */
export const COMMANDS: readonly (Command & { readonly name: CommandName })[] = COMMAND_ROWS;

const GENERAL = OPTIONS.filter(({ name }) => name === 'help' || name === 'version');

/** All flags that a command takes; `lint` and `hook` take those of the table of options. */
export function optionsOf(name: CommandName): readonly Option[] {
  if (name === 'lint' || name === 'hook') return OPTIONS;
  const command = COMMANDS.find((one) => one.name === name);
  const shared = OPTIONS.filter((option) => command?.shared.includes(option.name) === true);
  return [...(command?.options ?? []), ...shared, ...GENERAL];
}

/** Flags that are followed by a value, in any command: what stands behind one of them is no command's name. */
export const TAKES_VALUE: ReadonlySet<string> = new Set(
  [...OPTIONS, ...COMMANDS.flatMap(({ options }) => options)]
    .filter((option) => option.value !== undefined)
    .flatMap(({ name, short }) => [`--${name}`, ...(short === undefined ? [] : [`-${short}`])]),
);
