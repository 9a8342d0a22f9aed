// Which name in the secrets file a value gets: one that is there for the same role, else a new one that means nothing else yet. Pure.
import { nearestKey, type ScalarNode, type SeqNode, scalarType } from '../document/model.js';
import { listText, type SecretEntry, type SecretsStore } from '../secrets/store.js';
import type { DialectName } from '../types.js';
import { isSameLogin, type Login, loginOf, USER_WORDS } from './logins.js';
import { commonName, roleOf } from './names.js';

export interface NamesAtHand {
  readonly store: SecretsStore | undefined;
  /** For each name the keys under which references to it stand. */
  readonly uses: ReadonlyMap<string, readonly string[]>;
  /** Names that files refer to; the entry may be on another machine, with a value that nobody here knows. */
  readonly referenced: ReadonlySet<string>;
  /** The logins that the references to a name stand in. */
  readonly loginsOf?: (name: string) => readonly Login[];
  /** Names of ESPHome's devices, as they begin the names of what belongs to one of them. */
  readonly devices?: ReadonlySet<string>;
}

export const NO_NAMES: NamesAtHand = { store: undefined, uses: new Map(), referenced: new Set() };

export interface NameRequest {
  readonly node: ScalarNode | SeqNode;
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

/** A name that was given, and what for. */
interface Given {
  readonly name: string;
  readonly role: string;
  readonly login: Login | undefined;
}

/** Gives names for one run: the same node always the same name, and two values never the same. */
export class Naming {
  readonly store: SecretsStore | undefined;
  readonly #names: NamesAtHand;
  readonly #taken: ReadonlySet<string>;
  readonly #byNode = new WeakMap<ScalarNode | SeqNode, Name>();
  /** Names given, each with what it stands for. */
  readonly #meanings = new Map<string, string>();
  /** The names that a value has got in a secrets file. */
  readonly #given = new Map<string, Given[]>();
  /** What the proposals for one value in one role have in common. */
  readonly #common = new Map<string, string>();
  readonly #expected = new WeakSet<object>();

  constructor(names: NamesAtHand) {
    this.#names = names;
    this.store = names.store;
    this.#taken = new Set([
      ...(names.store?.files ?? []).flatMap((file) => [...file.entries.keys()]),
      ...names.referenced,
    ]);
  }

  /** Hears once of each file what is to be named in it, so that several places of one secret get a name that suits them all. */
  expect(file: object, requests: () => readonly NameRequest[]): void {
    if (this.#expected.has(file)) return;
    this.#expected.add(file);
    for (const request of requests()) {
      const group = groupOf(request);
      const known = this.#common.get(group);
      const common = known === undefined ? request.proposed : commonName(known, request.proposed);
      this.#common.set(group, common ?? known ?? request.proposed);
    }
  }

  nameFor(request: NameRequest): Name {
    const known = this.#byNode.get(request.node);
    if (known !== undefined) return known;
    const name = this.#existing(request) ?? this.#fresh(request);
    this.#byNode.set(request.node, name);
    return name;
  }

  /** The name under which a secrets file has the user name of a login whose password is called `password`; undefined where it has none. */
  userNameFor(request: NameRequest, password: string): Name | undefined {
    const stem = password.replace(/(?:password|passwd|pass|pwd|pw)(?=(?:_\d+)?$)/, '');
    const names = new Set([request.proposed, ...USER_WORDS.map((word) => stem.replace(/_\d+$/, '') + word)]);
    const entry = this.#equalEntries(request).find((one) => stem !== password && names.has(one.name));
    return entry === undefined ? this.#existing(request) : { name: entry.name, place: entry.file };
  }

  /** Entries with the same value and type that a reference in the file would find. */
  #equalEntries(request: NameRequest): SecretEntry[] {
    const { path, dialect, place } = request;
    const content = contentOf(request);
    const reaches = (entry: SecretEntry): boolean => {
      // one file only is asked there, and which one the place says
      if (dialect === 'appdaemon' || dialect === 'zigbee2mqtt') return entry.file === place;
      const found = this.store?.resolve(path, dialect, entry.name);
      return found?.kind === 'found' && found.entry === entry;
    };
    return (this.store?.files ?? [])
      .flatMap((file) => [...file.entries.values()])
      .filter((entry) => JSON.stringify(entryContent(entry)) === content && reaches(entry));
  }

  #existing(request: NameRequest): Name | undefined {
    const { proposed } = request;
    const equal = this.#equalEntries(request);
    const entry =
      equal.find((one) => one.name === proposed) ??
      equal.find((one) => one.name.replace(/_\d+$/, '') === proposed) ??
      equal.find((one) => one.name === this.#common.get(groupOf(request))) ??
      equal.find((one) => this.#hasRole(one.name, request) || this.#isOfLogin(one.name, request));
    return entry && { name: entry.name, place: entry.file };
  }

  /** The name is used under the same key, for the same integration as far as the two names tell. */
  #hasRole(name: string, { proposed, node, dialect }: NameRequest): boolean {
    const key = nearestKey(node)?.value ?? '';
    if (!(this.#names.uses.get(name) ?? []).includes(key)) return false;
    if (dialect === 'esphome' && this.#isOfAnotherDevice(name, proposed)) return false;
    const about = (text: string): string[] =>
      text
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter((word) => !key.toLowerCase().includes(word));
    const words = new Set(about(proposed));
    return about(name).some((word) => words.has(word));
  }

  #isOfAnotherDevice(name: string, proposed: string): boolean {
    return [...(this.#names.devices ?? [])].some(
      (device) => name.startsWith(`${device}_`) && !proposed.startsWith(`${device}_`),
    );
  }

  /** The same user at the same host. */
  #isOfLogin(name: string, { node, path, dialect }: NameRequest): boolean {
    const login = this.#loginOf(node, path, dialect);
    return login !== undefined && (this.#names.loginsOf?.(name) ?? []).some((one) => isSameLogin(one, login));
  }

  #loginOf(node: ScalarNode | SeqNode, path: string, dialect: DialectName): Login | undefined {
    if (node.kind === 'seq') return undefined;
    return loginOf(node, (name) => {
      const found = this.store?.resolve(path, dialect, name);
      return found?.kind === 'found' ? found.entry.value?.reveal() : undefined;
    });
  }

  #fresh(request: NameRequest): Name {
    const { node, proposed, path, dialect, place } = request;
    const meaning = meaningOf(request);
    const role = roleOf(node, path, dialect);
    const login = this.#loginOf(node, path, dialect);
    const given = this.#given.get(meaning) ?? [];
    const same = given.find((one) => one.role === role || isSameLogin(one.login, login));
    if (same !== undefined) return { name: same.name, place };
    const base = this.#common.get(groupOf(request)) ?? proposed;
    let name = base;
    for (let number = 2; !this.#isFree(name, meaning); number++) name = `${base}_${number}`;
    this.#meanings.set(name, meaning);
    this.#given.set(meaning, [...given, { name, role, login }]);
    return { name, place };
  }

  #isFree(name: string, meaning: string): boolean {
    const given = this.#meanings.get(name);
    return given === undefined ? !this.#taken.has(name) : given === meaning;
  }
}

/** Type and value: the number 1234 is another value than the text. */
function contentOf({ node }: NameRequest): string {
  return JSON.stringify(node.kind === 'seq' ? ['list', listText(node)] : [scalarType(node), node.value]);
}

function entryContent({ type, value, list }: SecretEntry): readonly unknown[] | undefined {
  if (list !== undefined) return ['list', list.reveal()];
  return value === undefined ? undefined : [type, value.reveal()];
}

function meaningOf(request: NameRequest): string {
  return JSON.stringify([request.place ?? null, contentOf(request)]);
}

function groupOf(request: NameRequest): string {
  return JSON.stringify([meaningOf(request), roleOf(request.node, request.path, request.dialect)]);
}
