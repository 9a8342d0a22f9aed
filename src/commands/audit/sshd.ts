// The settings of an SSH server as sshd reads them: the first value of a keyword counts, includes are read where they stand, what
// `Match all` says goes before, and what another Match block says holds for some logins only. Pure but for the reader that it is given.
// Source: OpenSSH 9.2 servconf.c (process_server_config_line_depth, match_cfg_line), misc.c (strdelim, argv_split), sshd_config(5).
import type { Place } from '../../reporters/audit/audit-report.js';

export interface SshdFiles {
  /** Undefined where it cannot be read. */
  readonly text: (path: string) => string | undefined;
  /** Paths that a pattern of an Include matches, in the order of their names. */
  readonly glob: (pattern: string) => readonly string[];
}

export interface SshdSetting {
  readonly value: string;
  readonly at: Place;
}

export interface SshdConfig {
  /** Keyword in lower case: what holds for all logins. */
  readonly settings: ReadonlyMap<string, SshdSetting>;
  /** What stands in Match blocks: whether it holds depends on the login. */
  readonly conditional: ReadonlyMap<string, readonly SshdSetting[]>;
  /** Files that could not be read: then nothing is sure. */
  readonly unread: readonly string[];
}

/** What sshd takes where nothing is said (servconf.c, fill_default_server_options). */
export const SSHD_DEFAULTS: Readonly<Record<string, string>> = {
  permitrootlogin: 'prohibit-password',
  passwordauthentication: 'yes',
  kbdinteractiveauthentication: 'yes',
  permitemptypasswords: 'no',
  pubkeyauthentication: 'yes',
  usepam: 'no',
};

const ALIASES: Readonly<Record<string, string>> = {
  challengeresponseauthentication: 'kbdinteractiveauthentication',
  skeyauthentication: 'kbdinteractiveauthentication',
  dsaauthentication: 'pubkeyauthentication',
};

const FOLDER = '/etc/ssh';
/** servconf.c SERVCONF_MAX_DEPTH. */
const DEEPEST = 16;
const MOST_FILES = 500;

/** For which logins a line holds: all, all and before others, or some. */
type Scope = 'global' | 'match-all' | 'match-some';

interface Reading {
  readonly files: SshdFiles;
  readonly global: Map<string, SshdSetting>;
  readonly matchAll: Map<string, SshdSetting>;
  readonly conditional: Map<string, SshdSetting[]>;
  readonly unread: string[];
  count: number;
}

export function readSshd(path: string, files: SshdFiles): SshdConfig {
  const [global, matchAll] = [new Map<string, SshdSetting>(), new Map<string, SshdSetting>()];
  const reading: Reading = { files, global, matchAll, conditional: new Map(), unread: [], count: 0 };
  readFile(path, reading, 'global', 0);
  const { conditional, unread } = reading;
  return { settings: new Map([...global, ...matchAll]), conditional, unread };
}

/** The value that holds for all logins. */
export function sshdValue({ settings }: SshdConfig, keyword: string): string {
  const value = settings.get(keyword)?.value.toLowerCase() ?? SSHD_DEFAULTS[keyword] ?? '';
  return value === 'without-password' ? 'prohibit-password' : value;
}

function readFile(path: string, reading: Reading, outer: Scope, depth: number): void {
  const text = reading.count++ < MOST_FILES && depth <= DEEPEST ? reading.files.text(path) : undefined;
  if (text === undefined) {
    reading.unread.push(path);
    return;
  }
  // a Match block ends with its file
  let scope = outer;
  for (const [index, line] of text.split('\n').entries()) {
    const [keyword, ...args] = words(line);
    if (keyword === undefined) continue;
    const name = ALIASES[keyword.toLowerCase()] ?? keyword.toLowerCase();
    if (name === 'match') scope = outer === 'match-some' ? outer : scopeOf(args);
    else if (name === 'include') {
      for (const pattern of args)
        for (const found of reading.files.glob(pattern.startsWith('/') ? pattern : `${FOLDER}/${pattern}`))
          readFile(found, reading, scope, depth + 1);
    } else if (args.length > 0) {
      const setting = { value: args.join(' '), at: { file: path, line: index + 1 } };
      if (scope === 'match-some') reading.conditional.set(name, [...(reading.conditional.get(name) ?? []), setting]);
      else {
        const settings = scope === 'global' ? reading.global : reading.matchAll;
        if (!settings.has(name)) settings.set(name, setting);
      }
    }
  }
}

const scopeOf = (args: readonly string[]): Scope =>
  args.length === 1 && args[0]?.toLowerCase() === 'all' ? 'match-all' : 'match-some';

/** Keyword and arguments: blanks part them, the keyword also one `=`; quotes hold blanks together; `#` begins a comment. */
function words(line: string): string[] {
  const found: string[] = [];
  let at = 0;
  const isBlank = (char: string | undefined): boolean =>
    char === ' ' || char === '\t' || char === '\r' || char === '\f';
  for (;;) {
    while (isBlank(line[at])) at += 1;
    if (found.length === 1 && line[at] === '=') {
      at += 1;
      while (isBlank(line[at])) at += 1;
    }
    if (at >= line.length || line[at] === '#') return found;
    let word = '';
    let quote = '';
    for (; at < line.length; at++) {
      const char = line[at] ?? '';
      if (quote === '' && (isBlank(char) || (found.length === 0 && char === '='))) break;
      const next = line[at + 1] ?? '';
      if (char === '\\' && (next === '"' || next === "'" || next === '\\' || (quote === '' && next === ' '))) {
        word += next;
        at += 1;
      } else if (char === quote) quote = '';
      else if (quote === '' && (char === '"' || char === "'")) quote = char;
      else word += char;
    }
    found.push(word);
  }
}
