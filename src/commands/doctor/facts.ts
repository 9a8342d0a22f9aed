// What `doctor` needs to know of a repository and of the machine. Reads only, and starts nothing but git.
import { accessSync, constants, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../config/load.js';
import { isUserError, type UserError } from '../../errors.js';
import { HOOK_NAMES, type HookName } from '../../git/hook-names.js';
import type { Repository } from '../../git/locate.js';
import { runGit } from '../../git/run.js';
import { RULES } from '../../rules/index.js';
import { lint } from '../../run/run.js';
import { readRegularFile } from '../../sources/read-file.js';
import { type HookFacts, listFiles, readHookFacts } from '../init/facts.js';

/** A hook file as git finds it, wherever it lies. */
export type HookFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly path: string; readonly text: string; readonly runs: boolean }
  | { readonly kind: 'unknown'; readonly path: string };

export interface HookView {
  readonly name: HookName;
  readonly path: string;
  readonly file: HookFile;
  /** Where the pre-commit framework keeps the hook that was there before it, which it runs first. */
  readonly legacy: HookFile;
}

/** A place that must be ignored, or a file that must not be tracked. */
export interface GuardFact {
  readonly file: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export interface DoctorFacts extends HookFacts {
  readonly hooks: readonly HookView[];
  /** Hooks in git's own folder that run, though git looks elsewhere. */
  readonly silenced: readonly string[];
  /** The files of the linter that hooks find, as the shims look for them: this working tree first, then the main one. */
  readonly programs: readonly { readonly path: string; readonly version: string | undefined; readonly same: boolean }[];
  readonly linked: boolean;
  readonly config: { readonly file: string | undefined } | { readonly fault: UserError };
  readonly guard: readonly GuardFact[];
  /** Why the guard's rules could not look. */
  readonly guardFault: string | undefined;
  /** Where programs with windows find Node.js; undefined: nowhere. */
  readonly nodeForWindows: string | undefined;
  readonly node: { readonly path: string; readonly version: string };
  readonly withoutNode: string;
  /** Switches that are set here and now. */
  readonly off: readonly string[];
}

export async function readDoctorFacts(repository: Repository): Promise<DoctorFacts> {
  const { root } = repository;
  const facts = await readHookFacts(repository, await listFiles(repository));
  const config = await readConfig(root);
  const own = join(facts.commonDir, 'hooks');
  const setting = await runGit(root, ['config', '--get', 'ha-secrets-lint.withoutNode']);
  return {
    ...facts,
    hooks: HOOK_NAMES.map((name) => {
      const path = join(facts.hooksFolder.path, name);
      return { name, path, file: hookFile(path, facts.modes), legacy: hookFile(`${path}.legacy`, facts.modes) };
    }),
    silenced: own === facts.hooksFolder.path ? [] : HOOK_NAMES.map((name) => join(own, name)).filter(isProgram),
    programs: findPrograms(facts),
    linked: statOf(join(root, '.git')) === 'file',
    config,
    ...(await guardFacts(root, 'fault' in config)),
    nodeForWindows: findNode(process.env),
    node: { path: process.execPath, version: process.versions.node },
    withoutNode: setting.stdout.toString('utf8').trim(),
    off: switches(process.env),
  };
}

async function readConfig(root: string): Promise<DoctorFacts['config']> {
  try {
    return { file: (await loadConfig(root, root)).file };
  } catch (fault) {
    if (isUserError(fault)) return { fault };
    throw fault;
  }
}

/** Only what is about secrets files: what is in other files is for the linter to say. */
async function guardFacts(root: string, faulty: boolean): Promise<Pick<DoctorFacts, 'guard' | 'guardFault'>> {
  const rules = ['secrets-file-not-ignored', 'secrets-file-tracked'];
  const others = RULES.map(({ meta }) => meta.id).filter((id) => !rules.includes(id));
  try {
    const { findings } = await lint({
      cwd: root,
      scope: { kind: 'default' },
      useConfig: !faulty,
      levels: new Map(others.map((id) => [id, 'off'])),
    });
    const guard = findings.filter(({ finding }) => rules.includes(finding.rule)).map(({ finding }) => finding);
    return { guard, guardFault: undefined };
  } catch (error) {
    if (isUserError(error)) return { guard: [], guardFault: error.message };
    throw error;
  }
}

/** A hook may be a link: git follows it, and so is it read here. */
function hookFile(path: string, modes: boolean): HookFile {
  const kind = statOf(path);
  if (kind === 'absent') return { kind: 'absent' };
  let target = path;
  try {
    target = realpathSync(path);
  } catch {
    return { kind: 'absent' };
  }
  const read = readRegularFile(target);
  if (read.kind !== 'bytes') return { kind: 'unknown', path };
  return { kind: 'file', path, text: read.bytes.toString('latin1'), runs: !modes || isProgram(path) };
}

function statOf(path: string): 'absent' | 'file' | 'other' {
  try {
    return lstatSync(path).isFile() ? 'file' : 'other';
  } catch {
    return 'absent';
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** As hooks/pre-commit looks for them. */
function findPrograms({ root, commonDir, vendored, husky, program }: HookFacts): DoctorFacts['programs'] {
  const main = /^(.*)[\\/]\.git$/.exec(commonDir)?.[1];
  const roots = [root, ...(main === undefined || main === root ? [] : [main])];
  const way = vendored.path.slice(root.length + 1);
  const below = husky === undefined || husky.packageFolder === '' ? [] : [join(root, husky.packageFolder)];
  const places = roots.flatMap((at) => [
    { path: join(at, way), packageFile: undefined },
    ...[at, ...(at === root ? below : [])].map((folder) => {
      const installed = join(folder, 'node_modules/ha-secrets-lint');
      return { path: join(installed, 'dist/cli.cjs'), packageFile: join(installed, 'package.json') };
    }),
  ]);
  return places.flatMap(({ path, packageFile }) => {
    const read = readRegularFile(path);
    if (read.kind !== 'bytes') return [];
    const text = packageFile === undefined ? read.bytes.toString('latin1', 0, 300) : textAt(packageFile);
    const [, version] =
      (packageFile === undefined ? /\/\/ ha-secrets-lint ([\w.-]+):/ : /"version":\s*"([\w.-]+)"/).exec(text) ?? [];
    return [{ path, version, same: packageFile !== undefined || (program?.equals(read.bytes) ?? false) }];
  });
}

function textAt(path: string): string {
  const read = readRegularFile(path);
  return read.kind === 'bytes' ? read.bytes.toString('latin1') : '';
}

/** Programs with windows have the system's PATH; what else the shims try is in hooks/pre-commit. */
function findNode(env: NodeJS.ProcessEnv): string | undefined {
  if (process.platform === 'win32') return process.execPath;
  const home = env['HOME'] ?? '';
  const data = env['XDG_DATA_HOME'] ?? join(home, '.local/share');
  const plain = ['/usr/bin', '/bin', '/usr/local/bin', '/opt/homebrew/bin', '/home/linuxbrew/.linuxbrew/bin'];
  const managed = [
    join(env['VOLTA_HOME'] ?? join(home, '.volta'), 'bin'),
    join(env['ASDF_DATA_DIR'] ?? join(home, '.asdf'), 'shims'),
    join(env['MISE_DATA_DIR'] ?? join(data, 'mise'), 'shims'),
    ...inVersions(join(env['NVM_DIR'] ?? join(home, '.nvm'), 'versions/node'), 'bin'),
    ...[env['FNM_DIR'] ?? join(data, 'fnm'), join(home, '.fnm'), join(home, 'Library/Application Support/fnm')].flatMap(
      (folder) => inVersions(join(folder, 'node-versions'), 'installation/bin'),
    ),
  ];
  return [...plain, ...managed].map((folder) => join(folder, 'node')).find(isProgram);
}

function inVersions(folder: string, below: string): string[] {
  try {
    return readdirSync(folder).map((version) => join(folder, version, below));
  } catch {
    return [];
  }
}

function switches(env: NodeJS.ProcessEnv): string[] {
  const skipped = (env['SKIP'] ?? '').split(',').some((name) => name.trim().startsWith('ha-secrets-lint'));
  const set = ['HA_SECRETS_LINT', 'HUSKY', 'LEFTHOOK'].filter((name) => env[name] === '0');
  return [...set.map((name) => `${name}=0`), ...(skipped ? [`SKIP=${env['SKIP']}`] : [])];
}
