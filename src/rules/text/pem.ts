// Private keys in PEM form: as lines, as a block scalar, or on one line with `\n` between.
import type { Hit } from './hit.js';

export const PEM_NEEDLE = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/;

const BEGIN = /-----BEGIN ((?:[A-Z0-9]{1,20} ){0,4})PRIVATE KEY(?: BLOCK)?-----/g;
/** The armour's body: headers, then base64. What follows a mere mention in a program or a text is not. */
const BODY = /^(?:\\[nr]|\s|[A-Za-z-]{1,40}: [^\n]{0,200}\n)*[A-Za-z0-9+/=]{20}/;
const KINDS = new Map([...['RSA', 'EC', 'DSA', 'PGP'].map((name) => [name, name] as const), ['OPENSSH', 'OpenSSH']]);
/** A 16384-bit RSA key has some 13,000 characters. */
const LONGEST_KEY = 20_000;

export function* findPrivateKeys(text: string): Generator<Hit> {
  for (const match of text.matchAll(BEGIN)) {
    const start = match.index;
    const bodyStart = start + match[0].length;
    const body = text.slice(bodyStart, bodyStart + LONGEST_KEY);
    if (!BODY.test(body.slice(0, 2000))) continue;
    const close = /-----END [A-Z0-9 ]{0,60}-----/.exec(body);
    const end =
      bodyStart +
      (close === null ? (/^[A-Za-z0-9+/=\s\\]*/.exec(body)?.[0].trimEnd().length ?? 0) : close.index + close[0].length);
    const kind = KINDS.get(match[1]?.trim() ?? '') ?? match[1]?.trim().toLowerCase() ?? '';
    yield {
      start,
      end,
      secret: text.slice(start, end),
      noun: kind === '' ? 'private key' : `${kind} private key`,
      confidence: 'high',
      because: 'PEM armour of a private key with its body (RFC 7468)',
    };
  }
}
