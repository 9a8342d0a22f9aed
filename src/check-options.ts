// Options of the API as plain JavaScript hands them in: what is misspelt there must not pass for a clean repository.
import { DIALECT_NAMES } from './dialects/index.js';
import { UserError } from './errors.js';
import { nearestName } from './nearest.js';
import { FIRST_LOOKS } from './rules/first-looks.js';

export const LINT_OPTIONS = ['cwd', 'scope', 'config', 'rules', 'privacy', 'dialect', 'strict'];
export const FIX_OPTIONS = [...LINT_OPTIONS, 'write', 'unsafe', 'createSecretsFile'];

const SCOPES = ['default', 'staged', 'paths', 'stdin', 'since', 'history', 'push'];
const LEVELS = ['off', 'warning', 'error'];
const RULE_IDS = FIRST_LOOKS.map(({ id }) => id);

/** Throws a `UserError` where an option, or a name in one, does not exist. */
export function checkOptions(options: unknown, known: readonly string[]): void {
  const given = record(options, 'the options');
  for (const name of Object.keys(given)) need(name, known, 'there is no such option');
  const { scope, rules = {}, dialect } = given;
  if (scope !== undefined) need(record(scope, 'scope')['kind'], SCOPES, 'there is no such kind of scope');
  for (const [id, level] of Object.entries(record(rules, 'rules'))) {
    need(id, RULE_IDS, 'rules names a rule that does not exist');
    need(level, LEVELS, `${id} in rules has no such level`);
  }
  if (dialect !== undefined) need(dialect, DIALECT_NAMES, 'there is no such dialect');
}

function record(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new UserError(`${name} must be an object`);
}

function need(word: unknown, names: readonly string[], message: string): void {
  const text = typeof word === 'string' ? word : '';
  if (!names.includes(text)) throw new UserError(message, { hint: nearestName(text, names) });
}
