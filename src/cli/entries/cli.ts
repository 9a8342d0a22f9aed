#!/usr/bin/env node
// The installed program: a stub that loads the bundle of one command.
import { findCommand } from '../stub.js';

const OLDEST_NODE = 20;

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  process.stderr.write(
    `ha-secrets-lint: Node.js ${OLDEST_NODE} or later is needed, this is ${process.versions.node} (${process.execPath})\n`,
  );
  process.exitCode = 2;
} else {
  const { command, args } = findCommand(process.argv.slice(2));
  // a name made at run time: the bundler must leave it to Node
  const bundle = `./${command}.cjs`;
  const load: NodeJS.Require = require;
  const { run } = load(bundle) as { run: (args: readonly string[]) => Promise<void> };
  void run(args);
}
