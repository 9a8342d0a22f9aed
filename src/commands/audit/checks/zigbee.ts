// Zigbee2MQTT: its page, the key of the radio network, and who may join. Source: zigbee2mqtt 2.12.1 lib/util/settings.ts.
import { type AuditCheck, absent, fail, type Outcome, pass, unknown, warn, worst } from '../check.js';
import { at, type Entry, isOn, textOf } from '../config-tree.js';
import type { AuditFacts } from '../facts.js';
import { isLoopback, parseNetwork } from '../networks.js';
import { POINTS } from '../points.js';

const HELP = 'https://www.zigbee2mqtt.io/guide/configuration/';

interface Bridge {
  readonly file: string;
  readonly root: Entry;
  /** Beside a Home Assistant configuration, as the add-on has it: its page may be Home Assistant's own. */
  readonly mayBeAddOn: boolean;
}

function bridges({ files, tree, home }: AuditFacts): Bridge[] {
  return files.flatMap(({ path, dialect }) => {
    const root = dialect === 'zigbee2mqtt' && /(?:^|\/)configuration\.ya?ml$/i.test(path) ? tree.root(path) : undefined;
    const isBelow = home !== undefined && path.startsWith(home.folder === '' ? '' : `${home.folder}/`);
    return root === undefined ? [] : [{ file: path, root, mayBeAddOn: isBelow }];
  });
}

const judgeBridges = (facts: AuditFacts, judge: (bridge: Bridge) => Outcome): Outcome =>
  worst(bridges(facts).map(judge)) ?? absent('no Zigbee2MQTT configuration is here');

function judgePage({ file, root, mayBeAddOn }: Bridge): Outcome {
  const frontend = at(root, 'frontend');
  if (frontend === undefined) return pass('it has no page', { file, line: null });
  if (frontend.kind === 'unknown') return unknown('its settings are not to be read here', frontend.at);
  const enabled = frontend.kind === 'map' ? at(frontend, 'enabled') : frontend;
  if (isOn(enabled) === false || (frontend.kind === 'scalar' && frontend.isNull))
    return pass('it has no page', frontend.at);
  if (at(frontend, 'auth_token') !== undefined) return pass('its page asks for a token', frontend.at);
  const host = parseNetwork(textOf(at(frontend, 'host')) ?? '');
  if (host !== undefined && isLoopback(host)) return pass('only this machine reaches its page', frontend.at);
  return mayBeAddOn
    ? warn('its page has no token: it is safe only as an add-on whose port is not published', frontend.at)
    : fail('its page lets in everybody who reaches it', frontend.at);
}

/** What everybody knows: it stands in the program. */
const DEFAULT_KEY = [1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 13].join();

function judgeKey({ file, root }: Bridge): Outcome {
  const key = at(root, 'advanced', 'network_key');
  if (key === undefined)
    return warn('no network_key stands here: by default it is the one that everybody knows', { file, line: null });
  if (key.kind === 'unknown') return unknown('the key is not to be read here', key.at);
  if (key.kind !== 'list') return pass('a key of its own', key.at);
  const bytes = key.items.map((item) => Number(textOf(item) ?? Number.NaN));
  return bytes.join() === DEFAULT_KEY
    ? fail('the radio network has the key that everybody knows', key.at)
    : pass('a key of its own', key.at);
}

function judgeJoin({ file, root }: Bridge): Outcome {
  const permit = at(root, 'permit_join');
  if (permit === undefined) return pass('nothing may join unless it is let', { file, line: null });
  if (permit.kind === 'unknown') return unknown('the setting is not to be read here', permit.at);
  return isOn(permit) === true
    ? fail('every device in reach may join the network at any time', permit.at)
    : pass('nothing may join unless it is let', permit.at);
}

const BROKER = 'mqtt:\n  server: mqtt://192.0.2.5\nserial:\n  port: /dev/ttyACM0\n';
const example = (text: string) => ({ 'zigbee2mqtt/configuration.yaml': BROKER + text });
const FILE = 'zigbee2mqtt/configuration.yaml';

export const checks: readonly AuditCheck[] = [
  {
    id: 'zigbee2mqtt-page',
    point: POINTS.services,
    title: 'Zigbee2MQTT’s page asks for a token',
    why: 'The page adds, removes and switches every device of the radio network.',
    remedy: 'Set `auth_token` under `frontend:` (`auth_token: "!secret.yaml page"`), or `host: 127.0.0.1`.',
    help: `${HELP}frontend.html`,
    judge: (facts) => judgeBridges(facts, judgePage),
    examples: [
      {
        about: 'A token',
        verdict: 'pass',
        files: example("frontend:\n  enabled: true\n  auth_token: '!secret.yaml page'\n"),
      },
      { about: 'None', verdict: 'fail', files: example('frontend:\n  enabled: true\n  port: 8080\n'), at: `${FILE}:5` },
      {
        about: 'None, where it may be the add-on',
        verdict: 'warn',
        files: { ...example('frontend: true\n'), 'configuration.yaml': 'homeassistant:\n' },
      },
    ],
  },
  {
    id: 'zigbee2mqtt-key',
    point: POINTS.services,
    title: 'The Zigbee network has a key of its own',
    why: 'With the key whoever is near hears and controls every device.',
    remedy: 'Set `network_key: GENERATE` under `advanced:`; all devices have to be paired again.',
    help: `${HELP}zigbee-network.html`,
    judge: (facts) => judgeBridges(facts, judgeKey),
    examples: [
      { about: 'Made by Zigbee2MQTT', verdict: 'pass', files: example('advanced:\n  network_key: GENERATE\n') },
      {
        about: 'The one that everybody knows',
        verdict: 'fail',
        files: example('advanced:\n  network_key: [1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 13]\n'),
        at: `${FILE}:6`,
      },
      { about: 'None stands there', verdict: 'warn', files: example('advanced:\n  channel: 11\n') },
    ],
  },
  {
    id: 'zigbee2mqtt-join',
    point: POINTS.services,
    title: 'Nothing joins the Zigbee network unasked',
    why: 'While joining is allowed the key is sent to whatever asks for it.',
    remedy: 'Set `permit_join: false`, and let devices join for minutes only.',
    help: `${HELP}zigbee-network.html`,
    judge: (facts) => judgeBridges(facts, judgeJoin),
    examples: [
      { about: 'Off', verdict: 'pass', files: example('permit_join: false\n') },
      { about: 'On', verdict: 'fail', files: example('permit_join: true\n'), at: `${FILE}:5` },
    ],
  },
];
