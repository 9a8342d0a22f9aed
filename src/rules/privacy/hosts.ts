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
/** In place of the name that the owner chose, or the service's own pages. */
const NO_NAME =
  /^(?:www|example|sample|your[\w-]*|my-?(?:domain|home|house|name|subdomain|host|ha|hass|instance)|sub-?domain|domain|name|host|hostname|(?:device|node|server|some|any|[\w-]*-)?-?(?:name|host|hostname)|device|x{2,}|[\w-]*-x{4,}|abc[\w-]*|foo|bar|some[\w-]*|config|configuration|settings|env|secrets|compose|docker-compose|override)\.|(?:^|\.)your[\w-]*\./;
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
  if (bare.includes('::') || bare.split(':').length > 2) return OF_ADDRESS[ipv6Kind(bare)];
  const name = bare
    .replace(/:\d{1,5}$/, '')
    .replace(/^\.|\.$/g, '')
    .toLowerCase();
  if (/^[\d.]+(?:\/\d{1,2})?$/.test(name)) return OF_ADDRESS[ipv4Kind(name)];
  return nameKind(name);
}

const OF_ADDRESS = { private: 'own', public: 'unknown', none: 'none' } as const;

export function nameKind(name: string): HostKind {
  if (!NAME.test(name) || DEFAULT_HOSTS.has(name) || SAMPLE_DOMAIN.test(name) || FILE.test(name)) return 'none';
  const suffixes = [...suffixesOf(name)];
  if (suffixes.some((suffix) => DEFAULT_HOSTS.has(suffix) && !LOCAL_SUFFIXES.has(suffix))) return 'none';
  const isOwn = suffixes.some((suffix) => OWNERS_SUFFIXES.has(suffix) || LOCAL_SUFFIXES.has(suffix));
  if (isOwn) return NO_NAME.test(name) ? 'none' : 'own';
  const last = suffixes.at(-1) ?? '';
  if (!/^(?:\p{L}{2,24}|xn--[a-z0-9-]{2,20})$/u.test(last)) return 'none';
  if (PUBLIC_DOMAINS.has(name) || suffixes.some((suffix) => PUBLIC_DOMAINS.has(suffix))) return 'none';
  const first = name.slice(0, name.indexOf('.'));
  if (suffixes.length > 1 && AT_HOME.test(first)) return 'own';
  return suffixes.length > 1 && SERVICE_NAMES.test(first) ? 'none' : 'unknown';
}

/** Ports of what runs at home: at another's host nobody would ask for them. */
const HOME_PORT = /:(?:8123|1880)$/;
/** With TLS on a port of its own, a service for everybody would be behind 443. */
const OWN_PORT = /:(?:3000|5000|5001|8006|8080|8081|8090|8443|8971|9000|9090|9443|1880|10000)$/;
/** Radio and video have ports of their own. */
const STREAM = /stream|radio|listen|icecast|\.(?:mp3|aac|m3u8?|pls|ogg)\b|\/live/i;

/** Whose the host of a URL is; a template in it makes it nobody's. */
export function urlKind(url: string): HostKind {
  const [, scheme = '', authority = ''] = /^([a-z][a-z\d+.-]{1,20}):\/\/([^\s/?#"'`<>\\|,;)]{3,300})/i.exec(url) ?? [];
  if (authority === '' || /[{}<>$*]/.test(authority)) return 'none';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const kind = hostKind(host);
  if (kind !== 'unknown' || /^[\d.:[\]]+$/.test(host)) return kind;
  const isOwn = HOME_PORT.test(host) || (/^(?:https|wss)$/i.test(scheme) && OWN_PORT.test(host) && !STREAM.test(url));
  return isOwn ? 'own' : kind;
}
