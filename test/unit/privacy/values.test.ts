// Whose an address, a host, a URL is, and what is private in a text: tables of rows.
import { ipv4Kind, ipv6Kind, isHardwareAddress } from '../../../src/rules/privacy/addresses';
import { GATES } from '../../../src/rules/privacy/gates';
import { hostKind, urlKind } from '../../../src/rules/privacy/hosts';
import { isUsualPort } from '../../../src/rules/privacy/keys';
import { findPrivateTexts } from '../../../src/rules/privacy/texts';

test.each([
  ['192.168.7.12', 'private'],
  ['10.0.0.1', 'private'],
  ['172.16.0.1', 'private'],
  ['172.32.0.1', 'public'],
  ['100.72.9.4', 'private'],
  ['192.168.7.0/24', 'private'],
  ['84.115.23.9', 'public'],
  ['103.21.244.0/22', 'none'],
  ['192.0.2.1', 'none'],
  ['198.51.100.77', 'none'],
  ['203.0.113.4', 'none'],
  ['127.0.0.1', 'none'],
  ['0.0.0.0', 'none'],
  ['255.255.255.0', 'none'],
  ['224.0.0.251', 'none'],
  ['169.254.1.1', 'none'],
  ['8.8.8.8', 'none'],
  ['172.30.33.0/24', 'none'],
  ['192.168.0.0/16', 'none'],
  ['999.1.1.1', 'none'],
  ['010.1.1.1', 'none'],
])('IPv4 %s: %s', (text, kind) => expect(ipv4Kind(text)).toBe(kind));

test.each([
  ['fd3a:9c51:77e0:4::1', 'private'],
  ['fe80::1a2b:3c4d:5e6f:7a8b', 'private'],
  ['2a02:8388:1b2c:4d00::5', 'public'],
  ['2001:db8::1', 'none'],
  ['::1', 'none'],
  ['ff02::fb', 'none'],
  ['fe80::/10', 'none'],
  ['2606:4700:4700::1111', 'none'],
  ['00:15:8d:00:02:9b:a0:dd', 'none'],
  ['1::2::3', 'none'],
  ['12:30:00', 'none'],
])('IPv6 %s: %s', (text, kind) => expect(ipv6Kind(text)).toBe(kind));

test.each([
  ['A4:C1:38:5B:07:E2', true],
  ['a4c1385b07e2', true],
  ['AA:BB:CC:DD:EE:FF', false],
  ['12:34:56:78:9A:BC', false],
  ['00:00:5E:00:53:01', false],
  ['00:00:00:00:00:00', false],
  ['FF:FF:FF:FF:FF:FF', false],
  ['A4:C1:38:5B:07', false],
])('hardware address %s: %s', (text, is) => expect(isHardwareAddress(text)).toBe(is));

test.each([
  ['nas.lindgren.lan', 'own'],
  ['.lindgren.lan', 'own'],
  ['lantern.duckdns.org:8123', 'own'],
  ['x1y2.ui.nabu.casa', 'own'],
  ['printer-attic.local', 'own'],
  ['192.168.7.1:80', 'own'],
  ['[fd3a:9c51:77e0:4::1]:80', 'own'],
  ['ha.lindgren.at', 'own'],
  ['lindgren.at', 'unknown'],
  ['localhost', 'none'],
  ['homeassistant.local', 'none'],
  ['core-mosquitto', 'none'],
  ['a0d7b954-influxdb', 'none'],
  ['example.org', 'none'],
  ['mqtt.example', 'none'],
  ['yourdomain.duckdns.org', 'none'],
  ['www.duckdns.org', 'none'],
  ['api.weather-lab.com', 'none'],
  ['raw.githubusercontent.com', 'none'],
  ['smtp.gmail.com', 'none'],
  ['0.pool.ntp.org', 'none'],
  ['script.py', 'none'],
  ['{{ host }}', 'none'],
  ['${ip}', 'none'],
])('host %s: %s', (text, kind) => expect(hostKind(text)).toBe(kind));

test.each([
  ['http://192.168.7.1/x', 'own'],
  ['https://lindgren.at:8443/x', 'own'],
  ['http://lindgren.at:8123', 'own'],
  ['http://lindgren.at:8000/live.mp3', 'unknown'],
  ['http://84.115.23.9:8000/stream', 'unknown'],
  ['https://{{ host }}.lan/', 'none'],
  ['http://localhost:8123', 'none'],
  ['no URL', 'none'],
])('URL %s: %s', (text, kind) => expect(urlKind(text)).toBe(kind));

test.each([
  ['user', 'erika.b', true],
  ['user', 'Home Assistant', false],
  ['user', 'admin', false],
  ['user', 'your_username', false],
  ['user', '4f1d0c6a9b3e4d7fa2c85e0b1d6f7a39', false],
  ['phone', '+43 664 9182736', true],
  ['phone', '0664 918 2736', true],
  ['phone', '+1 202 555 0143', false],
  ['phone', '12.5', false],
  ['chat', '-1001384756201', true],
  ['chat', '123456789', false],
  ['latitude', '48.20849', true],
  ['latitude', '95.20849', false],
  ['latitude', '0.000', false],
  ['longitude', '-117.93', true],
  ['ssid', 'Lindgren_IoT', true],
  ['ssid', 'YOUR_SSID', false],
  ['ssid', 'Node Fallback Hotspot', false],
  ['port', '18443', true],
  ['port', '99999', false],
  ['timezone', 'Europe/Vienna', true],
  ['timezone', 'Etc/UTC', false],
  ['timezone', 'UTC', false],
  ['device', 'SN-8841-20771', true],
  ['device', 'GPIO13', false],
  ['client', 'home-assistant', false],
  ['address', '12 Maple Avenue, Fernwick', true],
  ['address', '0x76', false],
  ['postcode', '1040', true],
  ['place', 'Kitchen', false],
] as const)('%s %s: %s', (kind, value, passes) => expect(GATES[kind](value) !== undefined).toBe(passes));

test.each([
  ['mqtt', 1883, true],
  ['mqtt', 8123, false],
  ['http', 8123, true],
  ['http', 1883, false],
  ['some_integration', 8080, true],
  ['some_integration', 18443, false],
] as const)('port of %s %s: %s', (name, port, usual) =>
  expect(isUsualPort(port, { integrations: [{ name, path: 'port' }] })).toBe(usual),
);

test.each([
  ['ping 192.168.7.1 and 192.168.7.2', 'ip:192.168.7.1 ip:192.168.7.2'],
  ['oid 1.3.6.1.4.1.2021.10', ''],
  ['firmware 10.0.0.4', ''],
  ['pkg==10.0.0.4', ''],
  ["x == '10.0.0.4'", 'ip:10.0.0.4'],
  ['mac A4:C1:38:5B:07:E2, ieee 00:15:8d:00:02:9b:a0:dd', 'mac:A4:C1:38:5B:07:E2'],
  ['at 12:30:00 on 2024-01-02', ''],
  ['write to erika.b@mailbox-lantern.net', 'email:erika.b@mailbox-lantern.net'],
  ['author: erika.b@mailbox-lantern.net', ''],
  ['uses: actions/checkout@v4.1.0 git@github.com icon@2x.png', ''],
  ['ssh -p 22 erika@lindgren.at', 'host:lindgren.at'],
  ['call +436649182736 now', 'phone:+436649182736'],
  ['2020-01-01T00:00:00+0100', ''],
  ['https://maps.test-lab.com/@48.20849,16.37208,12z', 'coordinates:48.20849,16.37208'],
  ['?lat=48.208&lon=16.372', 'latitude:48.208 longitude:16.372'],
  ['M12.3456,4.5678 14.1234,5.6789', ''],
  ['e.g. http://192.168.7.1/', ''],
  ['see http://192.168.7.1/a.', 'url:http://192.168.7.1/a'],
  ['http://{{ ip }}/x and nas.lindgren.lan', 'host:nas.lindgren.lan'],
  ['entity calendar.local', ''],
  ['12 Maple Avenue', 'address:12 Maple Avenue'],
  ['18 Storgata, Oldenmoor', 'address:18 Storgata, Oldenmoor'],
  ['10 min drive to work', ''],
])('in %j: %s', (text, hits) =>
  expect(
    findPrivateTexts(text)
      .map(({ kind, value }) => `${kind}:${value}`)
      .join(' '),
  ).toBe(hits),
);
