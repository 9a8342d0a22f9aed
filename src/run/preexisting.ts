// Only --staged and ranges: what stood in the same file before, by rule and value, is no new leak but an old one.
import type { Located } from '../findings.js';
import { BlobReader } from '../git/blobs.js';
import { lintBlob } from '../lint-file.js';
import type { LintSettings } from '../settings.js';
import { LARGEST_FILE } from '../sources/limits.js';
import type { Scope } from './scope.js';

/** Findings that a file's earlier version has too become warnings with `preexisting: true`. */
export async function markPreexisting(
  located: readonly Located[],
  scope: Scope,
  settings: LintSettings,
): Promise<Located[]> {
  const { before } = scope;
  const errors = located.filter((one) => one.finding.severity === 'error');
  if (before === undefined || errors.length === 0) return [...located];
  const known = await earlierFindings(errors, before, settings);
  return located.map((one) => {
    if (one.finding.severity !== 'error' || !isKnown(one, known)) return one;
    return {
      ...one,
      finding: {
        ...one.finding,
        severity: 'warning',
        preexisting: true,
        message: `${one.finding.message} It is in HEAD already; if that was pushed, change the value.`,
      },
    };
  });
}

function isKnown(one: Located, known: ReadonlySet<string>): boolean {
  const { rule, file } = one.finding;
  // the index held the file before, or another rule would report it as brought
  if (rule === 'secrets-file-tracked') return true;
  return one.raw !== undefined
    ? known.has(identityOf(file, rule, one.raw.secret?.reveal() ?? one.raw.message))
    : known.has(identityOf(file, rule, ''));
}

const identityOf = (file: string, rule: string, value: string): string => JSON.stringify([file, rule, value]);

async function earlierFindings(
  errors: readonly Located[],
  before: NonNullable<Scope['before']>,
  settings: LintSettings,
): Promise<Set<string>> {
  const known = new Set<string>();
  const files = new Set(errors.map((one) => one.finding.file));
  const versions = (await before.versions(files)).filter((version) => files.has(version.file));
  if (versions.length === 0) return known;
  const reader = new BlobReader(before.repository.cwd, LARGEST_FILE);
  try {
    for (const { file, path, oid } of versions) {
      const result = await reader.read(oid);
      if (result.kind !== 'bytes') continue;
      known.add(identityOf(file, 'sensitive-file', ''));
      for (const raw of lintBlob({ path, bytes: result.bytes, origin: { kind: 'index' } }, settings).findings) {
        known.add(identityOf(file, raw.rule, raw.secret?.reveal() ?? raw.message));
      }
    }
  } finally {
    reader.close();
  }
  return known;
}
