// A whole tree and a whole history: against starting node, and against the build of another revision of this project.
//   node bench/whole.mjs [rounds] [repository or folder] [revision]
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { printTimes, ROOT, rounds, withBuild } from './measure.mjs';

const count = Number(process.argv[2] ?? 5);
const cwd = resolve(process.argv[3] ?? ROOT);
const revision = process.argv[4] ?? 'HEAD';

await withBuild(revision, (other) => {
  const runs = { tree: [], ...(existsSync(join(cwd, '.git')) ? { history: ['--history'] } : {}) };
  for (const [name, args] of Object.entries(runs)) {
    const run = (dist) => ({
      command: process.execPath,
      args: [join(dist, 'cli.cjs'), '--no-config', ...args],
      cwd,
      exits: [0, 1],
    });
    const times = rounds(
      {
        'node -e 0': { command: process.execPath, args: ['-e', '0'], cwd },
        [`${name}, ${revision}`]: run(other),
        [name]: run(join(ROOT, 'dist')),
      },
      count,
      1,
    );
    printTimes(times, 'node -e 0');
    printTimes(
      { [name]: times[name], [`${name}, ${revision}`]: times[`${name}, ${revision}`] },
      `${name}, ${revision}`,
    );
    console.log();
  }
});
