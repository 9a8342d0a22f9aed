// Bundle of the `backup` command.

import { backupMain } from '../backup.js';
import { runMain } from '../main.js';

export const run = (args: readonly string[]): Promise<void> => runMain(backupMain, args, { command: 'backup' });
