// Bundle of the `hook` command.

import { hookMain } from '../hook.js';
import { runMain } from '../main.js';

export const run = (args: readonly string[]): Promise<void> => runMain(hookMain, args);
