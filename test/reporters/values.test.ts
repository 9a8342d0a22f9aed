// The law of all formats: what they print does not depend on what the secrets are.
import fc from 'fast-check';
import { reportJson } from '../../src/reporters/json';
import { githubSummary, type MoreFormat, REPORTERS } from '../../src/reporters/more';
import { reportPretty } from '../../src/reporters/pretty';
import { makeSample } from '../../src/rules/examples';
import { lint } from '../../src/run/run';
import { CONTEXT } from './report';

/** Places for a value; each is linted alone. */
const PLACES: readonly ((value: string) => string)[] = [
  (value) => `mqtt:\n  password: ${value}\n`,
  (value) => `mqtt: { username: x, password: "${value}", port: 1883 }\n`,
  (value) => `camera:\n  - platform: ffmpeg\n    input: rtsp://viewer:${value}@192.0.2.1/live\n`,
  (value) => `rest_command:\n  a:\n    url: https://example.net/?token=${value}\n`,
  (value) => `rest_command:\n  a:\n    headers:\n      Authorization: Bearer ${value}\n`,
  (value) => `shell_command:\n  a: "curl -u me:${value} https://example.net/"\n`,
  (value) => `# password: ${value}\nmqtt:\n  broker: x\n`,
  (value) => `mqtt:\n  password: >-\n    ${value}\n`,
  (value) => `mqtt:\n  password: ${value}\n broken: [\n`,
  (value) => `rest_command:\n  a:\n    payload: '{"password": "${value}"}'\n`,
  (value) => `automation:\n  - alias: x\n    action:\n      - service: notify.x\n        data: { api_key: ${value} }\n`,
];

async function everyFormat(text: string): Promise<{ readonly outputs: string[]; readonly count: number }> {
  const scope = { kind: 'stdin', filename: 'configuration.yaml', bytes: Buffer.from(text) } as const;
  const report = { ...(await lint({ cwd: process.cwd(), scope, useConfig: false })), ms: 0 };
  const outputs = (Object.keys(REPORTERS) as MoreFormat[]).map((name) => REPORTERS[name](report, CONTEXT));
  outputs.push(
    githubSummary(report, CONTEXT),
    reportJson(report, CONTEXT.tool),
    reportPretty(report, { color: true, quiet: false, verbose: true, showSecrets: false }),
  );
  return { outputs, count: report.findings.length };
}

test.each(PLACES.map((place, at) => [at, place] as const))(
  'place %i: another secret of the same form gives the same bytes',
  async (_, place) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 12, max: 40 }), fc.nat(), fc.nat(), async (length, first, second) => {
        // letters and digits in both, so that both are secrets
        const value = (seed: number): string => `Aq7${makeSample(`<A${length}>`, seed)}x9`;
        const one = await everyFormat(place(value(first)));
        const two = await everyFormat(place(value(second)));
        expect(one.count).toBeGreaterThan(0);
        expect(one.outputs).toEqual(two.outputs);
      }),
      { numRuns: 10 },
    );
  },
);
