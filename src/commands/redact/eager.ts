// What the linter leaves alone because too much of it is harmless, and what a copy for others had better not hold:
// here a false alarm costs a word, and a miss cannot be taken back. Pure.
import { isTree } from '../../document/format-names.js';
import { isKey, nearestKey, type ScalarNode } from '../../document/model.js';
import { isThirdParty } from '../../judgement/place.js';
import { looksGenerated, splitWords } from '../../judgement/shape.js';
import { hostKind } from '../../rules/privacy/hosts.js';
import { isCommonValue } from '../../secrets/common.js';
import type { Unit } from '../../types.js';
import type { FoundValue } from './find.js';
import type { RedactClass } from './stand-ins.js';

export function eagerFindings(unit: Unit): FoundValue[] {
  if (isTree(unit.format)) return inScalars(unit);
  // in installed code there is nothing of this house but what a rule finds
  return isThirdParty(unit.path) ? [] : [...inScalars(unit), ...inLines(unit.source.text, CODE.test(unit.path))];
}

/** In code a value without quotes is a name or a call. */
const CODE = /\.(?:py|[cm]?[jt]sx?|c|h|cc|cpp|hpp|ino|css|scss|html?|jinja2?|php|go|rs|rb|java|lua|svg)$/i;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Words of keys, whatever else the key says. */
const KEY_WORDS: readonly (readonly [cls: RedactClass, words: ReadonlySet<string>])[] = [
  [
    'credential',
    words(
      'pass passwd password passwords passphrase passcode pwd pw secret secrets token tokens apikey key keys pin pins code codes auth sudo credential credentials login psk cookie session bearer webhook community otp totp salt',
    ),
  ],
  [
    'identity',
    words(
      'user username email mail phone mobile sms chat account organization organisation serial recipient sender deviceid uuid imei iccid imsi vin owner',
    ),
  ],
  ['location', words('latitude longitude lat lon lng elevation address street city zip postal postcode timezone')],
  ['network', words('ssid bssid mac ip ips host hostname server broker domain url gateway subnet proxies networks')],
];
/** Ids by which services know a person or a thing; `id` alone is Home Assistant's own. */
const ID_KEY =
  /(?:^|_)(?:device|chat|user|client|account|customer|meter|station|site|system|tracker|contract|order|member)_?ids?$/i;
/** A name with a dot under one of these is a login, not an entity. */
const LOGIN_KEY = /user_?name$|^user$|login$|e?mail$/i;
/** Says where something is, or what it is like: no value of anybody. */
const HARMLESS_KEY =
  /(?:^|_)(?:port|topic|template|class|mode|type|format|entity|icon|platform|unit|service|action|event|state|attribute)s?$|^(?:id|unique_id|alias|name)$/i;

/** The class by a key; the last word that says something decides. */
function classByKey(key: string): RedactClass | undefined {
  if (HARMLESS_KEY.test(key)) return undefined;
  if (ID_KEY.test(key)) return 'identity';
  const parts = splitWords(key.slice(0, 100)).reverse();
  for (const part of parts) {
    const row = KEY_WORDS.find(([, known]) => known.has(part.replace(/\d{1,3}$/, '')));
    if (row !== undefined) return row[0];
  }
  return undefined;
}

const TEMPLATE = /\{\{|\{%|\$\{|<%|^!|^\s*lambda|^\$[A-Z_]/;
const ENTITY = /^[a-z_]{2,40}\.[a-z0-9_]{1,200}$/;
const URL_HOST = /^[a-z][a-z0-9+.-]{1,20}:\/\/([^/?#\s]{1,300})/i;
const ADDRESS = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?::\d{1,5})?$|^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;
const NOBODYS =
  /^(?:127\.|0\.0\.0\.0|255\.|localhost\b|::1?$|fd00::\/8$|fe80::)|^(?:8\.8\.[48]\.[48]|1\.[01]\.[01]\.1|9\.9\.9\.9)$/i;
const HOST = /^\.?(?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,24}\.?(?::\d{1,5})?$/i;
const LONG_NUMBER = /^\+?\d{8,20}$/;
/** Longer texts are for the rules, which look into them. */
const LONGEST = 300;

/** The class of a whole value under a key; undefined where it may stay. */
function classOf(value: string, key: string): RedactClass | undefined {
  if (value.length < 3 || value.length > LONGEST || TEMPLATE.test(value)) return undefined;
  if (ENTITY.test(value) && !LOGIN_KEY.test(key)) return undefined;
  if (NOBODYS.test(value)) return undefined;
  if (ADDRESS.test(value)) return 'network';
  const host = URL_HOST.exec(value)?.[1];
  if (host !== undefined) return hostKind(host.slice(host.lastIndexOf('@') + 1)) === 'none' ? undefined : 'network';
  const byKey = classByKey(key);
  if (HOST.test(value)) {
    const isOwn = hostKind(value.replace(/^\./, 'x.')) === 'own';
    return isOwn || (byKey === 'network' && hostKind(value) !== 'none') ? 'network' : undefined;
  }
  if (LONG_NUMBER.test(value) && !HARMLESS_KEY.test(key)) return byKey ?? 'identity';
  if (byKey !== undefined && tells(value, byKey)) return byKey;
  const isToken = /^[A-Za-z0-9+/=_-]+$/.test(value) && /\d/.test(value) && /[A-Z]/.test(value);
  return isToken && looksGenerated(value, 12) && !HARMLESS_KEY.test(key) ? 'credential' : undefined;
}

/** Whether a value under a telling key is somebody's, and no setting, path or word of every day. */
function tells(value: string, cls: RedactClass): boolean {
  if (/^(?:\/|\.{1,2}\/)/.test(value)) return false;
  if (/^-?\d{1,3}$/.test(value)) return false;
  if (cls === 'location') return /\d/.test(value);
  if (/^\d+$/.test(value)) return value.length >= 4;
  // one word in small letters is a kind, a mode or a default
  return !isCommonValue(value) && !/^[a-z]{1,12}$|^[a-z]{1,20}_[a-z]{1,20}$/.test(value);
}

function inScalars(unit: Unit): FoundValue[] {
  return (unit.document?.scalars ?? []).flatMap((scalar: ScalarNode): FoundValue[] => {
    const value = scalar.value.trim();
    if (isKey(scalar)) {
      const isAddress = ADDRESS.test(value) && !NOBODYS.test(value);
      return isAddress ? [{ span: scalar.span, value, cls: 'network', whole: scalar, scalar }] : [];
    }
    if (scalar.tag !== undefined && !scalar.tag.name.startsWith('tag:yaml.org')) return [];
    const cls = classOf(value, nearestKey(scalar)?.value ?? '');
    return cls === undefined ? [] : [{ span: scalar.span, value, cls, whole: scalar, scalar }];
  });
}

/** `key: value` and `key=value` in logs, notes, diffs and code, where no parser reads them; the `m` of a colour is no part of a key. */
const ASSIGNMENT =
  /(?:(?<![\w.-]|\p{Cc}\[)|(?<=\p{Cc}\[[\d;]{0,20}m))["']?([A-Za-z][\w.-]{1,60})["']?[ \t]{0,8}[:=][ \t]{0,8}(?:"([^"\n]{3,300})"|'([^'\n]{3,300})'|([^\s\p{Cc}"',;(){}[\]<>&]{3,300}))/gu;
const MOST = 100_000;

function inLines(text: string, isCode: boolean): FoundValue[] {
  const found: FoundValue[] = [];
  for (const match of text.matchAll(ASSIGNMENT)) {
    const [all, key = '', double, single, bare] = match;
    const value = double ?? single ?? bare ?? '';
    const isCall = bare !== undefined && (isCode || text[match.index + all.length] === '(');
    const cls = isCall ? undefined : classOf(value, key);
    if (cls === undefined) continue;
    const end = match.index + all.length - (bare === undefined ? 1 : 0);
    found.push({ span: { start: end - value.length, end }, value, cls, whole: undefined, scalar: undefined });
    if (found.length >= MOST) break;
  }
  return found;
}
