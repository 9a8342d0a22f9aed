// Which names a stand-in must hold: those that a clone without the real secrets file would look up in the file that it stands in for. Pure.
import { UserError } from '../../errors.js';
import type { SecretsFacts } from './facts.js';
import { lookUpReference, placesOf, type SecretsFiles } from './lookup.js';
import type { Reference } from './references.js';
import { folderOf, inFolder } from './texts.js';

type Facts = Pick<SecretsFacts, 'configs' | 'files' | 'tracked'>;

/** For each name the references to it. */
export type NeededNames = ReadonlyMap<string, readonly Reference[]>;

/** The secrets file that a stand-in is for: as asked, else by where it lies. */
export function placeFor(file: string, asked: string | undefined, facts: Facts): string {
  const places = neededPlaces(facts);
  if (asked !== undefined) {
    const place = /\.ya?ml$/.test(asked)
      ? asked
      : inFolder(asked === '.' ? '' : asked.replace(/\/$/, ''), 'secrets.yaml');
    if (places.includes(place)) return place;
    throw new UserError(`nothing here looks a name up in ${place}`, {
      hint: `Looked up are: ${places.join(', ') || 'none'}.`,
    });
  }
  const folder = folderOf(file);
  const beside = places.filter((place) => folderOf(place) === folder);
  const [only] = beside;
  if (beside.length === 1 && only !== undefined) return only;
  const home = [...facts.files.homeRoots]
    .map((root) => inFolder(root, 'secrets.yaml'))
    .filter((place) => places.includes(place));
  const [root] = home.length > 0 ? home : places;
  if ((home.length > 0 ? home : places).length === 1 && root !== undefined) return root;
  if (places.length === 0)
    throw new UserError('nothing here refers to a secret, so that there is nothing to stand in for');
  throw new UserError('several secrets files are looked up here, and this one could stand in for any', {
    hint: `Say which: --for ${places.join(', --for ')}`,
  });
}

/** Every secrets file that a clone would have to be given. */
export function neededPlaces(facts: Facts): string[] {
  const clone = cloneOf(facts, undefined);
  const places = new Set<string>();
  for (const { references } of facts.configs)
    for (const reference of references) {
      const lookup = lookUpReference(reference, clone);
      if (lookup.kind === 'no-file') places.add(lookup.expected);
      // another published file is asked first, and lacks the name
      else if (lookup.kind === 'undefined' && reference.loader === 'home-assistant')
        places.add(placesOf(reference, clone).at(-1) ?? 'secrets.yaml');
      else if (lookup.kind === 'unknown' && facts.files.closed.has(lookup.file)) places.add(lookup.file);
    }
  return [...places].sort();
}

export function neededNames(place: string, facts: Facts): NeededNames {
  const clone = cloneOf(facts, place);
  const names = new Map<string, Reference[]>();
  for (const { references } of facts.configs)
    for (const reference of references)
      if (isAnsweredBy(place, reference, clone))
        names.set(reference.name, [...(names.get(reference.name) ?? []), reference]);
  return names;
}

function isAnsweredBy(place: string, reference: Reference, clone: SecretsFiles): boolean {
  const lookup = lookUpReference(reference, clone);
  if (lookup.kind === 'found') return false;
  if (lookup.kind === 'no-file')
    return (
      lookup.expected === place || (reference.loader === 'home-assistant' && placesOf(reference, clone).includes(place))
    );
  if (lookup.kind === 'undefined')
    return reference.loader === 'home-assistant' && placesOf(reference, clone).includes(place);
  return false;
}

/** The secrets files as git has them, without the one in question. Outside of a repository none is known to be published. */
function cloneOf({ files, tracked }: Facts, place: string | undefined): SecretsFiles {
  const isThere = (path: string): boolean => tracked?.has(path) === true && path !== place;
  return {
    ...files,
    texts: new Map([...files.texts].filter(([path]) => isThere(path))),
    closed: new Set([...files.closed].filter(isThere)),
    links: new Map([...files.links].filter(([path]) => isThere(path))),
  };
}
