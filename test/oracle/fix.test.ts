// After a fix, Home Assistant's own loader reads the same data, of the same types: for texts of every kind and for arbitrary ones.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { yamlText } from '../laws/documents';
import { type FixedAll, fixAll } from '../support/fix-all';
import { type Loaded, load } from './load';

/** Each text in a folder of its own, before and after. */
function compare(
  texts: readonly Buffer[],
): { readonly fixed: FixedAll; readonly before: Loaded; readonly after: Loaded }[] {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'hsl-oracle-')));
  try {
    const all = texts.map((text) => fixAll(text));
    const jobs = all.flatMap((fixed, index) =>
      (['before', 'after'] as const).map((when) => {
        const root = join(base, `${index}-${when}`);
        mkdirSync(join(root, 'packages'), { recursive: true });
        writeFileSync(join(root, 'packages/x.yaml'), fixed[when]);
        if (when === 'after' && fixed.secrets.length > 0) writeFileSync(join(root, 'secrets.yaml'), fixed.secrets);
        return { root, file: 'packages/x.yaml' };
      }),
    );
    const loaded = load(jobs);
    return all.map((fixed, index) => ({
      fixed,
      before: loaded[2 * index] ?? {},
      after: loaded[2 * index + 1] ?? {},
    }));
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** [what it is, text, how many of its values go]. */
const CASES: readonly (readonly [string, string, number])[] = [
  ['plain, quoted, tagged', 'a: plain\nb: "double \\u00e4"\nc: \'sin\'\'gle\'\nd: !!str 1234\ne: !!str "x"\n', 5],
  [
    'numbers as PyYAML reads them',
    'a: 0123\nb: 089\nc: 0x1F\nd: 1_000\ne: 1e5\nf: 1.5e+3\ng: .5\nh: -.5\ni: 0o17\n',
    9,
  ],
  ['words and nothing', 'a: yes\nb: No\nc: on\nd: y\ne: ~\nf: null\ng: none\nh: tRue\n', 8],
  [
    'dates and sexagesimals',
    'a: 2024-01-01\nb: 2024-1-1\nc: 2024-01-01 12:00:00\nd: 12:30\ne: 12:30:45\nf: 00:05\n',
    6,
  ],
  ['flow', 'a: {k: v, "q": "w", n: [1, \'two\', three]}\nb: [x,\n  y]\nc: {"j":"glued"}\n', 8],
  ['anchors and merges', 'a: &x secret one\nb: *x\nc: &m {p: q}\nd:\n  <<: *m\n  r: &y "s"\ne: *y\n', 3],
  [
    'block scalars',
    'a: |\n  one\n  two\nb: >-\n  folded\n  line\n\n  more\nc: |+\n  kept\n\nd: |2\n    indented\ne: x\n',
    5,
  ],
  ['a block at the end without a line end', 'a: x\nb: |\n  one\n  two', 2],
  ['a block kept at the end', 'a: x\nb: |+\n  one\n\n\n', 2],
  ['several lines, plain and quoted', 'a: one\n  two\n\n  three\nb: "one\n  two\\\n  three"\nc: \'one\n\n  two\'\n', 3],
  ['a value on the line below', 'a:\n  value\nb:\n  - \n    "x"\nc:\n  |\n  block\n', 3],
  ['comments, with tabs', 'a: x # one\nb: "y"\t# two\nc: z\t\t#\tthree\n# end', 3],
  ['CRLF', 'a: x\r\nb: |\r\n  one\r\n  two\r\nc: "d\r\n  e"\r\n', 3],
  ['a byte order mark', '\ufeffa: x\nb: "y"\n', 2],
  ['no line end at the end', 'a: x\nb: "y"', 2],
  ['emoji and letters of all kinds', 'a: 😀 plain\nb: "😀 \\U0001F600"\nc: |\n  päß 😀\nkey 😀: Ω\n', 4],
  ['line ends that only YAML knows', 'a: "x\u2028y"\nb: \'x\u0085y\'\nc: z\n', 1],
  ['control characters by escape', 'a: "x\\e\\0\\x07y\n  z"\nb: "\\t\\\\\n  \\""\n', 2],
  ['duplicate keys', 'a: x\na: y\n', 2],
];

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
