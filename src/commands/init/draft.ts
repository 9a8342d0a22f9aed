// What a plan is made of: steps that write a file each, and what is said beside them. Pure.
import { relative, sep } from 'node:path';
import type { HookName } from '../../git/hook-names.js';
import type { FileState } from './apply.js';

/** How the hooks can be put in place. */
export const HOOK_KINDS = ['husky', 'git', 'pre-commit', 'lefthook', 'none'] as const;
export type HookKind = (typeof HOOK_KINDS)[number];

/** The one-file program, relative to the root; the shims look for it there. */
export const VENDORED = '.githooks/ha-secrets-lint.cjs';

/** One file to write. */
export interface Step {
  /** Absolute. */
  readonly path: string;
  /** What stood there when the plan was made; if it is something else by then, nothing is written. */
  readonly before: FileState;
  /** Where the file that stands there goes. */
  readonly keptAs?: string;
  readonly bytes: Buffer;
  readonly executable: boolean;
  readonly what: string;
}

export interface Problem {
  readonly message: string;
  readonly hint: string;
}

export interface Plan {
  readonly hook: HookKind;
  readonly steps: readonly Step[];
  /** Absolute paths of files that are as they should be. */
  readonly there: readonly string[];
  /** Why it cannot be done; then nothing is. */
  readonly problems: readonly Problem[];
  /** What only a person can do, after the steps. */
  readonly todos: readonly Todo[];
}

export interface Todo {
  readonly text: string;
  /** Until it is done nothing is guarded. */
  readonly failing: boolean;
}

/** A plan in the making. */
export interface Draft {
  readonly steps: Step[];
  readonly there: string[];
  readonly problems: Problem[];
  readonly todos: Todo[];
}

export const WHAT: Readonly<Record<HookName, string>> = {
  'pre-commit': 'looks at what is staged, before each commit',
  'pre-merge-commit': 'the same before a merge commit',
  'pre-push': 'looks at every commit that a push sends',
};

/** A path as people read it: relative to the root where it lies inside. */
export function shown(root: string, path: string): string {
  const way = relative(root, path);
  return way.startsWith(`..${sep}`) ? path : way.split(sep).join('/');
}

export function step(path: string, before: FileState, bytes: Buffer, what: string): Step {
  return { path, before, bytes, executable: true, what };
}
