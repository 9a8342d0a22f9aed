// People and places in any text: e-mail addresses, phone numbers, groups of messengers, coordinates. Every pattern is bounded;
// placeholders, samples and who wrote the file are no hits.
import { isPlaceholder } from '../../judgement/placeholder.js';
import { GATES, isPhone } from './gates.js';
import { nameKind } from './hosts.js';
import { eachMatch, isInDrawing, type PrivateHit } from './private-hit.js';

const EMAIL = /(?<![\w.%+/-])([\w.%+-]{1,64})@((?:[a-z\d](?:[a-z\d-]{0,62})\.){1,5}[a-z]{2,24})(?![\w-]|\.\w)/gi;
/** Nobody's mailbox: of programs, of samples, and what only looks like one. */
const NO_MAILBOX =
  /^(?:git|svn|noreply|no-reply|donotreply|mailer-daemon|postmaster|hostmaster|me|you|user\d?|username|name|first\.?last|firstname\.lastname|john\.?doe|jane\.?doe|someone|somebody|anyone|email|e-?mail|mail|address|recipient\w{0,6}|sender|contact|info|support|help|hello|admin|root|test\w{0,8}|example|demo|foo|bar|your\w{0,20}|my_?e?mail|abc|xyz|x+)$/i;
const NO_MAIL_DOMAIN =
  /(?:^|\.)(?:example|test|invalid|localhost|example\.\w{2,8}|users\.noreply\.github\.com|github\.com|gitlab\.com|home-assistant\.io|nabucasa\.com|esphome\.io|domain\.\w{2,8}|(?:your|my)\w{0,20}\.\w{2,8}|email\.com|mail\.com|email\.address|group\.v\.calendar\.google\.com|openssh\.com|libssh\.org|sentry\.io|ingest\.sentry\.io|xx+\.\w+)$/i;
/** Who wrote a file said so on purpose. */
const AUTHORSHIP =
  /(?:author|maintain|created by|written by|copyright|\(c\)|©|licen[sc]e|contributor|credit|thanks|codeowner|signed-off|co-authored|based on|inspired by)/i;
/** Commands that take `user@host` behind their options, or `user@host:path` anywhere. */
const SHELL = /\b(?:ssh|sftp|scp|sshfs|mosh|autossh)(?: {1,9}-[^\s]{1,80}(?: {1,9}[^-\s][^\s]{0,200})?){0,10} {1,9}$/;
const COPY = /\b(?:scp|sftp|rsync|sshfs)\b/;
/** A file's name: `image@2x.png`. */
const FILE_END =
  /\.(?:png|jpe?g|gif|svg|js|css|ts|py|ya?ml|json|html?|service|socket|timer|target|local|lan|home|internal)$/i;

export function* emails(text: string): Generator<PrivateHit> {
  if (!text.includes('@')) return;
  for (const { start, end, match } of eachMatch(EMAIL, text)) {
    const [value = '', local = '', domain = ''] = match;
    if (NO_MAILBOX.test(local) || NO_MAIL_DOMAIN.test(domain) || FILE_END.test(domain) || isPlaceholder(local))
      continue;
    const whose = nameKind(domain.toLowerCase());
    if (whose === 'own' || (whose === 'unknown' && isLogin(text, start, end))) {
      yield {
        start,
        end,
        kind: 'host',
        value: domain,
        confidence: 'medium',
        because: 'the host of a login, as ssh takes it',
      };
      continue;
    }
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

/** `user@host` of a command. */
function isLogin(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 300), start);
  return SHELL.test(before) || (text[end] === ':' && COPY.test(before));
}

export function* phones(text: string): Generator<PrivateHit> {
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

/** Telegram's supergroups and channels, Matrix's rooms and people (core.telegram.org/bots/api; spec.matrix.org: identifiers). */
const CHAT_ID = /^(?:-100\d{9,10}|[!#@][\w.=/+-]{1,100}:[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,4}\.[a-z]{2,24})$/;

/** Ids of chats that only such ids look like, alone in their scalar. */
export function* chatIds(text: string): Generator<PrivateHit> {
  if (text.length > LONGEST_CHAT_ID || !CHAT_ID.test(text) || GATES.chat(text) === undefined) return;
  yield {
    start: 0,
    end: text.length,
    kind: 'chat',
    value: text,
    confidence: 'high',
    because: 'the shape of a Telegram group’s or a Matrix room’s id',
  };
}

const LONGEST_CHAT_ID = 200;

const SAYS_PLACE =
  /(?:lat|lon|coord|gps|loc|position|zone|maps?\b|@|ll=|q=|center|origin|destination|distance)[^\n]{0,30}$/i;

const LONGEST_PAIR = 80;

export function* places(text: string): Generator<PrivateHit> {
  if (!/\d\.\d{2}/.test(text)) return;
  for (const { start, end, match } of eachMatch(
    /(?<![\w.-])-?\d{1,2}\.\d{3,16}\s{0,2},\s{0,2}-?\d{1,3}\.\d{3,16}(?![\w.]|,\d(?!\d?z))/g,
    text,
  )) {
    const isAlone =
      text.length < LONGEST_PAIR && text.replace(/[[\]()\s]/g, '').length <= match[0].replace(/\s/g, '').length;
    if (
      GATES.coordinates(match[0]) === undefined ||
      isInDrawing(text, start) ||
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

/** Words that streets end in or begin with, as far as they mean little else, and a number. Names begin with a capital. */
const NAME = "\\p{Lu}[\\p{L}.’'-]{1,30}";
const STREETS = [
  `^\\d{1,5} ?[A-Za-z]?,? (?:${NAME} ){1,4}(?:Street|Avenue|Road|Lane|Drive|Boulevard|Court|Crescent|Terrace|Close|Way|Ave|Blvd|Rd|St)\\b`,
  `^\\d{1,5} ?(?:bis|ter|[A-Za-z])?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Rr]oute|[Vv]ia(?:le)?|[Pp]iazza|[Cc]alle|[Aa]venida|[Rr]ua) \\p{L}`,
  `^(?:[Vv]ia(?:le)?|[Pp]iazza|[Cc]alle|[Aa]venida|[Rr]ua|[Uu]lica|[Uu]l\\.) \\p{Lu}[\\p{L}.’' -]{2,40},? \\d{1,5}\\b`,
  `^\\d{1,5} ?[a-zA-Z]?,? \\p{Lu}\\p{L}{1,30}(?:straße|strasse|straat|gata|gatan|gade|vej|veien|weg|laan)\\b`,
  `^\\p{Lu}[\\p{L}.-]{0,30} ?(?:[Ss]traße|[Ss]trasse|[Ss]tr\\.|[Ww]eg|[Aa]llee|[Pp]latz|gasse|straat|laan|plein|gracht|gatan|vägen|gade|vej|veien|gata|katu|tie) \\d{1,5} ?[a-zA-Z]?(?:$|[ ,])`,
].map((pattern) => new RegExp(pattern, 'u'));

/** A street with a number, alone in its scalar. */
export function* streets(text: string): Generator<PrivateHit> {
  const value = text.trim();
  if (value.length < 8 || value.length > LONGEST_STREET || !STREETS.some((street) => street.test(value))) return;
  const start = text.indexOf(value);
  const end = start + value.length;
  yield { start, end, kind: 'address', value, confidence: 'medium', because: 'a street with a number' };
}

const LONGEST_STREET = 100;
