// Are credentials kept in a secrets file, and does that stay out of version control?
import { RULES } from '../../../rules/index.js';
import { isBackup } from '../backup-files.js';
import { type AuditCheck, counted, fail, type Outcome, pass, unknown, warn } from '../check.js';
import type { AuditFacts } from '../facts.js';
import { HA, POINTS } from '../points.js';

const HELP = `${HA}/docs/configuration/secrets/`;
const CREDENTIALS = 'mqtt:\n  password: garden-Frog-42\n';
const REFERENCES = 'mqtt:\n  password: !secret broker\n';

/** What finds credentials for sure; the others only warn. */
const CREDENTIAL_RULES = RULES.filter(({ meta }) => meta.class === 'credential' && meta.severity === 'error').map(
  ({ meta }) => meta.id,
);

/** Errors of the linter about values that stand in the files. */
const inlineErrors = ({ lint }: AuditFacts) =>
  lint.findings
    .map(({ finding }) => finding)
    .filter((finding) => finding.class === 'credential' && finding.severity === 'error');

const placesOf = (findings: readonly { readonly file: string; readonly line: number }[]) =>
  findings.map(({ file, line }) => ({ file, line }));

/** The guard's findings: what is wrong with the repository, not with a file's text. */
function guardOutcome(
  { isRepository, lint, switchedOff }: AuditFacts,
  rule: string,
  texts: { good: string; bad: string },
): Outcome {
  if (!isRepository) return pass('this folder is in no git repository: nothing of it is committed');
  if (switchedOff.has(rule)) return unknown(`the config switches off ${rule}, which would tell`);
  const found = lint.findings
    .map(({ finding }) => finding)
    .filter((finding) => finding.rule === rule && !isBackup(finding.file));
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return fail(`${counted(errors.length, 'file')} ${texts.bad}`, ...placesOf(errors));
  if (found.length > 0) return warn(`${counted(found.length, 'file')} ${texts.bad}`, ...placesOf(found));
  return pass(texts.good);
}

export const checks: readonly AuditCheck[] = [
  {
    id: 'secrets-used',
    point: POINTS.secrets,
    title: 'Credentials are kept in a secrets file',
    why: 'A configuration whose credentials stand in a file of their own can be shown, shared and committed.',
    remedy: 'Run `ha-secrets-lint --fix`: it moves the values to secrets.yaml and writes references in their place.',
    help: HELP,
    judge: (facts) => {
      const { references, secretsFiles } = facts;
      const errors = inlineErrors(facts);
      const file = references.first;
      if (file !== undefined)
        return pass(`${counted(references.count, 'reference')} to a secrets file`, { file, line: null });
      if (errors.length > 0)
        return fail('credentials stand in the files, and none is a reference', ...placesOf(errors));
      const [unused] = secretsFiles;
      if (unused !== undefined)
        return warn('there is a secrets file, and nothing refers to it', { file: unused.path, line: null });
      if (facts.errors.length > 0) return unknown(`${counted(facts.errors.length, 'file')} could not be read`);
      return pass('no credentials were found, and so none has to be kept elsewhere');
    },
    examples: [
      {
        about: 'A password by reference',
        verdict: 'pass',
        files: { 'configuration.yaml': REFERENCES },
        at: 'configuration.yaml',
      },
      {
        about: 'A password and no reference at all',
        verdict: 'fail',
        files: { 'configuration.yaml': CREDENTIALS },
        at: 'configuration.yaml:2',
      },
      {
        about: 'A secrets file that nothing refers to',
        verdict: 'warn',
        files: { 'configuration.yaml': 'homeassistant:\n', 'secrets.yaml': 'broker: garden-Frog-42\n' },
      },
    ],
  },
  {
    id: 'inline-credentials',
    point: POINTS.secrets,
    title: 'No credential stands in the configuration',
    why: 'Whoever is shown a file, for help or in a repository, is shown what is in it.',
    remedy: 'Run `ha-secrets-lint` for the places, `ha-secrets-lint --fix` to move the values to secrets.yaml.',
    help: HELP,
    judge: (facts) => {
      const errors = inlineErrors(facts);
      if (errors.length > 0) return fail(`${counted(errors.length, 'credential')} in clear text`, ...placesOf(errors));
      const known = facts.lint.suppressions.filter(({ by }) => by === 'baseline').length;
      if (known > 0) return warn(`${counted(known, 'credential')} in clear text that the baseline covers`);
      const off = CREDENTIAL_RULES.filter((rule) => facts.switchedOff.has(rule));
      if (off.length > 0) return unknown(`the config switches off ${off.join(', ')}, which would tell`);
      if (facts.errors.length > 0) return unknown(`${counted(facts.errors.length, 'file')} could not be read`);
      const ignored = facts.lint.suppressions.filter(({ located }) => located.finding.class === 'credential').length;
      const more = ignored === 0 ? '' : `; a comment or the config says of ${ignored} that it is right as it is`;
      return pass(`none in ${counted(facts.lint.files, 'file')}${more}`);
    },
    examples: [
      { about: 'A reference', verdict: 'pass', files: { 'configuration.yaml': REFERENCES } },
      {
        about: 'A password, and a config that switches the rule off',
        verdict: 'unknown',
        files: { 'configuration.yaml': CREDENTIALS, '.ha-secrets-lint.yaml': 'rules:\n  inline-credential: off\n' },
      },
      {
        about: 'A password',
        verdict: 'fail',
        files: { 'configuration.yaml': CREDENTIALS },
        at: 'configuration.yaml:2',
      },
    ],
  },
  {
    id: 'secrets-ignored',
    point: POINTS.secrets,
    title: 'git ignores the secrets files',
    why: 'One `git add .` publishes what no line of .gitignore holds back.',
    remedy: 'Run `ha-secrets-lint init`, or add a line `secrets.yaml` to .gitignore.',
    help: HELP,
    judge: (facts) =>
      guardOutcome(facts, 'secrets-file-not-ignored', {
        good: 'git ignores every place of a secrets file',
        bad: 'that git would take with the next `git add`',
      }),
    examples: [
      {
        about: 'A line in .gitignore',
        verdict: 'pass',
        files: {
          'configuration.yaml': REFERENCES,
          'secrets.yaml': 'broker: garden-Frog-42\n',
          '.gitignore': 'secrets.yaml\n',
        },
        tracked: ['configuration.yaml', '.gitignore'],
      },
      {
        about: 'No such line',
        verdict: 'fail',
        files: { 'configuration.yaml': REFERENCES, 'secrets.yaml': 'broker: garden-Frog-42\n' },
        tracked: ['configuration.yaml'],
        at: 'secrets.yaml:1',
      },
      { about: 'A folder that is no repository', verdict: 'pass', files: { 'configuration.yaml': REFERENCES } },
    ],
  },
  {
    id: 'secrets-untracked',
    point: POINTS.secrets,
    title: 'No secrets file is in version control',
    why: 'What was committed once is in every clone, and stays in the history.',
    remedy:
      'Run `git rm --cached` for it, let .gitignore name it, and change the values if the repository was ever pushed.',
    help: HELP,
    judge: (facts) =>
      guardOutcome(facts, 'secrets-file-tracked', {
        good: 'git tracks no secrets file in clear text',
        bad: 'with secrets in clear text that git tracks',
      }),
    examples: [
      {
        about: 'Only the configuration is tracked',
        verdict: 'pass',
        files: { 'configuration.yaml': REFERENCES },
        tracked: ['configuration.yaml'],
      },
      {
        about: 'secrets.yaml is tracked',
        verdict: 'fail',
        files: { 'configuration.yaml': REFERENCES, 'secrets.yaml': 'broker: garden-Frog-42\n' },
        tracked: ['configuration.yaml', 'secrets.yaml'],
        at: 'secrets.yaml:1',
      },
    ],
  },
  {
    id: 'sensitive-files',
    point: POINTS.secrets,
    title: 'No file with logins, keys or history is in version control',
    why: 'The store, databases, tokens and key files hold in one place what the secrets file keeps out.',
    remedy: 'Run `git rm --cached` for them and let .gitignore name them.',
    help: HELP,
    judge: (facts) =>
      guardOutcome(facts, 'sensitive-file', {
        good: 'git holds none',
        bad: 'that hold more than a configuration',
      }),
    examples: [
      {
        about: 'Only the configuration',
        verdict: 'pass',
        files: { 'configuration.yaml': REFERENCES },
        tracked: ['configuration.yaml'],
      },
      {
        about: 'Home Assistant’s store',
        verdict: 'fail',
        files: { 'configuration.yaml': REFERENCES, '.storage/core.config_entries': '{}\n' },
        tracked: ['configuration.yaml', '.storage/core.config_entries'],
        at: '.storage/core.config_entries:1',
      },
    ],
  },
];
