// What a push would send: git's lines to the pre-push hook, and the commits that the other side does not have.
import { UserError } from '../errors.js';
import type { Repository } from './locate.js';
import { git } from './run.js';

/** One line: a local ref goes to a remote one, which stood at another commit before. */
export interface PushUpdate {
  readonly localRef: string;
  /** All zeros: the remote ref is deleted. */
  readonly localOid: string;
  readonly remoteRef: string;
  /** All zeros: the remote ref is new. */
  readonly remoteOid: string;
}

/** A local name may be an expression with blanks in it (`HEAD^{/some words}`): the rest is read from the right. */
const LINE = /^(.+) ([0-9a-f]{40}|[0-9a-f]{64}) (\S+) ([0-9a-f]{40}|[0-9a-f]{64})$/;

/** Parses the standard input of `pre-push`; https://git-scm.com/docs/githooks#_pre_push. */
export function parsePushLines(text: string): PushUpdate[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, localRef, localOid, remoteRef, remoteOid] = LINE.exec(line.replace(/\r$/, '')) ?? [];
      if (localRef === undefined || localOid === undefined || remoteRef === undefined || remoteOid === undefined)
        throw new UserError('standard input is not what git gives to a pre-push hook', {
          hint: 'Each line needs: <local ref> <local object> <remote ref> <remote object>.',
        });
      return { localRef, localOid, remoteRef, remoteOid };
    });
}

export function isDeletion(update: PushUpdate): boolean {
  return isZero(update.localOid);
}

const isZero = (oid: string): boolean => /^0+$/.test(oid);

export interface PushRange {
  /** For `git rev-list`. */
  readonly revisions: readonly string[];
  /** The commits that are pushed. */
  readonly tips: readonly string[];
  /** Commits that the other side has, as it says itself. */
  readonly there: readonly string[];
  /** Some update does not say so: then the commits at the border of the range count as there, too. */
  readonly bordered: boolean;
}

/**
 * The range that the updates bring: not what the remote says it has, nor what its tracking refs hold. A remote object that is not
 * here tells nothing; then only the tracking refs count.
 */
export async function pushRange(
  repository: Pick<Repository, 'cwd'>,
  remote: string,
  updates: readonly PushUpdate[],
): Promise<PushRange> {
  const pushed = updates.filter((update) => !isDeletion(update));
  const said = [...new Set(updates.map((update) => update.remoteOid).filter((oid) => !isZero(oid)))];
  const found = await commitsOf(repository, [...pushed.map((update) => update.localOid), ...said]);
  const tips = pushed.map(({ localOid, localRef }) => {
    const tip = found.get(localOid);
    if (tip === undefined)
      throw new UserError(`the push sends ${localRef}, which is no commit: what it holds was not looked at`, {
        hint: 'If you know what it holds: HA_SECRETS_LINT=0 git push ...',
      });
    return tip;
  });
  const there = said.map((oid) => found.get(oid)).filter((commit) => commit !== undefined);
  const bordered = pushed.some((update) => !found.has(update.remoteOid));
  const known = new Set([...there, ...(await trackingCommits(repository, remote))]);
  return {
    revisions: [...new Set(tips), ...[...known].map((commit) => `^${commit}`)],
    tips: [...new Set(tips)],
    there,
    bordered,
  };
}

/** The commit that each object is or, as a tag, names. Objects that are not here or name no commit are left out. */
async function commitsOf(repository: Pick<Repository, 'cwd'>, oids: readonly string[]): Promise<Map<string, string>> {
  const input = oids.map((oid) => `${oid}^{commit}\n`).join('');
  const output = (await git(repository.cwd, ['cat-file', '--batch-check'], input)).toString('latin1').split('\n');
  const commits = new Map<string, string>();
  for (const [index, oid] of oids.entries()) {
    const [commit = '', type] = (output[index] ?? '').split(' ');
    if (type === 'commit') commits.set(oid, commit);
  }
  return commits;
}

/** The commits of `refs/remotes/<remote>/`. The name may be a URL, so that it is no pattern here. */
async function trackingCommits(repository: Pick<Repository, 'cwd'>, remote: string): Promise<string[]> {
  const format = '--format=%(objecttype) %(objectname) %(refname)';
  const listing = (await git(repository.cwd, ['for-each-ref', format, 'refs/remotes/'])).toString('utf8');
  return listing
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([type, , name]) => type === 'commit' && name?.startsWith(`refs/remotes/${remote}/`) === true)
    .map(([, oid = '']) => oid);
}
