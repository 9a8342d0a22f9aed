// Builds dist/: a stub, one bundle a command, the API, and the one-file program that `init` puts into a repository.
// Needs neither git nor husky; `--types` also writes the declarations.
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entries = join(root, 'src/cli/entries');
const dist = join(root, 'dist');

const options = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outdir: dist,
  minifySyntax: true,
  minifyWhitespace: true,
  define: {
    __VERSION__: JSON.stringify(version),
    // `init` writes it into repositories, also where the package is not at hand
    __SHIM__: JSON.stringify(readFileSync(join(root, 'hooks/pre-commit'), 'utf8')),
  },
  outExtension: { '.js': '.cjs' },
  legalComments: 'none',
  logLevel: 'warning',
};

const bundles = { index: join(root, 'src/index.ts') };
for (const file of readdirSync(entries)) bundles[basename(file, '.ts')] = join(entries, file);
const { cli, standalone, ...others } = bundles;
// what is started first must load on any Node, to say which one is needed
await build({ ...options, target: 'node12', entryPoints: { cli } });
await build({
  ...options,
  target: 'node12',
  entryPoints: { standalone },
  banner: { js: `// ha-secrets-lint ${version}: the whole program in one file, put here by its init.` },
});
await build({ ...options, target: 'node20', entryPoints: others });
for (const name of ['cli.cjs', 'standalone.cjs']) chmodSync(join(dist, name), 0o755);

const made = new Set([...Object.keys(bundles).map((name) => `${name}.cjs`), 'types']);
for (const name of readdirSync(dist)) if (!made.has(name)) rmSync(join(dist, name), { recursive: true });
if (process.argv.includes('--types')) {
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.types.json')],
    { stdio: 'inherit' },
  );
}
