// Who reads a file: which Home Assistant configuration includes it, which ESPHome device. A file of a few lines that begin with
// `mqtt:` looks the same for both, and for other programs. Pure.
import type { DialectName } from '../types.js';

/** A YAML file of the repository. */
export interface KnownFile {
  readonly path: string;
  /** As its own text and place tell. */
  readonly dialect: DialectName;
  /** Paths of files and folders that it includes, from the root. */
  readonly includes: readonly string[];
  /** Those that it merges into a map: without them it does not load. */
  readonly merges: readonly string[];
  /** Names it refers to. */
  readonly names: readonly string[];
  /** AppDaemon: the secrets file that it names. */
  readonly secretsPath?: string;
}

/** What Home Assistant reads first. */
const HOME_ROOT = /(?:^|\/)(?:configuration|ui-lovelace)\.yaml$/;

/** The files with the dialect of who includes them, and the paths that a Home Assistant configuration surely reads. */
export function settleReaders(files: readonly KnownFile[]): {
  readonly files: readonly KnownFile[];
  readonly reached: ReadonlySet<string>;
} {
  const isHome = ({ path, dialect }: KnownFile): boolean => dialect === 'home-assistant' && HOME_ROOT.test(path);
  const reached = closure(files, files.filter(isHome));
  const byDevices = closure(
    files,
    files.filter(({ path, dialect }) => dialect === 'esphome' && !reached.has(path)),
  );
  const homeFolders = new Set(files.filter(isHome).map(({ path }) => folderOf(path)));
  const deviceFolders = new Set(files.filter(({ dialect }) => dialect === 'esphome').map(({ path }) => folderOf(path)));
  const readerOf = ({ path, dialect }: KnownFile): DialectName => {
    if (dialect !== 'home-assistant' && dialect !== 'yaml') return dialect;
    if (reached.has(path)) return 'home-assistant';
    const isBesideDevices = deviceFolders.has(folderOf(path)) && !homeFolders.has(folderOf(path));
    return byDevices.has(path) || (dialect === 'home-assistant' && isBesideDevices) ? 'esphome' : dialect;
  };
  return { files: files.map((file) => ({ ...file, dialect: readerOf(file) })), reached };
}

/** All that the given files include, and what that includes. */
function closure(files: readonly KnownFile[], from: readonly KnownFile[]): Set<string> {
  const seen = new Set(from.map(({ path }) => path));
  const open = [...from];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const other of files) {
      if (seen.has(other.path) || !includesFile(file, other.path)) continue;
      seen.add(other.path);
      open.push(other);
    }
  }
  return seen;
}

export function includesFile(file: KnownFile, path: string): boolean {
  return file.includes.some((target) => target === path || path.startsWith(`${target}/`));
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));
