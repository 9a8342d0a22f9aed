// The backups that are to be seen: Home Assistant's own archives and what it notes of them, and archives encrypted with age.
// Source: homeassistant 2026.11.0 components/backup (util.py read_backup, config.py); supervisor backups/validate.py.
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { fsPath } from '../../git/path.js';
import { isSealedBytes } from '../../secrets/sealed.js';
import { type ReadAt, readTarEntry } from './tar-entry.js';

export interface Backup {
  /** As it is shown. */
  readonly file: string;
  /** When it was made; the file's own time where it does not say. */
  readonly made: Date;
  readonly encrypted: boolean;
  /** Holds the configuration, and with it the secrets file. */
  readonly complete: boolean;
}

/** What Home Assistant notes of its automatic backups. */
export interface AutomaticBackups {
  readonly file: string;
  readonly completed: Date | undefined;
  readonly scheduled: boolean;
  /** All places that it sends them to get them encrypted; undefined where it does not say. */
  readonly encrypted: boolean | undefined;
}

const MOST_FILES = 2_000;

/** Looks into folders, given absolutely or from the root; below the root they are shown as they are given. */
export function findBackups(root: string, folders: readonly string[]): Backup[] {
  return [...new Set(folders)].flatMap((folder) => {
    const absolute = isAbsolute(folder) ? folder : join(root, folder);
    return archivesIn(absolute).flatMap((name) => {
      const shown = folder === '' ? name : `${folder.replace(/[\\/]$/, '')}/${name}`;
      return readBackup(join(absolute, name), shown) ?? [];
    });
  });
}

function archivesIn(folder: string): string[] {
  try {
    return readdirSync(fsPath(folder))
      .filter((name) => /\.(?:tar|age)$/i.test(name) && !/secrets?\.ya?ml/i.test(name))
      .slice(0, MOST_FILES);
  } catch {
    return [];
  }
}

function readBackup(path: string, shown: string): Backup | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    if (!stat.isFile()) return undefined;
    const readAt = readerOf(file);
    if (/\.age$/i.test(path)) {
      if (!isSealedBytes(readAt(0, 200))) return undefined;
      return { file: shown, made: dateInName(path) ?? stat.mtime, encrypted: true, complete: true };
    }
    const text = readTarEntry(readAt, ['backup.json', 'snapshot.json'])?.toString('utf8');
    return text === undefined ? undefined : fromJson(JSON.parse(text), shown);
  } catch {
    // an archive that is broken, or may not be read, is no backup
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function readerOf(file: number): ReadAt {
  return (offset, length) => {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(file, buffer, 0, length, offset));
  };
}

function fromJson(data: unknown, file: string): Backup | undefined {
  const made = dateOf(under(data, 'extra', 'supervisor.backup_request_date')) ?? dateOf(under(data, 'date'));
  if (made === undefined) return undefined;
  const complete =
    under(data, 'homeassistant', 'version') !== undefined || typeof under(data, 'homeassistant') === 'string';
  return { file, made, encrypted: under(data, 'protected') === true, complete };
}

/** Of the text of `.storage/backup`. */
export function readAutomaticBackups(text: string, file: string): AutomaticBackups | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const config = under(data, 'data', 'config');
  if (config === undefined) return undefined;
  const recurrence = under(config, 'schedule', 'recurrence') ?? under(config, 'schedule', 'state');
  const agents = under(config, 'create_backup', 'agent_ids');
  const ids = Array.isArray(agents) ? agents.filter((id) => typeof id === 'string') : [];
  const password = typeof under(config, 'create_backup', 'password') === 'string';
  return {
    file,
    completed: dateOf(under(config, 'last_completed_automatic_backup')),
    scheduled: typeof recurrence === 'string' && recurrence !== 'never' && ids.length > 0,
    encrypted:
      ids.length === 0 ? undefined : password && ids.every((id) => under(config, 'agents', id, 'protected') !== false),
  };
}

/** What stands under the keys of a JSON value; undefined where there is nothing. */
export function under(data: unknown, ...keys: readonly string[]): unknown {
  let here = data;
  for (const key of keys) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[key];
  }
  return here;
}

function dateOf(value: unknown): Date | undefined {
  const date = typeof value === 'string' ? new Date(value) : undefined;
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

/** `home-2026-11-26T0300.tar.age`, `20261126.age`: better than the time of a file, which a copy changes. */
function dateInName(path: string): Date | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const [, year, month, day] = /(?:^|\D)(20\d{2})-?(0[1-9]|1[0-2])-?([0-3]\d)(?:\D|T|$)/.exec(name) ?? [];
  return year === undefined ? undefined : dateOf(`${year}-${month}-${day}T00:00:00Z`);
}
