// The published JSON Schema says yes and no to the same configurations as the program.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { CONFIG_FIELDS } from '../../src/config/schema';
import { readFields } from '../../src/config/validate';
import { decodeText } from '../../src/document/text';
import { parseYaml } from '../../src/document/yaml';
import { UserError } from '../../src/errors';
import { RULE_IDS } from '../../src/rules/index';
import { CHECK_IDS } from '../../src/secrets/check-ids';
import { ROOT } from '../support/repo';

const schema = JSON.parse(readFileSync(join(ROOT, 'schema/config.schema.json'), 'utf8')) as {
  readonly $schema: string;
  readonly properties: Readonly<Record<string, { readonly properties?: object; readonly description?: string }>>;
};
const ajv = new Ajv({ strict: true, allowUnionTypes: true });
const validate = ajv.compile(schema);

/** The program's own verdict on the same text that an editor reads as JSON. */
function accepts(data: unknown): boolean {
  const source = decodeText(Buffer.from(JSON.stringify(data)));
  const { mode, roots } = parseYaml(source.text);
  expect(mode).toBe('parsed');
  const [root] = roots;
  if (data === null || root === undefined) return true;
  try {
    readFields(root, CONFIG_FIELDS, [], { file: 'x', source, lines: new WeakMap() });
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

test('it is a valid draft-07 schema that describes every setting and names every rule and check', () => {
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(ajv.validateSchema(schema)).toBe(true);
  expect(Object.keys(schema.properties)).toEqual(Object.keys(CONFIG_FIELDS));
  for (const field of Object.values(schema.properties)) expect(field.description).toMatch(/^\S.*\.$/);
  expect(Object.keys(schema.properties['rules']?.properties ?? {})).toEqual([...RULE_IDS, ...CHECK_IDS]);
});

test.each([
  [{}, true],
  [null, true],
  [{ $schema: './x.json', rules: { 'token-format': 'off' }, fix: true, keys: ['a', 12] }, true],
  [{ extends: 'lint/a.yaml', ignore: ['a/', { files: 'b.yaml', rule: 'private-key', keyPath: ['x.*'] }] }, true],
  [{ extends: ['a', 'b'], dialect: { '*.yaml': 'esphome' }, rules: null, ignore: null }, true],
  [[], false],
  ['rules', false],
  [{ rulez: {} }, false],
  [{ rules: { 'token-formats': 'off' } }, false],
  [{ rules: { 'token-format': 'of' } }, false],
  [{ rules: { 'token-format': null } }, false],
  [{ rules: ['token-format'] }, false],
  [{ fix: 'true' }, false],
  [{ fix: 1 }, false],
  [{ privacy: true }, true],
  [{ privacy: 'network' }, true],
  [{ privacy: ['identity', 'location'] }, true],
  [{ privacy: [] }, true],
  [{ privacy: 'true' }, false],
  [{ privacy: ['private-key'] }, false],
  [{ privacy: null }, false],
  [{ privacy: { network: true } }, false],
  [{ extends: null }, false],
  [{ extends: '' }, false],
  [{ extends: { a: 'b' } }, false],
  [{ keys: 'a' }, false],
  [{ keys: [''] }, false],
  [{ keys: [null] }, false],
  [{ dialect: { '*': 'esp' } }, false],
  [{ dialect: { '../*': 'esphome' } }, false],
  [{ ignore: 'a' }, false],
  [{ ignore: [{ rule: 'private-key' }] }, false],
  [{ ignore: [{ files: [] }] }, true],
  [{ ignore: [{ files: 'a', rule: 'x' }] }, false],
  [{ ignore: ['!a'] }, false],
  [{ ignore: ['a/../b'] }, false],
  [{ ignore: ['./'] }, false],
  [{ ignore: ['a'.repeat(301)] }, false],
  [{ ignore: ['*a*b*c*'] }, false],
  [{ ignore: ['*a*b*/c*'] }, true],
  [{ ignore: ['a/**/b/**/c/**/d/**'] }, false],
  [{ ignore: ['{a}{b}{c}{d}{e}'] }, false],
])('%j', (data, verdict) => {
  expect([accepts(data), validate(data)]).toEqual([verdict, verdict]);
});

test('both agree on configurations made at random', () => {
  const known = (...names: string[]) => fc.constantFrom(...names);
  // brackets without partners are beyond patterns
  const text = fc.oneof(
    known('a', '', '!x', 'a/../b', '*', '**/a', './', '*a*a*a*'),
    fc.string().filter((one) => !/[[\]{}\\]/.test(one)),
  );
  const scalar = fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    known('off', 'error', 'private-key', 'esphome'),
  );
  const value = (depth: number): fc.Arbitrary<unknown> =>
    depth === 0
      ? scalar
      : fc.oneof(
          { weight: 2, arbitrary: scalar },
          fc.array(value(depth - 1), { maxLength: 3 }),
          fc.dictionary(fc.oneof(known('files', 'rule', 'keyPath', 'private-key', '*.yaml'), text), value(depth - 1), {
            maxKeys: 3,
          }),
        );
  const config = fc.dictionary(
    fc.oneof({ weight: 9, arbitrary: known(...Object.keys(CONFIG_FIELDS)) }, text),
    value(3),
    { maxKeys: 3 },
  );
  let accepted = 0;
  fc.assert(
    fc.property(config, (data) => {
      const verdict = accepts(data);
      if (verdict) accepted += 1;
      expect([data, validate(data)]).toEqual([data, verdict]);
    }),
    { numRuns: 3_000 },
  );
  expect(accepted).toBeGreaterThan(50);
});
