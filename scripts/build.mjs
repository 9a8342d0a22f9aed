// Builds dist/: a stub, one bundle a command, the API, and the one-file program that `init` puts into a repository.
// Needs neither git nor husky; `--types` also writes the declarations.
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entries = join(root, 'src/cli/entries');
const dist = join(root, 'dist');

const catalogue = join(root, 'src/rules/data/catalogue');
const lazyFiles = readdirSync(catalogue).filter((name) => name !== 'credential-keys.json');
/** Files beside the bundles that are loaded when first needed, so that a clean commit does not pay for reading them. */
const beside = {
  name: 'beside',
  setup({ onResolve }) {
    onResolve({ filter: /\.json$/ }, ({ path }) =>
      lazyFiles.includes(basename(path)) ? { path: `./${basename(path)}`, external: true } : undefined,
    );
    onResolve({ filter: /^micromatch$/ }, () => ({ path: './micromatch.cjs', external: true }));
  },
};

/** In the one-file program each is a string literal: V8 passes over it, and JSON.parse reads it faster than code. */
const inside = {
  name: 'inside',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]catalogue[\\/].*\.json$/ }, ({ path }) =>
      lazyFiles.includes(basename(path))
        ? { contents: `module.exports = JSON.parse(${JSON.stringify(compactJson(path))});`, loader: 'js' }
        : undefined,
    );
  },
};

const compactJson = (path) => JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));

/** The same package as modules, of which only the lexer and parser are used. */
const yamlModules = {
  name: 'yaml-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^yaml$/ }, () => ({
      path: join(root, 'node_modules/yaml/browser/dist/index.js'),
      sideEffects: false,
    }));
    onResolve({ filter: /^\..*\.js$/ }, ({ path, resolveDir }) =>
      /[\\/]yaml[\\/]browser/.test(resolveDir) ? { path: join(resolveDir, path), sideEffects: false } : undefined,
    );
  },
};

const options = {
  bundle: true,
  plugins: [beside, yamlModules],
  platform: 'node',
  format: 'cjs',
  outdir: dist,
  minify: true,
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
  plugins: [inside, yamlModules],
  entryPoints: { standalone },
  banner: { js: `// ha-secrets-lint ${version}: the whole program in one file, put here by its init.` },
});
await build({ ...options, target: 'node20', entryPoints: others });
await build({ ...options, target: 'node20', plugins: [], entryPoints: { micromatch: 'micromatch' } });
for (const name of lazyFiles) writeFileSync(join(dist, name), compactJson(join(catalogue, name)));
for (const name of ['cli.cjs', 'standalone.cjs']) chmodSync(join(dist, name), 0o755);

const made = new Set([...Object.keys(bundles).map((name) => `${name}.cjs`), 'micromatch.cjs', ...lazyFiles, 'types']);
for (const name of readdirSync(dist)) if (!made.has(name)) rmSync(join(dist, name), { recursive: true });
if (process.argv.includes('--types')) {
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.types.json')],
    { stdio: 'inherit' },
  );
}
