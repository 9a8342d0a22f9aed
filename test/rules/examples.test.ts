// The examples of every rule are its tests: what stands between « and » is reported, to the character, and nothing else is.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NO_CONFIG } from '../../src/config/load.js';
import { type LintSettings, lintBlob } from '../../src/lint-file.js';
import { TOKEN_FORMATS, type TokenFormat } from '../../src/rules/data/tokens.js';
import { makeSample } from '../../src/rules/examples.js';
import { RULES } from '../../src/rules/index.js';
import { findTokens } from '../../src/rules/text/tokens.js';
import type { Example, Rule } from '../../src/types.js';

const SETTINGS: LintSettings = {
  config: NO_CONFIG,
  levels: new Map(),
  privacy: true,
  dialect: undefined,
  secrets: undefined,
  prefilter: true,
};

/** The spans between the marks, in the text without them. */
function readMarks(marked: string): { text: string; spans: string[] } {
  let text = '';
  const spans: string[] = [];
  let start = -1;
  for (const char of marked) {
    if (char === '«') start = text.length;
    else if (char === '»') {
      spans.push(`${start}-${text.length}`);
      start = -1;
    } else text += char;
  }
  expect(start).toBe(-1);
  return { text, spans };
}

function spansOf(rule: Rule, example: Example, text: string): string[] {
  const blob = { path: example.file, bytes: Buffer.from(text), origin: { kind: 'stdin' } } as const;
  return lintBlob(blob, SETTINGS)
    .findings.filter((finding) => finding.rule === rule.meta.id)
    .map(({ span }) => `${span.start}-${span.end}`);
}

const ofFiles = RULES.filter((rule) => rule.cases === undefined);
const rows = (kind: 'bad' | 'good'): [string, string, Rule, Example][] =>
  ofFiles.flatMap((rule) =>
    rule.examples[kind].map((example): [string, string, Rule, Example] => [rule.meta.id, example.about, rule, example]),
  );

test.each(rows('bad'))('%s reports %s', (_id, _about, rule, example) => {
  const { text, spans } = readMarks(example.text);
  expect(spans.length).toBeGreaterThan(0);
  expect(spansOf(rule, example, text)).toEqual(spans);
});

test.each(rows('good'))('%s is silent: %s', (_id, _about, rule, example) => {
  expect(example.text).not.toMatch(/[«»]/);
  expect(spansOf(rule, example, example.text)).toEqual([]);
});

test.each(RULES.map((rule) => [rule.meta.id, rule] as const))(
  '%s has two examples and two near misses',
  (_id, rule) => {
    expect(rule.examples.bad.length + (rule.cases?.bad.length ?? 0)).toBeGreaterThanOrEqual(2);
    expect(rule.examples.good.length + (rule.cases?.good.length ?? 0)).toBeGreaterThanOrEqual(2);
  },
);

test('the list of rules is the folder', () => {
  const files = readdirSync(join(__dirname, '../../src/rules'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replace(/\.ts$/, ''));
  const others = ['index', 'examples', 'regions', 'references'];
  expect(RULES.map((rule) => rule.meta.id).sort()).toEqual(files.filter((name) => !others.includes(name)).sort());
});

describe.each(TOKEN_FORMATS.map((format) => [format.id, format] as const))('token %s', (_id, format) => {
  const names = (text: string): string[] => [...findTokens(text)].map((hit) => hit.noun);
  const sample = makeSample(format.sample, 11);

  test('its sample is found, alone and in a text', () => {
    expect(names(sample)).toEqual([format.name]);
    expect(names(`the value "${sample}" of it`)).toEqual([format.name]);
  });

  test('a near miss is not', () => {
    for (const text of nearMisses(format)) expect(names(text)).not.toContain(format.name);
  });

  test('the keyword stands in the sample', () => {
    expect(format.keyword === undefined || sample.includes(format.keyword)).toBe(true);
  });

  test('its source is named', () => {
    expect(format.source.length).toBeGreaterThan(3);
  });
});

/** The sample with its longest generated part far too short, broken, and, where its length is fixed, one short. */
function nearMisses({ sample, pattern }: TokenFormat): string[] {
  const parts = [...sample.matchAll(/<([A-Za-z])(\d+)>/g)];
  const longest = parts.reduce((best, part) => (Number(part[2]) > Number(best[2]) ? part : best));
  const [whole, alphabet, length] = [longest[0], longest[1], Number(longest[2])];
  const withPart = (part: string): string => makeSample(sample.replace(whole, part), 11);
  const texts = [`${withPart(`<${alphabet}${Math.max(1, Math.floor(length / 8))}>`)}§`, withPart('\n'.repeat(length))];
  if (pattern.source.includes(`{${length}}`)) texts.push(withPart(`<${alphabet}${length - 1}>`));
  return texts;
}
