// The main job on a sample configuration: a copy of examples/leaky-home becomes a git repository, `init` puts the hooks in place,
// and a commit is tried. Succeeds if git stops it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const home = join(mkdtempSync(join(tmpdir(), 'ha-secrets-lint-demo-')), 'leaky-home');
const program = join(root, 'dist/cli.cjs');
// a hook that calls this script has told git which repository is meant; here it is another
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));

function run(shown, command, ...args) {
  console.log(`\n$ ${shown}`);
  const { status, error } = spawnSync(command, args, { cwd: home, stdio: 'inherit', env });
  if (error) throw new Error(`${command} could not be started (${error.code}): is it installed?`);
  return status;
}

function must(status) {
  if (status !== 0) throw new Error('the demonstration could not be set up: see above');
}

try {
  cpSync(join(root, 'examples/leaky-home'), home, { recursive: true });
  must(run('git init', 'git', 'init', '--quiet'));
  must(run('git add -A', 'git', 'add', '-A'));
  must(run('npx ha-secrets-lint init --yes', process.execPath, program, 'init', '--yes'));
  const who = ['-c', 'user.name=Demo', '-c', 'user.email=demo@example.org'];
  const stopped = run('git commit -m "My home"', 'git', ...who, 'commit', '--quiet', '-m', 'My home') !== 0;
  const nothingCommitted =
    spawnSync('git', ['rev-parse', '--verify', '--quiet', 'HEAD'], { cwd: home, env }).status !== 0;
  if (!stopped || !nothingCommitted) throw new Error('the commit was not stopped');
  console.log('\nThe commit was stopped, and nothing of this is in the history. That is the job.');
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(dirname(home), { recursive: true, force: true });
}
