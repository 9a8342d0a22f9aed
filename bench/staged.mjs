// One clean staged file: `lint --staged`, the hook and the one-file program against what any hook in Node pays at least:
// starting node, asking git what is staged, and reading that blob.
//   node bench/staged.mjs [rounds] [repository to copy the surroundings from]
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, printTimes, ROOT, rounds } from './measure.mjs';

const count = Number(process.argv[2] ?? 20);
const source = process.argv[3] ?? join(ROOT, 'examples/tidy-home');
const repo = mkdtempSync(join(tmpdir(), 'hsl-bench-'));
const git = (...args) =>
  execFileSync('git', ['-c', 'user.name=b', '-c', 'user.email=b@example.com', ...args], {
    cwd: repo,
    encoding: 'utf8',
  }).trim();

const program = (name, ...args) => ({
  command: process.execPath,
  args: [join(ROOT, 'dist', name), ...args],
  cwd: repo,
});

try {
  cpSync(source, repo, { recursive: true, filter: (path) => !/[\\/]\.git$/.test(path) });
  writeFileSync(join(repo, '.gitignore'), 'secrets.yaml\n');
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'all');
  writeFileSync(
    join(repo, 'bench.yaml'),
    `input_boolean:\n${Array.from({ length: 200 }, (_, n) => `  bench_${n}:\n    name: Bench ${n}\n    icon: mdi:fan\n`).join('')}`,
  );
  git('add', 'bench.yaml');
  const oid = git('rev-parse', ':bench.yaml');
  const times = rounds(
    {
      'node -e 0': { command: process.execPath, args: ['-e', '0'], cwd: repo },
      'git diff --cached --raw': { command: 'git', args: ['diff', '--cached', '--raw'], cwd: repo },
      'git cat-file --batch': { command: 'git', args: ['cat-file', '--batch'], cwd: repo, input: `${oid}\n` },
      'lint --staged': program('cli.cjs', '--staged'),
      'hook pre-commit': program('cli.cjs', 'hook', 'pre-commit'),
      'one file': program('standalone.cjs', 'hook', 'pre-commit'),
    },
    count,
  );
  printTimes(times, 'node -e 0');
  console.log(`\nAgainst node + git diff + git cat-file, over ${count} rounds:`);
  for (const name of ['lint --staged', 'hook pre-commit', 'one file']) {
    const ratios = times[name].map(
      (ms, i) => ms / (times['node -e 0'][i] + times['git diff --cached --raw'][i] + times['git cat-file --batch'][i]),
    );
    const [best, worst] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2));
    console.log(`${name.padEnd(28)} median ${median(ratios).toFixed(2)}, best ${best}, worst ${worst}`);
  }
} finally {
  rmSync(repo, { recursive: true, force: true });
}
