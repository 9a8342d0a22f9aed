// What a value is by its looks, and what can stand in for it: of the same kind, readable, and nobody's.
// Addresses and names are those that are kept free for documentation: RFC 5737, 3849, 2544, 9542 (MAC), 2606, 6761.
import { plainScalarType } from '../../document/scalar.js';

/** What the value of a class that looks like nothing in particular is called. */
const WORDS: Readonly<Record<string, string>> = {
  credential: 'REDACTED',
  identity: 'person',
  location: 'place',
  network: 'network',
};

export interface Maker {
  /** Each kind counts for itself. */
  readonly kind: string;
  readonly make: (n: number) => string;
}

export interface Inner {
  /** The stand-in of a value inside this one. */
  readonly of: (value: string, kind?: string) => string;
}

const V4 = /^((?:\d{1,3}\.){3}\d{1,3})(:\d{1,5})?$/;
const V4_NET = /^(?:\d{1,3}\.){3}\d{1,3}\/(\d{1,2})$/;
const V6 =
  /^(?=[0-9a-f:.]{3,45}(?:\/\d{1,3})?$)(?=(?:[^:]*:){2})[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:[0-9.]{0,15})(\/\d{1,3})?$/i;
const MAC = /^[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}$/i;
const EMAIL = /^[^\s@:/"']{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}$/i;
const URL =
  /^([a-z][a-z0-9+.-]{1,20}:\/\/)(?:([^/@\s]{0,300})@)?([^/:?#\s@]{1,255}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?([/?#]\S{0,8000})?$/i;
const HOST = /^\.?(?:[a-z0-9_-]{1,63}\.){1,10}[a-z][a-z0-9-]{1,62}\.?$/i;
const HOST_PORT = /^((?:[a-z0-9_-]{1,63}\.){1,10}[a-z][a-z0-9-]{1,62})(:\d{1,5})$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PHONE = /^\+\d{7,15}$/;
const ZONE =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|US|Canada)\/[\w+-]{1,40}(?:\/[\w+-]{1,40})?$/;
const DIGITS = /^\d{1,40}$/;
const DECIMAL = /^([-+]?)(\d{1,20})\.(\d{1,20})$/;
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}/;

/** How to stand in for a value; undefined where it is nobody's: a switch, nothing, a stand-in. */
export function makerFor(value: string, cls: string, inner: Inner): Maker | undefined {
  const type = plainScalarType(value);
  if (type === 'bool' || type === 'null' || type === 'merge' || type === 'value' || isStandIn(value)) return undefined;
  return ofSameType(type, byLooks(value, cls, inner));
}

function byLooks(value: string, cls: string, inner: Inner): Maker {
  const v4 = V4.exec(value);
  if (v4 !== null && v4[2] === undefined) return { kind: 'ip', make: address };
  if (v4 !== null) return once(value, `${inner.of(v4[1] ?? '')}${v4[2]}`);
  const net = V4_NET.exec(value);
  if (net !== null)
    return { kind: 'net', make: (n) => `198.18.${n % 256}.0/${Math.min(Math.max(Number(net[1]), 24), 32)}` };
  const v6 = V6.exec(value);
  if (MAC.test(value)) return { kind: 'mac', make: (n) => mac(value, n) };
  if (v6?.[1] !== undefined) {
    const prefix = Math.min(Math.max(Number(v6[1].slice(1)), 48), 128);
    return { kind: 'net6', make: (n) => `2001:db8:${(n & 0xffff).toString(16)}::/${prefix}` };
  }
  if (v6 !== null)
    return {
      kind: 'ip6',
      make: (n) => `2001:db8:${(n >> 16).toString(16)}:${(n & 0xffff).toString(16)}::1`,
    };
  if (EMAIL.test(value)) return { kind: 'email', make: (n) => `user-${n}@example.com` };
  const url = URL.exec(value);
  if (url !== null) return urlMaker(value, url, inner);
  if (UUID.test(value))
    return { kind: 'uuid', make: (n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}` };
  if (PHONE.test(value)) return { kind: 'phone', make: (n) => `+15550100${pad(n, Math.max(value.length - 9, 3))}` };
  if (cls === 'location' && ZONE.test(value)) return once(value, 'Etc/UTC');
  if (DIGITS.test(value)) return { kind: `digits${value.length}`, make: (n) => digits(n, value.length) };
  const decimal = DECIMAL.exec(value);
  if (decimal !== null) return { kind: 'decimal', make: (n) => coordinate(n, decimal[3]?.length ?? 1) };
  if (TIMESTAMP.test(value) && plainScalarType(value) === 'timestamp')
    return { kind: 'time', make: (n) => `2001-01-${pad((n % 28) + 1, 2)}${value.slice(10).replace(/\d/g, '0')}` };
  if (HOST.test(value) && cls !== 'credential')
    return { kind: 'host', make: (n) => `${value.startsWith('.') ? '.' : ''}host-${n}.example` };
  const port = HOST_PORT.exec(value);
  if (port !== null && cls !== 'credential') return once(value, `${inner.of(port[1] ?? '')}${port[2]}`);
  const word = WORDS[cls] ?? 'REDACTED';
  return { kind: word, make: (n) => `${word}-${n}` };
}

const once = (value: string, text: string): Maker => ({ kind: `of ${value}`, make: () => text });

function urlMaker(value: string, url: RegExpExecArray, inner: Inner): Maker {
  const [, scheme = '', login, host = '', port = '', rest = ''] = url;
  const user =
    login === undefined
      ? ''
      : `${login.includes(':') ? 'user:' : ''}${inner.of(login.slice(login.indexOf(':') + 1), 'REDACTED')}@`;
  const bare = host.replace(/^\[|\]$/g, '');
  const shown = inner.of(bare, 'host');
  const path = rest === '' || rest === '/' ? rest : `/${inner.of(rest, 'REDACTED')}`;
  return once(value, `${scheme}${user}${host.startsWith('[') ? `[${shown}]` : shown}${port}${path}`);
}

/** So that YAML reads the stand-in as the type that the value has. */
function ofSameType(type: string, maker: Maker): Maker {
  if (plainScalarType(maker.make(1)) === type) return maker;
  if (type === 'int') return { kind: 'int', make: (n) => String(900_000 + n) };
  if (type === 'float') return { kind: 'float', make: (n) => `${n}.5` };
  if (type === 'timestamp') return { kind: 'time', make: (n) => `2001-01-${pad((n % 28) + 1, 2)}` };
  return { kind: 'REDACTED', make: (n) => `REDACTED-${n}` };
}

const NETS = ['192.0.2', '198.51.100', '203.0.113'];

function address(n: number): string {
  const net = NETS[Math.floor((n - 1) / 254)];
  const host = ((n - 1) % 254) + 1;
  return net === undefined ? `198.18.${Math.floor((n - 763) / 254) % 256}.${host}` : `${net}.${host}`;
}

function mac(value: string, n: number): string {
  const separator = value[2] ?? ':';
  const made = n < 256 ? `00005e0053${hex(n)}` : `02005e${hex(n >> 16)}${hex(n >> 8)}${hex(n)}`;
  const parts = made.match(/../g) ?? [];
  const text = parts.join(separator);
  return /[A-F]/.test(value) ? text.toUpperCase() : text;
}

const hex = (n: number): string => (n & 0xff).toString(16).padStart(2, '0');
const pad = (n: number, width: number): string => String(n).padStart(width, '0').slice(-Math.max(width, 1));

/** As many digits as there were, where that is enough to tell one from another; never with a zero in front. */
function digits(n: number, length: number): string {
  const room = 10 ** (length - 1);
  return n < room ? `9${String(n).padStart(length - 1, '0')}` : `9${n}`;
}

/** A number that may be a latitude as well as a longitude. */
function coordinate(n: number, decimals: number): string {
  const scale = 10 ** Math.min(decimals, 4);
  const whole = 10 + (Math.floor(n / scale) % 70);
  return `${whole}.${String(n % scale)
    .padStart(Math.min(decimals, 4), '0')
    .padEnd(decimals, '0')}`;
}

const STAND_IN =
  /^(?:(?:REDACTED|person|place|network)-\d{1,7}|host-\d{1,7}\.example|user-\d{1,7}@example\.com|192\.0\.2\.\d{1,3}|198\.51\.100\.\d{1,3}|203\.0\.113\.\d{1,3}|198\.18\.\d{1,3}\.\d{1,3}(?:\/\d\d)?|00[:-]00[:-]5e[:-]00[:-]53[:-][0-9a-f]{2}|0{8}-0{4}-4000-8000-[0-9a-f]{12}|2001:db8:[0-9a-f:]{1,30}|\+15550100\d{3,11}|Etc\/UTC)$/i;

/** Whether a value is one that stands in already, so that what was made safe once stays as it is. */
export function isStandIn(value: string): boolean {
  return STAND_IN.test(value);
}
