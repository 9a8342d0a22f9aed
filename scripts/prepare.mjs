// Runs after `npm install` in a checkout and before `npm pack`: builds, and sets up this repository's own hook where that makes sense.
// Needs neither git nor husky: a tool that installs this package from its repository may have neither.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.argv.push('--types');
await import('./build.mjs');

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (existsSync(join(root, '.git')) && process.env.CI === undefined && process.env.HUSKY !== '0') {
  try {
    const { default: husky } = await import('husky');
    process.chdir(root);
    const problem = husky();
    if (problem) console.warn(problem);
  } catch {
    // without husky there is no hook, and nothing else is missing
  }
}
