// The labelled configurations: everything that is marked is found, nothing else is, whatever file it stands in.
// A failure names places and rules, never values.
import { lint } from '../../src/run/run.js';
import { type LabelledFile, loadLabelled, withHome } from './labelled.js';

const FILES = loadLabelled();
const HOMES = [...new Set(FILES.map((file) => file.home))];
const filesOf = (home: string): LabelledFile[] => FILES.filter((file) => file.home === home);

/** In this one what is private is marked, too. */
const isPrivate = (home: string): boolean => home === 'private';

/** Lints one configuration as a user would. */
async function lintHome(home: string, privacy = isPrivate(home)): Promise<{ places: string[]; errors: number }> {
  return withHome(filesOf(home), async (folder) => {
    const report = await lint({ cwd: folder, scope: { kind: 'default' }, useConfig: false, privacy });
    return {
      places: report.findings.map(({ finding }) =>
        place(finding.file, finding.line, finding.rule, finding.severity, finding.keyPath ?? ''),
      ),
      errors: report.errors.length,
    };
  });
}

const place = (...parts: readonly (string | number)[]): string => parts.join('\t');
const withoutKeyPath = (line: string): string => line.split('\t').slice(0, 4).join('\t');

/** One row for each difference: what was expected and is missing, and what was found and is not expected. */
function differences(expected: readonly string[], found: readonly string[]): string[] {
  const left = [...expected];
  const rows: string[] = [];
  for (const one of found) {
    const at = left.indexOf(withoutKeyPath(one));
    if (at === -1) rows.push(place('unexpected', one));
    else left.splice(at, 1);
  }
  return [...rows, ...left.map((one) => place('missing', one))].sort();
}

test.each(HOMES)('%s: what is marked is found, and nothing else', async (home) => {
  const expected = filesOf(home).flatMap((file) =>
    file.expected.map(({ line, rule, severity }) => place(file.path, line, rule, severity)),
  );
  const { places, errors } = await lintHome(home);
  expect(errors).toBe(0);
  const rows = differences(expected, places);
  expect(rows.length === 0 ? '' : `\n${rows.join('\n')}\n`).toBe('');
});

test('nothing private is reported unless it is asked for', async () => {
  expect((await lintHome('private', false)).places).toEqual([]);
});

test('the set is large enough to gate by', () => {
  const count = (lines: (file: LabelledFile) => Iterable<unknown>): number =>
    FILES.reduce((sum, file) => sum + [...lines(file)].length, 0);
  expect(count((file) => new Set(file.expected.map(({ line }) => line)))).toBeGreaterThanOrEqual(450);
  expect(count((file) => file.tempting)).toBeGreaterThanOrEqual(580);
});

test('a line is either to be found or not', () => {
  const both = FILES.flatMap(({ path, expected, tempting }) =>
    expected.filter(({ line }) => tempting.includes(line)).map(({ line }) => place(path, line)),
  );
  expect(both).toEqual([]);
});
