// IP and hardware addresses: which of them say something about this house. Documentation ranges, loopback and well-known ones do not.
import { DEFAULT_NETWORKS, PUBLIC_ADDRESSES } from '../data/privacy/hosts.js';

/** `public`: an address in the internet, which may as well be a version number; believed where the place says so. */
export type AddressKind = 'private' | 'public' | 'none';

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(\/\d{1,2})?$/;

/** RFC 5737, RFC 1122, RFC 5771, RFC 2544. */
function isReserved([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  if (a === 0 || a === 127 || a >= 224) return true;
  if ((a === 192 && b === 0 && c === 2) || (a === 198 && b === 51 && c === 100)) return true;
  return (a === 203 && b === 0 && c === 113) || (a === 198 && (b === 18 || b === 19));
}

/** Inside every Home Assistant: the network of its add-ons, 172.30.32.0/23 (home-assistant supervisor: const.py, DOCKER_IPV4_NETWORK_MASK). */
function isOfAddons([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  return a === 172 && b === 30 && (c === 32 || c === 33);
}

/** RFC 1918, RFC 6598, RFC 3927. */
function isPrivate([a = 0, b = 0]: readonly number[]): boolean {
  return (
    a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b <= 127)
  );
}

export function ipv4Kind(text: string): AddressKind {
  const match = IPV4.exec(text);
  if (match === null || PUBLIC_ADDRESSES.has(text) || DEFAULT_NETWORKS.has(text)) return 'none';
  const parts = match.slice(1, 5);
  const octets = parts.map(Number);
  if (parts.some((part) => part.length > 1 && part.startsWith('0')) || isReserved(octets) || isOfAddons(octets))
    return 'none';
  // people write .256 and the like for "not yet known", which tells the network all the same
  if (isPrivate(octets) && octets.slice(0, 3).every((octet) => octet <= 255)) return 'private';
  // a network in the internet is a provider's, as in lists of proxies
  if (match[5] !== undefined && Number(match[5].slice(1)) < SMALLEST_NETWORK) return 'none';
  return octets.every((octet) => octet <= 255) && !(octets[0] === 169 && octets[1] === 254) ? 'public' : 'none';
}

const SMALLEST_NETWORK = 27;

/** RFC 3849 and RFC 9637 (documentation), RFC 4291 (loopback, multicast), whole prefixes. */
const NO_HOUSE = /^(?:2001:0?db8:|3fff:|ff|::|64:ff9b:|100:|(?:fe80|fd00|fc00)::(?:\/\d{1,3})?$)/i;

export function ipv6Kind(text: string): AddressKind {
  const [address = '', prefix] = text.split('/');
  if (PUBLIC_ADDRESSES.has(text) || NO_HOUSE.test(text) || (prefix !== undefined && Number(prefix) > 128))
    return 'none';
  const halves = address.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return 'none';
  if (halves.length === 2 ? groups.length > 7 || groups.length < 2 : groups.length !== 8) return 'none';
  // eight pairs of hex digits are the address of a Zigbee device
  if (halves.length === 1 && groups.every((group) => group.length === 2)) return 'none';
  if (/^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f])$/i.test(groups[0] ?? '')) return 'private';
  return /^[23][0-9a-f]{3}$/i.test(groups[0] ?? '') ? 'public' : 'none';
}

/** RFC 7042: 00-00-5E-00-53-xx; and what manuals write for "some address". */
const SAMPLE_MAC =
  /^(?:(..)\1{5}|00005e0053..|aabbccddee(?:ff|..)|ffeeddccbbaa|abcdef.{6}|(?:123456|12345678)(?:789abc|90..|9a..|abcdef)|012345.{6}|112233(?:445566|aabbcc)|1122334455..|665544332211|deadbeef.{4}|a1b2c3.{6}|000102030405|00112233.{4}|010203040506)$/i;

/** Whether six bytes are one device's address. */
export function isHardwareAddress(text: string): boolean {
  const bytes = text.replace(/[:.-]/g, '');
  return /^[0-9a-f]{12}$/i.test(bytes) && !SAMPLE_MAC.test(bytes) && !/^(?:0{6}|f{6})/i.test(bytes);
}
