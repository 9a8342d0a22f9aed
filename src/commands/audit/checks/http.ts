// The `http:` part of the configuration: who may ask, how often they may guess, and whom Home Assistant believes about them.
// Source: homeassistant 2026.11.0 components/http (HTTP_SCHEMA, ban.py, forwarded.py, cors.py).
import { type AuditCheck, counted, fail, type Outcome, pass, unknown, warn, worst } from '../check.js';
import { type Entry, isOn, itemsOf, textOf } from '../config-tree.js';
import type { AuditFacts } from '../facts.js';
import { isEverybody, isLocalHost, isLoopback, isPrivate, isWide, parseNetwork } from '../networks.js';
import { HA, POINTS } from '../points.js';

const HELP = `${HA}/integrations/http/`;

/** More guesses than these before a ban are many for a person. */
const MANY_ATTEMPTS = 10;

const example = (http: string) => ({ 'configuration.yaml': `homeassistant:\nhttp:\n${http}` });

/** Why a setting that seems absent may be there after all; undefined where it is absent for sure. */
export function notSure({ home }: AuditFacts): Outcome | undefined {
  if (home === undefined) return unknown('there is no Home Assistant configuration here');
  return home.partial ? unknown('a part of the configuration that is included is not here') : undefined;
}

function judgeBan(facts: AuditFacts): Outcome {
  const { home } = facts;
  const enabled = home?.setting('http', 'ip_ban_enabled');
  const threshold = home?.setting('http', 'login_attempts_threshold');
  if (enabled !== undefined && isOn(enabled) === false)
    return fail('ip_ban_enabled is off: passwords can be guessed without end', enabled.at);
  const attempts = Number(textOf(threshold) ?? Number.NaN);
  const unread = [threshold, enabled].find((entry) => entry?.kind === 'unknown');
  if (unread !== undefined) return unknown('a setting of it is not to be read here', unread.at);
  if (threshold === undefined || Number.isNaN(attempts) || attempts < 0) {
    const unsure = notSure(facts);
    if (unsure !== undefined && threshold === undefined) return unsure;
    const [http] = home?.integration('http') ?? [];
    const place = threshold?.at ?? http?.at ?? { file: home?.file ?? '', line: 1 };
    return warn('without login_attempts_threshold nobody is ever banned', place);
  }
  if (attempts > MANY_ATTEMPTS)
    return warn(`an address is banned only after more than ${MANY_ATTEMPTS} wrong logins`, threshold.at);
  return pass('an address is banned after a few wrong logins', threshold.at);
}

function judgeProxy(entry: Entry): Outcome {
  const network = parseNetwork(textOf(entry) ?? '');
  if (network === undefined)
    return entry.kind === 'unknown'
      ? unknown('a proxy’s address is not to be read here', entry.at)
      : unknown('a proxy’s address is no network', entry.at);
  if (isEverybody(network)) return fail('everybody may say to be a proxy, and so from where a login comes', entry.at);
  // a provider's own networks are narrower
  if (!isPrivate(network) && network.prefix < (network.bits === 32 ? 12 : 29))
    return warn('a large part of the internet may say to be the proxy: name its address', entry.at);
  if (isPrivate(network) && isWide(network) && !isLoopback(network))
    return warn('every device of the house may say to be the proxy: name its address', entry.at);
  return pass('only named proxies are believed', entry.at);
}

function judgeProxies(facts: AuditFacts): Outcome {
  const { home } = facts;
  const uses = home?.setting('http', 'use_x_forwarded_for');
  const proxies = home?.setting('http', 'trusted_proxies');
  const items = itemsOf(proxies);
  if (uses !== undefined && isOn(uses) === true && items.length === 0)
    return fail('use_x_forwarded_for needs trusted_proxies, or Home Assistant answers no proxy', uses.at);
  if (items.length === 0) return notSure(facts) ?? pass('no proxy is believed about where a request comes from');
  return worst(items.map(judgeProxy)) ?? pass('no proxy is believed');
}

function judgeOrigins(facts: AuditFacts): Outcome {
  const origins = facts.home?.setting('http', 'cors_allowed_origins');
  if (origins === undefined) return notSure(facts) ?? pass('only Home Assistant’s own pages, as by default');
  const outcomes = itemsOf(origins).map((entry): Outcome => {
    const text = textOf(entry)?.trim();
    if (text === undefined) return unknown('an origin is not to be read here', entry.at);
    if (text === '*') return fail('every page on the internet may ask in the name of who is logged in', entry.at);
    const host = /^http:\/\/([^/:]{1,200}|\[[^\]]{1,60}\])/.exec(text)?.[1];
    return host !== undefined && !isLocalHost(host)
      ? warn('an origin without TLS can be forged on the way', entry.at)
      : pass(`${counted(itemsOf(origins).length, 'origin')} named one by one`, origins.at);
  });
  return worst(outcomes) ?? pass('none', origins.at);
}

export const checks: readonly AuditCheck[] = [
  {
    id: 'ip-ban',
    point: POINTS.access,
    title: 'Who guesses passwords is banned',
    why: 'Home Assistant lets everybody guess for ever unless a threshold is set.',
    remedy: 'Set under `http:` `ip_ban_enabled: true` and `login_attempts_threshold: 5`.',
    help: HELP,
    judge: judgeBan,
    examples: [
      {
        about: 'A ban after five wrong logins',
        verdict: 'pass',
        files: example('  ip_ban_enabled: true\n  login_attempts_threshold: 5\n'),
        at: 'configuration.yaml:4',
      },
      {
        about: 'In a package',
        verdict: 'pass',
        files: {
          'configuration.yaml': 'homeassistant:\n  packages: !include_dir_named packages\n',
          'packages/net/web.yaml': 'http:\n  login_attempts_threshold: 3\n',
        },
        at: 'packages/net/web.yaml:2',
      },
      {
        about: 'Bans switched off',
        verdict: 'fail',
        files: example('  ip_ban_enabled: false\n'),
        at: 'configuration.yaml:3',
      },
      { about: 'No threshold', verdict: 'warn', files: example('  server_port: 8123\n'), at: 'configuration.yaml:2' },
      {
        about: 'An include that is not here',
        verdict: 'unknown',
        files: { 'configuration.yaml': 'homeassistant:\nhttp: !include http.yaml\n' },
      },
    ],
  },
  {
    id: 'trusted-proxies',
    point: POINTS.access,
    title: 'Only the proxy is believed to be one',
    why: 'A trusted proxy says from where a request comes. Who may say so gets around bans and into trusted networks.',
    remedy: 'Name the proxy’s own address under `trusted_proxies:`.',
    help: HELP,
    judge: judgeProxies,
    examples: [
      {
        about: 'The add-ons’ network',
        verdict: 'pass',
        files: example('  use_x_forwarded_for: true\n  trusted_proxies:\n    - 172.30.33.0/24\n    - ::1\n'),
      },
      {
        about: 'Everybody',
        verdict: 'fail',
        files: example('  use_x_forwarded_for: true\n  trusted_proxies:\n    - 192.168.1.2\n    - 0.0.0.0/0\n'),
        at: 'configuration.yaml:6',
      },
      {
        about: 'A whole private range',
        verdict: 'warn',
        files: example('  use_x_forwarded_for: true\n  trusted_proxies: 10.0.0.0/8\n'),
        at: 'configuration.yaml:4',
      },
      { about: 'No proxy at all is named', verdict: 'fail', files: example('  use_x_forwarded_for: true\n') },
      {
        about: 'An address by a reference that is not here',
        verdict: 'unknown',
        files: example('  use_x_forwarded_for: true\n  trusted_proxies: !secret proxy\n'),
      },
    ],
  },
  {
    id: 'cors-origins',
    point: POINTS.access,
    title: 'Only named pages may ask',
    why: 'A page of an allowed origin may send requests to Home Assistant from the browser of whoever looks at it.',
    remedy: 'Name the origins that need it under `cors_allowed_origins:`, or take the setting out.',
    help: HELP,
    judge: judgeOrigins,
    examples: [
      {
        about: 'One origin',
        verdict: 'pass',
        files: example('  cors_allowed_origins:\n    - https://panel.example.com\n'),
      },
      {
        about: 'All origins',
        verdict: 'fail',
        files: example('  cors_allowed_origins:\n    - "*"\n'),
        at: 'configuration.yaml:4',
      },
    ],
  },
  {
    id: 'frame-options',
    point: POINTS.access,
    title: 'No other page shows Home Assistant in a frame',
    why: 'A page that shows it in an invisible frame can make people press its buttons.',
    remedy: 'Take `use_x_frame_options: false` out.',
    help: HELP,
    judge: (facts) => {
      const options = facts.home?.setting('http', 'use_x_frame_options');
      if (options === undefined) return notSure(facts) ?? pass('as by default');
      if (options.kind === 'unknown') return unknown('the setting is not to be read here', options.at);
      return isOn(options) === false
        ? warn('every page may show it in a frame', options.at)
        : pass('no other page may', options.at);
    },
    examples: [
      { about: 'As by default', verdict: 'pass', files: example('  server_port: 8123\n') },
      {
        about: 'Switched off',
        verdict: 'warn',
        files: example('  use_x_frame_options: false\n'),
        at: 'configuration.yaml:3',
      },
    ],
  },
];
