// `"password": "x"`, `token=x`, `psk: x` inside a longer text: JSON bodies, YAML in strings, scripts in dashboards, comments.
import { judge } from '../../judgement/index.js';
import type { DialectName } from '../../types.js';
import { classifyName } from '../keys/classify.js';
import { passGate } from '../keys/gate.js';
import type { Hit } from './hit.js';

/** A name, then `:` or `=`, then a quoted value; or after `=` alone an unquoted one. The runs cannot overlap. */
const QUOTED =
  /(?<![\p{L}\p{N}_-])(\\?["']?)([\p{L}_][\p{L}\p{N}_-]{1,60})\1[ \t]{0,5}[:=][ \t]{0,5}(\\?["'`])([^"'`\\\n]{2,500})\3/gu;
const BARE = /(?<![\p{L}\p{N}_.-])([\p{L}_][\p{L}\p{N}_-]{1,60})=([^\s"'`&,;<>(){}[\]]{4,500})/gu;

export const ASSIGNMENT_NEEDLE =
  /pass|pw|token|secret|key|psk|auth|kennwort|wachtwoord|senha|contrase|has[łl]o|heslo|mot_?de_?passe/i;

/** In raw text: such a word, the rest of its name, and an assignment of what `QUOTED` or `BARE` take. */
export const ASSIGNMENT_IN_TEXT = new RegExp(
  `(?:${ASSIGNMENT_NEEDLE.source})[\\w\\u00c0-\\uffff-]{0,60}(?:\\\\?["']{0,2}[ \\t]{0,5}[:=][ \\t]{0,5}\\\\?["'\`]|=)`,
  'i',
);

export function* findAssignments(text: string, dialect: DialectName): Generator<Hit> {
  if (!ASSIGNMENT_NEEDLE.test(text)) return;
  for (const match of text.matchAll(QUOTED)) {
    const hit = toHit(match.index, match[0], match[2] ?? '', match[4] ?? '', dialect);
    if (hit !== undefined) yield hit;
  }
  for (const match of text.matchAll(BARE)) {
    const hit = toHit(match.index, match[0], match[1] ?? '', match[2] ?? '', dialect);
    // a bare value may be an expression: only what looks made by hand or generator counts
    if (hit !== undefined && /[0-9]/.test(hit.secret) && !/^[\w.]+\(/.test(hit.secret)) yield hit;
  }
}

function toHit(start: number, whole: string, name: string, value: string, dialect: DialectName): Hit | undefined {
  const evidence = classifyName(name);
  if (evidence === undefined || judge(value, dialect) !== undefined) return undefined;
  const confidence = passGate(evidence.gate === 'literal' ? 'password-like' : evidence.gate, value);
  if (confidence === undefined) return undefined;
  return {
    start,
    end: start + whole.length,
    secret: value,
    noun: evidence.noun,
    confidence,
    because: `\`${name}\` assigned inside a text`,
  };
}
