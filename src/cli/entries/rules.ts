// Bundle of the `rules` command.

import { runMain } from '../main.js';
import { rulesMain } from '../rules.js';

export const run = (args: readonly string[]): Promise<void> => runMain(rulesMain, args);
