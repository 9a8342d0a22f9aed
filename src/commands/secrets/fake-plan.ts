// A stand-in for a secrets file: what is missing in it is appended, what stands there stays. And its check. Pure.
import type { ScalarNode, YamlNode } from '../../document/model.js';
import { scalarType } from '../../document/model.js';
import { plainScalarType } from '../../document/scalar.js';
import { UserError } from '../../errors.js';
import { appendEntries } from '../../fix/secrets-text.js';
import { doubleQuoted } from '../../fix/token.js';
import { looksGenerated } from '../../judgement/shape.js';
import { isCredential } from '../../rules/keys/entries.js';
import { findTokens } from '../../rules/text/tokens.js';
import { findUrlLogins } from '../../rules/text/urls.js';
import { SecretValue } from '../../secret-value.js';
import { isCommonValue } from '../../secrets/common.js';
import { isMadeUpValue } from '../../secrets/content.js';
import { isStrong } from '../../suppress/strength.js';
import type { SecretsFacts } from './facts.js';
import type { NeededNames } from './fake-names.js';
import { standInFor } from './fake-shape.js';
import { type Issue, issueOf, listed, placeOf, said, saidName } from './issue.js';
import { type EntryText, entryNamed, isReachable, readSecretsText, type SecretsText } from './texts.js';

export interface FakePlan {
  /** The stand-in. */
  readonly path: string;
  readonly before: Buffer | undefined;
  readonly after: Buffer;
  /** Names that are added. */
  readonly added: readonly string[];
  /** Names in it that nothing looks up there. */
  readonly spare: readonly string[];
}

type Facts = Pick<SecretsFacts, 'files' | 'secrets'>;

export interface FakeRequest {
  readonly path: string;
  readonly before: Buffer | undefined;
  /** The secrets file that it stands in for. */
  readonly place: string;
  readonly needed: NeededNames;
}

/** Never loses or changes an entry; throws a `UserError` where the file cannot be added to. */
export function planFake({ path, before, place, needed }: FakeRequest, { files }: Facts): FakePlan {
  const there = before && readSecretsText(path, before);
  if (before !== undefined && there === undefined)
    throw new UserError('this is encrypted, and a stand-in is not', { file: path });
  const real = files.texts.get(files.links.get(place) ?? place);
  const has = (name: string): boolean =>
    there?.entries.some((entry) => entry.name === name && isReachable(entry)) === true;
  const missing = [...needed.keys()].filter((name) => !has(name)).sort(byName);
  const entries = missing.map((name, index) => {
    const entry = real && entryNamed(real, name);
    return { name: keyFor(name), token: standInFor(name, needed.get(name) ?? [], entry?.value, index) };
  });
  const start = before ?? Buffer.from(header(place, path), 'utf8');
  const after = entries.length === 0 && before !== undefined ? before : appendEntries(start, entries);
  if (after === undefined)
    throw new UserError('no entry can be added to this file as it stands', {
      file: path,
      hint: 'It has to be a map of names and values that Home Assistant loads: mend it, or begin a new one.',
    });
  const spare = (there?.entries ?? []).map(({ name }) => name).filter((name) => !needed.has(name));
  return { path, before, after, added: missing, spare };
}

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

function header(place: string, path: string): string {
  return [
    `# Stand-in for ${place}: made-up values of the right types, so that CI can check the configuration without the real ones.`,
    `# Made by \`ha-secrets-lint secrets fake ${path}\`, which adds the names that are missing and changes nothing that stands here.`,
    '',
  ].join('\n');
}

function keyFor(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) && plainScalarType(name) === 'str' ? name : doubleQuoted(name);
}

/** What keeps the stand-in from being complete and fake. */
export function* checkFake(
  fake: SecretsText,
  place: string,
  needed: NeededNames,
  { files, secrets }: Facts,
): Generator<Issue> {
  for (const [name, [first, ...others]] of needed) {
    if (first === undefined || fake.entries.some((entry) => entry.name === name && isReachable(entry))) continue;
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    yield {
      check: 'stand-in',
      text: first.file,
      span: first.node.span,
      node: first.node,
      message: `${saidName(name, files)} is missing in ${fake.path}, which stands in for ${place} (used here${more}).`,
    };
  }
  for (const fault of fake.faults)
    yield {
      check: 'stand-in',
      text: fake,
      span: fault.span,
      node: undefined,
      message: `${fake.path} cannot be loaded: ${fault.message}.`,
    };
  const real = realValues(secrets.filter(({ path }) => path !== fake.path));
  for (const entry of fake.entries) yield* checkEntry(entry, real);
}

/** The values of the secrets files at hand that mean something, each with its entry. */
function realValues(secrets: readonly SecretsText[]): Map<string, EntryText> {
  const values = new Map<string, EntryText>();
  for (const text of secrets)
    for (const entry of text.entries)
      for (const { value } of scalarsIn(entry.value)) {
        const trimmed = value.trim();
        if (trimmed.length >= SHORTEST_REAL && !isMadeUpValue(trimmed) && !isCommonValue(trimmed))
          values.set(trimmed, entry);
      }
  return values;
}

const SHORTEST_REAL = 4;
/** A house, where a town would do. */
const EXACT_PLACE = /^-?\d{1,3}\.\d{4,}$/;

function* checkEntry(entry: EntryText, real: ReadonlyMap<string, EntryText>): Generator<Issue> {
  for (const scalar of scalarsIn(entry.value)) {
    const value = scalar.value.trim();
    const own = real.get(value);
    const secret = new SecretValue(scalar.value);
    if (own !== undefined)
      yield issueOf(
        'stand-in',
        entry,
        `The value of this entry is a real one: that of ${said(own)} (${placeOf(own)}).`,
        { secret },
      );
    else if (!isMadeUpValue(value) && looksReal(entry, scalar))
      yield issueOf(
        'stand-in',
        entry,
        `The value of ${said(entry)} looks real. Put a made-up one there, for example fake_password.`,
      );
    else if (EXACT_PLACE.test(value) && Number(value) !== 0)
      yield issueOf('stand-in', entry, `${said(entry)} is a place to a few metres.`, { severity: 'warning' });
  }
}

function looksReal(entry: EntryText, scalar: ScalarNode): boolean {
  const { value } = scalar;
  if (findTokens(value).next().done === false || findUrlLogins(value).next().done === false) return true;
  if (/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/.test(value)) return true;
  if (scalarType(scalar) !== 'str' && scalarType(scalar) !== 'int') return false;
  if (looksGenerated(value, 12)) return true;
  const asEntry = {
    name: entry.name,
    value: new SecretValue(value),
    type: undefined,
    file: entry.file.path,
    line: entry.line,
  };
  return isCredential(asEntry, new Map()) && isStrong(value);
}

function* scalarsIn(node: YamlNode | undefined): Generator<ScalarNode> {
  if (node?.kind === 'scalar') yield node;
  else if (node?.kind === 'seq') for (const item of node.items) yield* scalarsIn(item);
  else if (node?.kind === 'map') for (const { value } of node.pairs) yield* scalarsIn(value);
}

/** What to tell of names that nothing needs. */
export function describeSpare(spare: readonly string[], files: SecretsFacts['files']): string | undefined {
  return spare.length === 0 ? undefined : `Nothing looks these up there any more: ${listed(spare, files)}.`;
}
