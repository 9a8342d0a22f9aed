// Which name in the secrets file a value gets: one that is there for the same role, else a new one that means nothing else yet. Pure.
import { nearestKey, type ScalarNode, scalarType } from '../document/model.js';
import type { SecretEntry, SecretsStore } from '../secrets/store.js';
import type { DialectName } from '../types.js';

export interface NamesAtHand {
  readonly store: SecretsStore | undefined;
  /** For each name the keys under which references to it stand. */
  readonly uses: ReadonlyMap<string, readonly string[]>;
  /** Names that files refer to; the entry may be on another machine, with a value that nobody here knows. */
  readonly referenced: ReadonlySet<string>;
}

export const NO_NAMES: NamesAtHand = { store: undefined, uses: new Map(), referenced: new Set() };

export interface NameRequest {
  readonly node: ScalarNode;
  readonly proposed: string;
  readonly path: string;
  readonly dialect: DialectName;
  /** The secrets file that would take the value. */
  readonly place: string | undefined;
}

export interface Name {
  readonly name: string;
  /** The secrets file that holds it, or will. */
  readonly place: string | undefined;
}

/** Gives names for one run: the same node always the same name, and two values never the same. */
export class Naming {
  readonly store: SecretsStore | undefined;
  readonly #names: NamesAtHand;
  readonly #taken: ReadonlySet<string>;
  readonly #byNode = new WeakMap<ScalarNode, Name>();
  /** Names given, each with what it stands for. */
  readonly #given = new Map<string, string>();

  constructor(names: NamesAtHand) {
    this.#names = names;
    this.store = names.store;
    this.#taken = new Set([
      ...(names.store?.files ?? []).flatMap((file) => [...file.entries.keys()]),
      ...names.referenced,
    ]);
  }

  nameFor(request: NameRequest): Name {
    const known = this.#byNode.get(request.node);
    if (known !== undefined) return known;
    const name = this.#existing(request) ?? this.#fresh(request);
    this.#byNode.set(request.node, name);
    return name;
  }

  #existing({ node, proposed, path, dialect }: NameRequest): Name | undefined {
    const type = scalarType(node);
    const reaches = (entry: SecretEntry): boolean => {
      const found = this.store?.resolve(path, dialect, entry.name);
      return found?.kind === 'found' && found.entry === entry;
    };
    const equal = (this.store?.files ?? [])
      .flatMap((file) => [...file.entries.values()])
      .filter((entry) => entry.type === type && entry.value?.reveal() === node.value && reaches(entry));
    const entry =
      equal.find((one) => one.name === proposed) ??
      equal.find((one) => one.name.replace(/_\d+$/, '') === proposed || this.#hasRole(one.name, proposed, node));
    return entry && { name: entry.name, place: entry.file };
  }

  /** The name is used under the same key, for the same integration as far as the two names tell. */
  #hasRole(name: string, proposed: string, node: ScalarNode): boolean {
    const key = nearestKey(node)?.value ?? '';
    if (!(this.#names.uses.get(name) ?? []).includes(key)) return false;
    const about = (text: string): string[] =>
      text
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter((word) => !key.toLowerCase().includes(word));
    const words = new Set(about(proposed));
    return about(name).some((word) => words.has(word));
  }

  #fresh({ node, proposed, place }: NameRequest): Name {
    const meaning = JSON.stringify([place ?? null, scalarType(node), node.value]);
    let name = proposed;
    for (let number = 2; !this.#isFree(name, meaning); number++) name = `${proposed}_${number}`;
    this.#given.set(name, meaning);
    return { name, place };
  }

  #isFree(name: string, meaning: string): boolean {
    const given = this.#given.get(name);
    return given === undefined ? !this.#taken.has(name) : given === meaning;
  }
}
