// After a fix, Home Assistant's own loader reads the same data, of the same types: for texts of every kind and for arbitrary ones.
import fc from 'fast-check';
import { yamlText } from '../laws/documents';
import { fixAll } from '../support/fix-all';
import { CASES } from './fix-cases';
import { compare } from './loaders';

let compared: ReturnType<typeof compare> = [];
beforeAll(() => {
  compared = compare(CASES.map(([, text]) => Buffer.from(text, 'utf8')));
}, 300_000);

test.each(CASES)('%s', (name, _, count) => {
  const one = compared[CASES.findIndex(([known]) => known === name)];
  expect(one?.before.error).toBeUndefined();
  expect(one?.fixed.plan.unproven).toEqual([]);
  expect(one?.fixed.plan.files[0]?.edits).toHaveLength(count);
  expect(one?.after).toEqual(one?.before);
});

test.each([
  ['a reference glued to a comment', 'a: "x"#c\n'],
  ['two documents', 'a: x\n---\nb: y\n'],
  ['an unknown tag', 'a: !foo x\nb: y\n'],
  ['an alias of nothing', 'a: *x\nb: y\n'],
  ['an anchor given twice', 'a: &x 1\nb: &x 2\n'],
  ['a date that is none', 'a: 2024-13-45\nb: y\n'],
  ['a merge of an include', '<<: !include x.yaml\nb: y\n'],
  ['a directive', '%YAML 1.1\n---\na: x\n'],
  ['a list that holds itself', 'a: &x [*x, y]\n'],
  ['a list as a key', '? [a]\n: b\n'],
  ['a sign that stands for nothing', 'a: =\nb: y\n'],
])('left alone: %s', (_, text) => {
  const { plan, refused } = fixAll(Buffer.from(text, 'utf8'));
  expect(plan.files).toEqual([]);
  expect(refused.length).toBeGreaterThan(0);
});

test('arbitrary files', () => {
  const texts = fc
    .sample(
      fc.oneof(
        { weight: 3, arbitrary: yamlText({ lineEnds: ['\n', '\n', '\r\n'], mutated: false }) },
        yamlText({ lineEnds: ['\n', '\r\n'], mutated: true }),
      ),
      { numRuns: Number(process.env['ORACLE_RUNS'] ?? 3000), ...seed() },
    )
    .map((text) => Buffer.from(text, 'utf8'))
    .filter((bytes) => !bytes.includes(0));
  let replaced = 0;
  let unproven = 0;
  const wrong: string[] = [];
  for (const { fixed, before, after } of compare(texts)) {
    const edits = fixed.plan.files[0]?.edits.length ?? 0;
    replaced += edits;
    // of a file that does not load nothing is proven; those have references that lead nowhere, or few of the ways to be wrong
    if (edits > 0 && before.error !== undefined && !/!secret/.test(fixed.before.toString('utf8'))) unproven++;
    // what did not load before has no data that could differ; how many of these are rewritten is bounded below
    if (before.error === undefined && JSON.stringify(before) !== JSON.stringify(after))
      wrong.push(JSON.stringify([fixed.before.toString('utf8'), fixed.after.toString('utf8'), before, after]));
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(replaced).toBeGreaterThan(500);
  expect(unproven).toBeLessThan(texts.length / 100);
}, 300_000);

function seed(): { readonly seed: number } {
  const given = process.env['FC_SEED'];
  return { seed: Number(given ?? 20261124) };
}
