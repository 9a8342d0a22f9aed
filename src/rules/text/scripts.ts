// Logins in the scripts and settings files beside a configuration: `const password = "x"`, `PASSWORD=x`, `remote_password x`.
// One line at a time. Programs hold many texts about passwords, so that their values are believed less easily than settings'.
import { judge } from '../../judgement/index.js';
import { literalPart } from '../../judgement/literal-part.js';
import { isMadeUp } from '../../judgement/placeholder.js';
import type { Confidence } from '../../types.js';
import { passGate } from '../keys/gate.js';
import { classifyName } from '../keys/names.js';
import { findQuoted, findVariables } from './assignments.js';
import type { FindHits, Hit } from './hit.js';

const PROGRAM = /\.(?:py|[cm]?jsx?|tsx?|php|lua|go|rs|ino|cpp|cc|c|hpp?|cs|java|kt|rb|pl|ps1|groovy)$/i;
const SHELL = /\.(?:sh|bash|zsh|ash|fish)$/i;
const SETTINGS =
  /\.(?:env|conf|cnf|cfg|ini|properties|toml|service)(?:\.[\w-]{1,20})?$|(?:^|\/)\.(?:env|netrc|msmtprc|my\.cnf)[^/]*$/i;
/** Code that was installed or packed: nobody of this house wrote it. */
const NOT_OWN =
  /(?:^|\/)(?:custom_components|www\/community|node_modules|site-packages|\.venv|venv|vendor|dist)\/|\.min\.\w{2,3}$/;
const LONGEST_LINE = 1000;

/** A telling word, then what assigns: made of few words, for it is looked for in every text. */
export const SCRIPT_NEEDLE =
  /(?:begin|btoa|b64encode|base64|login|BasicAuth|DigestAuth|username_pw_set|setCredentials|setAuthentication)\s{0,3}\(|(?:pass|pw|token|secret|key|psk|auth|code|pin|wort|woord|senha|heslo)[\w.-]{0,60}["']?(?:[ \t]{0,20}[=:]|[ \t]{1,20}\S)/i;

/** The matcher for a file's lines, or undefined: the file is of another kind. */
export function scriptMatcher(path: string, text: string): FindHits | undefined {
  if (NOT_OWN.test(path)) return undefined;
  if (PROGRAM.test(path)) return (line) => lineHits(line, findProgramLogins);
  if (SETTINGS.test(path)) return (line) => lineHits(line, findSettings);
  const isShell = SHELL.test(path) || /^#![^\n]{0,60}\b(?:ba|z|a|da)?sh\b/.test(text.slice(0, 80));
  return isShell ? (line) => lineHits(line, findShellVariables) : undefined;
}

const COMMENT = /^\s*(?:#|\/\/|;|\*|\/\*|--|REM\b)/i;

/** A line that was commented out is told as a warning, as in YAML. */
function* lineHits(line: string, find: FindHits): Generator<Hit> {
  if (line.length > LONGEST_LINE) return;
  const isComment = COMMENT.test(line) && !DEFINED.test(line);
  for (const hit of find(line)) yield isComment ? { ...hit, confidence: 'low' } : hit;
}

/** A constant of C: a name, a blank, a text. */
const DEFINED = /^(\s{0,40}#\s{0,5}define\s{1,20})(\w{2,60})\s{1,20}("[^"\n]{2,300}")/;

function* findProgramLogins(line: string): Generator<Hit> {
  const defined = DEFINED.exec(line);
  if (defined !== null) yield* setting(defined[1]?.length ?? 0, defined[2] ?? '', defined[3] ?? '');
  yield* findCalls(line);
  for (const hit of findQuoted(line, 'yaml', 'password-like')) {
    if (FORMATTED.test(hit.secret) || isMadeUp(hit.secret)) continue;
    // a word under `token:` is a name or a text; under `password` it may be a weak one
    if (hit.confidence !== 'low' || hit.noun === 'password') yield hit;
  }
}

/** Filled in when the program runs: an f-string, a template literal, a format. */
const FORMATTED = /^\{|[$#]\{|\{[A-Za-z_]?[\w.]{0,40}\}|^%\(?\w{0,40}\)?[sd]$/;

/** Functions that take a user name and a password: requests, aiohttp, paho-mqtt, smtplib, Arduino's WiFi and MQTT clients. */
const CALLED =
  /(?:\b(?:HTTPBasicAuth|HTTPDigestAuth|BasicAuth|username_pw_set|login|begin|setCredentials|setAuthentication)|\bauth\s{0,3}=)\s{0,3}\(\s{0,3}(["'])([^"'\n]{1,100})\1\s{0,3},\s{0,3}(["'])([^"'\n]{3,200})\3/g;
/** `'Basic ' + btoa('user:password')` */
const ENCODED = /\b(?:btoa|b64encode|base64)\(\s{0,3}b?(["'])([^"':\n]{1,100}):([^"'\n]{3,200})\1/g;

function* findCalls(line: string): Generator<Hit> {
  for (const pattern of [CALLED, ENCODED])
    for (const match of line.matchAll(pattern)) {
      const secret = (pattern === CALLED ? match[4] : match[3]) ?? '';
      if (judge(secret, 'yaml') !== undefined || FORMATTED.test(secret) || isMadeUp(secret)) continue;
      yield {
        start: match.index,
        end: match.index + match[0].length,
        secret,
        noun: 'password',
        confidence: 'medium',
        because: 'a user name and a password as arguments (requests, paho-mqtt, smtplib, WiFi.begin, btoa)',
      };
    }
}

function* findShellVariables(line: string): Generator<Hit> {
  yield* findVariables(line, 'yaml');
  const own =
    /^(\s{0,40}(?:(?:export|local|readonly|declare)\s{1,5}(?:-\w\s{1,3})?)?)([a-z]\w{1,60})=(\S[^\n]{0,400})$/.exec(
      line,
    );
  if (own !== null) yield* setting(own[1]?.length ?? 0, own[2] ?? '', own[3] ?? '');
}

/** `name = value`, `name: value`, and with a blank between (mosquitto.conf(5), redis.conf, netrc). */
const ASSIGNED =
  /^(\s{0,40}(?:export\s{1,5}|set\s{1,5})?)["']?([\p{L}_][\p{L}\p{N}_.-]{1,60})["']?\s{0,20}[=:]\s{0,20}(\S[^\n]{0,600})$/u;
const SEPARATED = /^(\s{0,40})([A-Za-z_][\w-]{1,60})[ \t]{1,20}(\S{2,300})$/;

function* findSettings(line: string): Generator<Hit> {
  const text = line.replace(/[\s;]+$/, '');
  const match = ASSIGNED.exec(text) ?? SEPARATED.exec(text);
  if (match !== null) yield* setting(match[1]?.length ?? 0, match[2] ?? '', match[3] ?? '');
}

function* setting(start: number, name: string, written: string): Generator<Hit> {
  const quoted = /^(["'])([^\n]{0,600}?)\1\s{0,9}(?:[#;][^\n]*)?$/.exec(written)?.[2];
  const plain = quoted ?? written.replace(/\s[#;][^\n]*$/, '').trim();
  const value = literalPart(plain) ?? plain;
  const evidence = classifyName(name);
  if (evidence === undefined || COMPUTED.test(value) || judge(value, 'yaml') !== undefined) return;
  const confidence: Confidence | undefined = passGate(evidence.gate, value);
  if (confidence === undefined) return;
  yield {
    start,
    end: start + name.length + 1 + written.length,
    secret: value,
    noun: evidence.noun,
    confidence,
    because: `\`${name}\` in a settings file: ${evidence.because}`,
  };
}

/** Filled in by the shell or by the program that reads the file. */
const COMPUTED = /^[`$<(]|\$\{|\$\(|^%\(?\w+\)?[s%]?$/;
