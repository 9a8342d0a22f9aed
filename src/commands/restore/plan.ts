// What a restore would change, and whether it may. Pure.
import { UserError } from '../../errors.js';

/** How an entry of the archive stands in the tree. */
export type State =
  | 'same'
  /** Nothing stands there. */
  | 'missing'
  | 'content'
  | 'mode'
  /** A folder, a link or a device where a file should be, or the other way round. */
  | 'kind';

export interface Judged {
  readonly path: string;
  readonly state: State;
}

export interface Difference {
  readonly file: string;
  readonly what: 'missing' | 'differs' | 'mode' | 'kind' | 'not in the archive';
}

const WORDS: Readonly<Record<Exclude<State, 'same'>, Difference['what']>> = {
  missing: 'missing',
  content: 'differs',
  mode: 'mode',
  kind: 'kind',
};

/** For `--verify`: all in which the tree is not what the archive holds. */
export function differences(judged: readonly Judged[], inTree: readonly string[]): Difference[] {
  const archived = new Set(judged.map(({ path }) => path));
  const found = judged.flatMap(({ path, state }): Difference[] =>
    state === 'same' ? [] : [{ file: path, what: WORDS[state] }],
  );
  const extra = inTree
    .filter((path) => !archived.has(path))
    .map((file): Difference => ({ file, what: 'not in the archive' }));
  return [...found, ...extra].sort((a, b) => (a.file < b.file ? -1 : 1));
}

const MOST_NAMED = 10;

/** What is written: what is missing, and with `force` what differs. Throws where something would have to go. */
export function planRestore(judged: readonly Judged[], force: boolean): string[] {
  const blocked = judged.filter(({ state }) => state === 'kind').map(({ path }) => path);
  if (blocked.length > 0)
    throw new UserError(`something else stands where the archive has a file, a folder or a link: ${named(blocked)}`, {
      hint: 'Nothing was written. Restore into a new folder (-o DIR), or move it away.',
    });
  const differing = judged.filter(({ state }) => state === 'content' || state === 'mode').map(({ path }) => path);
  if (differing.length > 0 && !force)
    throw new UserError(
      `${differing.length} ${differing.length === 1 ? 'file differs' : 'files differ'} from the archive: ${named(differing)}`,
      { hint: 'Nothing was written. Restore into a new folder (-o DIR), or give --force to replace them.' },
    );
  return judged.filter(({ state }) => state !== 'same').map(({ path }) => path);
}

function named(paths: readonly string[]): string {
  const more = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : '';
  return paths.slice(0, MOST_NAMED).join(', ') + more;
}
