// Where URLs hold credentials: the names of query parameters, and services whose address is the credential.
import type { Confidence } from '../../types.js';

/** `any`: whatever the value; `token`: six characters and more; `generated`: only if it looks made by a generator; `code`: digits. */
export type QueryGate = 'any' | 'token' | 'generated' | 'code';

export interface QueryRow {
  readonly noun: string;
  readonly value: QueryGate;
}

/** Query parameters that carry a credential (documentation of cameras' and services' HTTP interfaces). */
export const QUERY: ReadonlyMap<string, QueryRow> = new Map(
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
        'access_token accesstoken auth_token authtoken refresh_token id_token bearer token x-plex-token x_plex_token xtoken bot_token usertoken apitoken api_token private_token authsig auth_sig jwt auth_key authkey accesscode access_code device_token secret_token passkey personal_access_token client_private',
      ],
      [
        'token',
        'API key',
        'api_key apikey api-key app_key appkey subscription-key ocp-apim-subscription-key x-api-key client_secret secret secret_key access_key accesskey appid app_id_key license_key devicekey application_key client_key',
      ],
      [
        'generated',
        'key',
        'key auth sig signature sid session sessionid session_id code hash user_key userkey k t a_key _sid hmac enr',
      ],
      ['code', 'code', 'pin pincode pin_code passcode'],
    ] as const
  ).flatMap(([value, noun, names]) => names.split(' ').map((name) => [name, { noun, value }] as const)),
);

export interface SecretPath {
  readonly noun: string;
  readonly pattern: RegExp;
  readonly source: string;
  readonly confidence: Confidence;
}

/** Addresses that let whoever knows them in. Matched against host and path, without the scheme. */
export const PATHS: readonly SecretPath[] = [
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
    noun: 'stream key',
    pattern: /^[^/\s@]{1,200}:744[17]\/([A-Za-z0-9]{12,64})(?=[?&_]|$)/,
    source: 'UniFi Protect: RTSP streams on ports 7441 and 7447, the key alone opens them (go2rtc: README, rtspx)',
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
  {
    noun: 'Feishu webhook',
    pattern: /^open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/([0-9a-f-]{36})/,
    source: 'Feishu open platform: custom bots',
    confidence: 'high',
  },
  {
    noun: 'Make webhook',
    pattern: /^hook\.(?:[a-z0-9]{2,6}\.make|integromat)\.com\/([a-z0-9]{24,40})/,
    source: 'Make: custom webhooks',
    confidence: 'high',
  },
  {
    noun: 'ServerChan key',
    pattern: /^(?:sctapi|sc)\.ftqq\.com\/(S[A-Za-z0-9]{20,80})\.send/,
    source: 'ServerChan: send API',
    confidence: 'high',
  },
  {
    noun: 'Bark key',
    pattern: /^api\.day\.app\/([A-Za-z0-9]{20,24})(?:\/|$)/,
    source: 'Bark: API v1',
    confidence: 'high',
  },
  {
    noun: 'Pushcut key',
    pattern: /^api\.pushcut\.io\/([A-Za-z0-9_-]{20,24})\//,
    source: 'Pushcut: webhooks',
    confidence: 'high',
  },
  {
    noun: 'Mattermost webhook',
    pattern: /^[^\s/?#]{1,200}(?:\/[\w-]{1,40})?\/hooks\/([a-z0-9]{26})(?![A-Za-z0-9])/,
    source: 'Mattermost: incoming webhooks',
    confidence: 'high',
  },
  {
    noun: 'Rocket.Chat webhook',
    pattern: /^[^\s/?#]{1,200}\/hooks\/([A-Za-z0-9]{17,24}\/[A-Za-z0-9]{40,70})/,
    source: 'Rocket.Chat: incoming webhooks',
    confidence: 'high',
  },
  {
    noun: 'Uptime Kuma push address',
    pattern: /^[^\s/?#]{1,200}\/api\/push\/((?=[a-z]{0,39}[A-Z0-9])[A-Za-z0-9]{10,40})(?:\?|$)/,
    source: 'Uptime Kuma: push monitors',
    confidence: 'high',
  },
  {
    noun: 'ping address',
    pattern: /^[^\s/?#]{1,200}\/ping\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/,
    source: 'healthchecks.io, on a server of one’s own: pinging API',
    confidence: 'medium',
  },
  {
    noun: 'webhook',
    pattern: /^[^\s/?#]{1,200}\/webhook(?:-test)?\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/,
    source: 'n8n: webhook node',
    confidence: 'medium',
  },
  {
    noun: 'private server address',
    pattern: /^[^\s/?#]{1,200}\/private_((?=[a-z_-]{0,21}[A-Z0-9])[A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/,
    source:
      'ha-mcp: homeassistant-addon/start.py, generate_secret_path (whoever knows the path acts in Home Assistant)',
    confidence: 'high',
  },
  {
    noun: 'private calendar address',
    pattern: /^calendar\.google\.com\/calendar\/ical\/[^\s/?#]{3,200}\/private-([0-9a-f]{32})\//,
    source: 'Google Calendar: secret address in iCal format',
    confidence: 'high',
  },
  {
    noun: 'private calendar address',
    pattern:
      /^outlook\.(?:live|office365|office)\.com\/owa\/calendar\/[^\s/?#]{8,200}\/([0-9a-zA-Z-]{20,80})\/[^\s?#]{0,80}\.ics/,
    source: 'Outlook: published calendars',
    confidence: 'high',
  },
  {
    noun: 'private calendar address',
    pattern: /^p[0-9]{1,3}-caldav\.icloud\.com\/published\/2\/([A-Za-z0-9_-]{40,300})/,
    source: 'iCloud: public calendars',
    confidence: 'medium',
  },
  {
    noun: 'update address',
    pattern: /^(?:freedns\.afraid\.org\/dynamic\/update\.php\?|(?:sync\.)?afraid\.org\/u\/)([A-Za-z0-9=_-]{16,80})/,
    source: 'FreeDNS: dynamic update interface',
    confidence: 'high',
  },
  {
    noun: 'API key',
    pattern: /^api\.(?:darksky\.net|pirateweather\.net|forecast\.io)\/forecast\/([A-Za-z0-9]{20,64})\//,
    source: 'Pirate Weather API: forecast request',
    confidence: 'high',
  },
  {
    noun: 'API key',
    pattern: /^api\.wunderground\.com\/api\/([0-9a-f]{16})\//,
    source: 'Weather Underground API',
    confidence: 'high',
  },
  {
    noun: 'private topic',
    pattern: /^ntfy\.sh\/(?:[a-z0-9-]{1,40}_)?([A-Za-z0-9]{12,64})(?:\/|\?|$)/,
    source: 'ntfy: a topic’s name is its password',
    confidence: 'medium',
  },
];
