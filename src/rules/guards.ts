// The rules about the repository as a whole. They are asked in every run, so that they stand apart from those that read files.
import type { Rule } from '../types.js';
import { rule as secretsFileCommitted } from './secrets-file-committed.js';
import { rule as secretsFileNotIgnored } from './secrets-file-not-ignored.js';
import { rule as secretsFileTracked } from './secrets-file-tracked.js';
import { rule as sensitiveFile } from './sensitive-file.js';

export const GUARDS: readonly Rule[] = [secretsFileCommitted, secretsFileTracked, secretsFileNotIgnored, sensitiveFile];
