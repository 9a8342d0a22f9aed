// Makes the virtual environment in which Home Assistant's own loader judges, and prints the path of its Python.
// Kept in node_modules/.cache, so that only the first run needs a network. Without Python this fails: a judge that is missing judges nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PYYAML = 'PyYAML==6.0.3';
/** Home Assistant's loader, by the Python that it needs. Older ones compose with PyYAML, as Home Assistant did then. */
const PACKAGES = [
  { since: [3, 13], names: ['annotatedyaml==1.0.2', PYYAML] },
  { since: [3, 12], names: ['annotatedyaml==0.4.5', PYYAML] },
  { since: [3, 9], names: [PYYAML] },
];

const CACHE = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/.cache/ha-secrets-lint-oracle');

function run(command, args, env = {}) {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 24 });
}

/** Every Python that can be started, by name or through pyenv; if `PYTHON` names one, that alone. */
function* pythons() {
  if (process.env.PYTHON) {
    yield { command: process.env.PYTHON };
    return;
  }
  for (const name of ['python3.14', 'python3.13', 'python3.12', 'python3', 'python', 'py']) yield { command: name };
  const listed = run('pyenv', ['versions', '--bare']);
  for (const version of listed.status === 0 ? listed.stdout.split('\n') : [])
    if (/^3\.\d+\.\d+$/.test(version.trim())) yield { command: 'python3', env: { PYENV_VERSION: version.trim() } };
}

function findPython() {
  const found = [];
  for (const { command, env } of pythons()) {
    const { status, stdout } = run(
      command,
      ['-c', 'import sys, venv; print(sys.version_info[0], sys.version_info[1])'],
      env,
    );
    if (status !== 0) continue;
    const version = stdout.trim().split(' ').map(Number);
    if (isAtLeast(version, [3, 13])) return { command, env, version };
    found.push({ command, env, version });
  }
  found.sort((a, b) => b.version[1] - a.version[1]);
  return found.find(({ version }) => isAtLeast(version, [3, 9]));
}

function isAtLeast([major, minor], [needed, atLeast]) {
  return major === needed && minor >= atLeast;
}

function check(step, { status, stdout, stderr, error }) {
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}\n`);
  throw new Error(`the oracle could not be set up: ${step} failed${error ? ` (${error.message})` : ''}`);
}

const python = findPython();
if (python === undefined)
  throw new Error(
    'the oracle needs Python 3.9 or newer (3.13 for the current loader of Home Assistant): install it, or name it in PYTHON',
  );
const { names } = PACKAGES.find(({ since }) => isAtLeast(python.version, since));
const folder = join(CACHE, `${python.version.join('.')}-${names.join('-').replaceAll(/[^\w.-]+/g, '_')}`);
const inner = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
const ready = join(folder, 'ready');

if (!existsSync(ready)) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  check('venv', run(python.command, ['-m', 'venv', folder], python.env));
  check(
    'pip',
    run(join(folder, ...inner), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...names]),
  );
  writeFileSync(`${ready}.new`, names.join('\n'));
  renameSync(`${ready}.new`, ready);
}
process.stdout.write(join(folder, ...inner));
