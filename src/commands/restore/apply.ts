// Unpacks an archive. All of it goes to a temporary folder first, as only its end proves that it is whole; then each file is put in place.
import {
  chmodSync,
  closeSync,
  copyFileSync,
  fchmodSync,
  fsyncSync,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Keys } from '../../age/keys.js';
import type { Entry, Item, Limits } from '../../archive/entry.js';
import { readArchive } from '../../archive/read-archive.js';
import { isGitFolder } from '../../archive/safe-path.js';
import { systemErrorCode, UserError } from '../../errors.js';
import { leftoversIn, makeFolder, temporaryIn } from '../../files/temporary.js';
import { fsPath } from '../../git/path.js';
import { Comparison, type OpenArchive, statOf } from './facts.js';
import { type Judged, planRestore, type State } from './plan.js';

export interface Restored {
  readonly entries: readonly Entry[];
  readonly judged: readonly Judged[];
  /** What was put in place. */
  readonly written: readonly string[];
  /** What is in git's own folder and was passed over. */
  readonly passedOver: number;
}

export interface RestoreJob {
  readonly archive: OpenArchive;
  readonly keys: Keys;
  /** Absolute; made if it is not there. */
  readonly target: string;
  readonly force: boolean;
  readonly onProgress: (entries: number) => void;
  /** What is to be cleaned up when the user stops the program; the answer takes it back. */
  readonly onInterrupt: (clean: () => void) => () => void;
}

/** Text and code of a configuration pack at most some ten to one. */
export function limitsFor({ size }: OpenArchive): Limits {
  return { bytes: Math.max(2 ** 30, size * 100), entries: 1_000_000 };
}

/** Reads it to the end and compares; writes nothing. */
export async function compareArchive({
  archive,
  keys,
  target,
  onProgress,
}: RestoreJob): Promise<Pick<Restored, 'entries' | 'judged' | 'passedOver'>> {
  const entries: Entry[] = [];
  const states = new Map<string, State>();
  let passedOver = 0;
  for await (const item of readArchive(archive, keys, limitsFor(archive))) {
    if (isGitFolder(item.entry.path)) {
      passedOver += 1;
      continue;
    }
    states.set(item.entry.path, await compare(target, item, states));
    entries.push(item.entry);
    onProgress(entries.length);
  }
  return { entries, judged: judge(states), passedOver };
}

const judge = (states: ReadonlyMap<string, State>): Judged[] => [...states].map(([path, state]) => ({ path, state }));

async function compare(target: string, item: Item, states: ReadonlyMap<string, State>): Promise<State> {
  const { entry } = item;
  if (entry.kind === 'same-file') {
    // it stands in the archive once; whether the tree's other name is one file with it does not matter
    const stat = statOf(target, entry.path);
    if (stat === undefined) return 'missing';
    return stat !== 'blocked' && stat.isFile() ? (states.get(entry.target ?? '') ?? 'content') : 'kind';
  }
  const comparison = new Comparison(target, entry);
  if (entry.kind === 'file') for await (const bytes of item.content) comparison.feed(bytes);
  return comparison.end();
}

export async function restore(job: RestoreJob): Promise<Restored> {
  const { target } = job;
  const made = openFolder(target);
  const temporary = temporaryIn(target);
  let done = false;
  const clean = (): void => {
    rmSync(temporary, { recursive: true, force: true });
    if (!done && made !== undefined) removeEmpty(target, made);
  };
  const quiet = job.onInterrupt(clean);
  try {
    for (const left of leftoversIn(target)) rmSync(left, { recursive: true, force: true });
    mkdirSync(temporary, { mode: 0o700 });
    // whatever a kill leaves behind in here is nothing that git would take
    writeFileSync(join(temporary, '.gitignore'), '*\n', { flag: 'wx' });
    const tree = join(temporary, 'tree');
    mkdirSync(tree, { mode: 0o700 });
    const unpacked = await unpack(job, tree);
    const written = planRestore(unpacked.judged, job.force);
    putInPlace(tree, target, unpacked.entries, new Set(written));
    done = true;
    return { ...unpacked, written };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = systemErrorCode(error);
    throw new UserError(`it cannot be unpacked into ${target} (${code ?? 'unknown error'})`, {
      file: job.archive.file,
      hint: code === 'ENOSPC' ? 'There is no space left.' : 'Is the folder one that you may write to?',
      cause: error,
    });
  } finally {
    quiet();
    clean();
  }
}

/** The topmost folder that had to be made; undefined where it was there. */
function openFolder(target: string): string | undefined {
  try {
    return makeFolder(target);
  } catch (error) {
    throw new UserError(`this folder cannot be made (${systemErrorCode(error) ?? 'unknown error'})`, {
      file: target,
      cause: error,
    });
  }
}

function removeEmpty(target: string, made: string): void {
  try {
    for (let at = target; ; at = dirname(at)) {
      rmdirSync(at);
      if (at === made || at === dirname(at)) return;
    }
  } catch {
    // somebody else's file came to be there
  }
}

/** Into a folder of ours, in which nothing stands but what came from this archive. Links come last, so that nothing is written through one. */
async function unpack(
  { archive, keys, target, onProgress }: RestoreJob,
  tree: string,
): Promise<Omit<Restored, 'written'>> {
  const entries: Entry[] = [];
  const states = new Map<string, State>();
  let passedOver = 0;
  for await (const { entry, content } of readArchive(archive, keys, limitsFor(archive))) {
    if (isGitFolder(entry.path) || (entry.kind === 'same-file' && isGitFolder(entry.target ?? ''))) {
      passedOver += 1;
      continue;
    }
    const path = fsPath(join(tree, entry.path));
    if (entry.kind === 'folder') mkdirSync(path, { recursive: true, mode: 0o700 });
    else mkdirSync(fsPath(join(tree, folderOf(entry.path))), { recursive: true, mode: 0o700 });
    if (entry.kind === 'same-file') copyFileSync(fsPath(join(tree, entry.target ?? '')), path);
    const comparison = entry.kind === 'same-file' ? undefined : new Comparison(target, entry);
    if (entry.kind === 'file') await writeEntry(path, { entry, content }, (bytes) => comparison?.feed(bytes));
    states.set(entry.path, comparison?.end() ?? (await compare(target, { entry, content }, states)));
    entries.push(entry);
    onProgress(entries.length);
  }
  for (const { path, kind, target: end } of entries)
    if (kind === 'link') symlinkSync(end ?? '', fsPath(join(tree, path)));
  return { entries, judged: judge(states), passedOver };
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

async function writeEntry(
  path: string | Buffer,
  { entry, content }: Item,
  onBytes: (bytes: Uint8Array) => void,
): Promise<void> {
  const file = openSync(path, 'wx', 0o600);
  try {
    for await (const bytes of content) {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      onBytes(bytes);
    }
    fchmodSync(file, entry.mode & 0o777);
    futimesSync(file, entry.modified, entry.modified);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Each file by a rename: the old one or the new one stands there, never half of one. */
function putInPlace(tree: string, target: string, entries: readonly Entry[], wanted: ReadonlySet<string>): void {
  const folders = entries.filter(({ kind }) => kind === 'folder');
  for (const entry of entries) {
    if (entry.kind === 'folder' || !wanted.has(entry.path)) continue;
    makeFoldersOf(target, entry.path);
    renameSync(fsPath(join(tree, entry.path)), fsPath(join(target, entry.path)));
  }
  for (const { path } of folders) makeFoldersOf(target, `${path}/`);
  // from the inside out, as a folder may be closed to its owner
  for (const { path, mode, modified } of [...folders].reverse()) {
    if (!wanted.has(path)) continue;
    const folder = fsPath(join(target, path));
    chmodSync(folder, mode);
    utimesSync(folder, modified, modified);
  }
}

/** Made one by one, so that none of them is a link that came to be there meanwhile. */
function makeFoldersOf(target: string, path: string): void {
  const steps = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= steps.length; depth++) {
    const folder = fsPath(join(target, ...steps.slice(0, depth)));
    try {
      mkdirSync(folder, { mode: 0o755 });
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
      if (!lstatSync(folder).isDirectory())
        throw new UserError('a folder on its way was replaced while it was restored', { file: path });
    }
  }
}

/** Whether nothing stands in a folder but what a killed run left. */
export function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).every((name) => /^\.ha-secrets-lint-\d{1,10}\.tmp$/.test(name));
  } catch (error) {
    return systemErrorCode(error) === 'ENOENT';
  }
}
