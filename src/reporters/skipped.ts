// Why a path was not read, in words.
import type { SkipReason } from '../types.js';

export const SKIPPED: Readonly<Record<SkipReason, string>> = {
  binary: 'binary',
  'too-large': 'too large',
  symlink: 'a symbolic link',
  submodule: 'another repository',
  'ignored-by-config': 'ignored by the config',
  encrypted: 'encrypted',
  'not-a-file': 'not a file',
};
