// A key that holds a credential, and a literal value under it; also such pairs inside strings (JSON bodies, scripts).

import { isTree } from '../document/format-names.js';
import {
  enclosingMap,
  isKey,
  lookUp,
  nearestKey,
  pathOf,
  type ScalarNode,
  type SeqNode,
  type Span,
} from '../document/model.js';
import { SecretValue } from '../secret-value.js';
import type { FileContext, RawFinding, Rule, Unit } from '../types.js';
import { makeSample } from './examples.js';
import { classifyKey, mayHoldCredential } from './keys/classify.js';
import { keyContext } from './keys/context.js';
import { decide, judgeValue, substitutionName, substitutionUses } from './keys/decide.js';
import { ENTITY_NEEDLE, findEntityValues } from './keys/entities.js';
import type { KeyEvidence } from './keys/names.js';
import { KEY_NEEDLE, SETTING_NEEDLE } from './keys/needle.js';
import { findListedValues, findNamedValues, PAIR_NEEDLE } from './keys/pairs.js';
import { findInRegions, toFinding, valueRegions } from './regions.js';
import { findInArgumentLists } from './text/argument-lists.js';
import { withArticle } from './text/article.js';
import { ASSIGNMENT_IN_TEXT, ASSIGNMENT_NEEDLE, findAssignments } from './text/assignments.js';
import { COMPARED_NEEDLE, findCompared } from './text/codes.js';
import { COMMAND_NEEDLE, findCommandLogins } from './text/commands.js';
import type { Hit } from './text/hit.js';
import { SCRIPT_NEEDLE, scriptMatcher } from './text/scripts.js';

const id = 'inline-credential';
const anyOf = (needles: readonly RegExp[], flags = 'i'): RegExp =>
  new RegExp(needles.map(({ source }) => source).join('|'), flags);
const VALUE_NEEDLES = [COMMAND_NEEDLE, ASSIGNMENT_IN_TEXT, COMPARED_NEEDLE, ENTITY_NEEDLE, PAIR_NEEDLE];

function report(
  scalar: ScalarNode,
  evidence: KeyEvidence,
  confidence: RawFinding['confidence'],
  because = evidence.because,
  part?: string,
): RawFinding {
  return {
    rule: id,
    span: scalar.span,
    message: `This ${evidence.noun} stands in the file in clear text.`,
    confidence,
    node: scalar,
    whole: part === undefined,
    secret: new SecretValue(part ?? scalar.value),
    because,
  };
}

function* check(unit: Unit, context: FileContext): Generator<RawFinding> {
  if (unit.document === undefined) return;
  const seen = new Set<ScalarNode>();
  const uses = substitutionUses(unit, context);
  for (const scalar of unit.document.scalars) {
    if (isKey(scalar)) continue;
    let decision = decide(scalar, unit, context);
    let because: string | undefined;
    const isUnsure = decision.verdict === 'credential' && decision.confidence === 'low';
    const evidence = uses.get(substitutionName(scalar) ?? '');
    if (evidence !== undefined && (isUnsure || decision.verdict === 'not-a-credential-key')) {
      decision = judgeValue(scalar, evidence, unit);
      because = `a substitution used under a credential's key: ${evidence.because}`;
    }
    if (decision.verdict !== 'credential' || isListItemOfNumbers(scalar)) continue;
    seen.add(scalar);
    yield report(scalar, decision.evidence, decision.confidence, because, decision.part);
  }
  for (const alias of unit.document.aliases) {
    const decision = decide(alias, unit, context);
    if (decision.verdict !== 'credential' || seen.has(decision.scalar)) continue;
    seen.add(decision.scalar);
    yield report(
      decision.scalar,
      decision.evidence,
      decision.confidence,
      `used by an alias: ${decision.evidence.because}`,
      decision.part,
    );
  }
  yield* byteLists(unit, context);
}

/** Pairs and options inside strings; in lines of text what names its program, and what programs and notes assign. */
function* checkTexts(unit: Unit): Generator<RawFinding> {
  const commands = (hit: Hit) => `This command holds ${withArticle(hit.noun)}.`;
  yield* findInRegions(unit, valueRegions(unit), COMMAND_NEEDLE, findCommandLogins, id, commands);
  yield* findInArgumentLists(unit, COMMAND_NEEDLE, findCommandLogins, id, commands);
  if (!isTree(unit.format)) {
    const find = scriptMatcher(unit);
    const say = (hit: Hit) => `This ${hit.noun} stands in the file in clear text.`;
    // what the tree has is judged by its key path
    const keys = new Set(unit.document?.scalars.filter(isKey).map(({ span }) => span.start));
    if (find === undefined) return;
    for (const finding of findInRegions(unit, valueRegions(unit), SCRIPT_NEEDLE, find, id, say))
      if (!keys.has(finding.span.start)) yield finding;
    return;
  }
  const find = (text: string) => findAssignments(text, unit.dialect);
  yield* findInRegions(
    unit,
    valueRegions(unit),
    ASSIGNMENT_NEEDLE,
    find,
    id,
    (hit) => `This text holds ${withArticle(hit.noun)}.`,
  );
  yield* templateCodes(unit);
}

/** Codes that templates compare with; a bare `code` is believed where the automation around it is about alarms and locks. */
function* templateCodes(unit: Unit): Generator<RawFinding> {
  if (!unit.mayMatch(COMPARED_NEEDLE)) return;
  for (const region of valueRegions(unit)) {
    const { scalar } = region;
    if (scalar === undefined) continue;
    for (const hit of findCompared(region.text, () => textAround(scalar, unit)))
      yield toFinding(unit, region, hit, id, `This template holds ${withArticle(hit.noun)}.`);
  }
}

/** The automation, script or entity a scalar belongs to: the outermost map that is an item of a list or has a name. */
function textAround(scalar: ScalarNode, unit: Unit): string {
  let map = enclosingMap(scalar);
  for (let outer = map && enclosingMap(map); map !== undefined && outer !== undefined; outer = enclosingMap(map)) {
    if (lookUp(map, 'sequence') ?? lookUp(map, 'actions') ?? lookUp(map, 'action')) break;
    map = outer;
  }
  return map === undefined ? '' : unit.source.text.slice(map.span.start, map.span.end);
}

const BYTE = /^(?:0x[0-9A-Fa-f]{1,2}|[0-9]{1,3})$/;
/** Zigbee2MQTT's old default network key, known to everybody (zigbee2mqtt lib/util/settings.ts before 1.33). */
const PUBLIC_KEY = '1,3,5,7,9,11,13,15,0,2,4,6,8,10,12,13';

function isListItemOfNumbers(scalar: ScalarNode): boolean {
  return scalar.parent.in === 'seq' && BYTE.test(scalar.value);
}

/** A key written as a list of 16 numbers is one finding. */
function* byteLists(unit: Unit, context: FileContext): Generator<RawFinding> {
  const lists = new Set<SeqNode>();
  for (const scalar of unit.document?.scalars ?? []) {
    if (scalar.parent.in === 'seq' && BYTE.test(scalar.value)) lists.add(scalar.parent.seq);
  }
  for (const list of lists) {
    const key = nearestKey(list)?.value;
    if (list.items.length !== 16 || key === undefined || !mayHoldCredential(key, context.extraKeys)) continue;
    const values = list.items.map((item) =>
      item.kind === 'scalar' && BYTE.test(item.value) ? Number(item.value) : -1,
    );
    const place = keyContext(list);
    const evidence = place && classifyKey(place, unit.dialect, context.extraKeys);
    if (evidence === undefined || values.some((value) => value < 0 || value > 255) || values.join() === PUBLIC_KEY)
      continue;
    yield {
      rule: id,
      span: spanFromKey(list, unit),
      message: `This ${evidence.noun} stands in the file in clear text.`,
      confidence: 'high',
      node: list,
      whole: true,
      secret: new SecretValue(values.join()),
      because: `${evidence.because}, as a list of 16 bytes at ${pathOf(list).join('.')}`,
    };
  }
}

/** A list over several lines is reported from its key on: its first number alone says nothing. */
function spanFromKey(list: SeqNode, unit: Unit): Span {
  const key = list.parent.in === 'map' ? list.parent.pair.key : undefined;
  const ownLines =
    key !== undefined && unit.source.position(key.span.start).line !== unit.source.position(list.span.start).line;
  const end = list.items.at(-1)?.span.end ?? list.span.end;
  return { start: ownLines ? key.span.start : list.span.start, end: list.flow ? list.span.end : end };
}

export const rule: Rule = {
  meta: {
    id,
    class: 'credential',
    severity: 'error',
    summary: 'a password, token, key or code written into the configuration',
    why: 'Whoever sees the file can use the value: in a public repository, a shared backup, a screenshot, a forum post. The history keeps it after it is gone from the file.',
    remedy: 'Put the value into the secrets file and refer to it. If it was ever pushed, change it where it is used.',
    specificity: 10,
  },
  needle: anyOf([KEY_NEEDLE, ...VALUE_NEEDLES]),
  settingNeedle: anyOf([SETTING_NEEDLE, ...VALUE_NEEDLES, SCRIPT_NEEDLE], SETTING_NEEDLE.flags),
  needleInText: anyOf([COMMAND_NEEDLE, SCRIPT_NEEDLE]),
  *checkFile(unit, context) {
    if (unit.mayMatch(isTree(unit.format) ? KEY_NEEDLE : SETTING_NEEDLE)) yield* check(unit, context);
    for (const { scalar, evidence, confidence } of [...findEntityValues(unit), ...findNamedValues(unit)])
      yield report(scalar, evidence, confidence);
    for (const { scalar, evidence, confidence, part } of findListedValues(unit))
      yield report(scalar, evidence, confidence, evidence.because, part);
    yield* checkTexts(unit);
  },
  examples: {
    bad: [
      {
        file: 'configuration.yaml',
        about: 'a password',
        text: `mqtt:\n  broker: 192.0.2.5\n  password: «${makeSample('<l5><d4>')}»\n`,
      },
      {
        file: 'configuration.yaml',
        about: 'a code of an alarm panel',
        text: 'alarm_control_panel:\n  - platform: manual\n    code: «"4711"»\n',
      },
      {
        file: 'esphome/node.yaml',
        about: 'the API key that the dashboard writes',
        text: `esphome:\n  name: node\napi:\n  encryption:\n    key: «"${makeSample('<B42>', 2)}A="»\n`,
      },
      {
        file: 'zigbee2mqtt/configuration.yaml',
        about: 'a network key as a list',
        text: 'serial:\n  port: /dev/ttyUSB0\nmqtt:\n  server: mqtt://localhost\nadvanced:\n  network_key: «[11, 22, 33, 44, 55, 66, 77, 88, 99, 111, 122, 133, 144, 155, 166, 177]»\n',
      },
    ],
    good: [
      { file: 'configuration.yaml', about: 'a reference', text: 'mqtt:\n  password: !secret mqtt_password\n' },
      { file: 'configuration.yaml', about: 'a placeholder', text: 'mqtt:\n  password: YOUR_MQTT_PASSWORD\n' },
      {
        file: 'configuration.yaml',
        about: 'a remote control’s code opens nothing',
        text: 'switch:\n  - platform: broadlink\n    switches:\n      tv:\n        command_on: "JgBQAAABKZIV"\nremote:\n  - platform: x\n    code: 4711\n',
      },
      {
        file: 'esphome/node.yaml',
        about: 'a pin is a pin',
        text: 'esphome:\n  name: node\nswitch:\n  - platform: gpio\n    pin: GPIO12\n',
      },
    ],
  },
};
