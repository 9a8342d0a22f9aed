// Codes of alarms and locks in texts: under a bare `code` or `pin` in JSON, and compared with in templates.
import { judge } from '../../judgement/index.js';
import { OPENS } from '../data/key-names.js';
import { passGate } from '../keys/gate.js';
import { classifyName, type KeyEvidence } from '../keys/names.js';
import type { Hit } from './hit.js';

/** Pins of a board have three digits at most, those of people four and more. */
const DIGITS = /^(?:[0-9]{4,8}|[0-9]{3}-[0-9]{2}-[0-9]{3})$/;
/** Whether a name that says only `code` or `pin` stands for one that opens something. */
export function bareCode(name: string, value: string, around: string): boolean {
  if (!DIGITS.test(value)) return false;
  return /^pin$/i.test(name) || (/^code$/i.test(name) && OPENS.test(around));
}

const LITERAL = `(?:(["'])([^"'\\n]{2,60})\\4|([0-9]{4,8})(?![\\w.]))`;
/** What is compared: an entity's state, or the last name of a path; filters may follow. */
const NAME = `(?:states\\(\\s{0,9}["']\\w{1,40}\\.(\\w{1,80})["']\\s{0,9}\\)|\\bstates\\.\\w{1,40}\\.(\\w{1,80})\\.state|([A-Za-z_]\\w{0,60}))`;
const FILTERS = `\\s{0,9}(?:\\|\\s{0,9}\\w{1,20}(?:\\([^()]{0,20}\\))?\\s{0,9}){0,3}`;
const COMPARED = new RegExp(`${NAME}${FILTERS}(?:[=!]=|(?:not )?in\\s{0,9}[[(])\\s{0,9}${LITERAL}`, 'g');
const IS_STATE = /is_state\(\s{0,9}["']\w{1,40}\.(\w{1,80})["']\s{0,9},\s{0,9}(["'])([^"'\n]{2,60})\2/g;

/** In raw text, where a line may be folded: a telling name, and a comparison soon after. */
export const COMPARED_NEEDLE =
  /(?:code|pin|pass|pwd|token|secret|key)\w{0,60}(?:\.state)?["']?\s{0,60}[)\]]?[\s|\w()]{0,80}(?:[=!]=|in\s{0,60}[[(]|,\s{0,60}["'])/i;

/** `{{ states('input_text.door_code') == '4711' }}`. `around` tells what a bare `code` opens. */
export function* findCompared(text: string, around: () => string): Generator<Hit> {
  if (!/\{[{%]/.test(text) || !COMPARED_NEEDLE.test(text)) return;
  for (const match of text.matchAll(COMPARED)) {
    const hit = compared(match, match[1] ?? match[2] ?? match[3] ?? '', match[5] ?? match[6] ?? '', around);
    if (hit !== undefined) yield hit;
  }
  for (const match of text.matchAll(IS_STATE)) {
    const hit = compared(match, match[1] ?? '', match[3] ?? '', around);
    if (hit !== undefined) yield hit;
  }
}

function compared(match: RegExpExecArray, name: string, value: string, around: () => string): Hit | undefined {
  const evidence = comparedName(name, value, around);
  if (evidence === undefined || judge(value, 'home-assistant') !== undefined) return undefined;
  const confidence = passGate(evidence.gate === 'literal' ? 'password-like' : evidence.gate, value);
  return (
    confidence && {
      start: match.index,
      end: match.index + match[0].length,
      secret: value,
      noun: evidence.noun,
      confidence,
      because: `compared with \`${name}\` in a template`,
    }
  );
}

/** What a name promises that an entity or a variable has: as keys do, and a bare code by what it opens. */
export function comparedName(name: string, value: string, around: () => string): KeyEvidence | undefined {
  const evidence = classifyName(name);
  if (evidence !== undefined) return evidence;
  return /^(?:code|pin)$/i.test(name) && bareCode('code', value, around())
    ? { gate: 'code', noun: 'code', because: `\`${name}\` of something that opens`, by: 'context' }
    : undefined;
}
