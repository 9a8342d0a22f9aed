// What goes into a backup, what is left out, what cannot go in, and which older archives go. Pure.
import { posix } from 'node:path';
import type { Entry } from '../../archive/entry.js';
import { staysInside } from '../../archive/safe-path.js';
import { secretsFileKind } from '../../secrets/names.js';
import { EXCLUDED } from './data/excluded.js';

/** Something that stands in the tree. */
export interface Found {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'special';
  readonly mode: number;
  readonly size: number;
  readonly modified: Date;
  /** Of a link, as it is written. */
  readonly target?: string;
  /** Of a link that leads into the tree: the path it ends at. */
  readonly endsAt?: string | undefined;
}

export interface Omitted {
  readonly file: string;
  readonly reason: string;
  /** Something is lost with it, so that the archive is not whole. */
  readonly matters: boolean;
}

export interface BackupPlan {
  readonly entries: readonly Entry[];
  /** It belongs to the tree, and no archive can hold it. */
  readonly omitted: readonly Omitted[];
}

/** Which row leaves a path out. */
export function excludedBy(
  path: string,
  configurationFolders: ReadonlySet<string>,
  sharing = false,
): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const below = pathBelowConfiguration(path, configurationFolders);
  const rows = sharing ? EXCLUDED.filter(({ shared }) => shared !== true) : EXCLUDED;
  return rows.find((row) => row.name?.test(name) === true || row.inConfiguration?.test(below) === true)?.what;
}

/** The path below the nearest folder of a configuration. */
function pathBelowConfiguration(path: string, folders: ReadonlySet<string>): string {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder))
    if (folders.has(folder)) return path.slice(folder.length + 1);
  return path;
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

/** Bytes of a name that are no text; an archive's names are. */
const NO_TEXT = /[\ud800-\udfff]/u;

export function planBackup(found: readonly Found[]): BackupPlan {
  const entries: Entry[] = [];
  const omitted: Omitted[] = [];
  for (const one of found) {
    const { path, kind, mode, size, modified } = one;
    const shared = { path, mode, modified, target: undefined };
    if (NO_TEXT.test(path)) omitted.push({ file: path, reason: 'its name is not UTF-8', matters: true });
    else if (kind === 'special')
      omitted.push({ file: path, reason: 'it is a socket, a pipe or a device', matters: false });
    else if (kind === 'link') {
      const target = linkTarget(one);
      if (target === undefined)
        omitted.push({ file: path, reason: 'it is a link that leads out of the folder', matters: true });
      else entries.push({ ...shared, kind, size: 0, target });
    } else entries.push({ ...shared, kind, size: kind === 'file' ? size : 0 });
  }
  return { entries, omitted };
}

/** A link as any folder can hold it; undefined where it leads out. */
export function linkTarget({ path, target = '', endsAt }: Found): string | undefined {
  if (staysInside(path, target) && (endsAt !== undefined || !posix.isAbsolute(target))) return target;
  if (endsAt === undefined) return undefined;
  return posix.relative(folderOf(path) || '.', endsAt || '.') || '.';
}

/** The files for whose sake it is made: those that hold secrets, a folder of them as one. */
export function secretsIn(entries: readonly Entry[]): string[] {
  const shown = new Map<string, number>();
  for (const { path, kind } of entries) {
    if (kind !== 'file') continue;
    const store = /(?:^|^[^\n]{0,4000}\/)\.storage\//.exec(path)?.[0];
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (store !== undefined) shown.set(store, (shown.get(store) ?? 0) + 1);
    else if (secretsFileKind(path) === 'secrets' || /^\.env(?:\.|$)|\.(?:pem|key|p12|pfx)$/.test(name))
      shown.set(path, 1);
  }
  return [...shown].map(([path, count]) => (path.endsWith('/') ? `${path} (${count})` : path));
}

/** The name of a new archive: sorts by time, and is one on every system. */
export function archiveName(now: Date): string {
  return `ha-config-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z.tar.gz.age`;
}

const ARCHIVE = /^ha-config-\d{4}-\d{2}-\d{2}T\d{6}Z\.tar\.gz\.age$/;

/** The archives that go so that `keep` remain, the new one among them. One from the future is nobody's to remove. */
export function outdated(names: readonly string[], made: string, keep: number): string[] {
  const older = names.filter((name) => ARCHIVE.test(name) && name < made).sort();
  return older.slice(0, Math.max(older.length - (keep - 1), 0));
}
