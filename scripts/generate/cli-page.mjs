// The page on the command line, from the table of options and the program's own help.
import { fence, page, table } from './text.mjs';

const GROUPS = { what: 'What is read', how: 'How', output: 'Output', general: 'General' };
const CODES = {
  ok: 'nothing that blocks',
  findings: 'findings that block: errors, or more warnings than `--max-warnings`; with `--fix` what remains',
  failed: 'the job could not be done: usage, config, something that could not be read, a crash',
};

export function cliPage({ OPTIONS, EXIT, run }) {
  const groups = Object.entries(GROUPS).flatMap(([group, title]) => [
    `## ${title}`,
    table(
      ['Option', ''],
      OPTIONS.filter((option) => option.group === group).map(({ name, short, value, multiple, doc }) => [
        `${short === undefined ? '' : `\`-${short}\`, `}\`--${name}${value === undefined ? '' : ` ${value}`}\``,
        `${doc}${multiple ? ' (may be given several times)' : ''}`,
      ]),
    ),
  ]);
  return page(
    '# Command line',
    fence(run({}, ['--help']).split('\n\n').slice(0, 3).join('\n\n')),
    ...groups,
    '## Exit codes',
    table(
      ['Code', ''],
      Object.entries(EXIT).map(([name, code]) => [String(code), CODES[name]]),
    ),
    '## Switching it off for one commit',
    '`SKIP=ha-secrets-lint git commit ...` or `HA_SECRETS_LINT=0 git commit ...`. Both are said aloud; CI still looks.',
  );
}
