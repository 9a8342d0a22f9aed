// The name that a value gets in the secrets file: one that a person would choose.
import { isKey } from '../../src/document/model';
import { parseYaml } from '../../src/document/yaml';
import { proposeName } from '../../src/fix/names';
import type { DialectName } from '../../src/types';

/** `◆` is the value that is named. */
function nameIn(text: string, path: string, dialect: DialectName): string {
  const node = parseYaml(text).scalars.find((scalar) => scalar.value === '◆' && !isKey(scalar));
  if (node === undefined) throw new Error('no value is marked');
  return proposeName(node, path, dialect);
}

test.each([
  ['mqtt_password', 'mqtt:\n  password: ◆\n'],
  ['mqtt_password', 'homeassistant:\n  packages:\n    broker:\n      mqtt:\n        password: ◆\n'],
  ['camera_garage_stream_url', 'camera:\n  - platform: generic\n    name: Garage\n    stream_url: ◆\n'],
  ['camera_haustuer_input', 'camera:\n  - platform: ffmpeg\n    name: Haustür\n    input: ◆\n'],
  ['pushover_phone_api_key', 'notify:\n  - platform: pushover\n    name: phone\n    api_key: ◆\n'],
  ['alarm_code', 'alarm_control_panel:\n  - platform: manual\n    code: ◆\n'],
  [
    'alarm_code',
    '- alias: x\n  action:\n    - service: alarm_control_panel.alarm_disarm\n      data:\n        code: ◆\n',
  ],
  ['rest_command_lamp_authorization', 'rest_command:\n  lamp:\n    headers:\n      Authorization: ◆\n'],
  ['recorder_db_url', 'recorder:\n  db_url: ◆\n'],
  ['home_latitude', 'homeassistant:\n  latitude: ◆\n'],
  ['home_external_url', 'homeassistant:\n  external_url: ◆\n'],
  ['zone_work_longitude', 'zone:\n  - name: Work\n    longitude: ◆\n'],
  ['notify_email_recipient', 'notify:\n  - platform: smtp\n    name: email\n    recipient: ◆\n'],
  ['notify_email_recipient', 'notify:\n  - platform: smtp\n    name: email\n    recipient:\n      - ◆\n'],
  ['smtp_email_password', 'notify:\n  - platform: smtp\n    name: email\n    password: ◆\n'],
  ['mqtt_username', 'mqtt:\n  username: ◆\n'],
  ['on_secret', 'on: ◆\n'],
  ['logger_secret', '"logger": ◆\n'],
  ['secret', '"漢": ◆\n'],
])('%s', (name, text) => {
  expect(nameIn(text, 'configuration.yaml', 'home-assistant')).toBe(name);
});

test.each([
  ['wifi_password', 'wifi:\n  password: ◆\n'],
  ['wifi_ssid', 'wifi:\n  networks:\n    - ssid: ◆\n'],
  ['garage_static_ip', 'wifi:\n  manual_ip:\n    static_ip: ◆\n'],
  ['garage_wifi_ap_password', 'wifi:\n  ap:\n    password: ◆\n'],
  ['garage_api_key', 'api:\n  encryption:\n    key: ◆\n'],
  ['garage_ota_password', 'ota:\n  - platform: esphome\n    password: ◆\n'],
])('in a device: %s', (name, text) => {
  expect(nameIn(text, 'esphome/garage.yaml', 'esphome')).toBe(name);
});
