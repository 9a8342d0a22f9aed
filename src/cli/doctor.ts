// The `doctor` command: says check by check whether the guard can run here.
import { diagnose } from '../commands/doctor/diagnose.js';
import { readDoctorFacts } from '../commands/doctor/facts.js';
import type { Check, Verdict } from '../commands/doctor/hooks.js';
import { openWhole } from '../commands/init/facts.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { display } from '../reporters/display.js';
import { helpText } from './help.js';
import { TOOL } from './main.js';
import { parseArguments } from './options.js';
import { say } from './terminal.js';

const WORDS: Readonly<Record<Verdict, string>> = { pass: 'ok', warn: 'warning', fail: 'FAILS', unknown: 'unknown' };

export async function doctorMain(args: readonly string[]): Promise<ExitCode> {
  const { flags, positionals, formats } = parseArguments(args, 'doctor');
  if (flags.has('help')) {
    say(helpText('doctor'));
    return EXIT.ok;
  }
  if (positionals.length > 0)
    throw new UserError('doctor takes no paths', { hint: 'Run it in the repository that it is for.' });
  const [{ format, output } = { format: 'pretty', output: undefined }] = formats;
  if (formats.length > 1 || output !== undefined || (format !== 'pretty' && format !== 'json'))
    throw new UserError('doctor knows --format pretty and --format json, to standard output');
  const repository = await openWhole(process.cwd(), 'doctor');
  const checks = diagnose(await readDoctorFacts(repository));
  say(format === 'json' ? asJson(checks) : asText(checks));
  const failing = checks.some(({ verdict }) => verdict === 'fail' || (verdict === 'unknown' && flags.has('strict')));
  return failing ? EXIT.findings : EXIT.ok;
}

function asText(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const lines = checks.flatMap(({ id, verdict, message, hint }) => [
    `  ${WORDS[verdict].padEnd(7)} ${id.padEnd(width)}  ${display(message)}`,
    ...(hint === undefined || verdict === 'pass' ? [] : [`${' '.repeat(width + 12)}${display(hint)}`]),
  ]);
  const count = (wanted: Verdict): number => checks.filter(({ verdict }) => verdict === wanted).length;
  const said = [
    count('fail') > 0 && `${count('fail')} of ${checks.length} checks fail`,
    count('warn') > 0 && `${count('warn')} to look at`,
    count('unknown') > 0 && `${count('unknown')} that cannot be told here`,
  ].filter(Boolean);
  const standing = said.length === 0 ? 'the guard can run here' : said.join(', ');
  return ['ha-secrets-lint doctor: can the guard run here?', ...lines, `As it stands: ${standing}`, ''].join('\n');
}

function asJson(checks: readonly Check[]): string {
  const rows = checks.map(({ id, verdict, message, hint = null, file = null, line = null }) => ({
    id,
    verdict,
    message,
    hint,
    file,
    line,
  }));
  return `${JSON.stringify({ version: 1, tool: TOOL, checks: rows }, null, 2)}\n`;
}
