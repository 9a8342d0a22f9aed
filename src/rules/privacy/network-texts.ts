// This house's network in any text: URLs and names of its hosts, IP and hardware addresses. Every pattern is bounded.
import { judge } from '../../judgement/index.js';
import { LOCAL_IN_TEXT, OWNERS_SUFFIXES } from '../data/privacy/hosts.js';
import { LONGEST_LOGIN } from '../text/hit.js';
import { ipv4Kind, ipv6Kind, isHardwareAddress } from './addresses.js';
import { nameKind, urlKind } from './hosts.js';
import { eachMatch, isInDrawing, type PrivateHit } from './private-hit.js';

/** A template or a substitution: whatever stands there is not written here. */
const COMPUTED = /[{}<>$*]|%\(|%s|\[\[/;

const LONGEST_HOST = 400;

/** URLs of this house. Up to the first template in it: the host is what tells. */
export function* ownUrls(text: string): Generator<PrivateHit> {
  if (!text.includes('://')) return;
  for (const { start, end, match } of eachMatch(/[a-z][a-z\d+.-]{1,20}:\/\/([^\s/?#"'`<>\\|,;)]{3,300})/gi, text)) {
    const authority = match[1] ?? '';
    if (COMPUTED.test(authority) || urlKind(text.slice(start, start + LONGEST_HOST)) !== 'own') continue;
    const rest = /^[^\s"'`<>\\^|{}]{0,2000}/.exec(text.slice(end, end + LONGEST_LOGIN))?.[0] ?? '';
    const trimmed = rest.replace(/[.,;:!?)\]]{1,20}$/, '');
    yield {
      start,
      end: end + trimmed.length,
      kind: 'url',
      value: text.slice(start, end + trimmed.length),
      confidence: 'high',
      because: 'a URL of a host that is this house’s by its address or name (RFC 1918, RFC 6762, dynamic DNS)',
    };
  }
}

/** Names a place for addresses, so that four numbers with dots are no version. */
const SAYS_ADDRESS =
  /(?:\bip|host|ping|ssh|server|addr|dns|wan|proxy|allow|deny|subnet|network|broker|gateway)[^\n]{0,40}$/i;
/** Before a number of a release. */
const SAYS_VERSION = /(?:\bv|version|release|firmware|\bfw|\bref|(?<=\w)(?:==|>=|<=|~=)|\^)["'\s:=]{0,4}$/i;

export function* addresses(text: string): Generator<PrivateHit> {
  // not part of a longer number with dots (an OID, a serial) or of a word
  const pattern = /(?<![\w.]|\d-)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:\/\d{1,2})?(?![\w]|\.\d)/g;
  for (const { start, end, match } of eachMatch(pattern, text)) {
    if (isInDrawing(text, start)) continue;
    const kind = ipv4Kind(match[0]);
    const before = text.slice(Math.max(0, start - 60), start);
    if (kind === 'none' || SAYS_VERSION.test(before) || (kind === 'public' && !SAYS_ADDRESS.test(before))) continue;
    yield {
      start,
      end,
      kind: 'ip',
      value: match[0],
      confidence: kind === 'private' ? 'high' : 'medium',
      because: kind === 'private' ? 'an address of a private network (RFC 1918)' : 'an address in the internet',
    };
  }
  if (!/:[\da-f]{0,4}:/i.test(text)) return;
  for (const { start, end, match } of eachMatch(
    /(?<![\w:.-])[\da-f]{1,4}(?::[\da-f]{0,4}){2,7}(?:\/\d{1,3})?(?![\w:])/gi,
    text,
  )) {
    if (ipv6Kind(match[0]) === 'none') continue;
    yield {
      start,
      end,
      kind: 'ip',
      value: match[0],
      confidence: 'high',
      because: 'an IPv6 address (RFC 4291, RFC 4193)',
    };
  }
}

export function* hardwareAddresses(text: string): Generator<PrivateHit> {
  // six pairs, not eight as Zigbee has; with dashes only where a letter is among them
  const pattern =
    /(?<![\da-f]{2}[:-]|\w)(?:[\da-f]{2}:){5}[\da-f]{2}(?![\w]|:[\da-f]{2})|(?<![\da-f]{2}-|[\w-])(?=[\d-]{0,16}[a-f])(?:[\da-f]{2}-){5}[\da-f]{2}(?![\w-])/gi;
  for (const { start, end, match } of eachMatch(pattern, text)) {
    if (!isHardwareAddress(match[0])) continue;
    yield {
      start,
      end,
      kind: 'mac',
      value: match[0],
      confidence: 'high',
      because: 'six bytes as hardware addresses are written (IEEE 802)',
    };
  }
}

/** Names of hosts outside URLs, by endings that only hosts have. */
export function* hostNames(text: string): Generator<PrivateHit> {
  for (const { start, end, match } of eachMatch(HOST, text)) {
    const name = match[0].toLowerCase();
    if (nameKind(name) !== 'own' || judge(name, 'yaml')?.id === 'entity') continue;
    yield {
      start,
      end,
      kind: 'host',
      value: match[0],
      confidence: 'medium',
      because: 'a name in a home’s own or dynamic domain',
    };
  }
}

const HOST = new RegExp(
  `(?<![\\w./$}-])(?:[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?\\.){1,5}(?:${[...LOCAL_IN_TEXT, ...OWNERS_SUFFIXES]
    .map((suffix) => suffix.replaceAll('.', '\\.'))
    .join('|')})(?![\\w-]|\\.\\w|\\()`,
  'gi',
);
