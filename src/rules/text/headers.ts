// HTTP headers that carry a login: as text (`Authorization: Bearer x`, `-H "X-Api-Key: x"`), and by their names.
import { isPlaceholder } from '../../judgement/placeholder.js';
import { isReadable, looksGenerated } from '../../judgement/shape.js';
import type { Confidence } from '../../types.js';
import type { Hit } from './hit.js';

/** Headers whose whole value is a login (RFC 7235, RFC 6265, and vendors' API documentation). */
const NAMES = new Set(
  `authorization proxy-authorization cookie set-cookie apikey api-key x-api-key x-apikey x-auth-token x-auth-key x-access-token x-token x-auth
  x-ha-access x-hassio-key x-plex-token x-emby-token x-mediabrowser-token x-gotify-key x-n8n-api-key x-rapidapi-key x-octopus-apikey
  x-functions-key x-goog-api-key x-vault-token x-shopify-access-token x-figma-token x-authorization x-client-secret x-clientsecret
  x-secret x-secret-key x-session-token x-csrf-token x-pushover-token access-token accesstoken auth-token authtoken auth-key authkey token
  ocp-apim-subscription-key subscription-key private-token job-token dd-api-key dd-application-key cf-access-client-secret
  x-pvoutput-apikey grocy-api-key hue-application-key x-hub-signature fiware-key xi-api-key x-cg-pro-api-key rfapi-key circle-token`.split(
    /\s+/,
  ),
);
/** Any vendor's own: `X-Something-Key`, `Foo-Api-Token`. */
const NAME_SHAPE =
  /^(?:[a-z0-9]{1,30}[-_]){0,4}(?:api[-_]?key|apikey|api[-_]?token|access[-_]?token|auth[-_]?token|auth[-_]?key|secret[-_]?key|client[-_]?secret|secret|token)$/;
const X_NAME_SHAPE = /^x-(?:[a-z0-9]{1,30}-){0,3}(?:key|token|secret|auth|password)$/;

export function isLoginHeader(name: string): boolean {
  const lower = name.trim().toLowerCase();
  return NAMES.has(lower) || NAME_SHAPE.test(lower) || X_NAME_SHAPE.test(lower);
}

/** `Bearer x`, `Basic x`, `Token token="x"`; the token alone in group 2. Linear: the runs cannot overlap. */
const SCHEME =
  /^(Bearer|Basic|Token|Digest|ApiKey|Api-Key|Key|GoogleLogin|Bot|Splunk|MediaBrowser|SSWS|AWS4-HMAC-SHA256)\s{1,5}(\S[^\n]{0,4000})$/i;
const FILLED_IN =
  /\{\{|\}\}|\{%|\$\{|\$\(|^\$[A-Za-z_]\w*$|^\{[A-Za-z_]\w*\}$|<[^>]*>|\[\[|^%\w+%$|^!secret|^["']?\s*\+|^"\s*~/;
/** What `id-token: write` of a GitHub workflow asks for, or whether a form wants the header. */
const PERMISSION = /^(?:read|write|none|true|false|required|optional)$/i;
const BASIC_BYTES = /^[A-Za-z0-9+/]{4,}={0,2}$/;

export interface HeaderLogin {
  readonly secret: string;
  readonly confidence: Confidence;
}

/** The login in a header's value, or undefined where it is filled in elsewhere or a placeholder. */
export function headerLogin(name: string, value: string): HeaderLogin | undefined {
  const text = value.trim();
  if (text === '' || FILLED_IN.test(text)) return undefined;
  const scheme = SCHEME.exec(text);
  const secret = (scheme?.[2] ?? text).trim();
  if (secret.length < 4 || FILLED_IN.test(secret) || PERMISSION.test(secret) || isPlaceholder(secret)) return undefined;
  if (scheme !== null && /^basic$/i.test(scheme[1] ?? '')) {
    if (!BASIC_BYTES.test(secret)) return undefined;
    const login = Buffer.from(secret, 'base64').toString('utf8');
    const password = login.slice(login.indexOf(':') + 1);
    return login.includes(':') && isPlaceholder(password) ? undefined : { secret, confidence: 'high' };
  }
  if (/^(?:set-)?cookie$/i.test(name.trim()))
    return looksGenerated(secret.replace(/[;\s]/g, ''), 16) ? { secret, confidence: 'medium' } : undefined;
  if (/\s/.test(secret) && scheme === null) return undefined;
  if (secret.length < 6) return { secret, confidence: 'low' };
  return { secret, confidence: isReadable(secret) ? 'low' : 'high' };
}

/** What every header login in running text has. */
export const HEADER_NEEDLE = /authorization|bearer\s|(?:key|token|secret|auth|cookie)["']?\s{0,3}[:,]/i;

/** `Name: value` inside a text: after a quote, a blank, a brace or the start; the value to the quote or the line's end. */
const IN_TEXT =
  /(?<![A-Za-z0-9_-])(["']?)([A-Za-z][A-Za-z0-9_-]{1,60})\1(?:[ \t]{0,3}[:=][ \t]{0,3}|(?<=["'])[ \t]{0,3},[ \t]{0,3}(?=["'])|[ \t]{1,3}(?=["']))(\\?["'`])?((?:(?:Bearer|Basic|Token|Digest|ApiKey)[ \t]{1,3})?[^\s"'`,;\\)}\]]{4,4000})/gi;
const BARE_BEARER = /(?<![A-Za-z0-9_-])Bearer[ \t]{1,3}([A-Za-z0-9._~+/=-]{12,4000})/g;
/** `Name: value`, `setHeader("Name", "value")`, nginx's `proxy_set_header Name "value"`.
 * In running text a name alone is not enough: these are headers wherever they stand. */
const PLAIN_HEADER =
  /^(?:authorization|proxy-authorization|x-[a-z0-9-]{1,50}|[a-z0-9]{1,30}-(?:api-)?(?:key|token)|private-token|ocp-apim-subscription-key|apikey|api-key)$/i;

/** A name and what is asked of it. */
const EXPRESSION = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$]|[([])/;

export function* findHeaderLogins(text: string): Generator<Hit> {
  let after = 0;
  for (const match of text.matchAll(IN_TEXT)) {
    const [whole, quote = '', name = '', open, value = ''] = match;
    if (!PLAIN_HEADER.test(name) || !isLoginHeader(name)) continue;
    // `x ? "a-token" : "other"`
    if (quote !== '' && /\?\s{0,3}$/.test(text.slice(Math.max(0, match.index - 4), match.index))) continue;
    // in a program what is not in quotes is an expression: `"Authorization": self.token`, `apikey: config.key`
    if (open === undefined && (quote !== '' || EXPRESSION.test(value))) continue;
    // the first word of a text about the header, or a scheme alone: `"Basic " + encode(x)`
    if (open !== undefined && /\s/.test(text[match.index + whole.length] ?? '') && isReadable(value)) continue;
    // a sentence: without a scheme the header has one word only
    const end = match.index + whole.length;
    if (
      /authorization$/i.test(name) &&
      /:\s/.test(whole) &&
      isReadable(value) &&
      /^\s[\w'"%]/.test(text.slice(end, end + 2))
    )
      continue;
    const login = headerLogin(name, value);
    if (login === undefined) continue;
    // an argument, `addHeader("X-Api-Key", "x")`, may also be the next of a list of names
    if (
      login.confidence === 'low' &&
      !/[:=]/.test(whole.slice(quote.length + name.length, whole.length - value.length))
    )
      continue;
    after = end;
    yield {
      start: match.index,
      end: after,
      secret: login.secret,
      noun: 'login',
      confidence: login.confidence,
      because: `header \`${name}\` in a text`,
    };
  }
  for (const match of text.matchAll(BARE_BEARER)) {
    const secret = match[1] ?? '';
    if (match.index < after || isPlaceholder(secret) || isReadable(secret)) continue;
    yield {
      start: match.index,
      end: match.index + match[0].length,
      secret,
      noun: 'token',
      confidence: 'high',
      because: '`Bearer` with a token (RFC 6750)',
    };
  }
}
