// Builds dist/: a stub, one bundle a command, the API, and the one-file program that `init` puts into a repository.
// Needs neither git nor husky; `--types` also writes the declarations.
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entries = join(root, 'src/cli/entries');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });

const options = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: true,
  define: { __VERSION__: JSON.stringify(version) },
  outExtension: { '.js': '.cjs' },
  legalComments: 'none',
  logLevel: 'warning',
};
const commands = readdirSync(entries).filter((name) => name.endsWith('.ts'));
await build({
  ...options,
  entryPoints: [
    ...commands.map((name) => join(entries, name)),
    ...(process.argv.includes('--cli-only') ? [] : [join(root, 'src/index.ts')]),
  ],
  outdir: dist,
});
chmodSync(join(dist, 'cli.cjs'), 0o755);
if (process.argv.includes('--types'))
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.types.json')],
    { stdio: 'inherit' },
  );
