// What `init` needs to know of a repository before it plans. Reads only.
import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../errors.js';
import { HOOK_NAMES, type HookName } from '../../git/hook-names.js';
import { ignoreSources } from '../../git/ignore-sources.js';
import { openRepository, type Repository } from '../../git/locate.js';
import { type HooksFolder, hooksFolder } from '../../git/repo.js';
import { listPaths } from '../../git/repository.js';
import { runGit } from '../../git/run.js';
import { lint, type Report } from '../../run/run.js';
import { readRegularFile } from '../../sources/read-file.js';
import { BASELINE_FILE } from '../../suppress/marks.js';
import { type FileState, isFolder, isInside, liesIn, stateOf } from './apply.js';
import { type CiFile, findCiFiles } from './ci-files.js';
import { CONFIG_FILE } from './config-text.js';
import { VENDORED } from './draft.js';
import { LEFTHOOK_FILES, LEFTHOOK_MARK, type ManagerFact, PRE_COMMIT_FILE, PRE_COMMIT_MARK } from './managers.js';
import { findPackages, type Package } from './packages.js';

export interface Place {
  /** Absolute. */
  readonly path: string;
  readonly state: FileState;
}

export interface GitHookFact extends Place {
  /** Where a hook of others goes. */
  readonly chained: Place;
}

export interface HuskyFact {
  readonly hooks: Readonly<Record<HookName, Place>>;
  /** The folder of the package.json beside which `node_modules` is; `` is the root. */
  readonly packageFolder: string;
  readonly package: Package | undefined;
  /** Git looks for hooks there. */
  readonly active: boolean;
}

/** A place of a secrets file that git does not ignore. */
export interface OpenPlace {
  readonly path: string;
  readonly name: string;
  /** The .gitignore in a folder below that takes back what the root one says. */
  readonly takenBackBy: string | undefined;
}

/** How hooks run here. */
export interface HookFacts {
  readonly root: string;
  /** Real paths of the folders that may be written to. */
  readonly writable: readonly string[];
  /** What all linked working trees share. */
  readonly commonDir: string;
  /** Files have a mode that says whether they can be run. */
  readonly modes: boolean;
  readonly hooksFolder: HooksFolder & { readonly place: 'inside' | 'outside' | 'root' | 'husky' };
  readonly gitHooks: Readonly<Record<HookName, GitHookFact>>;
  readonly husky: HuskyFact | undefined;
  readonly preCommit: ManagerFact;
  readonly lefthook: ManagerFact;
  readonly rootPackage: Package | undefined;
  readonly vendored: Place;
  readonly version: string;
  /** The hook file, and the one-file program (undefined where this copy of the linter has none). */
  readonly shim: string;
  readonly program: Buffer | undefined;
}

export interface InitFacts extends HookFacts {
  /** The jobs where a forge runs them. */
  readonly ciFiles: readonly CiFile[];
  readonly gitignore: Place;
  /** The config file that is in force, or where one would be. */
  readonly config: Place;
  /** The one in force, relative to the root. */
  readonly configFile: string | undefined;
  readonly openPlaces: readonly OpenPlace[];
  /** Secrets files in clear text that the index holds. */
  readonly tracked: readonly string[];
}

declare const __SHIM__: string;
declare const __VERSION__: string;

/** The repository around a folder, seen from its top. `who` asks. */
export async function openWhole(cwd: string, who: string): Promise<Repository> {
  const found = await openRepository(cwd);
  if (found !== undefined) return { cwd: found.root, root: found.root, up: '' };
  const bare = await runGit(cwd, ['rev-parse', '--is-bare-repository']);
  if (bare.stdout.toString('latin1').trim() === 'true')
    throw new UserError('this is a bare repository: nothing is committed here', {
      hint: `Run ${who} in a clone of it.`,
    });
  throw new UserError(`${who} needs a git repository, and this folder is in none`, { hint: 'Run: git init' });
}

export async function readFacts(repository: Repository): Promise<InitFacts> {
  const { root } = repository;
  const report = await lintAll(root);
  const listed = await listFiles(repository);
  const facts = await readHookFacts(repository, listed);
  const at = (path: string): Place => ({ path, state: stateOf(path, facts.writable) });
  return {
    ...facts,
    ciFiles: findCiFiles(root, listed, at),
    gitignore: at(join(root, '.gitignore')),
    config: at(join(root, report.configFile ?? CONFIG_FILE)),
    configFile: report.configFile,
    openPlaces: await withUsualPlace(repository, await findOpenPlaces(repository, report)),
    tracked: report.findings
      .filter(({ finding }) => finding.rule === 'secrets-file-tracked')
      .map(({ finding }) => finding.file),
  };
}

export async function listFiles(repository: Repository): Promise<string[]> {
  return (await listPaths(repository)).filter((entry) => entry.kind === 'file').map((entry) => entry.path);
}

export async function readHookFacts(repository: Repository, listed: readonly string[]): Promise<HookFacts> {
  const { root } = repository;
  const packages = findPackages(root, listed);
  const [folder, shared] = [await hooksFolder(root), await commonDir(repository)];
  const writable = [root, shared].map((path) => realpathSync(path));
  const at = (path: string): Place => ({ path, state: stateOf(path, writable) });
  const gitHook = (name: HookName): GitHookFact => ({
    ...at(join(folder.path, name)),
    chained: at(join(folder.path, `${name}.chained`)),
  });
  const gitHooks = forEachHook(gitHook);
  const inHook = (mark: RegExp): boolean =>
    [gitHooks['pre-commit'], gitHooks['pre-commit'].chained].some(
      ({ state }) => state.kind === 'file' && mark.test(state.bytes.toString('latin1')),
    );
  const isBundle = ['init.cjs', 'doctor.cjs'].includes(basename(__filename));
  const program = readRegularFile(isBundle ? join(__dirname, 'standalone.cjs') : __filename);
  return {
    root,
    writable,
    commonDir: shared,
    modes: process.platform !== 'win32',
    hooksFolder: { ...folder, place: placeOf(folder.path, root, writable) },
    gitHooks,
    husky: findHusky(root, packages, folder.path, at),
    preCommit: { config: at(join(root, PRE_COMMIT_FILE)), installed: inHook(PRE_COMMIT_MARK) },
    lefthook: {
      config: at(join(root, LEFTHOOK_FILES.find((name) => isThere(join(root, name))) ?? 'lefthook.yml')),
      installed: inHook(LEFTHOOK_MARK),
    },
    rootPackage: packages.find((one) => one.folder === ''),
    vendored: at(join(root, ...VENDORED.split('/'))),
    version: __VERSION__,
    shim: __SHIM__,
    program: program.kind === 'bytes' ? program.bytes : undefined,
  };
}

function isThere(path: string): boolean {
  return readRegularFile(path).kind !== 'absent';
}

/** All that could be committed now, as `ha-secrets-lint` without arguments. */
export function lintAll(root: string): Promise<Report> {
  return lint({ cwd: root, scope: { kind: 'default' } });
}

/** Places that must be ignored and are not, as the guard rules found them; what the config leaves out is left out. */
export async function findOpenPlaces(repository: Repository, report: Report): Promise<OpenPlace[]> {
  const paths = report.findings
    .filter(({ finding }) => finding.rule === 'secrets-file-not-ignored')
    .map(({ finding }) => finding.file);
  const sources = await ignoreSources(repository.root, paths);
  return paths.map((path) => {
    const { file = '', pattern = '' } = sources.get(path) ?? {};
    const below = file.endsWith('/.gitignore') && !isAbsolute(file) && pattern.startsWith('!');
    return { path, name: path.slice(path.lastIndexOf('/') + 1), takenBackBy: below ? file : undefined };
  });
}

/** Whether known findings are kept already. */
export function existsBaseline(root: string): boolean {
  return readRegularFile(join(root, BASELINE_FILE)).kind !== 'absent';
}

const USUAL_PLACE = 'secrets.yaml';

/** Before there is a configuration, the place where Home Assistant will look for its secrets. */
async function withUsualPlace({ root }: Repository, open: readonly OpenPlace[]): Promise<readonly OpenPlace[]> {
  if (open.some((place) => place.name === USUAL_PLACE)) return open;
  if (readRegularFile(join(root, USUAL_PLACE)).kind !== 'absent') return open;
  const pattern = (await ignoreSources(root, [USUAL_PLACE])).get(USUAL_PLACE)?.pattern ?? '';
  const ignored = pattern !== '' && !pattern.startsWith('!');
  return ignored ? open : [...open, { path: USUAL_PLACE, name: USUAL_PLACE, takenBackBy: undefined }];
}

async function commonDir({ cwd }: Repository): Promise<string> {
  const result = await runGit(cwd, ['rev-parse', '--git-common-dir']);
  return resolve(cwd, result.stdout.toString('utf8').replace(/\r?\n$/, ''));
}

function placeOf(path: string, root: string, writable: readonly string[]): HookFacts['hooksFolder']['place'] {
  if (path === root) return 'root';
  if (!liesIn(path, writable)) return 'outside';
  return isHuskysOwn(path) ? 'husky' : 'inside';
}

/** Husky 9 makes a folder `_` with its runner `h`, and points git there. */
function isHuskysOwn(path: string): boolean {
  return basename(path) === '_' && readRegularFile(join(path, 'h')).kind === 'bytes';
}

function findHusky(
  root: string,
  packages: readonly Package[],
  hooks: string,
  at: (path: string) => Place,
): HuskyFact | undefined {
  const inUse = isHuskysOwn(hooks) && isInside(root, hooks) ? dirname(hooks) : undefined;
  const user = packages.find((one) => one.usesHusky);
  const own = join(root, '.husky');
  const folder = inUse ?? (isFolder(own) ? own : undefined) ?? (user && join(root, user.folder, '.husky'));
  if (folder === undefined) return undefined;
  const beside = relative(root, dirname(folder)).split(sep).join('/');
  const owner = packages.find((one) => one.folder === beside) ?? user;
  return {
    hooks: forEachHook((name) => at(join(folder, name))),
    packageFolder: owner?.folder ?? '',
    package: owner,
    active: inUse !== undefined || hooks === folder,
  };
}

function forEachHook<Value>(make: (name: HookName) => Value): Record<HookName, Value> {
  const [first, second, third] = HOOK_NAMES;
  return { [first]: make(first), [second]: make(second), [third]: make(third) } as Record<HookName, Value>;
}
