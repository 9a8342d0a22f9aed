// From findings to what is to be written: edits of files, entries of secrets files. Pure; every step is proven on the texts first.
import type { YamlDocument } from '../document/model.js';
import { encodeText } from '../document/text.js';
import { parseYaml } from '../document/yaml.js';
import type { Located } from '../findings.js';
import type { LintedFile } from '../lint-file.js';
import { type Change, type ChangeOptions, collectChanges, type Draft } from './changes.js';
import { applyEdits, type Edit } from './edits.js';
import { appendVariables, readVariables, type Variables } from './env-text.js';
import { comesOutSame, isVariableDialect, type VariableDialect } from './interpolation.js';
import { isSameData, type Literal, nameInQuotes, nameInTag } from './same-data.js';
import { appendEntries, type Literals, type NewEntry, readLiterals } from './secrets-text.js';

export interface FileFix {
  readonly file: LintedFile;
  readonly before: Buffer;
  readonly after: Buffer;
  readonly edits: readonly Edit[];
  /** Names under which user names of fixed logins go along, which are no findings. */
  readonly companions: readonly string[];
  /** Secrets files that its references are looked up in. */
  readonly places: readonly string[];
}

export interface SecretsFix {
  /** Relative to the root. */
  readonly path: string;
  /** Undefined: there is no such file yet. */
  readonly before: Buffer | undefined;
  readonly after: Buffer;
  readonly names: readonly string[];
  /** An environment file, not YAML. */
  readonly isEnvironment: boolean;
}

export interface FixPlan {
  readonly secrets: readonly SecretsFix[];
  readonly files: readonly FileFix[];
  /** Secrets files that references which are put in are looked up in. */
  readonly places: readonly string[];
  /** Files with an edit that would not have kept the data: left alone. */
  readonly unproven: readonly string[];
}

export interface PlanOptions extends ChangeOptions {
  /** A secrets file's bytes; undefined where there is none. */
  readonly secretsBytes: (path: string) => Buffer | undefined;
}

/** Findings without a fix are passed over; those of a commit or of standard input are none that could be fixed. */
export function planFix(findings: readonly Located[], options: PlanOptions): FixPlan {
  let draft: Draft = collectChanges(findings, options);
  const unproven = new Set<string>();
  for (;;) {
    const secrets = planSecrets(draft, options);
    const broken = [...draft].filter(([file, changes]) => !isProven(file, changes, secrets));
    if (broken.length === 0) return toPlan(draft, secrets, [...unproven].sort());
    for (const [file] of broken) unproven.add(file.blob.path);
    // what the others need of the secrets files may be less now
    draft = new Map([...draft].filter(([file]) => !unproven.has(file.blob.path)));
  }
}

interface SecretsDraft {
  readonly before: Buffer | undefined;
  /** Undefined: it cannot take the entries. */
  readonly after: Buffer | undefined;
  readonly literals: Literals;
  /** Of an environment file. */
  readonly variables: Variables;
  readonly names: readonly string[];
}

function planSecrets(draft: Draft, { secretsBytes }: PlanOptions): Map<string, SecretsDraft> {
  const wanted = new Map<string, Map<string, NewEntry>>();
  for (const { fix, token } of [...draft.values()].flat()) {
    if (fix.secretsFile === null || fix.name === null) continue;
    const entries = wanted.get(fix.secretsFile) ?? new Map<string, NewEntry>();
    if (token !== undefined && !entries.has(fix.name)) entries.set(fix.name, { name: fix.name, token });
    wanted.set(fix.secretsFile, entries);
  }
  const planned = new Map<string, SecretsDraft>();
  const environments = new Set(
    [...draft.values()].flat().flatMap(({ fix }) => (fix.kind === 'env-ref' ? [fix.secretsFile] : [])),
  );
  for (const [path, entries] of wanted) {
    const plan = environments.has(path) ? planVariables : planEntries;
    planned.set(path, plan(secretsBytes(path), [...entries.values()]));
  }
  return planned;
}

function planEntries(before: Buffer | undefined, entries: readonly NewEntry[]): SecretsDraft {
  const there = readLiterals(before ?? Buffer.alloc(0));
  const missing = entries.filter(({ name }) => there?.has(name) !== true);
  const after = missing.length === 0 ? before : appendEntries(before ?? Buffer.alloc(0), missing);
  const literals = (after && readLiterals(after)) ?? new Map();
  return { before, after, literals, variables: new Map(), names: missing.map(({ name }) => name) };
}

function planVariables(before: Buffer | undefined, entries: readonly NewEntry[]): SecretsDraft {
  const there = readVariables(before ?? Buffer.alloc(0));
  const missing = entries.filter(({ name }) => there?.has(name) !== true);
  const added = missing.map(({ name, token }) => ({ name, value: token }));
  const after = missing.length === 0 ? before : appendVariables(before ?? Buffer.alloc(0), added);
  const variables = (after && readVariables(after)) ?? new Map();
  return { before, after, literals: new Map(), variables, names: missing.map(({ name }) => name) };
}

function isProven(file: LintedFile, changes: readonly Change[], secrets: ReadonlyMap<string, SecretsDraft>): boolean {
  const { source, document } = file.unit;
  const text = applyEdits(
    source.text,
    changes.flatMap(({ edits }) => edits),
  );
  if (text === undefined || document === undefined) return false;
  const { dialect } = file.unit;
  if (isVariableDialect(dialect)) return isSameFilledIn(document, parseYaml(text), dialect, changes, secrets);
  const nameIn = dialect === 'zigbee2mqtt' ? nameInQuotes : nameInTag;
  const fresh = new Set([...secrets.values()].flatMap(({ names }) => names));
  // a reference that stood there means something that is not here
  if (document.scalars.some((scalar) => fresh.has(nameIn(scalar) ?? ''))) return false;
  const named = new Map<string, Literal>();
  for (const { fix } of changes) {
    const entry = secrets.get(fix.secretsFile ?? '')?.literals.get(fix.name ?? '');
    if (entry !== undefined && fix.name !== null) named.set(fix.name, entry);
  }
  return isSameData({
    before: document,
    after: parseYaml(text),
    lookUp: (name) => named.get(name),
    nameIn,
    unquoted: new Set(changes.flatMap(({ fix }) => (fix.kind === 'unquote' ? [fix.name ?? ''] : []))),
  });
}

/** What the program reads once it has filled in the variables. */
function isSameFilledIn(
  before: YamlDocument,
  after: YamlDocument,
  dialect: VariableDialect,
  changes: readonly Change[],
  secrets: ReadonlyMap<string, SecretsDraft>,
): boolean {
  const values = new Map<string, string>();
  for (const { fix, held } of changes) {
    const value = held ?? secrets.get(fix.secretsFile ?? '')?.variables.get(fix.name ?? '');
    if (value !== undefined && fix.name !== null) values.set(fix.name, value);
  }
  return isSameData({
    before,
    after,
    lookUp: () => undefined,
    nameIn: () => undefined,
    unquoted: new Set(),
    sameText: (was, is) => comesOutSame(was, is, dialect, (name) => values.get(name)),
  });
}

function toPlan(draft: Draft, secrets: ReadonlyMap<string, SecretsDraft>, unproven: readonly string[]): FixPlan {
  return {
    secrets: [...secrets].flatMap(([path, { before, after, names, variables }]) =>
      after === undefined || names.length === 0
        ? []
        : [{ path, before, after, names, isEnvironment: variables.size > 0 }],
    ),
    files: [...draft].map(([file, changes]) => {
      const edits = changes.flatMap(({ edits: own }) => own);
      const places = [...new Set(changes.map(({ fix }) => fix.secretsFile).filter((path) => path !== null))];
      const text = applyEdits(file.unit.source.text, edits) ?? file.unit.source.text;
      const companions = changes.flatMap(({ fix, isCompanion }) =>
        isCompanion && fix.name !== null ? [fix.name] : [],
      );
      const [before, after] = [Buffer.from(file.blob.bytes), encodeText(file.unit.source, text)];
      return { file, before, after, edits, companions, places };
    }),
    places: [...secrets.keys()].sort(),
    unproven,
  };
}
