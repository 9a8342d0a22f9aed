// The literal inside a value that only looks computed: `${PASSWORD:-x}`, `{{ 'Bearer ' ~ 'x' }}`, `{{ y | default('x') }}`.
import type { DialectName } from '../types.js';

/** The default of a variable of the shell or of Compose (Compose specification, interpolation). */
const DEFAULT = /^\$\{[A-Za-z_]\w{0,100}:?-([^{}$]{1,500})\}$/;
/** go2rtc writes it without the dash (go2rtc: pkg/creds). */
const GO2RTC_DEFAULT = /^\$\{[A-Za-z_]\w{0,100}:-?([^{}$]{1,500})\}$/;
/** The same inside a longer text: `postgres://hass:${PASSWORD:-x}@db`. */
const DEFAULTS = /\$\{[A-Za-z_]\w{0,100}:?-([^{}$\s]{1,500})\}/g;
const GO2RTC_DEFAULTS = /\$\{[A-Za-z_]\w{0,100}:-?([^{}$\s]{1,500})\}/g;
const EXPRESSION = /^\{\{-?([^{}]{1,1000})-?\}\}$/;
const QUOTED = `"[^"\\n]{0,500}"|'[^'\\n]{0,500}'`;
/** Literals joined together; filters that change nothing may follow. */
const JOINED = new RegExp(
  `^\\s{0,9}(?:(?:${QUOTED})\\s{0,9}(?:~\\s{0,9}(?=["'])|(?=$|\\|)|$)){1,8}(?:\\|\\s{0,9}(?:string|trim)\\s{0,9}){0,3}$`,
);
const CHOSEN = new RegExp(
  `^\\s{0,9}(${QUOTED})\\s{1,9}if\\s(?:[^"']|${QUOTED}){1,300}\\selse\\s{1,9}(${QUOTED}|\\w{1,60})\\s{0,9}$`,
);
const FALLBACK = new RegExp(`\\|\\s{0,9}(?:default|d)\\(\\s{0,9}(${QUOTED})`);
const STATEMENT = /\{%[^%]{0,500}%\}/g;

/** The literal that such a value yields, or undefined: the value is a plain literal, or really computed. */
export function literalPart(value: string, dialect?: DialectName): string | undefined {
  const text = value.trim();
  if (text.startsWith('${')) return (dialect === 'go2rtc' ? GO2RTC_DEFAULT : DEFAULT).exec(text)?.[1];
  if (!text.startsWith('{')) return undefined;
  const expression = EXPRESSION.exec(text)?.[1];
  if (expression !== undefined) return literalOf(expression);
  // `{% if … %}4711{% else %}0815{% endif %}`: what stands between is the output
  if (!text.startsWith('{%')) return undefined;
  const named = NAMED.exec(text)?.[2];
  if (named !== undefined) return bare(named);
  if (text.includes('{{')) return undefined;
  return longest(text.split(STATEMENT).map((piece) => piece.trim()));
}

const CHOSEN_BY_CALL = new RegExp(
  `^\\s{0,9}iif\\([^\\n]{1,300}?,\\s{0,9}(${QUOTED})\\s{0,9},\\s{0,9}(${QUOTED}|\\w{1,60})\\s{0,9}\\)\\s{0,9}$`,
);
const NAMED = new RegExp(
  `^\\{%-?\\s{0,9}set\\s{1,9}(\\w{1,60})\\s{0,9}=\\s{0,9}(${QUOTED})\\s{0,9}-?%\\}\\s{0,9}\\{\\{-?\\s{0,9}\\1\\s{0,9}-?\\}\\}$`,
);
const JOINT = /(["'])\s{0,9}~\s{0,9}\1/g;
const OUTPUT = /\{\{-?\s{0,9}(["'])([^"'{}\n]{0,500})\1\s{0,9}-?\}\}/g;

/** A text with its literals in the places of templates and defaults, `http://x/?token={{ 'y' }}`; undefined where there are none. */
export function foldLiterals(text: string, dialect?: DialectName): string | undefined {
  if (!text.includes('{{') && !text.includes('${')) return undefined;
  const outputs = text.includes('{{') ? text.replace(JOINT, '').replace(OUTPUT, '$2') : text;
  const folded = outputs.replace(dialect === 'go2rtc' ? GO2RTC_DEFAULTS : DEFAULTS, '$1');
  return folded === text ? undefined : folded;
}

function literalOf(expression: string): string | undefined {
  if (JOINED.test(expression))
    return [...expression.matchAll(new RegExp(QUOTED, 'g'))].map(([text]) => bare(text)).join('');
  const chosen = CHOSEN.exec(expression) ?? CHOSEN_BY_CALL.exec(expression);
  if (chosen !== null)
    return longest([bare(chosen[1] ?? ''), /^["']/.test(chosen[2] ?? '') ? bare(chosen[2] ?? '') : '']);
  const fallback = FALLBACK.exec(expression)?.[1];
  return fallback === undefined ? undefined : bare(fallback);
}

const bare = (quoted: string): string => quoted.slice(1, -1);

function longest(texts: readonly string[]): string | undefined {
  const text = texts.reduce((best, one) => (one.length > best.length ? one : best), '');
  return text === '' ? undefined : text;
}
