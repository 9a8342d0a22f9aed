// Text for 80 columns, whatever the terminal: the same report in a file, a log and a window.

export const WIDTH = 80;

/** Breaks prose at blanks; `used` columns of the first line are taken already, the others begin with `indent`. Words stay whole. */
export function wrap(text: string, used: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  let room = WIDTH - used;
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
      room = WIDTH - indent.length;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((one, index) => (index === 0 ? one : indent + one));
}
