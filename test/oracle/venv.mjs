// Makes the virtual environment in which a program's own loader judges, and prints the path of its Python: `node venv.mjs [KIND]`.
// Kept in node_modules/.cache, so that only the first run needs a network. Without Python this fails: a judge that is missing judges nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PYYAML = 'PyYAML==6.0.3';
/**
 * For each loader the packages by the Python that they need. `bare` is installed without what it depends on: the loaders of
 * ESPHome and AppDaemon are one module each, which imports little of what the whole program needs.
 */
const KINDS = {
  'home-assistant': [
    { since: [3, 13], names: ['annotatedyaml==1.0.2', PYYAML] },
    { since: [3, 12], names: ['annotatedyaml==0.4.5', PYYAML] },
    // older ones compose with PyYAML, as Home Assistant did then
    { since: [3, 9], names: [PYYAML] },
  ],
  esphome: [{ since: [3, 11], bare: ['esphome==2026.6.5'], names: [PYYAML] }],
  appdaemon: [
    {
      since: [3, 10],
      bare: ['appdaemon==4.5.13'],
      names: `${PYYAML} aiohttp astral iso8601 paho-mqtt pydantic python-dateutil pytz tomli tomli_w`.split(' '),
    },
  ],
};

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

const kind = process.argv[2] ?? 'home-assistant';
const wanted = KINDS[kind];
if (wanted === undefined) throw new Error(`no loader is called ${kind}: ${Object.keys(KINDS).join(', ')}`);
const python = findPython();
const packages = python && wanted.find(({ since }) => isAtLeast(python.version, since));
if (packages === undefined)
  throw new Error(
    `the oracle needs Python ${wanted.at(-1).since.join('.')} or newer for ${kind} (3.13 for the current loader of Home Assistant): install it, or name it in PYTHON`,
  );
const { bare = [], names } = packages;
const pinned = [...bare, ...names].filter((name) => name.includes('=='));
const folder = join(CACHE, `${python.version.join('.')}-${pinned.join('-').replaceAll(/[^\w.-]+/g, '_')}`);
const inner = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
const ready = join(folder, 'ready');

if (!existsSync(ready)) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  check('venv', run(python.command, ['-m', 'venv', folder], python.env));
  const pip = (...args) =>
    check(
      `pip install ${args.join(' ')}`,
      run(join(folder, ...inner), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...args]),
    );
  pip(...names);
  if (bare.length > 0) pip('--no-deps', ...bare);
  writeFileSync(`${ready}.new`, [...bare, ...names].join('\n'));
  renameSync(`${ready}.new`, ready);
}
process.stdout.write(join(folder, ...inner));
