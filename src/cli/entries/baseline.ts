// Bundle of `lint --update-baseline`: loaded by the others when they are asked for it.
import { takeIntoBaseline } from '../baseline.js';
import { lintMain } from '../lint.js';
import { runMain } from '../main.js';

export const run = (args: readonly string[], byHook = false): Promise<void> =>
  runMain((given) => lintMain(given, byHook, takeIntoBaseline), args);
