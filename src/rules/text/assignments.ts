// `"password": "x"`, `token=x`, `user=a&password=x`, `export PASSWORD=x` inside a longer text: JSON and form bodies,
// YAML in strings, scripts in dashboards, environment lists.
import { judge } from '../../judgement/index.js';
import { literalPart } from '../../judgement/literal-part.js';
import type { Confidence, DialectName } from '../../types.js';
import { passGate } from '../keys/gate.js';
import { classifyName, type KeyEvidence } from '../keys/names.js';
import { bareCode } from './codes.js';
import type { Hit } from './hit.js';

/** A name, then `:` or `=`, then a quoted value. The runs cannot overlap. */
const QUOTED =
  /(?<![\p{L}\p{N}_-])(\\?["']?)([\p{L}_][\p{L}\p{M}\p{N}_-]{1,60})\1[ \t]{0,5}[:=][ \t]{0,5}(\\?["'`])([^"'`\\\n]{2,500})\3/gu;
/** A quoted name and a number, as JSON writes a code. */
const NUMBER =
  /(?<![\p{L}\p{N}_-])(\\?["'])([\p{L}_][\p{L}\p{N}_-]{1,60})\1[ \t]{0,5}:[ \t]{0,5}([0-9]{3,12})(?![0-9.])/gu;
/** An element of XML. */
const ELEMENT = /<([A-Za-z_][\w:.-]{1,60})>([^<>\n]{2,200})<\/\1>/g;
/** After `=` an unquoted value. */
const BARE = /(?<![\p{L}\p{N}_.-])([\p{L}_][\p{L}\p{M}\p{N}_-]{1,60})=([^\s"'`&,;<>(){}[\]]{4,500})/gu;
/** One field of a form's body; `&` has to stand before or after it. */
const FIELD = /(?<![^\s"'?&])([\p{L}_][\p{L}\p{N}_.-]{1,60})=([^&\s"'`<>{}]{2,300})/gu;
/** A variable of the shell or of a container: in capitals wherever a word may begin. */
const VARIABLE =
  /(?<![^\s;&|("'])([A-Z][A-Z0-9_]{1,60})=(?:"([^"\n$`]{2,300})"|'([^'\n]{2,300})'|(\$\{[^{}\n]{1,300}\}|[^\s"'`$;&|<>(){}]{2,300}))(?=$|[\s;&|)"'])/g;

export const ASSIGNMENT_NEEDLE =
  /pass|pw|token|secret|key|psk|auth|code|pin|wort|woord|senha|contrase|has[łl]o|heslo|mot_?de_?passe|schl[uü]e?ssel|losenord|lösenord|парол|токен|密码|密碼/i;

/** In raw text: such a word, the rest of its name, and an assignment of what the patterns above take. */
export const ASSIGNMENT_IN_TEXT = new RegExp(
  `(?:${ASSIGNMENT_NEEDLE.source})[\\w\\u00c0-\\uffff.-]{0,60}(?:\\\\?["']{0,2}[ \\t]{0,5}[:=][ \\t]{0,5}\\\\?["'\`]|\\\\?["']{1,2}[ \\t]{0,5}:[ \\t]{0,5}[0-9]|=|>)`,
  'i',
);
/** An image's address that Home Assistant gives a new token every few minutes (homeassistant 2026.11.0: components/camera). */
const ROTATING = /\/api\/(?:camera|image|media_player)_proxy(?:_stream)?\/[^\s?"']{1,200}\?[^\s"']{0,200}$/;

export function* findAssignments(text: string, dialect: DialectName): Generator<Hit> {
  if (!ASSIGNMENT_NEEDLE.test(text)) return;
  yield* findQuoted(text, dialect);
  for (const match of text.matchAll(NUMBER)) {
    const [whole, , name = '', value = ''] = match;
    const evidence = classifyName(name);
    if (evidence === undefined ? bareCode(name, value, text) : evidence.gate === 'code')
      yield toHit(match.index, whole, name, value, evidence, 'high');
  }
  yield* findVariables(text, dialect);
  for (const match of text.matchAll(ELEMENT)) {
    const hit = judged(match, match[1] ?? '', match[2] ?? '', dialect);
    if (hit !== undefined) yield hit;
  }
  for (const match of text.matchAll(FIELD)) {
    if (text[match.index - 1] !== '&' && text[match.index + match[0].length] !== '&') continue;
    const hit = judged(match, match[1] ?? '', match[2] ?? '', dialect);
    if (hit !== undefined && !isRotating(text, match.index)) yield hit;
  }
  for (const match of text.matchAll(BARE)) {
    const hit = judged(match, match[1] ?? '', match[2] ?? '', dialect, 'password-like');
    // a bare value may be an expression: only what looks made by hand or generator counts
    if (hit === undefined || !/[0-9]/.test(hit.secret) || /^[\w.]+\(/.test(hit.secret)) continue;
    if (!isRotating(text, match.index)) yield hit;
  }
}

/** Pairs with a quoted value, as programs and JSON write them. */
export function* findQuoted(
  text: string,
  dialect: DialectName,
  inJson: 'literal' | 'password-like' = 'literal',
): Generator<Hit> {
  for (const match of text.matchAll(QUOTED)) {
    const [whole, quote = '', name = '', , value = ''] = match;
    // in JSON the value is all that stands in the quotes; elsewhere it may be a text for people
    const hit = judged(match, name, value, dialect, quote === '' ? 'password-like' : inJson);
    if (hit !== undefined) yield hit;
    else if (classifyName(name) === undefined && bareCode(name, value, text))
      yield toHit(match.index, whole, name, value, undefined, 'high');
  }
}

/** `PASSWORD=x` before a command, after `export`, in a container's list of variables. */
export function* findVariables(text: string, dialect: DialectName): Generator<Hit> {
  for (const match of text.matchAll(VARIABLE)) {
    const hit = judged(match, match[1] ?? '', match[2] ?? match[3] ?? match[4] ?? '', dialect);
    if (hit === undefined) continue;
    const isMixed = /[0-9]/.test(hit.secret) && /\p{L}/u.test(hit.secret);
    // `ADMIN_PASSWORD=admin` is what an image's documentation says
    const isShortWord = /^[a-z]{1,5}$/.test(hit.secret);
    if (isShortWord) yield { ...hit, confidence: 'low' };
    else yield hit.noun === 'password' && isMixed && hit.confidence === 'low' ? { ...hit, confidence: 'medium' } : hit;
  }
}

function isRotating(text: string, at: number): boolean {
  return ROTATING.test(text.slice(Math.max(0, at - 400), at));
}

/** `literalAs`: what stands for the gate `literal`, where a value of any kind would be too much to believe. */
function judged(
  match: RegExpExecArray,
  name: string,
  written: string,
  dialect: DialectName,
  literalAs: 'literal' | 'password-like' = 'literal',
): Hit | undefined {
  const evidence = classifyName(name);
  const value = literalPart(written, dialect) ?? written;
  if (evidence === undefined || judge(value, dialect) !== undefined) return undefined;
  const confidence = passGate(evidence.gate === 'literal' ? literalAs : evidence.gate, value);
  return confidence && toHit(match.index, match[0], name, value, evidence, confidence);
}

function toHit(
  start: number,
  whole: string,
  name: string,
  value: string,
  evidence: KeyEvidence | undefined,
  confidence: Confidence,
): Hit {
  return {
    start,
    end: start + whole.length,
    secret: value,
    noun: evidence?.noun ?? 'code',
    confidence,
    because: `\`${name}\` assigned inside a text`,
  };
}
