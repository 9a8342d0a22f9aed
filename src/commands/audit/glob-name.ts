// Whether a file's name fits a pattern as glob(3) has it: `*`, `?`, `[a-z]`, `[!a]`, `\x`. No regular expression, so that no pattern
// takes more than its length times that of the name.

type Token = '*' | ((char: string) => boolean);

export function globMatches(pattern: string, name: string): boolean {
  // a dot in front is only met by itself
  if (name.startsWith('.') && !/^\\?\./.test(pattern)) return false;
  const tokens = tokensOf(pattern);
  const chars = [...name];
  let token = 0;
  let char = 0;
  let star = -1;
  let mark = 0;
  while (char < chars.length) {
    const here = tokens[token];
    if (here === '*') {
      star = token++;
      mark = char;
    } else if (here?.(chars[char] ?? '') === true) {
      token += 1;
      char += 1;
    } else if (star >= 0) {
      token = star + 1;
      char = ++mark;
    } else return false;
  }
  while (tokens[token] === '*') token += 1;
  return token === tokens.length;
}

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  const chars = [...pattern];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? '';
    if (char === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*');
    } else if (char === '?') tokens.push(() => true);
    else if (char === '\\' && at + 1 < chars.length) tokens.push(same(chars[++at] ?? ''));
    else {
      // a `]` that comes first is one of the set
      const negated = chars[at + 1] === '!' || chars[at + 1] === '^';
      const first = at + (negated ? 2 : 1);
      const end = char === '[' ? chars.indexOf(']', first + 1) : -1;
      if (end === -1) tokens.push(same(char));
      else {
        const isIn = setOf(chars.slice(first, end));
        tokens.push((one) => isIn(one) !== negated);
        at = end;
      }
    }
  }
  return tokens;
}

const same =
  (wanted: string): ((char: string) => boolean) =>
  (char) =>
    char === wanted;

function setOf(chars: readonly string[]): (char: string) => boolean {
  const ranges: [string, string][] = [];
  for (let at = 0; at < chars.length; at++) {
    const from = chars[at] ?? '';
    const to = chars[at + 1] === '-' ? chars[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  return (char) => ranges.some(([from, to]) => from <= char && char <= to);
}
