// What a run without `--fix` says that could be written instead.
import type { Fixing } from '../../fix/advise.js';
import type { Repository } from '../../git/locate.js';
import { readFixFacts } from './facts.js';

/** Where that cannot be told, the run's own view is enough. */
export async function adviceFor(root: string, repository: Repository | undefined): Promise<Fixing | undefined> {
  try {
    return (await readFixFacts(root, repository, true)).fixing;
  } catch {
    return undefined;
  }
}
