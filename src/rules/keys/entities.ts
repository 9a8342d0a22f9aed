// Values set to, or expected of, an entity that holds a code or a password: `to: "4711"` of `input_text.alarm_code`.
// The key says nothing; the entity beside it does.
import {
  enclosingMap,
  isKey,
  lookUp,
  lookUpText,
  type MapNode,
  nearestKey,
  type ScalarNode,
} from '../../document/model.js';
import { judge } from '../../judgement/index.js';
import type { Confidence, Unit } from '../../types.js';
import { comparedName } from '../text/codes.js';
import { passGate } from './gate.js';
import type { KeyEvidence } from './names.js';

/** Keys of triggers, conditions and actions that take an entity's state (homeassistant 2026.11.0: components/{input_text,text}/services.yaml). */
const STATE_KEY = /^(?:to|from|state|value|not_to|not_from)$/;
const ENTITY = /^(?:input_text|text|input_number|number|var|variable)\.(\w{1,80})$/;

export const ENTITY_NEEDLE =
  /(?:input_text|input_number|\btext|\bnumber|\bvar|\bvariable)\.\w{0,80}(?:code|pin|pass|pwd|token|secret|psk|wort|woord)/i;

export interface EntityValue {
  readonly scalar: ScalarNode;
  readonly evidence: KeyEvidence;
  readonly confidence: Confidence;
}

export function* findEntityValues(unit: Unit): Generator<EntityValue> {
  if (unit.dialect !== 'home-assistant' || !unit.mayMatch(ENTITY_NEEDLE)) return;
  for (const scalar of unit.document?.scalars ?? []) {
    if (isKey(scalar) || !STATE_KEY.test(nearestKey(scalar)?.value ?? '')) continue;
    const entity = entityBeside(enclosingMap(scalar));
    const name = ENTITY.exec(entity ?? '')?.[1];
    if (name === undefined || judge(scalar.value, unit.dialect) !== undefined) continue;
    const evidence = comparedName(name, scalar.value, () => name);
    const confidence =
      evidence && passGate(evidence.gate === 'literal' ? 'password-like' : evidence.gate, scalar.value);
    if (evidence !== undefined && confidence !== undefined)
      yield {
        scalar,
        confidence,
        evidence: { ...evidence, because: `the state of \`${entity}\`: ${evidence.because}` },
      };
  }
}

/** `entity_id` in the same map, or in the action that the `data:` belongs to. */
function entityBeside(map: MapNode | undefined): string | undefined {
  if (map === undefined) return undefined;
  const own = lookUpText(map, 'entity_id');
  if (own !== undefined) return own;
  const action = enclosingMap(map);
  if (action === undefined) return undefined;
  const target = lookUp(action, 'target');
  return lookUpText(action, 'entity_id') ?? (target?.kind === 'map' ? lookUpText(target, 'entity_id') : undefined);
}
