// Zigbee2MQTT's configuration.yaml. Reference: a quoted string `'!secret.yaml name'`; a tag is a parse error there.
// Source: zigbee2mqtt 2.12.1 lib/util/settings.ts.
import type { Dialect } from './dialect.js';

const REFERENCE = /^!\S{1,100} \S{1,200}$/;

export const zigbee2mqtt: Dialect = {
  name: 'zigbee2mqtt',
  byContent: ({ keys }) =>
    (keys.has('serial') && (keys.has('mqtt') || keys.has('advanced') || keys.has('frontend'))) ||
    (keys.has('mqtt') &&
      keys.has('advanced') &&
      (keys.has('permit_join') || keys.has('devices') || keys.has('frontend'))),
  byPlace: (path) => /(?:^|\/)zigbee2mqtt[^/]*\/[^\n]*\.ya?ml$/i.test(path),
  isReference: (scalar) => scalar.tag === undefined && REFERENCE.test(scalar.value),
  substitution: undefined,
  makeReference: (name) => `'!secret.yaml ${name}'`,
};
