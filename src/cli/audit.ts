// The `audit` command: arguments to a request, rows to reports and exit code.
import { audit } from '../commands/audit/audit.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { isFailing } from '../reporters/audit/audit-report.js';
import { auditFindings, auditRules } from '../reporters/audit/findings.js';
import { auditHtml } from '../reporters/audit/html.js';
import { auditJson } from '../reporters/audit/json.js';
import { auditPretty } from '../reporters/audit/pretty.js';
import { helpText } from './help.js';
import { TOOL } from './main.js';
import { type ParsedArguments, parseArguments } from './options.js';
import { say, terminal } from './terminal.js';
import { checkFormats, reportMore, writeEach } from './write-reports.js';

export async function auditMain(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseArguments(args, 'audit');
  const { flags, positionals } = parsed;
  if (flags.has('help')) {
    say(helpText('audit'));
    return EXIT.ok;
  }
  if (positionals.length > 0)
    throw new UserError('audit takes no paths', { hint: 'Run it in the folder of the configuration.' });
  const formats = checkFormats(parsed);
  if (formats.some(({ format }) => format === 'gitlab-secrets'))
    throw new UserError('audit has no --format gitlab-secrets: that is for secrets only', {
      hint: 'GitLab shows --format gitlab beside the diff.',
    });
  const report = await audit({ ...toRequest(parsed), strict: flags.has('strict') });
  const quiet = flags.has('quiet');
  const { color } = terminal(flags);
  await writeEach(formats, async (format, toScreen) => {
    if (format === 'pretty')
      return auditPretty(report, { color: color && toScreen, quiet, verbose: flags.has('verbose') });
    if (format === 'json') return auditJson(report, TOOL);
    if (format === 'html') return auditHtml(report, { tool: TOOL, time: new Date(), quiet });
    return reportMore(format, auditFindings(report, format === 'compact'), auditRules(report.rows), quiet, false);
  });
  // a gate that could not look does not pass
  if (report.errors.length > 0) return EXIT.failed;
  return report.rows.some((row) => isFailing(row, report.strict)) ? EXIT.findings : EXIT.ok;
}

function toRequest({ flags, values }: ParsedArguments) {
  const configFile = values.get('config')?.[0];
  const sshdConfig = values.get('sshd-config')?.[0];
  if (configFile !== undefined && flags.has('no-config'))
    throw new UserError('--config and --no-config exclude each other');
  if (sshdConfig !== undefined && !flags.has('host')) throw new UserError('--sshd-config goes with --host');
  return {
    cwd: process.cwd(),
    today: toDay(values.get('today')?.[0]),
    host: flags.has('host'),
    backups: values.get('backups') ?? [],
    useConfig: !flags.has('no-config'),
    ...(sshdConfig === undefined ? {} : { sshdConfig }),
    ...(configFile === undefined ? {} : { configFile }),
  };
}

function toDay(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const date = new Date(`${text}T12:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(date.getTime()))
    throw new UserError('--today needs a day: --today 2026-11-26');
  return date;
}
