// Logins on command lines, by each program's own options. Works on any text; what a variable or template fills in is no finding.
import { isPlaceholder } from '../../judgement/placeholder.js';
import type { Hit } from './hit.js';

interface CommandRow {
  readonly program: RegExp;
  /** Group 1 is the secret, quotes left out. */
  readonly login: RegExp;
  readonly noun: string;
  /** The argument is a user name, this, and the password. */
  readonly separator?: string;
  readonly source: string;
}

/** An argument: quoted, or up to a blank. */
const ARGUMENT = `(?:"([^"\\n]{1,300})"|'([^'\\n]{1,300})'|([^\\s"';|&]{1,300}))`;
const option = (names: string, tail = ARGUMENT): RegExp => new RegExp(`(?:^|\\s)(?:${names})${tail}`);

/** A short option may be joined to its argument (`-Psecret`), a long one takes `=` or a blank. */
const HTTP_ROWS: readonly CommandRow[] = [
  {
    program: /\bcurl\b/,
    login: option('(?:-[A-Za-z]{0,8}u|--user|--proxy-user)[ =]{0,3}'),
    noun: 'login',
    separator: ':',
    source: 'curl(1) -u',
  },
  {
    program: /\bwget\b/,
    login: option('--(?:http-|ftp-|proxy-)?password[= ]{1,3}'),
    noun: 'password',
    source: 'wget(1) --password',
  },
];

const ROWS: readonly CommandRow[] = [
  { program: /\bsshpass\b/, login: option('-p[ ]{0,3}'), noun: 'password', source: 'sshpass(1) -p' },
  {
    program: /\bmosquitto_(?:pub|sub|rr)\b/,
    login: option('(?:-P|--pw)[ =]{0,3}'),
    noun: 'password',
    source: 'mosquitto_pub(1) -P',
  },
  {
    program: /\b(?:smbclient|net\s+rpc|rpcclient|smbget|winexe)\b/,
    login: option('(?:-U|--user)[ =]{0,3}'),
    noun: 'login',
    separator: '%',
    source: 'smbclient(1) -U user%password',
  },
  {
    program: /\b(?:mount|cifs)\b/,
    login: /[\s,](?:password|pass)=()()([^\s,"']{1,200})/,
    noun: 'password',
    source: 'mount.cifs(8) password=',
  },
  {
    program: /\b(?:mysql|mysqldump|mariadb|mysqladmin|mariadb-dump)\b/,
    login: option('(?:-p(?=\\S)|--password=)'),
    noun: 'password',
    source: 'mysql(1) --password',
  },
  { program: /\b(?:redis-cli)\b/, login: option('(?:-a|--pass)[ =]{1,3}'), noun: 'password', source: 'redis-cli -a' },
  {
    program: /\bredis-server\b|\brequirepass\b/,
    login: option('--requirepass[ =]{1,3}'),
    noun: 'password',
    source: 'redis.conf requirepass',
  },
  {
    program: /\bcloudflared\b/,
    login: option('--token[ =]{1,3}'),
    noun: 'token',
    source: 'cloudflared tunnel run --token',
  },
  {
    program: /\bngrok\b/,
    login: option('(?:--authtoken[ =]{1,3}|authtoken[ ]{1,3})'),
    noun: 'token',
    source: 'ngrok --authtoken',
  },
  { program: /\b(?:7z|7za|zip|unrar|rar)\b/, login: option('-p(?=\\S)'), noun: 'password', source: '7z -p' },
  {
    program: /\b(?:ipmitool|snmpget|snmpwalk|snmpset)\b/,
    login: option('(?:-P|-A|-X)[ ]{1,3}'),
    noun: 'password',
    source: 'ipmitool(1) -P, snmpcmd(1) -A -X',
  },
  {
    program: /\bopenssl\b/,
    login: option('-(?:pass|passin|passout|k)[ ]{1,3}(?:pass:)?'),
    noun: 'password',
    source: 'openssl(1) -pass',
  },
  {
    program: /\S/,
    login: option('--(?:password|passwd|passphrase|api-?key|(?:access-|auth-|api-)?token|secret)(?:=|[ ]{1,3}(?!-))'),
    noun: 'password',
    source: 'a long option named for a credential',
  },
];

export const HTTP_COMMAND_NEEDLE = /\bcurl\b|\bwget\b/;
export const COMMAND_NEEDLE =
  /sshpass|mosquitto_|smbclient|\bnet\s+rpc|rpcclient|smbget|winexe|\bmount\b|\bcifs\b|\bmysql|\bmariadb|redis|requirepass|cloudflared|ngrok|\b7za?\b|\bzip\b|\bunrar\b|\brar\b|ipmitool|\bsnmp(?:get|walk|set)\b|openssl|--(?:password|passwd|passphrase|api-?key|(?:access-|auth-|api-)?token|secret)/;
const FILLED_IN = /\{\{|\{%|\$\{|\$\(|^\$|`|^<|^\[\[|^%\w+%$|^\{|^@|^env:|^file:|^stdin$|^\/dev\//;
const LONGEST_LINE = 4000;

/** `curl -u user:password`, `wget --password`. */
export function findHttpCommandLogins(text: string): Iterable<Hit> {
  return HTTP_COMMAND_NEEDLE.test(text) ? findLogins(text, HTTP_ROWS) : [];
}

/** The logins of all other programs. */
export function findCommandLogins(text: string): Iterable<Hit> {
  return COMMAND_NEEDLE.test(text) ? findLogins(text, ROWS) : [];
}

function* findLogins(text: string, rows: readonly CommandRow[]): Generator<Hit> {
  for (const line of logicalLines(text)) {
    for (const row of rows) {
      const program = row.program.exec(line.text);
      if (program === null) continue;
      const from = program[0].length === 1 ? 0 : program.index;
      const match = row.login.exec(line.text.slice(from));
      if (match === null) continue;
      const argument = match[1] ?? match[2] ?? match[3] ?? '';
      const cut = row.separator === undefined ? -1 : argument.indexOf(row.separator);
      if (row.separator !== undefined && cut < 1) continue;
      const secret = argument.slice(cut + 1);
      if (secret.length < 2 || FILLED_IN.test(secret) || FILLED_IN.test(argument) || isPlaceholder(secret)) continue;
      const start = line.start + from + match.index;
      yield {
        start,
        end: start + match[0].length,
        secret,
        noun: row.noun,
        confidence: 'high',
        because: `${row.noun} on a command line (${row.source})`,
      };
      break;
    }
  }
}

/** Lines as the shell reads them: one continued with a backslash is one. */
function* logicalLines(text: string): Generator<{ text: string; start: number }> {
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('\n', start);
    while (end > start && text[end - 1] === '\\' && end - start < LONGEST_LINE) end = text.indexOf('\n', end + 1);
    if (end === -1) end = text.length;
    const line = text.slice(start, Math.min(end, start + LONGEST_LINE));
    yield { text: line.replace(/\\\n/g, '  '), start };
    start = end + 1;
  }
}
