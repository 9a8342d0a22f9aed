// The git hooks that the linter stands in, in the order in which a change meets them.

export const HOOK_NAMES = ['pre-commit', 'pre-merge-commit', 'pre-push'] as const;

export type HookName = (typeof HOOK_NAMES)[number];
