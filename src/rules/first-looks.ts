// What the first look at a file asks for each rule. Made from the rules; the build writes the outcome into the bundle that a clean
// commit loads, so that it needs none of them. Whoever adds a rule has nothing to do here.
import type { Suspicion } from '../types.js';
import { RULES } from './index.js';

export interface FirstLook {
  readonly id: string;
  readonly needle: RegExp | undefined;
  readonly settingNeedle: RegExp | undefined;
  readonly needleInText: RegExp | undefined;
  readonly suspicion: Suspicion | undefined;
  readonly readsFiles: boolean;
  /** Off until it is asked for. */
  readonly optIn: boolean;
}

export const FIRST_LOOKS: readonly FirstLook[] = RULES.map(({ meta, checkFile, ...rule }) => ({
  id: meta.id,
  needle: rule.needle,
  settingNeedle: rule.settingNeedle,
  needleInText: rule.needleInText,
  suspicion: rule.suspicion,
  readsFiles: checkFile !== undefined,
  optIn: meta.optIn === true,
}));
