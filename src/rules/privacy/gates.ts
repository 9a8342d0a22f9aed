// What a value must look like before the name of its key is believed: per kind, how sure it is, or undefined.
import { isPlaceholder } from '../../judgement/placeholder.js';
import { isHex, isReadable, isUuid, looksGenerated } from '../../judgement/shape.js';
import type { Confidence } from '../../types.js';
import { DEFAULT_USERS } from '../data/privacy/hosts.js';
import type { PrivateKind } from '../data/privacy/kinds.js';
import { isHardwareAddress } from './addresses.js';
import { hostKind, urlKind } from './hosts.js';

export type Gate = (value: string) => Confidence | undefined;

const when = (holds: boolean, confidence: Confidence = 'high'): Confidence | undefined =>
  holds ? confidence : undefined;

/** Home Assistant's own ids: of users, devices, entries (homeassistant: util/uuid.py, util/ulid.py). */
const INTERNAL_ID = /^(?:[0-9a-f]{32}|01[0-9A-HJKMNP-TV-Z]{24})$/;

/** `yourmqttusername`, `secretusername`: what to fill in. */
const NO_USER =
  /^(?:your|my|secret|some|the|dein|jouw|votre)[\w .-]{0,30}(?:user|name|login)\w{0,6}$|^user_?name$|^(?:your|dein|jouw|votre)[_-]/i;

function user(value: string): Confidence | undefined {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_.@+, -]{1,63}$/u.test(value) || /^[\d.,: -]+$/.test(value)) return undefined;
  if (
    DEFAULT_USERS.has(value.toLowerCase().replace(/[ _-]+/g, '')) ||
    INTERNAL_ID.test(value) ||
    value.split(' ').length > 3
  )
    return undefined;
  if (NO_USER.test(value)) return undefined;
  return when(!isPlaceholder(value), /\d|[._-]/.test(value) ? 'high' : 'medium');
}

/** NANP numbers for fiction (555-01xx), numbers of one digit, counted-up ones, and those in manuals. */
const NO_PHONE = /555-?01\d\d$|(\d)\1{6}|1234567|7654321|0123456/;

export function isPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  return digits.length >= 7 && digits.length <= 15 && !NO_PHONE.test(digits);
}

const phone: Gate = (value) => {
  const hasPrefix = /^(?:\+|00?[1-9])/.test(value);
  if (!/^\+?\d[\d ()./-]{6,22}$/.test(value) || /^\d+\.\d+$/.test(value)) return undefined;
  return when(isPhone(value) && (hasPrefix || value.replace(/\D/g, '').length >= 9), hasPrefix ? 'high' : 'medium');
};

const person: Gate = (value) =>
  when(/^\p{Lu}[\p{L}'’.-]{1,30}(?: \p{L}[\p{L}'’.-]{0,30}){0,3}$/u.test(value) && !isPlaceholder(value), 'medium');

/** Telegram ids and names, Discord snowflakes, Slack and Matrix ids, Signal groups (their API documentation). */
const CHAT =
  /^(?:-?[1-9]\d{5,13}|[1-9]\d{16,19}|@[A-Za-z]\w{4,31}|[CGUDT][A-Z0-9]{8,11}|[!#@][\w.=/+-]{1,100}:[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|group\.[A-Za-z0-9+/=]{20,90}|[\d-]{5,25}@[gs]\.(?:us|whatsapp\.net))$/;
const SAMPLE_NUMBER = /^-?(?:100)?(?:(\d)\1{4,}|1234567?8?9?0?\d{0,4}|9876543?2?1?0?|0*)$/;

const chat: Gate = (value) => when(CHAT.test(value) && !SAMPLE_NUMBER.test(value));

function isId(value: string, least: number): boolean {
  if (/^(?:your|my|some)[_-]/i.test(value)) return false;
  if (value.length < least || value.length > 200 || /[\s{}<>$*]|:\/\/|^[./]/.test(value)) return false;
  if (SAMPLE_NUMBER.test(value) || isPlaceholder(value) || !/\d/.test(value)) return false;
  return isUuid(value) || isHex(value, 10) || looksGenerated(value, 10) || !isReadable(value);
}

const account: Gate = (value) =>
  when(
    isId(value, 5) && !INTERNAL_ID.test(value) && !/^0x/i.test(value),
    looksGenerated(value, 10) ? 'high' : 'medium',
  );
/** Beside a login, in whatever form. */
const servicesUser: Gate = (value) => when(isId(value, 5) && !/^0x/i.test(value), 'medium');
const organisation: Gate = (value) =>
  when(
    (looksGenerated(value, 12) && !isPlaceholder(value)) || (/^\d{6,20}$/.test(value) && !SAMPLE_NUMBER.test(value)),
    'medium',
  );
const client: Gate = (value) => when(/\.apps\.googleusercontent\.com$/.test(value) || isId(value, 8));
const device: Gate = (value) =>
  when(
    isId(value, 6) && !INTERNAL_ID.test(value) && !/^0x|^\/dev|^gpio/i.test(value) && !/^\d{1,5}$/.test(value),
    'medium',
  );

/** Beside a login of its own it is the maker's id, in whatever form. */
const makersDevice: Gate = (value) => when(isId(value, 6), 'medium');

const COORDINATE = /^[-+]?\d{1,3}\.\d{2,20}°?$/;
/**
 * Home Assistant's defaults: where its onboarding and its old sample configuration stand (homeassistant: config.py, const.py; frontend: onboarding);
 * ESPresense's example (espresense-companion: src/config.example.yaml), and what manuals print, `37.123456`.
 */
const DEFAULT_PLACE =
  /\.12345(?:6(?:7(?:89?)?)?)?$|^(?:52\.37313|4\.89031|32\.8733|-?117\.2274|38\.897957|-77\.03656|0?0\.0{2,}|12\.34|123\.45)|^(\d)\1\.\1+$/;

function coordinate(most: number): Gate {
  return (value) => {
    if (!COORDINATE.test(value) || DEFAULT_PLACE.test(value)) return undefined;
    return when(Math.abs(Number.parseFloat(value)) <= most, /\.\d{3}/.test(value) ? 'high' : 'medium');
  };
}

const PAIR = /^[[(]?\s{0,3}([-+]?\d{1,2}\.\d{3,16}),?\s{0,3}([-+]?\d{1,3}\.\d{3,16})\s{0,3}[\])]?$/;

const coordinates: Gate = (value) => {
  const [, latitude = '', longitude = ''] = PAIR.exec(value) ?? [];
  return coordinate(90)(latitude) && coordinate(180)(longitude);
};

/** A number beside words, as streets are written everywhere: `12 Maple Avenue`, `Kerkstraat 5b`. */
const STREET =
  /^(?:\d{1,5} ?[a-z]?,? (?=\p{L})[\p{L}\d .,'’/-]{3,100}|(?=[^\d\n]{3,60}\s\d)\p{L}[\p{L} .'’-]{2,60} \d{1,5} ?[a-z]?(?:[ ,/-][\p{L}\d .,'’/-]{0,80})?)$/iu;
const WITH_TOWN = /^\p{L}[\p{L}\d .'’-]{2,60}, ?[\p{L}\d][\p{L}\d .,'’-]{1,80}$/u;

const address: Gate = (value) =>
  when(
    STREET.test(value) &&
      !/^\d{1,5} (?:\w{1,3}|\w{0,10}(?:hours?|min\w*|sec\w*|days?|bits?|bytes?|px|watts?|volts?))$/i.test(value),
    'medium',
  );
const wayPoint: Gate = (value) => address(value) ?? when(WITH_TOWN.test(value), 'medium');
const postcode: Gate = (value) =>
  when(
    /^(?=[^\n]{0,9}\d{2})[A-Z\d][A-Z\d -]{3,9}$/i.test(value) && !/^(?:0+|12345|99999|11111)$/.test(value),
    'medium',
  );

/** Rooms and other words that a `location:` has as well. */
const NO_TOWN =
  /^(?:home|work|school|away|house|indoors?|outdoors?|inside|outside|kitchen|garden|garage|bedroom|office|hall(?:way)?|attic|basement|bath(?:room)?|living ?room|default|current|local|center|left|right|top|bottom|auto|unknown|none|city|town)$/i;
const place: Gate = (value) =>
  when(
    /^\p{Lu}[\p{L}'’. -]{2,40}(?:, ?\p{L}[\p{L} .'’-]{1,30}){0,2}$/u.test(value) &&
      !NO_TOWN.test(value) &&
      !isPlaceholder(value),
    'low',
  );

const ZONE =
  /^(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Brazil|Canada|Chile|Europe|Indian|Mexico|Pacific|US)\/[A-Za-z][A-Za-z_/+-]{1,40}$/;

/** Names that devices and boxes ship with, and the ones in manuals. */
const NO_WIFI =
  /fallback|hotspot|captive|access.?point|^(?:my|your|the)?[ _-]?(?:home|wifi|wi-fi|wlan|ssid|network|net|guest|test|iot|internet|router)?[ _-]?(?:wifi|wi-fi|wlan|ssid|network|netzwerk|name|test)?$|^(?:my|your)(?:wifi|ssid|network)\w*$|[_ -](?:ap|setup|config|failsafe|rescue|recovery)$/i;
const ssid: Gate = (value) =>
  when(
    value.length >= 2 &&
      value.length <= 32 &&
      !NO_WIFI.test(value) &&
      !isPlaceholder(value) &&
      !/[{}<>]|^[$%*]/.test(value),
  );

const host: Gate = (value) => {
  if (/\s/.test(value)) return undefined;
  const kind = hostKind(value);
  return kind === 'own' ? 'high' : when(kind === 'unknown', 'medium');
};

const url: Gate = (value) => {
  const kind = urlKind(value);
  return kind === 'own' ? 'high' : when(kind === 'unknown', 'medium');
};

/** Whether it is unusual depends on what listens there: see `isUsualPort`. */
const port: Gate = (value) => when(/^[1-9]\d{1,4}$/.test(value) && Number(value) < 65_536, 'low');

export const GATES: Readonly<
  Record<PrivateKind | 'waypoint' | 'servicesUser' | 'organisation' | 'makersDevice', Gate>
> = {
  user,
  // its shape is enough, wherever it stands
  email: () => undefined,
  phone,
  person,
  chat,
  account,
  servicesUser,
  organisation,
  client,
  device,
  makersDevice,
  latitude: coordinate(90),
  longitude: coordinate(180),
  elevation: (value) => when(/^[1-9]\d{0,3}(?:\.\d{1,4})?$/.test(value), 'medium'),
  coordinates,
  address,
  waypoint: wayPoint,
  postcode,
  place,
  timezone: (value) => when(ZONE.test(value), 'low'),
  ssid,
  ip: host,
  mac: (value) => when(isHardwareAddress(value)),
  host,
  url,
  port,
};
