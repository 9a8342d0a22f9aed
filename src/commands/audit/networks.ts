// How many addresses a network holds, and whose: those of a home, or anybody's.

export interface Network {
  readonly bits: 32 | 128;
  readonly prefix: number;
  readonly address: bigint;
}

/** An address, or a network as Python's `ip_network` takes it (with a prefix; a netmask gives undefined). */
export function parseNetwork(text: string): Network | undefined {
  const [, written = '', length] = /^\s*([0-9A-Fa-f:.]{2,45})(?:\/(\d{1,3}))?\s*$/.exec(text) ?? [];
  const bits = written.includes(':') ? 128 : 32;
  const address = bits === 32 ? parseIpv4(written) : parseIpv6(written);
  const prefix = length === undefined ? bits : Number(length);
  return address === undefined || prefix > bits ? undefined : { bits, prefix, address };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [before = [], after = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - before.length - after.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** Addresses that no router passes on to the internet: RFC 1918, 3927, 4193, 4291, 6598. */
const PRIVATE =
  '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 127.0.0.0/8 169.254.0.0/16 100.64.0.0/10 ::1/128 fc00::/7 fe80::/10'
    .split(' ')
    .flatMap((text) => parseNetwork(text) ?? []);
const LOOPBACK = ['127.0.0.0/8', '::1/128'].flatMap((text) => parseNetwork(text) ?? []);

function contains(outer: Network, inner: Network): boolean {
  const shift = BigInt(outer.bits - outer.prefix);
  return outer.bits === inner.bits && inner.prefix >= outer.prefix && inner.address >> shift === outer.address >> shift;
}

export const isPrivate = (network: Network): boolean => PRIVATE.some((range) => contains(range, network));
export const isLoopback = (network: Network): boolean => LOOPBACK.some((range) => contains(range, network));

/** Whether a whole private range is meant rather than the network of one house, or that of a set of containers (a /16). */
export function isWide(network: Network): boolean {
  return PRIVATE.some((range) => range.prefix === network.prefix && contains(range, network)) || network.prefix < 16;
}

/** Whether it takes in a part of the internet that no single owner has. */
export function isEverybody(network: Network): boolean {
  return !isPrivate(network) && network.prefix < (network.bits === 32 ? 8 : 16);
}

/** A host that only this house can reach: a private address, a bare name, `.local` and the like. */
export function isLocalHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  const network = parseNetwork(bare);
  if (network !== undefined) return isPrivate(network);
  return !bare.includes('.') || /\.(?:local|lan|home|internal|localdomain|home\.arpa|localhost)$/.test(bare);
}
