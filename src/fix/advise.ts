// What to write instead of a found value, or why nothing can be: for every finding one of the two. Pure.
import { dialectOf } from '../dialects/index.js';
import { isKey, type YamlNode } from '../document/model.js';
import type { Advice } from '../findings.js';
import type { LintedFile } from '../lint-file.js';
import { ruleMeta } from '../rules/index.js';
import type { NoFixReason, RawFinding } from '../types.js';
import { proposeName } from './names.js';

/** Names given so far, each with the value it stands for: an equal value of the same name is the same secret. */
export type NamesInUse = Map<string, string>;

/** Loaded without secrets (homeassistant components/blueprint, custom_sentences by plain safe_load; dialect facts of annotatedyaml). */
const WITHOUT_SECRETS = /(?:^|\/)(?:blueprints|custom_sentences)\/|(?:^|\/)(?:known_devices|ip_bans|services)\.yaml$/;
/** Rewritten by Home Assistant's editors, which cannot show a reference (homeassistant components/config). */
const EDITED_IN_UI = /(?:^|\/)(?:automations|scripts|scenes)\.yaml$/;
const TEMPLATE = /\{\{|\{%|\{#/;

export function advise(raw: RawFinding, file: LintedFile, secretsFile: string | undefined, names: NamesInUse): Advice {
  const reason = whyNot(raw, file);
  if (reason !== undefined || raw.node === undefined)
    return { fix: null, noFix: ruleMeta(raw.rule).class === 'credential' ? (reason ?? 'not-yaml') : null };
  const { dialect, path } = file.unit;
  const reference = dialectOf(dialect).makeReference;
  if (reference === undefined) return { fix: null, noFix: 'no-references-here' };
  const name = uniqueName(proposeName(raw.node, path, dialect), textOf(raw.node), names);
  return {
    fix: {
      kind: 'secret-ref',
      safe: !(dialect === 'home-assistant' && EDITED_IN_UI.test(path)),
      name,
      text: reference(name),
      secretsFile: secretsFile ?? null,
    },
    noFix: null,
  };
}

function whyNot(raw: RawFinding, file: LintedFile): NoFixReason | undefined {
  const { unit } = file;
  const { node } = raw;
  if (unit.format !== 'yaml' || node === undefined) return 'not-yaml';
  if (unit.document?.mode !== 'parsed') return 'invalid-yaml';
  if (!unit.source.roundTrips) return 'encoding';
  if (node.kind === 'seq') return 'list-value';
  if (node.kind !== 'scalar') return 'needs-a-person';
  if (isKey(node)) return 'a-key';
  if (unit.dialect === 'home-assistant' && WITHOUT_SECRETS.test(unit.path)) return 'blueprint';
  // a reference replaces the whole scalar: of a template it would hide the logic
  if (TEMPLATE.test(node.value) || (!raw.whole && node.value.includes('\n'))) return 'part-of-a-longer-string';
  return undefined;
}

function textOf(node: YamlNode): string {
  return node.kind === 'scalar' ? node.value : '';
}

function uniqueName(proposed: string, value: string, names: NamesInUse): string {
  let name = proposed;
  for (let number = 2; names.has(name) && names.get(name) !== value; number++) name = `${proposed}_${number}`;
  names.set(name, value);
  return name;
}
