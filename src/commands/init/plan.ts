// What `init` would do to a repository. Pure: facts in, steps out; nothing is read or written here.
import { HOOK_NAMES, type HookName } from '../../git/hook-names.js';
import { planCiFiles } from './ci-files.js';
import { CONFIG_FILE, configText } from './config-text.js';
import { type Draft, type HookKind, type Plan, type Problem, shown, step, VENDORED, WHAT } from './draft.js';
import type { GitHookFact, InitFacts } from './facts.js';
import { addHuskyLine, quoted } from './husky-text.js';
import { addIgnoreLines } from './ignore-text.js';
import { planLefthook, planPreCommit } from './managers.js';
import type { Package } from './packages.js';

const UPDATE = 'brought up to date';
const LEAVE_OUT = 'Put a plain file in its place, or leave the hooks out: ha-secrets-lint init --hook none';

export function planInit(facts: InitFacts, wanted?: HookKind): Plan {
  const draft: Draft = { steps: [], there: [], problems: [], todos: [] };
  const hook = wanted ?? managerOf(facts);
  // hooks that are not ours find the linter in a package, or in the repository
  const vendored = (hook === 'git' || hook === 'lefthook') && facts.rootPackage === undefined;
  if (hook === 'husky') planHusky(facts, draft);
  if (hook === 'git') planGit(facts, draft);
  if (hook === 'pre-commit') planPreCommit(facts, draft);
  if (hook === 'lefthook') planLefthook(facts, draft);
  if (vendored && draft.problems.length === 0) planVendored(facts, hook, draft);
  if (hook === 'lefthook' && !vendored) planPackage(facts.rootPackage, draft);
  planIgnore(facts, draft);
  planConfig(facts, vendored, draft);
  planCiFiles(facts.ciFiles, facts.version, facts.root, draft);
  for (const path of facts.tracked)
    draft.todos.push({
      text: `git tracks ${path}; stop that (the file itself stays): git rm --cached ${quoted(path)}`,
      failing: false,
    });
  return { hook, ...draft };
}

/** The manager that the repository has already. */
function managerOf({ husky, preCommit, lefthook }: InitFacts): HookKind {
  if (husky !== undefined) return 'husky';
  if (preCommit.config.state.kind !== 'absent') return 'pre-commit';
  return lefthook.config.state.kind === 'absent' ? 'git' : 'lefthook';
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

function planVendored({ vendored: { path, state }, program, root }: InitFacts, hook: HookKind, draft: Draft): void {
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
      text: `commit ${VENDORED}; hooks are not cloned, so run in each other clone: ${hook === 'lefthook' ? 'lefthook install' : `node ${VENDORED} init`}`,
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
