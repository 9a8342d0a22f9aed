// All rules, in the order of the documentation. A test compares this list with the folder.
import type { Rule, RuleMeta } from '../types.js';
import { rule as authHeader } from './auth-header.js';
import { rule as commentedCredential } from './commented-credential.js';
import { rule as embeddedSecretRef } from './embedded-secret-ref.js';
import { rule as identity } from './identity.js';
import { rule as inlineCredential } from './inline-credential.js';
import { rule as knownSecret } from './known-secret.js';
import { rule as location } from './location.js';
import { rule as network } from './network.js';
import { rule as privateKey } from './private-key.js';
import { rule as quotedSecretRef } from './quoted-secret-ref.js';
import { rule as secretsFileCommitted } from './secrets-file-committed.js';
import { rule as secretsFileNotIgnored } from './secrets-file-not-ignored.js';
import { rule as secretsFileTracked } from './secrets-file-tracked.js';
import { rule as sensitiveFile } from './sensitive-file.js';
import { rule as tokenFormat } from './token-format.js';
import { rule as undefinedSecret } from './undefined-secret.js';
import { rule as unreadableFile } from './unreadable-file.js';
import { rule as unsupportedSecretRef } from './unsupported-secret-ref.js';
import { rule as unusedSuppression } from './unused-suppression.js';
import { rule as urlCredentials } from './url-credentials.js';

export const RULES: readonly Rule[] = [
  inlineCredential,
  tokenFormat,
  urlCredentials,
  authHeader,
  privateKey,
  knownSecret,
  commentedCredential,
  identity,
  location,
  network,
  quotedSecretRef,
  embeddedSecretRef,
  unsupportedSecretRef,
  undefinedSecret,
  secretsFileCommitted,
  secretsFileTracked,
  secretsFileNotIgnored,
  sensitiveFile,
  unusedSuppression,
  unreadableFile,
];

const BY_ID = new Map(RULES.map((rule) => [rule.meta.id, rule]));

export const RULE_IDS: readonly string[] = [...BY_ID.keys()];

/** The rules that are off until they are asked for. */
export const OPT_IN_RULES: readonly string[] = RULES.filter(({ meta }) => meta.optIn === true).map(
  ({ meta }) => meta.id,
);

export function findRule(id: string): Rule | undefined {
  return BY_ID.get(id);
}

/** The facts of a rule that is known to exist. */
export function ruleMeta(id: string): RuleMeta {
  const meta = BY_ID.get(id)?.meta;
  if (meta === undefined) throw new Error(`no rule ${id}`);
  return meta;
}
