// Writing to the terminal, and what it can show. The only place that touches stdout, stderr and the exit code.
import { UserError } from '../errors.js';
import { display } from '../reporters/display.js';

export interface Terminal {
  readonly isTerminal: boolean;
  readonly color: boolean;
}

/** `NO_COLOR` and `FORCE_COLOR` as https://no-color.org and Node have them; the flags win. */
export function terminal(flags: ReadonlySet<string>): Terminal {
  const isTerminal = process.stdout.isTTY === true;
  const forced = process.env['FORCE_COLOR'];
  const byEnvironment =
    forced !== undefined ? forced !== '0' : isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return { isTerminal, color: flags.has('color') || (byEnvironment && !flags.has('no-color')) };
}

export function say(text: string | Uint8Array): void {
  process.stdout.write(text);
}

export function complain(text: string): void {
  process.stderr.write(text);
}

/** What a command that did another's work has set. */
export function exitSoFar(): number {
  return Number(process.exitCode ?? 0);
}

export function setExit(code: number): void {
  process.exitCode = code;
}

/** One line and a hint for a fault the user can mend; a stack only for a fault of the program. */
export function describeError(error: unknown): string {
  if (error instanceof UserError) {
    const place =
      error.file === undefined ? '' : `${display(error.file)}${error.line === undefined ? '' : `:${error.line}`}: `;
    return `ha-secrets-lint: ${place}${display(error.message)}\n${error.hint === undefined ? '' : `${display(error.hint)}\n`}`;
  }
  const stack = error instanceof Error ? framesOnly(error) : '';
  return `ha-secrets-lint: this is a fault in the program, not in your files. Please report it with the lines below.\n${stack}\n`;
}

/** The stack without the message: a message may quote what was read. */
function framesOnly(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}

export interface ProgressLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

const PROGRESS_EVERY = 100;

/** One line on stderr that is written over again and again; nothing where that is no terminal, or with `--no-progress`. */
export function progressLine(flags: ReadonlySet<string>): ProgressLine {
  if (process.stderr.isTTY !== true || flags.has('no-progress'))
    return { show: () => undefined, clear: () => undefined };
  let last = 0;
  return {
    show(text) {
      const now = Date.now();
      if (now - last < PROGRESS_EVERY) return;
      last = now;
      process.stderr.write(`\r\x1b[2K${text}`);
    },
    clear: () => {
      process.stderr.write('\r\x1b[2K');
    },
  };
}
