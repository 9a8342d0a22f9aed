// Writes what follows from the sources: the JSON Schema of the configuration, and the pages on rules, audit, configuration and command line.
// The output on the rules' pages comes from runs of the built program. `npm run check` fails where the result differs from what is committed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { auditPage } from './generate/audit-page.mjs';
import { cliPage } from './generate/cli-page.mjs';
import { configPage } from './generate/config-page.mjs';
import { rotationPage, rulePage, rulesPage } from './generate/rule-pages.mjs';
import { configSchema } from './generate/schema.mjs';
import { readSources } from './generate/sources.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = readSources(root);

const files = {
  'schema/config.schema.json': `${JSON.stringify(configSchema(sources), null, 2)}\n`,
  'docs/config.md': configPage(sources),
  'docs/audit.md': auditPage(sources),
  'docs/cli.md': cliPage(sources),
  'docs/rotation.md': rotationPage(sources),
  'docs/rules/README.md': rulesPage(sources),
};
for (const rule of sources.RULES) files[`docs/rules/${rule.meta.id}.md`] = rulePage(rule, sources);

const pages = join(root, 'docs/rules');
mkdirSync(pages, { recursive: true });
mkdirSync(join(root, 'schema'), { recursive: true });
for (const name of readdirSync(pages)) if (!(`docs/rules/${name}` in files)) rmSync(join(pages, name));
for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
execFileSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', 'schema'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});
console.log(`${Object.keys(files).length} files`);
