// Bundle of the progress line: loaded by `lint` for a run that may take long on a terminal.
import { type ProgressLine, progressLine } from '../progress.js';
import { complain } from '../terminal.js';

export const openProgress = (): ProgressLine =>
  // a pseudo terminal may say 0
  progressLine({ write: complain, now: Date.now, columns: () => process.stderr.columns || 80 });
