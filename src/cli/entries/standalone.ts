#!/usr/bin/env node
// The whole program in one file, for repositories without Node packages: what the stub does, with every command inside.
// A command's modules are evaluated when it is called.
import type { CommandName } from '../command-table.js';
import { findCommand } from '../stub.js';

const OLDEST_NODE = 20;

interface Bundle {
  readonly run: (args: readonly string[]) => Promise<void>;
}

const BUNDLES: Readonly<Record<CommandName, () => Promise<Bundle>>> = {
  lint: () => import('./lint.js'),
  why: () => import('./why.js'),
  init: () => import('./init.js'),
  doctor: () => import('./doctor.js'),
  audit: () => import('./audit.js'),
  hook: () => import('./hook.js'),
  rules: () => import('./rules.js'),
  secrets: () => import('./secrets.js'),
  completion: () => import('./completion.js'),
  redact: () => import('./redact.js'),
  backup: () => import('./backup.js'),
  restore: () => import('./restore.js'),
};

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  process.stderr.write(
    `ha-secrets-lint: Node.js ${OLDEST_NODE} or later is needed, this is ${process.versions.node} (${process.execPath})\n`,
  );
  process.exitCode = 2;
} else {
  const { command, args } = findCommand(process.argv.slice(2));
  void BUNDLES[command]().then(({ run }) => run(args));
}
