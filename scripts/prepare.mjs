// Runs after `npm install` in a checkout and before `npm pack`: builds, and sets up this repository's own hook where that makes sense.
// Needs neither git nor husky: a tool that installs this package from its repository may have neither.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { env } = process;

/**
 * `npm install --global git+…`, which is what the pre-commit framework 4.7 runs, prepares a clone without its development
 * dependencies: the inner npm takes `global` over (https://github.com/npm/cli/issues/8440).
 */
function installDependencies() {
  const own = Object.entries(env).filter(
    ([name]) => !/^(?:npm_config_(?:global|location|prefix)|NODE_ENV)$/i.test(name),
  );
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress'];
  // npm says by which file it was started; outside of it there is only its name
  const [program, first] = env.npm_execpath?.endsWith('.js') ? [process.execPath, [env.npm_execpath]] : ['npm', []];
  const options = { cwd: root, env: Object.fromEntries(own), stdio: ['ignore', 'ignore', 'inherit'] };
  const { status } = spawnSync(program, [...first, ...args], options);
  if (status !== 0) throw new Error('the dependencies that the build needs could not be installed');
}

if (!existsSync(join(root, 'node_modules/esbuild'))) installDependencies();
process.argv.push('--types');
await import('./build.mjs');

/** By this flag, which npm itself forgot long ago, the pre-commit framework before 4.7 installs in the clone that it made. */
const inFrameworksClone = env.npm_config_ignore_prepublish === 'true';
if (inFrameworksClone) {
  // it takes all that `npm pack` prints for the name of the tarball, and npm prints the scripts that it runs
  // (https://github.com/pre-commit/pre-commit/pull/3460); this one has done its work
  const file = join(root, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  delete manifest.scripts.prepare;
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

// the pre-commit framework installs from a clone of its own, maybe inside a git hook, whose variables name the repository of the user
const byTool = ['PRE_COMMIT', 'GIT_DIR', 'GIT_INDEX_FILE', '_PACOTE_NO_PREPARE_'].some(
  (name) => env[name] !== undefined,
);
const unwanted = byTool || inFrameworksClone || env.CI !== undefined || env.HUSKY === '0';
if (existsSync(join(root, '.git')) && !unwanted) {
  try {
    const { default: husky } = await import('husky');
    process.chdir(root);
    const problem = husky();
    if (problem) console.warn(problem);
  } catch {
    // without husky there is no hook, and nothing else is missing
  }
}
