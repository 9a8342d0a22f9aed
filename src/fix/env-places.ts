// Which environment file reaches a program: Compose reads `.env` beside its own file; Frigate and go2rtc get the `env_file` of the
// service that runs them. Pure. Source: the Compose specification (env_file, interpolation); docs.docker.com on `.env`.
import { lookUp, type MapNode, resolveAlias, scalarType, type YamlDocument, type YamlNode } from '../document/model.js';
import type { NoFixReason } from '../types.js';
import type { Variables } from './env-text.js';
import { folderOf, inFolder } from './folders.js';
import { readPieces, type VariableDialect } from './interpolation.js';
import { includesFile, type KnownFile } from './reach.js';

/** What stands where an environment file is, or would be. */
export type EnvState = 'usable' | 'unusable' | 'absent' | 'tracked';

export interface EnvFacts {
  readonly files: readonly KnownFile[];
  readonly parse: (path: string) => YamlDocument | undefined;
  readonly stateOf: (path: string) => EnvState;
  /** The entries of an environment file. */
  readonly variables: (path: string) => Variables;
  readonly mayCreate: boolean;
}

type Found = string | { readonly refused: NoFixReason };

export function chooseEnvFile(path: string, dialect: VariableDialect, facts: EnvFacts): Found {
  if (path.startsWith('../')) return { refused: 'environment-not-here' };
  const place = dialect === 'compose' ? besideCompose(path, facts) : ofService(IMAGES[dialect], facts);
  if (place === undefined) return { refused: 'environment-not-here' };
  switch (facts.stateOf(place)) {
    case 'usable':
      return place;
    case 'absent':
      return facts.mayCreate ? place : { refused: 'no-secrets-file' };
    case 'tracked':
      return { refused: 'secrets-file-tracked' };
    case 'unusable':
      return { refused: 'secrets-file-unusable' };
  }
}

/** What another project takes in from elsewhere is filled in from that one's environment. */
function besideCompose(path: string, { files }: EnvFacts): string | undefined {
  const folder = folderOf(path);
  const isTaken = files.some(
    (file) => file.dialect === 'compose' && folderOf(file.path) !== folder && includesFile(file, path),
  );
  return isTaken ? undefined : inFolder(folder, '.env');
}

const IMAGES = { frigate: /\bfrigate\b/i, go2rtc: /\bgo2rtc\b/i } as const;

/** The one service that runs it. */
function serviceOf(
  image: RegExp,
  { files, parse }: EnvFacts,
): { readonly path: string; readonly map: MapNode } | undefined {
  const services = files
    .filter(({ dialect }) => dialect === 'compose')
    .flatMap(({ path }) =>
      (parse(path)?.roots ?? []).flatMap((root) => servicesIn(root, image).map((map) => ({ path, map }))),
    );
  return services.length === 1 ? services[0] : undefined;
}

/** Its environment file. */
function ofService(image: RegExp, facts: EnvFacts): string | undefined {
  const service = serviceOf(image, facts);
  const [first] = service === undefined ? [] : envFiles(lookUp(service.map, 'env_file'));
  return service === undefined || first === undefined ? undefined : fromFolder(folderOf(service.path), first);
}

/** What the program gets by the `environment` of its service: literally, or from the `.env` beside the compose file. */
export function handedTo(dialect: VariableDialect, facts: EnvFacts): ReadonlyMap<string, string> {
  const handed = new Map<string, string>();
  const service = dialect === 'compose' ? undefined : serviceOf(IMAGES[dialect], facts);
  if (service === undefined) return handed;
  const own = facts.variables(inFolder(folderOf(service.path), '.env'));
  for (const [name, text] of entriesIn(resolveAlias(lookUp(service.map, 'environment')))) {
    const [piece, ...more] = readPieces(text, 'compose') ?? [];
    const value =
      piece?.kind === 'text' ? piece.text : piece?.source === piece?.name ? own.get(piece?.name ?? '') : undefined;
    if (value !== undefined && more.length === 0) handed.set(name, value);
  }
  return handed;
}

/** `NAME: text` or `- NAME=text`. */
function entriesIn(node: YamlNode | undefined): (readonly [string, string])[] {
  if (node?.kind === 'map')
    return node.pairs.flatMap(({ key, value }) =>
      key !== undefined && value?.kind === 'scalar' && scalarType(value) === 'str'
        ? [[key.value, value.value] as const]
        : [],
    );
  return node?.kind === 'seq'
    ? node.items.flatMap((item) => {
        const [, name, text] = (item.kind === 'scalar' && /^([A-Za-z_]\w{0,200})=(.*)$/s.exec(item.value)) || [];
        return name === undefined || text === undefined ? [] : [[name, text] as const];
      })
    : [];
}

function servicesIn(root: YamlNode, image: RegExp): MapNode[] {
  const services = root.kind === 'map' ? resolveAlias(lookUp(root, 'services')) : undefined;
  if (services?.kind !== 'map') return [];
  return services.pairs.flatMap(({ value }) => {
    const map = resolveAlias(value);
    const name = map?.kind === 'map' ? resolveAlias(lookUp(map, 'image')) : undefined;
    return map?.kind === 'map' && name?.kind === 'scalar' && image.test(name.value) ? [map] : [];
  });
}

/** A path, a list of paths, or of maps with a `path`; with a `format` of its own it is none that we know. */
function envFiles(node: YamlNode | undefined): string[] {
  const one = resolveAlias(node);
  if (one?.kind === 'scalar') return one.value === '' || one.value.includes('$') ? [] : [one.value];
  if (one?.kind === 'seq') return one.items.flatMap(envFiles);
  return one?.kind === 'map' && lookUp(one, 'format') === undefined ? envFiles(lookUp(one, 'path')) : [];
}

/** From the root; undefined where it leads out. */
function fromFolder(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.startsWith('~')) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}
