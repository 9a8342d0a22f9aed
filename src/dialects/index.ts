// Which dialect a file speaks: by content first, then by place, else plain YAML. Config may say otherwise.
import { type FileFormat, isTree } from '../document/format-names.js';
import type { DialectName } from '../types.js';
import { appdaemon } from './appdaemon.js';
import { compose } from './compose.js';
import type { Dialect, Outline } from './dialect.js';
import { esphome } from './esphome.js';
import { frigate } from './frigate.js';
import { go2rtc } from './go2rtc.js';
import { homeAssistant } from './home-assistant.js';
import { plainYaml } from './plain-yaml.js';
import { zigbee2mqtt } from './zigbee2mqtt.js';

export type { Dialect } from './dialect.js';

/** Asked in this order: the narrow ones before Home Assistant, whose top-level keys many share. */
const DIALECTS: readonly Dialect[] = [zigbee2mqtt, esphome, appdaemon, frigate, go2rtc, compose, homeAssistant];

const BY_NAME = new Map<DialectName, Dialect>([...DIALECTS, plainYaml].map((dialect) => [dialect.name, dialect]));

export const DIALECT_NAMES: readonly DialectName[] = [...BY_NAME.keys()];

export function dialectOf(name: DialectName): Dialect {
  return BY_NAME.get(name) ?? plainYaml;
}

export function recogniseDialect(path: string, text: string, format: FileFormat = 'yaml'): DialectName {
  if (plainYaml.byPlace(path)) return plainYaml.name;
  if (!isTree(format))
    return format === 'toml' && appdaemon.byToml?.({ path, text }) === true ? appdaemon.name : plainYaml.name;
  const outline: Outline = { path, text, keys: topLevelKeys(text) };
  const byContent = DIALECTS.find((dialect) => dialect.byContent(outline));
  if (byContent !== undefined) return byContent.name;
  if (ADDON_OPTIONS.test(path)) return plainYaml.name;
  // integrations, blueprints and packages are Home Assistant's, also those about another program
  const candidates = HOME_ASSISTANTS.test(path) ? [homeAssistant] : DIALECTS;
  return (candidates.find((dialect) => dialect.byPlace(path)) ?? plainYaml).name;
}

/** Options of add-ons, which the Supervisor reads: there `!secret name` is a string (home-assistant supervisor: addons/options.py). */
const ADDON_OPTIONS = /(?:^|\/)(?:hassio[_-])?add-?ons?(?:[_-](?:options|configs?))?\/[^\n]*\.(?:ya?ml|json)$/i;
const HOME_ASSISTANTS = /(?:^|\/)(?:custom_components|blueprints|packages|themes|custom_templates)\//;

/** A key at column 0, quoted or not, with Home Assistant's label (`sensor kitchen:`) cut off. */
const TOP_LEVEL_KEY = /^["']?([A-Za-z_][\w-]{0,63})["']?(?: [^\n:#]{0,80})?[ \t]*:(?=[ \t\r\n]|$)/gm;
const MOST_KEYS = 500;

function topLevelKeys(text: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const match of text.matchAll(TOP_LEVEL_KEY)) {
    keys.add(match[1] ?? '');
    if (keys.size >= MOST_KEYS) break;
  }
  return keys;
}
