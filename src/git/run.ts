// The one place that starts git. The repository is not trusted: nothing its configuration names may run,
// nothing is fetched, and no object is replaced by another.
import { type ChildProcessByStdio, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { systemErrorCode, UserError } from '../errors.js';

/** Settings that win over the repository's own; each closes a way by which configuration starts a program. */
const HARDENING: readonly string[] = [
  '--no-pager',
  '--no-optional-locks',
  '--no-replace-objects',
  ...[
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.sshCommand=false',
    'core.gitProxy=',
    'core.askPass=',
    'credential.helper=',
    'protocol.allow=never',
    'log.showSignature=false',
    'submodule.recurse=false',
    'diff.external=',
    'gc.auto=0',
    'maintenance.auto=false',
  ].flatMap((setting) => ['-c', setting]),
];

/** Added to the caller's environment. `GIT_INDEX_FILE` and its like stay: in a hook they say what is being committed. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_ALLOW_PROTOCOL: '',
  // may leave commits out of a history
  GIT_GRAFT_FILE: '/dev/null',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  // messages are matched, so they must be English
  LC_ALL: 'C',
  LANGUAGE: 'C',
};

/** These would change how the pathspecs or output of our own commands are read. */
const UNSET = [
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_EXTERNAL_DIFF',
  'GIT_DIFF_OPTS',
];
/** What they print would stand between git's messages. */
const TRACES = /^GIT_TRACE/;

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  /** What git complained about, in one line that is safe to show. */
  readonly message: string;
  readonly stderr: Buffer;
}

export class GitNotFound extends UserError {}

/** Starts git in `cwd` with pipes on all three streams. */
export function startGit(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams {
  return spawn(gitProgram(), [...HARDENING, ...args], { ...optionsFor(cwd, env), stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Without a pipe for input: opening and closing one takes a while. */
function startWithoutInput(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(gitProgram(), [...HARDENING, ...args], { ...optionsFor(cwd, env), stdio: ['ignore', 'pipe', 'pipe'] });
}

function optionsFor(cwd: string, env: NodeJS.ProcessEnv) {
  return { cwd, env: { ...environment(), ...env }, windowsHide: true };
}

let made: NodeJS.ProcessEnv | undefined;

function environment(): NodeJS.ProcessEnv {
  if (made === undefined) {
    made = { ...process.env, ...ENVIRONMENT };
    for (const name of [...UNSET, ...Object.keys(made).filter((key) => TRACES.test(key))]) delete made[name];
  }
  return made;
}

/** Runs git to its end. Any exit code is a result; rejects only when git cannot be started. */
export function runGit(
  cwd: string,
  args: readonly string[],
  input?: Uint8Array | string,
  env?: NodeJS.ProcessEnv,
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = input === undefined ? startWithoutInput(cwd, args, env) : startGit(cwd, args, env);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    // git may end without reading its input; its exit code tells the story
    child.stdin?.on('error', () => undefined);
    child.on('error', (error) => reject(startFailure(error)));
    child.on('close', (code) => {
      const stderr = Buffer.concat(err);
      resolve({ code: code ?? 128, stdout: Buffer.concat(out), message: messageIn(stderr), stderr });
    });
    child.stdin?.end(input);
  });
}

/** As `runGit`, but a non-zero exit is a `UserError` that says what could not be done. */
export async function git(
  cwd: string,
  args: readonly string[],
  input?: Uint8Array | string,
  env?: NodeJS.ProcessEnv,
): Promise<Buffer> {
  const result = await runGit(cwd, args, input, env);
  if (result.code !== 0) throw new UserError(`git ${args[0]} failed: ${result.message || `exit ${result.code}`}`);
  return result.stdout;
}

export function startFailure(error: unknown): UserError {
  if (systemErrorCode(error) !== 'ENOENT') return new UserError('git could not be started', { cause: error });
  return new GitNotFound('git was not found', {
    hint: 'Install git, or put it on the PATH of this shell.',
    cause: error,
  });
}

const MOST_LINES = 1000;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The line that says why it failed, else the first one. */
export function messageIn(stderr: Buffer): string {
  const lines = stderr.toString('utf8').split('\n', MOST_LINES);
  const line =
    [/^fatal: /, /^error: /].map((mark) => lines.find((one) => mark.test(one))).find(Boolean) ?? lines[0] ?? '';
  return line
    .replace(/^(?:fatal|error): /, '')
    .replace(CONTROL, '?')
    .slice(0, 300);
}

let program: string | undefined;

/** Windows looks in the current folder first, which may be a hostile repository: there the PATH is searched here. */
function gitProgram(): string {
  if (process.platform !== 'win32') return 'git';
  program ??= (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && folder !== '.')
    .map((folder) => join(folder, 'git.exe'))
    .find((candidate) => {
      try {
        accessSync(candidate, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  if (program === undefined) throw startFailure(Object.assign(new Error('git.exe'), { code: 'ENOENT' }));
  return program;
}
