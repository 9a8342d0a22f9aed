// --help on one screen, from the table of options.
import { OPTIONS, type Option } from './option-table.js';

const TITLES: Readonly<Record<Option['group'], string>> = {
  what: 'What is read',
  how: 'How',
  output: 'Output',
  general: 'General',
};
const COLUMN = 26;

export function helpText(): string {
  const lines = [
    'Keeps secrets out of Home Assistant and ESPHome configuration.',
    '',
    'Usage: ha-secrets-lint [lint] [options] [paths...]',
    '       ha-secrets-lint why FILE:LINE      which rule decided about each value of a line',
    '       ha-secrets-lint init               hooks, ignore rules and config for this repository',
    '       ha-secrets-lint doctor             can the hooks run here?',
    '       ha-secrets-lint rules [ID]         the rules, or one of them explained',
    '       ha-secrets-lint hook NAME [args]   what the git hooks call',
    '',
    'Without paths: all that could be committed now. Exit: 0 fine, 1 findings, 2 could not look.',
  ];
  for (const group of ['what', 'how', 'output', 'general'] as const) {
    lines.push('', `${TITLES[group]}:`);
    for (const option of OPTIONS.filter((one) => one.group === group)) {
      const left = `  ${option.short === undefined ? '' : `-${option.short}, `}--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`;
      lines.push(`${left.padEnd(COLUMN)} ${option.doc}`);
    }
  }
  lines.push('', 'Off for one commit: SKIP=ha-secrets-lint git commit ..., or HA_SECRETS_LINT=0');
  return `${lines.join('\n')}\n`;
}
