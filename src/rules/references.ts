// What the four rules about references share: which references stand in a text, and where one cannot work.
import { isTree } from '../document/format-names.js';
import type { ScalarNode } from '../document/model.js';
import type { DialectName, Unit } from '../types.js';

/** Dialects whose reference is the tag `!secret`. */
const TAG_DIALECTS: ReadonlySet<DialectName> = new Set(['home-assistant', 'esphome', 'appdaemon']);

/** In TOML AppDaemon looks up strings instead (AppDaemon 4.5.12: utils.py). */
export function usesTags({ dialect, format }: Pick<Unit, 'dialect' | 'format'>): boolean {
  return TAG_DIALECTS.has(dialect) && isTree(format);
}

/**
 * Files that Home Assistant reads without secrets: a reference there is a load error.
 * Source: homeassistant 2026.11.0 components/blueprint/models.py, conversation (custom_sentences), device_tracker/legacy.py, http/ban.py, python_script.
 */
const WITHOUT_SECRETS =
  /(?:^|\/)(?:blueprints|custom_sentences|custom_components)\/|(?:^|\/)(?:known_devices|ip_bans|ihc_manual_setup)\.yaml$|(?:^|\/)python_scripts\/services\.yaml$/;

export function isLoadedWithoutSecrets(path: string): boolean {
  return WITHOUT_SECRETS.test(path);
}

const UNKNOWN_TAG: Partial<Record<DialectName, string>> = {
  zigbee2mqtt: "Zigbee2MQTT does not know this tag and fails to load: write a string, `'!secret.yaml name'`.",
  frigate: 'Frigate does not know this tag: write `{FRIGATE_NAME}` and set that environment variable.',
  go2rtc: 'go2rtc does not know this tag: write `${NAME}` and set that environment variable.',
  compose: 'Docker Compose does not know this tag: write `${NAME}` and put the value into `.env`.',
};

/** What is wrong with a `!secret` in this file; undefined where it can stand. */
export function whyUnsupported(path: string, dialect: DialectName): string | undefined {
  if (dialect === 'home-assistant' && isLoadedWithoutSecrets(path))
    return 'Files like this one are loaded without secrets: this reference is an error when the file is read.';
  return UNKNOWN_TAG[dialect];
}

/** The name a `!secret` scalar refers to, or undefined for any other. */
export function referencedName(scalar: ScalarNode): string | undefined {
  return scalar.tag?.name === '!secret' && scalar.value.trim() !== '' ? scalar.value.trim() : undefined;
}

/** A line with a reference as it should stand: dashes, one key or none, the name, a comment. Flow collections are looked at closely. */
const SOUND =
  /^[ \t]*(?:-[ \t]{1,8}){0,4}(?:[A-Za-z_][\w .-]{0,100}[ \t]{0,8}:[ \t]{1,40})?(?:&[\w-]{1,100}[ \t]{1,10})?!secret[ \t]{1,20}(["']?)[\w.-]{1,200}\1(?=[ \t]*(?:\r?$|[ \t]#))/gm;
const ANY = /!secret/g;

/** What stands in a line without opening a quote: escapes, doubled quotes, apostrophes inside words. */
const NO_QUOTE = /''|\\.|(?<=\p{L})'(?=\p{L})/gu;

/** A quoted scalar that does not end on its line: what follows is text, whatever it looks like. */
function hasOpenQuote(text: string): boolean {
  return text
    .replace(NO_QUOTE, '')
    .split('\n')
    .some((line) => line.split('"').length % 2 === 0 || line.split("'").length % 2 === 0);
}

const BLOCK_HEADER = /[|>][0-9+-]{0,2}[ \t]*(?:#[^\n]*)?\r?$/;

/** Whether a raw text has a `!secret` that is not plainly one: quoted, inside a string or a block, in a comment. */
export function hasOddReference(text: string): boolean {
  const all = text.match(ANY)?.length ?? 0;
  if (all === 0) return false;
  return all !== (text.match(SOUND)?.length ?? 0) || hasOpenQuote(text) || isInBlock(text);
}

/** A header on a line of its own: how far in its block stands is told by a key above it. */
const LONE_HEADER = /^[ \t]*(?:[!&]\S{0,100}[ \t]{1,20}){0,2}[|>]/;

/** Whether one stands below a block scalar's header, further in than it. */
function isInBlock(text: string): boolean {
  let header: number | undefined;
  for (const line of text.split('\n')) {
    const indent = line.search(/[^ ]/);
    if (indent === -1 || line === '\r') continue;
    if (header !== undefined && indent > header) {
      if (line.includes('!secret')) return true;
      continue;
    }
    if (!BLOCK_HEADER.test(line)) header = undefined;
    else header = LONE_HEADER.test(line) ? -1 : indent;
  }
  return false;
}

/** References that are strings, in the dialects that replace them at some key paths only. */
export const STRING_REFERENCES: Readonly<Partial<Record<DialectName, RegExp>>> = {
  zigbee2mqtt: /!(?:secret|[^\s!]{1,60}\.ya?ml )/,
  frigate: /\{FRIGATE_/,
};

const NAMES = /!secret[ \t]{1,20}["']?([^\s"',}\]]{1,200})/g;

/** All names that may be referred to in a raw text: more than there are where one stands in a comment or a string. */
export function namesInText(text: string): Set<string> {
  return new Set([...text.matchAll(NAMES)].map((match) => match[1] ?? ''));
}
