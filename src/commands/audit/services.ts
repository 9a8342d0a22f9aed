// The configurations of programs beside Home Assistant, as the checks ask them. Pure.
import {
  at,
  type ConfigTree,
  type Entry,
  isPartial,
  itemsOf,
  type MapEntry,
  mergeMaps,
  type ParsedFile,
} from './config-tree.js';

/** Folders of other people's code, of tests and of what is put away. `.homeassistant` is none: some keep their configuration there. */
const PASSED_OVER =
  /(?:^|\/)(?:node_modules|custom_components|\.(?:git|github|gitlab|esphome|storage|cloud|devcontainer|vscode|circleci|pioenvs|cache|trash)|tests?|examples?|archive|trash|blueprints|old|deprecated)\//i;

export const isCounted = (path: string): boolean => /\.ya?ml$/i.test(path) && !PASSED_OVER.test(path);

/** An ESPHome device: its file, and one map of what that and its packages say. */
export interface Device {
  readonly file: string;
  /** All that stands under a key, in the file and in its packages. */
  readonly parts: (key: string) => readonly Entry[];
  /** A package is elsewhere: what seems absent may be there. */
  readonly partial: boolean;
}

const DEEPEST_PACKAGES = 8;

/** The devices among ESPHome's files: those that no other file takes in. */
export function findDevices(files: readonly ParsedFile[], tree: ConfigTree): Device[] {
  const esphome = files.filter(({ dialect }) => dialect === 'esphome');
  const included = new Set(esphome.flatMap(includedBy));
  return esphome
    .filter(({ path }) => !included.has(path) && !/(?:^|\/)secrets\.ya?ml$/i.test(path))
    .map((file) => deviceOf(file, tree))
    .filter((device) => device.parts('esphome').length > 0);
}

function deviceOf({ path }: ParsedFile, tree: ConfigTree): Device {
  const root = tree.root(path);
  const all = root === undefined ? [] : withPackages(root, 0);
  return {
    file: path,
    parts: (key) => all.flatMap((part) => at(part, key) ?? []).filter((entry) => entry.kind !== 'unknown'),
    partial: all.some(isPartial),
  };
}

/** ESPHome merges packages below the file that names them. A package elsewhere is a text, or a map with a `url`. */
function withPackages(entry: Entry, depth: number): Entry[] {
  const packages = depth > DEEPEST_PACKAGES ? undefined : at(entry, 'packages');
  const listed =
    packages?.kind === 'map' ? packages.keys.flatMap((name) => packages.get(name) ?? []) : itemsOf(packages);
  return [
    entry,
    ...listed.flatMap((one): Entry[] => {
      const isElsewhere = one.kind !== 'map' || (one.keys.includes('url') && !one.keys.includes('esphome'));
      return isElsewhere ? [{ kind: 'unknown', at: one.at }] : withPackages(one, depth + 1);
    }),
  ];
}

/** Paths that a file's includes name, from the root. */
function includedBy({ path, document }: ParsedFile): string[] {
  const written = document.scalars.flatMap((scalar) => {
    if (scalar.tag?.name === '!include') return [scalar.value];
    const { parent } = scalar;
    const isFile = parent.in === 'map' && parent.pair.key?.value === 'file' && parent.map.tag?.name === '!include';
    return isFile ? [scalar.value] : [];
  });
  return written.map((target) => {
    const parts = path.split('/').slice(0, -1);
    for (const part of target.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '.' && part !== '') parts.push(part);
    }
    return parts.join('/');
  });
}

export interface Service {
  readonly file: string;
  readonly name: string;
  readonly image: string;
  readonly map: MapEntry;
}

/** The services of compose files. */
export function findServices(files: readonly ParsedFile[], tree: ConfigTree): Service[] {
  return files
    .filter(({ dialect }) => dialect === 'compose')
    .flatMap(({ path }) => {
      const services = at(tree.root(path), 'services');
      if (services?.kind !== 'map') return [];
      return services.keys.flatMap((name): Service[] => {
        const map = services.get(name);
        if (map?.kind !== 'map') return [];
        const image = map.get('image');
        return [{ file: path, name, image: image?.kind === 'scalar' ? image.text : '', map }];
      });
    });
}

/** One map of several parts: the first that says something counts. */
export const merged = (parts: readonly Entry[]): MapEntry | undefined =>
  parts[0] === undefined ? undefined : mergeMaps(parts, parts[0].at, false);
