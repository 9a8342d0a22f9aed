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
    const where = one.finding.severity === 'error' ? knownIn(one, known) : undefined;
    if (where === undefined) return one;
    return {
      ...one,
      finding: {
        ...one.finding,
        severity: 'warning',
        preexisting: true,
        message: `${one.finding.message} It is in ${where} already; if that was pushed, change the value.`,
      },
    };
  });
}

type Where = 'HEAD' | 'what is merged';

function knownIn(one: Located, known: ReadonlyMap<string, Where>): Where | undefined {
  const { rule, file } = one.finding;
  // the index held the file before, or another rule would report it as brought
  if (rule === 'secrets-file-tracked') return 'HEAD';
  const value = one.raw === undefined ? '' : (one.raw.secret?.reveal() ?? one.raw.message);
  return known.get(identityOf(file, rule, value));
}

const identityOf = (file: string, rule: string, value: string): string => JSON.stringify([file, rule, value]);

async function earlierFindings(
  errors: readonly Located[],
  before: NonNullable<Scope['before']>,
  settings: LintSettings,
): Promise<Map<string, Where>> {
  const known = new Map<string, Where>();
  const files = new Set(errors.map((one) => one.finding.file));
  const versions = (await before.versions(files)).filter((version) => files.has(version.file));
  if (versions.length === 0) return known;
  const reader = new BlobReader(before.repository.cwd, LARGEST_FILE);
  try {
    for (const { file, path, oid, merged } of versions) {
      const result = await reader.read(oid);
      if (result.kind !== 'bytes') continue;
      const add = (rule: string, value: string): void => {
        const identity = identityOf(file, rule, value);
        // what HEAD has is told of HEAD
        if (merged !== true || !known.has(identity)) known.set(identity, merged === true ? 'what is merged' : 'HEAD');
      };
      add('sensitive-file', '');
      for (const raw of lintBlob({ path, bytes: result.bytes, origin: { kind: 'index' } }, settings).findings)
        add(raw.rule, raw.secret?.reveal() ?? raw.message);
    }
  } finally {
    reader.close();
  }
  return known;
}
