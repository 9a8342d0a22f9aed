// Bundle of the `restore` command.

import { runMain } from '../main.js';
import { restoreMain } from '../restore.js';

export const run = (args: readonly string[]): Promise<void> => runMain(restoreMain, args, { command: 'restore' });
