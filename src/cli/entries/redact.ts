// Bundle of the `redact` command.

import { runMain } from '../main.js';
import { redactMain } from '../redact.js';

export const run = (args: readonly string[]): Promise<void> => runMain(redactMain, args, { command: 'redact' });
