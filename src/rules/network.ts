// How the network of the house is made: Wi-Fi names, IP and hardware addresses, hosts, own domains and URLs. Off until asked for.
import type { Rule } from '../types.js';
import { privateValues } from './privacy/load.js';

const id = 'network';

export const rule: Rule = {
  meta: {
    id,
    class: 'network',
    severity: 'warning',
    optIn: true,
    summary: 'a Wi-Fi name, IP or hardware address, host name or URL of this house',
    why: 'Together these are the map that somebody inside the network, or in front of the house, would have to draw first. A Wi-Fi name alone can be looked up on public maps; an own domain is the front door.',
    remedy: 'Put it into the secrets file and refer to it. In a longer text, move the whole value there.',
    specificity: 1,
  },
  suspects: () => true,
  *checkFile(unit) {
    for (const finding of privateValues().findPrivateValues(unit)) if (finding.rule === id) yield finding;
  },
  examples: {
    bad: [
      {
        file: 'esphome/node.yaml',
        about: 'the Wi-Fi and the place in it',
        text: 'esphome:\n  name: node\nwifi:\n  ssid: «Lindgren_IoT»\n  password: !secret wifi_password\n  manual_ip:\n    static_ip: «192.168.7.21»\n    gateway: «192.168.7.1»\n    subnet: 255.255.255.0\n',
      },
      {
        file: 'configuration.yaml',
        about: 'the front door',
        text: 'homeassistant:\n  external_url: «https://lantern-home.duckdns.org:8123»\nswitch:\n  - platform: wake_on_lan\n    mac: «A4:C1:38:5B:07:E2»\n',
      },
      {
        file: 'packages/commands.yaml',
        about: 'inside a command',
        text: 'shell_command:\n  wake: «ssh hub@192.168.7.9 sudo reboot»\n',
      },
    ],
    good: [
      {
        file: 'configuration.yaml',
        about: 'what everybody has',
        text: 'mqtt:\n  broker: core-mosquitto\n  port: 1883\nhttp:\n  trusted_proxies:\n    - 127.0.0.1\n    - 172.30.33.0/24\nbinary_sensor:\n  - platform: ping\n    host: 1.1.1.1\n',
      },
      {
        file: 'rest.yaml',
        about: 'services for everybody',
        text: 'rest:\n  - resource: https://api.github.com/repos/home-assistant/core/releases/latest\n',
      },
      {
        file: 'esphome/node.yaml',
        about: 'the device’s own access point',
        text: 'esphome:\n  name: node\nwifi:\n  ap:\n    ssid: "Node Fallback Hotspot"\nexternal_components:\n  - source: github://esphome/esphome@2024.6.0\n',
      },
    ],
  },
};
