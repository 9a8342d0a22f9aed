// go2rtc and Frigate: who may see the cameras. Source: AlexxIT/go2rtc internal/api; frigate 0.18 frigate/config (auth, tls).
import { type AuditCheck, absent, fail, type Outcome, pass, unknown, warn, worst } from '../check.js';
import { at, isOn, textOf } from '../config-tree.js';
import type { AuditFacts } from '../facts.js';
import { isLoopback, parseNetwork } from '../networks.js';
import { POINTS } from '../points.js';

function judgeGo2rtc({ files, tree, home }: AuditFacts): Outcome {
  const outcomes = files.flatMap(({ path, dialect }): Outcome[] => {
    const root = dialect === 'go2rtc' ? tree.root(path) : undefined;
    if (root === undefined) return [];
    const api = at(root, 'api');
    const place = api?.at ?? { file: path, line: null };
    if (api?.kind === 'unknown') return [unknown('its settings are not to be read here', place)];
    if (at(api, 'username') !== undefined && at(api, 'password') !== undefined)
      return [pass('it asks for a login', place)];
    const listen = at(api, 'listen');
    const text = textOf(listen);
    if (listen?.kind === 'scalar' && (text === undefined || text === ''))
      return [pass('its interface is off', listen.at)];
    const host = text === undefined ? undefined : /^(\[[^\]]{0,60}\]|[^:]{0,200}):\d{1,5}$/.exec(text)?.[1];
    const network = host === undefined ? undefined : parseNetwork(host.replace(/^\[|\]$/g, ''));
    if (host === 'localhost' || (network !== undefined && isLoopback(network)))
      return [pass('only this machine reaches it', listen?.at ?? place)];
    // Home Assistant's integrations start it with an address of their own
    const isInHome = home !== undefined && listen === undefined;
    return isInHome
      ? [warn('its interface has no login: it is safe only where an integration starts it for itself', place)]
      : [fail('its interface lets in everybody who reaches it, and runs programs that it is told to', place)];
  });
  return worst(outcomes) ?? absent('no go2rtc configuration is here');
}

function judgeFrigate({ files, tree }: AuditFacts): Outcome {
  const outcomes = files.flatMap(({ path, dialect }): Outcome[] => {
    const root = dialect === 'frigate' ? tree.root(path) : undefined;
    if (root === undefined) return [];
    const enabled = at(root, 'auth', 'enabled');
    if (enabled?.kind === 'unknown') return [unknown('its settings are not to be read here', enabled.at)];
    if (isOn(enabled) !== false) return [pass('it asks for a login', enabled?.at ?? { file: path, line: null })];
    const proxy = at(root, 'proxy');
    return proxy === undefined
      ? [fail('everybody who reaches it sees the cameras', enabled?.at ?? { file: path, line: null })]
      : [warn('a proxy decides who gets in: nobody else may reach Frigate', enabled?.at ?? proxy.at)];
  });
  return worst(outcomes) ?? absent('no Frigate configuration is here');
}

const CAMERAS = 'cameras:\n  door:\n    ffmpeg:\n      inputs: []\n';

export const checks: readonly AuditCheck[] = [
  {
    id: 'go2rtc-api',
    point: POINTS.services,
    title: 'go2rtc is not open to the network',
    why: 'Its interface shows every camera, and starts programs on the machine.',
    remedy: 'Set `listen: 127.0.0.1:1984` under `api:`, or a `username` and a `password`.',
    help: 'https://github.com/AlexxIT/go2rtc#security',
    judge: judgeGo2rtc,
    examples: [
      {
        about: 'On this machine only',
        verdict: 'pass',
        files: { 'go2rtc.yaml': 'api:\n  listen: 127.0.0.1:1984\nstreams:\n  door: []\n' },
        at: 'go2rtc.yaml:2',
      },
      {
        about: 'For everybody',
        verdict: 'fail',
        files: { 'go2rtc.yaml': 'streams:\n  door: []\napi:\n  listen: ":1984"\n' },
        at: 'go2rtc.yaml:3',
      },
    ],
  },
  {
    id: 'frigate-auth',
    point: POINTS.services,
    title: 'Frigate asks for a login',
    why: 'Whoever gets in sees the cameras and what they recorded.',
    remedy: 'Take `enabled: false` out from under `auth:`.',
    help: 'https://docs.frigate.video/configuration/authentication/',
    judge: judgeFrigate,
    examples: [
      { about: 'As by default', verdict: 'pass', files: { 'frigate/config.yml': CAMERAS } },
      {
        about: 'Switched off',
        verdict: 'fail',
        files: { 'frigate/config.yml': `auth:\n  enabled: false\n${CAMERAS}` },
        at: 'frigate/config.yml:2',
      },
    ],
  },
];
