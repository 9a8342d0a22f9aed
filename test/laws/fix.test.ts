// What must hold of every fix, whatever the file: the same data, no other byte, nothing left to do, the same plan each time.
import fc from 'fast-check';
import { type ScalarNode, scalarType, type YamlNode } from '../../src/document/model.js';
import { decodeText } from '../../src/document/text.js';
import { parseYaml } from '../../src/document/yaml.js';
import { type FixedAll, fixAll } from '../support/fix-all';
import { yamlText } from './documents';

const RUNS = { numRuns: Number(process.env['FC_RUNS'] ?? 1500) };

const bytes = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: yamlText({ lineEnds: ['\n', '\n', '\r\n'], mutated: false }) },
      yamlText({ lineEnds: ['\n', '\r\n'], mutated: true }),
    ),
    fc.constantFrom('', '', '\ufeff'),
  )
  .map(([text, bom]) => Buffer.from(bom + text, 'utf8'))
  .filter((buffer) => !buffer.includes(0));
/** Which of the scalars are to go. */
const choice = fc.array(fc.boolean(), { minLength: 1, maxLength: 9 });
const choose =
  (bits: readonly boolean[]) =>
  (_: ScalarNode, index: number): boolean =>
    bits[index % bits.length] ?? true;

/** A file's data with types, references looked up; written apart from the code that proves a plan. */
function data(text: string, secrets: string): unknown {
  const names = new Map<string, unknown>();
  const show = (node: YamlNode | undefined): unknown => {
    if (node === undefined) return null;
    switch (node.kind) {
      case 'alias':
        return ['alias', node.name, node.target === undefined ? 'nothing' : 'something'];
      case 'seq':
        return ['list', node.anchor, node.tag?.name, node.items.map(show)];
      case 'map':
        return ['map', node.anchor, node.tag?.name, node.pairs.map(({ key, value }) => [show(key), show(value)])];
      case 'scalar': {
        const known = node.tag?.name === '!secret' ? names.get(node.value) : undefined;
        if (known !== undefined) return [node.anchor, known];
        const tag = node.tag?.name === 'tag:yaml.org,2002:str' ? undefined : node.tag?.name;
        return [node.anchor, [tag, scalarType(node), node.value]];
      }
    }
  };
  const [root] = parseYaml(secrets).roots;
  if (root?.kind === 'map')
    for (const { key, value } of root.pairs) {
      const [, known] = show(value) as [unknown, unknown];
      names.set(key?.value ?? '', known);
    }
  return parseYaml(text).roots.map(show);
}

/** The fixed text with every reference that came in taken back, by the order of the places. */
function takenBack({ plan, after }: FixedAll): string {
  const { text } = decodeText(after);
  const edits = [...(plan.files[0]?.edits ?? [])].sort((a, b) => a.span.start - b.span.start);
  let result = '';
  let at = 0;
  let moved = 0;
  for (const { span, expect, text: reference } of edits) {
    const start = span.start + moved;
    expect_(text.slice(start, start + reference.length), reference);
    result += text.slice(at, start) + expect;
    at = start + reference.length;
    moved += reference.length - expect.length;
  }
  return result + text.slice(at);
}
const expect_ = (found: string, wanted: string): void => expect(found).toBe(wanted);

const textOf = (buffer: Buffer): string => decodeText(buffer).text;

test('the data and types are the same when references are looked up', () => {
  let replaced = 0;
  fc.assert(
    fc.property(bytes, choice, (before, bits) => {
      const fixed = fixAll(before, choose(bits));
      expect(fixed.plan.unproven).toEqual([]);
      replaced += fixed.plan.files[0]?.edits.length ?? 0;
      expect(data(textOf(fixed.after), textOf(fixed.secrets))).toEqual(data(textOf(before), ''));
    }),
    RUNS,
  );
  expect(replaced).toBeGreaterThan(RUNS.numRuns / 3);
});

test('no byte outside the replaced scalars changes', () => {
  fc.assert(
    fc.property(bytes, choice, (before, bits) => {
      const fixed = fixAll(before, choose(bits));
      expect(takenBack(fixed)).toBe(textOf(before));
      expect(decodeText(fixed.after).bom).toBe(decodeText(before).bom);
    }),
    RUNS,
  );
});

test('a fixed file has nothing left to fix, and what could be fixed was', () => {
  fc.assert(
    fc.property(bytes, (before) => {
      const fixed = fixAll(before);
      expect(fixed.plan.files[0]?.edits.length ?? 0).toBe(fixed.replaced.length);
      const again = fixAll(fixed.after, undefined, undefined, fixed.secrets);
      expect(again.plan.files).toEqual([]);
      expect(again.after.equals(fixed.after) && again.secrets.equals(fixed.secrets)).toBe(true);
    }),
    RUNS,
  );
});

test('the same file gives the same plan', () => {
  fc.assert(
    fc.property(bytes, choice, (before, bits) => {
      const [first, second] = [fixAll(before, choose(bits)), fixAll(before, choose(bits))];
      expect(second.after.equals(first.after) && second.secrets.equals(first.secrets)).toBe(true);
    }),
    RUNS,
  );
});

test('a secrets file only grows at its end, and keeps what it holds', () => {
  const old = yamlText({ lineEnds: ['\n', '\r\n'], mutated: false }).map((text) => Buffer.from(text, 'utf8'));
  fc.assert(
    fc.property(bytes, old, (before, secretsBefore) => {
      const fixed = fixAll(before, undefined, undefined, secretsBefore);
      expect(fixed.secrets.subarray(0, secretsBefore.length).equals(secretsBefore)).toBe(true);
      const [grown] = data(textOf(fixed.secrets), '') as [unknown[]];
      const [was] = data(textOf(secretsBefore), '') as [unknown[]];
      if (was?.[0] === 'map') expect((grown[3] as unknown[]).slice(0, (was[3] as unknown[]).length)).toEqual(was[3]);
    }),
    RUNS,
  );
});
