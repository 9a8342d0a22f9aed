// Where the house stands: coordinates, addresses, places, the time zone. Off until asked for.
import type { Rule } from '../types.js';
import { privateValues } from './privacy/load.js';

const id = 'location';

export const rule: Rule = {
  meta: {
    id,
    class: 'location',
    severity: 'warning',
    optIn: true,
    summary: 'coordinates, an address or the time zone of the house',
    why: 'With the configuration it tells a stranger where to find the house, what is in it, and when nobody is at home.',
    remedy:
      'Put it into the secrets file and refer to it: `latitude: !secret home_latitude`. Zones can be made in the Home Assistant interface, which keeps them out of YAML.',
    specificity: 2,
  },
  suspects: () => true,
  *checkFile(unit) {
    for (const finding of privateValues().findPrivateValues(unit)) if (finding.rule === id) yield finding;
  },
  examples: {
    bad: [
      {
        file: 'configuration.yaml',
        about: 'the house on the map',
        text: 'homeassistant:\n  latitude: «48.20849»\n  longitude: «16.37208»\n  elevation: «171»\n  time_zone: «Europe/Vienna»\n',
      },
      {
        file: 'ui-lovelace.yaml',
        about: 'inside a URL',
        text: 'cards:\n  - type: iframe\n    url: «https://embed.example.com/map?lat=48.20849&zoom=9»\n',
      },
    ],
    good: [
      {
        file: 'configuration.yaml',
        about: 'a reference, and a template that reads an entity',
        text: "homeassistant:\n  latitude: !secret home_latitude\ntemplate:\n  - sensor:\n      - name: x\n        state: \"{{ state_attr('zone.home', 'latitude') }}\"\n",
      },
      {
        file: 'configuration.yaml',
        about: 'other addresses, and the height of the sun',
        text: 'modbus:\n  - name: meter\n    sensors:\n      - name: power\n        address: 4098\nautomation:\n  - triggers:\n      - trigger: numeric_state\n        entity_id: sun.sun\n        attribute: elevation\n        below: -4.5\n',
      },
    ],
  },
};
