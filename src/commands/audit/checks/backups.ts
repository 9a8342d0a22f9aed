// Is there a recent backup of configuration and secrets, can only its owner read it, and is it kept out of git?
import { type AuditCheck, counted, fail, type Outcome, pass, unknown, warn } from '../check.js';
import type { AuditFacts } from '../facts.js';
import { HA, POINTS } from '../points.js';

/** Days. Home Assistant proposes a backup a day; what is older than a month restores another house. */
const RECENT = 7;
const OLD = 30;
const DAY = 24 * 60 * 60 * 1000;

const HELP = `${HA}/integrations/backup/`;
const HOME = { 'configuration.yaml': 'homeassistant:\n' };
const today = new Date('2026-11-26T12:00:00Z');

interface Newest {
  readonly made: Date;
  readonly file: string;
  readonly encrypted: boolean | undefined;
}

/** Of what holds the configuration. */
function newest({ backups, automatic }: AuditFacts): Newest | undefined {
  const noted: Newest[] =
    automatic?.completed === undefined
      ? []
      : [{ made: automatic.completed, file: automatic.file, encrypted: automatic.encrypted }];
  return [...backups.filter(({ complete }) => complete), ...noted].sort(
    (a, b) => b.made.getTime() - a.made.getTime(),
  )[0];
}

const NOT_HERE = 'no backup is to be seen from here; `--backups FOLDER` names where they are';

function judgeAge(facts: AuditFacts): Outcome {
  const found = newest(facts);
  const { automatic, backups } = facts;
  if (found === undefined) {
    if (automatic !== undefined)
      return fail('Home Assistant has not completed an automatic backup', { file: automatic.file, line: null });
    const [partial] = backups;
    if (partial === undefined) return unknown(NOT_HERE);
    return fail('no backup that is here holds the configuration', { file: partial.file, line: null });
  }
  const place = { file: found.file, line: null };
  const days = Math.max(0, Math.floor((facts.today.getTime() - found.made.getTime()) / DAY));
  const text = `the newest one is ${days === 0 ? 'of today' : `${counted(days, 'day')} old`}`;
  if (days > OLD) return fail(text, place);
  if (days > RECENT) return warn(text, place);
  return pass(text, place);
}

function judgeEncryption(facts: AuditFacts): Outcome {
  const found = newest(facts);
  if (found === undefined) return unknown(NOT_HERE);
  const place = { file: found.file, line: null };
  if (found.encrypted === undefined) return unknown('whether the newest one is encrypted is not said', place);
  return found.encrypted
    ? pass('the newest one is encrypted', place)
    : warn('the newest one is not encrypted, and holds secrets.yaml and every login of the house', place);
}

const store = (completed: string | null, password: string | null): string =>
  JSON.stringify({
    data: {
      config: {
        agents: {},
        create_backup: { agent_ids: ['backup.local'], password },
        last_completed_automatic_backup: completed,
        schedule: { recurrence: completed === null ? 'never' : 'daily' },
      },
    },
  });

export const checks: readonly AuditCheck[] = [
  {
    id: 'backup-recent',
    point: POINTS.backup,
    title: 'Configuration and secrets were backed up in the last 7 days',
    why: 'git does not hold secrets.yaml, and a card that fails takes it along.',
    remedy: 'Set up automatic backups in Home Assistant (Settings, System, Backups), or run `ha-secrets-lint backup`.',
    help: HELP,
    judge: judgeAge,
    examples: [
      {
        about: 'Home Assistant made one yesterday',
        verdict: 'pass',
        files: { ...HOME, '.storage/backup': store('2026-11-25T04:45:00+00:00', 'Heron-11') },
        request: { today },
        at: '.storage/backup',
      },
      {
        about: 'The last one is three weeks old',
        verdict: 'warn',
        files: { ...HOME, '.storage/backup': store('2026-11-05T04:45:00+00:00', null) },
        request: { today },
      },
      {
        about: 'The last one is of the summer',
        verdict: 'fail',
        files: { ...HOME, '.storage/backup': store('2026-07-01T04:45:00+00:00', 'Heron-11') },
        request: { today },
        at: '.storage/backup',
      },
      {
        about: 'Home Assistant never made one',
        verdict: 'fail',
        files: { ...HOME, '.storage/backup': store(null, null) },
        request: { today },
      },
      { about: 'Nothing is to be seen', verdict: 'unknown', files: HOME, request: { today } },
    ],
  },
  {
    id: 'backup-encrypted',
    point: POINTS.backup,
    title: 'Backups are encrypted',
    why: 'A backup holds secrets.yaml and every login of the house, and is made to be kept elsewhere.',
    remedy:
      'Let Home Assistant encrypt them (Settings, System, Backups), or use `ha-secrets-lint backup`, which always does.',
    help: HELP,
    judge: judgeEncryption,
    examples: [
      {
        about: 'With a password',
        verdict: 'pass',
        files: { ...HOME, '.storage/backup': store('2026-11-25T04:45:00+00:00', 'Heron-11') },
        request: { today },
      },
      {
        about: 'Without one',
        verdict: 'warn',
        files: { ...HOME, '.storage/backup': store('2026-11-25T04:45:00+00:00', null) },
        request: { today },
        at: '.storage/backup',
      },
    ],
  },
  {
    id: 'backup-uncommitted',
    point: POINTS.backup,
    title: 'No backup is in version control',
    why: 'A backup holds what .gitignore keeps out, and its password may be guessed for ever by whoever has a clone.',
    remedy:
      'Run `git rm --cached` for it, let .gitignore name the folder, and change what was in it if it was ever pushed.',
    help: HELP,
    judge: ({ heldBackups, isRepository }) => {
      if (!isRepository) return pass('this folder is in no git repository: nothing of it is committed');
      if (heldBackups.length === 0) return pass('git holds none');
      return fail(
        `${counted(heldBackups.length, 'backup')} that git holds or would take`,
        ...heldBackups.map((file) => ({ file, line: null })),
      );
    },
    examples: [
      { about: 'Only the configuration', verdict: 'pass', files: HOME, tracked: ['configuration.yaml'] },
      {
        about: 'An archive in backups/',
        verdict: 'fail',
        files: { ...HOME, 'backups/3f2a.tar': 'x\n' },
        tracked: ['configuration.yaml', 'backups/3f2a.tar'],
        at: 'backups/3f2a.tar',
      },
    ],
  },
];
