// Facts to verdicts: can the guard run here, and would it be asked? Pure.
import { shown } from '../init/draft.js';
import { LEFTHOOK_MARK, PRE_COMMIT_MARK } from '../init/managers.js';
import type { DoctorFacts } from './facts.js';
import { type Check, checkHook, INIT, isOurs } from './hooks.js';

export function diagnose(facts: DoctorFacts): Check[] {
  return [
    ...facts.hooks.map((hook) => checkHook(hook, facts)),
    checkHooksPath(facts),
    checkManagers(facts),
    checkProgram(facts),
    checkNode(facts),
    checkWindows(facts),
    checkSwitches(facts),
    checkConfig(facts),
    ...checkSecrets(facts),
  ];
}

function checkHooksPath({ hooksFolder, silenced, root }: DoctorFacts): Check {
  const id = 'hooks-path';
  const { setting, place, path } = hooksFolder;
  if (setting === undefined) return { id, verdict: 'pass', message: `git looks for hooks in ${shown(root, path)}` };
  const set = `core.hooksPath is set in ${setting.file}, so git looks for hooks in ${path === root ? 'the top of the working tree' : shown(root, path)}`;
  const only = silenced.map((hook) => shown(root, hook)).join(', ');
  if (silenced.length > 0)
    return {
      id,
      verdict: 'warn',
      message: `${set}; these never run: ${only}`,
      hint: 'Let one manager do it all, or remove the setting: git config --unset core.hooksPath',
    };
  if (place === 'outside' || place === 'root')
    return {
      id,
      verdict: 'warn',
      message: set,
      hint: 'Other repositories share that folder: give this one its own (git config --local core.hooksPath .githooks).',
    };
  return { id, verdict: 'pass', message: set };
}

/** Two managers want the same place; git asks one of them. */
function checkManagers(facts: DoctorFacts): Check {
  const { husky, preCommit, lefthook, hooks } = facts;
  const there = [
    ...(husky === undefined ? [] : ['husky']),
    ...(preCommit.config.state.kind === 'absent' ? [] : ['the pre-commit framework']),
    ...(lefthook.config.state.kind === 'absent' ? [] : ['lefthook']),
  ];
  const id = 'managers';
  if (there.length < 2)
    return {
      id,
      verdict: 'pass',
      message: there.length === 0 ? 'no other hook manager' : `one hook manager: ${there[0]}`,
    };
  const text =
    hooks.flatMap(({ name, file }) => (name === 'pre-commit' && file.kind === 'file' ? [file.text] : []))[0] ?? '';
  const asked = husky?.active
    ? 'husky'
    : PRE_COMMIT_MARK.test(text)
      ? 'the pre-commit framework'
      : LEFTHOOK_MARK.test(text)
        ? 'lefthook'
        : 'none of them';
  return {
    id,
    verdict: 'warn',
    message: `${there.join(' and ')} are set up beside each other; before a commit git asks ${asked}, and the others stay silent`,
    hint: 'Keep one, and let it call what the others did.',
  };
}

const FROM_FILE = /^[^#\n]*(?:node_modules\/ha-secrets-lint|\.githooks\/ha-secrets-lint)/m;

/** The shims look for one of two files; so does what `init` writes for husky and lefthook. */
function startsFile({ hooks, husky, lefthook }: DoctorFacts): boolean {
  const places = [...(husky?.active === true ? Object.values(husky.hooks) : []), lefthook.config];
  return (
    hooks.some(({ file, legacy }) => isOurs(file) || isOurs(legacy)) ||
    places.some(({ state }) => state.kind === 'file' && FROM_FILE.test(state.bytes.toString('latin1')))
  );
}

/** Which file of the linter the hooks of this project would start. */
function checkProgram(facts: DoctorFacts): Check {
  const { programs, version, root } = facts;
  const id = 'program';
  const [first, ...others] = programs;
  const needed = startsFile(facts);
  if (first === undefined)
    return needed
      ? {
          id,
          verdict: 'fail',
          message: 'the hooks find no linter: neither node_modules/ha-secrets-lint nor .githooks/ha-secrets-lint.cjs',
          hint: 'Run: npm install, or ha-secrets-lint init',
        }
      : { id, verdict: 'pass', message: 'no hook here starts the linter from a file' };
  const place = shown(root, first.path);
  const file = { file: place };
  if (first.version === undefined)
    return {
      id,
      verdict: 'warn',
      message: `${place} does not say its version: is it the linter?`,
      hint: INIT,
      ...file,
    };
  const newer = others.find((one) => one.version !== undefined && one.version !== first.version);
  if (newer !== undefined)
    return {
      id,
      verdict: 'warn',
      message: `the hooks run ${place} (${first.version}), and ${shown(root, newer.path)} is ${newer.version}`,
      hint: 'Run the newer one: ha-secrets-lint init',
      ...file,
    };
  if (first.version !== version || !first.same)
    return {
      id,
      verdict: 'warn',
      message: `the hooks run ${place} (${first.version}), which is not this program (${version})`,
      hint: INIT,
      ...file,
    };
  return { id, verdict: 'pass', message: `the hooks run ${place} (${first.version})`, ...file };
}

function checkNode({ node, withoutNode }: DoctorFacts): Check {
  const id = 'node';
  return withoutNode === 'warn'
    ? {
        id,
        verdict: 'warn',
        message: `Node.js ${node.version}; where it is missing, commits pass unchecked (ha-secrets-lint.withoutNode is warn)`,
        hint: 'git config --unset ha-secrets-lint.withoutNode',
      }
    : { id, verdict: 'pass', message: `Node.js ${node.version} (${node.path})` };
}

function checkWindows({ nodeForWindows, node }: DoctorFacts): Check {
  const id = 'node-without-shell';
  return nodeForWindows === undefined
    ? {
        id,
        verdict: 'warn',
        message: `an editor with windows starts git without the PATH of your shell, and would not find Node.js (${node.path})`,
        hint: 'Link it where it is looked for (/usr/local/bin/node), or with husky set PATH in ~/.config/husky/init.sh.',
      }
    : { id, verdict: 'pass', message: `programs without your shell's PATH find Node.js, too (${nodeForWindows})` };
}

function checkSwitches({ off }: DoctorFacts): Check {
  const id = 'switched-on';
  return off.length === 0
    ? { id, verdict: 'pass', message: 'nothing here switches the hooks off' }
    : {
        id,
        verdict: 'warn',
        message: `hooks started from this shell check nothing: ${off.join(', ')}`,
        hint: 'Unset it, unless it is meant for one commit.',
      };
}

function checkConfig({ config }: DoctorFacts): Check {
  const id = 'config';
  if (!('fault' in config))
    return {
      id,
      verdict: 'pass',
      message: config.file === undefined ? 'no config file: the defaults hold' : `${config.file} is valid`,
    };
  const { message, hint, file, line } = config.fault;
  return {
    id,
    verdict: 'fail',
    message: `${file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `}${message}: every run ends with exit code 2`,
    ...(hint === undefined ? {} : { hint }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  };
}

function checkSecrets({ guard, guardFault }: DoctorFacts): Check[] {
  const id = 'secrets-files';
  if (guardFault !== undefined)
    return [{ id, verdict: 'unknown', message: `git could not be asked about secrets files: ${guardFault}` }];
  if (guard.length === 0)
    return [{ id, verdict: 'pass', message: 'git holds no secrets file in clear text, and would ignore each' }];
  return guard.map(({ file, message, severity }) => ({
    id,
    verdict: severity === 'error' ? 'fail' : 'warn',
    message: `${file}: ${message}`,
    hint: 'Run: ha-secrets-lint init',
    file,
  }));
}
