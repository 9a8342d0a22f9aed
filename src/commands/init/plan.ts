// What `init` would do to a repository. Pure: facts in, steps out; nothing is read or written here.
import { relative, sep } from 'node:path';
import { HOOK_NAMES, type HookName } from '../../git/hook-names.js';
import type { FileState } from './apply.js';
import { CONFIG_FILE, configText } from './config-text.js';
import type { GitHookFact, InitFacts } from './facts.js';
import { addHuskyLine, quoted } from './husky-text.js';
import { addIgnoreLines } from './ignore-text.js';
import type { Package } from './packages.js';

/** How the hooks can be put in place. */
export const HOOK_KINDS = ['husky', 'git', 'none'] as const;
export type HookKind = (typeof HOOK_KINDS)[number];

/** The one-file program, relative to the root; the shims look for it there. */
export const VENDORED = '.githooks/ha-secrets-lint.cjs';

/** One file to write. */
export interface Step {
  /** Absolute. */
  readonly path: string;
  /** What stood there when the plan was made; if it is something else by then, nothing is written. */
  readonly before: FileState;
  /** Where the file that stands there goes. */
  readonly keptAs?: string;
  readonly bytes: Buffer;
  readonly executable: boolean;
  readonly what: string;
}

export interface Problem {
  readonly message: string;
  readonly hint: string;
}

export interface Plan {
  readonly hook: HookKind;
  readonly steps: readonly Step[];
  /** Absolute paths of files that are as they should be. */
  readonly there: readonly string[];
  /** Why it cannot be done; then nothing is. */
  readonly problems: readonly Problem[];
  /** What only a person can do, after the steps. */
  readonly todos: readonly Todo[];
}

export interface Todo {
  readonly text: string;
  /** Until it is done nothing is guarded. */
  readonly failing: boolean;
}

interface Draft {
  readonly steps: Step[];
  readonly there: string[];
  readonly problems: Problem[];
  readonly todos: Todo[];
}

const WHAT: Readonly<Record<HookName, string>> = {
  'pre-commit': 'looks at what is staged, before each commit',
  'pre-merge-commit': 'the same before a merge commit',
  'pre-push': 'looks at every commit that a push sends',
};
const UPDATE = 'brought up to date';
const LEAVE_OUT = 'Put a plain file in its place, or leave the hooks out: ha-secrets-lint init --hook none';

export function planInit(facts: InitFacts, wanted?: HookKind): Plan {
  const draft: Draft = { steps: [], there: [], problems: [], todos: [] };
  const hook = wanted ?? (facts.husky === undefined ? 'git' : 'husky');
  if (hook === 'husky') planHusky(facts, draft);
  if (hook === 'git') planGit(facts, draft);
  planIgnore(facts, draft);
  planConfig(facts, hook === 'git' && facts.rootPackage === undefined, draft);
  for (const path of facts.tracked)
    draft.todos.push({
      text: `git tracks ${path}; stop that (the file itself stays): git rm --cached ${quoted(path)}`,
      failing: false,
    });
  return { hook, ...draft };
}

/** A path as people read it: relative to the root where it lies inside. */
export function shown(root: string, path: string): string {
  const way = relative(root, path);
  return way.startsWith(`..${sep}`) ? path : way.split(sep).join('/');
}

function planHusky({ husky, root }: InitFacts, draft: Draft): void {
  if (husky === undefined) {
    draft.problems.push({
      message: 'this repository does not use husky',
      hint: 'Set husky up first (npx husky init), or run: ha-secrets-lint init --hook git',
    });
    return;
  }
  for (const name of HOOK_NAMES) {
    const { path, state } = husky.hooks[name];
    if (state.kind === 'other') {
      draft.problems.push({ message: `${shown(root, path)} is ${state.what}`, hint: LEAVE_OUT });
      continue;
    }
    const text = state.kind === 'absent' ? '' : state.bytes.toString('latin1');
    const result = addHuskyLine(name, text, husky.packageFolder);
    if (result.kind === 'there') draft.there.push(path);
    else if (result.kind === 'changed')
      draft.steps.push(step(path, state, Buffer.from(result.text, 'latin1'), WHAT[name]));
    else
      draft.problems.push({
        message: `${shown(root, path)} is no shell script`,
        hint: `Let it call this, then run init again: ${result.line}`,
      });
  }
  planPackage(husky.package, draft);
  if (!husky.active)
    draft.todos.push({
      text: `husky is not switched on in this clone: git runs no hook before ${command(husky.package, 'npx husky')}`,
      failing: true,
    });
}

function planPackage(owner: Package | undefined, draft: Draft): void {
  if (owner?.installs === true) return;
  const install = owner?.installCommand ?? 'npm install --save-dev ha-secrets-lint';
  draft.todos.push({ text: `the hooks need the package in package.json: ${command(owner, install)}`, failing: false });
}

function command(owner: Package | undefined, text: string): string {
  return owner === undefined || owner.folder === '' ? text : `(cd ${quoted(owner.folder)} && ${text})`;
}

function planGit(facts: InitFacts, draft: Draft): void {
  const problem = hooksFolderProblem(facts);
  if (problem !== undefined) {
    draft.problems.push(problem);
    return;
  }
  for (const name of HOOK_NAMES) planGitHook(facts, name, facts.gitHooks[name], draft);
  if (facts.rootPackage !== undefined) planPackage(facts.rootPackage, draft);
  else planVendored(facts, draft);
}

function hooksFolderProblem({ hooksFolder, root }: InitFacts): Problem | undefined {
  const { setting, place, path } = hooksFolder;
  switch (place) {
    case 'inside':
      return undefined;
    case 'root':
      return {
        message: 'core.hooksPath is empty, or the top of the working tree itself',
        hint: 'Name a folder (git config core.hooksPath .githooks), or remove the setting (git config --unset core.hooksPath).',
      };
    case 'husky':
      return {
        message: `${shown(root, path)} belongs to husky, which writes it anew with each install`,
        hint: 'Run: ha-secrets-lint init --hook husky',
      };
    case 'outside':
      return {
        message: `git looks for the hooks of this repository outside of it, in ${path}${setting === undefined ? '' : ` (core.hooksPath in ${setting.file})`}`,
        hint: 'What is put there would run in other repositories, too. Give this one a folder of its own (git config --local core.hooksPath .githooks) and run init again; or let the hooks that are there call: ha-secrets-lint hook <name> "$@"',
      };
  }
}

function planGitHook(facts: InitFacts, name: HookName, { path, state, chained }: GitHookFact, draft: Draft): void {
  const hook = shown(facts.root, path);
  const shim = Buffer.from(facts.shim, 'utf8');
  if (state.kind === 'other') draft.problems.push({ message: `${hook} is ${state.what}`, hint: LEAVE_OUT });
  else if (state.kind === 'absent') draft.steps.push(step(path, state, shim, WHAT[name]));
  else if (isShim(state.bytes)) {
    const runs = !facts.modes || (state.mode & 0o111) !== 0;
    if (runs && state.bytes.equals(shim)) draft.there.push(path);
    else draft.steps.push(step(path, state, shim, UPDATE));
  } else if (GOES_BY_NAME.test(state.bytes.toString('latin1')))
    draft.problems.push({
      message: `${hook} goes by its own file name (as husky 4 and overcommit do), so it cannot be moved aside`,
      hint: `Let that manager call this, then run init --hook none: ha-secrets-lint hook ${name} "$@"`,
    });
  else if (chained.state.kind === 'absent')
    draft.steps.push({ ...step(path, state, shim, WHAT[name]), keptAs: chained.path });
  else
    draft.problems.push({
      message: `${hook} is a hook of your own, and there is a ${name}.chained beside it already`,
      hint: `Let ${name}.chained do the work of both, remove ${hook}, then run init again.`,
    });
}

/** Under another name such a hook would find nothing to do, and say nothing: husky 4's `husky.sh`, overcommit's `File.basename($0)`. */
const GOES_BY_NAME = /\bhusky\.sh\b|\bbasename[ (]{1,3}"?\$(?:0|\{0\})|\$\{0##\*\/|\$PROGRAM_NAME/;

/** Recognises the shipped hook by its second line, whatever its version. */
export function isShim(bytes: Buffer): boolean {
  return /^#![^\n]*\n# ha-secrets-lint git hook: /.test(bytes.toString('latin1', 0, 300));
}

function planVendored({ vendored: { path, state }, program, root }: InitFacts, draft: Draft): void {
  if (state.kind === 'other')
    draft.problems.push({ message: `${shown(root, path)} is ${state.what}`, hint: LEAVE_OUT });
  else if (program === undefined)
    draft.problems.push({ message: 'this copy of the linter lacks dist/standalone.cjs', hint: 'Install it again.' });
  else if (state.kind === 'absent')
    draft.steps.push(step(path, state, program, 'the linter in one file, for the hooks'));
  else if (state.bytes.equals(program)) draft.there.push(path);
  else if (/^#![^\n]*\n\/\/ ha-secrets-lint /.test(state.bytes.toString('latin1', 0, 300)))
    draft.steps.push(step(path, state, program, UPDATE));
  else
    draft.problems.push({
      message: `${shown(root, path)} is something else than the linter`,
      hint: 'Move it away: the hooks look for the linter there.',
    });
  if (state.kind === 'absent')
    draft.todos.push({
      text: `commit ${VENDORED}; hooks are not cloned, so run in each other clone: node ${VENDORED} init`,
      failing: false,
    });
}

function planIgnore({ openPlaces, gitignore: { path, state }, root }: InitFacts, draft: Draft): void {
  const names = openPlaces.filter((place) => place.takenBackBy === undefined).map((place) => place.name);
  if (openPlaces.length === 0 && state.kind === 'file') draft.there.push(path);
  if (names.length === 0) return;
  if (state.kind === 'other') {
    draft.problems.push({
      message: `${shown(root, path)} is ${state.what}`,
      hint: 'Put a plain file in its place: git itself does not follow a link there.',
    });
    return;
  }
  const wanted = [...new Set(names)].sort();
  const bytes = addIgnoreLines(state.kind === 'absent' ? Buffer.alloc(0) : state.bytes, wanted);
  if (bytes !== undefined) draft.steps.push({ ...step(path, state, bytes, wanted.join(', ')), executable: false });
  else
    draft.problems.push({
      message: `${shown(root, path)} is no text that git can read (UTF-16?)`,
      hint: 'Save it as UTF-8, then run init again.',
    });
}

/** The one-file program holds the examples of the rules, so it must not be read itself. */
function planConfig(facts: InitFacts, vendored: boolean, draft: Draft): void {
  const { path, state } = facts.config;
  if (facts.configFile !== undefined) {
    draft.there.push(path);
    if (vendored && !(state.kind === 'file' && state.bytes.includes(VENDORED)))
      draft.todos.push({
        text: `add ${VENDORED} to \`ignore:\` in ${facts.configFile}: the rules' examples in it look like secrets`,
        failing: false,
      });
  } else if (state.kind === 'absent') {
    const text = configText(vendored ? [VENDORED] : []);
    draft.steps.push({ ...step(path, state, Buffer.from(text), 'settings, all optional'), executable: false });
  } else draft.problems.push({ message: `${CONFIG_FILE} is there, but no config file`, hint: 'Move it away.' });
}

function step(path: string, before: FileState, bytes: Buffer, what: string): Step {
  return { path, before, bytes, executable: true, what };
}
