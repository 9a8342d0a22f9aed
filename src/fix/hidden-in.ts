// What no name for a value may be made of: names are shown, and a key or a sibling may be a secret itself.
import { hiddenSteps } from '../findings.js';
import type { LintedFile } from '../lint-file.js';

const BY_FILE = new WeakMap<LintedFile, (part: string) => boolean>();

/** As in key paths: what holds a value that was found anywhere in the file. */
export function hiddenIn(file: LintedFile): (part: string) => boolean {
  const known = BY_FILE.get(file);
  if (known !== undefined) return known;
  const hide = hiddenSteps([...file.findings, ...file.suppressed]);
  BY_FILE.set(file, hide);
  return hide;
}
