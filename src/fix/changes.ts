// What each wanted fix changes in its file: the edits, and the entry that the reference needs. Pure.
import type { Span, YamlNode } from '../document/model.js';
import type { Located } from '../findings.js';
import type { LintedFile } from '../lint-file.js';
import type { Finding, Fix, RawFinding } from '../types.js';
import { adviseCompanion, type Fixing } from './advise.js';
import type { Edit } from './edits.js';
import { isVariableDialect } from './interpolation.js';
import { rewriteScalar } from './rewrite.js';
import { readListToken, readToken } from './token.js';
import { secretIn } from './variables.js';

export interface Change {
  readonly fix: Fix;
  /** It goes with another. */
  readonly isCompanion: boolean;
  readonly edits: readonly Edit[];
  /** The entry that the reference needs, as YAML or, of a variable, its value; undefined where the entry is there already. */
  readonly token: string | undefined;
  /** Of a variable that the program has in any case: what it holds. */
  readonly held?: string;
}

export type Draft = ReadonlyMap<LintedFile, readonly Change[]>;

export interface ChangeOptions {
  /** Also what is right only if the user says so. */
  readonly unsafe: boolean;
  /** By which the user name beside a password is known; left out: it stays. */
  readonly fixing?: Fixing;
}

/** Whether `--fix` would do it. */
export function isWanted(finding: Finding, unsafe: boolean): boolean {
  const { fix } = finding;
  return fix !== null && fix.kind !== 'gitignore' && (fix.safe || unsafe);
}

export function collectChanges(findings: readonly Located[], { unsafe, fixing }: ChangeOptions): Draft {
  const draft = new Map<LintedFile, Change[]>();
  const add = (file: LintedFile, change: Change | undefined): void => {
    const changes = draft.get(file) ?? [];
    const isNew = change?.edits.every(({ span }) => !changes.some((other) => touches(other, span)));
    // a second finding in the same scalar asks for the same
    if (change !== undefined && isNew === true) draft.set(file, [...changes, change]);
  };
  const wanted = findings.flatMap(({ finding, raw, file }) => {
    const kind = file?.blob.origin.kind;
    if (file === undefined || finding.fix === null || raw?.node === undefined) return [];
    const isOurs = kind !== 'commit' && kind !== 'stdin' && isWanted(finding, unsafe);
    return isOurs ? [{ file, raw, node: raw.node, fix: finding.fix }] : [];
  });
  for (const { file, raw, node, fix } of wanted)
    add(file, fix.kind === 'env-ref' ? variableChange(file, raw, fix) : toChange(file, node, fix, false));
  // a user name that is a finding itself has its change by now
  for (const { file, raw, fix } of wanted) {
    const companion = fixing && adviseCompanion(raw, file, fix, fixing);
    if (companion !== undefined) add(file, toChange(file, companion.node, companion.fix, true));
  }
  return draft;
}

const touches = ({ edits }: Change, { start, end }: Span): boolean =>
  edits.some(({ span }) => span.start < end && start < span.end);

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
  return { fix, edits: [edit], token: isNew ? token.text : undefined, isCompanion };
}

function variableChange({ unit }: LintedFile, raw: RawFinding, fix: Fix): Change | undefined {
  const { node } = raw;
  const secret = node?.kind === 'scalar' ? secretIn(raw, node) : undefined;
  if (node?.kind !== 'scalar' || secret === undefined || fix.name === null || !isVariableDialect(unit.dialect))
    return undefined;
  const variable = { name: fix.name, reference: fix.text };
  const written = rewriteScalar(unit.source.text, node, secret, variable, unit.dialect);
  if (written === undefined) return undefined;
  const { edits, value } = written;
  return fix.secretsFile === null
    ? { fix, edits, token: undefined, held: value, isCompanion: false }
    : { fix, edits, token: value, isCompanion: false };
}
