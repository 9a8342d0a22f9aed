// Which nodes a reference can take the place of, by what each dialect looks up where; else why none can. Pure.
import { dialectOf } from '../dialects/index.js';
import { isKey, lookUpText, pathOf, type ScalarNode, type SeqNode } from '../document/model.js';
import { encodeText } from '../document/text.js';
import { isSample } from '../judgement/place.js';
import type { LintedFile } from '../lint-file.js';
import { isLoadedWithoutSecrets } from '../rules/references.js';
import { secretsFileKind } from '../secrets/names.js';
import type { DialectName, NoFixReason, RawFinding } from '../types.js';
import { isLoadable, type Loader } from './loads.js';
import { readListToken, readToken } from './token.js';

/** Loaded without secrets (homeassistant components/blueprint, custom_sentences by plain safe_load; dialect facts of annotatedyaml). */
const WITHOUT_SECRETS = /(?:^|\/)services\.yaml$/;
const TEMPLATE = /\{\{|\{%|\{#/;
/** All that Zigbee2MQTT looks up (zigbee2mqtt 2.12.1 lib/util/settings.ts), in its one main file. */
const ZIGBEE_SETTINGS = /^(?:mqtt\.(?:server|user|password)|advanced\.network_key|frontend\.auth_token)$/;
const ZIGBEE_FILE = /(?:^|\/)configuration\.ya?ml$/;

export function fixableNode(
  raw: RawFinding,
  file: LintedFile,
  dialect: DialectName,
): ScalarNode | SeqNode | NoFixReason {
  const { unit } = file;
  const { node } = raw;
  const reason = fileReason(raw, file, dialect);
  if (reason !== undefined) return reason;
  if (unit.document === undefined || node === undefined) return 'needs-a-person';
  if (dialect === 'zigbee2mqtt' && !isLookedUp(node, unit.path)) return 'setting-without-reference';
  if (node.kind === 'seq' && dialect !== 'zigbee2mqtt') return 'list-value';
  if (node.kind !== 'scalar' && node.kind !== 'seq') return 'needs-a-person';
  if (node.kind === 'scalar') {
    if (isKey(node) || unit.document.aliases.some((alias) => alias.target === node && alias.parent.in === 'key'))
      return 'a-key';
    if (dialect === 'home-assistant' && (WITHOUT_SECRETS.test(unit.path) || isLoadedWithoutSecrets(unit.path)))
      return 'blueprint';
    // a reference replaces the whole scalar: of a template it would hide the logic
    if (TEMPLATE.test(node.value) || (!raw.whole && node.value.includes('\n'))) return 'part-of-a-longer-string';
  }
  if (!isLoadable(unit.source.text, unit.document, dialect as Loader)) return 'not-loadable';
  const { text } = unit.source;
  const token = node.kind === 'scalar' ? readToken(text, node) : readListToken(text, node, unit.document.comments);
  return token === undefined ? 'needs-a-person' : node;
}

/** What keeps everything in the file from being replaced. */
export function fileReason(raw: RawFinding, file: LintedFile, dialect: DialectName): NoFixReason | undefined {
  const { unit } = file;
  if (unit.format !== 'yaml' || unit.document === undefined || !/\.ya?ml$/i.test(unit.path))
    return isSample(unit.path) ? 'sample' : 'not-yaml';
  if (isSample(unit.path) || secretsFileKind(unit.path) !== undefined) return 'sample';
  if (raw.node === undefined) return isInComment(raw, file) ? 'in-a-comment' : 'needs-a-person';
  const { makeReference, makeVariable } = dialectOf(dialect);
  if (makeReference === undefined && makeVariable === undefined) return 'no-references-here';
  if (unit.document.mode !== 'parsed') return 'invalid-yaml';
  if (!unit.source.roundTrips || !encodeText(unit.source, unit.source.text).equals(file.blob.bytes)) return 'encoding';
  return undefined;
}

function isLookedUp(node: NonNullable<RawFinding['node']>, path: string): boolean {
  const keys = pathOf(node);
  if (!ZIGBEE_FILE.test(path) || !ZIGBEE_SETTINGS.test(keys.join('.'))) return false;
  // older versions look up both of them or none
  return keys[1] !== 'password' || (node.parent.in === 'map' && (lookUpText(node.parent.map, 'user') ?? '') !== '');
}

function isInComment(raw: RawFinding, { unit }: LintedFile): boolean {
  return (unit.document?.comments ?? []).some(({ span }) => span.start <= raw.span.start && raw.span.end <= span.end);
}
