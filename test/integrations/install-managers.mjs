// Installs the hook managers that the tests run: the pre-commit framework from PyPI in a virtual environment
// (and zizmor, which looks at workflows), lefthook from npm.
// Kept in node_modules/.cache, so that only the first run needs a network. Lefthook is no development dependency: its install
// script would put its own hooks into this repository, and everyone whom the framework builds this package for would download it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PYTHON_TOOLS = ['pre-commit==4.7.0', 'zizmor==1.32.0'];
/** The last one that installs by `npm pack`. */
const OLDER = 'pre-commit==4.6.0';
const LEFTHOOK = 'lefthook@2.2.2';
const CACHE = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/.cache/ha-secrets-lint-managers');
const WINDOWS = process.platform === 'win32';

/** `ready` is written last, so that an install that was cut short is done again. */
function once(name, wanted, install) {
  const folder = join(CACHE, name);
  const ready = join(folder, `ready-${wanted.replaceAll(/[^\w.]+/g, '_')}`);
  if (existsSync(ready)) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  install(folder);
  writeFileSync(`${ready}.new`, wanted);
  renameSync(`${ready}.new`, ready);
}

function must(what, command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}\n`);
  throw new Error(`${what} could not be installed: ${command} failed${error ? ` (${error.message})` : ''}`);
}

function findPython() {
  const names = process.env.PYTHON ? [process.env.PYTHON] : ['python3', 'python', 'py'];
  const code = 'import sys, venv; sys.exit(sys.version_info < (3, 10))';
  const found = names.find((name) => spawnSync(name, ['-c', code]).status === 0);
  if (found === undefined)
    throw new Error('the pre-commit framework needs Python 3.10 or newer: install it, or name it in PYTHON');
  return found;
}

function environment(folder, ...packages) {
  const python = join(folder, WINDOWS ? 'Scripts/python.exe' : 'bin/python');
  must('Python tools', findPython(), ['-m', 'venv', folder]);
  must('Python tools', python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
}

once('python', PYTHON_TOOLS.join(' '), (folder) => environment(folder, ...PYTHON_TOOLS));
once('older', OLDER, (folder) => environment(folder, OLDER));

once('lefthook', LEFTHOOK, (folder) => {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  must('lefthook', 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', LEFTHOOK], {
    cwd: folder,
    shell: WINDOWS,
  });
});

/** Shells whose completion is tested, where they are missing and can be had. */
const shells = ['zsh', 'fish'].filter((name) => spawnSync(name, ['--version']).status !== 0);
if (shells.length > 0) {
  if (process.getuid?.() !== 0) throw new Error(`the tests of completion need ${shells.join(' and ')}: install them`);
  must('apt-get update', 'apt-get', ['update', '-q']);
  must('shells', 'apt-get', ['install', '-y', '-q', '--no-install-recommends', ...shells]);
}
