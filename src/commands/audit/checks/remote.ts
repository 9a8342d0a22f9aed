// How Home Assistant is reached from outside: what of it is encrypted.
// Source: homeassistant 2026.11.0 core_config.py (external_url), components/{http,cloud,duckdns}; the security checklist's ways in.
import type { Place } from '../../../reporters/audit/audit-report.js';
import { type AuditCheck, fail, type Outcome, pass, unknown, warn } from '../check.js';
import { isOn, itemsOf, textOf } from '../config-tree.js';
import type { AuditFacts } from '../facts.js';
import { isLocalHost, isLoopback, parseNetwork } from '../networks.js';
import { HA, POINTS } from '../points.js';
import { notSure } from './http.js';

const HELP = `${HA}/docs/configuration/remote/`;

const example = (text: string) => ({ 'configuration.yaml': text });

interface Url {
  readonly at: Place;
  readonly kind: 'tls' | 'cloud' | 'local' | 'clear' | 'unread';
}

function externalUrl({ home, storedUrl }: AuditFacts): Url | undefined {
  const entry = home?.core('external_url') ?? home?.setting('http', 'base_url');
  const text = textOf(entry) ?? (entry === undefined ? storedUrl?.text : undefined);
  const place = entry?.at ?? (storedUrl === undefined ? undefined : { file: storedUrl.file, line: null });
  if (place === undefined) return undefined;
  if (text === undefined) return { at: place, kind: 'unread' };
  const [, scheme = 'http', host = ''] =
    /^\s*(?:(https?):\/\/)?(?:[^/@\s]{1,200}@)?(\[[^\]\s]{1,60}\]|[^/:\s]{1,253})/i.exec(text) ?? [];
  if (/\.ui\.nabu\.casa$/i.test(host)) return { at: place, kind: 'cloud' };
  if (scheme.toLowerCase() === 'https') return { at: place, kind: 'tls' };
  return { at: place, kind: isLocalHost(host) ? 'local' : 'clear' };
}

/** Images of programs that end TLS or are a tunnel of their own. */
const PROXY = /(?:^|\/)(?:nginx|caddy|traefik|swag|letsencrypt|haproxy|nginx-proxy-manager|nginxproxy|jwilder)/i;
const TUNNEL = /wireguard|wg-easy|tailscale|headscale|zerotier|openvpn|netbird|cloudflared|wg-access/i;

/** Ways in that are encrypted, in words, with their evidence. */
function waysIn(facts: AuditFacts): { readonly what: string; readonly at: Place | undefined }[] {
  const { home, services, cloud } = facts;
  const found: { what: string; at: Place | undefined }[] = [];
  const certificate = home?.setting('http', 'ssl_certificate');
  if (certificate !== undefined) found.push({ what: 'a certificate of its own', at: certificate.at });
  const forwarded = home?.setting('http', 'use_x_forwarded_for');
  if (isOn(forwarded) === true) found.push({ what: 'a proxy in front of it', at: forwarded?.at });
  const url = externalUrl(facts);
  if (url?.kind === 'tls') found.push({ what: 'an address with TLS', at: url.at });
  if (url?.kind === 'cloud') found.push({ what: 'Home Assistant Cloud', at: url.at });
  else if (cloud !== undefined) found.push({ what: 'Home Assistant Cloud', at: { file: cloud.file, line: null } });
  for (const { image, map } of services) {
    if (TUNNEL.test(image)) found.push({ what: 'a VPN or tunnel', at: map.at });
    else if (PROXY.test(image)) found.push({ what: 'a proxy beside it', at: map.at });
  }
  return found;
}

function judgeTls(facts: AuditFacts): Outcome {
  const { home } = facts;
  const certificate = home?.setting('http', 'ssl_certificate');
  const key = home?.setting('http', 'ssl_key');
  if (certificate !== undefined && key !== undefined)
    return pass('Home Assistant has a certificate of its own', certificate.at);
  if (certificate !== undefined)
    return warn('ssl_certificate without ssl_key only works if the file holds both', certificate.at);
  if (key !== undefined) return fail('ssl_key without ssl_certificate has no effect: nothing is encrypted', key.at);
  const [way] = waysIn(facts);
  if (way !== undefined) return pass(`TLS is the matter of ${way.what}`, ...(way.at === undefined ? [] : [way.at]));
  const host = home?.setting('http', 'server_host');
  const hosts = itemsOf(host).map((entry) => parseNetwork(textOf(entry) ?? ''));
  if (host !== undefined && hosts.length > 0 && hosts.every((one) => one !== undefined && isLoopback(one)))
    return pass('only this machine reaches it: TLS is the matter of what stands in front', host.at);
  const url = externalUrl(facts);
  if (url?.kind === 'clear') return fail('it is reached from outside without TLS', url.at);
  return (
    notSure(facts) ?? unknown('nothing here says whether it is reached from outside; in the house only, it is fine')
  );
}

function judgeUrl(facts: AuditFacts): Outcome {
  const url = externalUrl(facts);
  if (url === undefined) return notSure(facts) ?? unknown('external_url is not set here');
  switch (url.kind) {
    case 'clear':
      return fail('external_url leads to it without TLS: passwords and tokens can be read on the way', url.at);
    case 'unread':
      return unknown('external_url is a reference whose value is not here', url.at);
    case 'local':
      return pass('external_url is an address of the house', url.at);
    default:
      return pass('external_url has TLS', url.at);
  }
}

function judgeRemote(facts: AuditFacts): Outcome {
  const ways = waysIn(facts);
  if (ways.length > 0) {
    const places = ways.flatMap(({ at }) => (at === undefined ? [] : [at]));
    return pass([...new Set(ways.map(({ what }) => what))].join(', '), ...places);
  }
  const [duckdns] = facts.home?.integration('duckdns') ?? [];
  if (duckdns !== undefined) return warn('DuckDNS gives it a public name, and nothing here shows TLS', duckdns.at);
  return notSure(facts) ?? unknown('nothing here shows a way in from outside: none, a VPN of the router, or an add-on');
}

export const checks: readonly AuditCheck[] = [
  {
    id: 'remote-access',
    point: POINTS.access,
    title: 'The way in from outside is a secure one',
    why: 'What answers on the internet is found within hours, and everything that is not encrypted can be read on the way.',
    remedy:
      'Use a VPN (WireGuard, Tailscale), Home Assistant Cloud, or TLS with Let’s Encrypt (the DuckDNS add-on does both).',
    help: HELP,
    judge: judgeRemote,
    examples: [
      {
        about: 'A proxy in front of it',
        verdict: 'pass',
        files: example('homeassistant:\nhttp:\n  use_x_forwarded_for: true\n  trusted_proxies: 127.0.0.1\n'),
        at: 'configuration.yaml:3',
      },
      {
        about: 'A VPN beside it',
        verdict: 'pass',
        files: {
          ...example('homeassistant:\n'),
          'docker-compose.yml': 'services:\n  vpn:\n    image: linuxserver/wireguard\n',
        },
        at: 'docker-compose.yml:2',
      },
      {
        about: 'Home Assistant Cloud, as its store says',
        verdict: 'pass',
        files: { ...example('homeassistant:\n'), '.storage/cloud': '{"data": {"remote_enabled": true}}' },
        at: '.storage/cloud',
      },
      {
        about: 'DuckDNS and no TLS',
        verdict: 'warn',
        files: example('homeassistant:\nduckdns:\n  domain: house\n  access_token: !secret duckdns\n'),
        at: 'configuration.yaml:2',
      },
    ],
  },
  {
    id: 'external-url',
    point: POINTS.access,
    title: 'The address from outside has TLS',
    why: 'Phones and voice assistants send their tokens to this address.',
    remedy: 'Let `external_url` begin with https:// and give the address a certificate.',
    help: `${HA}/integrations/homeassistant/`,
    judge: judgeUrl,
    examples: [
      {
        about: 'With TLS',
        verdict: 'pass',
        files: example('homeassistant:\n  external_url: https://home.example.com\n'),
      },
      {
        about: 'Without',
        verdict: 'fail',
        files: example('homeassistant:\n  external_url: http://home.example.com:8123\n'),
        at: 'configuration.yaml:2',
      },
      {
        about: 'By a reference to a secrets file that is here',
        verdict: 'fail',
        files: {
          ...example('homeassistant:\n  external_url: !secret url\n'),
          'secrets.yaml': 'url: http://home.example.com:8123\n',
        },
        at: 'configuration.yaml:2',
      },
      {
        about: 'By one that is not',
        verdict: 'unknown',
        files: example('homeassistant:\n  external_url: !secret url\n'),
      },
    ],
  },
  {
    id: 'http-tls',
    point: POINTS.access,
    title: 'Home Assistant is reached by TLS',
    why: 'Without TLS whoever is on the way reads passwords and tokens.',
    remedy: 'Set `ssl_certificate` and `ssl_key` under `http:`, or let a proxy do it.',
    help: `${HA}/integrations/http/#ssl_certificate`,
    judge: judgeTls,
    examples: [
      {
        about: 'A certificate',
        verdict: 'pass',
        files: example('homeassistant:\nhttp:\n  ssl_certificate: /ssl/fullchain.pem\n  ssl_key: /ssl/privkey.pem\n'),
        at: 'configuration.yaml:3',
      },
      {
        about: 'A key that nothing uses',
        verdict: 'fail',
        files: example('homeassistant:\nhttp:\n  ssl_key: /ssl/privkey.pem\n'),
        at: 'configuration.yaml:3',
      },
      { about: 'Nothing is said', verdict: 'unknown', files: example('homeassistant:\n') },
    ],
  },
];
