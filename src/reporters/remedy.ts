// What to do about a finding, as one plain sentence for reports without a layout of their own.
import type { Finding, Fix } from '../types.js';
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

/** The line for the file that gets the value. */
export function entryOf({ kind, name }: Fix): string {
  return `${name}${kind === 'env-ref' ? '=' : ': '}<the value>`;
}

/** A variable may be a part of a text. */
export const placeOf = ({ kind }: Fix): string => (kind === 'env-ref' ? 'Write in its place' : 'Write instead');

/** What a fix changes besides where the value is kept. */
export function caveatOf({ fix, file, dialect }: Finding): string | undefined {
  if (fix === null || fix.safe || fix.kind === 'gitignore' || fix.kind === 'unquote') return undefined;
  if (fix.kind === 'env-ref')
    return 'the container knows a new variable only once it is made anew: docker compose up -d';
  if (dialect === 'zigbee2mqtt')
    return 'Zigbee2MQTT rewrites this file, and under its Home Assistant add-on with the MQTT login in clear text: leave the login out there, or keep the file out of git';
  return /(?:automations|scripts|scenes)\.yaml$/.test(file)
    ? 'the Home Assistant interface edits this file and cannot show a reference in it: better move the action to a script or rest_command in another file'
    : 'no configuration here includes this file: make sure that Home Assistant reads it';
}

export function remedyOf({ fix, noFix, rule, class: kind, file }: Finding): string | undefined {
  if (fix?.kind === 'gitignore') return `Add to .gitignore: ${display(fix.text)}`;
  if (fix !== null) {
    const store = fix.secretsFile === null ? '' : `, and in ${display(fix.secretsFile)}: ${entryOf(fix)}`;
    return `${placeOf(fix)}: ${display(fix.text)}${store}`;
  }
  if (rule === 'commented-credential') return 'Delete it: what is commented out is published like everything else.';
  if (noFix !== null) return `Instead: ${WHY_NOT[noFix]}.`;
  return kind === 'guard' ? `Run: git rm --cached ${display(file)}` : undefined;
}

/** Only in the history: no file is left to be mended. */
export function isGone({ leak }: Finding): boolean {
  return leak !== undefined && !leak.inHead;
}
