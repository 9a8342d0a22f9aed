// `NAME=value` in settings files, scripts and lists of environment variables: what the name promises and the value looks like.
import { judge } from '../../judgement/index.js';
import { GATES } from './gates.js';
import { rowsOfName } from './keys.js';
import type { PrivateHit } from './private-hit.js';

/** `#define WIFI_SSID "x"` has only a blank between them. */
const DEFINITION = /^(\s{0,40}#define\s{1,8}\w{1,60})\s{1,20}(?=\S)/;
/** A database's user is named after the program that uses it. */
const OF_DATABASE = /(?:db|database|mysql|maria|postgres|pg|influx|sql)\w{0,10}_?user(?:name)?$/i;
const ASSIGNMENT =
  /^\s{0,40}(?:-\s|export\s|set\s|#define\s|const\s|let\s|var\s|static\s|final\s|char\s\*?|String\s){0,3}\s{0,8}["']?([A-Za-z_][\w.-]{1,60})["']?(?:\[\])?\s{0,20}(?:=|:=|:)\s{0,20}(["'])?([^"'\n]{1,120}?)["']?\s{0,9}[;,]?\s{0,9}(?:(?:#|\/\/)[^\n]{0,200})?$/;
/** Settings files, where a value needs no quotes. */
const SETTINGS = /(?:^|\/)\.?env(?:[._-][\w.-]{0,40})?$|\.(?:env|conf|cfg|ini|toml|properties)$/i;
/** What a variable's name alone is believed about. */
const BELIEVED = new Set([
  'ssid',
  'user',
  'phone',
  'chat',
  'account',
  'latitude',
  'longitude',
  'mac',
  'host',
  'client',
  'timezone',
  'postcode',
]);

/** The value of an assignment that fills the text. */
export function findAssigned(text: string, path: string): PrivateHit[] {
  if (text.length > LONGEST || !/[=:\s]/.test(text)) return [];
  const match = ASSIGNMENT.exec(text.replace(DEFINITION, '$1='));
  if (match === null) return [];
  const [, name = '', quote, value = ''] = match;
  const isEnvironment = /^\s*[A-Z][A-Z0-9_]{1,60}=/.test(text);
  if (quote === undefined && !SETTINGS.test(path) && !isEnvironment) return [];
  const literal = value.trim();
  if (literal === '' || judge(literal, 'yaml') !== undefined || /[$({]/.test(literal)) return [];
  for (const { row, words } of rowsOfName(name)) {
    if (!BELIEVED.has(row.kind) || (OF_DATABASE.test(name) && /^[a-z]{1,30}$/.test(literal))) continue;
    const confidence = GATES[row.kind](literal);
    if (confidence === undefined) continue;
    const start = text.indexOf(literal, text.indexOf(name) + name.length);
    const because = `\`${name}\`: a name ending in \`${words.join(' ')}\` (${row.source})`;
    return [
      {
        start,
        end: start + literal.length,
        kind: row.kind,
        value: literal,
        confidence: confidence === 'high' ? 'medium' : confidence,
        because,
      },
    ];
  }
  return [];
}

const LONGEST = 400;
