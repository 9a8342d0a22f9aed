// The checks of values: weak ones, and one for several things. No value leaves this module. Pure.
import { enclosingMap, lookUp, resolveAlias } from '../../document/model.js';
import { isCredential } from '../../rules/keys/entries.js';
import { classifyName } from '../../rules/keys/names.js';
import { SecretValue } from '../../secret-value.js';
import type { SecretsFacts } from './facts.js';
import { type Issue, issueOf, placeOf, said } from './issue.js';
import type { Lookup } from './lookup.js';
import { type Reference, useOf } from './references.js';
import { type EntryText, entryNamed, literalOf } from './texts.js';
import { weaknessOf } from './weakness.js';

type Uses = ReadonlyMap<EntryText, readonly Reference[]>;

/** Keys of what is typed on a keypad, or read out to one. */
const CODE = /(?:^|_)(?:pin|code|pincode|passcode|usercode|keypress)[0-9]*$/i;
/** The halves of a login, where a name tells. */
const PASSWORD_PART = /(?:password|passwd|passwort|pass|pwd|pw)(?=_|\d|$)/i;
const USER_PARTS = ['username', 'user', 'login', 'userid', 'user_name', 'usr', 'benutzer'];
const USER_KEYS = ['username', 'user', 'login', 'client_user', 'email'];

export function* findValueIssues(
  { secrets }: Pick<SecretsFacts, 'secrets'>,
  lookups: ReadonlyMap<Reference, Lookup>,
): Generator<Issue> {
  const uses = new Map<EntryText, Reference[]>();
  for (const [reference, lookup] of lookups)
    if (lookup.kind === 'found') uses.set(lookup.entry, [...(uses.get(lookup.entry) ?? []), reference]);
  const entries = secrets
    .filter(({ content }) => content === 'plain')
    .flatMap((text) => text.entries.filter((entry) => entryNamed(text, entry.name) === entry));
  for (const entry of entries) yield* findWeak(entry, uses, lookups);
  yield* findEqual(entries, uses);
  for (const entry of entries) yield* findShared(entry, uses);
}

function* findWeak(entry: EntryText, uses: Uses, lookups: ReadonlyMap<Reference, Lookup>): Generator<Issue> {
  const literal = literalOf(entry);
  if (literal === undefined || !isSecretByRole(entry, uses)) return;
  const weakness = weaknessOf({
    value: literal.value,
    name: entry.name,
    isCode: CODE.test(entry.name) || keysOf(entry, uses).some((key) => CODE.test(key)),
    user: userBeside(entry, uses, lookups),
  });
  if (weakness === undefined) return;
  const own = weakness.equals === true ? { secret: new SecretValue(literal.value) } : {};
  const subject = weakness.equals === true ? 'The value of this entry' : `The value of ${said(entry)}`;
  yield issueOf('weak-secret', entry, `${subject} ${weakness.why}.`, own);
}

/** A secret by its name or by a key that it is used under. */
function isSecretByRole(entry: EntryText, uses: Uses): boolean {
  return [entry.name, ...keysOf(entry, uses)].some((key) => classifyName(key) !== undefined || CODE.test(key));
}

const keysOf = (entry: EntryText, uses: Uses): string[] => (uses.get(entry) ?? []).map((use) => useOf(use).key);

/** `mqtt_username` for `mqtt_password`, else what stands under `username` where the secret is used. */
function userBeside(entry: EntryText, uses: Uses, lookups: ReadonlyMap<Reference, Lookup>): string | undefined {
  if (PASSWORD_PART.test(entry.name))
    for (const part of USER_PARTS) {
      const user = entryNamed(entry.file, entry.name.replace(PASSWORD_PART, part));
      const literal = user && literalOf(user);
      if (user !== entry && literal !== undefined) return literal.value;
    }
  for (const use of uses.get(entry) ?? []) {
    const map = enclosingMap(use.node);
    for (const key of USER_KEYS) {
      const node = map && resolveAlias(lookUp(map, key));
      if (node?.kind !== 'scalar' || node === use.node) continue;
      if (node.tag === undefined) return node.value;
      const sibling = use.file.references.find((one) => one.node === node);
      const found = sibling && lookups.get(sibling);
      if (found?.kind === 'found') return literalOf(found.entry)?.value;
    }
  }
  return undefined;
}

function* findEqual(entries: readonly EntryText[], uses: Uses): Generator<Issue> {
  const byValue = new Map<string, EntryText>();
  for (const entry of entries) {
    const literal = literalOf(entry);
    if (literal === undefined || !isWorth(entry, uses)) continue;
    const first = byValue.get(literal.value.trim());
    if (first === undefined) byValue.set(literal.value.trim(), entry);
    else if (first.name !== entry.name)
      yield issueOf('reused-secret', entry, `${said(entry)} has the same value as ${said(first)} (${placeOf(first)}).`);
  }
}

/** As the rule for known secrets: neither a common word nor a port, and a credential by name, use or shape. */
function isWorth(entry: EntryText, uses: Uses): boolean {
  const literal = literalOf(entry);
  if (literal === undefined) return false;
  const asEntry = {
    name: entry.name,
    value: new SecretValue(literal.value),
    type: undefined,
    file: entry.file.path,
    line: entry.line,
  };
  return isCredential(asEntry, new Map([[entry.name, keysOf(entry, uses)]]));
}

function* findShared(entry: EntryText, uses: Uses): Generator<Issue> {
  const places = new Map<string, string>();
  for (const use of uses.get(entry) ?? []) {
    const { key, service } = useOf(use);
    if (service !== undefined && classifyName(key) !== undefined && !places.has(service))
      places.set(service, `${use.file.path}:${use.line}`);
  }
  if (places.size < 2 || !isWorth(entry, uses)) return;
  const services = [...places].map(([service, place]) => `${service} (${place})`).slice(0, 5);
  yield issueOf(
    'reused-secret',
    entry,
    `${said(entry)} is the secret of ${places.size} services: ${services.join(', ')}.`,
  );
}
