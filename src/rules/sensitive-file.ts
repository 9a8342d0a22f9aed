// A file that does not belong into a repository by its name and place.
import { secretsFileKind } from '../secrets/names.js';
import type { FileFinding, GuardFacts, Rule } from '../types.js';
import { FILE_PIECES } from './data/file-pieces.js';
import { FILE_GROUPS, type FileGroup, HARMLESS_FILES } from './data/files.js';

const id = 'sensitive-file';

/** A glob of the table as a pattern on a whole path; see data/files.ts for what the signs mean. */
function toPattern(glob: string): string {
  const body = glob.replace(/\*\*|[*?]|[.+^${}()|\\]/g, (sign) => {
    if (sign === '**') return '[^\\n]+';
    if (sign === '*') return '[^/]*';
    return sign === '?' ? '[^/]' : `\\${sign}`;
  });
  return `(?:^|/)${body}$`;
}

const compile = (globs: readonly string[]): RegExp => new RegExp(globs.map(toPattern).join('|'), 'i');

const patterns = new Map<readonly string[], RegExp>();

function matches(globs: readonly string[], path: string): boolean {
  let pattern = patterns.get(globs);
  if (pattern === undefined) {
    pattern = compile(globs);
    patterns.set(globs, pattern);
  }
  return pattern.test(path);
}

/** The group a path belongs to, or undefined. Secrets files have rules of their own. */
export function sensitiveGroup(path: string): FileGroup | undefined {
  const lower = path.toLowerCase();
  if (!FILE_PIECES.some((piece) => lower.includes(piece))) return undefined;
  if (matches(HARMLESS_FILES, path) || secretsFileKind(path) !== undefined) return undefined;
  return FILE_GROUPS.find((group) => matches(group.globs, path));
}

function* check(facts: GuardFacts): Generator<FileFinding> {
  for (const { path, commit, holdsCredentials } of facts.held) {
    const group = sensitiveGroup(path);
    if (group === undefined) continue;
    // one alarm for one leak: the lines say more
    if (group.byLine === true && holdsCredentials === true) continue;
    yield {
      rule: id,
      path,
      commit,
      severity: group.byLine === true && holdsCredentials === false ? 'warning' : group.severity,
      message: `This is ${group.what}.`,
      because: `its name and place (${group.source})`,
    };
  }
}

export const rule: Rule = {
  meta: {
    id,
    class: 'guard',
    severity: 'error',
    summary: 'a file that holds logins, keys or the house’s history',
    why: 'The store, databases, backups and key files hold in one place what the secrets file was meant to keep out of the repository.',
    remedy: 'Stop tracking it (`git rm --cached <file>`) and let `.gitignore` name it.',
    specificity: 70,
  },
  examples: { bad: [], good: [] },
  cases: {
    bad: [
      '`.storage/core.config_entries`',
      '`home-assistant_v2.db`',
      '`zigbee2mqtt/coordinator_backup.json`',
      '`backups/3f2a.tar`',
      '`ssl/privkey.pem`',
    ],
    good: ['`.env.example`', '`id_ed25519.pub`', '`.storage/…` encrypted with git-crypt'],
  },
  checkRepo: check,
};
