// What `--update-baseline` did, in words, and the config lines for what a baseline cannot hold.
import { type BaselineUpdate, updateBaseline } from '../commands/baseline/update.js';
import { display } from '../reporters/display.js';
import type { LintRequest, Report } from '../run/run.js';
import { complain } from './terminal.js';

const MOST_REFUSED = 20;

export async function takeIntoBaseline(request: LintRequest): Promise<Report> {
  const update = await updateBaseline(request);
  complain(describeUpdate(update));
  return update.report;
}

function describeUpdate({ file, written, entries, added, removed, refused }: BaselineUpdate): string {
  if (!written) return 'ha-secrets-lint: not all could be read, so the baseline was not written\n';
  const changes = [...(added > 0 ? [`${added} new`] : []), ...(removed > 0 ? [`${removed} gone`] : [])];
  const lines = [
    `${display(file)}: ${entries} ${entries === 1 ? 'entry' : 'entries'}${changes.length > 0 ? ` (${changes.join(', ')})` : ''}. Commit it; no value can be read from it.`,
  ];
  if (refused.length > 0)
    lines.push(
      `Not taken in: ${refused.length}, as such values can be guessed, and a hash would give them away. Change them, or put under \`ignore:\` in .ha-secrets-lint.yaml:`,
    );
  const rows = refused.map(({ finding: { file: path, rule, keyPath } }) => {
    const key = keyPath === null ? '' : `, keyPath: ${JSON.stringify(display(keyPath))}`;
    return `  - { files: ${JSON.stringify(display(path))}, rule: ${rule}${key} }`;
  });
  const shown = [...new Set(rows)];
  lines.push(...shown.slice(0, MOST_REFUSED));
  if (shown.length > MOST_REFUSED) lines.push(`  ... and ${shown.length - MOST_REFUSED} more, as the report says`);
  return `${lines.join('\n')}\n\n`;
}
