// What stands in for a secret of a kind in files for CI: made-up, the same for everybody, and of the type that the configuration wants.
// `secrets fake` writes these; who judges a stand-in knows them again.

export const STAND_IN_VALUES = {
  apiKey: 'fake_api_key',
  /** 32 bytes of zeros: what ESPHome and WireGuard want of a key. */
  base64Key: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  bool: 'true',
  /** Any file that is there on every system: Home Assistant checks that it can be read. */
  certificate: '/etc/hosts',
  code: '0000',
  country: 'US',
  cron: '0 0 * * *',
  currency: 'EUR',
  database: 'mysql://fake.example.com/fake',
  date: '2000-01-01',
  deviceTracker: 'device_tracker.fake',
  email: 'fake@example.com',
  entity: 'sensor.fake',
  folder: '/tmp',
  hex: '00000000000000000000000000000000',
  host: '192.0.2.1',
  hostName: 'fake.example.com',
  icon: 'mdi:home',
  id: 'fake_id',
  language: 'en',
  /** An upper bound. */
  large: '100',
  mac: '00:00:00:00:00:00',
  netmask: '255.255.255.0',
  network: '192.0.2.0/24',
  networkKey: '[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]',
  number: '1',
  password: 'fake_password',
  path: '/config/fake',
  phone: '+10000000000',
  place: '0.0',
  secret: 'fake_secret',
  ssid: 'fake_ssid',
  stream: 'rtsp://fake.example.com/stream',
  text: 'fake',
  time: '00:00:00',
  timeZone: 'UTC',
  token: 'fake_token',
  topic: 'fake/topic',
  unitSystem: 'metric',
  url: 'http://fake.example.com/',
  user: 'fake_user',
  uuid: '00000000-0000-0000-0000-000000000000',
  webhook: 'fake_webhook_id',
  zwaveKey: '0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00',
} as const;

export type StandInKind = keyof typeof STAND_IN_VALUES;

const KNOWN: ReadonlySet<string> = new Set(Object.values(STAND_IN_VALUES));

export function isStandInValue(value: string): boolean {
  return KNOWN.has(value);
}
