// What to write instead of a found value, or why nothing can be: for every finding one of the two. Pure.
import { dialectOf } from '../dialects/index.js';
import type { ScalarNode } from '../document/model.js';
import type { Advice } from '../findings.js';
import type { FileSummary } from '../first-look.js';
import type { LintedFile } from '../lint-file.js';
import { ruleMeta } from '../rules/index.js';
import type { DialectName, Fix, NoFixReason, RawFinding } from '../types.js';
import { fixableNode } from './fixable.js';
import { hiddenIn } from './hidden-in.js';
import { isVariableDialect } from './interpolation.js';
import { userBeside } from './logins.js';
import { proposeName } from './names.js';
import type { NameRequest, Naming } from './naming.js';
import { adviseVariable, type VariableFixing } from './variables.js';

/** What a run knows of names and places. */
export interface Fixing {
  readonly naming: Naming;
  /** The secrets file that takes a file's values, or why none can; undefined where the file has no place here. */
  readonly placeOf: (file: FileSummary) => Place;
  /** The dialect of who reads the file; left out: that of its text. */
  readonly dialectOf?: (file: FileSummary) => DialectName;
  /** False where nothing shows that Home Assistant reads the file. */
  readonly isRead?: (file: FileSummary) => boolean;
  /** Left out: of environment files nothing is known. */
  readonly variables?: VariableFixing;
}

export type Place = string | { readonly refused: NoFixReason } | undefined;

/** Rewritten by Home Assistant's editors, which cannot show a reference (homeassistant components/config). */
const EDITED_IN_UI = /(?:^|\/)(?:automations|scripts|scenes)\.yaml$/;

const NOTHING: Advice = { fix: null, noFix: null };

export function advise(raw: RawFinding, file: LintedFile, fixing: Fixing): Advice {
  const { class: kind } = ruleMeta(raw.rule);
  if (kind === 'reference') return raw.rule === 'quoted-secret-ref' ? adviseUnquote(raw, file, fixing) : NOTHING;
  if (kind === 'guard' || kind === 'meta') return NOTHING;
  const spoken = fixing.dialectOf?.(file.summary) ?? file.unit.dialect;
  if (isVariableDialect(spoken)) return adviseVariable(raw, file, spoken, fixing.variables);
  const request = nameRequest(raw, file, fixing);
  if (typeof request === 'string') return { fix: null, noFix: request };
  fixing.naming.expect(file, () =>
    file.findings
      .filter((one) => isValue(one.rule))
      .map((one) => nameRequest(one, file, fixing))
      .filter((one) => typeof one !== 'string'),
  );
  const { name, place } = fixing.naming.nameFor(request);
  const { dialect } = request;
  return { fix: secretRef(name, place, isSafe(file, dialect, fixing), dialect), noFix: null };
}

const isValue = (rule: string): boolean => !/^(?:reference|guard|meta)$/.test(ruleMeta(rule).class);

function secretRef(name: string, place: string | undefined, safe: boolean, dialect: DialectName): Fix {
  const text = dialectOf(dialect).makeReference?.(name) ?? name;
  return { kind: 'secret-ref', safe, name, text, secretsFile: place ?? null };
}

function nameRequest(raw: RawFinding, file: LintedFile, fixing: Fixing): NameRequest | NoFixReason {
  const dialect = fixing.dialectOf?.(file.summary) ?? file.unit.dialect;
  const node = fixableNode(raw, file, dialect);
  if (typeof node === 'string') return node;
  const place = fixing.placeOf(file.summary);
  if (typeof place === 'object') return place.refused;
  const { path } = file.unit;
  return { node, proposed: proposeName(node, path, dialect, hiddenIn(file)), path, dialect, place };
}

/** The user name beside a password that goes, where a secrets file has it already: both are kept in one place then. */
export function adviseCompanion(raw: RawFinding, file: LintedFile, fix: Fix, fixing: Fixing): Companion | undefined {
  if (raw.node?.kind !== 'scalar' || fix.kind !== 'secret-ref' || fix.name === null) return undefined;
  const node = userBeside(raw.node);
  // what is suppressed there is meant to stay
  if (node === undefined || node.tag !== undefined || file.suppressed.some((one) => one.node === node))
    return undefined;
  const request = nameRequest({ ...raw, node, whole: true }, file, fixing);
  const found = typeof request === 'string' ? undefined : fixing.naming.userNameFor(request, fix.name);
  if (found === undefined || typeof request === 'string') return undefined;
  return { node, fix: secretRef(found.name, found.place, fix.safe, request.dialect) };
}

/** What is fixed along with a finding though it is none. */
export interface Companion {
  readonly node: ScalarNode;
  readonly fix: Fix;
}

function isSafe({ unit, summary }: LintedFile, dialect: DialectName, { isRead }: Fixing): boolean {
  // Zigbee2MQTT writes its configuration itself, and under its add-on with the values in place of the references
  if (dialect === 'zigbee2mqtt') return false;
  return !(dialect === 'home-assistant' && EDITED_IN_UI.test(unit.path)) && isRead?.(summary) !== false;
}

/** Taking the quotes away changes what is loaded, and breaks the load where the name is not known: never without being asked for. */
function adviseUnquote(raw: RawFinding, file: LintedFile, { naming }: Fixing): Advice {
  const node = fixableNode(raw, file, file.unit.dialect);
  if (typeof node === 'string') return { fix: null, noFix: node };
  if (node.kind !== 'scalar') return { fix: null, noFix: 'list-value' };
  const name = /^\s*!secret\s+([A-Za-z0-9_.-]+)\s*$/.exec(node.value)?.[1] ?? '';
  const found = naming.store?.resolve(file.unit.path, file.unit.dialect, name);
  if (found?.kind !== 'found') return { fix: null, noFix: 'name-not-at-hand' };
  return {
    fix: { kind: 'unquote', safe: false, name, text: `!secret ${name}`, secretsFile: found.entry.file },
    noFix: null,
  };
}
