// Logins in URLs: `user:password@`, credentials in the query, and addresses whose path is the credential.
// Works on any text; templates and substitutions in the place of the credential are no finding.
import { isPlaceholder } from '../../judgement/placeholder.js';
import { isReadable, looksGenerated } from '../../judgement/shape.js';
import type { Confidence } from '../../types.js';
import { PATHS, QUERY, type QueryGate } from '../data/urls.js';
import { type Hit, LONGEST_LOGIN } from './hit.js';

/** Every URL has it in the raw text; checked before anything else. */
export const URL_NEEDLE = /:\/\//;

const SCHEME = /[a-z][a-z0-9+.-]{0,30}$/i;
/** Ends a URL in running text. Braces do not: they may be a template inside it. */
const URL_END = /[\s"'`<>\\^|\u0000-\u001f]/;
/** In the place of a credential: filled in elsewhere. */
const FILLED_IN = /\{\{|\}\}|\{%|\$\{|\$\(|\{[A-Za-z_]\w*\}|<[^>]*>?|\[\[|^\$[A-Za-z_]\w*$|^%\w+%$|^!secret/;

/** Home Assistant's own webhooks: the id is the only lock (homeassistant components/webhook). */
const HA_WEBHOOK = /\/api\/webhook\/([A-Za-z0-9_-]{6,200})/;

/** Findings in any text, in order. */
export function* findUrlLogins(text: string): Generator<Hit> {
  let from = 0;
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', from)) {
    from = at + 3;
    const scheme = SCHEME.exec(text.slice(Math.max(0, at - 31), at))?.[0];
    if (scheme === undefined) continue;
    const start = at - scheme.length;
    const rest = text.slice(at + 3, at + 3 + LONGEST_LOGIN);
    const end = urlEnd(rest);
    const body = rest.slice(0, end);
    const hit = userinfoLogin(scheme, body) ?? secretPath(body) ?? queryLogin(body) ?? wrappedLogin(body);
    if (hit === undefined) continue;
    yield { ...hit, start, end: at + 3 + end };
    from = at + 3 + end;
  }
}

/** The URL's length: to the first delimiter, but a `{{ ... }}` with blanks inside belongs to it. */
function urlEnd(rest: string): number {
  for (let i = 0; i < rest.length; i++) {
    if (rest.startsWith('{{', i)) {
      const close = rest.indexOf('}}', i);
      if (close !== -1) i = close + 1;
      continue;
    }
    if (URL_END.test(rest[i] ?? '')) return trimPunctuation(rest, i);
  }
  return trimPunctuation(rest, rest.length);
}

function trimPunctuation(rest: string, end: number): number {
  let at = end;
  while (at > 0 && '.,;:!?)]}'.includes(rest[at - 1] ?? '')) at--;
  return at;
}

type Login = Omit<Hit, 'start' | 'end'>;

/** The userinfo ends at the last `@` before the path: cameras' passwords often hold an unescaped one. */
function userinfoLogin(scheme: string, body: string): Login | undefined {
  const authority = body.split(/[/?#]/, 1)[0] ?? '';
  let at = authority.lastIndexOf('@');
  if (at === -1) {
    // a password with `/` or `#` in it: the `@` comes late, but still before a host with a port or a path
    const late = /^[^\s@/?#:]{1,64}:[^\s@]{1,64}@[A-Za-z0-9.-]{3,100}(?::[0-9]{1,5})?(?:\/|$)/.exec(body);
    if (late === null) return undefined;
    at = body.indexOf('@');
  }
  const userinfo = body.slice(0, at);
  const colon = userinfo.indexOf(':');
  const password = colon === -1 ? '' : userinfo.slice(colon + 1);
  // `xiaomi://user:region@host` (go2rtc: internal/xiaomi)
  const isRegion = scheme.toLowerCase() === 'xiaomi' && /^(?:cn|de|i2|ru|sg|us)$/.test(password);
  if (colon !== -1 && isLiteral(password) && !isRegion) {
    return {
      secret: password,
      noun: 'password',
      confidence: 'high',
      because: `\`user:password@\` in a ${scheme.toLowerCase()} URL (RFC 3986)`,
    };
  }
  const token = colon === -1 ? userinfo : password === '' ? userinfo.slice(0, colon) : '';
  if (token === '' || !isLiteral(token)) return undefined;
  if (scheme.toLowerCase() === 'tapo')
    return {
      secret: token,
      noun: 'password',
      confidence: 'high',
      because: 'a tapo URL has the password before the `@` (go2rtc: internal/tapo)',
    };
  if (!looksGenerated(token, 20)) return undefined;
  return {
    secret: token,
    noun: 'token',
    confidence: 'high',
    because: `a token before the \`@\` of a ${scheme.toLowerCase()} URL`,
  };
}

/** Addresses that people also choose by hand: only a generated one is a secret. */
const READABLE_ADDRESS = /^(?:private topic|API key)$/;

function secretPath(body: string): Login | undefined {
  for (const row of PATHS) {
    const secret = row.pattern.exec(body)?.[1];
    if (secret === undefined || FILLED_IN.test(secret) || isPlaceholder(secret)) continue;
    if (!READABLE_ADDRESS.test(row.noun) || looksGenerated(secret, 10)) {
      return { secret, noun: row.noun, confidence: row.confidence, because: `${row.noun} (${row.source})` };
    }
  }
  const id = HA_WEBHOOK.exec(body)?.[1];
  if (id === undefined || isPlaceholder(id)) return undefined;
  return {
    secret: id,
    noun: 'webhook id',
    confidence: looksGenerated(id, 12) ? 'high' : 'low',
    because: 'the id in `/api/webhook/<id>` is its only lock (homeassistant: components/webhook)',
  };
}

const PARAMETER = /[?&;#]([A-Za-z][A-Za-z0-9_.-]{0,40})=([^&\s"'#]{1,600})/g;

function queryLogin(body: string): Login | undefined {
  const query = body.indexOf('?');
  if (query === -1 && !body.includes('#')) return undefined;
  for (const match of body.slice(query === -1 ? body.indexOf('#') : query).matchAll(PARAMETER)) {
    const [, name = '', value = ''] = match;
    const row = QUERY.get(name.toLowerCase());
    if (row === undefined || !isLiteral(value)) continue;
    const confidence = queryConfidence(row.value, value);
    if (confidence === undefined) continue;
    if (ROTATING.test(body))
      return {
        secret: value,
        noun: row.noun,
        confidence: 'low',
        because: 'Home Assistant renews this token (components/camera)',
      };
    return { secret: value, noun: row.noun, confidence, because: `parameter \`${name}\` in the query of a URL` };
  }
  return undefined;
}

/** Images' addresses, whose token is renewed every few minutes (homeassistant 2026.11.0: components/camera). */
const ROTATING = /\/api\/(?:camera|image|media_player)_proxy/;

/** Camera firmware that takes its login in the path: `/user=admin_password=x_channel=1`. */
const PATH_LOGIN = /\/user=[^\s/&_]{0,64}[_&]password=([^\s/&_]{2,64})(?:[_&/]|$)/;
/** The hash of no password at all (XMeye firmware, Sofia hash). */
const NO_PASSWORD = 'tlJwpbo6';
const ODBC_LOGIN = /(?:^|[;?&=])PWD=([^;&\s]{2,200})/i;

/** A login inside the path, or in a URL or a connection string that a parameter holds percent-encoded. */
function wrappedLogin(body: string): Login | undefined {
  const inPath = PATH_LOGIN.exec(body)?.[1];
  if (inPath !== undefined && inPath !== NO_PASSWORD && isLiteral(inPath))
    return {
      secret: inPath,
      noun: 'password',
      confidence: 'high',
      because: '`user=…_password=` in the path of a camera’s URL',
    };
  if (!/%3[aAdD]/.test(body)) return undefined;
  const decoded = decode(body);
  const odbc = ODBC_LOGIN.exec(decoded)?.[1];
  if (odbc !== undefined && isLiteral(odbc))
    return { secret: odbc, noun: 'password', confidence: 'high', because: '`PWD=` of an ODBC connection string' };
  const inner = /([a-z][a-z0-9+.-]{1,20}):\/\/([^\s&"']{5,1000})/i.exec(decoded);
  return inner === null ? undefined : userinfoLogin(inner[1] ?? '', inner[2] ?? '');
}

function decode(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function queryConfidence(gate: QueryGate, value: string): Confidence | undefined {
  if (gate === 'any') return value.length >= 2 ? 'high' : undefined;
  if (gate === 'code') return /^[0-9]{4,8}$/.test(value) ? 'medium' : undefined;
  if (gate === 'token') return value.length < 6 ? undefined : isReadable(value) ? 'low' : 'high';
  return looksGenerated(value, 12) ? 'medium' : undefined;
}

function isLiteral(value: string): boolean {
  return value !== '' && !FILLED_IN.test(value) && !isPlaceholder(value);
}
