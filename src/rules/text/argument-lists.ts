// Commands written as lists, `["redis-cli", "-a", "x"]`: a program's login stands in an item of its own there.
import { nearestKey, type ScalarNode, type SeqNode } from '../../document/model.js';
import type { RawFinding, Unit } from '../../types.js';
import { firstHits, toFinding } from '../regions.js';
import type { FindHits, Hit } from './hit.js';

/** Keys whose list is one command (Compose and Kubernetes: command, entrypoint, args; Compose: healthcheck.test). */
const COMMAND_KEY = /^(?:command|cmd|entrypoint|args|arguments|test|exec)$/i;
const MOST_ITEMS = 100;

export function* findInArgumentLists(
  unit: Unit,
  needle: RegExp,
  find: FindHits,
  rule: string,
  message: (hit: Hit) => string,
): Generator<RawFinding> {
  if (!unit.mayMatch(needle)) return;
  for (const list of commandLists(unit)) {
    const { text, starts } = joined(list);
    if (!needle.test(text)) continue;
    for (const hit of firstHits(find, text)) {
      const at = starts.findLastIndex((start) => start < hit.end);
      const item = list[at];
      // what one item says by itself was found in it
      if (item === undefined || at < 1 || hit.start >= (starts[at] ?? 0) || !item.value.includes(hit.secret)) continue;
      const region = { kind: 'scalar' as const, text: item.value, span: item.span, scalar: item };
      yield toFinding(unit, region, { ...hit, start: 0, end: item.value.length }, rule, message(hit));
    }
  }
}

function* commandLists(unit: Unit): Generator<ScalarNode[]> {
  const seen = new Set<SeqNode>();
  for (const { parent } of unit.document?.scalars ?? []) {
    if (parent.in !== 'seq' || seen.has(parent.seq)) continue;
    seen.add(parent.seq);
    const { items } = parent.seq;
    const isCommand =
      items.length > 1 && items.length <= MOST_ITEMS && COMMAND_KEY.test(nearestKey(parent.seq)?.value ?? '');
    const scalars = items.filter((item) => item.kind === 'scalar');
    if (isCommand && scalars.length === items.length) yield scalars;
  }
}

/** As a shell would have them; quotes where an item holds a blank. */
function joined(list: readonly ScalarNode[]): { text: string; starts: number[] } {
  const starts: number[] = [];
  let text = '';
  for (const { value, tag } of list) {
    starts.push(text.length);
    const shown = tag === undefined ? value : '$REFERENCE';
    text += /\s/.test(shown) && !/["\n]/.test(shown) ? `"${shown}" ` : `${shown} `;
  }
  return { text, starts };
}
