// Where a value stands in a configuration: its key, the integration that reads it, the action it is sent with.
import {
  enclosingMap,
  lookUpText,
  type MapNode,
  nearestKey,
  type PathStep,
  pathOf,
  type YamlNode,
} from '../../document/model.js';

export interface KeyContext {
  /** The key as written. */
  readonly key: string;
  readonly steps: readonly PathStep[];
  /** Keys above, nearest first, list indexes left out. */
  readonly above: readonly string[];
  /** The map the key stands in. */
  readonly map: MapNode | undefined;
  /** Integrations that may read the key, nearest first: a `platform:`, then the top-level domain. */
  readonly integrations: readonly Integration[];
  /** `alarm_control_panel.alarm_disarm` where the value is sent with an action; its path inside `data:`. */
  readonly action: string | undefined;
}

export interface Integration {
  readonly name: string;
  /** Key path from the integration's own map, `[]` for list items: `gateways[].key`. */
  readonly path: string;
}

/** Maps to look through upwards for `platform:` or an action; real nesting is 2 to 4. */
const LOOK_UP = 6;

/** The context of a value, or undefined where no key stands above it. */
export function keyContext(node: YamlNode): KeyContext | undefined {
  const keyNode = nearestKey(node);
  if (keyNode === undefined) return undefined;
  const steps = pathOf(node);
  const names = steps.filter((step) => typeof step === 'string');
  const integrations: Integration[] = [];
  let action: string | undefined;
  let map = enclosingMap(node);
  const nearest = map;
  for (let hops = 0; map !== undefined && hops < LOOK_UP; hops++) {
    const platform = lookUpText(map, 'platform');
    if (platform !== undefined)
      integrations.push({ name: platform.toLowerCase(), path: relativePath(steps, pathOf(map).length) });
    if (hops > 0) action ??= actionOf(map);
    map = enclosingMap(map);
  }
  const at = domainAt(steps);
  const domain = steps[at];
  if (typeof domain === 'string')
    integrations.push({ name: domain.split(' ', 1)[0] ?? domain, path: relativePath(steps, at + 1) });
  return { key: keyNode.value, steps, above: names.slice(0, -1).reverse(), map: nearest, integrations, action };
}

/** `action: light.turn_on`, formerly `service:`; dashboards write `action: call-service` beside it. */
function actionOf(map: MapNode): string | undefined {
  return ['perform_action', 'action', 'service']
    .map((key) => lookUpText(map, key))
    .find((text) => text !== undefined && (text.includes('.') || text.includes('{{')));
}

/** Packages nest whole configurations: `homeassistant.packages.<name>.<domain>`. */
function domainAt(steps: readonly PathStep[]): number {
  if (steps[0] === 'homeassistant' && steps[1] === 'packages') return 3;
  return 0;
}

function relativePath(steps: readonly PathStep[], from: number): string {
  let text = '';
  for (const step of steps.slice(from)) {
    // an integration's own map is often one of a list
    if (typeof step === 'number') text += text === '' ? '' : '[]';
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
