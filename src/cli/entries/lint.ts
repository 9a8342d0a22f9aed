// Bundle of the `lint` command.
import { lintMain } from '../lint.js';
import { runMain } from '../main.js';

export const run = (args: readonly string[]): Promise<void> => runMain((given) => lintMain(given), args);
