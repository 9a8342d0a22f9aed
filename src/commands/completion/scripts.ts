// Completion scripts, one writer a shell. Pure: tables in, text out. Every text is quoted for its shell.
import { type CompletedCommand, type CompletedOption, LEVELS, RULE_IDS, type Shell, type Words } from './words.js';

const PROGRAM = 'ha-secrets-lint';
const REVISIONS = "git for-each-ref --format='%(refname:short)' 2>/dev/null";

export function completionScript(shell: Shell, commands: readonly CompletedCommand[]): string {
  const lines = { bash, zsh, fish, powershell }[shell](commands);
  return `${lines.join('\n')}\n`;
}

/** The command that stands for itself where none is named. */
const DEFAULT = 'lint';

const flagsOf = ({ name, short }: CompletedOption): string[] => [
  `--${name}`,
  ...(short === undefined ? [] : [`-${short}`]),
];

const posix = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function bash(commands: readonly CompletedCommand[]): string[] {
  const all = uniqueOptions(commands);
  const valued = all.filter(({ words }) => words !== undefined).flatMap(flagsOf);
  const values = all.flatMap((option) => {
    const body = bashWords(option.words);
    return body === undefined ? [] : [`    ${flagsOf(option).join('|')}) ${body}; return ;;`];
  });
  return [
    `# bash completion of ${PROGRAM}: source this file, or eval "$(${PROGRAM} completion bash)"`,
    '_ha_secrets_lint() {',
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= at word',
    '  COMPREPLY=()',
    '  # bash cuts words at =',
    '  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi',
    '  if (( COMP_CWORD > 2 )) && [[ ${COMP_WORDS[COMP_CWORD-3]} == --rule || ${COMP_WORDS[COMP_CWORD-2]} == --rule && -z $cur ]]; then',
    `    [[ $prev != --rule ]] && { COMPREPLY=($(compgen -W ${posix(LEVELS.join(' '))} -- "$cur")); return; }`,
    '  fi',
    '  case $prev in',
    ...values,
    `    ${valued.join('|')}) return ;;`,
    '  esac',
    '  for (( at = 1; at < COMP_CWORD; at++ )); do',
    '    word=${COMP_WORDS[at]}',
    '    case $word in',
    '      --) break ;;',
    `      ${valued.join('|')}) at=$((at + 1)) ;;`,
    '      -*|=) ;;',
    `      ${commands.map(({ name }) => name).join('|')}) command=$word; break ;;`,
    '      *) break ;;',
    '    esac',
    '  done',
    '  if [[ $cur == -* ]]; then',
    '    case $command in',
    ...commands
      .filter(({ name }) => name !== DEFAULT)
      .map(
        ({ name, options }) =>
          `      ${name}) COMPREPLY=($(compgen -W ${posix(options.flatMap(flagsOf).join(' '))} -- "$cur")) ;;`,
      ),
    `      *) COMPREPLY=($(compgen -W ${posix(optionsOfDefault(commands).flatMap(flagsOf).join(' '))} -- "$cur")) ;;`,
    '    esac',
    '    return',
    '  fi',
    '  case $command in',
    `    '') COMPREPLY=($(compgen -W ${posix(commands.map(({ name }) => name).join(' '))} -- "$cur") $(compgen -f -- "$cur")) ;;`,
    ...commands.flatMap(({ name, words }) => {
      const body = bashWords(words);
      return body === undefined ? [] : [`    ${name}) ${body} ;;`];
    }),
    '  esac',
    '}',
    `complete -o bashdefault -o default -F _ha_secrets_lint ${PROGRAM}`,
  ];
}

/** Undefined: files, which bash completes itself where nothing else is offered. */
function bashWords(words: Words | undefined): string | undefined {
  if (words === undefined || words === 'files') return undefined;
  if (words === 'revisions') return `COMPREPLY=($(compgen -W "$(${REVISIONS})" -- "$cur"))`;
  if (words === 'rule-levels')
    return `compopt -o nospace; COMPREPLY=($(compgen -S = -W ${posix(RULE_IDS.join(' '))} -- "$cur"))`;
  return `COMPREPLY=($(compgen -W ${posix(words.join(' '))} -- "$cur"))`;
}

function uniqueOptions(commands: readonly CompletedCommand[]): CompletedOption[] {
  return [...new Map(commands.flatMap(({ options }) => options).map((option) => [option.name, option])).values()];
}

function optionsOfDefault(commands: readonly CompletedCommand[]): readonly CompletedOption[] {
  return commands.find(({ name }) => name === DEFAULT)?.options ?? [];
}

function zsh(commands: readonly CompletedCommand[]): string[] {
  const described = commands.map(({ name, doc }) => posix(`${name}:${doc.replaceAll(':', '\\:')}`));
  const cases = commands.flatMap(({ name, options, words }) => [
    `    ${name})`,
    `      _arguments -s ${[...options.flatMap(zshOption), posix(`*:: :${zshWords(words)}`)].join(' \\\n        ')}`,
    '      ;;',
  ]);
  return [
    `#compdef ${PROGRAM}`,
    `# zsh completion of ${PROGRAM}: put it as _${PROGRAM} into a folder of $fpath, or source it after compinit`,
    '_ha_secrets_lint_revisions() {',
    '  local -a revisions',
    `  revisions=(\${(f)"$(${REVISIONS})"})`,
    '  compadd -a revisions',
    '}',
    '_ha_secrets_lint_rules() {',
    '  local -a rules levels',
    `  rules=(${RULE_IDS.join(' ')})`,
    `  levels=(${LEVELS.join(' ')})`,
    "  if compset -P '*='; then compadd -a levels; else compadd -S = -a rules; fi",
    '}',
    '_ha_secrets_lint() {',
    '  local -a commands',
    '  local command=$words[2]',
    `  commands=(${described.join(' ')})`,
    '  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then',
    '    _describe -t commands command commands',
    '    _files',
    '    return',
    '  fi',
    `  if (( \${commands[(I)$command:*]} )); then shift words; (( CURRENT-- )); else command=${DEFAULT}; fi`,
    '  case $command in',
    ...cases,
    '  esac',
    '}',
    'if [[ $funcstack[1] == _ha-secrets-lint ]]; then _ha_secrets_lint "$@"; else compdef _ha_secrets_lint ha-secrets-lint; fi',
  ];
}

function zshOption({ name, short, doc, words }: CompletedOption): string[] {
  const about = `[${doc.replace(/[[\]\\]/g, '\\$&').replaceAll(':', '\\:')}]`;
  const value = words === undefined ? '' : `:value:${zshWords(words)}`;
  return [
    posix(`*--${name}${words === undefined ? '' : '='}${about}${value}`),
    ...(short === undefined ? [] : [posix(`*-${short}${about}${value}`)]),
  ];
}

function zshWords(words: Words): string {
  if (words === 'files') return '_files';
  if (words === 'revisions') return '_ha_secrets_lint_revisions';
  if (words === 'rule-levels') return '_ha_secrets_lint_rules';
  return `(${words.join(' ')})`;
}

function fish(commands: readonly CompletedCommand[]): string[] {
  const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const names = commands.map(({ name }) => name).join(' ');
  const others = commands
    .filter(({ name }) => name !== DEFAULT)
    .map(({ name }) => name)
    .join(' ');
  const conditionOf = (name: string): string =>
    quoted(name === DEFAULT ? `not __fish_seen_subcommand_from ${others}` : `__fish_seen_subcommand_from ${name}`);
  const valuesOf = (words: Words): string => {
    if (words === 'files') return '-r -F';
    if (words === 'revisions') return `-x -a ${quoted(`(${REVISIONS})`)}`;
    if (words === 'rule-levels')
      return `-x -a ${quoted(RULE_IDS.flatMap((id) => LEVELS.map((level) => `${id}=${level}`)).join(' '))}`;
    return `-x -a ${quoted(words.join(' '))}`;
  };
  return [
    `# fish completion of ${PROGRAM}: put it into ~/.config/fish/completions/${PROGRAM}.fish`,
    ...commands.map(
      ({ name, doc }) =>
        `complete -c ${PROGRAM} -n ${quoted(`not __fish_seen_subcommand_from ${names}`)} -a ${name} -d ${quoted(doc)}`,
    ),
    ...commands.flatMap(({ name, options, words }) => [
      ...options.map(
        (option) =>
          `complete -c ${PROGRAM} -n ${conditionOf(name)} -l ${option.name}${option.short === undefined ? '' : ` -s ${option.short}`} -d ${quoted(option.doc)}${option.words === undefined ? '' : ` ${valuesOf(option.words)}`}`,
      ),
      ...(words === 'files' || typeof words === 'string'
        ? []
        : [`complete -c ${PROGRAM} -n ${conditionOf(name)} -f -a ${quoted(words.join(' '))}`]),
    ]),
  ];
}

function powershell(commands: readonly CompletedCommand[]): string[] {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const list = (words: readonly string[]): string => `@(${words.map(quoted).join(', ')})`;
  const values = uniqueOptions(commands).flatMap((option) => {
    const { words } = option;
    if (words === undefined || words === 'files') return [];
    const offered =
      words === 'revisions'
        ? '@(git for-each-ref "--format=%(refname:short)" 2>$null)'
        : words === 'rule-levels'
          ? list(RULE_IDS.flatMap((id) => LEVELS.map((level) => `${id}=${level}`)))
          : list(words);
    return flagsOf(option).map((flag) => `    ${quoted(flag)} = ${offered}`);
  });
  return [
    `# PowerShell completion of ${PROGRAM}: add this to $PROFILE, or run it as`,
    `# ${PROGRAM} completion powershell | Out-String | Invoke-Expression`,
    `Register-ArgumentCompleter -Native -CommandName ${PROGRAM} -ScriptBlock {`,
    '  param($wordToComplete, $commandAst, $cursorPosition)',
    `  $commands = ${list(commands.map(({ name }) => name))}`,
    '  $options = @{',
    ...commands.map(({ name, options }) => `    ${quoted(name)} = ${list(options.flatMap(flagsOf))}`),
    '  }',
    '  $values = @{',
    ...values,
    '  }',
    '  $arguments = @{',
    ...commands.flatMap(({ name, words }) =>
      typeof words === 'string' ? [] : [`    ${quoted(name)} = ${list(words)}`],
    ),
    '  }',
    '  $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })',
    '  $command = @($before | Select-Object -Skip 1 | Where-Object { $commands -contains $_ } | Select-Object -First 1)[0]',
    `  $named = if ($command) { $command } else { ${quoted(DEFAULT)} }`,
    '  $offered = if ($values.ContainsKey($before[-1])) { $values[$before[-1]] }',
    "  elseif ($wordToComplete -like '-*') { $options[$named] }",
    '  elseif (-not $command) { $commands }',
    '  else { $arguments[$named] }',
    '  $offered | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }',
    '}',
  ];
}
