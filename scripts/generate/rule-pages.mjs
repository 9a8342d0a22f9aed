// One page a rule: why, what is reported with the program's own words, what is not, what to do.
import { scenes } from './scenes.mjs';
import { fence, page, sentence, table } from './text.mjs';

export function rulesPage({ RULES }) {
  return page(
    '# Rules',
    'Ids are stable: they appear in configs, comments and reports. `ha-secrets-lint rules ID` shows the same on the terminal.',
    table(
      ['Rule', 'Class', 'Severity', 'Reports'],
      RULES.map(({ meta }) => [
        `[\`${meta.id}\`](${meta.id}.md)`,
        meta.class,
        meta.optIn ? `${meta.severity}, off until \`--privacy\`` : meta.severity,
        meta.summary,
      ]),
    ),
  );
}

export function rulePage(rule, sources) {
  const { meta, examples, cases } = rule;
  const shown = [
    ...examples.bad.map((example) => reported(meta.id, example, sources)),
    ...scenes(sources)
      .filter(({ rule: id }) => id === meta.id)
      .map((scene) => outputOf(meta.id, scene, sources)),
  ];
  if (shown.length === 0) throw new Error(`${meta.id} has neither examples nor a scene`);
  return page(
    `# \`${meta.id}\``,
    `${sentence(meta.summary)} Class ${meta.class}, by default ${meta.optIn ? 'off' : meta.severity === 'error' ? 'an error' : 'a warning'}.`,
    '## Why',
    meta.why,
    '## What to do',
    meta.remedy,
    ...turningOn(meta),
    '## Reported',
    'Values are masked in every output, and so they are here.',
    ...shown,
    ...listOf(cases?.bad, 'Also:'),
    ...notReported(rule),
    '## Turning it off',
    ...turningOff(meta),
    '[All rules](README.md) · [configuration](../config.md)',
  );
}

function reported(id, { about, file, text }, sources) {
  const args = [...(sources.OPT_IN_RULES.includes(id) ? ['--privacy'] : []), file];
  return outputOf(id, { about, files: { [file]: text.replace(/[«»]/g, '') }, args }, sources);
}

function outputOf(id, { about, files, args, options }, { run }) {
  const output = run(files, args, options);
  if (!output.includes(`[${id}]`)) throw new Error(`${id} is not reported in "${about}"`);
  const command = `$ ha-secrets-lint ${args.join(' ')}`.trimEnd();
  return `${sentence(about)}\n\n${fence(`${command}\n${output}`)}`;
}

function notReported({ examples, cases }) {
  const shown = [
    ...examples.good.flatMap(({ about, file, text }) => [
      `${sentence(about)} \`${file}\`:`,
      fence(withoutSamples(text), languageOf(file)),
    ]),
    ...listOf(cases?.good),
  ];
  return shown.length === 0 ? [] : ['## Not reported', ...shown];
}

const listOf = (cases, title) =>
  cases === undefined ? [] : [...(title === undefined ? [] : [title]), cases.map((one) => `- ${one}`).join('\n')];

/** Near misses may look like tokens to other programs. */
const withoutSamples = (text) =>
  text.replace(/(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{18,}/g, (run) => `${run.slice(0, 4)}…`);

const languageOf = (file) => (/\.ya?ml$/.test(file) ? 'yaml' : '');

function turningOn({ id, optIn }) {
  if (!optIn) return [];
  return [
    '## Turning it on',
    '`--privacy` on the command line; or in `.ha-secrets-lint.yaml` one of these:',
    fence(
      `privacy: true            # all of what is private\nprivacy: [${id}]\nrules:\n  ${id}: warning${' '.repeat(Math.max(1, 14 - id.length))}# or error: then it blocks`,
      'yaml',
    ),
  ];
}

function turningOff({ id, class: kind }) {
  const config = fence(`rules:\n  ${id}: off`, 'yaml');
  if (kind === 'guard' || kind === 'meta') return ['In `.ha-secrets-lint.yaml`:', config];
  return [
    'For one value, behind it or alone on the line above:',
    fence(`# ha-secrets-lint: ignore[${id}] why it is right as it is`, 'yaml'),
    'Where a comment cannot stand or would not stay, and for all files, in `.ha-secrets-lint.yaml`:',
    fence(
      `ignore:\n  - { files: automations.yaml, rule: ${id}, keyPath: "*.data.code" }\nrules:\n  ${id}: off`,
      'yaml',
    ),
  ];
}
