// The reasons for which nothing is fixed are a closed list: each has its row in the docs, with what to do.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WHY_NOT } from '../../src/reporters/why-not';
import { ROOT } from '../support/repo';

test('every reason is documented, and no other', () => {
  const docs = readFileSync(join(ROOT, 'docs/fix.md'), 'utf8');
  const rows = [...docs.matchAll(/^\| `([a-z-]+)`[ ]*\| ([^|\n]+)\| ([^|\n]+)\|$/gm)];
  expect(rows.map(([, id]) => id).sort()).toEqual(Object.keys(WHY_NOT).sort());
  for (const [, , why = '', recipe = ''] of rows) expect([why.trim(), recipe.trim()]).not.toContain('');
});
