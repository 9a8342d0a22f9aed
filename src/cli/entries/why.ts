// Bundle of the `why` command.

import { runMain } from '../main.js';
import { whyMain } from '../why.js';

export const run = (args: readonly string[]): Promise<void> => runMain(whyMain, args);
