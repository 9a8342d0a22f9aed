// Builds the one-file program. A clean commit runs what stands in it as code, which is the first look of `lint` and `hook`; all else is one
// string, which V8 passes over: looking through it as code would take longer than the rest of the run.
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const PART = /[\\/](?:thorough|entries[\\/][\w-]+)\.js$/;

/** `parts`: names of the modules in the string, with their files; `plugins`: those of the code and of the string. */
export async function buildStandalone(entry, parts, { code, text }, options) {
  const rest = await build({
    ...options,
    target: 'node12',
    plugins: text,
    banner: {},
    write: false,
    stdin: {
      contents: Object.entries(parts)
        .map(([name, path]) => `exports[${JSON.stringify(name)}] = () => require(${JSON.stringify(path)});`)
        .join('\n'),
      resolveDir: options.absWorkingDir,
    },
  });
  const inText = {
    name: 'in-text',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /\.js$/ }, ({ path, resolveDir }) => {
        const name = basename(path, '.js');
        return name in parts && PART.test(join(resolveDir, path)) ? { path: name, namespace: 'part' } : undefined;
      });
      onResolve({ filter: /^the-rest$/ }, () => ({ path: 'rest', namespace: 'rest' }));
      onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({
        contents: `module.exports = require('the-rest')[${JSON.stringify(path)}]();`,
      }));
      onLoad({ filter: /.*/, namespace: 'rest' }, () => ({ contents: evaluating(rest.outputFiles[0].text) }));
    },
  };
  const program = await build({
    ...options,
    target: 'node12',
    plugins: [inText, ...code],
    entryPoints: { standalone: entry },
  });
  return [rest, program];
}

/** As Node itself runs a file, under the name of the program. */
function evaluating(text) {
  return `const names = ['exports', 'require', 'module', '__filename', '__dirname'];
const run = require('vm').compileFunction(${JSON.stringify(text)}, names, { filename: __filename });
run(exports, require, module, __filename, __dirname);`;
}
