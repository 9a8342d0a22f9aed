// What stands between two nodes of the syntax tree: indicators, tags, anchors, blanks, comments; and where a node ends.
import type { CST } from 'yaml';

type SourceToken = CST.SourceToken;

export interface Properties {
  readonly tag: SourceToken | undefined;
  readonly anchor: SourceToken | undefined;
  /** The `-`, `?`, `:` or `---` that the tokens belong to. */
  readonly indicator: SourceToken | undefined;
  readonly comma: SourceToken | undefined;
  readonly hasLineEnd: boolean;
  /** A line ends behind the tag or anchor. */
  readonly lineEndAfter: boolean;
  /** Where the tokens end. */
  readonly end: number;
}

/** Of an anchor. PyYAML knows fewer characters, but ends the name at these only: what follows would be the value. */
export const NAME = /^[^?:%@`]+$/;

/** Reads the tokens before `next`. What PyYAML would not accept among them goes to `fail`. */
export function readProperties(
  tokens: readonly SourceToken[],
  role: 'seq-item-ind' | 'explicit-key-ind' | 'map-value-ind' | 'doc-start',
  next: CST.Token | null | undefined,
  offset: number,
  fail: (message: string, offset: number) => void,
  inFlow = false,
): Properties {
  let tag: SourceToken | undefined;
  let anchor: SourceToken | undefined;
  let indicator: SourceToken | undefined;
  let comma: SourceToken | undefined;
  let hasLineEnd = false;
  let lineEndAfter = false;
  let tab: SourceToken | undefined;
  let glued: SourceToken | undefined;
  let atLineStart = role !== 'map-value-ind' && !inFlow;
  for (const token of tokens) {
    const { type } = token;
    if (glued !== undefined && type !== 'space' && type !== 'newline' && type !== 'comma')
      fail('a tag or anchor must be followed by a blank', token.offset);
    glued = undefined;
    if (tab !== undefined && type !== 'comment' && type !== 'newline' && type !== 'space')
      fail('a tab cannot indent', tab.offset);
    switch (type) {
      case 'space':
        // after a line's beginning, `-` and `?` the column counts, and PyYAML knows none for a tab
        if (atLineStart && !inFlow && token.source.includes('\t')) tab = token;
        continue;
      case 'comment':
        break;
      case 'newline':
        hasLineEnd = true;
        lineEndAfter = tag !== undefined || anchor !== undefined;
        atLineStart = true;
        tab = undefined;
        continue;
      case 'anchor':
        if (anchor !== undefined || !NAME.test(token.source.slice(1))) fail('a wrong anchor', token.offset);
        anchor = token;
        glued = token;
        lineEndAfter = false;
        break;
      case 'tag':
        if (tag !== undefined) fail('two tags', token.offset);
        tag = token;
        glued = token;
        lineEndAfter = false;
        break;
      case role:
        if (indicator !== undefined || tag !== undefined || anchor !== undefined)
          fail(`unexpected ${token.source}`, token.offset);
        indicator = token;
        atLineStart = role === 'seq-item-ind' || role === 'explicit-key-ind';
        tab = undefined;
        continue;
      case 'comma':
        if (comma !== undefined || !inFlow) fail('unexpected ,', token.offset);
        comma = token;
        break;
      default:
        fail(`unexpected ${type}`, token.offset);
    }
    tab = undefined;
    atLineStart = false;
  }
  const last = tokens[tokens.length - 1];
  if (tab !== undefined) fail('a tab cannot indent', tab.offset);
  if (next && glued !== undefined && !isGap(next)) fail('a tag or anchor must be followed by a blank', next.offset);
  const end = last === undefined ? offset : last.offset + last.source.length;
  return { tag, anchor, indicator, comma, hasLineEnd, lineEndAfter, end };
}

function isGap(token: CST.Token): boolean {
  const { type } = token;
  return type === 'space' || type === 'newline' || type === 'comma' || (type === 'scalar' && token.source === '');
}

/** Where an absent value stands: behind the last indicator, tag or anchor and the blanks on its line. */
export function endsInBlank(tokens: readonly SourceToken[], end: number): number {
  let at = tokens.length;
  while (at > 0) {
    const type = tokens[at - 1]?.type;
    if (type !== 'space' && type !== 'comment' && type !== 'newline') break;
    at--;
  }
  const mark = tokens[at - 1];
  if (mark === undefined) return tokens[0]?.offset ?? end;
  const blank = tokens[at];
  return mark.offset + mark.source.length + (blank?.type === 'space' ? blank.source.length : 0);
}

/** Where the last line with content of a block scalar's body ends; undefined for a body of blanks. */
export function endOfContent(text: string, start: number, end: number): number | undefined {
  let at = end;
  while (at > start && ' \t\r\n'.includes(text[at - 1] ?? '')) at--;
  if (at === start) return undefined;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}
