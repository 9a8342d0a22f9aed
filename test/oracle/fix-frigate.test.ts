// After a fix Frigate reads the same texts: what it fills in is Python's `str.format`, which is asked here.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseYaml } from '../../src/document/yaml';
import { applyEdits } from '../../src/fix/edits';
import { readPieces } from '../../src/fix/interpolation';
import { rewriteScalar } from '../../src/fix/rewrite';
import { doubleQuoted } from '../../src/fix/token';

function format(
  jobs: readonly (readonly [text: string, variables: Readonly<Record<string, string>>])[],
): (string | null)[] {
  const python = execFileSync(process.execPath, [join(__dirname, 'venv.mjs')], { encoding: 'utf8' });
  const out = execFileSync(python, [join(__dirname, 'format.py')], {
    input: jobs.map((job) => `${JSON.stringify(job)}\n`).join(''),
    encoding: 'utf8',
  });
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string | null);
}

const PARTS = ['rtsp://', 'u:', '@h', '{', '}', '{{', '}}', '{FRIGATE_A}', '{output}', '{0}', '#', '&', 'x', '$'];
const texts = fc.sample(
  fc.tuple(
    fc.array(fc.constantFrom(...PARTS), { maxLength: 5 }),
    fc.array(fc.constantFrom(...PARTS), { maxLength: 5 }),
  ),
  { numRuns: 2000, seed: 20261126 },
);

test('a text is taken where Python takes it, and comes out as it says', () => {
  const all = texts.map(([before, after]) => [...before, ...after].join(''));
  const said = format(all.map((text) => [text, { FRIGATE_A: '<FRIGATE_A>' }]));
  const wrong = all.filter((text, index) => {
    const ours = readPieces(text, 'frigate')?.map((piece) =>
      piece.kind === 'text' ? piece.text : `<${piece.source}>`,
    );
    return (ours?.join('') ?? null) !== said[index];
  });
  expect(wrong).toEqual([]);
  expect(said.filter((one) => one !== null).length).toBeGreaterThan(200);
});

test('what was rewritten comes out the same', () => {
  const secret = 'cam9xQ72plmz';
  const rewritten = texts.flatMap(([before, after]) => {
    const value = before.join('') + secret + after.join('');
    const text = `a: ${doubleQuoted(value)}\n`;
    const node = parseYaml(text).scalars[1];
    const variable = { name: 'FRIGATE_X', reference: '{FRIGATE_X}' };
    const written = node && rewriteScalar(text, node, secret, variable, 'frigate');
    const fixed = written && parseYaml(applyEdits(text, written.edits) ?? '').scalars[1]?.value;
    return fixed === undefined ? [] : [{ value, fixed }];
  });
  const variables = { FRIGATE_A: 'a', FRIGATE_X: secret };
  const was = format(rewritten.map(({ value }) => [value, variables]));
  expect(format(rewritten.map(({ fixed }) => [fixed, variables]))).toEqual(was);
  expect(was).not.toContain(null);
  expect(rewritten.length).toBeGreaterThan(200);
});
