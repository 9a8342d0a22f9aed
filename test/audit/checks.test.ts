// Every check on its own examples: the verdict, the evidence, and no value in what it says.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditCheck, AuditExample } from '../../src/commands/audit/check';
import { AUDIT_CHECKS } from '../../src/commands/audit/checks/index';
import { runExample } from './run-example';

const FOLDER = join(__dirname, '../../src/commands/audit/checks');

const ROWS = AUDIT_CHECKS.flatMap((check) =>
  check.examples.map((example): [string, string, AuditCheck, AuditExample] => [
    check.id,
    example.about,
    check,
    example,
  ]),
);

test('ids are stable words, each once; every file of the folder is in the list', async () => {
  const ids = AUDIT_CHECKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  const files = readdirSync(FOLDER).filter((name) => name !== 'index.ts');
  for (const name of files) {
    const { checks } = (await import(join(FOLDER, name))) as { checks: readonly AuditCheck[] };
    expect(checks.length).toBeGreaterThan(0);
    for (const check of checks) expect(AUDIT_CHECKS).toContain(check);
  }
});

test.each(AUDIT_CHECKS.map((check): [string, AuditCheck] => [check.id, check]))(
  '%s shows what passes and what does not',
  (_, { examples }) => {
    const verdicts = examples.map(({ verdict }) => verdict);
    expect(verdicts).toContain('pass');
    expect(verdicts.some((verdict) => verdict !== 'pass')).toBe(true);
  },
);

test.each(ROWS)('%s: %s', async (id, _, __, example) => {
  const { rows } = await runExample(example);
  const row = rows.find(({ meta }) => meta.id === id);
  expect([row?.verdict, row?.message]).toEqual([example.verdict, expect.any(String)]);
  const [place] = row?.places ?? [];
  if (example.at !== undefined) {
    const shown = place === undefined ? '' : `${place.file}${place.line === null ? '' : `:${place.line}`}`;
    expect(shown.endsWith(example.at) ? example.at : shown).toBe(example.at);
  }
  expect(JSON.stringify(rows)).not.toMatch(/garden-Frog|example\.com|Heron-11/);
});
