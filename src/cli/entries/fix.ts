// Bundle of `lint --fix`: loaded by the others when they are asked to fix.
import { adviceFor } from '../../commands/fix/advice.js';
import { fixMain } from '../fix.js';
import { runMain } from '../main.js';

export { adviceFor };

export const run = (args: readonly string[], byHook = false): Promise<void> =>
  runMain((given) => fixMain(given, byHook), args);
