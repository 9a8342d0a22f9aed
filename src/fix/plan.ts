// From findings to what is to be written: edits of files, entries of secrets files. Pure; every step is proven on the texts first.
import type { YamlNode } from '../document/model.js';
import { encodeText } from '../document/text.js';
import { parseYaml } from '../document/yaml.js';
import type { Located } from '../findings.js';
import type { LintedFile } from '../lint-file.js';
import type { Finding, Fix } from '../types.js';
import { adviseCompanion, type Fixing } from './advise.js';
import { applyEdits, type Edit } from './edits.js';
import { isSameData, type Literal, nameInQuotes, nameInTag } from './same-data.js';
import { appendEntries, type Literals, type NewEntry, readLiterals } from './secrets-text.js';
import { readListToken, readToken } from './token.js';

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
}

export interface FixPlan {
  readonly secrets: readonly SecretsFix[];
  readonly files: readonly FileFix[];
  /** Secrets files that references which are put in are looked up in. */
  readonly places: readonly string[];
  /** Files with an edit that would not have kept the data: left alone. */
  readonly unproven: readonly string[];
}

export interface PlanOptions {
  /** Also what is right only if the user says so. */
  readonly unsafe: boolean;
  /** A secrets file's bytes; undefined where there is none. */
  readonly secretsBytes: (path: string) => Buffer | undefined;
  /** By which the user name beside a password is known; left out: it stays. */
  readonly fixing?: Fixing;
}

interface Change {
  readonly fix: Fix;
  /** It goes with another. */
  readonly isCompanion: boolean;
  readonly edit: Edit;
  /** The entry that the reference needs; undefined where the reference stands there already, in quotes. */
  readonly token: string | undefined;
}

type Draft = ReadonlyMap<LintedFile, readonly Change[]>;

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

/** Whether `--fix` would do it. */
export function isWanted(finding: Finding, unsafe: boolean): boolean {
  const { fix } = finding;
  return fix !== null && (fix.kind === 'secret-ref' || fix.kind === 'unquote') && (fix.safe || unsafe);
}

function collectChanges(findings: readonly Located[], { unsafe, fixing }: PlanOptions): Draft {
  const draft = new Map<LintedFile, Map<YamlNode, Change>>();
  const add = (file: LintedFile, node: YamlNode, fix: Fix, isCompanion = false): void => {
    const changes = draft.get(file) ?? new Map<YamlNode, Change>();
    // a second finding in the same scalar asks for the same
    const change = changes.has(node) ? undefined : toChange(file, node, fix, isCompanion);
    if (change === undefined) return;
    draft.set(file, changes.set(node, change));
  };
  const wanted = findings.flatMap(({ finding, raw, file }) => {
    const kind = file?.blob.origin.kind;
    if (file === undefined || finding.fix === null || raw?.node === undefined) return [];
    const isOurs = kind !== 'commit' && kind !== 'stdin' && isWanted(finding, unsafe);
    return isOurs ? [{ file, raw, node: raw.node, fix: finding.fix }] : [];
  });
  for (const { file, node, fix } of wanted) add(file, node, fix);
  // a user name that is a finding itself has its change by now
  for (const { file, raw, fix } of wanted) {
    const companion = fixing && adviseCompanion(raw, file, fix, fixing);
    if (companion !== undefined) add(file, companion.node, companion.fix, true);
  }
  return new Map([...draft].map(([file, changes]) => [file, [...changes.values()]]));
}

function toChange({ unit }: LintedFile, node: YamlNode, fix: Fix, isCompanion: boolean): Change | undefined {
  const { text } = unit.source;
  const token =
    node.kind === 'scalar'
      ? readToken(text, node)
      : node.kind === 'seq'
        ? readListToken(text, node, unit.document?.comments ?? [])
        : undefined;
  if (token === undefined) return undefined;
  const expect = text.slice(token.span.start, token.span.end);
  const edit = { span: token.span, expect, text: (token.lead ?? '') + fix.text };
  const isNew = fix.kind === 'secret-ref' && !isCompanion;
  return { fix, edit, token: isNew ? token.text : undefined, isCompanion };
}

interface SecretsDraft {
  readonly before: Buffer | undefined;
  /** Undefined: it cannot take the entries. */
  readonly after: Buffer | undefined;
  readonly literals: Literals;
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
  for (const [path, entries] of wanted) {
    const before = secretsBytes(path);
    const there = readLiterals(before ?? Buffer.alloc(0));
    const missing = [...entries.values()].filter(({ name }) => there?.has(name) !== true);
    const after = missing.length === 0 ? before : appendEntries(before ?? Buffer.alloc(0), missing);
    const literals = (after && readLiterals(after)) ?? new Map();
    planned.set(path, { before, after, literals, names: missing.map(({ name }) => name) });
  }
  return planned;
}

function isProven(file: LintedFile, changes: readonly Change[], secrets: ReadonlyMap<string, SecretsDraft>): boolean {
  const { source, document } = file.unit;
  const text = applyEdits(
    source.text,
    changes.map(({ edit }) => edit),
  );
  if (text === undefined || document === undefined) return false;
  const { dialect } = file.unit;
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

function toPlan(draft: Draft, secrets: ReadonlyMap<string, SecretsDraft>, unproven: readonly string[]): FixPlan {
  return {
    secrets: [...secrets].flatMap(([path, { before, after, names }]) =>
      after === undefined || names.length === 0 ? [] : [{ path, before, after, names }],
    ),
    files: [...draft].map(([file, changes]) => {
      const edits = changes.map(({ edit }) => edit);
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
