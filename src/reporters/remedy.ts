// What to do about a finding, as one plain sentence for reports without a layout of their own.
import type { Finding } from '../types.js';
import { display } from './display.js';
import { describeLeak, describeRotation } from './leak.js';
import { WHY_NOT } from './why-not.js';

/** Message, commit and remedy on one line. Nothing in it acts on a terminal. */
export function fullMessage(finding: Finding): string {
  const commit = finding.commit === null ? '' : ` (in commit ${finding.commit.slice(0, 10)})`;
  const rotation = describeRotation(finding);
  const parts = [
    describeLeak(finding),
    rotation && `Rotate: ${rotation}`,
    isGone(finding) ? undefined : remedyOf(finding),
  ].filter((part) => part !== undefined);
  return [`${display(finding.message)}${commit}`, ...parts].join(' ');
}

export function remedyOf({ fix, noFix, rule, class: kind, file }: Finding): string | undefined {
  if (fix?.kind === 'gitignore') return `Add to .gitignore: ${display(fix.text)}`;
  if (fix !== null) {
    const store = fix.secretsFile === null ? '' : `, and in ${display(fix.secretsFile)}: ${fix.name}: <the value>`;
    return `Write instead: ${display(fix.text)}${store}`;
  }
  if (rule === 'commented-credential') return 'Delete it: what is commented out is published like everything else.';
  if (noFix !== null) return `Instead: ${WHY_NOT[noFix]}.`;
  return kind === 'guard' ? `Run: git rm --cached ${display(file)}` : undefined;
}

/** Only in the history: no file is left to be mended. */
export function isGone({ leak }: Finding): boolean {
  return leak !== undefined && !leak.inHead;
}
