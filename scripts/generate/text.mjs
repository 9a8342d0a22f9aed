// Pieces of Markdown.

export const NOTICE = '<!-- Written by scripts/generate.mjs from the sources: change those. -->';

export const sentence = (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

/** A block of code; its fence is longer than any in it. */
export function fence(text, language = '') {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text.trimEnd()}\n${marks}`;
}

/** A table whose cells hold no line breaks. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function page(...blocks) {
  return `${[NOTICE, ...blocks].join('\n\n')}\n`;
}
