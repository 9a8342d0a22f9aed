// The page on the command line, from the table of options and the program's own help.
import { fence, page, table } from './text.mjs';

const GROUPS = { what: 'What is read', how: 'How', output: 'Output', general: 'General' };
const CODES = {
  ok: 'nothing that blocks',
  findings: 'findings that block: errors, or more warnings than `--max-warnings`; with `--fix` what remains',
  failed: 'the job could not be done: usage, config, something that could not be read, a crash',
};

export function cliPage({ OPTIONS, COMMANDS, EXIT, run }) {
  const groups = Object.entries(GROUPS).flatMap(([group, title]) => [
    `## ${title}`,
    optionTable(OPTIONS.filter((option) => option.group === group)),
  ]);
  const commands = COMMANDS.filter(({ options }) => options.length > 0).flatMap(
    ({ name, usage, doc, options, subcommands }) => [
      `## \`${name}\``,
      `\`ha-secrets-lint ${`${name} [options] ${usage}`.trimEnd()}\`: ${doc}.`,
      ...(subcommands === undefined
        ? []
        : [
            table(
              ['Usage', ''],
              subcommands.map((one) => [`\`ha-secrets-lint ${`${name} ${one.usage}`.trimEnd()}\``, one.doc]),
            ),
          ]),
      optionTable(options),
    ],
  );
  return page(
    '# Command line',
    fence(run({}, ['--help']).split('\n\n').slice(0, 3).join('\n\n')),
    ...groups,
    ...commands,
    '## Exit codes',
    table(
      ['Code', ''],
      Object.entries(EXIT).map(([name, code]) => [String(code), CODES[name]]),
    ),
    '## Switching it off for one commit',
    '`SKIP=ha-secrets-lint git commit ...` or `HA_SECRETS_LINT=0 git commit ...`. Both are said aloud; CI still looks.',
  );
}

function optionTable(options) {
  return table(
    ['Option', ''],
    options.map(({ name, short, value, multiple, doc }) => [
      `${short === undefined ? '' : `\`-${short}\`, `}\`--${name}${value === undefined ? '' : ` ${value}`}\``,
      `${doc}${multiple ? ' (may be given several times)' : ''}`,
    ]),
  );
}
