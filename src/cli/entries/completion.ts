// Bundle of the `completion` command.

import { completionMain } from '../completion.js';
import { runMain } from '../main.js';

export const run = (args: readonly string[]): Promise<void> => runMain(completionMain, args);
