// Globs of the configuration as predicates; the only importer of micromatch, which is loaded when the first glob is met.
// The globs come from the scanned repository, so that their cost is bounded.
import { UserError } from '../errors.js';

export type Match = (path: string) => boolean;

const LONGEST_GLOB = 300;
/** Each star multiplies the work of a mismatch; with names of 255 characters three are harmless. */
const MOST_STARS = 3;
const LONGEST_NAME = 255;

/** A glob without a slash matches a name anywhere; one that names a folder matches all in it. Throws a `UserError` for one that is too costly. */
export async function compileGlob(glob: string, file: string): Promise<Match> {
  const pattern = glob.replace(/^\.?\//, '');
  const stars = pattern.split('/').map((part) => (part === '**' ? 0 : (part.match(/\*+/g)?.length ?? 0)));
  if (
    glob.length > LONGEST_GLOB ||
    Math.max(...stars) > MOST_STARS ||
    (pattern.match(/\*\*/g)?.length ?? 0) > MOST_STARS
  ) {
    throw new UserError(
      `a glob is longer than ${LONGEST_GLOB} characters, or has more than ${MOST_STARS} stars in one name`,
      { file },
    );
  }
  const folder = pattern.replace(/\/$/, '');
  const inside = `${folder}/**`;
  const globs = pattern.endsWith('/') ? [inside] : [folder, inside];
  if (!folder.includes('/') && !glob.startsWith('/')) globs.push(...globs.map((one) => `**/${one}`));
  const { default: micromatch } = await import('micromatch');
  const matchers = globs.map((one) => micromatch.matcher(one, { dot: true, noextglob: true }));
  return (path) =>
    path.split('/').every((name) => name.length <= LONGEST_NAME) && matchers.some((matches) => matches(path));
}

/** A key path as the report shows it; `*` stands for any text. */
export function compileKeyPath(pattern: string): RegExp {
  const parts = pattern.slice(0, LONGEST_GLOB).split(/\*+/, MOST_STARS + 1);
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
}
