// The `rules` command: the list, or one rule explained.
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { nearestName } from '../nearest.js';
import { findRule, RULE_IDS, RULES } from '../rules/index.js';
import type { RuleMeta } from '../types.js';
import { helpText } from './help.js';
import { parseArguments } from './options.js';
import { say } from './terminal.js';

const levelName = ({ severity, optIn }: RuleMeta): string => (optIn === true ? 'off' : severity);

export async function rulesMain(args: readonly string[]): Promise<ExitCode> {
  const { positionals, flags } = parseArguments(args, 'rules');
  if (flags.has('help')) {
    say(helpText('rules'));
    return EXIT.ok;
  }
  const [id] = positionals;
  if (id === undefined) {
    for (const { meta } of RULES)
      say(`${meta.id.padEnd(26)} ${meta.class.padEnd(11)} ${levelName(meta).padEnd(8)} ${meta.summary}\n`);
    return EXIT.ok;
  }
  const rule = findRule(id);
  if (rule === undefined) throw new UserError('there is no such rule', { hint: nearestName(id, RULE_IDS) });
  const { meta, examples, cases } = rule;
  const lines = [`${meta.id} (${meta.class}, ${levelName(meta)}): ${meta.summary}`, '', meta.why, '', meta.remedy];
  const show = (text: string): string[] =>
    text
      .replace(/[«»]/g, '')
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`);
  const list = [
    ['Reported:', examples.bad, cases?.bad ?? []],
    ['Not reported:', examples.good, cases?.good ?? []],
  ] as const;
  for (const [title, files, words] of list) {
    lines.push('', title);
    for (const example of files) lines.push(`  ${example.about} (${example.file})`, ...show(example.text));
    for (const word of words) lines.push(`  ${word}`);
  }
  say(`${lines.join('\n')}\n`);
  return EXIT.ok;
}
