// Who lives here: user names, e-mail addresses, phone numbers, ids of chats, accounts and devices. Off until asked for.
import type { Rule } from '../types.js';
import { privateValues } from './privacy/load.js';

const id = 'identity';

export const rule: Rule = {
  meta: {
    id,
    class: 'identity',
    severity: 'warning',
    optIn: true,
    summary: 'a user name, e-mail address, phone number, chat or account id',
    why: 'It opens nothing by itself, but it says who lives here, and it is the other half of a login: guessed passwords and phishing start from it.',
    remedy:
      'Put it into the secrets file and refer to it. What the whole world may know can be ignored with a comment or in the config.',
    specificity: 3,
  },
  suspects: () => true,
  *checkFile(unit) {
    for (const finding of privateValues().findPrivateValues(unit)) if (finding.rule === id) yield finding;
  },
  examples: {
    bad: [
      {
        file: 'configuration.yaml',
        about: 'a login’s other half',
        text: 'mqtt:\n  broker: 192.0.2.5\n  username: «erika.b»\n  password: !secret mqtt_password\n',
      },
      {
        file: 'packages/notify.yaml',
        about: 'where messages go',
        text: 'notify:\n  - platform: telegram\n    name: phone\n    chat_id: «384756201»\n  - platform: smtp\n    server: smtp.example.com\n    recipient: «erika.b@mailbox-lantern.net»\n',
      },
    ],
    good: [
      {
        file: 'configuration.yaml',
        about: 'a name that every installation has',
        text: 'mqtt:\n  broker: core-mosquitto\n  username: homeassistant\n  password: !secret mqtt_password\n',
      },
      {
        file: 'automations.yaml',
        about: 'ids that mean something inside this Home Assistant only',
        text: '- id: "1690000000001"\n  triggers:\n    - trigger: device\n      device_id: 4f1d0c6a9b3e4d7fa2c85e0b1d6f7a39\n      entity_id: light.kitchen\n',
      },
      {
        file: 'notify.yaml',
        about: 'a sample and a template',
        text: 'notify:\n  - platform: smtp\n    recipient: you@example.com\n  - platform: telegram\n    chat_id: "{{ trigger.event.data.chat_id }}"\n',
      },
    ],
  },
};
