// Logins in URLs: `user:password@`, credentials in the query, and addresses whose path is the credential.
// Works on any text; templates and substitutions in the place of the credential are no finding.
import { isPlaceholder } from '../../judgement/placeholder.js';
import { isReadable, looksGenerated } from '../../judgement/shape.js';
import type { Confidence } from '../../types.js';
import { type Hit, LONGEST_LOGIN } from './hit.js';

/** Every URL has it in the raw text; checked before anything else. */
export const URL_NEEDLE = /:\/\//;

const SCHEME = /[a-z][a-z0-9+.-]{0,30}$/i;
/** Ends a URL in running text. Braces do not: they may be a template inside it. */
const URL_END = /[\s"'`<>\\^|\u0000-\u001f]/;
/** In the place of a credential: filled in elsewhere. */
const FILLED_IN = /\{\{|\}\}|\{%|\$\{|\$\(|\{[A-Za-z_]\w*\}|<[^>]*>?|\[\[|^\$[A-Za-z_]\w*$|^%\w+%$|^!secret/;

/** Query parameters that carry a credential. `any`: whatever the value; `generated`: only if it looks made by a generator. */
const QUERY: ReadonlyMap<string, { readonly noun: string; readonly value: 'any' | 'token' | 'generated' }> = new Map(
  (
    [
      [
        'any',
        'password',
        'password passwd pwd pass passphrase loginpas usr_pwd userpwd wifi_password api_password mqtt_password psk',
      ],
      [
        'token',
        'token',
        'access_token accesstoken auth_token authtoken refresh_token id_token bearer token x-plex-token x_plex_token xtoken bot_token usertoken apitoken api_token private_token authsig auth_sig jwt',
      ],
      [
        'token',
        'API key',
        'api_key apikey api-key app_key appkey subscription-key ocp-apim-subscription-key x-api-key client_secret secret secret_key access_key accesskey appid app_id_key license_key devicekey',
      ],
      [
        'generated',
        'key',
        'key auth sig signature sid session sessionid session_id code hash user_key userkey k t a_key',
      ],
    ] as const
  ).flatMap(([value, noun, names]) => names.split(' ').map((name) => [name, { noun, value }] as const)),
);

interface SecretPath {
  readonly noun: string;
  readonly pattern: RegExp;
  readonly source: string;
  readonly confidence: Confidence;
}

/** Addresses that let whoever knows them in. Matched against host and path, without the scheme. */
const PATHS: readonly SecretPath[] = [
  {
    noun: 'Slack webhook',
    pattern: /^hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/_-]{20,80})/,
    source: 'Slack API: incoming webhooks',
    confidence: 'high',
  },
  {
    noun: 'Discord webhook',
    pattern:
      /^(?:[a-z]{1,20}\.)?discord(?:app)?\.com\/api(?:\/v[0-9]{1,2})?\/webhooks\/([0-9]{15,21}\/[A-Za-z0-9_-]{40,90})/,
    source: 'Discord API: webhooks',
    confidence: 'high',
  },
  {
    noun: 'Nabu Casa cloudhook',
    pattern: /^hooks\.nabu\.casa\/(gAAAA[A-Za-z0-9_=-]{40,400})/,
    source: 'home-assistant.io: cloud webhooks (a Fernet token in the path)',
    confidence: 'high',
  },
  {
    noun: 'Teams webhook',
    pattern: /^[a-z0-9-]{1,60}\.webhook\.office\.com\/(?:webhookb2\/)?([A-Za-z0-9@/-]{60,400})/,
    source: 'Microsoft Teams: incoming webhooks',
    confidence: 'high',
  },
  {
    noun: 'IFTTT key',
    pattern: /^maker\.ifttt\.com\/(?:trigger\/[^/\s]{1,200}(?:\/json)?\/with\/key|use)\/([A-Za-z0-9_-]{10,60})/,
    source: 'IFTTT: Webhooks service documentation',
    confidence: 'high',
  },
  {
    noun: 'Telegram bot token',
    pattern: /^api\.telegram\.org\/(?:file\/)?bot([0-9]{6,12}:[A-Za-z0-9_-]{30,40})/,
    source: 'Telegram Bot API',
    confidence: 'high',
  },
  {
    noun: 'ping address',
    pattern: /^hc-ping\.com\/([0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{20,24}\/)/,
    source: 'healthchecks.io: pinging API',
    confidence: 'high',
  },
  {
    noun: 'Google Chat webhook',
    pattern:
      /^chat\.googleapis\.com\/v1\/spaces\/[^/\s]{1,60}\/messages\?(?:[^\s]{0,200}&)?token=([A-Za-z0-9_%-]{20,100})/,
    source: 'Google Chat API: webhooks',
    confidence: 'high',
  },
  {
    noun: 'Zapier webhook',
    pattern: /^hooks\.zapier\.com\/hooks\/catch\/([0-9]{3,12}\/[A-Za-z0-9]{5,20})/,
    source: 'Zapier: webhooks',
    confidence: 'medium',
  },
  {
    noun: 'Pipedream webhook',
    pattern: /^(eo[a-z0-9]{12,20})\.m\.pipedream\.net/,
    source: 'Pipedream: HTTP triggers',
    confidence: 'medium',
  },
];

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
    const hit = userinfoLogin(scheme, body) ?? secretPath(body) ?? queryLogin(body);
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
  if (colon !== -1 && isLiteral(password)) {
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

function secretPath(body: string): Login | undefined {
  for (const row of PATHS) {
    const secret = row.pattern.exec(body)?.[1];
    if (secret !== undefined && !FILLED_IN.test(secret) && !isPlaceholder(secret)) {
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
    return { secret: value, noun: row.noun, confidence, because: `parameter \`${name}\` in the query of a URL` };
  }
  return undefined;
}

function queryConfidence(gate: 'any' | 'token' | 'generated', value: string): Confidence | undefined {
  if (gate === 'any') return value.length >= 2 ? 'high' : undefined;
  if (gate === 'token') return value.length < 6 ? undefined : isReadable(value) ? 'low' : 'high';
  return looksGenerated(value, 12) ? 'medium' : undefined;
}

function isLiteral(value: string): boolean {
  return value !== '' && !FILLED_IN.test(value) && !isPlaceholder(value);
}
