// One pattern for many: those that begin at a word's edge share the test for it, which halves the time on a text without any.

const EDGE = '\\b';

export function anyOf(sources: readonly string[]): string {
  const all = sources.flatMap((source) => alternatives(source));
  const atEdge = all.filter((source) => source.startsWith(EDGE)).map((source) => source.slice(EDGE.length));
  const others = all.filter((source) => !source.startsWith(EDGE));
  return [...(atEdge.length === 0 ? [] : [`${EDGE}(?:${atEdge.join('|')})`]), ...others].join('|');
}

/** The alternatives of a pattern, those in brackets left alone. */
function alternatives(source: string): string[] {
  const found = [''];
  let depth = 0;
  for (const [part] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|./g)) {
    if (part === '(') depth++;
    if (part === ')') depth--;
    if (part === '|' && depth === 0) found.push('');
    else found.push(`${found.pop() ?? ''}${part}`);
  }
  return found;
}
