// The MQTT broker: who may connect without a password.
import { type AuditCheck, absent, fail, type Outcome, pass, warn, worst } from '../check.js';
import type { Broker } from '../mosquitto.js';
import { POINTS } from '../points.js';

function judgeBroker({ file, anonymous, listener, hasListener }: Broker): Outcome {
  if (anonymous === undefined) return pass('it asks for a password', { file, line: null });
  if (listener !== undefined) return fail('everybody who reaches it may read and send', anonymous, listener);
  if (hasListener) return pass('without a password only from this machine', anonymous);
  return warn('without a listener Mosquitto 2 only lets this machine in, and older ones everybody', anonymous);
}

export const checks: readonly AuditCheck[] = [
  {
    id: 'mqtt-anonymous',
    point: POINTS.services,
    title: 'The MQTT broker asks for a password',
    why: 'Who may send to the broker switches what Home Assistant and Zigbee2MQTT switch, and sees all that they say.',
    remedy: 'Set `allow_anonymous false` and a `password_file`, and give each client a login.',
    help: 'https://mosquitto.org/documentation/authentication-methods/',
    judge: ({ brokers }) => worst(brokers.map(judgeBroker)) ?? absent('no mosquitto.conf is here'),
    examples: [
      {
        about: 'With a password file',
        verdict: 'pass',
        files: {
          'configuration.yaml': 'homeassistant:\n',
          'mosquitto/mosquitto.conf': 'listener 1883\nallow_anonymous false\npassword_file /mosquitto/passwd\n',
        },
      },
      {
        about: 'Anybody',
        verdict: 'fail',
        files: {
          'configuration.yaml': 'homeassistant:\n',
          'mosquitto/mosquitto.conf': '# lan\nlistener 1883\nallow_anonymous true\n',
        },
        at: 'mosquitto/mosquitto.conf:3',
      },
      {
        about: 'Anybody on this machine',
        verdict: 'pass',
        files: {
          'configuration.yaml': 'homeassistant:\n',
          'mosquitto.conf': 'listener 1883 127.0.0.1\nallow_anonymous true\n',
        },
      },
    ],
  },
];
