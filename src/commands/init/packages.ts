// The package.json files of a repository: which of them use husky, and which install the linter.
import { join } from 'node:path';
import { UserError } from '../../errors.js';
import { readRegularFile } from '../../sources/read-file.js';

export interface Package {
  /** Relative to the root; `` is the root. */
  readonly folder: string;
  /**
   * With husky 5 or later, which keeps its hooks in a folder of the working tree. A package below the root may be someone else's code;
   * it counts if it sets husky up from the folder above: https://typicode.github.io/husky/how-to.html.
   */
  readonly usesHusky: boolean;
  /** It depends on the linter. */
  readonly installs: boolean;
  /** The command that makes it so. */
  readonly installCommand: string;
}

const TOOL = 'ha-secrets-lint';
const INSTALL: readonly (readonly [lockFile: string, command: string])[] = [
  ['pnpm-lock.yaml', 'pnpm add --save-dev'],
  ['yarn.lock', 'yarn add --dev'],
  ['bun.lock', 'bun add --dev'],
  ['bun.lockb', 'bun add --dev'],
  ['package-lock.json', 'npm install --save-dev'],
];

/** Packages with a package.json among the listed paths, those near the root first. */
export function findPackages(root: string, listed: readonly string[]): Package[] {
  const folders = new Set(['']);
  for (const path of listed) {
    if (path.endsWith('/package.json') && !/(?:^|\/)node_modules\//.test(path))
      folders.add(path.slice(0, -'/package.json'.length));
  }
  const depth = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);
  return [...folders]
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
    .flatMap((folder) => readPackage(root, folder) ?? []);
}

function readPackage(root: string, folder: string): Package | undefined {
  const file = folder === '' ? 'package.json' : `${folder}/package.json`;
  const read = readRegularFile(join(root, file));
  if (read.kind === 'absent') return undefined;
  const data = read.kind === 'bytes' ? parse(read.bytes.toString('utf8').replace(/^\ufeff/, '')) : undefined;
  if (data === undefined) {
    // someone else's broken file below the root is none of our business
    if (folder !== '') return undefined;
    throw new UserError('this cannot be read as JSON', { file });
  }
  const depends = new Map(
    ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((field) =>
      Object.entries(objectOf(data[field])),
    ),
  );
  const husky = depends.get('husky');
  return {
    folder,
    usesHusky:
      typeof husky === 'string' &&
      !/^[~^<>=v ]*[0-4](?:\.|$)/.test(husky) &&
      (folder === '' || /cd \.\..*husky/s.test(String(objectOf(data['scripts'])['prepare']))),
    installs: depends.has(TOOL) || data['name'] === TOOL,
    installCommand: `${installerOf(join(root, folder))} ${TOOL}`,
  };
}

function installerOf(folder: string): string {
  const found = INSTALL.find(([lockFile]) => readRegularFile(join(folder, lockFile)).kind !== 'absent');
  return found?.[1] ?? 'npm install --save-dev';
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
