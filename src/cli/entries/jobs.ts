// Bundle of `--jobs`: loaded by `lint` where several processes are to look, and by each of them.
import { jobMain } from '../jobs.js';
import { runMain } from '../main.js';

export { lookWithJobs } from '../jobs.js';

export const run = (args: readonly string[]): Promise<void> => runMain(jobMain, args);
