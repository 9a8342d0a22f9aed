// The catalogue of integrations' keys, made from the published wheels by scripts/catalogue/generate.py.
import type { FindingClass } from '../../types.js';
import credentialKeys from './catalogue/credential-keys.json';

export interface CatalogueRow {
  readonly class: FindingClass;
  /** Release and file the row was read from. */
  readonly source: string;
}

/** Integration or action to key path to row; `*` in a path is a key that the user chooses. */
type Table = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

interface HomeAssistantData {
  readonly integrations: Table;
  readonly services: Table;
}

interface EsphomeData {
  readonly release: string;
  readonly components: Table;
  readonly actions: Table;
}

/** Read when the first key asks: most commits hold none that does. */
let homeAssistantData: HomeAssistantData | undefined;
let esphomeData: EsphomeData | undefined;

function homeAssistant(): HomeAssistantData {
  homeAssistantData ??= require('./catalogue/home-assistant.json') as HomeAssistantData;
  return homeAssistantData;
}

function esphome(): EsphomeData {
  esphomeData ??= require('./catalogue/esphome.json') as EsphomeData;
  return esphomeData;
}

/** Credentials only inside a URL: the value decides, by another rule. */
const URL_KEYS = /(?:^|\.)(?:db_url|url)$/;

/** A key of a Home Assistant integration; `path` from the integration's own map (`gateways[].key`). */
export function integrationRow(integration: string, path: string): CatalogueRow | undefined {
  const row = find(homeAssistant().integrations, integration, path);
  return row && { class: row[0] as FindingClass, source: `homeassistant ${row[1]}: ${row[2]}` };
}

/** A field of an action's `data`; `service` is `domain.action`. */
export function serviceRow(service: string, field: string): CatalogueRow | undefined {
  const row = find(homeAssistant().services, service, field);
  return row && { class: row[0] as FindingClass, source: `homeassistant ${row[1]}: ${row[2]}` };
}

/** A key of an ESPHome component, platform or action. */
export function componentRow(component: string, path: string): CatalogueRow | undefined {
  const { release, components, actions } = esphome();
  const row = find(components, component, path) ?? find(actions, component, path);
  return row && { class: row[0] as FindingClass, source: `esphome ${release}: ${row[1]}` };
}

/** The row of the whole path; else one that ends in the same key, as schemas nest what configurations spell out. */
function find(table: Table, name: string, path: string): readonly string[] | undefined {
  if (!Object.hasOwn(table, name) || URL_KEYS.test(path)) return undefined;
  const rows = table[name] ?? {};
  if (Object.hasOwn(rows, path)) return rows[path];
  const last = lastKey(path);
  return Object.entries(rows).find(([other]) => lastKey(other) === last)?.[1];
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replaceAll('[]', '');
}

/** The last keys of all credential rows that a URL is not expected under. */
export const CATALOGUE_KEYS: readonly string[] = credentialKeys.filter((key) => !URL_KEYS.test(key));

/** The same, from the rows themselves; or those of other classes. */
export function keysOfRows(classes: readonly string[] = ['credential']): string[] {
  const keys = new Set<string>();
  for (const table of [
    homeAssistant().integrations,
    homeAssistant().services,
    esphome().components,
    esphome().actions,
  ]) {
    for (const rows of Object.values(table)) {
      for (const [path, row] of Object.entries(rows)) {
        const key = lastKey(path);
        if (classes.includes(row[0] ?? '') && !URL_KEYS.test(key)) keys.add(key);
      }
    }
  }
  return [...keys];
}
