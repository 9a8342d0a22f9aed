// Names for values that move to an environment file: `MYSQL_PASSWORD`, `FRIGATE_GARAGE_PASSWORD`. One that is there keeps its value. Pure.
import { pathOf, type ScalarNode } from '../document/model.js';
import type { Variables } from './env-text.js';
import type { VariableDialect } from './interpolation.js';
import { commonName, toName } from './names.js';

/** What a variable of this name would mean to Compose, the shell or the program itself. */
const RESERVED =
  /^(?:COMPOSE_\w*|DOCKER_\w*|BUILDKIT_\w*|PATH|HOME|USER|PWD|SHELL|LANG|LC_\w*|TZ|HOSTNAME|UID|GID|TERM)$/i;
/** Keys that say nothing without their service. */
const GENERIC = /^(?:password|passwd|pass|pw|pwd|token|secret|key|api_?key|auth|user|username|url|uri|dsn)$/i;
const ADDRESS = /_?(?:URL|URI|DSN|CONNECTION(?:_?STRING)?|ADDRESS|COMMAND|ARGS|OPTS|OPTIONS)$/i;
const SHORTEST_HIDDEN = 4;

export interface Proposal {
  readonly proposed: string;
  /** It is not all that a variable of the program's own is set to. */
  readonly isPart: boolean;
}

/** The name for what stands at an offset of a scalar. */
export function proposeVariable(
  node: ScalarNode,
  at: number,
  secret: string,
  dialect: VariableDialect,
  hide: (part: string) => boolean = () => false,
): Proposal {
  const keys = pathOf(node).filter((step) => typeof step === 'string');
  const { parts, isPart } = PARTS[dialect](keys, node.value, at, secret);
  const values = [toName(secret).toUpperCase(), secret.toUpperCase()].filter(({ length }) => length >= SHORTEST_HIDDEN);
  const name = parts
    .filter((part) => !hide(part))
    .map((part) => (/^[A-Z][A-Z0-9_]*$/.test(part) ? part : toName(part).toUpperCase()))
    // a name is shown: what of it is the value itself goes
    .map((part) => values.reduce((rest, value) => rest.replaceAll(value, ''), part))
    .join('_')
    .replace(/_{2,}/g, '_')
    .replace(/^[_0-9]+|_+$/g, '');
  const shown = name === '' ? 'SECRET' : name;
  if (dialect === 'frigate') return { proposed: `FRIGATE_${shown.replace(/^FRIGATE_/, '')}`, isPart };
  return { proposed: RESERVED.test(shown) ? `SECRET_${shown}` : shown, isPart };
}

type Parts = (
  keys: readonly string[],
  value: string,
  at: number,
  secret: string,
) => { readonly parts: readonly string[]; readonly isPart: boolean };

const PARTS: Readonly<Record<VariableDialect, Parts>> = {
  compose(keys, value, at, secret) {
    const service = keys[0] === 'services' ? (keys[1] ?? '') : '';
    const inList = /^([A-Za-z_]\w{0,100})=/.exec(value);
    const inMap = keys.includes('environment') && keys.at(-1) !== 'environment' ? keys.at(-1) : undefined;
    const key = inMap ?? (keys.at(-1) === 'environment' ? inList?.[1] : undefined);
    if (key === undefined) return { parts: [service, wordBefore(value, at)], isPart: true };
    const start = inMap === undefined ? (inList?.[0].length ?? 0) : 0;
    const isWhole = at === start && value.length === start + secret.length;
    const word = wordBefore(value, at);
    const stem = key.replace(ADDRESS, '');
    const own = isWhole ? [key] : stem.toLowerCase().endsWith(word.toLowerCase()) ? [stem] : [stem, word];
    const needsService = GENERIC.test(own.join('_')) || RESERVED.test(own.join('_')) || own[0] === '';
    return { parts: needsService ? [service, ...own] : own, isPart: !isWhole };
  },
  frigate(keys, value, at, secret) {
    const isPart = value !== secret;
    const word = isPart ? wordBefore(value, at) : (keys.at(-1) ?? '');
    if (keys[0] === 'cameras')
      return { parts: [keys[1] ?? '', ...(keys[2] === 'onvif' ? ['onvif'] : []), word], isPart };
    if (keys[0] === 'go2rtc')
      return { parts: [...(keys[1] === 'streams' ? [keys[2] ?? ''] : ['go2rtc', keys[1] ?? '']), word], isPart };
    return { parts: [keys[0] ?? '', word], isPart };
  },
  go2rtc(keys, value, at, secret) {
    const isPart = value !== secret;
    const word = isPart ? wordBefore(value, at) : (keys.at(-1) ?? '');
    return { parts: keys[0] === 'streams' ? ['camera', keys[1] ?? '', word] : ['go2rtc', keys[0] ?? '', word], isPart };
  },
};

/** What the text before the secret calls it. */
function wordBefore(value: string, at: number): string {
  const before = value.slice(Math.max(0, at - 60), at);
  const named = /([A-Za-z][A-Za-z0-9_-]{0,40})["']?[=:][ \t]{0,3}["']?$/.exec(before)?.[1];
  if (/:\/\/(?:[^/@]{0,60}:)?$/.test(before)) return 'password';
  if (named !== undefined) return named;
  return /\b(?:bearer|token)[ \t]{1,3}$/i.test(before) ? 'token' : 'secret';
}

export interface VariableRequest extends Proposal {
  readonly node: ScalarNode;
  readonly value: string;
  readonly dialect: VariableDialect;
  /** The environment file. */
  readonly place: string;
}

/** Cameras that share a login share its name. */
const SHARED: Partial<Record<VariableDialect, string>> = {
  frigate: 'FRIGATE_RTSP_PASSWORD',
  go2rtc: 'CAMERA_PASSWORD',
};

/** What a run knows of variables. */
export interface VariablesAtHand {
  /** The entries of an environment file. */
  readonly variables: (place: string) => Variables;
  /** Names that texts fill in; their values need not be here. */
  readonly referenced: ReadonlySet<string>;
  /** What Compose files set a program's own variables to by themselves, which wins over an `env_file`. */
  readonly set: ReadonlyMap<string, string>;
}

/** Gives names for one run: one value at one place keeps its name, and two values never share one. */
export class VariableNaming {
  readonly #atHand: VariablesAtHand;
  readonly #byNode = new WeakMap<ScalarNode, Map<string, string>>();
  readonly #meanings = new Map<string, string>();
  /** Which names were proposed for a camera's value. */
  readonly #proposals = new Map<string, Set<string>>();
  readonly #expected = new WeakSet<object>();

  constructor(atHand: VariablesAtHand) {
    this.#atHand = atHand;
  }

  /** Hears once of each file what is to be named in it. */
  expect(file: object, requests: () => readonly VariableRequest[]): void {
    if (this.#expected.has(file)) return;
    this.#expected.add(file);
    for (const request of requests()) {
      if (!isOfCamera(request)) continue;
      const meaning = meaningOf(request);
      this.#proposals.set(meaning, (this.#proposals.get(meaning) ?? new Set()).add(request.proposed));
    }
  }

  nameFor(request: VariableRequest): string {
    const { node, value } = request;
    const known = this.#byNode.get(node) ?? new Map<string, string>();
    const name = known.get(value) ?? this.#existing(request) ?? this.#fresh(request);
    this.#byNode.set(node, known.set(value, name));
    return name;
  }

  /** The entry with this value and name; for a part of a text, or in Frigate's own names, with this value and of this kind. */
  #existing(request: VariableRequest): string | undefined {
    const { value, place, dialect, proposed, isPart } = request;
    const base = this.#baseOf(request);
    const given = [...this.#meanings].filter(([, meaning]) => meaning === meaningOf(request)).map(([name]) => name);
    const equal = [...this.#atHand.variables(place)].filter(([, one]) => one === value).map(([name]) => name);
    const isOfKind = (name: string): boolean => kindOf(name) === kindOf(base);
    return (
      equal.find((name) => name === base || name === proposed || name.replace(/_\d+$/, '') === base) ??
      (dialect === 'frigate' ? equal.find((name) => name.startsWith('FRIGATE_') && isOfKind(name)) : undefined) ??
      (dialect === 'compose' && isPart && value.length >= TELLING ? [...equal, ...given].find(isOfKind) : undefined)
    );
  }

  #baseOf(request: VariableRequest): string {
    const shared = SHARED[request.dialect];
    const proposals = [...(this.#proposals.get(meaningOf(request)) ?? [])];
    if (shared === undefined || proposals.length < 2 || !isOfCamera(request)) return request.proposed;
    const common = proposals.map((name) => name.toLowerCase()).reduce((one, other) => commonName(one, other) ?? '');
    // one camera's, in several places
    return common.split('_').length > 2 ? common.toUpperCase() : shared;
  }

  #fresh(request: VariableRequest): string {
    const meaning = meaningOf(request);
    const base = this.#baseOf(request);
    let name = base;
    for (let number = 2; !this.#isFree(name, meaning, request); number++) name = `${base}_${number}`;
    this.#meanings.set(name, meaning);
    return name;
  }

  #isFree(name: string, meaning: string, { place, value, dialect }: VariableRequest): boolean {
    const given = this.#meanings.get(name);
    if (given !== undefined) return given === meaning;
    const { referenced, set, variables } = this.#atHand;
    // what a service has under this name by itself is what its program sees
    if (dialect !== 'compose' && set.has(name) && set.get(name) !== value) return false;
    return !referenced.has(name) && !variables(place).has(name);
  }
}

/** Values as long as this are not the same by chance. */
const TELLING = 8;

const kindOf = (name: string): string => name.replace(/_\d+$/, '').replace(/^.*_/, '');

const isOfCamera = ({ node, proposed }: VariableRequest): boolean =>
  /PASSWORD$/.test(proposed) && /^(?:cameras|go2rtc|streams)$/.test(String(pathOf(node)[0]));

const meaningOf = ({ value, place }: VariableRequest): string => JSON.stringify([place, value]);
