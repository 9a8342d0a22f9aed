// What a command that takes a while is at: one line on stderr, on a terminal only.
export interface StatusLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

const EVERY_MS = 100;

/** One line on stderr that is written over again and again; nothing where that is no terminal, or with `--no-progress`. */
export function statusLine(flags: ReadonlySet<string>): StatusLine {
  if (process.stderr.isTTY !== true || flags.has('no-progress'))
    return { show: () => undefined, clear: () => undefined };
  let last = 0;
  return {
    show(text) {
      const now = Date.now();
      if (now - last < EVERY_MS) return;
      last = now;
      process.stderr.write(`\r\x1b[2K${text}`);
    },
    clear: () => {
      process.stderr.write('\r\x1b[2K');
    },
  };
}
