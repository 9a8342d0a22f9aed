// Where a reference is looked up, and what it finds: each program's own rule, step by step. Pure.
// Source: annotatedyaml 1.0.2 loader.py Secrets.get; esphome 2026.10.0 yaml_util.py construct_secret; AppDaemon 4.5.12 utils.py;
// zigbee2mqtt 2.12.1 lib/util/settings.ts.
import type { Reference } from './references.js';
import { type EntryText, entryNamed, type Fault, folderOf, inFolder, isReachable, type SecretsText } from './texts.js';

export type Lookup =
  | {
      readonly kind: 'found';
      readonly entry: EntryText;
      /** Entries of the same name that would be found if this one were not there. */
      readonly hidden: readonly EntryText[];
    }
  /** The files that were asked; the nearest first. `near`: there is an entry that looks like it, but cannot be looked up. */
  | { readonly kind: 'undefined'; readonly asked: readonly string[]; readonly near: EntryText | undefined }
  | { readonly kind: 'broken'; readonly file: SecretsText; readonly fault: Fault }
  /** A file that would be asked cannot be read here. */
  | { readonly kind: 'unknown'; readonly file: string }
  | { readonly kind: 'no-file'; readonly expected: string };

export interface SecretsFiles {
  readonly texts: ReadonlyMap<string, SecretsText>;
  /** Secrets files that are there and cannot be read: encrypted, a link out of the tree, no permission. */
  readonly closed: ReadonlySet<string>;
  /** Links inside the tree, to what they lead to. */
  readonly links: ReadonlyMap<string, string>;
  /** Folders of Home Assistant configurations: no look-up goes above one. */
  readonly homeRoots: ReadonlySet<string>;
  /** Folders of ESPHome devices. */
  readonly deviceFolders: ReadonlySet<string>;
  /** By folder: the secrets file that the `appdaemon.yaml` in it names. */
  readonly appDaemonPlaces: ReadonlyMap<string, string>;
}

export function lookUpReference(reference: Reference, files: SecretsFiles): Lookup {
  switch (reference.loader) {
    case 'home-assistant':
      return homeAssistantLookup(reference, files);
    case 'esphome':
    case 'appdaemon':
      return ownFolderLookup(reference, placesOf(reference, files), files);
    case 'zigbee2mqtt': {
      const place = reference.place ?? 'secret.yaml';
      const text = textAt(place, files);
      if (text === 'closed') return { kind: 'unknown', file: place };
      if (text === undefined) return { kind: 'no-file', expected: place };
      return answer(reference, [text]);
    }
  }
}

/** The secrets files that a reference may be looked up in, whether they are there or not; the nearest first. */
export function placesOf(
  { loader, place, file }: Pick<Reference, 'loader' | 'place' | 'file'>,
  { homeRoots, appDaemonPlaces }: Pick<SecretsFiles, 'homeRoots' | 'appDaemonPlaces'>,
): string[] {
  const own = folderOf(file.path);
  if (loader === 'zigbee2mqtt') return [place ?? inFolder(own, 'secret.yaml')];
  if (place !== undefined) return [place];
  const folders = ancestors(own);
  // a file beside it, else what was read last, which is what the main file names
  if (loader === 'appdaemon')
    return folders.map((folder) => appDaemonPlaces.get(folder) ?? inFolder(folder, 'secrets.yaml'));
  const top = loader === 'home-assistant' ? folders.findIndex((folder) => homeRoots.has(folder)) : -1;
  return (top === -1 ? folders : folders.slice(0, top + 1)).map((folder) => inFolder(folder, 'secrets.yaml'));
}

/** Every file on the way up; the first that has the name. One that does not load ends it, whatever the others hold. */
function homeAssistantLookup(reference: Reference, files: SecretsFiles): Lookup {
  const places = placesOf(reference, files);
  const asked: SecretsText[] = [];
  for (const [index, place] of places.entries()) {
    const text = textAt(place, files);
    if (text === 'closed') return { kind: 'unknown', file: place };
    if (text === undefined) continue;
    const fault = text.faults.find(({ breaks }) => breaks.includes('home-assistant'));
    if (fault !== undefined) return { kind: 'broken', file: text, fault };
    asked.push(text);
    const entry = homeEntry(text, reference.name, files);
    if (entry === undefined) continue;
    if (typeof entry === 'string') return { kind: 'unknown', file: entry };
    const hidden = places.slice(index + 1).flatMap((farther) => {
      const other = textAt(farther, files);
      const same = other === undefined || other === 'closed' ? undefined : entryNamed(other, reference.name);
      return same === undefined ? [] : [same];
    });
    return { kind: 'found', entry, hidden };
  }
  if (asked.length === 0) return { kind: 'no-file', expected: places.at(-1) ?? 'secrets.yaml' };
  const near = asked.map((text) => entryNamed(text, reference.name)).find((entry) => entry !== undefined);
  return { kind: 'undefined', asked: asked.map(({ path }) => path), near };
}

/** Undefined: it is not there; a path: of a file that would have to be asked, and cannot be. */
function homeEntry(text: SecretsText, name: string, files: SecretsFiles): EntryText | string | undefined {
  let at = text;
  for (let hops = 0; at.isPointer && hops < MOST_HOPS; hops++) {
    const [path] = at.merges;
    const next = path === undefined ? undefined : textAt(path, files);
    if (next === undefined || next === 'closed') return path ?? at.path;
    at = next;
  }
  return at.entries.findLast((one) => one.name === name && isReachable(one));
}

const MOST_HOPS = 10;

/** The file beside it and what that takes in; without one that of the main file, which may be in any folder above. */
function ownFolderLookup(reference: Reference, places: readonly string[], files: SecretsFiles): Lookup {
  for (const place of places) {
    const text = textAt(place, files);
    if (text === 'closed') return { kind: 'unknown', file: place };
    if (text === undefined) continue;
    const fault = text.faults.find(({ breaks }) => breaks.includes(reference.loader));
    if (fault !== undefined) return { kind: 'broken', file: text, fault };
    const merged = withMerged(text, files, new Set());
    const found = answer(reference, merged.texts);
    if (found.kind === 'found' || merged.missing === undefined) return found;
    const isHere = textAt(merged.missing, files) === 'closed' || merged.missing.startsWith('../');
    return isHere ? { kind: 'unknown', file: merged.missing } : { kind: 'no-file', expected: merged.missing };
  }
  const expected = expectedPlace(reference, places, files);
  return isNamed(reference, files) ? { kind: 'unknown', file: expected } : { kind: 'no-file', expected };
}

/** AppDaemon's `secrets:` may name a file of another folder of the host. */
function isNamed({ loader, place }: Reference, { appDaemonPlaces }: SecretsFiles): boolean {
  return loader === 'appdaemon' && (place !== undefined || appDaemonPlaces.size > 0);
}

function answer({ name }: Reference, texts: readonly SecretsText[]): Lookup {
  for (const text of texts) {
    const entry = entryNamed(text, name);
    if (entry !== undefined) return { kind: 'found', entry, hidden: [] };
  }
  return { kind: 'undefined', asked: texts.map(({ path }) => path), near: undefined };
}

/** `<<: !include`: what stands in the file itself comes first. `missing`: one that cannot be read, or lies outside. */
function withMerged(
  text: SecretsText,
  files: SecretsFiles,
  seen: Set<string>,
): { texts: SecretsText[]; missing: string | undefined } {
  if (seen.has(text.path)) return { texts: [], missing: undefined };
  seen.add(text.path);
  const texts = [text];
  let missing: string | undefined;
  for (const path of text.merges) {
    const merged = path === undefined ? undefined : textAt(path, files);
    if (merged === undefined || merged === 'closed') {
      missing ??= path ?? '../secrets.yaml';
      continue;
    }
    const further = withMerged(merged, files, seen);
    texts.push(...further.texts);
    missing ??= further.missing;
  }
  return { texts, missing };
}

/** Where nothing is, a file of ESPHome is served by the one beside the device that takes it in. */
function expectedPlace(
  { loader, file }: Reference,
  places: readonly string[],
  { deviceFolders }: SecretsFiles,
): string {
  const device =
    loader === 'esphome' ? ancestors(folderOf(file.path)).find((folder) => deviceFolders.has(folder)) : undefined;
  return device === undefined ? (places[0] ?? 'secrets.yaml') : inFolder(device, 'secrets.yaml');
}

function textAt(path: string, { texts, closed, links }: SecretsFiles): SecretsText | 'closed' | undefined {
  const target = links.get(path) ?? path;
  return closed.has(path) || closed.has(target) ? 'closed' : texts.get(target);
}

/** The folder and those above it, the nearest first; `` is the root. */
export function ancestors(folder: string): string[] {
  const all: string[] = [];
  for (let at = folder; at !== ''; at = folderOf(at)) all.push(at);
  return [...all, ''];
}
