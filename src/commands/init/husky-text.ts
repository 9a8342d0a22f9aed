// A husky hook file with the linter's line in it. Pure; text is latin1, so that every byte that stands there comes back.
import type { HookName } from '../../git/hook-names.js';

export type HuskyText =
  | { readonly kind: 'there' }
  | { readonly kind: 'not-a-shell-script'; readonly line: string }
  | { readonly kind: 'changed'; readonly text: string };

const SHELL = /^#!.*\b(?:sh|bash|dash|ash|ksh|zsh)\b/;
/** Behind a line of these at the top level ours would not be reached, or not find its file. */
const LEAVES = /^(?:exit|exec|cd)(?:[ \t\r;]|$)/;
/** Husky before 9 starts with this. */
const PREAMBLE = /^\s*(?:#|$)|^\. .*husky\.sh/;

/** Adds the call of the shim; the file is as the repository has it, or empty. */
export function addHuskyLine(name: HookName, text: string, packageFolder: string): HuskyText {
  const shim = `${packageFolder === '' ? '' : `${packageFolder}/`}node_modules/ha-secrets-lint/hooks/${name}`;
  const line = Buffer.from(`sh ${quoted(shim)} "$@"`, 'utf8').toString('latin1');
  const lines = text.split('\n');
  if (text.startsWith('#!') && !SHELL.test(lines[0] ?? '')) return { kind: 'not-a-shell-script', line };
  if (lines.some((one) => /^[^#]*ha-secrets-lint/.test(one))) return { kind: 'there' };
  if (text === '') return { kind: 'changed', text: `#!/bin/sh\n${line}\n` };
  if (lines.at(-1) === '') lines.pop();
  const commands = lines.findIndex((one) => !PREAMBLE.test(one));
  if (name === 'pre-push' && commands !== -1) lines.splice(commands, 0, ...handOn(line));
  else {
    const leaves = lines.findIndex((one) => LEAVES.test(one));
    lines.splice(leaves === -1 ? lines.length : leaves, 0, line);
  }
  return { kind: 'changed', text: `${lines.join('\n')}\n` };
}

/** Whoever reads git's list of refs first leaves nothing for the others (git-lfs reads it, too), so it is kept and handed on. */
function handOn(line: string): string[] {
  return [
    '# ha-secrets-lint: git lists on standard input what is pushed; it is read here and handed on',
    'pushed=$(cat)',
    `printf '%s\\n' "$pushed" | ${line} || exit $?`,
    'exec <<EOF',
    '$pushed',
    'EOF',
  ];
}

/** For a POSIX shell. */
export function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
