// Which secrets file takes the values of a file: the one in which each loader will find them, and none that would hide another. Pure.
// Source: annotatedyaml 1.0.2 loader.py (from the file's folder up to the configuration's); esphome 2026.10.0 yaml_util.py (the file's
// own folder; only if nothing is there that of the main file); zigbee2mqtt 2.12.1 lib/util/settings.ts (secret.yaml beside the file).
import type { FileSummary } from '../first-look.js';
import type { DialectName } from '../types.js';
import type { Place } from './advise.js';
import { ancestors, folderOf, inFolder } from './folders.js';
import { appDaemonPlace } from './places-appdaemon.js';
import { includesFile, type KnownFile } from './reach.js';

/** What stands where a secrets file would be. */
export interface SecretsState {
  /** Whose loaders could take a further entry from it. */
  readonly usableBy: readonly DialectName[];
  /** It only takes in another: `<<: !include ../secrets.yaml`, an ESPHome idiom. */
  readonly includes: string | undefined;
  /** Git holds it in clear text: what is added there would be published. */
  readonly tracked?: true;
}

export interface PlaceFacts {
  readonly files: readonly KnownFile[];
  readonly secrets: ReadonlyMap<string, SecretsState>;
  /** The names in each of them. */
  readonly entries: ReadonlyMap<string, ReadonlySet<string>>;
  /** Paths that exist; of what a file includes. */
  readonly exists: (path: string) => boolean;
  readonly mayCreate: boolean;
}

export function choosePlace(file: Pick<FileSummary, 'path' | 'dialect'>, facts: PlaceFacts): Place {
  if (file.path.startsWith('../')) return { refused: 'no-configuration' };
  const known = facts.files.find(({ path }) => path === file.path);
  if (known?.merges.some((path) => !facts.exists(path))) return { refused: 'not-loadable' };
  if (file.dialect === 'zigbee2mqtt') return usable(inFolder(folderOf(file.path), 'secret.yaml'), file.dialect, facts);
  if (file.dialect === 'appdaemon') {
    const place = appDaemonPlace(file.path, facts);
    return typeof place === 'string' ? usable(place, file.dialect, facts) : place;
  }
  if (file.dialect === 'esphome') {
    const path = espHomePlace(file.path, facts);
    return path === undefined ? { refused: 'secrets-file-unusable' } : usable(path, file.dialect, facts);
  }
  const path = homeAssistantPlace(folderOf(file.path), facts);
  return path === undefined ? { refused: 'no-configuration' } : usable(path, file.dialect, facts);
}

/** Follows a file that only takes in another. */
function usable(path: string, dialect: DialectName, facts: PlaceFacts): Place {
  let at = path;
  // what is taken in as data elsewhere (`substitutions: <<: !include secrets.yaml`) would change with each entry
  const isData = (one: string): boolean =>
    facts.files.some((file) => !/(?:^|\/)secrets\.yaml$/.test(file.path) && file.includes.includes(one));
  for (let hops = 0; hops < 4; hops++) {
    const state = facts.secrets.get(at);
    if (isData(at)) break;
    if (state === undefined)
      // what an existing file includes has to be there
      return hops === 0 && facts.mayCreate ? at : { refused: hops === 0 ? 'no-secrets-file' : 'secrets-file-unusable' };
    if (state.tracked === true) return { refused: 'secrets-file-tracked' };
    if (state.usableBy.includes(dialect)) return at;
    if (state.includes === undefined || dialect !== 'esphome') break;
    at = state.includes;
  }
  return { refused: 'secrets-file-unusable' };
}

function homeAssistantPlace(own: string, { files, secrets }: PlaceFacts): string | undefined {
  const roots = new Set(
    files
      .filter(({ path, dialect }) => dialect === 'home-assistant' && /(?:^|\/)configuration\.yaml$/.test(path))
      .map(({ path }) => folderOf(path)),
  );
  for (const folder of ancestors(own)) {
    const path = inFolder(folder);
    if (secrets.has(path) || roots.has(folder)) return path;
  }
  // parts of a configuration that lives elsewhere: as if the repository were its folder
  return roots.size === 0 ? inFolder('') : undefined;
}

/** One answer for all files of a folder: a secrets file there would be the only one that any of them is asked from. */
function espHomePlace(path: string, facts: PlaceFacts): string | undefined {
  const own = folderOf(path);
  if (facts.secrets.has(inFolder(own))) return inFolder(own);
  const ours = facts.files.filter((file) => file.dialect === 'esphome');
  const beside = ours.filter((file) => folderOf(file.path) === own);
  const mains = new Set([path, ...beside.map((file) => file.path)].flatMap((one) => mainFolders(one, ours)));
  const [main = own] = mains;
  if (mains.size === 1 && main !== own) return inFolder(main);
  const names = beside.flatMap((file) => file.names);
  if (names.length === 0) return inFolder(own);
  // references that stand there already are looked up elsewhere, which one in this folder would hide
  if (mains.size > 1) return undefined;
  const serves = (folder: string): boolean =>
    names.some((name) => facts.entries.get(inFolder(folder))?.has(name) === true);
  return inFolder(ancestors(own).slice(1).find(serves) ?? own);
}

/** The folders of the files at the beginnings of the includes that end in this one; of a file that none includes its own. */
function mainFolders(path: string, files: readonly KnownFile[]): string[] {
  const seen = new Set([path]);
  const found = new Set<string>();
  let wanted = [path];
  while (wanted.length > 0) {
    const next: string[] = [];
    for (const one of wanted) {
      const includers = files.filter((file) => file.path !== one && includesFile(file, one));
      if (includers.length === 0) found.add(folderOf(one));
      for (const file of includers) {
        if (seen.has(file.path)) continue;
        seen.add(file.path);
        next.push(file.path);
      }
    }
    wanted = next;
  }
  return [...found];
}
