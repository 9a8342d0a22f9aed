// One hook: is it there, would git run it, and does it come to the linter? Pure.
import type { HookName } from '../../git/hook-names.js';
import { shown } from '../init/draft.js';
import { LEFTHOOK_MARK, PRE_COMMIT_MARK, USES_US } from '../init/managers.js';
import { isShim } from '../init/plan.js';
import type { DoctorFacts, HookFile, HookView } from './facts.js';

export type Verdict = 'pass' | 'warn' | 'fail' | 'unknown';

export interface Check {
  readonly id: string;
  readonly verdict: Verdict;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly file?: string;
  readonly line?: number;
}

/** How much it matters that a hook is missing: the commit is the gate, a push is the second look. */
const MISSING: Readonly<Record<HookName, Verdict>> = {
  'pre-commit': 'fail',
  'pre-merge-commit': 'warn',
  'pre-push': 'warn',
};

export function checkHook(hook: HookView, facts: DoctorFacts): Check {
  const { name, path, file } = hook;
  const id = `hook-${name}`;
  const where = shown(facts.root, path);
  const missing = (message: string, hint: string): Check => ({
    id,
    verdict: MISSING[name],
    message,
    hint,
    file: where,
  });
  if (file.kind === 'absent') return missing(`git finds no hook: ${where} is not there`, howToGet(facts));
  if (file.kind === 'unknown')
    return { id, verdict: 'unknown', message: `${where} cannot be read, so nobody can tell what it does`, file: where };
  if (!file.runs) return missing(`${where} is not executable, and git passes over it`, `Run: chmod +x ${where}`);
  const pass = (message: string): Check => ({ id, verdict: 'pass', message, file: where });
  if (isOurs(file)) return checkShim(id, where, file.text, facts);
  if (facts.hooksFolder.place === 'husky') return checkHusky(hook, facts, pass, missing);
  const { preCommit, lefthook } = facts;
  if (PRE_COMMIT_MARK.test(file.text)) {
    if (isOurs(hook.legacy)) return pass(`the pre-commit framework runs ${where}.legacy, which is the linter`);
    return mentions(preCommit.config)
      ? pass('the pre-commit framework calls the linter')
      : missing('the pre-commit framework runs, and its config does not name the linter', INIT);
  }
  if (LEFTHOOK_MARK.test(file.text))
    return mentions(lefthook.config, name)
      ? pass('lefthook calls the linter')
      : missing('lefthook runs, and its config does not name the linter for this hook', INIT);
  if (USES_US.test(file.text)) return pass(`${where} names the linter`);
  return isSilent(file.text)
    ? missing(`${where} is a hook of something else, and does not name the linter`, INIT)
    : cannotTell(id, where);
}

export const INIT = 'Run: ha-secrets-lint init';

/** What starts something else may come to the linter all the same: these words, and any path. */
const STARTS_OTHERS = new Set(
  '. source exec eval sh bash dash zsh node deno bun bunx npm npx yarn pnpm make just task python python3 ruby git'.split(
    ' ',
  ),
);

/** A script in whose commands nothing could lead to the linter. */
function isSilent(text: string): boolean {
  if (text.includes('\0')) return false;
  const commands = text.split('\n').filter((line) => !/^\s*#/.test(line));
  const words = commands.flatMap((line) => line.split(/[\s;&|()]/));
  return !words.some((word) => STARTS_OTHERS.has(word) || (word.includes('/') && !word.includes('/dev/')));
}

function cannotTell(id: string, file: string): Check {
  const message = `${file} does not name the linter; whether something that it starts does cannot be told here`;
  return {
    id,
    verdict: 'unknown',
    message,
    hint: 'To see it: commit a file with a made-up password. Git must stop that.',
    file,
  };
}

export const isOurs = (file: HookFile): boolean => file.kind === 'file' && isShim(Buffer.from(file.text, 'latin1'));

function checkShim(id: string, where: string, text: string, { shim }: DoctorFacts): Check {
  const same = Buffer.from(text, 'latin1').toString('utf8') === shim;
  return same
    ? { id, verdict: 'pass', message: `${where} calls the linter`, file: where }
    : { id, verdict: 'warn', message: `${where} is of another version of the linter`, hint: INIT, file: where };
}

function checkHusky(
  { name }: HookView,
  { husky, root }: DoctorFacts,
  pass: (message: string) => Check,
  missing: (message: string, hint: string) => Check,
): Check {
  const own = husky?.hooks[name];
  if (own === undefined || own.state.kind === 'absent')
    return missing(`husky runs, and has no ${name} hook`, 'Run: ha-secrets-lint init --hook husky');
  const text = own.state.kind === 'file' ? own.state.bytes.toString('latin1') : '';
  if (!mentions(own) && !isSilent(text)) return cannotTell(`hook-${name}`, shown(root, own.path));
  return mentions(own)
    ? pass(`husky calls the linter in ${shown(root, own.path)}`)
    : missing(
        `husky runs ${shown(root, own.path)}, which does not name the linter`,
        'Run: ha-secrets-lint init --hook husky',
      );
}

/** A lefthook file has a part for each hook. */
function mentions(
  { path, state }: { readonly path: string; readonly state: DoctorFacts['vendored']['state'] },
  hook?: HookName,
): boolean {
  if (state.kind !== 'file') return false;
  const text = state.bytes.toString('latin1');
  return (
    USES_US.test(text) &&
    (hook === undefined || !/\.ya?ml$/.test(path) || new RegExp(`^["']?${hook}["']?:`, 'm').test(text))
  );
}

function howToGet({ husky, preCommit, lefthook, hooksFolder, linked }: DoctorFacts): string {
  const { setting } = hooksFolder;
  if (husky !== undefined && !husky.active) return 'husky is not switched on in this clone. Run: npx husky';
  if (setting !== undefined && linked)
    return `core.hooksPath (${setting.value}) counts from this working tree, where that folder is not made yet. Run here what makes it, such as: npm install`;
  if (setting !== undefined && husky !== undefined) return 'Run: npx husky';
  if (mentions(preCommit.config)) return 'Run: pre-commit install';
  if (mentions(lefthook.config)) return 'Run: lefthook install';
  return INIT;
}
