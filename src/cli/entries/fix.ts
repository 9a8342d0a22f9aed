// Bundle of `lint --fix`: loaded by the others when they are asked to fix.
import { readFixFacts } from '../../commands/fix/facts.js';
import type { Fixing } from '../../fix/advise.js';
import type { Repository } from '../../git/locate.js';
import { fixMain } from '../fix.js';
import { runMain } from '../main.js';

/** For a run without `--fix`: what it would write. Where that cannot be told, the run's own view is enough. */
export const adviceFor = async (root: string, repository: Repository | undefined): Promise<Fixing | undefined> => {
  try {
    return (await readFixFacts(root, repository, true)).fixing;
  } catch {
    return undefined;
  }
};

export const run = (args: readonly string[], byHook = false): Promise<void> =>
  runMain((given) => fixMain(given, byHook), args);
