// What a report says of a credential that is in the history: where it stands besides, what to do, and how it gets out of there.
// Never the value: the file with what to replace is the user's own to write.
import type { Report } from '../run/run.js';
import type { Finding, Leak } from '../types.js';
import { display } from './display.js';

/** One sentence on where it stands. */
export function describeLeak({ leak, file, commit }: Finding): string | undefined {
  if (leak === undefined) return undefined;
  const { firstCommit, firstPath } = leak;
  const name = firstPath === null || firstPath === file ? '' : ` as ${display(firstPath)}`;
  const came = firstCommit === null ? [] : [`it came in with commit ${firstCommit.slice(0, 10)}${name}`];
  // in what is staged, only a merge brings something old that HEAD has not
  const gone = commit === null ? 'what is merged has it, HEAD has not' : 'HEAD has it no longer';
  const head = leak.inHead ? 'HEAD still has it' : gone;
  const text = [...came, head, onRemote(leak)].join('; ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function onRemote(leak: Leak): string {
  if (leak.onRemote === null) return 'whether it was pushed cannot be told here';
  return leak.onRemote ? 'a remote has it' : 'no remote is known to have it';
}

/** What to change it by, with the page where. */
export function describeRotation({ leak }: Finding): string | undefined {
  const rotate = leak?.rotate ?? undefined;
  return rotate && `${rotate.how}${rotate.url === null ? '' : ` ${rotate.url}`}`;
}

export interface AfterLeak {
  /** In their order. */
  readonly steps: readonly string[];
  /** Lines to paste; not run by anything here. */
  readonly commands: readonly string[];
  readonly note: string;
}

const MOST_PATHS = 20;

/** The steps after a run over a history that found something; undefined for any other run. */
export function afterLeak({ findings }: Pick<Report, 'findings'>): AfterLeak | undefined {
  const leaks = findings.map(({ finding }) => finding).filter((one) => one.leak !== undefined && one.commit !== null);
  if (leaks.length === 0) return undefined;
  const steps = ['Change what leaked, each as it is said above: nothing else takes it back.'];
  if (leaks.some(({ leak }) => leak?.inHead)) steps.push('Mend the files, so that HEAD holds none of it.');
  steps.push(
    'Only then, if you want it out of the history, rewrite that in a fresh clone. Everybody has to clone anew, and forks, caches and pull requests keep what they have.',
  );
  const paths = [...new Set(leaks.filter(({ class: kind }) => kind === 'guard').map(({ file }) => file))];
  const plain = paths.filter((path) => display(path) === path).slice(0, MOST_PATHS);
  const commands: string[] = [];
  if (plain.length > 0) commands.push(`git filter-repo --invert-paths ${plain.map(pathOption).join(' ')}`);
  if (leaks.some(({ class: kind }) => kind === 'credential'))
    commands.push('git filter-repo --replace-text ../expressions.txt');
  const left = paths.length - plain.length;
  const more = left === 0 ? '' : ` ${left} more ${left === 1 ? 'file is' : 'files are'} not in these lines.`;
  const note = commands.some((line) => line.includes('expressions'))
    ? 'expressions.txt is yours to write, outside of the repository: one value a line, as literal:THE VALUE==>REMOVED. Delete it afterwards.'
    : '';
  return { steps, commands, note: `${note}${more} Nothing was changed here.`.trim() };
}

/** A name that begins with dashes would be taken for an option of its own. */
function pathOption(path: string): string {
  return path.startsWith('-') ? `--path=${quoted(path)}` : `--path ${quoted(path)}`;
}

/** For a POSIX shell. */
export function quoted(path: string): string {
  const shown = display(path);
  return /^[\w./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}
