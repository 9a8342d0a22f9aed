// How old is Home Assistant? By the calendar: a release comes out at the beginning of each month and is named after it.
import { type AuditCheck, counted, fail, pass, unknown, warn } from '../check.js';
import { HA, POINTS } from '../points.js';

/** Months behind the calendar. Only the newest release gets mended; two months let a release ripen. */
const FRESH = 2;
const STALE = 5;

const today = new Date('2026-11-26T12:00:00Z');
const example = (version: string) => ({ 'configuration.yaml': 'homeassistant:\n', '.HA_VERSION': version });

export const checks: readonly AuditCheck[] = [
  {
    id: 'version-current',
    point: POINTS.update,
    title: 'Home Assistant is at most two months old',
    why: 'Only the newest release gets security fixes, and what they close is published with them.',
    remedy: 'Update Home Assistant (Settings, System, Updates).',
    help: `${HA}/common-tasks/general/`,
    judge: ({ version, today: now }) => {
      if (version === undefined) return unknown('there is no .HA_VERSION here');
      const place = { file: version.file, line: 1 };
      const [, year, month] = /^(20\d{2})\.(\d{1,2})(?:\.|$)/.exec(version.text) ?? [];
      if (year === undefined)
        return /^0\.\d{1,3}\b/.test(version.text)
          ? fail('it is of 2020 or before', place)
          : unknown('.HA_VERSION names no release', place);
      // the release of a month is out in its first week
      const behind = (now.getUTCFullYear() - Number(year)) * 12 + now.getUTCMonth() + 1 - Number(month);
      const late = now.getUTCDate() < 8 ? behind - 1 : behind;
      const text =
        late <= 0
          ? `${year}.${Number(month)} is the newest release`
          : `${year}.${Number(month)} is ${counted(late, 'month')} behind`;
      return late <= FRESH ? pass(text, place) : late <= STALE ? warn(text, place) : fail(text, place);
    },
    examples: [
      {
        about: 'This month’s release',
        verdict: 'pass',
        files: example('2026.11.2\n'),
        request: { today },
        at: '.HA_VERSION:1',
      },
      { about: 'Two months behind', verdict: 'pass', files: example('2026.9.0'), request: { today } },
      { about: 'Four months behind', verdict: 'warn', files: example('2026.7.4'), request: { today } },
      { about: 'Last year’s', verdict: 'fail', files: example('2025.12.5'), request: { today }, at: '.HA_VERSION:1' },
      { about: 'Of the numbering before 2021', verdict: 'fail', files: example('0.108.8'), request: { today } },
      { about: 'A clone without .HA_VERSION', verdict: 'unknown', files: { 'configuration.yaml': 'homeassistant:\n' } },
    ],
  },
];
