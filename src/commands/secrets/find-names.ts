// The checks of names: what is referred to and not there, there and not referred to, there twice, hidden, out of reach. Pure.

import { scalarType } from '../../document/model.js';
import { nearestName } from '../../nearest.js';
import type { SecretsFacts } from './facts.js';
import { counted, type Issue, issueOf, listed, placeOf, said, saidName } from './issue.js';
import { type Lookup, placesOf } from './lookup.js';
import { type ConfigText, loaderOf, type Reference } from './references.js';
import { type EntryText, folderOf, isReachable, type Loader, literalOf, type SecretsText } from './texts.js';

type Lookups = ReadonlyMap<Reference, Lookup>;

export function* findNameIssues(facts: SecretsFacts, lookups: Lookups): Generator<Issue> {
  const readers = readersOf(facts, lookups);
  yield* findUndefined(facts, lookups);
  for (const text of facts.secrets) {
    const loaders = readers.get(text.path) ?? new Set<Loader>();
    yield* findBroken(text, loaders, lookups);
    yield* findDuplicates(text, loaders);
    yield* findUnreachable(text, loaders, facts);
  }
  yield* findShadowed(lookups);
  yield* findUnused(facts, lookups);
}

/** Which programs ask each secrets file. */
export function readersOf({ files, secrets }: SecretsFacts, lookups: Lookups): ReadonlyMap<string, Set<Loader>> {
  const readers = new Map<string, Set<Loader>>(secrets.map(({ path }) => [path, new Set()]));
  const add = (path: string, loader: Loader): void => {
    const text = files.texts.get(files.links.get(path) ?? path);
    if (text === undefined || readers.get(text.path)?.has(loader) !== false) return;
    readers.get(text.path)?.add(loader);
    if (loader !== 'home-assistant') for (const merged of text.merges) if (merged !== undefined) add(merged, loader);
  };
  for (const folder of files.homeRoots)
    add(folder === '' ? 'secrets.yaml' : `${folder}/secrets.yaml`, 'home-assistant');
  for (const reference of lookups.keys()) {
    const places = placesOf(reference, files);
    // only Home Assistant goes on looking
    const asked =
      reference.loader === 'home-assistant'
        ? places
        : places.filter((place) => files.texts.has(files.links.get(place) ?? place)).slice(0, 1);
    for (const place of asked) add(place, reference.loader);
  }
  return readers;
}

function* findUndefined(facts: SecretsFacts, lookups: Lookups): Generator<Issue> {
  const withoutFile = new Map<string, Reference[]>();
  for (const [reference, lookup] of lookups) {
    if (lookup.kind === 'no-file') {
      const others = withoutFile.get(lookup.expected) ?? [];
      withoutFile.set(lookup.expected, [...others, reference]);
    }
    if (lookup.kind !== 'undefined') continue;
    yield {
      check: 'undefined-secret',
      // Zigbee2MQTT starts without it and adds the name itself
      severity: reference.loader === 'zigbee2mqtt' ? 'warning' : 'error',
      text: reference.file,
      span: reference.node.span,
      node: reference.node,
      message: undefinedMessage(reference, lookup, facts),
    };
  }
  for (const [expected, references] of withoutFile) {
    const [first] = references;
    if (first === undefined) continue;
    const names = [...new Set(references.map(({ name }) => name))].sort();
    yield {
      check: 'undefined-secret',
      text: first.file,
      span: first.node.span,
      node: first.node,
      message: `There is no ${expected} here, which ${counted(references.length, 'reference')} to ${counted(names.length, 'name')} would be looked up in: ${listed(names, facts.files)}.`,
    };
  }
}

function undefinedMessage(
  { name }: Reference,
  lookup: Lookup & { kind: 'undefined' },
  { files }: SecretsFacts,
): string {
  const { asked, near } = lookup;
  if (near !== undefined)
    return `${saidName(name, files)} stands in ${placeOf(near)}, but ${name === 'logger' ? 'is no secret there: it turns on a log' : `YAML reads that key as ${typeWords(near)}, which no reference equals: put it in quotes`}.`;
  const names = asked.flatMap((path) => files.texts.get(path)?.entries.map((entry) => entry.name) ?? []);
  const hint = names.length === 0 ? '' : nearestName(name, names);
  return `${saidName(name, files)} is in no secrets file that is asked from here (${asked.join(', ')}).${hint.startsWith('Did') ? ` ${hint}` : ''}`;
}

function typeWords({ key }: EntryText): string {
  const words = { int: 'a number', float: 'a number', bool: 'true or false', null: 'nothing', timestamp: 'a date' };
  return words[scalarType(key) as keyof typeof words] ?? 'something else than text';
}

function* findBroken(text: SecretsText, loaders: ReadonlySet<Loader>, lookups: Lookups): Generator<Issue> {
  for (const fault of text.faults) {
    const hit = [...lookups.values()].filter((lookup) => lookup.kind === 'broken' && lookup.fault === fault).length;
    const matters = fault.breaks.some((loader) => loaders.has(loader));
    // an idiom of the one program is no fault where only that one reads it
    if (!matters && loaders.size > 0) continue;
    yield {
      check: 'broken-secrets-file',
      severity: matters ? 'error' : 'warning',
      text,
      span: fault.span,
      node: undefined,
      message: `${text.path} breaks every look-up from its folder and below (${hit === 0 ? 'none so far' : `${counted(hit, 'reference')} now`}): ${fault.message}.`,
    };
  }
}

function* findDuplicates(text: SecretsText, loaders: ReadonlySet<Loader>): Generator<Issue> {
  const byName = new Map<string, EntryText[]>();
  for (const entry of text.entries) {
    const id = `${scalarType(entry.key)} ${entry.name}`;
    byName.set(id, [...(byName.get(id) ?? []), entry]);
  }
  for (const [first, ...others] of byName.values()) {
    for (const entry of others) {
      const same = first !== undefined && literalOf(first)?.value === literalOf(entry)?.value;
      yield issueOf(
        'duplicate-secret',
        entry,
        `${said(entry)} stands in line ${first?.line} already, ${same ? 'with the same value' : 'with another value'}: ${
          loaders.has('esphome') ? 'ESPHome rejects the file' : 'the last one counts'
        }.`,
        { severity: loaders.has('esphome') ? 'error' : 'warning' },
      );
    }
  }
}

function* findUnreachable(text: SecretsText, loaders: ReadonlySet<Loader>, { files }: SecretsFacts): Generator<Issue> {
  const name = text.path.slice(text.path.lastIndexOf('/') + 1);
  const isMerged = [...files.texts.values()].some(({ merges }) => merges.includes(text.path));
  const isLinked = [...files.links.values()].includes(text.path);
  if (loaders.size === 0 && name !== 'secrets.yaml' && !isMerged && !isLinked && text.entries.length > 0) {
    const [entry] = text.entries;
    const meant =
      name === 'secret.yaml'
        ? 'Zigbee2MQTT alone asks for it, by a reference in quotes'
        : 'the loaders ask for `secrets.yaml`';
    if (entry !== undefined)
      yield {
        check: 'unreachable-secret',
        text,
        span: entry.key.span,
        node: undefined,
        message: `No program here reads ${text.path}: ${meant}.`,
      };
    return;
  }
  const elsewhere = [...loaders].some((loader) => loader === 'esphome' || loader === 'zigbee2mqtt');
  for (const entry of text.entries) {
    if (isReachable(entry)) continue;
    if (entry.name === 'logger') {
      if (/^debug$/i.test(literalOf(entry)?.value ?? '') || elsewhere) continue;
      yield issueOf(
        'unreachable-secret',
        entry,
        '`logger` is no secret: Home Assistant takes it for the switch of a log, which only `debug` turns on, and takes it out.',
      );
    } else if (!elsewhere)
      yield issueOf(
        'unreachable-secret',
        entry,
        `No reference reaches this entry: YAML reads its key as ${typeWords(entry)}, and names are text. Put it in quotes.`,
      );
  }
}

function* findShadowed(lookups: Lookups): Generator<Issue> {
  const seen = new Set<EntryText>();
  for (const lookup of lookups.values()) {
    if (lookup.kind !== 'found' || lookup.hidden.length === 0 || seen.has(lookup.entry)) continue;
    seen.add(lookup.entry);
    const [other] = lookup.hidden;
    const value = other && literalOf(other);
    const same = value !== undefined && value.value === literalOf(lookup.entry)?.value;
    yield issueOf(
      'shadowed-secret',
      lookup.entry,
      `${said(lookup.entry)} hides the entry of the same name in ${lookup.hidden.map(placeOf).join(', ')} (${same ? 'the same value' : 'another value'}) from files in ${lookup.entry.file.folder} and below.`,
    );
  }
}

function* findUnused({ secrets, configs, readers }: SecretsFacts, lookups: Lookups): Generator<Issue> {
  const used = new Set<EntryText>();
  const unresolved = new Set<string>();
  for (const [{ name }, lookup] of lookups) {
    if (lookup.kind === 'found') for (const entry of [lookup.entry, ...lookup.hidden]) used.add(entry);
    // it may be meant for any file
    else unresolved.add(name);
  }
  const wild = new Set(configs.filter(isWild).flatMap(({ named }) => [...named]));
  const inText = new Map(configs.flatMap((config) => [...config.named].map((name) => [name, config.path] as const)));
  for (const text of secrets) {
    if (text.content === 'stand-in') continue;
    const words = mentions(readers, text);
    const last = new Map(text.entries.map((entry) => [entry.name, entry]));
    for (const entry of last.values()) {
      const { name } = entry;
      if (used.has(entry) || unresolved.has(name) || wild.has(name) || !isReachable(entry) || isAliased(entry))
        continue;
      // named by a program that opens the file itself
      if (words.has(name)) continue;
      const place = inText.get(name);
      yield issueOf(
        'unused-secret',
        entry,
        place === undefined
          ? `Nothing here refers to ${said(entry)}.`
          : `Nothing that is loaded refers to ${said(entry)}: only a comment, a text, or a file that another secrets file serves does, in ${place}.`,
      );
    }
  }
}

/** References in it are resolved by nobody that is known here. */
const isWild = ({ dialect }: ConfigText): boolean => loaderOf(dialect) === undefined;

/** Another value of the same file is it, by an alias. */
function isAliased({ value, file }: EntryText): boolean {
  return value?.anchor !== undefined && file.document.aliases.some(({ target }) => target === value);
}

/** Words of the programs that name this file. */
function mentions(readers: SecretsFacts['readers'], { path, entries }: SecretsText): Set<string> {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const texts = readers
    .filter(({ text, path: reader }) => text.includes(base) || folderOf(reader) === folderOf(path))
    .map(({ text }) => text);
  return new Set(entries.map(({ name }) => name).filter((name) => texts.some((text) => holdsWord(text, name))));
}

export function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (!/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + word.length] ?? '')) return true;
  return false;
}
