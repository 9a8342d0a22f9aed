// What a secrets file holds: readable values, encrypted ones, nothing, or only a pointer to another file.
import { isKey, type Parent, type ScalarNode, type YamlDocument, type YamlNode } from '../document/model.js';
import { decodeText } from '../document/text.js';
import { parseYaml } from '../document/yaml.js';
import { judge } from '../judgement/index.js';
import { isSealedBytes } from './sealed.js';
import { isStandInValue } from './stand-in-values.js';

export type SecretsContent = 'plain' | 'sealed' | 'includes-another' | 'stand-in' | 'empty';

const SOPS_VALUE = /^ENC\[[A-Z0-9_]+,/;
/** Values that CI stubs hold besides placeholders: 0, 1.1.1.1, an address of the documentation ranges, example.com. */
const STUB =
  /^(?:[01](?:\.0*)?|[01](?:\.[01]){3}|127\.0\.0\.1|192\.0\.2\.\d{1,3}|198\.51\.100\.\d{1,3}|203\.0\.113\.\d{1,3}|localhost|(?:[a-z][a-z0-9+.-]{1,15}:\/\/)?(?:[\w-]{1,40}\.)?example\.(?:com|org|net)\S{0,60}|1234567?8?9?0?)$/i;

/** Judges a secrets file by what it holds. */
export function judgeSecretsContent(bytes: Uint8Array): SecretsContent {
  if (isSealedBytes(bytes)) return 'sealed';
  const document = parseYaml(decodeText(bytes).text);
  const values = document.scalars.filter((scalar) => !isKey(scalar) && !underSops(scalar));
  if (values.length === 0) return 'empty';
  const included = values.filter((scalar) => scalar.tag?.name === '!include');
  if (included.length > 0 && values.every((scalar) => scalar.tag?.name === '!include' || isHarmless(scalar)))
    return 'includes-another';
  if (
    isSops(document) &&
    values.some((scalar) => SOPS_VALUE.test(scalar.value)) &&
    values.every((scalar) => SOPS_VALUE.test(scalar.value) || isHarmless(scalar))
  )
    return 'sealed';
  return values.every(isHarmless) ? 'stand-in' : 'plain';
}

function isHarmless(scalar: ScalarNode): boolean {
  return scalar.tag?.name === '!vault' || isMadeUpValue(scalar.value);
}

/** A value that stands in for one, or holds none. */
export function isMadeUpValue(value: string): boolean {
  const text = value.trim();
  return STUB.test(text) || isStandInValue(text) || judge(value, 'home-assistant') !== undefined;
}

function isSops(document: YamlDocument): boolean {
  return document.roots.some((root) => root.kind === 'map' && root.pairs.some((pair) => pair.key?.value === 'sops'));
}

function underSops(scalar: ScalarNode): boolean {
  let at: YamlNode = scalar;
  for (;;) {
    const parent: Parent = at.parent;
    if (parent.in === 'root' || parent.in === 'key') return false;
    if (parent.in === 'map') {
      if (parent.pair.key?.value === 'sops' && parent.map.parent.in === 'root') return true;
      at = parent.map;
    } else at = parent.seq;
  }
}
