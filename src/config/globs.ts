// Globs of the configuration as predicates; the only importer of micromatch, which is loaded when the first glob is met.
// The globs come from the scanned repository, so that their cost is bounded.

export type Match = (path: string) => boolean;

const LONGEST_GLOB = 300;
/** Each star multiplies the work of a mismatch; with names of 255 characters three are harmless. */
const MOST_STARS = 3;
/** Alternatives of different lengths multiply it, too. */
const MOST_BRACES = 4;
const LONGEST_NAME = 255;

/** What is wrong with a glob, if anything is. */
export function globFault(glob: string): string | undefined {
  const names = glob.split('/');
  const stars = names.map((name) => (name === '**' ? 0 : (name.match(/\*+/g)?.length ?? 0)));
  if (glob.replace(/^\.?\/+/, '') === '') return 'the glob is empty';
  if (glob.startsWith('!')) return 'a glob cannot be turned around with `!`: name what is to be left out';
  if (names.includes('..')) return 'a glob starts at the root of the repository and cannot leave it';
  if (!isBalanced(glob, '[', ']') || !isBalanced(glob, '{', '}')) return 'a bracket of the glob has no partner';
  if (glob.length > LONGEST_GLOB) return `the glob is longer than ${LONGEST_GLOB} characters`;
  if (Math.max(...stars) > MOST_STARS) return `the glob has more than ${MOST_STARS} stars in one name`;
  if ((glob.match(/\*\*/g)?.length ?? 0) > MOST_STARS) return `the glob has more than ${MOST_STARS} double stars`;
  if ((glob.match(/\{/g)?.length ?? 0) > MOST_BRACES) return `the glob has more than ${MOST_BRACES} braces`;
  return undefined;
}

/** Whether each opening bracket is closed; a closing one alone is text. */
function isBalanced(glob: string, open: string, close: string): boolean {
  let depth = 0;
  for (let at = 0; at < glob.length; at++) {
    if (glob[at] === '\\') at += 1;
    else if (glob[at] === open) depth += 1;
    else if (glob[at] === close) depth = Math.max(depth - 1, 0);
  }
  return depth === 0;
}

/** Signs that are text in a glob, but the matcher would hand on to the regular expression: `(a+)+` takes for ever. */
const REGEX_SIGNS = /(?<!\\)[()|+^$]/g;

/** A glob without a slash matches a name anywhere; one that names a folder matches all in it. It must have no fault. */
export async function compileGlob(glob: string): Promise<Match> {
  const pattern = glob.replace(/^\.?\//, '').replace(REGEX_SIGNS, '\\$&');
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
