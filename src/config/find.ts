// Finds the configuration of a repository: which file it is, and its bytes. Knows nothing of what may stand in it.
import { basename, join, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { isInside, type ReadSettings, readSettings } from './read.js';

/** Where a configuration is looked for, besides package.json. */
export const CONFIG_NAMES = ['.ha-secrets-lint.yaml', '.ha-secrets-lint.yml', '.ha-secrets-lint.json'];
export const PACKAGE_KEY = 'ha-secrets-lint';

export interface ConfigSource {
  readonly bytes: Uint8Array;
  /** As it is shown. */
  readonly file: string;
  readonly inPackage: boolean;
  /** Where it lies; left out for a text without a place, which can extend nothing. */
  readonly path?: string;
  /** The folder that extended files must lie in, links followed; left out where the user named a file elsewhere. */
  readonly within?: string | undefined;
}

/** The configuration in `root`, or the file that the user named (relative to `cwd`). */
export async function findConfig(
  root: string,
  cwd: string,
  named: string | undefined,
  read: ReadSettings = readSettings,
): Promise<ConfigSource | undefined> {
  if (named !== undefined) {
    const path = resolve(cwd, named);
    const bytes = await read(path);
    if (bytes === undefined) throw new UserError(`the config file ${named} does not exist`);
    const within = isInside(root, path) ? root : undefined;
    return { bytes, file: named, inPackage: basename(named) === 'package.json', path, within };
  }
  const found: { readonly name: string; readonly bytes: Buffer }[] = [];
  for (const name of CONFIG_NAMES) {
    const bytes = await read(join(root, name), { within: root });
    if (bytes !== undefined) found.push({ name, bytes });
  }
  if (found.length > 1)
    throw new UserError(`there are two config files: ${found.map((file) => file.name).join(' and ')}`, {
      hint: 'Keep one.',
    });
  const [file] = found;
  if (file !== undefined) return inRoot(root, file.name, file.bytes);
  const packageJson = await read(join(root, 'package.json'), { within: root });
  return packageJson?.includes(PACKAGE_KEY) === true ? inRoot(root, 'package.json', packageJson) : undefined;
}

function inRoot(root: string, file: string, bytes: Buffer): ConfigSource {
  return { bytes, file, inPackage: file === 'package.json', path: join(root, file), within: root };
}
