// One clean staged file: `lint --staged` against what any hook in Node pays at least:
// starting node, asking git what is staged, and reading that blob.
//   node bench/staged.mjs [rounds] [repository to copy the surroundings from]
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, printTimes, rounds } from './measure.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const count = Number(process.argv[2] ?? 20);
const source = process.argv[3] ?? join(root, 'examples/tidy-home');
const repo = mkdtempSync(join(tmpdir(), 'hsl-bench-'));
const git = (...args) =>
  execFileSync('git', ['-c', 'user.name=b', '-c', 'user.email=b@example.com', ...args], {
    cwd: repo,
    encoding: 'utf8',
  }).trim();

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
      'lint --staged': { command: process.execPath, args: [join(root, 'dist/cli.cjs'), '--staged'], cwd: repo },
    },
    count,
  );
  printTimes(times, 'node -e 0');
  const ratios = times['lint --staged'].map(
    (ms, i) => ms / (times['node -e 0'][i] + times['git diff --cached --raw'][i] + times['git cat-file --batch'][i]),
  );
  console.log(
    `\nlint --staged / (node + git diff + git cat-file): median ${median(ratios).toFixed(2)}, best ${Math.min(...ratios).toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)} over ${count} rounds`,
  );
} finally {
  rmSync(repo, { recursive: true, force: true });
}
