// The `why` command: FILE:LINE to the explanation of each value on that line.

import { explainLine } from '../commands/why/explain.js';
import { NO_CONFIG } from '../config/config.js';
import { loadConfig } from '../config/load.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { display } from '../reporters/display.js';
import { SKIPPED } from '../reporters/skipped.js';
import { secretsAtHand } from '../run/at-hand.js';
import { openScope } from '../run/scope.js';
import { secretsFileKind } from '../secrets/names.js';
import type { LintSettings } from '../settings.js';
import { findLocalFiles } from '../sources/value-files.js';
import { helpText } from './help.js';
import { toLevels } from './lint.js';
import { parseArguments } from './options.js';
import { say } from './terminal.js';

export async function whyMain(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseArguments(args, 'why');
  if (parsed.flags.has('help')) {
    say(helpText('why'));
    return EXIT.ok;
  }
  const [target, ...rest] = parsed.positionals;
  const [, file, number] = /^(.+?):([1-9]\d{0,8})(?::\d+)?$/s.exec(target ?? '') ?? [];
  if (file === undefined || number === undefined || rest.length > 0)
    throw new UserError('why needs one FILE:LINE', { hint: 'For example: ha-secrets-lint why configuration.yaml:12' });
  const cwd = process.cwd();
  const scope = await openScope({ kind: 'paths', paths: [file] }, cwd);
  const configFile = parsed.values.get('config')?.[0];
  const useConfig = !parsed.flags.has('no-config');
  const config = useConfig ? await loadConfig(scope.root, cwd, configFile) : NO_CONFIG;
  const local = findLocalFiles(scope.root, await scope.folders(), config.storage);
  const settings: LintSettings = {
    config,
    levels: toLevels(parsed.values.get('rule') ?? []),
    privacy: parsed.flags.has('privacy'),
    dialect: undefined,
    secrets: await secretsAtHand(scope, local, []),
    prefilter: true,
  };
  for await (const item of scope.items()) {
    if (item.kind !== 'blob')
      throw new UserError(`${file} was not read: ${item.kind === 'skipped' ? SKIPPED[item.reason] : item.message}`);
    const { path } = item.blob;
    const { dialect, mode, lines, explanations } = explainLine(item.blob, Number(number), settings);
    if (Number(number) > lines) throw new UserError(`${path} has no line ${number}: it ends with line ${lines}`);
    say(`${display(path)}:${number} (${dialect}, ${mode})\n`);
    if (secretsFileKind(path) === 'secrets')
      say(
        '  a secrets file: what it holds are secrets, so that no rule looks at its values; git must not hold the file\n',
      );
    else if (explanations.length === 0) say('  no value stands on this line\n');
    for (const { column, what, verdict, rotate } of explanations) {
      say(`  ${column}: ${display(what)}\n     ${display(verdict)}\n`);
      if (rotate !== undefined) say(`     if it was ever pushed: ${rotate}\n`);
    }
    if (settings.config.ignoresFile(path)) say('  the config ignores this file\n');
    return EXIT.ok;
  }
  throw new UserError(`${file} holds nothing that can be linted`);
}
