// Writing to the terminal, and what it can show. The only place that touches stdout, stderr and the exit code.
import { isUserError, systemErrorCode, UserError } from '../errors.js';
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
  write(process.stdout, text);
}

export function complain(text: string): void {
  write(process.stderr, text);
}

/** Opening a stream takes a while, so that this is done with the first one that is written to. */
function write(stream: NodeJS.WriteStream, text: string | Uint8Array): void {
  if (stream.listenerCount('error', ignoreClosed) === 0) stream.on('error', ignoreClosed);
  try {
    stream.write(text);
  } catch (error) {
    // what cannot be complained about is told by the exit code
    if (stream !== process.stderr) throw unwritable(error);
  }
}

/** A full disk under `> report.json` is no fault of the program. */
function unwritable(error: unknown): UserError {
  return new UserError(`standard output cannot be written (${systemErrorCode(error) ?? 'unknown error'})`, {
    cause: error,
  });
}

/** A closed pipe (`| head`) is no fault: what was to be said cannot be, the exit code still can. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw unwritable(error);
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
  if (isUserError(error)) {
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
