// Builds dist/: a stub, one bundle a command, the API, and the one-file program that `init` puts into a repository.
// Needs neither git nor husky; `--types` also writes the declarations.
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildStandalone } from './standalone.mjs';

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
    onResolve({ filter: /[\\/]entries[\\/](?:fix|baseline|jobs|progress)\.js$/ }, ({ path }) => ({
      path: `./${basename(path, '.js')}.cjs`,
      external: true,
    }));
    onResolve({ filter: /\/(?:yaml|json|toml)-package\.js$/ }, ({ path }) => ({
      path: `./${basename(path, '-package.js')}.cjs`,
      external: true,
    }));
    onResolve({ filter: /\/private-values\.js$/ }, () => ({ path: './privacy.cjs', external: true }));
    onResolve({ filter: /^micromatch$/ }, () => ({ path: './micromatch.cjs', external: true }));
    onResolve({ filter: /\/reporters\/more\.js$/ }, () => ({ path: './reports.cjs', external: true }));
    onResolve({ filter: /^\.\/leaks\.js$/ }, () => ({ path: './leaks.cjs', external: true }));
  },
};

/** What a clean commit does without: both doors to it open the one bundle that `lint` and `hook` share. */
const thoroughBeside = {
  name: 'thorough-beside',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/thorough\.js$/ }, () => ({ path: './thorough.cjs', external: true })),
};

/** The rules are in that bundle; here stands what the first look asks of them. */
const firstLooks = { name: 'first-looks', setup: ({ onLoad }) => onLoad({ filter: /[\\/]first-looks\.ts$/ }, compute) };

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

/** The same packages as modules, of which only the lexer and parser are used. */
const yamlModules = {
  name: 'yaml-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^yaml$/ }, () => ({
      path: join(root, 'node_modules/yaml/browser/dist/index.js'),
      sideEffects: false,
    }));
    onResolve({ filter: /^jsonc-parser$/ }, () => ({
      path: join(root, 'node_modules/jsonc-parser/lib/esm/main.js'),
      sideEffects: false,
    }));
    onResolve({ filter: /^\..*\.js$/ }, ({ path, resolveDir }) =>
      /[\\/]yaml[\\/]browser/.test(resolveDir) ? { path: join(resolveDir, path), sideEffects: false } : undefined,
    );
  },
};

/** The first look at a file is by one pattern that is made from all rows; in a bundle it stands ready. */
const computed = {
  name: 'computed',
  setup: ({ onLoad }) => onLoad({ filter: /[\\/](?:keys[\\/]needle|file-pieces)\.ts$/ }, compute),
};

/** Runs a module at build time; what it exports stands in the bundle as plain data, without what it was made of. */
async function compute({ path }) {
  const options = { bundle: true, platform: 'node', format: 'cjs', write: false, logLevel: 'warning' };
  const made = await build({ ...options, entryPoints: [path] });
  const values = Object.entries(evaluate(made.outputFiles[0].text));
  return {
    contents: values.map(([name, value]) => `export const ${name} = ${literal(value)};`).join('\n'),
    loader: 'js',
  };
}

function literal(value) {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join()}]`;
  if (typeof value !== 'object') return String(JSON.stringify(value));
  return `{${Object.entries(value)
    .map(([name, one]) => `${JSON.stringify(name)}:${literal(one)}`)
    .join()}}`;
}

function evaluate(code) {
  const holder = { exports: {} };
  new Function('module', 'exports', 'require', code)(holder, holder.exports, createRequire(import.meta.url));
  return holder.exports;
}

/** Its text holds the examples of the rules, which are found where it is committed. */
const EXAMPLES = 'ha-secrets-lint: ignore-file[auth-header, inline-credential] examples of the rules';
const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** The licences of all packages that any bundle holds code of. A package without one stops the build. */
function notices(results) {
  const files = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const names = files.flatMap((file) => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  const texts = [...new Set(names)].sort().map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.md|\.txt)?$/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return `The programs in this folder hold code of these packages.\n\n${texts.join(`\n${'-'.repeat(78)}\n\n`)}`;
}

const options = {
  bundle: true,
  plugins: [beside, computed],
  absWorkingDir: root,
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
  // Node's `import()` of a bundle would first read all of it for the names it exports
  supported: { 'dynamic-import': false },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

const bundles = {
  index: join(root, 'src/index.ts'),
  reports: join(root, 'src/reporters/more.ts'),
  thorough: join(root, 'src/cli/thorough.ts'),
  privacy: join(root, 'src/rules/privacy/private-values.ts'),
  leaks: join(root, 'src/run/leaks.ts'),
};
for (const file of readdirSync(entries)) bundles[basename(file, '.ts')] = join(entries, file);
const { cli, standalone, lint, hook, ...others } = bundles;
const { index: _api, reports: _reports, ...parts } = others;
// what is started first must load on any Node, to say which one is needed
const built = [];
built.push(await build({ ...options, target: 'node12', entryPoints: { cli } }));
const banner = {
  js: `// ha-secrets-lint ${version}: the whole program in one file, put here by its init.\n// ${EXAMPLES}`,
};
const plugins = { code: [firstLooks, computed], text: [inside, yamlModules, computed] };
for (const result of await buildStandalone(standalone, parts, plugins, { ...options, banner })) built.push(result);
built.push(await build({ ...options, target: 'node20', entryPoints: others }));
built.push(
  await build({
    ...options,
    target: 'node20',
    plugins: [thoroughBeside, firstLooks, ...options.plugins],
    entryPoints: { lint, hook },
  }),
);
const packages = { micromatch: 'micromatch' };
for (const name of ['yaml', 'json', 'toml']) packages[name] = join(root, `src/document/${name}-package.ts`);
built.push(await build({ ...options, target: 'node20', plugins: [yamlModules], entryPoints: packages }));
const texts = notices(built);
writeFileSync(join(dist, NOTICES), texts);
// it is copied without the folder around it
if (texts.includes('*/')) throw new Error('a licence ends a comment');
appendFileSync(join(dist, 'standalone.cjs'), `/*\n${texts}*/\n`);
for (const name of lazyFiles) writeFileSync(join(dist, name), compactJson(join(catalogue, name)));
for (const name of ['cli.cjs', 'standalone.cjs']) chmodSync(join(dist, name), 0o755);

const made = new Set([
  ...Object.keys(bundles).map((name) => `${name}.cjs`),
  ...Object.keys(packages).map((name) => `${name}.cjs`),
  NOTICES,
  ...lazyFiles,
  'types',
]);
for (const name of readdirSync(dist)) if (!made.has(name)) rmSync(join(dist, name), { recursive: true });
if (process.argv.includes('--types')) {
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.types.json')],
    { stdio: 'inherit' },
  );
}
