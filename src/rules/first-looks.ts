// What the first look at a file asks for each rule. Made from the rules; the build writes the outcome into the bundle that a clean
// commit loads, so that it needs none of them. Whoever adds a rule has nothing to do here.
import type { Suspicion } from '../types.js';
import { RULES } from './index.js';

export interface FirstLook {
  readonly id: string;
  readonly needle: RegExp | undefined;
  readonly settingNeedle: RegExp | undefined;
  readonly suspicion: Suspicion | undefined;
  readonly readsFiles: boolean;
}

export const FIRST_LOOKS: readonly FirstLook[] = RULES.map(({ meta, needle, settingNeedle, suspicion, checkFile }) => ({
  id: meta.id,
  needle,
  settingNeedle,
  suspicion,
  readsFiles: checkFile !== undefined,
}));
