// Another name for a secret: what is written in which order, proven on the texts first. Pure.
// At every moment between two writes each reference finds the same value as before.
import { plainScalarType } from '../../document/scalar.js';
import { decodeText, encodeText } from '../../document/text.js';
import { parseYaml } from '../../document/yaml.js';
import { UserError } from '../../errors.js';
import { applyEdits } from '../../fix/edits.js';
import { nearestName } from '../../nearest.js';
import { lookUpAll, type SecretsFacts } from './facts.js';
import { holdsWord } from './find-names.js';
import { counted } from './issue.js';
import { type ConfigText, type Reference, readConfigText } from './references.js';
import { isRefusal, quotedLike, renameAtOnce, renameEntry } from './rename-entry.js';
import { isSameButNames, proveSame } from './rename-proof.js';
import type { SecretsText } from './texts.js';

export interface RenameRequest {
  readonly old: string;
  readonly next: string;
  /** Only the entry of this secrets file. */
  readonly only: string | undefined;
  /** Whatever stands in files that cannot be read. */
  readonly force: boolean;
}

export interface Write {
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface RenamePlan {
  /** The new entries, beside the old ones. */
  readonly entries: readonly Write[];
  /** References, and stand-ins. */
  readonly references: readonly Write[];
  readonly standIns: readonly Write[];
  /** The secrets files without the old entries. */
  readonly removals: readonly Write[];
  /** References that change. */
  readonly count: number;
  readonly notes: readonly string[];
}

export function planRename(request: RenameRequest, facts: SecretsFacts): RenamePlan {
  const { old, next } = request;
  checkName(old, next);
  checkReadable(request, facts);
  const lookups = lookUpAll(facts);
  const sources = sourcesOf(request, facts);
  const steps = sources.map((text) => {
    if (text.content === 'sealed')
      throw new UserError('its values are encrypted, so that its own program has to rename the entry', {
        file: text.path,
        hint: 'Nothing was changed. With SOPS: sops edit FILE; then change the references.',
      });
    const step = renameEntry(text, old, next);
    if (isRefusal(step))
      throw new UserError(`the entry cannot be renamed: ${step.refused}`, { file: text.path, hint: HINTS.entry });
    return { text, ...step };
  });
  const renamed = [...lookups].filter(
    ([{ name }, lookup]) => name === old && lookup.kind === 'found' && sources.includes(lookup.entry.file),
  );
  const edited = editFiles(
    renamed.map(([reference]) => reference),
    next,
  );
  const states = [
    { secrets: new Map(steps.map(({ text, both }) => [text.path, both])), configs: new Map<string, ConfigText>() },
    { secrets: new Map(steps.map(({ text, both }) => [text.path, both])), configs: edited.texts },
    { secrets: new Map(steps.map(({ text, done }) => [text.path, done])), configs: edited.texts },
  ];
  for (const state of states) proveSame(facts, lookups, state, next);
  const kept = [...lookups.keys()].some(
    (reference) => reference.name === old && !renamed.some(([one]) => one === reference),
  );
  return {
    entries: steps
      .filter(({ text, both }) => !both.equals(text.bytes))
      .map(({ text, both }) => ({ path: text.path, before: text.bytes, after: both })),
    references: edited.writes,
    standIns: kept ? [] : standInWrites(facts, old, next),
    removals: steps.map(({ text, both, done }) => ({ path: text.path, before: both, after: done })),
    count: renamed.length,
    notes: notesOn(request, facts, sources, kept),
  };
}

const HINTS = {
  entry: 'Mend it by hand first, or rename by hand: the new entry first, then the references, then the old entry goes.',
};
/** As names that `--fix` gives: read as text by every loader, and by editors. */
const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,99}$/;
const RESERVED = new Set('logger y n yes no on off true false null none'.split(' '));

function checkName(old: string, next: string): void {
  if (old === next) throw new UserError('the two names are the same');
  if (next === 'logger')
    throw new UserError('Home Assistant takes `logger` for the switch of a log, so that it can be no secret', {
      hint: 'Choose another name.',
    });
  if (!NAME.test(next) || RESERVED.has(next.toLowerCase()) || plainScalarType(next) !== 'str')
    throw new UserError('the new name is none that every loader reads as text', {
      hint: 'Letters, digits and _, beginning with a letter, and no word such as yes or null: mqtt_password.',
    });
}

/** A file that nobody could read may refer to the old name. `force`: those are left out. */
function checkReadable(
  { old, force }: RenameRequest,
  { unread, sealedFolders, outside, configs, files }: SecretsFacts,
): void {
  const hint = 'Nothing was changed. If you are sure that it does not: --force.';
  const [closed = sealedFolders[0]] = unread.map(({ path }) => path);
  if (closed !== undefined && !force)
    throw new UserError('it may refer to the old name, and cannot be read', { file: closed, hint });
  const [link] = outside;
  if (link !== undefined && !force)
    throw new UserError('it may refer to the old name, and is a link that leads out of the tree, or nowhere', {
      file: link,
      hint,
    });
  for (const config of configs) {
    if (!config.named.has(old)) continue;
    if (config.document.mode !== 'parsed' || !config.source.roundTrips)
      throw new UserError('it names the secret, and cannot be read as YAML in UTF-8', {
        file: config.path,
        line: config.source.position(config.document.problem?.offset ?? 0).line,
        hint: 'Nothing was changed. Mend it, or move it away.',
      });
  }
  const lookups = lookUpAll({ configs, files });
  for (const [reference, lookup] of lookups)
    if (reference.name === old && (lookup.kind === 'unknown' || lookup.kind === 'broken'))
      throw new UserError(
        lookup.kind === 'unknown'
          ? `the reference here is answered by ${lookup.file}, which cannot be read`
          : `the reference here is answered by ${lookup.file.path}, which does not load`,
        { file: reference.file.path, line: reference.line, hint: 'Nothing was changed.' },
      );
}

function sourcesOf({ old, only }: RenameRequest, { secrets, files }: SecretsFacts): SecretsText[] {
  const holds = (text: SecretsText): boolean => text.entries.some(({ name }) => name === old);
  const sources = secrets.filter(
    (text) => holds(text) && (only === undefined || text.path === (files.links.get(only) ?? only)),
  );
  if (sources.length > 0) return sources;
  const names = secrets.flatMap(({ entries }) => entries.map(({ name }) => name));
  const hint = names.length === 0 ? '' : nearestName(old, names);
  throw new UserError(
    only === undefined ? 'no secrets file here has an entry of that name' : `${only} has no entry of that name`,
    {
      hint: hint.startsWith('Did') ? hint : 'ha-secrets-lint secrets says what is there.',
    },
  );
}

interface Edited {
  readonly writes: Write[];
  readonly texts: Map<string, ConfigText>;
}

function editFiles(references: readonly Reference[], next: string): Edited {
  const byFile = new Map<ConfigText, Reference[]>();
  for (const reference of references) byFile.set(reference.file, [...(byFile.get(reference.file) ?? []), reference]);
  const edited: Edited = { writes: [], texts: new Map() };
  for (const [file, own] of byFile) {
    const { source, path, dialect } = file;
    const text = applyEdits(
      source.text,
      own.map((reference) => editOf(reference, next)),
    );
    if (text === undefined) throw notProven(file);
    const after = encodeText(source, text);
    const now = decodeText(after);
    const config = readConfigText(path, dialect, after, now, parseYaml(now.text));
    if (!isSameButNames(file.document, config.document, new Set(own.map(({ node }) => node)), next))
      throw notProven(file);
    edited.writes.push({ path, before: file.bytes, after });
    edited.texts.set(path, config);
  }
  return edited;
}

const notProven = ({ path }: ConfigText): UserError =>
  new UserError('with the new name it would not load as the same data', { file: path, hint: 'Nothing was changed.' });

function editOf({ node, name, file, line, loader }: Reference, next: string) {
  const expect = file.source.text.slice(node.span.start, node.span.end);
  if (node.style === 'literal' || node.style === 'folded')
    throw new UserError('the reference here is written as a block', {
      file: file.path,
      line,
      hint: 'Nothing was changed. Write it on one line: !secret name.',
    });
  // `'!secret.yaml name'` is a text that ends in the name
  const text =
    loader === 'zigbee2mqtt'
      ? expect.slice(0, expect.lastIndexOf(name)) + next + expect.slice(expect.lastIndexOf(name) + name.length)
      : quotedLike(expect, next);
  return { span: node.span, expect, text };
}

function standInWrites({ standIns }: SecretsFacts, old: string, next: string): Write[] {
  return standIns.flatMap((text) => {
    if (!text.entries.some(({ name }) => name === old)) return [];
    const after = renameAtOnce(text, old, next);
    if (isRefusal(after))
      throw new UserError(`the stand-in cannot be changed: ${after.refused}`, { file: text.path, hint: HINTS.entry });
    return [{ path: text.path, before: text.bytes, after }];
  });
}

function notesOn(
  { old }: RenameRequest,
  facts: SecretsFacts,
  sources: readonly SecretsText[],
  kept: boolean,
): string[] {
  const notes: string[] = [];
  const left = facts.configs.filter(
    (config) => config.named.has(old) && !config.references.some(({ name }) => name === old),
  );
  if (left.length > 0)
    notes.push(
      `Left alone, as nothing is looked up there: the name in a comment, a text, or a file that is loaded without secrets, in ${left.map(({ path }) => path).join(', ')}.`,
    );
  if (kept) notes.push('References that another secrets file of that name answers, or none, stay; so do stand-ins.');
  const programs = facts.readers.filter(({ text }) => holdsWord(text, old));
  if (programs.length > 0)
    notes.push(
      `These name it too and may read the secrets file themselves: ${programs.map(({ path }) => path).join(', ')}.`,
    );
  const copies = facts.copies.filter(({ of }) => sources.some(({ path }) => path === of));
  if (copies.length > 0)
    notes.push(
      `${counted(copies.length, 'encrypted copy').replace('copys', 'copies')} to make again: ha-secrets-lint secrets encrypt.`,
    );
  return notes;
}
