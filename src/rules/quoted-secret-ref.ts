// `"!secret name"`: in quotes it is a plain string, and the program signs in with those letters.
import { isKey } from '../document/model.js';
import type { RawFinding, Rule, Unit } from '../types.js';
import { usesTags } from './references.js';

const id = 'quoted-secret-ref';
const QUOTED = /^\s*!secret\s+\S+\s*$/;

function* check(unit: Unit): Generator<RawFinding> {
  if (!usesTags(unit)) return;
  for (const scalar of unit.document?.scalars ?? []) {
    if (scalar.tag !== undefined || isKey(scalar) || !QUOTED.test(scalar.value)) continue;
    yield {
      rule: id,
      span: scalar.span,
      message: 'In quotes this is no reference: the text itself is used as the value.',
      confidence: 'high',
      node: scalar,
      whole: true,
      because: 'a string that begins with `!secret` (annotatedyaml: only the tag is looked up)',
    };
  }
}

export const rule: Rule = {
  meta: {
    id,
    class: 'reference',
    severity: 'warning',
    summary: 'a reference in quotes, which is a plain string',
    why: 'Home Assistant and ESPHome look up the tag `!secret`, not a string. The login fails, and the next step is often to write the password there.',
    remedy: 'Take the quotes away: `password: !secret name`.',
    specificity: 20,
  },
  suspicion: 'odd-reference',
  checkFile: check,
  examples: {
    bad: [
      { file: 'configuration.yaml', about: 'double quotes', text: 'mqtt:\n  password: «"!secret mqtt_password"»\n' },
      {
        file: 'esphome/node.yaml',
        about: 'single quotes',
        text: "esphome:\n  name: node\nwifi:\n  password: «'!secret wifi_password'»\n",
      },
    ],
    good: [
      { file: 'configuration.yaml', about: 'the tag', text: 'mqtt:\n  password: !secret mqtt_password\n' },
      {
        file: 'zigbee2mqtt/configuration.yaml',
        about: 'Zigbee2MQTT wants the string',
        text: "serial:\n  port: /dev/ttyUSB0\nmqtt:\n  password: '!secret.yaml mqtt_password'\n",
      },
      {
        file: 'configuration.yaml',
        about: 'the quotes may stand around the name',
        text: 'mqtt:\n  password: !secret "mqtt_password"\n',
      },
    ],
  },
};
