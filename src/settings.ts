// What a run lints by: the configuration, the levels of the command line, the secrets at hand.
import type { Config } from './config/config.js';
import type { KnownSecrets } from './secrets/known.js';
import type { SecretsStore } from './secrets/store.js';
import type { DialectName, FileContext, Severity } from './types.js';

export interface LintSettings {
  readonly config: Config;
  /** Levels of the command line; they win over the config's. */
  readonly levels: ReadonlyMap<string, Severity | 'off'>;
  readonly dialect: DialectName | undefined;
  /** The secrets files at hand; undefined where there is none, or nothing was looked for. */
  readonly secrets: SecretsAtHand | undefined;
  /** Off only in tests and benches: the findings are the same. */
  readonly prefilter: boolean;
}

export interface SecretsAtHand {
  readonly store: SecretsStore;
  readonly known: KnownSecrets;
}

export function levelOf(rule: string, settings: Pick<LintSettings, 'config' | 'levels'>): Severity | 'off' | undefined {
  return settings.levels.get(rule) ?? settings.config.levels.get(rule);
}

/** What rules may see besides the file. */
export function contextOf(settings: Pick<LintSettings, 'config' | 'secrets'>): FileContext {
  return { extraKeys: settings.config.extraKeys, store: settings.secrets?.store, known: settings.secrets?.known };
}
