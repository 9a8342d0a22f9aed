// Private things that their shape gives away, in any text: addresses, hosts of this house, e-mail, phone numbers, coordinates.
// Every pattern is bounded; what stands for itself only (documentation ranges, placeholders) is no hit.
import { isPlaceholder } from '../../judgement/placeholder.js';
import { splitWords } from '../../judgement/shape.js';
import type { Confidence } from '../../types.js';
import { LOCAL_IN_TEXT, OWNERS_SUFFIXES } from '../data/privacy/hosts.js';
import type { PrivateKind } from '../data/privacy/kinds.js';
import { LONGEST_LOGIN } from '../text/hit.js';
import { ipv4Kind, ipv6Kind, isHardwareAddress } from './addresses.js';
import { GATES, isPhone } from './gates.js';
import { authorityKind, nameKind } from './hosts.js';

export interface PrivateHit {
  readonly start: number;
  readonly end: number;
  readonly kind: PrivateKind;
  /** The private part alone. */
  readonly value: string;
  readonly confidence: Confidence;
  readonly because: string;
}

/** Longer lines are data or minified code. */
const LONGEST_TEXT = 200_000;
const MOST_HITS = 200;

/** Hits in order of their place, none inside another. */
export function findPrivateTexts(text: string): PrivateHit[] {
  if (text.length > LONGEST_TEXT || text.length < 4) return [];
  const hits: PrivateHit[] = [];
  for (const find of MATCHERS) {
    for (const hit of find(text)) {
      if (!hits.some((other) => hit.start < other.end && other.start < hit.end)) hits.push(hit);
      if (hits.length >= MOST_HITS) break;
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}

function* eachMatch(pattern: RegExp, text: string): Generator<{ start: number; end: number; match: RegExpExecArray }> {
  let count = 0;
  for (const match of text.matchAll(pattern)) {
    yield { start: match.index, end: match.index + match[0].length, match };
    if (++count >= MOST_HITS * 5) return;
  }
}

/** A template or a substitution: whatever stands there is not written here. */
const COMPUTED = /[{}<>$*]|%\(|%s|\[\[/;

/** URLs of this house. Up to the first template in it: the host is what tells. */
function* ownUrls(text: string): Generator<PrivateHit> {
  if (!text.includes('://')) return;
  for (const { start, end, match } of eachMatch(/[a-z][a-z\d+.-]{1,20}:\/\/([^\s/?#"'`<>\\|,;)]{3,300})/gi, text)) {
    const authority = match[1] ?? '';
    if (COMPUTED.test(authority) || authorityKind(authority) !== 'own') continue;
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
  /(?:\bip|host|ping|ssh|server|addr|dns|wan|proxy|allow|deny|subnet|network|broker|gateway|@)[^\n]{0,40}$/i;
/** Before a number of a release. */
const SAYS_VERSION = /(?:\bv|version|release|firmware|\bfw|\bref|[\w-]@|==|>=|<=|~=|\^)["'\s:=]{0,4}$/i;

function* addresses(text: string): Generator<PrivateHit> {
  // not part of a longer number with dots (an OID, a serial) or of a word
  const pattern = /(?<![\w.]|\d-)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:\/\d{1,2})?(?![\w]|\.\d)/g;
  for (const { start, end, match } of eachMatch(pattern, text)) {
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

function* hardwareAddresses(text: string): Generator<PrivateHit> {
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

const EMAIL = /(?<![\w.%+/-])([\w.%+-]{1,64})@((?:[a-z\d](?:[a-z\d-]{0,62})\.){1,5}[a-z]{2,24})(?![\w-]|\.\w)/gi;
/** Nobody's mailbox: of programs, of samples, and what only looks like one. */
const NO_MAILBOX =
  /^(?:git|svn|noreply|no-reply|donotreply|mailer-daemon|postmaster|hostmaster|me|you|user\d?|username|name|first\.?last|firstname\.lastname|john\.?doe|jane\.?doe|someone|somebody|anyone|email|e-?mail|mail|address|recipient\w{0,6}|sender|contact|info|support|help|hello|admin|root|test\w{0,8}|example|demo|foo|bar|your\w{0,20}|my_?e?mail|abc|xyz|x+)$/i;
const NO_MAIL_DOMAIN =
  /(?:^|\.)(?:example|test|invalid|localhost|example\.\w{2,8}|users\.noreply\.github\.com|github\.com|gitlab\.com|home-assistant\.io|nabucasa\.com|esphome\.io|domain\.\w{2,8}|(?:your|my)\w{0,20}\.\w{2,8}|email\.com|mail\.com|group\.v\.calendar\.google\.com|sentry\.io|ingest\.sentry\.io|xx+\.\w+)$/i;
/** Who wrote a file said so on purpose. */
const AUTHORSHIP =
  /(?:author|maintain|created by|written by|copyright|\(c\)|©|licen[sc]e|contributor|credit|thanks|codeowner|signed-off|co-authored|based on|inspired by)/i;
/** A file's name: `image@2x.png`. */
const FILE_END =
  /\.(?:png|jpe?g|gif|svg|js|css|ts|py|ya?ml|json|html?|service|socket|timer|target|local|lan|home|internal)$/i;

function* emails(text: string): Generator<PrivateHit> {
  if (!text.includes('@')) return;
  for (const { start, end, match } of eachMatch(EMAIL, text)) {
    const [value = '', local = '', domain = ''] = match;
    if (NO_MAILBOX.test(local) || NO_MAIL_DOMAIN.test(domain) || FILE_END.test(domain) || isPlaceholder(local))
      continue;
    // a login at a host of this house, as ssh takes it
    if (nameKind(domain.toLowerCase()) === 'own') continue;
    if (AUTHORSHIP.test(text.slice(Math.max(0, start - 80), start)) || /^\.?\d+$/.test(local)) continue;
    yield {
      start,
      end,
      kind: 'email',
      value,
      confidence: 'high',
      because: 'the shape of an e-mail address (RFC 5322)',
    };
  }
}

function* phones(text: string): Generator<PrivateHit> {
  if (!text.includes('+')) return;
  for (const { start, end, match } of eachMatch(/(?<![\w+)./=-])\+[1-9](?:[ ().-]{0,2}\d){8,14}(?![\w.])/g, text)) {
    if (!isPhone(match[0])) continue;
    yield {
      start,
      end,
      kind: 'phone',
      value: match[0],
      confidence: 'high',
      because: 'a phone number with its country (ITU-T E.164)',
    };
  }
}

/** Telegram's supergroups and channels, alone in their scalar (core.telegram.org/bots/api: chat ids). */
function* supergroups(text: string): Generator<PrivateHit> {
  if (/^-100\d{9,10}$/.test(text) && GATES.chat(text) !== undefined)
    yield {
      start: 0,
      end: text.length,
      kind: 'chat',
      value: text,
      confidence: 'high',
      because: 'the shape of a Telegram group’s id',
    };
}

/** Paths of drawings are pairs of numbers, too. */
const DRAWING = /<path|<svg|\bd=["']|viewBox|polygon|^[Mm]\s?\d/;
const SAYS_PLACE =
  /(?:lat|lon|coord|gps|loc|position|zone|maps?\b|@|ll=|q=|center|origin|destination|distance)[^\n]{0,30}$/i;

function* places(text: string): Generator<PrivateHit> {
  if (!/\d\.\d{3}/.test(text) || DRAWING.test(text)) return;
  for (const { start, end, match } of eachMatch(
    /(?<![\w.-])-?\d{1,2}\.\d{3,16}\s{0,2},\s{0,2}-?\d{1,3}\.\d{3,16}(?![\w.]|,\d)/g,
    text,
  )) {
    const isAlone = text.replace(/[[\]()\s]/g, '').length <= match[0].replace(/\s/g, '').length;
    if (
      GATES.coordinates(match[0]) === undefined ||
      !(isAlone || SAYS_PLACE.test(text.slice(Math.max(0, start - 40), start)))
    )
      continue;
    yield {
      start,
      end,
      kind: 'coordinates',
      value: match[0],
      confidence: isAlone ? 'high' : 'medium',
      because: 'a pair of coordinates',
    };
  }
  // `lat=52.1234`, `"longitude": 4.56`, LATITUDE = 52.1234
  const named =
    /(?<![A-Za-z])(?:[A-Za-z]{1,20}_)?(lat|latitude|lon|lng|longitude)(?:%3D|["']?\s{0,3}[:=]\s{0,3}["']?)([-+]?\d{1,3}\.\d{2,16})(?![\w.])/gi;
  for (const { end, match } of eachMatch(named, text)) {
    const [, name = '', value = ''] = match;
    const kind = /^lat/i.test(name) ? 'latitude' : 'longitude';
    if (GATES[kind](value) === undefined) continue;
    yield {
      start: end - value.length,
      end,
      kind,
      value,
      confidence: 'medium',
      because: `a number that is called \`${name}\``,
    };
  }
}

/** Names of hosts outside URLs, by endings that only hosts have. */
function* hostNames(text: string): Generator<PrivateHit> {
  for (const { start, end, match } of eachMatch(HOST, text)) {
    const name = match[0].toLowerCase();
    if (nameKind(name) !== 'own' || splitWords(name).length < 2 || /^(?:threading|werkzeug|asyncio)\.local$/.test(name))
      continue;
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

const MATCHERS: readonly ((text: string) => Generator<PrivateHit>)[] = [
  ownUrls,
  emails,
  hardwareAddresses,
  addresses,
  phones,
  supergroups,
  places,
  hostNames,
];
