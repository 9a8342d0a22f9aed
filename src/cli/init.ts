// The `init` command: shows the plan, asks, carries it out, and says how things stand.
import { createInterface } from 'node:readline';
import { applyStep } from '../commands/init/apply.js';
import { HOOK_KINDS, type HookKind, type Plan, shown, type Todo } from '../commands/init/draft.js';
import {
  findOpenPlaces,
  type InitFacts,
  lintAll,
  type OpenPlace,
  openWhole,
  readFacts,
} from '../commands/init/facts.js';
import { planInit } from '../commands/init/plan.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import { nearestName } from '../nearest.js';
import { display } from '../reporters/display.js';
import { helpText } from './help.js';
import { hookStanding, settleFindings, standing } from './init-offer.js';
import { type ParsedArguments, parseArguments } from './options.js';
import { complain, exitSoFar, say } from './terminal.js';

const TITLES: Readonly<Record<HookKind, string>> = {
  husky: 'hooks through husky',
  git: 'hooks of plain git',
  'pre-commit': 'hooks through the pre-commit framework',
  lefthook: 'hooks through lefthook',
  none: 'no hooks',
};

export async function initMain(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseArguments(args, 'init');
  if (parsed.flags.has('help')) {
    say(helpText('init'));
    return EXIT.ok;
  }
  if (parsed.positionals.length > 0)
    throw new UserError('init takes no paths', { hint: 'Run it in the repository that it is for.' });
  const kind = wantedKind(parsed);
  const repository = await openWhole(process.cwd(), 'init');
  const facts = await readFacts(repository);
  const plan = planInit(facts, kind);
  showPlan(plan, facts);
  if (plan.problems.length > 0) {
    for (const { message, hint } of plan.problems) complain(`ha-secrets-lint: ${display(message)}\n${display(hint)}\n`);
    complain('Nothing was changed.\n');
    return EXIT.failed;
  }
  if (parsed.flags.has('dry-run')) {
    say(standing(await lintAll(facts.root)));
    return EXIT.ok;
  }
  if (plan.steps.length > 0 && !parsed.flags.has('yes') && !(await agreed())) return EXIT.failed;
  for (const step of plan.steps) {
    applyStep(step, facts.writable);
    say(`  done    ${display(shown(facts.root, step.path))}\n`);
  }
  const report = await settleFindings(await lintAll(facts.root), { root: facts.root, yes: parsed.flags.has('yes') });
  const open = await findOpenPlaces(repository, report);
  const todos = [...plan.todos, ...open.map(openTodo)];
  if (todos.length > 0) say(`Left for you:\n${todos.map(({ text }) => `  - ${display(text)}\n`).join('')}`);
  say(standing(report));
  if (plan.hook !== 'none') say(await hookStanding(facts.root));
  if (exitSoFar() === EXIT.failed) return EXIT.failed;
  return todos.some((todo) => todo.failing) ? EXIT.findings : EXIT.ok;
}

function wantedKind(parsed: ParsedArguments): HookKind | undefined {
  const given = parsed.values.get('hook')?.[0];
  const kind = HOOK_KINDS.find((known) => known === given);
  if (given !== undefined && kind === undefined)
    throw new UserError('there is no such kind of hook', { hint: nearestName(given, HOOK_KINDS) });
  return kind;
}

function showPlan(plan: Plan, { root }: InitFacts): void {
  const rows = plan.steps.flatMap(({ path, before, keptAs, what }) => {
    const runs = process.platform === 'win32' || (before.kind === 'file' && (before.mode & 0o111) !== 0);
    const row = [keptAs === undefined && before.kind === 'file' ? 'change' : 'create', shown(root, path), what];
    return keptAs === undefined
      ? [row]
      : [
          [
            'rename',
            shown(root, path),
            `to ${shown(root, keptAs)}: ${runs ? 'it runs first' : 'not executable, it does not run'}`,
          ],
          row,
        ];
  });
  for (const path of plan.there) rows.push(['keep', shown(root, path), 'already there']);
  const width = Math.max(...rows.map(([, path = '']) => path.length));
  say(`ha-secrets-lint init: ${TITLES[plan.hook]}\n`);
  for (const [verb = '', path = '', what = ''] of rows)
    say(`  ${verb.padEnd(7)} ${display(path).padEnd(width)}  ${display(what)}\n`);
}

/** Asks on the terminal. Without one nobody can answer, and nothing is done. */
async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    complain('ha-secrets-lint: nothing was changed: there is no terminal to ask on. To do this: init --yes\n');
    return false;
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await new Promise<string>((resolve) => {
    // Ctrl-D and Ctrl-C answer nothing
    lines.once('close', () => resolve(''));
    lines.question('Do this? [y/N] ', resolve);
  });
  lines.close();
  if (/^y(?:es)?$/i.test(answer.trim())) return true;
  complain('ha-secrets-lint: nothing was changed.\n');
  return false;
}

/** What git says afterwards: no line of ours could do it. */
function openTodo({ path, takenBackBy }: OpenPlace): Todo {
  const why = takenBackBy === undefined ? '' : `: ${takenBackBy} takes it back`;
  return { text: `git still does not ignore ${path}${why}`, failing: true };
}
