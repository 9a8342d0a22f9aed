#!/usr/bin/env node
// The installed program: a stub that loads the bundle of one command.
import { join } from 'node:path';
import { findCommand } from '../stub.js';

const OLDEST_NODE = 20;

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  process.stderr.write(
    `ha-secrets-lint: Node.js ${OLDEST_NODE} or later is needed, this is ${process.versions.node} (${process.execPath})\n`,
  );
  process.exitCode = 2;
} else {
  keepCompiled();
  const { command, args } = findCommand(process.argv.slice(2));
  // a name made at run time: the bundler must leave it to Node
  const bundle = `./${command}.cjs`;
  const load: NodeJS.Require = require;
  const { run } = load(bundle) as { run: (args: readonly string[]) => Promise<void> };
  void run(args);
}

/**
 * Lets Node keep the compiled code (22.8 and later), in the folder for caches beside the installed package:
 * whoever can write there can change the program as well, which is not so for Node's own choice, the system's temporary folder.
 */
function keepCompiled(): void {
  const installed = /^(.*[\\/]node_modules)[\\/]ha-secrets-lint[\\/]dist$/.exec(__dirname)?.[1];
  if (installed === undefined) return;
  const { enableCompileCache } = require('node:module') as { enableCompileCache?: (folder: string) => unknown };
  enableCompileCache?.(join(installed, '.cache', 'ha-secrets-lint'));
}
