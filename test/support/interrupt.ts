// Runs the program until a given system call and lets something happen there: a kill, an interrupt, a full disk. By strace, from outside.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CLI, GIT_ENV } from './repo';

export type Event = 'signal=SIGKILL' | 'signal=SIGINT' | 'error=ENOSPC';

/** True if the run got as far as the given occurrence of one of the calls (names with commas between them). */
export function runUntil(dir: string, args: readonly string[], event: Event, calls: string, when: number): boolean {
  const names = calls
    .split(',')
    .map((name) => `?${name}`)
    .join(',');
  const log = join(dir, '..', `trace-${process.pid}`);
  const inject = ['-e', `trace=${names}`, '-e', `inject=${names}:${event}:when=${when}`];
  const { error } = spawnSync('strace', ['-f', '-qq', '-o', log, ...inject, process.execPath, CLI, ...args], {
    cwd: dir,
    env: GIT_ENV,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  const happened = /killed by SIG(?:KILL|INT)|\(INJECTED\)/.test(readFileSync(log, 'utf8'));
  rmSync(log);
  return happened;
}
