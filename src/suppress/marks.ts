// By what a run notices that something may be suppressed. What it means is read by inline.ts and baseline-file.ts.

/** Stands in the text of every file with an ignore comment. */
export const SUPPRESSION_NEEDLE = /ha-secrets-lint:/;

/** Looked for at the root of the repository. */
export const BASELINE_FILE = '.ha-secrets-lint-baseline.json';
export const LARGEST_BASELINE = 2_000_000;
