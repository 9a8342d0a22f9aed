// Literals that programs assign to a telling name: `const password = "x"`, `data["token"] = 'x'`, `#define WIFI_PSK "x"`,
// `os.getenv("TOKEN", "x")`. Programs hold many texts about passwords, so that their values are believed less easily than settings'.
import { judge } from '../../judgement/index.js';
import { isMadeUp } from '../../judgement/placeholder.js';
import type { Confidence } from '../../types.js';
import { passGate } from '../keys/gate.js';
import { classifyName } from '../keys/names.js';
import { findQuoted } from './assignments.js';
import { findCompared } from './codes.js';
import type { Hit } from './hit.js';

/** A constant of C: a name, a blank, a text. */
export const DEFINED = /^(\s{0,40}#\s{0,5}define\s{1,20})(\w{2,60})\s{1,20}("[^"\n]{2,300}")/;
/** With a type behind the name, or as an array: `password: str = "x"`, `char password[] = "x"`. */
const DECLARED =
  /(?<![\p{L}\p{N}_-])([A-Za-z_]\w{1,60})\s{0,3}(?:\[\w{0,10}\]|[?!]?:\s{0,3}[\w.<>[\], |]{1,40}?)\s{0,3}=\s{0,3}[bru]?(["'`])([^"'`\\\n]{2,500})\2/gu;
/** `config["password"] = "x"`; with a flag of bytes or raw text before the quote: `password = b"x"`, `TOKEN = r'x'`. */
const SUBSCRIBED = /\[(["'])([\w-]{2,60})\1\]\s{0,3}=\s{0,3}[bru]?(["'`])([^"'`\\\n]{2,500})\3/g;
const FLAGGED = /(?<![\p{L}\p{N}_-])([A-Za-z_]\w{1,60})\s{0,3}=\s{0,3}[bruBRU]{1,2}(["'])([^"'\\\n]{2,500})\2/gu;
/** What is used where the environment has nothing: `os.getenv("TOKEN", "x")`, `process.env.TOKEN || 'x'`. */
const FALLBACK =
  /(?:\b(?:getenv|environ\.get|env\.get|env)\(\s{0,3}["'](\w{2,60})["']\s{0,3},\s{0,3}|\benv\.(\w{2,60})\s{0,3}(?:\|\||\?\?)\s{0,3})(["'`])([^"'`\\\n]{2,500})\3/g;

/** In a line of a program. */
export function* findProgramLogins(line: string): Generator<Hit> {
  const defined = DEFINED.exec(line);
  if (defined !== null)
    yield* literal(defined[1]?.length ?? 0, line, defined[0].length, defined[2] ?? '', (defined[3] ?? '').slice(1, -1));
  yield* findCalls(line);
  for (const match of line.matchAll(DECLARED))
    yield* literal(match.index, line, match.index + match[0].length, match[1] ?? '', match[3] ?? '');
  for (const match of line.matchAll(FLAGGED))
    yield* literal(match.index, line, match.index + match[0].length, match[1] ?? '', match[3] ?? '');
  for (const match of line.matchAll(SUBSCRIBED))
    yield* literal(match.index, line, match.index + match[0].length, match[2] ?? '', match[4] ?? '');
  for (const match of line.matchAll(FALLBACK))
    yield* literal(match.index, line, match.index + match[0].length, match[1] ?? match[2] ?? '', match[4] ?? '');
  yield* findAssigned(line);
}

/** Pairs of a name and a quoted value, in whatever language. */
export function* findAssigned(line: string): Generator<Hit> {
  for (const hit of findQuoted(line, 'yaml', 'password-like')) if (isBelieved(hit)) yield hit;
}

/** In a line of a template: `{% set token = "x" %}`, `{{ states(…) == '4711' }}`, and what its markup and scripts assign. */
export function* findTemplateLogins(line: string): Generator<Hit> {
  yield* findAssigned(line);
  yield* findCompared(line, () => line);
}

function* literal(start: number, line: string, end: number, name: string, value: string): Generator<Hit> {
  const evidence = classifyName(name);
  if (evidence === undefined || judge(value, 'yaml') !== undefined) return;
  const gate = evidence.gate === 'literal' ? 'password-like' : evidence.gate;
  const confidence: Confidence | undefined = passGate(gate, value);
  if (confidence === undefined) return;
  const hit: Hit = {
    start,
    end: Math.min(end, line.length),
    secret: value,
    noun: evidence.noun,
    confidence,
    because: `\`${name}\` in a program: ${evidence.because}`,
  };
  if (isBelieved(hit)) yield hit;
}

/** Filled in when the program runs: an f-string, a template literal, a format. */
const FORMATTED = /^\{|[$#]\{|\{[A-Za-z_]?[\w.]{0,40}\}|%(?:\(\w{1,40}\))?[sdr](?![A-Za-z0-9])/;

/** A word under `token:` is a name or a text; under `password` it may be a weak one. */
function isBelieved({ secret, confidence, noun }: Hit): boolean {
  return !FORMATTED.test(secret) && !isMadeUp(secret) && (confidence !== 'low' || noun === 'password');
}

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
