// What a configuration says, as predicates. Made by load.ts; where there is none this is all that a run needs.
import type { DialectName, Severity } from '../types.js';

export type Level = Severity | 'off';

export interface ConfigPlace {
  readonly file: string;
  readonly line: number;
}

export interface Config {
  /** Relative path of the file read, or undefined. */
  readonly file: string | undefined;
  /** That file and those that it extends. */
  readonly files: readonly string[];
  readonly levels: ReadonlyMap<string, Level>;
  readonly extraKeys: ReadonlySet<string>;
  /** Of the rules that are off until they are asked for, those that are. */
  readonly privacy: ReadonlySet<string>;
  /** Whether a whole file is left out. */
  readonly ignoresFile: (path: string) => boolean;
  /** Whether a finding does not count. */
  readonly ignoresFinding: (path: string, rule: string, keyPath: string | null) => boolean;
  /** The entry that says so. */
  readonly ignoredBy: (path: string, rule: string, keyPath: string | null) => ConfigPlace | undefined;
  readonly dialectFor: (path: string) => DialectName | undefined;
  /** Values of Home Assistant's own store are looked for too, where it stands on this machine. */
  readonly storage: boolean;
  /** The hook rewrites what it can instead of only stopping the commit. */
  readonly fix: boolean;
}

export const NO_CONFIG: Config = {
  file: undefined,
  files: [],
  levels: new Map(),
  extraKeys: new Set(),
  privacy: new Set(),
  ignoresFile: () => false,
  ignoresFinding: () => false,
  ignoredBy: () => undefined,
  dialectFor: () => undefined,
  storage: false,
  fix: false,
};
