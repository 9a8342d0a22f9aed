// What a run lints by: the configuration, the levels of the command line, the secrets at hand.
import type { Config } from './config/config.js';
import { FIRST_LOOKS } from './rules/first-looks.js';
import type { KnownSecrets } from './secrets/known.js';
import type { SecretsStore } from './secrets/store.js';
import type { DialectName, FileContext, Severity } from './types.js';

export interface LintSettings {
  readonly config: Config;
  /** Levels of the command line; they win over the config's. */
  readonly levels: ReadonlyMap<string, Severity | 'off'>;
  /** Rules that are off until they are asked for are on. */
  readonly privacy?: boolean;
  readonly dialect: DialectName | undefined;
  /** The secrets files at hand; undefined where there is none, or nothing was looked for. */
  readonly secrets: SecretsAtHand | undefined;
  /** Off only in tests and benches: the findings are the same. */
  readonly prefilter: boolean;
}

export interface SecretsAtHand {
  /** Undefined where only other files than secrets files are at hand: what a name refers to is not known then. */
  readonly store: SecretsStore | undefined;
  readonly known: KnownSecrets;
}

/** Undefined: as the rule has it. */
export function levelOf(
  rule: string,
  { config, levels, privacy }: Pick<LintSettings, 'config' | 'levels' | 'privacy'>,
): Severity | 'off' | undefined {
  const given = levels.get(rule) ?? config.levels.get(rule);
  const isOff = given === undefined && privacy !== true && OPT_IN.has(rule) && !config.privacy.has(rule);
  return isOff ? 'off' : given;
}

const OPT_IN: ReadonlySet<string> = new Set(FIRST_LOOKS.filter(({ optIn }) => optIn).map(({ id }) => id));

/** What rules may see besides the file. */
export function contextOf(settings: Pick<LintSettings, 'config' | 'secrets'>): FileContext {
  return { extraKeys: settings.config.extraKeys, store: settings.secrets?.store, known: settings.secrets?.known };
}
