// What must hold of all rules together, on the labelled configurations and on texts made of their lines.
import fc from 'fast-check';
import { NO_CONFIG } from '../../src/config/config.js';
import { lintBlob } from '../../src/lint-file.js';
import { frameLines } from '../../src/reporters/frame.js';
import { reportJson } from '../../src/reporters/json.js';
import { REPORTERS } from '../../src/reporters/more.js';
import { reportPretty } from '../../src/reporters/pretty.js';
import { OPT_IN_RULES, RULES } from '../../src/rules/index.js';
import { lint, type Report } from '../../src/run/run.js';
import type { LintSettings } from '../../src/settings.js';
import type { Finding } from '../../src/types.js';
import { type LabelledFile, loadLabelled, withHome } from '../rules/labelled';

const FILES = loadLabelled();
const HOMES = [...new Set(FILES.map((file) => file.home))];
const filesOf = (home: string): LabelledFile[] => FILES.filter((file) => file.home === home);
const RUNS = { numRuns: Number(process.env['FC_RUNS'] ?? 400) };

const settings = (prefilter: boolean): LintSettings => ({
  config: NO_CONFIG,
  levels: new Map(),
  privacy: true,
  dialect: undefined,
  secrets: undefined,
  prefilter,
});

/** Everything about findings but their values, which no failure may print. */
const shown = (findings: readonly Finding[]): string[] =>
  findings.map(({ message: _, ...rest }) => JSON.stringify(rest)).sort();

function places(path: string, text: string, prefilter = true): string[] {
  const { findings, unit } = lintBlob(
    { path, bytes: Buffer.from(text), origin: { kind: 'stdin' } },
    settings(prefilter),
  );
  return findings.map(({ rule, span, severity, confidence }) => {
    const start = unit.source.position(span.start);
    const end = unit.source.position(span.end);
    return [rule, start.line, start.column, end.line, end.column, severity, confidence].join(' ');
  });
}

describe.each(HOMES)('%s', (home) => {
  test('the prefilter changes nothing', async () => {
    await withHome(filesOf(home), async (cwd) => {
      const run = async (prefilter: boolean): Promise<string[]> =>
        shown(
          (await lint({ cwd, scope: { kind: 'default' }, useConfig: false, privacy: true, prefilter })).findings.map(
            ({ finding }) => finding,
          ),
        );
      expect(await run(false)).toEqual(await run(true));
    });
  });

  test('file by file through standard input is the same as the folder', async () => {
    await withHome(filesOf(home), async (cwd) => {
      const whole = await lint({ cwd, scope: { kind: 'default' }, useConfig: false, privacy: true });
      const one: Finding[] = [];
      for (const { path, text } of filesOf(home)) {
        const scope = { kind: 'stdin', filename: path, bytes: Buffer.from(text) } as const;
        one.push(
          ...(await lint({ cwd, scope, useConfig: false, privacy: true })).findings.map(({ finding }) => finding),
        );
      }
      // what would be written instead, and where else a value stands, depends on what the run reads
      const bare = (findings: readonly Finding[]): string[] =>
        shown(findings.map((finding) => ({ ...finding, fix: null, noFix: null, related: [] })));
      expect(bare(one)).toEqual(bare(whole.findings.map(({ finding }) => finding)));
    });
  });

  test('no report holds a value', async () => {
    await withHome(filesOf(home), async (cwd) => {
      const report = await lint({ cwd, scope: { kind: 'default' }, useConfig: false, privacy: true });
      const values = valuesOf(report);
      expect(values.length).toBeGreaterThan(3);
      const tool = { name: 'x', version: '0' };
      const context = {
        tool,
        rules: RULES.map((rule) => rule.meta),
        frame: frameLines,
        quiet: false,
        time: new Date(0),
      };
      const texts: Record<string, string> = {
        json: reportJson(report, tool),
        pretty: reportPretty(report, { color: false, quiet: false, verbose: true, showSecrets: false }),
        ...Object.fromEntries(Object.entries(REPORTERS).map(([name, make]) => [name, make(report, context)])),
      };
      const leaks = Object.entries(texts).flatMap(([name, text]) =>
        values.filter((value) => text.includes(value)).map((value) => `${name}: a value of ${value.length} characters`),
      );
      expect(leaks).toEqual([]);
    });
  });
});

/** Values that cannot stand in a report by chance: short numbers are lines, columns and parts of fingerprints too, user names are folders. */
function valuesOf(report: Report): string[] {
  return report.findings
    .filter(({ raw }) => !(OPT_IN_RULES.includes(raw?.rule ?? '') && /^\p{L}+$/u.test(raw?.secret?.reveal() ?? '')))
    .map(({ raw }) => raw?.secret?.reveal() ?? '')
    .filter((value) => value.length >= 6 && !/^[0-9a-f]{1,12}$/.test(value));
}

test.each(FILES.filter(({ text }) => !text.includes('\r')).map((file) => [`${file.home}/${file.path}`, file] as const))(
  '%s: line ends change nothing',
  (_name, { path, text }) => {
    expect(places(path, text.replaceAll('\n', '\r\n'))).toEqual(places(path, text));
  },
);

/** Files made of lines of the fixtures: whole runs of them, some doubled, some with what hides text from the prefilter. */
const mixture = fc
  .tuple(
    fc.constantFrom(...FILES.filter(({ path }) => /\.(?:ya?ml|json|toml|ini|conf|env|service)$/.test(path))),
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 6 }),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom('\\u0070', '"', "'", '? ', '  ', '\t', '#', ': ', '- ', '|\n', '&a ', '*a', '{', '\n'),
      ),
      {
        maxLength: 4,
      },
    ),
  )
  .map(([{ path, text }, runs, inserts]) => {
    const lines = text.split('\n');
    let made = runs
      .map(([from, count]) => lines.slice(from % lines.length, (from % lines.length) + count).join('\n'))
      .join('\n');
    for (const [at, piece] of inserts) {
      const cut = at % (made.length + 1);
      made = made.slice(0, cut) + piece + made.slice(cut);
    }
    return { path, text: made };
  });

test('the prefilter changes nothing in any mixture of lines', () => {
  fc.assert(
    fc.property(mixture, ({ path, text }) => {
      expect(places(path, text, true)).toEqual(places(path, text, false));
    }),
    RUNS,
  );
});

test('no mixture makes the engine throw, and findings lie inside the text', () => {
  fc.assert(
    fc.property(
      mixture,
      fc.constantFrom('a.yaml', 'a.py', 'a.sh', '.env', 'a.conf', 'notes.md', 'x.json'),
      ({ text }, path) => {
        const { findings } = lintBlob({ path, bytes: Buffer.from(text), origin: { kind: 'stdin' } }, settings(true));
        for (const { span } of findings) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(span.start).toBeLessThanOrEqual(span.end);
        }
      },
    ),
    RUNS,
  );
});

/** What makes a careless pattern try again and again: its own beginning, over and over, and never its end. */
const HOSTILE: readonly string[] = [
  ...[
    'password',
    'pass',
    'api_key_',
    'a',
    'A',
    '_',
    '-',
    ' ',
    '=',
    ':',
    '"',
    "'",
    '\\',
    '/',
    '.',
    '0',
    '%',
    '&',
    '{',
    '[',
  ],
  ...[
    'password=',
    '"password": "',
    'PASSWORD=',
    'a=b&',
    '&password=',
    'token: ',
    'key',
    'code == ',
    'code | x | y ',
    "code in ['",
  ],
  ...[
    "states('a.code')",
    'states(',
    'is_state(',
    '{{ ',
    "{{ 'a' ~ ",
    '{% a %}',
    '${',
    '${A:-',
    '://',
    'a://b:',
    '://a:b@',
    '?a=',
    '#a=',
  ],
  ...[
    'http://a/hooks/',
    'a.b/',
    '?token={{',
    '%3A%2F%2F',
    '/user=a',
    '-----BEGIN PRIVATE KEY-----\\n',
    'eyJ',
    'eyJhIjoi',
    'ghp_',
  ],
  ...[
    'Authorization: ',
    'Bearer ',
    'Basic ',
    'x-api-key: ',
    'X-A-',
    'curl -u ',
    'curl ',
    'sshpass -p',
    'echo a | sudo ',
    'echo ',
  ],
  ...[
    'mosquitto_passwd -b ',
    '--password',
    '--a',
    '-p',
    'mount password',
    'nmcli ',
    'WIFI:S:',
    '!secret ',
    '\\n',
    '你的',
    'Ключ',
    'aB',
    'aBC1',
  ],
];
const CONTAINERS: readonly (readonly [string, (text: string) => string])[] = [
  ['scalar.yaml', (text) => `a: "${text.replace(/[\\"]/g, '\\$&')}"\n`],
  ['template.yaml', (text) => `password: "{{ ${text.replace(/[\\"]/g, '\\$&')} }}"\n`],
  ['statement.yaml', (text) => `password: "{% ${text.replace(/[\\"]/g, '\\$&')}"\n`],
  ['block.yaml', (text) => `a: |\n  ${text}\n`],
  ['comment.yaml', (text) => `a: 1\n# ${text}\n`],
  ['key.yaml', (text) => `${text.replace(/[^\w-]/g, '_')}: x\n`],
  ['lines.yaml', (text) => `a: |\n${text.replace(/[\s\S]{900}/g, '  $&\n')}\n`],
  ['program.py', (text) => text.replace(/[\s\S]{900}/g, '$&\n')],
  ['one-line.sh', (text) => text],
  ['settings.conf', (text) => text.replace(/[\s\S]{900}/g, '$&\n')],
];
const SHORT = 12_000;
/** Four times the text may take eight times as long: sixteen times would be quadratic. */
const MOST_GROWTH = 8;
/** Below this a ratio says nothing. */
const LEAST_MS = 25;

test.each(CONTAINERS)('%s: the time grows with the text, not with its square', (path, wrap) => {
  const time = (text: string): number => {
    const bytes = Buffer.from(wrap(text));
    // of the processor, not of the clock: others may be at work here
    const before = process.cpuUsage();
    lintBlob({ path, bytes, origin: { kind: 'stdin' } }, settings(false));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const slow: string[] = [];
  for (const piece of HOSTILE) {
    const text = piece.repeat(Math.ceil((4 * SHORT) / piece.length));
    const long = time(text);
    if (long < LEAST_MS) continue;
    const ratio = (): number => time(text) / Math.max(time(text.slice(0, SHORT)), 1);
    // the machine may be busy: only what is slow three times is
    if ([ratio(), ratio(), ratio()].every((growth) => growth > MOST_GROWTH)) slow.push(JSON.stringify(piece));
  }
  expect(slow).toEqual([]);
});
