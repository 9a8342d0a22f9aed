#!/usr/bin/env node
// The installed program: a stub that loads the bundle of one command.
import { findCommand } from '../stub.js';

const { command, args } = findCommand(process.argv.slice(2));
// a name made at run time: the bundler must leave it to Node
const bundle = `./${command}.cjs`;
const load: NodeJS.Require = require;
const { run } = load(bundle) as { run: (args: readonly string[]) => Promise<void> };
void run(args);
