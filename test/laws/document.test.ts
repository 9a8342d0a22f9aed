// Laws of the document model, on documents made at random (seeded): sound ones, mutated ones, and any text or bytes at all.
import fc from 'fast-check';
import { pathOf, type ScalarNode, scalarType, type YamlDocument } from '../../src/document/model';
import { decodeText } from '../../src/document/text';
import { parseYaml } from '../../src/document/yaml';
import { ONLY_INDICATORS_AND_STRAYS, remainder } from './document-remainder';
import { yamlText } from './documents';

const SEED = 20_240_101;
const RUNS = { seed: SEED, numRuns: 800 };
const LINE_ENDS = ['\n', '\n', '\r\n'];

const sound = yamlText({ lineEnds: LINE_ENDS, mutated: false });
const mutated = yamlText({ lineEnds: LINE_ENDS, mutated: true });
const signs = fc.string({
  unit: fc.constantFrom(...'\n\n  \t\r-?:,[]{}#&*!|>\'"%@`\\ab01~=<.\0\u0085\u2028', '\ud800', '😀'),
  maxLength: 60,
});
const anything = fc.oneof(mutated, signs, fc.string({ unit: 'binary', maxLength: 80 }));

function spansAreSound(text: string, { scalars, aliases, comments, problem }: YamlDocument): void {
  let end = 0;
  for (const { span, tag } of scalars) {
    if (span.start < end || span.end < span.start) throw new Error('spans overlap or are out of order');
    end = span.end;
    if (tag !== undefined && (text[tag.span.start] !== '!' || tag.span.end > span.start))
      throw new Error('a wrong span of a tag');
  }
  for (const { span, name } of aliases)
    if (text.slice(span.start, span.end) !== `*${name}`) throw new Error('a wrong span of an alias');
  end = Math.max(end, 0);
  let before = 0;
  for (const { span, text: words } of comments) {
    if (span.start < before) throw new Error('comments overlap or are out of order');
    before = span.end;
    if (text.slice(span.start, span.end) !== `#${words}`) throw new Error('a wrong span of a comment');
    if (/[\r\n]/.test(words.replace(/\r$/, ''))) throw new Error('a comment of several lines');
  }
  if (Math.max(end, before, problem?.offset ?? 0) > text.length) throw new Error('a span outside the text');
}

test.each([
  ['sound documents', sound],
  ['any text', anything],
])('spans lie in the text, in order, and do not overlap: %s', (_name, texts) => {
  fc.assert(
    fc.property(texts, (text) => spansAreSound(text, parseYaml(text))),
    RUNS,
  );
});

test.each([
  ['sound documents', sound],
  ['mutated ones', mutated],
])('nothing is passed over but indicators: %s', (_name, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(remainder(text, parseYaml(text))).toMatch(ONLY_INDICATORS_AND_STRAYS);
    }),
    RUNS,
  );
});

/** Whether a token means the same with nothing around it: a block whose header tells an indent does not. */
const standsAlone = ({ style, span, parent }: ScalarNode, text: string): boolean => {
  const source = text.slice(span.start, span.end);
  if (source === '') return false;
  if (style === 'literal' || style === 'folded') return !/^[|>][+-]?\d/.test(source) && parent.in !== 'root';
  return true;
};

test('the token of a scalar, read again, is the same scalar', () => {
  let read = 0;
  fc.assert(
    fc.property(sound, (text) => {
      const document = parseYaml(text);
      if (document.mode !== 'parsed') return;
      for (const scalar of document.scalars) {
        if (!standsAlone(scalar, text)) continue;
        const again = parseYaml(`${text.slice(scalar.span.start, scalar.span.end)}\n`);
        const [first] = again.scalars;
        expect([again.mode, again.scalars.length, first?.style]).toEqual(['parsed', 1, scalar.style]);
        const isBlock = scalar.style === 'literal' || scalar.style === 'folded';
        // the blank lines behind a block belong to its value, not to its span
        if (isBlock) expect(first?.value.trimEnd()).toBe(scalar.value.trimEnd());
        else expect(first?.value).toBe(scalar.value);
        if (scalar.tag === undefined) expect(first && scalarType(first)).toBe(scalarType(scalar));
        read++;
      }
    }),
    RUNS,
  );
  expect(read).toBeGreaterThan(3000);
});

test('CRLF and LF give the same values, types and paths', () => {
  fc.assert(
    fc.property(yamlText({ lineEnds: ['\n'], mutated: false }), (text) => {
      const [lf, crlf] = [text, text.replaceAll('\n', '\r\n')].map((one) => {
        const { mode, scalars, aliases } = parseYaml(one);
        return {
          mode,
          scalars: scalars.map((scalar) => [
            pathOf(scalar),
            scalar.value,
            scalarType(scalar),
            scalar.style,
            scalar.tag?.name,
          ]),
          aliases: aliases.map(({ name, target }) => [name, target?.kind]),
        };
      });
      if (lf?.mode === 'parsed') expect(crlf).toEqual(lf);
    }),
    RUNS,
  );
});

test('the same text gives the same model', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const [first, second] = [parseYaml(text), parseYaml(text)].map(({ mode, scalars }) => ({
        mode,
        scalars: scalars.map(({ span, value, style }) => ({ span, value, style })),
      }));
      expect(second).toEqual(first);
    }),
    { ...RUNS, numRuns: 300 },
  );
});

test('any bytes can be read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('', '\ufeff', 'a: "'), (bytes, head) => {
      const { text, position } = decodeText(Buffer.concat([Buffer.from(head), bytes]));
      const document = parseYaml(text);
      spansAreSound(text, document);
      for (const scalar of document.scalars) {
        pathOf(scalar);
        scalarType(scalar);
        expect(position(scalar.span.end).line).toBeGreaterThan(0);
      }
    }),
    RUNS,
  );
});

test('what is written a hundred times over takes about a hundred times as long', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const start = performance.now();
      parseYaml(`${text}\n`.repeat(Math.ceil(20_000 / (text.length + 1))));
      expect(performance.now() - start).toBeLessThan(10_000);
    }),
    { ...RUNS, numRuns: 200 },
  );
});
