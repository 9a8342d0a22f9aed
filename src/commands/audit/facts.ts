// What the audit needs to know of a tree and of the machine. Reads only, and starts nothing but git.
import { lstatSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { NO_CONFIG } from '../../config/config.js';
import { loadConfig } from '../../config/load.js';
import { UserError } from '../../errors.js';
import { openRepository, type Repository } from '../../git/locate.js';
import { listPaths } from '../../git/repository.js';
import { lint, type Report } from '../../run/run.js';
import { judgeSecretsContent } from '../../secrets/content.js';
import { secretsFileKind } from '../../secrets/names.js';
import { isSealedBytes } from '../../secrets/sealed.js';
import { readSecretsFile, SecretsStore } from '../../secrets/store.js';
import { findSecretsFiles } from '../../sources/secrets-files.js';
import { allFiles } from '../../sources/worktree.js';
import type { ErrorNote } from '../../types.js';
import { isBackup } from './backup-files.js';
import { ConfigTree, type ParsedFile } from './config-tree.js';
import { type AutomaticBackups, type Backup, findBackups, readAutomaticBackups, under } from './facts-backups.js';
import { type HostFacts, readHostFacts } from './facts-host.js';
import { type Access, accessOf, type Disk, diskOf, type Machine, thisMachine } from './facts-machine.js';
import { Tree } from './facts-tree.js';
import { HomeConfig } from './home-config.js';
import { type Broker, readBroker } from './mosquitto.js';
import { type PublicFile, publicFiles } from './public-files.js';
import { type Device, findDevices, findServices, isCounted, type Service } from './services.js';

export interface AuditRequest {
  readonly cwd: string;
  /** The day that ages are counted from. */
  readonly today: Date;
  readonly host: boolean;
  readonly sshdConfig?: string;
  /** Folders with backups, besides the usual ones. */
  readonly backups?: readonly string[];
  readonly configFile?: string;
  readonly useConfig?: boolean;
  readonly machine?: Partial<Machine>;
  /** Where the machine's own files are looked for. */
  readonly hostRoot?: string;
}

export interface SecretsFact {
  readonly path: string;
  readonly sealed: boolean;
  readonly access: Access;
  readonly disk: Disk;
}

export interface AuditFacts {
  readonly root: string;
  readonly today: Date;
  readonly isRepository: boolean;
  readonly lint: Report;
  /** Rules that the config switches off: that they find nothing says nothing. */
  readonly switchedOff: ReadonlySet<string>;
  readonly home: HomeConfig | undefined;
  /** Other configurations of Home Assistant in the tree. */
  readonly otherHomes: readonly string[];
  /** References to secrets, and the file that holds the first. */
  readonly references: { readonly count: number; readonly first: string | undefined };
  readonly secretsFiles: readonly SecretsFact[];
  /** Secrets files that are there, and whose content is not to be had. */
  readonly unreadSecrets: readonly string[];
  /** Encrypted copies of a secrets file, as `secrets.yaml.age`. */
  readonly sealedCopies: readonly string[];
  readonly backups: readonly Backup[];
  readonly automatic: AutomaticBackups | undefined;
  /** Backups that git holds, or would take. */
  readonly heldBackups: readonly string[];
  readonly version: { readonly file: string; readonly text: string } | undefined;
  /** Of Home Assistant's own store; undefined where that is not here. */
  readonly storedUrl: { readonly file: string; readonly text: string } | undefined;
  /** Home Assistant Cloud's remote access is on. */
  readonly cloud: { readonly file: string } | undefined;
  readonly secondFactor: 'used' | 'unused' | undefined;
  readonly publicFiles: readonly PublicFile[];
  readonly files: readonly ParsedFile[];
  readonly tree: ConfigTree;
  readonly devices: readonly Device[];
  readonly services: readonly Service[];
  readonly brokers: readonly Broker[];
  readonly host: HostFacts | undefined;
  readonly errors: readonly ErrorNote[];
}

/** On a line that is no comment. */
const REFERENCE = /^[^#\n]{0,500}?[ \t:[{,-]!secret[ \t]+\S/gm;
const HOME_FILE = /(?:^|\/)configuration\.yaml$/;
const BROKER_FILE = /(?:^|\/)mosquitto[^/]*\.conf$|(?:^|\/)mosquitto\/(?:[^\n]{0,200}\/)?[^/]*\.conf$/i;
const SEALED_COPY =
  /(?:^|\/)\.?secrets?\.ya?ml\.(?:age|enc|gpg|asc|sops|vault)$|(?:^|\/)\.?secrets?\.(?:age|enc|sops)\.ya?ml$/i;

export async function readAuditFacts(request: AuditRequest): Promise<AuditFacts> {
  const { cwd, today } = request;
  const repository = await openRepository(cwd);
  const root = repository?.root ?? cwd;
  const machine = { ...thisMachine(), ...request.machine };
  const paths = await listFiles(root, repository);
  const tree = new Tree(root);
  const files = paths.filter(isCounted).flatMap((path) => tree.file(path) ?? []);
  const mains = files.filter(({ path, dialect }) => dialect === 'home-assistant' && HOME_FILE.test(path));
  if (files.length === 0)
    throw new UserError('there is no configuration here: no YAML file could be read', {
      hint: 'Run audit in the folder of your configuration.',
    });
  const configFile = request.configFile === undefined ? undefined : resolve(cwd, request.configFile);
  const useConfig = request.useConfig !== false;
  const { levels } = useConfig ? await loadConfig(root, root, configFile) : NO_CONFIG;
  const report = await lint({
    cwd: root,
    scope: { kind: 'default' },
    useConfig,
    ...(configFile === undefined ? {} : { configFile }),
  });
  const local = findSecretsFiles(root, new Set(paths.flatMap(foldersAbove)));
  const stores = local.flatMap(({ path, read }) =>
    read.kind === 'bytes' && secretsFileKind(path) === 'secrets' ? [readSecretsFile(path, read.bytes)] : [],
  );
  const config = new ConfigTree(tree, new SecretsStore(stores));
  const [main, ...others] = mains.map(({ path }) => path).sort(nearestTo(relative(root, cwd).split(sep).join('/')));
  const home = main === undefined ? undefined : new HomeConfig(main, config);
  const inHome = (path: string): string => (home === undefined || home.folder === '' ? path : `${home.folder}/${path}`);
  return {
    root,
    today,
    isRepository: repository !== undefined,
    lint: report,
    switchedOff: new Set([...levels].flatMap(([rule, level]) => (level === 'off' ? [rule] : []))),
    home,
    otherHomes: others,
    references: countReferences(files),
    secretsFiles: local.flatMap(({ path, read }): SecretsFact[] => {
      const content = read.kind === 'bytes' ? judgeSecretsContent(read.bytes) : undefined;
      if (content !== 'plain' && content !== 'sealed') return [];
      const absolute = join(root, path);
      return [
        { path, sealed: content === 'sealed', access: accessOf(absolute, machine), disk: diskOf(absolute, machine) },
      ];
    }),
    unreadSecrets: local.flatMap(({ path, read }) => (read.kind === 'bytes' ? [] : [path])),
    sealedCopies: paths.filter((path) => SEALED_COPY.test(path) && isSealed(tree, path)),
    ...readBackups(request, root, home, tree),
    heldBackups: repository === undefined ? [] : paths.filter((path) => isBackup(path)),
    version: readVersion(tree, inHome('.HA_VERSION')),
    ...readStore(tree, inHome),
    publicFiles: home === undefined ? [] : publicFiles(tree, inHome('www'), report),
    files,
    tree: config,
    devices: findDevices(files, config),
    services: findServices(files, config),
    brokers: paths.flatMap((path) => {
      const text = BROKER_FILE.test(path) ? tree.text(path) : undefined;
      return text === undefined ? [] : [readBroker(path, text)];
    }),
    host: request.host ? readHostFacts(request.sshdConfig, request.hostRoot) : undefined,
    errors: report.errors,
  };
}

async function listFiles(root: string, repository: Repository | undefined): Promise<string[]> {
  if (repository === undefined) return allFiles(root);
  // from the top, so that the whole repository is listed
  const listed = await listPaths({ cwd: root });
  return listed.filter(({ kind }) => kind === 'file').map(({ path }) => path);
}

/** The one in the folder that was asked about, then the one nearest to the root: others are copies, tests or second houses. */
function nearestTo(folder: string): (a: string, b: string) => number {
  const rank = (path: string): number =>
    (folder === '' || path.startsWith(`${folder}/`) ? 0 : 1_000) + path.split('/').length;
  return (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1);
}

function countReferences(files: readonly ParsedFile[]): AuditFacts['references'] {
  let count = 0;
  let first: string | undefined;
  for (const { path, source } of files) {
    const here = source.text.match(REFERENCE)?.length ?? 0;
    if (here > 0) first ??= path;
    count += here;
  }
  return { count, first };
}

function isSealed(tree: Tree, path: string): boolean {
  const read = tree.read(path);
  if (read.kind !== 'bytes') return false;
  return isSealedBytes(read.bytes) || judgeSecretsContent(read.bytes) === 'sealed';
}

function readBackups(
  request: AuditRequest,
  root: string,
  home: HomeConfig | undefined,
  tree: Tree,
): Pick<AuditFacts, 'backups' | 'automatic'> {
  const folders = [...new Set(['', home?.folder ?? ''])].flatMap((folder) =>
    ['', 'backups', 'backup'].map((name) => [folder, name].filter((part) => part !== '').join('/')),
  );
  const named = (request.backups ?? []).map((folder) => {
    const absolute = resolve(request.cwd, folder);
    if (!isFolder(absolute)) throw new UserError(`there is no folder ${folder} with backups`);
    return absolute;
  });
  // where Home Assistant OS keeps them
  const system = request.host && /^\/(?:config|homeassistant)$/.test(root) ? ['/backup'] : [];
  const file = [home?.folder ?? '', '.storage/backup'].filter((part) => part !== '').join('/');
  const text = tree.text(file);
  return {
    backups: findBackups(root, [...folders, ...named, ...system]),
    automatic: text === undefined ? undefined : readAutomaticBackups(text, file),
  };
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}

function readVersion(tree: Tree, file: string): AuditFacts['version'] {
  const text = tree.text(file)?.trim();
  return text === undefined ? undefined : { file, text };
}

function readStore(
  tree: Tree,
  inHome: (path: string) => string,
): Pick<AuditFacts, 'storedUrl' | 'cloud' | 'secondFactor'> {
  const json = (file: string): unknown => {
    try {
      return JSON.parse(tree.text(inHome(file)) ?? '');
    } catch {
      return undefined;
    }
  };
  const url = under(json('.storage/core.config'), 'data', 'external_url');
  const hasUsers = (file: string): boolean => {
    const users = under(json(file), 'data', 'users');
    return typeof users === 'object' && users !== null && Object.keys(users).length > 0;
  };
  const isHere = under(json('.storage/auth'), 'data') !== undefined;
  const used = hasUsers('.storage/auth_module.totp') || hasUsers('.storage/auth_module.notify');
  return {
    storedUrl: typeof url === 'string' ? { file: inHome('.storage/core.config'), text: url } : undefined,
    cloud:
      under(json('.storage/cloud'), 'data', 'remote_enabled') === true ? { file: inHome('.storage/cloud') } : undefined,
    secondFactor: used ? 'used' : isHere ? 'unused' : undefined,
  };
}

function foldersAbove(path: string): string[] {
  const folders = [''];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.push(path.slice(0, at));
  return folders;
}
