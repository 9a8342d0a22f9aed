// What a backup leaves out: large, and made again by itself. Data only; each row with its source.

export interface ExcludedRow {
  /** In a sentence: left out: ... */
  readonly what: string;
  readonly source: string;
  /** Names of files and folders, anywhere. */
  readonly name?: RegExp;
  /** Paths below a configuration's own folder (the root, or beside a configuration.yaml); elsewhere they are the user's. */
  readonly inConfiguration?: RegExp;
  /** Text that is shown to others when something is wrong: part of a copy for them. */
  readonly shared?: true;
}

export const EXCLUDED: readonly ExcludedRow[] = [
  {
    what: 'git’s own folder (.git), which a clone has',
    source: 'https://git-scm.com/docs/gitrepository-layout',
    name: /^\.git$/,
  },
  {
    what: 'Home Assistant’s database',
    source: 'homeassistant 2026.11.0: components/backup/const.py EXCLUDE_DATABASE_FROM_BACKUP; components/recorder',
    name: /^home-assistant(?:_v2)?\.db(?:-wal|-shm|-journal|\.corrupt\.[^/]{1,60})?$/,
  },
  {
    what: 'logs',
    source:
      'homeassistant 2026.11.0: components/backup/const.py EXCLUDE_FROM_BACKUP; zigbee2mqtt: advanced.log_directory',
    name: /\.log(?:\.(?:fault|old|[0-9]{1,3}))?$|^OZW_Log\.txt$/,
    inConfiguration: /^zigbee2mqtt\/log$/,
    shared: true,
  },
  {
    what: 'caches and build output',
    source:
      'homeassistant 2026.11.0: components/backup/const.py EXCLUDE_FROM_BACKUP; esphome 2026.10.0: core/config.py build_path; Python, PlatformIO',
    name: /^(?:__pycache__|\.cache|\.esphome|\.platformio|\.mypy_cache|\.pytest_cache|\.ruff_cache|\.npm|\.DS_Store|Thumbs\.db|core\.[0-9]{1,9})$/,
    inConfiguration: /^(?:tts|esphome\/build)$/,
  },
  {
    what: 'installed packages',
    source: 'homeassistant 2026.11.0: requirements.py (deps/); npm; Python’s venv',
    name: /^(?:node_modules|\.venv)$/,
    inConfiguration: /^(?:deps|venv)$/,
  },
  {
    what: 'cards that HACS downloads (www/community)',
    source: 'https://hacs.xyz/docs/use/repositories/type/dashboard/',
    inConfiguration: /^www\/community$/,
  },
  {
    what: 'other backups',
    source:
      'homeassistant 2026.11.0: components/backup/const.py EXCLUDE_FROM_BACKUP, backups/ and tmp_backups/; this program',
    name: /\.tar(?:\.gz)?\.age$/,
    inConfiguration: /^(?:backups\/[^/]{1,255}\.tar|tmp_backups)$/,
  },
  {
    what: 'leftovers of this program',
    source: 'this program',
    name: /^\.ha-secrets-lint-[0-9]{1,10}\.tmp$/,
  },
];
