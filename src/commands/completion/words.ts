// What can be completed where, from the tables of commands and options. Pure.
import { DIALECT_NAMES } from '../../dialects/index.js';
import { HOOK_NAMES } from '../../git/hook-names.js';
import { RULE_IDS } from '../../rules/index.js';
import { HOOK_KINDS } from '../init/draft.js';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** What a word can be: one of these, a file, or a revision of git. */
export type Words = readonly string[] | 'files' | 'revisions' | 'rule-levels';

export interface CompletedOption {
  readonly name: string;
  readonly short: string | undefined;
  readonly doc: string;
  /** Undefined for a switch. */
  readonly words: Words | undefined;
}

export interface CompletedCommand {
  readonly name: string;
  readonly doc: string;
  readonly options: readonly CompletedOption[];
  readonly words: Words;
}

export const LEVELS = ['off', 'warning', 'error'] as const;
export { RULE_IDS };

/** By the option's name; an option that is not here takes a file, or what nobody can guess. */
export function wordsOfOption(name: string, formats: readonly string[]): Words {
  const words: Readonly<Record<string, Words>> = {
    format: formats,
    dialect: DIALECT_NAMES,
    hook: HOOK_KINDS,
    rule: 'rule-levels',
    since: 'revisions',
    'config-from': 'revisions',
  };
  return words[name] ?? 'files';
}

/** By the first word of what follows the command. */
export function wordsOfCommand(usage: string): Words {
  const words: Readonly<Record<string, Words>> = {
    '[ID]': RULE_IDS,
    NAME: [...HOOK_NAMES, 'files', 'repository'],
    SHELL: SHELLS,
  };
  return words[usage.split(' ', 1)[0] ?? ''] ?? 'files';
}
