// Bundle of the `init` command.

import { initMain } from '../init.js';
import { runMain } from '../main.js';

export const run = (args: readonly string[]): Promise<void> => runMain(initMain, args);
