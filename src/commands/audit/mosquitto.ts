// A Mosquitto configuration: who may connect. Pure. Source: mosquitto.conf(5) 2.0 and 2.1.
import type { Place } from '../../reporters/audit/audit-report.js';

export interface Broker {
  readonly file: string;
  /** A listener that other machines reach. */
  readonly listener: Place | undefined;
  /** Where `allow_anonymous true` stands for such a listener. */
  readonly anonymous: Place | undefined;
  /** Some listener is there at all: without one, Mosquitto 2 only lets its own machine connect. */
  readonly hasListener: boolean;
}

const LOCAL = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/;

export function readBroker(file: string, text: string): Broker {
  let hasListener = false;
  let listener: Place | undefined;
  let anonymous: Place | undefined;
  let perListener = false;
  /** Whether what follows is about a listener that only this machine reaches. */
  let isLocal = false;
  for (const [index, line] of text.split('\n').entries()) {
    const [key = '', ...values] = line.trim().split(/\s+/);
    if (key.startsWith('#')) continue;
    const place = { file, line: index + 1 };
    const [first = '', second = ''] = values;
    if (key === 'per_listener_settings') perListener = first === 'true';
    else if (key === 'listener' || key === 'port') {
      hasListener = true;
      // port 0 is a socket of this machine
      isLocal = LOCAL.test(second) || first === '0';
      if (!isLocal) listener ??= place;
    } else if (key === 'bind_address' && LOCAL.test(first)) isLocal = true;
    else if (key === 'allow_anonymous') {
      if (first === 'true' && !(perListener && isLocal)) anonymous ??= place;
      else if (first === 'false' && !perListener) anonymous = undefined;
    }
  }
  return { file, listener, anonymous, hasListener };
}
