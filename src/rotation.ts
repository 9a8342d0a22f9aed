// Which row of the rotation table speaks of a finding. Loaded only where somebody asks what to do after a leak.
import { ROTATION, type RotationGroup, type RotationRow } from './rules/data/rotation.js';
import type { Finding } from './types.js';

export { ROTATION, type RotationRow };

type Told = Pick<Finding, 'rule' | 'class' | 'dialect' | 'keyPath' | 'message'>;

/** Longer key paths are cut at their front: their end tells what stands there. */
const LONGEST_PATH = 300;

/** What to do about what a finding reports; undefined where nothing can be done but to mend the file. */
export function rotationOf(finding: Told, because: string): RotationRow | undefined {
  const { rule, dialect, message } = finding;
  if (finding.class !== 'credential' && finding.class !== 'guard') return undefined;
  if (rule === 'secrets-file-not-ignored') return undefined;
  const keyPath = (finding.keyPath ?? '').slice(-LONGEST_PATH);
  const subject = [dialect ?? '', keyPath, rule, message, withoutSource(because)].join('|');
  return ROTATION.find(({ group, match }) => {
    if (finding.class === 'guard') return (group === 'file' || group === 'key') && match.test(subject);
    return match.test(group === 'any' ? message : subject);
  });
}

/** The row's source names programs that have nothing to do with the value, but for the integration whose schema it is. */
function withoutSource(because: string): string {
  return because.replace(/\([^()]{0,500}\)/g, (source) => /components\/\w{1,60}\//.exec(source)?.[0] ?? '');
}

/** The kinds of rows that the page and the explanation of a rule list. */
const GROUPS: Readonly<Record<string, readonly RotationGroup[]>> = {
  'inline-credential': ['device', 'service', 'any'],
  'token-format': ['token'],
  'url-credentials': ['address', 'service', 'any'],
  'auth-header': ['any'],
  'private-key': ['key'],
  'known-secret': ['any'],
  'commented-credential': ['any'],
  'secrets-file-committed': ['file'],
  'secrets-file-tracked': ['file'],
  'sensitive-file': ['file', 'key'],
};

export function rotationsOf(rule: string): readonly RotationRow[] {
  const groups = GROUPS[rule] ?? [];
  return ROTATION.filter(({ group }) => groups.includes(group));
}
