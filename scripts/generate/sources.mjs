// The tables that the program itself uses, and the built program.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const MODULES = [
  'config/schema',
  'rules/index',
  'rotation',
  'cli/option-table',
  'cli/command-table',
  'errors',
  'commands/audit/checks/index',
  'suppress/marks',
  'rules/examples',
];

/** What the named modules export, and `run`: the program in a repository with the given files. */
export function readSources(root) {
  const folder = mkdtempSync(join(tmpdir(), 'hsl-generate-'));
  try {
    const outfile = join(folder, 'sources.cjs');
    buildSync({
      stdin: { contents: MODULES.map((name) => `export * from './src/${name}';`).join('\n'), resolveDir: root },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile,
      logLevel: 'warning',
    });
    const modules = createRequire(import.meta.url)(outfile);
    return { ...modules, run: (files, args, options) => run(join(root, 'dist/cli.cjs'), files, args, options) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs the program; `files` are staged but for those whose names git is told to ignore. */
function run(program, files, args, { ignore = ['secrets.yaml'], before = [] } = {}) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hsl-generate-')));
  const env = { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...words) => execFileSync('git', words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    git('init', '-q');
    const all = ignore.length > 0 ? { '.gitignore': ignore.map((name) => `${name}\n`).join(''), ...files } : files;
    for (const [path, content] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    git('add', '-A');
    for (const words of before) git(...words);
    const ran = spawnSync(process.execPath, [program, ...args], { cwd: folder, env, encoding: 'utf8' });
    if (ran.status === 2) throw new Error(`${args.join(' ')}: ${ran.stderr}`);
    return ran.stdout.trimEnd();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
