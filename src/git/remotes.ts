// What the remotes are known to have, by the remote-tracking refs of this clone. Nothing is asked of them, nothing fetched.
import type { Repository } from './locate.js';
import { git } from './run.js';

type Cwd = Pick<Repository, 'cwd'>;

/** Without any nothing is known of what was pushed. */
export async function hasRemoteRefs({ cwd }: Cwd): Promise<boolean> {
  return (await git(cwd, ['for-each-ref', '--count=1', '--format=x', 'refs/remotes/'])).length > 0;
}

/** Every commit that a remote-tracking ref reaches. */
export async function remoteCommits({ cwd }: Cwd): Promise<Set<string>> {
  const listed = (await git(cwd, ['rev-list', '--remotes'])).toString('latin1');
  return new Set(listed.split('\n').filter((line) => line !== ''));
}

const MOST_BORDERING = 10;

/** The commits of remotes that HEAD was built on; `all` where a remote has HEAD itself. */
export async function unpushedBorder({ cwd }: Cwd): Promise<readonly string[] | 'all'> {
  const lines = (await git(cwd, ['rev-list', '--boundary', 'HEAD', '--not', '--remotes']))
    .toString('latin1')
    .split('\n');
  if (!lines.some((line) => /^[0-9a-f]/.test(line))) return 'all';
  return lines
    .filter((line) => line.startsWith('-'))
    .map((line) => line.slice(1))
    .slice(0, MOST_BORDERING);
}
