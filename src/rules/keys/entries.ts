// Which entries of a secrets file are credentials: a secrets file gives its values no place, only names, shapes and uses.
import { characterClasses, looksGenerated } from '../../judgement/shape.js';
import { isCommonValue } from '../../secrets/common.js';
import type { SecretEntry } from '../../secrets/store.js';
import { findTokens } from '../text/tokens.js';
import { findUrlLogins } from '../text/urls.js';
import { passGate } from './gate.js';
import { classifyName } from './names.js';

/** Names of codes and keys that `classifyName` leaves to their place; a secrets file has no place but its names. */
const CODE_NAME = /(?:^|_)(?:pin|code|auth|login|key|pw)[0-9]*$/i;
/** What such names promise is no secret, however made up the value looks. */
const NOT_SECRET =
  /public|(?:^|_)pub(?:_|$)|country|zip|postal|(?:^|_)(?:client|chat|user|account|device|entity)_?ids?$|_(?:host|ip|mac|ssid|latitude|longitude)$/i;
/** Keys whose values are credentials in the right place. */
const CREDENTIAL_USE = /^(?:code|pin|key|community|authorization)$/i;

/** Whether an entry's value is worth recognising: by its name, by the keys its references stand under, or by its shape. */
export function isCredential(entry: SecretEntry, uses: ReadonlyMap<string, readonly string[]>): boolean {
  const value = entry.value?.reveal() ?? '';
  if (findTokens(value).next().done === false || findUrlLogins(value).next().done === false) return true;
  if (isCommonValue(value)) return false;
  if (promises(entry.name, value) || (CODE_NAME.test(entry.name) && !NOT_SECRET.test(entry.name))) return true;
  if ((uses.get(entry.name) ?? []).some((key) => promises(key, value) || CREDENTIAL_USE.test(key))) return true;
  return (
    !NOT_SECRET.test(entry.name) &&
    (looksGenerated(value, 20) || (looksGenerated(value, 12) && characterClasses(value) >= 3))
  );
}

/** The name is a credential's, and the value looks like what such a name promises. */
function promises(name: string, value: string): boolean {
  const evidence = classifyName(name);
  return evidence !== undefined && passGate(evidence.gate, value) !== undefined;
}
