import { CATALOGUE_KEYS, keysOfRows } from '../../src/rules/data/catalogue.js';

test('the short list of keys holds exactly those of the rows', () => {
  expect(CATALOGUE_KEYS.length).toBeGreaterThan(50);
  expect([...CATALOGUE_KEYS].sort()).toEqual(keysOfRows().sort());
});
