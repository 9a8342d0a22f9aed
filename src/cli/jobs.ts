// `--jobs N`: N processes of this program look at the files first, each at its shard, and say in which there is something. Those files
// are linted again by the one that reports, so that no value, and nothing made of one, passes between processes.
import { type ChildProcess, fork } from 'node:child_process';
import { EXIT, type ExitCode } from '../errors.js';
import type { LookAhead, Progress } from '../run/pass1.js';
import { lookAhead } from '../run/run.js';
import { parseShard } from '../run/shard.js';
import { toRequest } from './lint.js';
import { parseArguments } from './options.js';

/** Says to a process that it is one of them, and which. */
export const JOB = 'HA_SECRETS_LINT_JOB';

type Message = { readonly done: number } | { readonly look: LookAhead };

/** Looks at all files with the given number of processes; undefined where one of them came to no end. */
export async function lookWithJobs(
  args: readonly string[],
  jobs: number,
  progress: Progress | undefined,
): Promise<LookAhead[] | undefined> {
  const done = new Map<number, number>();
  const children: ChildProcess[] = [];
  const looks = Array.from({ length: jobs }, (_, at) => {
    const child = fork(process.argv[1] ?? '', args, {
      env: { ...process.env, [JOB]: `${at + 1}/${jobs}` },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(child);
    return lookOf(child, (count) => {
      done.set(at, count);
      progress?.([...done.values()].reduce((sum, one) => sum + one, 0));
    });
  });
  try {
    const all = await Promise.all(looks);
    return all.some((look) => look === undefined) ? undefined : all.filter((look) => look !== undefined);
  } finally {
    for (const child of children) child.kill();
  }
}

function lookOf(child: ChildProcess, count: Progress): Promise<LookAhead | undefined> {
  return new Promise((resolve) => {
    child.on('message', (message: Message) => {
      if ('look' in message) resolve(message.look);
      else count(message.done);
    });
    child.on('error', () => resolve(undefined));
    child.on('exit', () => resolve(undefined));
  });
}

/** Files between two words about how far it is. */
const STEP = 50;

/** The side of such a process. */
export async function jobMain(args: readonly string[]): Promise<ExitCode> {
  const send = (message: Message): Promise<void> =>
    new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
  // the one that asked is gone
  process.once('disconnect', () => process.exit());
  const look = await lookAhead(await toRequest(parseArguments(args)), parseShard(process.env[JOB] ?? ''), (done) => {
    if (done % STEP === 0) void send({ done });
  });
  await send({ look });
  process.disconnect?.();
  return EXIT.ok;
}
