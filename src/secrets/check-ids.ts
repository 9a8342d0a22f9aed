// The checks of the `secrets` command by id: what comments and config may name beside the rules.

export const CHECK_IDS = [
  'broken-secrets-file',
  'duplicate-secret',
  'shadowed-secret',
  'unreachable-secret',
  'unused-secret',
  'weak-secret',
  'reused-secret',
  'encrypted-copy',
  'stand-in',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];
