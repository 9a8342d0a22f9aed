// Bundle of the `secrets` command.

import { runMain } from '../main.js';
import { secretsMain } from '../secrets.js';

export const run = (args: readonly string[]): Promise<void> => runMain(secretsMain, args);
