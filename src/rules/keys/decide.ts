// The whole decision about one value: which row says that its key holds a credential, and what says that the value is none.
// The rule reports by it and `why` explains by it, so that the two cannot disagree.
import { dialectOf } from '../../dialects/index.js';
import {
  type AliasNode,
  isKey,
  lookUpText,
  nearestKey,
  pathOf,
  resolveAlias,
  type ScalarNode,
} from '../../document/model.js';
import { judge } from '../../judgement/index.js';
import { literalPart } from '../../judgement/literal-part.js';
import type { Confidence, FileContext, Unit } from '../../types.js';
import { isComputed } from '../text/scripts.js';
import { classifyKey, mayHoldCredential } from './classify.js';
import { keyContext } from './context.js';
import { passGate } from './gate.js';
import type { KeyEvidence } from './names.js';

export type Decision =
  | { readonly verdict: 'no-key' }
  | { readonly verdict: 'not-a-credential-key'; readonly key: string }
  | { readonly verdict: 'reference'; readonly evidence: KeyEvidence }
  | { readonly verdict: 'judged'; readonly evidence: KeyEvidence; readonly judgement: string; readonly why: string }
  | { readonly verdict: 'gate'; readonly evidence: KeyEvidence }
  | {
      readonly verdict: 'credential';
      readonly evidence: KeyEvidence;
      readonly confidence: Confidence;
      readonly scalar: ScalarNode;
      /** The literal inside a value that computes nothing else; undefined: the whole value is it. */
      readonly part: string | undefined;
    };

const NO_KEY: Decision = { verdict: 'no-key' };
/** Texts for people, by language: the words of a form, never its contents. */
const TRANSLATIONS = /(?:^|\/)(?:translations|locales?|i18n|lang(?:uages?)?)\/[^\n]*$|(?:^|\/)strings\.\w{2,5}$/i;

/** Decides about a scalar, or about an alias as the place where an anchored value is used. */
export function decide(node: ScalarNode | AliasNode, unit: Unit, context: FileContext): Decision {
  if (node.kind === 'scalar' && isKey(node)) return NO_KEY;
  const key = nearestKey(node);
  if (key === undefined) return NO_KEY;
  // most keys are no credential's: what stands around them is looked at for the others only
  const above = key.parent.in === 'key' ? nearestKey(key.parent.map)?.value : undefined;
  const mayHold = [key.value, above ?? ''].some((name) => mayHoldCredential(name, context.extraKeys));
  const place = mayHold && !TRANSLATIONS.test(unit.path) ? keyContext(node) : undefined;
  if (place === undefined) return { verdict: 'not-a-credential-key', key: key.value };
  const evidence = classifyKey(place, unit.dialect, context.extraKeys);
  if (evidence === undefined) return { verdict: 'not-a-credential-key', key: place.key };
  const type = place.map && lookUpText(place.map, `${place.key}Type`);
  if (type !== undefined && NOT_TYPED.test(type))
    return {
      verdict: 'judged',
      evidence,
      judgement: 'typed-input',
      why: `\`${place.key}Type\` says that it names where the value is`,
    };
  return judgeValue(node, evidence, unit);
}

/** Node-RED's typed input: beside `x` stands `xType`, and only `str`, `num`, `json` and the like mean a literal (nodered.org/docs/api/ui/typedInput). */
const NOT_TYPED = /^(?:msg|flow|global|env|jsonata|node|entity|re|cred)$/;

/** The value's side of the decision, for evidence that comes from elsewhere too (a substitution's use). */
export function judgeValue(node: ScalarNode | AliasNode, evidence: KeyEvidence, unit: Unit): Decision {
  const scalar = resolveAlias(node);
  if (scalar?.kind !== 'scalar') return NO_KEY;
  if (dialectOf(unit.dialect).isReference(scalar)) return { verdict: 'reference', evidence };
  const part = literalPart(scalar.value, unit.dialect);
  const value = part ?? scalar.value;
  if (isExpanded(scalar, unit) && isComputed(value))
    return { verdict: 'judged', evidence, judgement: 'environment', why: 'the value comes from the environment' };
  const judgement = judge(value, unit.dialect);
  if (judgement !== undefined) return { verdict: 'judged', evidence, judgement: judgement.id, why: judgement.why };
  const confidence = passGate(evidence.gate, value);
  return confidence === undefined
    ? { verdict: 'gate', evidence }
    : { verdict: 'credential', evidence, confidence, scalar, part };
}

/** In `.env` and INI files only single quotes keep a `$` as it is. */
function isExpanded(scalar: ScalarNode, { format }: Unit): boolean {
  return (format === 'env' || format === 'ini') && scalar.style !== 'single';
}

/** Evidence for ESPHome's substitutions and package variables: what a credential's key takes from them. */
export function substitutionUses(unit: Unit, context: FileContext): ReadonlyMap<string, KeyEvidence> {
  const uses = new Map<string, KeyEvidence>();
  if (unit.dialect !== 'esphome') return uses;
  for (const scalar of unit.document?.scalars ?? []) {
    const name = /^\s*\$(?:\{\s*(\w{1,80})\s*\}|(\w{1,80}))\s*$/.exec(scalar.value);
    if (name === null || isKey(scalar)) continue;
    const decision = decide(scalar, unit, context);
    if (decision.verdict === 'reference') uses.set(name[1] ?? name[2] ?? '', decision.evidence);
  }
  return uses;
}

/** The substitution a scalar defines: a value right under `substitutions:`, `vars:` or `defaults:`. */
export function substitutionName(scalar: ScalarNode): string | undefined {
  const steps = pathOf(scalar);
  const above = steps.at(-2);
  const name = steps.at(-1);
  return typeof name === 'string' && (above === 'substitutions' || above === 'vars' || above === 'defaults')
    ? name
    : undefined;
}
