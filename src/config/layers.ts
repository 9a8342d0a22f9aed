// A configuration file with those that it extends, read and validated, the most general first. Files only: nothing is run or looked up elsewhere.
import { dirname, isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { lookUp, scalarType } from '../document/model.js';
import { decodeText } from '../document/text.js';
import { parseYaml } from '../document/yaml.js';
import { UserError } from '../errors.js';
import { type ConfigSource, PACKAGE_KEY } from './find.js';
import { isInside, type ReadSettings, readSettings } from './read.js';
import { CONFIG_FIELDS } from './schema.js';
import { type ConfigValue, type LinesOf, readFields } from './validate.js';

const MOST_LAYERS = 20;
const DEEPEST = 5;

/** One file's settings. */
export interface Layer {
  /** As it is shown. */
  readonly file: string;
  readonly data: Readonly<Record<string, ConfigValue>>;
  /** The lines of a list's items. */
  readonly lines: LinesOf;
}

/** The layers of a configuration; none where a package.json has no such key. */
export async function readLayers(source: ConfigSource, read: ReadSettings = readSettings): Promise<Layer[]> {
  const layers: Layer[] = [];
  await gather(source, [], layers, read);
  return layers;
}

async function gather(
  source: ConfigSource,
  above: readonly string[],
  layers: Layer[],
  read: ReadSettings,
): Promise<void> {
  const layer = readLayer(source);
  if (layer === undefined) return;
  const names = (layer.data['extends'] ?? []) as readonly string[];
  const lines = layer.lines.get(names) ?? [];
  for (const [index, name] of names.entries()) {
    const fault = (message: string, hint?: string): UserError =>
      new UserError(message, { file: source.file, line: lines[index] ?? 1, ...(hint === undefined ? {} : { hint }) });
    await gather(await follow(source, name, above, fault, read), [...above, source.path ?? ''], layers, read);
    if (layers.length > MOST_LAYERS) throw fault(`more than ${MOST_LAYERS} files are extended`);
  }
  layers.push(layer);
}

/** The file that `extends` names, relative to the file it stands in. */
async function follow(
  { path, within, file }: ConfigSource,
  name: string,
  above: readonly string[],
  fault: (message: string, hint?: string) => UserError,
  read: ReadSettings,
): Promise<ConfigSource> {
  if (path === undefined) throw fault('a configuration that is not read from a file cannot extend another');
  if (isAbsolute(name) || /^(?:[a-z][a-z0-9+.-]*:|~|\\)/i.test(name))
    throw fault('`extends` takes the path of a file, relative to this one', 'Web addresses and packages are not read.');
  const target = resolve(dirname(path), name);
  if (within !== undefined && !isInside(within, target)) throw fault('this leads out of the repository');
  if (target === path || above.includes(target)) throw fault('these files extend each other in a circle');
  if (above.length >= DEEPEST) throw fault(`files extend each other more than ${DEEPEST} deep`);
  const shown =
    within === undefined ? posix.join(posix.dirname(file), name) : relative(within, target).split(sep).join('/');
  let bytes: Buffer | undefined;
  try {
    bytes = await read(target, { within });
  } catch (error) {
    throw error instanceof UserError ? fault(error.message, error.hint) : error;
  }
  if (bytes === undefined) throw fault('the file that is named here does not exist');
  return { bytes, file: shown, inPackage: false, path: target, within };
}

/** JSON is read as the YAML it is. */
function readLayer({ bytes, file, inPackage }: ConfigSource): Layer | undefined {
  const source = decodeText(bytes);
  const document = parseYaml(source.text);
  if (document.mode !== 'parsed') {
    if (inPackage) return undefined;
    const { line } = source.position(document.problem?.offset ?? 0);
    throw new UserError(`this is no valid YAML: ${document.problem?.message ?? ''}`, { file, line });
  }
  let [root] = document.roots;
  const second = document.roots[1];
  if (second !== undefined)
    throw new UserError('a second document begins here, and only one is read', {
      file,
      line: source.position(second.span.start).line,
    });
  if (inPackage) {
    root = root?.kind === 'map' ? lookUp(root, PACKAGE_KEY) : undefined;
    if (root === undefined) return undefined;
  }
  const lines: LinesOf = new WeakMap();
  if (root === undefined || (root.kind === 'scalar' && scalarType(root) === 'null')) return { file, data: {}, lines };
  return { file, data: readFields(root, CONFIG_FIELDS, [], { file, source, lines }), lines };
}
