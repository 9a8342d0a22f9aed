// Errors a person can act on, and the exit codes of the command line.

/** Exit codes; see docs/exit-codes in the README. */
export const EXIT = {
  /** Nothing that blocks. */
  ok: 0,
  /** Findings that block, or failing checks. */
  findings: 1,
  /** The job could not be done: usage, config, unreadable input, a crash. */
  failed: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface UserErrorOptions {
  /** What to do about it, one sentence. */
  readonly hint?: string;
  /** File the error is about, relative to the repository root. */
  readonly file?: string;
  /** Line in `file`, from 1. */
  readonly line?: number;
  readonly cause?: unknown;
}

/** An error whose message is meant for the user: printed as one line, without a stack. */
export class UserError extends Error {
  readonly hint: string | undefined;
  readonly file: string | undefined;
  readonly line: number | undefined;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.hint = options.hint;
    this.file = options.file;
    this.line = options.line;
  }
}

/** By name: bundles that load each other have a class of their own each. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError';
}

/** The `code` of a Node system error (`ENOENT`, `EACCES` ...), or undefined. */
export function systemErrorCode(error: unknown): string | undefined {
  // not by its class: in a test the errors of Node's own modules come from another realm
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  return undefined;
}
