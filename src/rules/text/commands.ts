// Logins on command lines, by each program's own options. Works on any text; what a variable or template fills in is no finding.
import { isPlaceholder } from '../../judgement/placeholder.js';
import { anyOf } from '../data/alternatives.js';
import { COMMANDS, type CommandRow, HTTP_COMMANDS } from '../data/commands.js';
import type { Hit } from './hit.js';

const sources = (rows: readonly CommandRow[]): string => anyOf(rows.map((row) => row.program.source));

export const HTTP_COMMAND_NEEDLE = new RegExp(sources(HTTP_COMMANDS), 'i');
/** Long options are looked for by their names: `--` alone stands in many texts. */
export const COMMAND_NEEDLE = new RegExp(
  `${sources(COMMANDS.slice(0, -1))}|--[a-z0-9_-]{0,30}(?:pass|pwd|key|token|secret|psk|pin-code)`,
  'i',
);
const FILLED_IN = /\{\{|\{%|\$\{|\$\(|^\$|`|^<|^\[\[|^%\w+%$|^\{|^@|^env:|^file:|^stdin$|^\/dev\/|^%(?:\(\w{1,40}\))?s/;
/** `the --username and --password options`: a text about the options. */
const ABOUT =
  /^(?:options?|flags?|arguments?|parameters?|switch(?:es)?|and|or|is|are|to|for|if|in|on|with|as|can|must|instead)[.,;:)]?$/i;
const LONGEST_LINE = 4000;

/** `curl -u user:password`, `wget --password`. */
export function findHttpCommandLogins(text: string): Iterable<Hit> {
  return HTTP_COMMAND_NEEDLE.test(text) ? findLogins(text, HTTP_COMMANDS) : [];
}

/** The logins of all other programs. */
export function findCommandLogins(text: string): Iterable<Hit> {
  return COMMAND_NEEDLE.test(text) ? findLogins(text, COMMANDS) : [];
}

function* findLogins(text: string, rows: readonly CommandRow[]): Generator<Hit> {
  for (const line of logicalLines(text)) {
    for (const row of rows) {
      const program = row.program.exec(line.text);
      if (program === null) continue;
      // what stands before the program is another command, unless it is piped into it
      const from = program[0].startsWith('-') || program[0].startsWith('|') ? 0 : program.index;
      const match = row.login.exec(line.text.slice(from));
      if (match === null) continue;
      const argument = match.slice(1).find((group) => group !== undefined) ?? '';
      const cut = row.separator === undefined ? -1 : argument.indexOf(row.separator);
      if (row.separator !== undefined && cut < 1) continue;
      const secret = argument.slice(cut + 1);
      if (row.except?.test(secret) === true) continue;
      if (secret.length < 2 || FILLED_IN.test(secret) || FILLED_IN.test(argument) || isPlaceholder(secret)) continue;
      if (ABOUT.test(secret)) continue;
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
