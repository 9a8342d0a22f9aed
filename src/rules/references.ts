// What the four rules about references share: which references stand in a text, and where one cannot work.
import type { ScalarNode } from '../document/model.js';
import type { DialectName } from '../types.js';

/** Dialects whose reference is the tag `!secret`. */
const TAG_DIALECTS: ReadonlySet<DialectName> = new Set(['home-assistant', 'esphome', 'appdaemon']);

export function usesTags(dialect: DialectName): boolean {
  return TAG_DIALECTS.has(dialect);
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

/** The name a `!secret` scalar refers to, or undefined for any other. */
export function referencedName(scalar: ScalarNode): string | undefined {
  return scalar.tag?.name === '!secret' && scalar.value.trim() !== '' ? scalar.value.trim() : undefined;
}

/** A reference as it should stand: after a colon, a dash or a bracket, the name to the end of the value. */
const SOUND =
  /(?:^|[:\-,[{?])[ \t]*(?:&\S{1,100}[ \t]{1,10})?!secret[ \t]{1,20}(["']?)[\w.-]{1,200}\1(?=[ \t]*(?:\r?$|[ \t]#|[,}\]]))/gm;
const ANY = /!secret/g;

/** Whether a raw text has a `!secret` that is not plainly one: quoted, inside a string, in a comment. */
export function hasOddReference(text: string): boolean {
  const all = text.match(ANY)?.length ?? 0;
  return all > 0 && all !== (text.match(SOUND)?.length ?? 0);
}

const NAMES = /!secret[ \t]{1,20}["']?([^\s"',}\]]{1,200})/g;

/** All names that may be referred to in a raw text: more than there are where one stands in a comment or a string. */
export function namesInText(text: string): Set<string> {
  return new Set([...text.matchAll(NAMES)].map((match) => match[1] ?? ''));
}
