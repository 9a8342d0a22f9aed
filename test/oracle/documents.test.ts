// Home Assistant's own loader against the document model: the same scalars, values, types and places, or a line scan that says so.
import fc from 'fast-check';
import { pathOf, scalarType, type YamlDocument } from '../../src/document/model';
import { parseYaml } from '../../src/document/yaml';
import { yamlText } from '../laws/documents';
import { ODD_DOCUMENTS, ODD_TOKENS } from './cases';
import { disagreement, type Judgement, judge, seenOnLines, typeIn, type Verdict } from './judge';

const SEED = 42;
const LINE_ENDS = ['\n', '\n', '\r\n'];
const SOUND = fc.sample(yamlText({ lineEnds: LINE_ENDS, mutated: false }), { seed: SEED, numRuns: 4000 });
const MUTATED = fc.sample(yamlText({ lineEnds: LINE_ENDS, mutated: true }), { seed: SEED, numRuns: 9000 });
const TOKENS = ODD_TOKENS.map((token) => `a: ${token}\n`);

interface Case {
  readonly text: string;
  readonly document: YamlDocument;
  readonly verdict: Verdict;
}

let judgement: Judgement;
let sound: Case[];
let mutated: Case[];
let odd: Case[];
let tokens: Case[];

beforeAll(() => {
  const parts = [SOUND, MUTATED, ODD_DOCUMENTS, TOKENS];
  judgement = judge(parts.flat());
  let at = 0;
  [sound = [], mutated = [], odd = [], tokens = []] = parts.map((texts) =>
    texts.map((text) => ({ text, document: parseYaml(text), verdict: judgement.verdicts[at++] ?? {} })),
  );
});

const parsed = ({ document }: Case): boolean => document.mode === 'parsed';
const accepted = ({ verdict }: Case): boolean => verdict.rejected === undefined;
const disagreements = (cases: readonly Case[]): string[] =>
  cases
    .filter((one) => parsed(one) && accepted(one))
    .flatMap(({ text, document, verdict }) => {
      const what = disagreement(text, document, verdict);
      return what === undefined ? [] : [`${what}\n${JSON.stringify(text)}`];
    });

test('the judge is the loader of Home Assistant', () => {
  // Python before 3.12 has PyYAML only, which reads all scalars for that loader
  expect(judgement.loader).toMatch(/^(?:annotatedyaml \S+ on )?PyYAML 6\./);
});

test('the judge can tell a difference', () => {
  const [text, other] = ['a: 1\nb: [x, "y"]\n', 'a: 01\nb: [x, "y"]\n'];
  const { verdicts } = judge([text, other]);
  const [same = {}, changed = {}] = verdicts;
  expect(disagreement(text, parseYaml(text), same)).toBeUndefined();
  expect(disagreement(text, parseYaml(text), changed)).toMatch(/^value of scalar 1/);
  expect(disagreement(' a: 1\n b: [x, "y"]\n', parseYaml(' a: 1\n b: [x, "y"]\n'), same)).toMatch(/^span/);
  expect(disagreement('a: 1\n', parseYaml('a: 1\n'), same)).toMatch(/^missing/);
  expect(disagreement('a: "1"\nb: [x, "y"]\n', parseYaml('a: "1"\nb: [x, "y"]\n'), same)).toMatch(/^style/);
});

test('every sound document reads the same: paths, values, types, styles, tags, spans', () => {
  expect(disagreements(sound)).toEqual([]);
  expect(sound.filter((one) => parsed(one) && accepted(one)).length).toBeGreaterThan(SOUND.length * 0.9);
  expect(sound.filter((one) => accepted(one) && !parsed(one)).map(({ text }) => text)).toEqual([]);
});

test('a mutated document that the loader takes reads the same, or by a line scan', () => {
  expect(disagreements(mutated)).toEqual([]);
  const taken = mutated.filter(accepted);
  const scanned = taken.filter((one) => !parsed(one));
  expect(taken.length).toBeGreaterThan(MUTATED.length * 0.3);
  // what is left: names of anchors and tags with signs in them that `yaml` takes for structure
  expect(scanned.length / taken.length).toBeLessThan(0.015);
});

test('a line scan of what the loader takes sees most values that stand on the line of their key', () => {
  let seen = 0;
  let all = 0;
  for (const { text, document, verdict } of mutated.filter((one) => accepted(one) && !parsed(one))) {
    const counts = seenOnLines(text, document, verdict);
    seen += counts.seen;
    all += counts.all;
  }
  expect(all).toBeGreaterThan(20);
  // seven of eight in a larger sample; the others have a sign of structure in the name of an anchor or tag
  expect(seen / all).toBeGreaterThan(0.75);
});

test('what the loader rejects is read all the same', () => {
  const rejected = mutated.filter((one) => !accepted(one));
  expect(rejected.length).toBeGreaterThan(MUTATED.length * 0.3);
  for (const { document } of rejected)
    for (const scalar of document.scalars) expect(pathOf(scalar).length).toBeLessThan(100);
  // most of it is marked; the rest reads well without
  expect(rejected.filter((one) => !parsed(one)).length / rejected.length).toBeGreaterThan(0.85);
});

test('documents that other parsers stumble over', () => {
  expect(disagreements(odd)).toEqual([]);
  expect(odd.filter((one) => !accepted(one)).map(({ text, verdict }) => [text, verdict.rejected])).toEqual([]);
  expect(odd.filter((one) => !parsed(one)).map(({ text, document }) => [text, document.problem?.message])).toEqual([]);
});

test('types of single tokens', () => {
  expect(disagreements(tokens)).toEqual([]);
  const wrong = tokens.filter(accepted).flatMap(({ text, document, verdict }) => {
    const [, told] = verdict.scalars ?? [];
    const [, ours] = document.scalars;
    return told && ours && typeIn(told) === scalarType(ours) ? [] : [[text, told?.[2], ours && scalarType(ours)]];
  });
  expect(wrong).toEqual([]);
  expect(tokens.filter(accepted).length).toBeGreaterThan(150);
});
