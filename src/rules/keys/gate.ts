// Whether a value looks like what its key promises.
import { isReadable, looksGenerated } from '../../judgement/shape.js';
import type { Confidence } from '../../types.js';
import type { Gate } from '../data/key-names.js';

const CODE = /^"?[0-9A-Za-z#*-]{3,12}"?$/;
/** A PIN, or the setup code of a HomeKit accessory; the quotes are those of a string inside one, as ESPHome's globals have it. */
const DIGITS = /^"?(?:[0-9]{4,8}|[0-9]{3}-[0-9]{2}-[0-9]{3})"?$/;
/** An Authorization value, or `user:password` that is no time of day, address or id. */
const LOGIN = /^(?:(?:Bearer|Basic|Token|Digest)\s+\S{6,}|[^\s:/]{2,64}:[^\s/]{3,})$/i;
const BASE64 = /^[A-Za-z0-9+/]{8,400}={0,2}$/;
const RELATIVE_PATH = /^(?:\.{1,2}\/|~\/|[A-Za-z]:\\)|\/[\w.-]+\.(?:pem|key|crt|txt|json|ya?ml|conf|cfg|py|sh|js)$/i;
const FILE_NAME = /^[\w-]{1,60}\.(?:pem|key|crt|txt|json|ya?ml|conf|cfg|py|sh|js)$/i;
const PLAIN_URL = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;
/** 16 bytes written one by one: `0x01, 0x02, ...`, `[1, 3, ...]`. */
const BYTE_LIST = /^\[?\s*(?:(?:0x[0-9A-Fa-f]{1,2}|[0-9]{1,3})\s*,\s*){15}(?:0x[0-9A-Fa-f]{1,2}|[0-9]{1,3})\s*\]?$/;
/** Sentences: a hint to the reader, not a value. Passphrases of a few words stay. */
const PROSE = /^\S+\s\S+\s[^\n]*[.!?:]\s*$|(?:\s\S+){5}/;

/** An absolute path reads like one in every part: base64 may begin with a slash too. */
function isPath(text: string): boolean {
  if (RELATIVE_PATH.test(text) || FILE_NAME.test(text)) return true;
  return /^\/[\w./-]{2,}$/.test(text) && text.split('/').every((part) => part === '' || isReadable(part));
}

/** How sure it is that the value is what the gate stands for; undefined: it is not. */
export function passGate(gate: Gate, value: string): Confidence | undefined {
  const text = value.trim();
  if (BYTE_LIST.test(text)) return 'high';
  if (gate !== 'login' && PLAIN_URL.test(text)) return undefined;
  switch (gate) {
    case 'literal':
      return text.length >= 2 && !isPath(text) ? (PROSE.test(text) ? 'low' : 'high') : undefined;
    case 'code':
      return CODE.test(text) && /[0-9]/.test(text) ? 'high' : undefined;
    case 'digits':
      return DIGITS.test(text) ? 'high' : undefined;
    case 'token':
      return passToken(text);
    case 'key-material':
      return looksGenerated(text) && !isPath(text) ? 'high' : undefined;
    case 'password-like':
      return passPasswordLike(text);
    case 'community':
      return text.length > 0 && !/^(?:public|private)$/i.test(text) ? 'high' : undefined;
    case 'webhook':
      return passWebhook(text);
    case 'login':
      return LOGIN.test(text) || isEncodedLogin(text) ? 'medium' : undefined;
  }
}

/** `user:password` in base64, as Basic has it. */
function isEncodedLogin(text: string): boolean {
  return (
    BASE64.test(text) &&
    /^[\x21-\x39\x3b-\x7e]{2,64}:[\x20-\x7e]{3,}$/.test(Buffer.from(text, 'base64').toString('latin1'))
  );
}

function passToken(text: string): Confidence | undefined {
  if (text.length < 8 || /\s/.test(text) || isPath(text)) return undefined;
  return isReadable(text) ? 'low' : 'high';
}

/** `garden_cam_ip,hall_cam_ip`: names of secrets, or of what holds them. */
const NAMES = /^[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){1,8}(?:,[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){1,8}){1,40}$/;

function passPasswordLike(text: string): Confidence | undefined {
  if (text.length < 4 || /\s/.test(text) || isPath(text) || NAMES.test(text)) return undefined;
  // a word and a number is what people make up; a name has its number behind a separator
  if (/^\p{L}+[0-9]+\p{L}*$/u.test(text)) return 'medium';
  if (/[^A-Za-z]/.test(text) || (/[a-z]/.test(text) && /[A-Z]/.test(text))) return isReadable(text) ? 'low' : 'medium';
  return text.length >= 8 ? 'low' : undefined;
}

function passWebhook(text: string): Confidence | undefined {
  if (text.length < 6 || /\s/.test(text)) return undefined;
  return looksGenerated(text, 12) ? 'high' : 'low';
}
