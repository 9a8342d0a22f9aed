// What a fix must know of environment files: which there are, what they hold, which names are used. Read when first asked for.
import { join } from 'node:path';
import { decodeText } from '../../document/text.js';
import { parseYaml } from '../../document/yaml.js';
import { chooseEnvFile, type EnvFacts, type EnvState, handedTo } from '../../fix/env-places.js';
import { readVariables, type Variables } from '../../fix/env-text.js';
import { isVariableDialect } from '../../fix/interpolation.js';
import type { KnownFile } from '../../fix/reach.js';
import { VariableNaming } from '../../fix/variable-names.js';
import type { VariableFixing } from '../../fix/variables.js';
import { readRegularFile } from '../../sources/read-file.js';
import { hasOwnFolder, isOwnFile } from './facts-own-file.js';

interface Known {
  readonly files: readonly KnownFile[];
  readonly tracked: ReadonlySet<string>;
  readonly mayCreate: boolean;
}

export interface Environment {
  readonly fixing: VariableFixing;
  readonly bytesOf: (path: string) => Buffer | undefined;
}

/** A variable in a text. */
const USED = /\$\{?([A-Za-z_]\w{0,200})|\{(FRIGATE_\w{1,200})\}/g;
/** What a service in a Compose file has in its environment by itself. */
const SET = /(?:^|[\s"'-])([A-Z][A-Z0-9_]{2,200})(?:=|["']?:[ \t]{1,20})["']?([^"'\n]{0,500}?)["']?[ \t]{0,20}\r?$/gm;

export function readEnvironment(root: string, { files, tracked, mayCreate }: Known): Environment {
  const contents = new Map<string, Buffer | undefined>();
  const bytesOf = (path: string): Buffer | undefined => {
    if (!contents.has(path)) {
      const read = readRegularFile(join(root, path));
      contents.set(path, read.kind === 'bytes' ? read.bytes : undefined);
    }
    return contents.get(path);
  };
  const variables = (path: string): Variables => {
    const bytes = bytesOf(path);
    return (bytes && readVariables(bytes)) ?? new Map();
  };
  const stateOf = (path: string): EnvState => {
    if (tracked.has(path)) return 'tracked';
    const bytes = bytesOf(path);
    if (bytes === undefined) {
      const isAbsent = readRegularFile(join(root, path)).kind === 'absent';
      return isAbsent && hasOwnFolder(root, path) ? 'absent' : 'unusable';
    }
    return readVariables(bytes) !== undefined && isOwnFile(root, path) ? 'usable' : 'unusable';
  };
  const textOf = (path: string): string | undefined => {
    const read = readRegularFile(join(root, path));
    return read.kind === 'bytes' ? decodeText(read.bytes).text : undefined;
  };
  const texts = (): string[] =>
    files.filter(({ dialect }) => isVariableDialect(dialect)).map(({ path }) => textOf(path) ?? '');
  const pairs = (pattern: RegExp): [string, string][] =>
    texts().flatMap((text) => [...text.matchAll(pattern)].map(([, one, two]) => [one ?? two ?? '', two ?? '']));
  let naming: VariableNaming | undefined;
  const facts: EnvFacts = {
    files,
    mayCreate,
    stateOf,
    variables,
    parse: (path) => {
      const text = textOf(path);
      return text === undefined ? undefined : parseYaml(text);
    },
  };
  const places = new Map<string, ReturnType<VariableFixing['placeOf']>>();
  const handed = new Map<string, ReadonlyMap<string, string>>();
  return {
    bytesOf,
    fixing: {
      get naming() {
        naming ??= new VariableNaming({
          variables,
          referenced: new Set(pairs(USED).map(([name]) => name)),
          set: new Map(pairs(SET)),
        });
        return naming;
      },
      placeOf: ({ path, dialect }) => {
        const known =
          places.get(path) ??
          (isVariableDialect(dialect)
            ? chooseEnvFile(path, dialect, facts)
            : { refused: 'no-references-here' as const });
        places.set(path, known);
        return known;
      },
      handedTo: (dialect) => {
        const known = handed.get(dialect) ?? handedTo(dialect, facts);
        handed.set(dialect, known);
        return known;
      },
    },
  };
}
