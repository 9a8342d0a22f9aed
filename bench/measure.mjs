// Times whole processes side by side: each round runs every command once, in turn, so that a slow moment hits all of them.
// Figures are ratios within a round; absolute times say little on a shared machine.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs one command to its end and returns milliseconds; a command that cannot start or exits unexpectedly is an error. */
export function time({ command, args, cwd, input, exits = [0] }) {
  const start = process.hrtime.bigint();
  const result = spawnSync(command, args, { cwd, input, stdio: ['pipe', 'ignore', 'pipe'] });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (result.error) throw result.error;
  if (!exits.includes(result.status))
    throw new Error(`${command} ${args.join(' ')}: exit ${result.status}\n${result.stderr}`);
  return ms;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Rounds of all commands; returns name -> times. */
export function rounds(commands, count, warmup = 2) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = -warmup; round < count; round++) {
    for (const [name, command] of Object.entries(commands)) {
      const ms = time(command);
      if (round >= 0) times[name].push(ms);
    }
  }
  return times;
}

export function printTimes(times, base) {
  for (const [name, all] of Object.entries(times)) {
    const ratios = all.map((ms, index) => ms / times[base][index]);
    console.log(
      `${name.padEnd(28)} median ${median(all).toFixed(1).padStart(8)} ms   ${median(ratios).toFixed(2)} x ${base}`,
    );
  }
}

/** Builds a revision of this project in a folder of its own, with the packages of this one, and hands on its dist/. */
export async function withBuild(revision, work) {
  const folder = join(mkdtempSync(join(tmpdir(), 'hsl-bench-')), 'build');
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  git('worktree', 'add', '--detach', folder, revision);
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    execFileSync(process.execPath, [join(folder, 'scripts/build.mjs')], { stdio: 'inherit' });
    await work(join(folder, 'dist'));
  } finally {
    git('worktree', 'remove', '--force', folder);
    rmSync(dirname(folder), { recursive: true, force: true });
  }
}
