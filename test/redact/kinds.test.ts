// A stand-in is of the same kind and the same YAML type as the value, nobody's, and the same each time.
import { StandIns } from '../../src/commands/redact/stand-ins';
import { plainScalarType } from '../../src/document/scalar';

const CASES: readonly (readonly [
  value: string,
  cls: 'credential' | 'identity' | 'location' | 'network',
  stand: RegExp,
])[] = [
  ['violet88harbour', 'credential', /^REDACTED-1$/],
  ['4821', 'credential', /^9001$/],
  ['007', 'credential', /^\d+$/],
  ['0x1A2B', 'credential', /^\d+$/],
  ['12.5', 'credential', /^\d+\.\d$/],
  ['2024-03-01', 'credential', /^2001-01-\d\d$/],
  ['2024-03-01 10:11:12', 'credential', /^2001-01-\d\d 00:00:00$/],
  ['erika.b', 'identity', /^person-1$/],
  ['erika.b@mailbox-lantern.net', 'identity', /^user-1@example\.com$/],
  ['+4366012345678', 'identity', /^\+15550100\d+$/],
  ['4f1d0c6a-9b3e-4d7f-a2c8-5e0b1d6f7a39', 'identity', /^00000000-0000-4000-8000-0{11}1$/],
  ['48.2082', 'location', /^\d\d\.\d{4}$/],
  ['-122.41', 'location', /^\d\d\.\d\d$/],
  ['Europe/Vienna', 'location', /^Etc\/UTC$/],
  ['Lantern Lane 7', 'location', /^place-1$/],
  ['192.168.7.20', 'network', /^192\.0\.2\.1$/],
  ['192.168.7.20:8123', 'network', /^192\.0\.2\.1:8123$/],
  ['10.4.0.0/16', 'network', /^198\.18\.1\.0\/24$/],
  ['fd12:3456:789a::1', 'network', /^2001:db8:0:1::1$/],
  ['fd12:3456:789a::/48', 'network', /^2001:db8:1::\/48$/],
  ['a4:cf:12:9b:00:17', 'network', /^00:00:5e:00:53:01$/],
  ['A4-CF-12-9B-00-17', 'network', /^00-00-5E-00-53-01$/],
  ['nas.lantern.lan', 'network', /^host-1\.example$/],
  ['.lantern.lan', 'network', /^\.host-1\.example$/],
  ['LanternNet', 'network', /^network-1$/],
  ['https://ha.lantern.net:8123/', 'network', /^https:\/\/host-1\.example:8123\/$/],
  [
    'rtsp://erika:violet88harbour@192.168.7.30:554/live/ch1',
    'credential',
    /^rtsp:\/\/user:REDACTED-1@192\.0\.2\.1:554\/REDACTED-2$/,
  ],
];

test.each(CASES)('%s (%s)', (value, cls, stand) => {
  const stands = new StandIns();
  const text = stands.of(value, cls) ?? '';
  expect(text).toMatch(stand);
  expect(plainScalarType(text)).toBe(plainScalarType(value));
  expect(stands.of(value, 'network')).toBe(text);
  // what stands in is not replaced once more
  expect(new StandIns().of(text, cls) ?? text).toMatch(
    /^\d/.test(text) ? /./ : /^(?:REDACTED|person|user|00|place|Etc|host|network|\+|\.host|https|rtsp|2001)/,
  );
});

test.each(['true', 'off', 'null', '~', '192.0.2.7', 'host-3.example', 'REDACTED-12', 'user-4@example.com'])(
  '%s stays',
  (value) => {
    expect(new StandIns().of(value, 'credential')).toBeUndefined();
  },
);

test('a thousand values of a kind have a thousand stand-ins, none of them a value', () => {
  const stands = new StandIns();
  const makers: readonly ((n: number) => string)[] = [
    (n) => `10.1.${n >> 8}.${n & 255}`,
    (n) => String(1000 + n),
    (n) => `a4:cf:12:9b:${(n >> 8).toString(16).padStart(2, '0')}:${(n & 255).toString(16).padStart(2, '0')}`,
    (n) => `48.${String(n).padStart(4, '0')}`,
    (n) => `pass-word${n}x`,
    (n) => `erika${n}@lantern.net`,
  ];
  for (const make of makers) {
    const values = Array.from({ length: 1000 }, (_, n) => make(n));
    const made = values.map((value) => stands.of(value, 'network') ?? '');
    expect(new Set(made).size).toBe(1000);
    expect(made.filter((text) => values.includes(text) || text === '')).toEqual([]);
  }
});
