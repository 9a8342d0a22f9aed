// Containers beside Home Assistant: which doors they open to the network, and how much of the machine they hold.
// Source: the Compose specification (ports, privileged, volumes); Docker's documentation on published ports and firewalls.
import type { Place } from '../../../reporters/audit/audit-report.js';
import { type AuditCheck, absent, counted, fail, type Outcome, pass, warn } from '../check.js';
import { at, isOn, itemsOf, textOf } from '../config-tree.js';
import { POINTS } from '../points.js';
import type { Service } from '../services.js';

interface Door {
  readonly port: number;
  /** Only with such an image: others have the number for something else. */
  readonly image?: RegExp;
  readonly what: string;
  /** Lets in without a login, whatever is configured. */
  readonly open: boolean;
}

const DATABASE = 'a database';

/** Ports inside the containers, from the programs' own documentation. */
const DOORS: readonly Door[] = [
  { port: 8123, what: 'Home Assistant without TLS', open: false },
  { port: 1883, what: 'MQTT without TLS', open: false },
  { port: 9001, image: /mosquitto|mqtt|emqx|vernemq/i, what: 'MQTT over web sockets', open: false },
  { port: 2375, what: 'the Docker service, and with it the whole machine', open: true },
  { port: 5000, image: /frigate/i, what: 'Frigate’s port without a login', open: true },
  { port: 1984, image: /go2rtc|frigate/i, what: 'go2rtc’s interface', open: true },
  { port: 8554, image: /go2rtc|frigate|mediamtx|rtsp/i, what: 'the cameras’ streams', open: false },
  { port: 8080, image: /zigbee2mqtt/i, what: 'Zigbee2MQTT’s interface', open: false },
  { port: 1880, image: /node-?red/i, what: 'Node-RED, which has no login of its own by default', open: false },
  { port: 6052, image: /esphome/i, what: 'ESPHome’s dashboard, which has no login of its own by default', open: false },
  { port: 8091, image: /zwave/i, what: 'Z-Wave JS UI', open: false },
  { port: 3000, image: /zwave/i, what: 'the Z-Wave server, which has no login', open: false },
  { port: 8081, image: /phpmyadmin|adminer/i, what: 'the database’s interface', open: false },
  ...[3306, 5432, 27017, 6379, 8086, 9200, 11211].map((port) => ({ port, what: DATABASE, open: false })),
];

/** A published port that every network of the machine reaches. */
interface Published {
  readonly port: number;
  readonly at: Place;
}

const EVERY_ADDRESS = new Set(['', '0.0.0.0', '::', '[::]', '*']);

/** `[HOST:]CONTAINER[/PROTOCOL]` or the long form. What a variable decides is passed over, but for its default. */
function publishedPorts({ map }: Service): Published[] {
  return itemsOf(map.get('ports')).flatMap((entry): Published[] => {
    if (entry.kind === 'map') {
      const target = Number(textOf(at(entry, 'target')));
      const address = textOf(at(entry, 'host_ip')) ?? '';
      const isPublished = at(entry, 'published') !== undefined;
      return isPublished && EVERY_ADDRESS.has(address) ? [{ port: target, at: entry.at }] : [];
    }
    const text = (textOf(entry) ?? '').slice(0, 200).replace(/\$\{\w{1,100}:?-([^}]{0,100})\}/g, '$1');
    const [, address = '', port = ''] =
      /^(?:(\[[^\]]{0,60}\]|[\d.]{7,15}|\*)?:)?(?:[\w${}-]{0,60}:)?(\d{1,5})(?:-\d{1,5})?(?:\/tcp)?$/.exec(text) ?? [];
    return port !== '' && EVERY_ADDRESS.has(address) ? [{ port: Number(port), at: entry.at }] : [];
  });
}

function openDoors(services: readonly Service[]) {
  return services.flatMap((service) =>
    publishedPorts(service).flatMap((published) => {
      const door = DOORS.find(
        ({ port, image }) =>
          port === published.port && (image === undefined || image.test(`${service.image} ${service.name}`)),
      );
      return door === undefined ? [] : [{ door, at: published.at }];
    }),
  );
}

function judgePorts(services: readonly Service[]): Outcome {
  const found = openDoors(services);
  if (found.length === 0)
    return services.length === 0
      ? absent('no compose file is here')
      : pass('no port that is known to need it is open to every network');
  const open = found.filter(({ door }) => door.open);
  const worst = open.length > 0 ? open : found;
  const names = [...new Set(worst.map(({ door }) => door.what))];
  const text = `open to every network that the machine is in: ${names.join(', ')}`;
  const places = worst.map(({ at: place }) => place);
  return open.length > 0 ? fail(text, ...places) : warn(text, ...places);
}

const SOCKET = /\/(?:var\/)?run\/(?:docker|podman\/podman)\.sock/;

function judgePower(services: readonly Service[]): Outcome {
  const privileged = services.flatMap(({ map }) => {
    const entry = map.get('privileged');
    return entry !== undefined && isOn(entry) === true ? [entry.at] : [];
  });
  const sockets = services.flatMap(({ map }) =>
    itemsOf(map.get('volumes')).flatMap((entry) => {
      const source = entry.kind === 'map' ? textOf(at(entry, 'source')) : textOf(entry);
      return SOCKET.test(source ?? '') ? [entry.at] : [];
    }),
  );
  const said = [
    privileged.length > 0 && `${counted(privileged.length, 'privileged container')}`,
    sockets.length > 0 && `${counted(sockets.length, 'container')} with the Docker socket`,
  ].filter((part) => part !== false);
  if (said.length > 0)
    return warn(`${said.join(', ')}: a hole in one is a hole in the machine`, ...privileged, ...sockets);
  return services.length === 0 ? absent('no compose file is here') : pass('no container holds the whole machine');
}

const example = (service: string) => ({ 'docker-compose.yml': `services:\n  ${service}` });

export const checks: readonly AuditCheck[] = [
  {
    id: 'compose-ports',
    point: POINTS.services,
    title: 'Containers open no unprotected port to the network',
    why: 'Docker publishes a port on all addresses of the machine, past its firewall.',
    remedy:
      'Publish it on this machine only (`127.0.0.1:1883:1883`), or take `ports:` out: containers of one network reach each other.',
    help: 'https://docs.docker.com/engine/network/port-publishing/',
    judge: ({ services }) => judgePorts(services),
    examples: [
      {
        about: 'On this machine only',
        verdict: 'pass',
        files: example('broker:\n    image: eclipse-mosquitto:2\n    ports:\n      - 127.0.0.1:1883:1883\n'),
      },
      {
        about: 'MQTT without TLS for every network',
        verdict: 'warn',
        files: example('broker:\n    image: eclipse-mosquitto:2\n    ports:\n      - "1883:1883"\n'),
        at: 'docker-compose.yml:5',
      },
      {
        about: 'Frigate’s port without a login, in the long form',
        verdict: 'fail',
        files: example(
          'nvr:\n    image: ghcr.io/blakeblackshear/frigate:stable\n    ports:\n      - target: 5000\n        published: 5001\n',
        ),
        at: 'docker-compose.yml:5',
      },
    ],
  },
  {
    id: 'compose-privileges',
    point: POINTS.services,
    title: 'No container holds the whole machine',
    why: 'A privileged container, or one with the Docker socket, can do whatever root can.',
    remedy: 'Give it the devices that it needs (`devices:`), and the Docker socket only through a proxy that filters.',
    help: 'https://docs.docker.com/engine/security/',
    judge: ({ services }) => judgePower(services),
    examples: [
      {
        about: 'One device',
        verdict: 'pass',
        files: example('zigbee:\n    image: koenkk/zigbee2mqtt\n    devices:\n      - /dev/ttyACM0\n'),
      },
      {
        about: 'A privileged container',
        verdict: 'warn',
        files: example('hub:\n    image: homeassistant/home-assistant\n    privileged: true\n'),
        at: 'docker-compose.yml:4',
      },
      {
        about: 'The Docker socket',
        verdict: 'warn',
        files: example(
          'top:\n    image: portainer/portainer-ce\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock\n',
        ),
        at: 'docker-compose.yml:5',
      },
    ],
  },
];
