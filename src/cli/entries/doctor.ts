// Bundle of the `doctor` command.

import { doctorMain } from '../doctor.js';
import { runMain } from '../main.js';

export const run = (args: readonly string[]): Promise<void> => runMain(doctorMain, args);
