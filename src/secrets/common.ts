// Values too common to be recognised as somebody's secret: a port, a word, the password everybody has.
import { isPlaceholder } from '../judgement/placeholder.js';
import { isReadable } from '../judgement/shape.js';

/** Passwords that stand at the top of every list of leaked ones, and the defaults of home servers. */
const EVERYBODYS = new Set(
  `123456 1234567 12345678 123456789 1234567890 111111 000000 123123 654321 666666 121212 112233 abc123 abcd1234 qwerty qwerty123 qwertyuiop 1q2w3e4r
  1qaz2wsx iloveyou admin admin123 administrator root toor pass1234 passw0rd password1 password12 password123 letmein welcome welcome1 monkey dragon
  football baseball sunshine princess master superman raspberry raspberrypi homeassistant hassio hass esphome mosquitto zigbee2mqtt mqttuser mqttpassword
  homeassistant123 test1234 testtest changeme guest default public private secret secret123 smarthome home1234 ubnt alpine openhabian odroid synology
  volumio tasmota shelly sonoff 88888888 00000000 11111111 87654321 asdfasdf asdfghjkl zaq12wsx trustno1 starwars`.split(
    /\s+/,
  ),
);
const ADDRESS =
  /^(?:\d{1,3}\.){3}\d{1,3}(?:[:/]\d{1,5})?$|^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$|^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;
const PLAIN_URL = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^@?]*$/i;
const HOST = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/i;
const SWITCH = /^(?:true|false|yes|no|on|off|null|none|auto|metric|imperial)$/i;
const PATH = /^(?:\/|\.{1,2}\/|~\/)[\w./-]*$/;
const COORDINATE = /^-?\d{1,3}\.\d+$/;
const TIME = /^\d{1,2}:\d{2}(?::\d{2})?$/;

/** Whether finding the value somewhere says nothing. */
export function isCommonValue(value: string): boolean {
  const text = value.trim();
  const lower = text.toLowerCase();
  if (EVERYBODYS.has(lower) || SWITCH.test(text) || isPlaceholder(text)) return true;
  if (
    ADDRESS.test(text) ||
    PLAIN_URL.test(text) ||
    HOST.test(text) ||
    PATH.test(text) ||
    COORDINATE.test(text) ||
    TIME.test(text)
  )
    return true;
  // a port, a year, a count
  if (/^\d+$/.test(text)) return text.length < 6;
  // one word of letters, or words as entities and topics are named
  return /^[\p{L}]+$/u.test(text) && isReadable(text);
}
