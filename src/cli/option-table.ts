// The flags of the command line: one table for parsing, --help and the documentation. Data only: the stub loads it.

export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What the value stands for; undefined for a switch. */
  readonly value?: string;
  readonly multiple?: true;
  readonly group: 'what' | 'how' | 'output' | 'general';
  readonly doc: string;
}

export const OPTIONS: readonly Option[] = [
  { name: 'staged', group: 'what', doc: 'exactly what the next commit would hold (index, not working tree)' },
  { name: 'since', value: 'REV', group: 'what', doc: 'every file version that came in since the merge base with REV' },
  { name: 'history', group: 'what', doc: 'every file version in the history, each once' },
  { name: 'stdin', group: 'what', doc: 'one file from standard input' },
  { name: 'stdin-filename', value: 'F', group: 'what', doc: 'the path it is linted under' },
  { name: 'fix', group: 'how', doc: 'write references in place of values, and the values to the secrets file' },
  { name: 'dry-run', group: 'how', doc: 'with --fix: only show what it would change' },
  { name: 'unsafe-fixes', group: 'how', doc: 'with --fix: also where a program edits the file itself (docs/fix.md)' },
  { name: 'create-secrets-file', group: 'how', doc: 'with --fix: make a secrets file where there is none' },
  { name: 'config', value: 'FILE', group: 'how', doc: 'this config file instead of .ha-secrets-lint.yaml' },
  { name: 'no-config', group: 'how', doc: 'no config file' },
  { name: 'config-from', value: 'REV', group: 'how', doc: 'config and baseline as they stand at REV (pull requests)' },
  { name: 'baseline', value: 'FILE', group: 'how', doc: 'known findings, instead of .ha-secrets-lint-baseline.json' },
  { name: 'update-baseline', group: 'how', doc: 'take all that is found into the baseline' },
  { name: 'rule', value: 'ID=LEVEL', multiple: true, group: 'how', doc: 'level of a rule: off, warning or error' },
  { name: 'privacy', group: 'how', doc: 'also what says who lives here, where, and on which network (warnings)' },
  { name: 'dialect', value: 'NAME', group: 'how', doc: 'read all YAML files as this dialect' },
  { name: 'max-warnings', value: 'N', group: 'how', doc: 'exit 1 if there are more warnings' },
  { name: 'shard', value: 'I/N', group: 'how', doc: 'only the files of the I-th of N shards (CI matrices)' },
  { name: 'jobs', value: 'N', group: 'how', doc: 'so many processes, for large trees and histories' },
  { name: 'strict', group: 'how', doc: 'also block what stood in HEAD already' },
  {
    name: 'format',
    value: 'NAME',
    multiple: true,
    group: 'output',
    doc: 'pretty, json, sarif, github, gitlab, gitlab-secrets, junit, html, compact',
  },
  {
    name: 'output',
    short: 'o',
    value: 'FILE',
    multiple: true,
    group: 'output',
    doc: 'write the format before it to a file',
  },
  { name: 'quiet', group: 'output', doc: 'show no warnings' },
  { name: 'verbose', group: 'output', doc: 'name what was skipped and what is ignored' },
  { name: 'color', group: 'output', doc: 'colour, also when not on a terminal' },
  { name: 'no-color', group: 'output', doc: 'no colour' },
  { name: 'no-progress', group: 'output', doc: 'no progress line' },
  { name: 'show-secrets', group: 'output', doc: 'do not mask (on a terminal only)' },
  { name: 'version', short: 'V', group: 'general', doc: 'print the version' },
  { name: 'help', short: 'h', group: 'general', doc: 'print this help' },
];
