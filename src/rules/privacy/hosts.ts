// Whose host a name is: this house's, a default of every installation, a service for everybody, or not to be told.
import {
  DEFAULT_HOSTS,
  LOCAL_SUFFIXES,
  OWNERS_SUFFIXES,
  PUBLIC_DOMAINS,
  SERVICE_NAMES,
} from '../data/privacy/hosts.js';
import { ipv4Kind, ipv6Kind } from './addresses.js';

export type HostKind = 'own' | 'unknown' | 'none';

/** RFC 2606, RFC 6761. */
const SAMPLE_DOMAIN =
  /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|org|net|edu|de|nl)|(?:your|my)[\w-]{0,30}|(?:x{2,}|foo|bar|foobar|someone|something|some|domain|hostname|host|server|mydomain|yourdomain|address|ip)\.[a-z]{2,10}|domain\.(?:com|tld|org|net)|xxx+|tld)$/i;
const NAME = /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62})\.){1,8}[\p{L}\p{N}-]{2,24}$/u;
/** A file's name looks like a host's. */
const FILE =
  /\.(?:ya?ml|json|py|js|ts|css|html?|md|txt|sh|log|db|conf|cfg|ini|xml|csv|png|jpe?g|gif|svg|webp|mp[34]|wav|ogg|flac|m3u8?|zip|tar|gz|bin|h|c|cpp|hpp|jinja2?|toml|env|pem|crt|key|php|cgi|ics|tflite|onnx|pbf|woff2?|ttf|local\.hass\.io)$/i;
/** First names of hosts that run at home. */
const AT_HOME =
  /^(?:ha|hass|hassio|home-?assistant|nas|vpn|wg|wireguard|z2m|zigbee2mqtt|frigate|node-?red|pi-?hole|adguard|octoprint|octopi|esphome|nextcloud|jellyfin|vaultwarden|unifi|proxmox|portainer|grafana|homelab|router)$/i;

/** The suffixes of a name, longest first, without the name itself. */
function* suffixesOf(name: string): Generator<string> {
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) yield name.slice(dot + 1);
}

/** `text` is a name or an address, with or without a port; a template in it makes it nobody's. */
export function hostKind(text: string): HostKind {
  const bare = text.replace(/^\[|\](?::\d{1,5})?$/g, '');
  if (bare.includes('::') || bare.split(':').length > 2) return ipv6Kind(bare) === 'none' ? 'none' : 'own';
  const name = bare
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (/^[\d.]+(?:\/\d{1,2})?$/.test(name)) return ipv4Kind(name) === 'none' ? 'none' : 'own';
  return nameKind(name);
}

export function nameKind(name: string): HostKind {
  if (!NAME.test(name) || DEFAULT_HOSTS.has(name) || SAMPLE_DOMAIN.test(name) || FILE.test(name)) return 'none';
  const suffixes = [...suffixesOf(name)];
  if (suffixes.some((suffix) => DEFAULT_HOSTS.has(suffix) && !LOCAL_SUFFIXES.has(suffix))) return 'none';
  if (suffixes.some((suffix) => OWNERS_SUFFIXES.has(suffix) || LOCAL_SUFFIXES.has(suffix))) return 'own';
  const last = suffixes.at(-1) ?? '';
  if (!/^(?:\p{L}{2,24}|xn--[a-z0-9-]{2,20})$/u.test(last)) return 'none';
  if (PUBLIC_DOMAINS.has(name) || suffixes.some((suffix) => PUBLIC_DOMAINS.has(suffix))) return 'none';
  const first = name.slice(0, name.indexOf('.'));
  if (suffixes.length > 1 && AT_HOME.test(first)) return 'own';
  return suffixes.length > 1 && SERVICE_NAMES.test(first) ? 'none' : 'unknown';
}

/** Ports that Home Assistant and Node-RED listen on: at another's host nobody would ask for them. */
const HOME_PORT = /:(?:8123|1880)$/;

/** The host of a URL's authority, without its login. */
export function authorityKind(authority: string): HostKind {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const kind = hostKind(host);
  return kind === 'unknown' && HOME_PORT.test(host) ? 'own' : kind;
}
