// Where AppDaemon looks up the names of a file: the file that its `secrets:` names, else secrets.yaml beside it, else whatever was
// read last, as the names are kept for the whole process. Pure. Source: appdaemon 4.5.13 utils.py read_yaml_config, __main__.py.
import type { NoFixReason } from '../types.js';
import { ancestors, folderOf, inFolder } from './folders.js';
import type { PlaceFacts } from './places.js';
import type { KnownFile } from './reach.js';

type Found = string | { readonly refused: NoFixReason };

export function appDaemonPlace(path: string, facts: PlaceFacts): Found {
  const ours = facts.files.filter(({ dialect }) => dialect === 'appdaemon');
  const main = ancestors(folderOf(path))
    .map((folder) => ours.find((file) => file.path === inFolder(folder, 'appdaemon.yaml')))
    .find((file) => file !== undefined);
  const own = ours.find((file) => file.path === path) ?? { path };
  const place = ownPlace(own, main, facts);
  if (place !== undefined) return place;
  // read first of all, so that a new file beside it is known from then on
  if (main === undefined) return { refused: 'no-configuration' };
  const first = ownPlace(main, main, facts) ?? inFolder(folderOf(main.path));
  if (path === main.path || typeof first === 'object') return first;
  const others = ours.filter((file) => {
    const other = ownPlace(file, main, facts);
    return other !== undefined && other !== first;
  });
  // after those the names are theirs, and in which order files are read nobody says
  return others.length === 0 ? first : { refused: 'secrets-file-unusable' };
}

/** What the file has by itself. */
function ownPlace(
  file: Pick<KnownFile, 'path' | 'secretsPath'>,
  main: KnownFile | undefined,
  facts: PlaceFacts,
): Found | undefined {
  if (file.secretsPath !== undefined)
    return fromContainer(file.secretsPath, main, facts) ?? { refused: 'secrets-file-unusable' };
  const folder = folderOf(file.path);
  // beside configuration.yaml one will be there sooner or later
  const isThere =
    facts.secrets.has(inFolder(folder)) ||
    facts.files.some(
      (other) => other.dialect === 'home-assistant' && other.path === inFolder(folder, 'configuration.yaml'),
    );
  return isThere ? inFolder(folder) : undefined;
}

/** Where a path of `secrets:` leads from the root; undefined where nobody here can tell. */
function fromContainer(path: string, main: KnownFile | undefined, facts: PlaceFacts): string | undefined {
  const own = main && folderOf(main.path);
  const homes = facts.files
    .filter((file) => file.dialect === 'home-assistant' && /(?:^|\/)configuration\.yaml$/.test(file.path))
    .map((file) => folderOf(file.path));
  const above = homes.filter((folder) => folder === '' || own === folder || own?.startsWith(`${folder}/`) === true);
  const [home, ...more] = above.length > 0 ? above : homes;
  const [, root, rest = ''] = /^(?:\/(homeassistant|config|conf)\/|\.\/)?([^/].*)$/.exec(path) ?? [];
  if (rest === '' || rest.split('/').includes('..')) return undefined;
  const isHome = root === 'homeassistant' || (root === 'config' && above.length > 0);
  // the older add-on has Home Assistant's folder there, the newer one its own, which is never inside the other
  const folder = isHome ? (more.length === 0 ? home : undefined) : own;
  return folder === undefined ? undefined : inFolder(folder, rest);
}
