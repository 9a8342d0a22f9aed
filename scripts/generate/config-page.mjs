// The page on the configuration file, from the field table.
import { fence, page, sentence } from './text.mjs';

const SCHEMA = 'node_modules/ha-secrets-lint/schema/config.schema.json';

export function configPage({ CONFIG_FIELDS, BASELINE_FILE }) {
  return page(
    '# Configuration',
    'Everything works without a config file. One is looked for at the root of the repository (or of the folder that is read): `.ha-secrets-lint.yaml`, `.ha-secrets-lint.yml`, `.ha-secrets-lint.json`, or the key `ha-secrets-lint` in `package.json`. `--config FILE` names another, `--no-config` none. A fault in it is exit 2 with file, line and the nearest right name.',
    fence(
      [
        `# yaml-language-server: $schema=./${SCHEMA}`,
        'rules:',
        '  commented-credential: error',
        'ignore:',
        '  - archive/',
        '  - { files: automations.yaml, rule: inline-credential, keyPath: "*.data.code" }',
        'dialect:',
        '  "nodes/*.yaml": esphome',
        'keys: [door_word]',
      ].join('\n'),
      'yaml',
    ),
    `The first line gives completion and checks in VS Code (with the YAML extension) where the package is installed; in JSON the key \`$schema\` does. The schema ships with the package: \`${SCHEMA}\`.`,
    '## Settings',
    ...Object.entries(CONFIG_FIELDS).flatMap(([name, field]) => [`### \`${name}\``, describe(field)]),
    '## Extending other files',
    'Paths in `extends` are relative to the file they stand in. Only plain files inside the repository are read: no packages, no web addresses, no links that lead out, and nothing is ever run. Levels, dialects, `privacy` and `fix` of a file win over those of the files it extends, and later ones in the list over earlier ones; `ignore` and `keys` add up. Globs always start at the root of the repository.',
    '## Ignoring',
    'In a file: `# ha-secrets-lint: ignore[rule] reason` behind a value or alone on the line above, `# ha-secrets-lint: ignore-file[rule] reason` in the first ten lines. In the config: `ignore`. A comment without effect is reported as [`unused-suppression`](rules/unused-suppression.md).',
    '## Baseline',
    `\`ha-secrets-lint --update-baseline\` takes all that is found now into \`${BASELINE_FILE}\`; from then on only new values are reported, in every kind of run. \`--baseline FILE\` names another file.`,
    [
      '- An entry is a scrypt of rule and value with a salt of its own. It survives moved lines and renamed files, and never covers another value.',
      '- A value that can be guessed (under 40 bits) is not taken in, as a hash of it would give it away: change it, or ignore it by file and key path in the config. The command prints the lines.',
      '- An entry that covers nothing any more is reported when everything is read, and goes with the next update.',
      '- What a baseline covers is still published: change these values when you can.',
    ].join('\n'),
  );
}

function describe(field) {
  const lines = [sentence(field.doc)];
  const values = valuesOf(field);
  if (values !== undefined) lines.push(`Values: ${values.map((value) => `\`${value}\``).join(', ')}.`);
  const object = field.items?.object ?? field.object;
  if (object?.fields !== undefined)
    lines.push(
      'An entry is a glob, or a map of these:',
      Object.entries(object.fields)
        .map(([name, inner]) => `- \`${name}\`${object.required.includes(name) ? ' (needed)' : ''}: ${inner.doc}`)
        .join('\n'),
    );
  if (field.keys?.type === 'glob') lines.push(`A glob is ${field.keys.doc.replace(/^a glob/, 'matched')}.`);
  return lines.join('\n\n');
}

function valuesOf({ type, values, items }) {
  if (type === 'boolean') return ['true', 'false'];
  if (type === 'switch') return ['true', 'false', ...items.values];
  return type === 'map' && values.type === 'choice' ? values.values : undefined;
}
