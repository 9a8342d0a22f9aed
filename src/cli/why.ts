// The `why` command: FILE:LINE to the explanation of each value on that line.
import { secretsAtHand } from '../at-hand.js';
import { explainLine } from '../commands/why/explain.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { display } from '../reporters/display.js';
import { SKIPPED } from '../reporters/skipped.js';
import { settingsFor } from '../run.js';
import { openScope } from '../scope.js';
import { secretsFileKind } from '../secrets/names.js';
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
  const secrets = await secretsAtHand(scope, []);
  const settings = await settingsFor(scope.root, cwd, {
    secrets,
    levels: toLevels(parsed.values.get('rule') ?? []),
    useConfig: !parsed.flags.has('no-config'),
    privacy: parsed.flags.has('privacy'),
    ...(configFile === undefined ? {} : { configFile }),
  });
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
    for (const { column, what, verdict } of explanations)
      say(`  ${column}: ${display(what)}\n     ${display(verdict)}\n`);
    if (settings.config.ignoresFile(path)) say('  the config ignores this file\n');
    return EXIT.ok;
  }
  throw new UserError(`${file} holds nothing that can be linted`);
}
