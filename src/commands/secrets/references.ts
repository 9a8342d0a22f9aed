// The references of a configuration file, as its own program would look each up. Pure.
import {
  formatPath,
  lookUpText,
  nearestKey,
  pathOf,
  type ScalarNode,
  type YamlDocument,
} from '../../document/model.js';
import type { SourceText } from '../../document/text.js';
import { componentRow, integrationRow } from '../../rules/data/catalogue.js';
import { keyContext } from '../../rules/keys/context.js';
import { isLoadedWithoutSecrets, namesInText, referencedName } from '../../rules/references.js';
import type { DialectName } from '../../types.js';
import { folderOf, joinPath, type Loader } from './texts.js';

export interface Reference {
  readonly name: string;
  readonly loader: Loader;
  /** For programs that name the secrets file where they refer to it. */
  readonly place: string | undefined;
  readonly node: ScalarNode;
  readonly line: number;
  readonly file: ConfigText;
}

export interface ConfigText {
  /** Relative to the root. */
  readonly path: string;
  readonly dialect: DialectName;
  readonly bytes: Buffer;
  readonly source: SourceText;
  readonly document: YamlDocument;
  readonly references: readonly Reference[];
  /** All names behind a `!secret` in the text, those in comments and strings included. */
  readonly named: ReadonlySet<string>;
}

/** Settings in which Zigbee2MQTT resolves a reference (2.12.1 lib/util/settings.ts). */
const ZIGBEE_PLACES = new Set([
  'mqtt.server',
  'mqtt.user',
  'mqtt.password',
  'advanced.network_key',
  'frontend.auth_token',
]);
const ZIGBEE_REFERENCE = /^!(\S{1,100}) (\S{1,200})$/;

export function readConfigText(
  path: string,
  dialect: DialectName,
  bytes: Buffer,
  source: SourceText,
  document: YamlDocument,
): ConfigText {
  const references: Reference[] = [];
  const named = new Set(namesInText(source.text));
  const file: ConfigText = { path, dialect, bytes, source, document, references, named };
  const loader = loaderOf(dialect);
  const own = loader === 'appdaemon' ? appDaemonPlace(file) : undefined;
  for (const node of document.scalars) {
    const found = loader === 'zigbee2mqtt' ? zigbeeReference(node, path) : tagReference(node, path, own);
    if (found === undefined || loader === undefined) continue;
    named.add(found.name);
    references.push({ ...found, loader, node, line: source.position(node.span.start).line, file });
  }
  return file;
}

export function loaderOf(dialect: DialectName): Loader | undefined {
  switch (dialect) {
    case 'home-assistant':
    case 'esphome':
    case 'appdaemon':
    case 'zigbee2mqtt':
      return dialect;
    default:
      return undefined;
  }
}

type Found = Pick<Reference, 'name' | 'place'>;

function tagReference(node: ScalarNode, path: string, place: string | undefined): Found | undefined {
  const name = isLoadedWithoutSecrets(path) ? undefined : referencedName(node);
  return name === undefined ? undefined : { name, place };
}

function zigbeeReference(node: ScalarNode, path: string): Found | undefined {
  const [, named = '', name] = (node.tag === undefined && ZIGBEE_REFERENCE.exec(node.value)) || [];
  if (name === undefined || !ZIGBEE_PLACES.has(formatPath(pathOf(node)))) return undefined;
  const place = joinPath(folderOf(path), /\.ya?ml$/.test(named) ? named : `${named}.yaml`);
  return place === undefined ? undefined : { name, place };
}

/** `secrets: /config/secrets.yaml` in the file itself; in the add-on that is the folder of Home Assistant. */
export function appDaemonPlace({ document, path }: Pick<ConfigText, 'document' | 'path'>): string | undefined {
  const [root] = document.roots;
  const named = root?.kind === 'map' ? lookUpText(root, 'secrets') : undefined;
  if (named === undefined) return undefined;
  return joinPath(named.startsWith('/') ? '' : folderOf(path), named.replace(/^\/(?:config|homeassistant|conf)\//, ''));
}

/** The key a reference stands under, and the service it goes to where the catalogue knows it: `mqtt`, `wifi`, `influxdb`. */
export function useOf({ node, loader }: Reference): { readonly key: string; readonly service: string | undefined } {
  const key = nearestKey(node)?.value ?? '';
  if (loader === 'zigbee2mqtt') return { key, service: String(pathOf(node)[0] ?? '') };
  const row = loader === 'esphome' ? componentRow : integrationRow;
  // the key of an included list or map says nothing of who includes it
  const known = loader === 'appdaemon' ? [] : (keyContext(node)?.integrations ?? []);
  const found = known.find(({ name, path }) => !ANY_SERVICE.has(name) && row(name, path)?.class === 'credential');
  return { key, service: found?.name };
}

/** They talk to whatever they are told to, and so name no service. */
const ANY_SERVICE = new Set(
  'rest rest_command command_line shell_command generic ffmpeg mjpeg scrape multiscrape http_request recorder sql'.split(
    ' ',
  ),
);
