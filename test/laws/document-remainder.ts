// What a document model leaves over of its text: nothing but indicators may be left.
import type { Span, YamlDocument, YamlNode } from '../../src/document/model';

function* nodes(root: YamlNode): Generator<YamlNode> {
  const stack: YamlNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    if (node.kind === 'seq') stack.push(...node.items);
    if (node.kind === 'map') for (const { value } of node.pairs) if (value !== undefined) stack.push(value);
  }
}

/** Everything that some node, comment, tag or anchor covers, in the order of the text. */
export function covered(text: string, document: YamlDocument): Span[] {
  const spans: Span[] = [...document.scalars, ...document.aliases, ...document.comments].map(({ span }) => span);
  const all = [...document.scalars, ...document.roots.flatMap((root) => [...nodes(root)])];
  for (const { tag } of all) if (tag !== undefined) spans.push(tag.span);
  for (const { anchor } of all) {
    if (anchor === undefined) continue;
    for (let at = text.indexOf(`&${anchor}`); at !== -1; at = text.indexOf(`&${anchor}`, at + 1))
      if (!/[\w-]/.test(text[at + anchor.length + 1] ?? '')) spans.push({ start: at, end: at + anchor.length + 1 });
  }
  return spans.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The text with everything covered taken out; directives and document marks too. */
export function remainder(text: string, document: YamlDocument): string {
  let left = '';
  let at = 0;
  for (const { start, end } of covered(text, document)) {
    if (start > at) left += `${text.slice(at, start)}\u0000`;
    at = Math.max(at, end);
  }
  left += text.slice(at);
  return left.replace(/^%.*$/gm, '').replace(/^\0?(?:---|\.\.\.)(?=[\s\0]|$)/gm, '');
}

/** What may be left: the signs between nodes. */
export const ONLY_INDICATORS = /^[\s\0\-?:,[\]{}]*$/;

/** In a line scan also a quote that does not close, and a tag or anchor with nothing behind it. */
export const ONLY_INDICATORS_AND_STRAYS = /^(?:[\s\0\-?:,[\]{}"']|[&!][^\s\0]*)*$/;
