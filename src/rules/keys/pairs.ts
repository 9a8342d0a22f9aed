// Values whose name stands beside them: `- name: MYSQL_PASSWORD` and `value: x`, as containers, add-ons and header lists have it.

import { dialectOf } from '../../dialects/index.js';
import { enclosingMap, isKey, lookUpText, type MapNode, nearestKey, type ScalarNode } from '../../document/model.js';
import { judge } from '../../judgement/index.js';
import { literalPart } from '../../judgement/literal-part.js';
import type { Confidence, Unit } from '../../types.js';
import { ASSIGNMENT_IN_TEXT } from '../text/assignments.js';
import { headerLogin, isLoginHeader } from '../text/headers.js';
import { passGate } from './gate.js';
import { classifyName, type KeyEvidence } from './names.js';

/** Kubernetes and add-on options write name and value, Node-RED h and v, others key or header. */
const VALUE_KEY = /^(?:value|v)$/;
/** A sensor made by a template may only repeat a value for others to read (homeassistant 2026.11.0: components/template). */
const STATE_KEY = 'state';
const NAME_KEYS = ['name', 'key', 'header', 'variable', 'h', 'k'];

export const PAIR_NEEDLE =
  /\b(?:unique_id|name|key|header|variable|h|k)["']?[ \t]{0,9}:[ \t]{0,9}["']?[\w -]{0,60}(?:pass|pwd|token|secret|key|psk|auth|cookie)[\w -]{0,60}["']?[ \t]{0,9}[,\r\n}]/i;

export interface NamedValue {
  readonly scalar: ScalarNode;
  readonly evidence: KeyEvidence;
  readonly confidence: Confidence;
}

export function* findNamedValues(unit: Unit): Generator<NamedValue> {
  if (!unit.mayMatch(PAIR_NEEDLE)) return;
  for (const scalar of unit.document?.scalars ?? []) {
    if (isKey(scalar) || scalar.tag !== undefined) continue;
    const key = nearestKey(scalar)?.value ?? '';
    if (key !== STATE_KEY && !VALUE_KEY.test(key)) continue;
    const map = enclosingMap(scalar);
    if (key === STATE_KEY) {
      const found = map && ofSensor(map, scalar.value);
      if (found !== undefined && judge(scalar.value, unit.dialect) === undefined) yield { scalar, ...found };
      continue;
    }
    // a form's field or an entity has a name too, and more keys than these
    if (map === undefined || map.pairs.length > MOST_KEYS) continue;
    const name = NAME_KEYS.map((key) => lookUpText(map, key)).find((text) => text !== undefined) ?? '';
    if (!/^[\w-]{2,80}$/.test(name) || judge(scalar.value, unit.dialect) !== undefined) continue;
    const found = isLoginHeader(name) ? ofHeader(name, scalar.value) : ofName(name, scalar.value);
    if (found !== undefined) yield { scalar, ...found };
  }
}

/** Lists of `NAME=value` (Compose specification: environment, labels, build args). */
const LISTS = /^(?:environment|labels|args)$/;
const ITEM = /^([A-Za-z_][\w.-]{1,120})=([^\n]{1,2000})$/;

/** Items of such lists whose name, in whatever case and with whatever before it, is a credential's. */
export function* findListedValues(unit: Unit): Generator<NamedValue & { readonly part: string }> {
  if (unit.dialect !== 'compose' || !unit.mayMatch(ASSIGNMENT_IN_TEXT)) return;
  for (const scalar of unit.document?.scalars ?? []) {
    if (scalar.parent.in !== 'seq' || !LISTS.test(nearestKey(scalar)?.value ?? '')) continue;
    const [, name = '', written = ''] = ASSIGNMENT_IN_TEXT.test(scalar.value) ? (ITEM.exec(scalar.value) ?? []) : [];
    const value = literalPart(written, unit.dialect) ?? written;
    if (name === '' || dialectOf(unit.dialect).isReference({ ...scalar, value: written })) continue;
    if (judge(value, unit.dialect) !== undefined) continue;
    const found = ofName(name, value);
    // `ADMIN_PASSWORD=admin` is what an image's documentation says
    const isShortWord = /^[a-z]{1,5}$/.test(value);
    if (found !== undefined) yield { scalar, part: value, ...found, ...(isShortWord ? { confidence: 'low' } : {}) };
  }
}

const MOST_KEYS = 4;

type Found = Omit<NamedValue, 'scalar'>;

function ofHeader(name: string, value: string): Found | undefined {
  const login = headerLogin(name, value);
  const because = `the value beside the header \`${name}\` (RFC 7235, vendors' API documentation)`;
  return login && { confidence: login.confidence, evidence: { gate: 'token', noun: 'login', because, by: 'context' } };
}

function ofSensor(map: MapNode, value: string): Found | undefined {
  const name = lookUpText(map, 'unique_id') ?? lookUpText(map, 'name') ?? '';
  const evidence = name.length <= LONGEST_NAME ? classifyName(name) : undefined;
  const confidence = evidence && passGate('key-material', value);
  if (evidence === undefined || confidence === undefined) return undefined;
  return { confidence, evidence: { ...evidence, because: `the state of a sensor named so: ${evidence.because}` } };
}

const LONGEST_NAME = 80;

function ofName(name: string, value: string): Found | undefined {
  const evidence = classifyName(name);
  const confidence = evidence && passGate(evidence.gate, value);
  return (
    evidence &&
    confidence && {
      confidence,
      evidence: { ...evidence, because: `the value beside the name \`${name}\`: ${evidence.because}` },
    }
  );
}
