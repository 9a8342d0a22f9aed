// Proof that another name changes nothing but the name: texts are parsed again and compared, references looked up again. Pure.
import { formatPath, pathOf, type YamlDocument } from '../../document/model.js';
import { UserError } from '../../errors.js';
import { isSameNode } from '../../fix/same-data.js';
import { lookUpAll, type SecretsFacts } from './facts.js';
import type { Lookup } from './lookup.js';
import type { ConfigText, Reference } from './references.js';
import { readSecretsText } from './texts.js';

/** Every scalar at its place with its tag and style; the given ones with the new name. */
export function isSameButNames(
  before: YamlDocument,
  after: YamlDocument,
  renamed: ReadonlySet<unknown>,
  next: string,
): boolean {
  if (
    after.mode !== 'parsed' ||
    after.scalars.length !== before.scalars.length ||
    after.aliases.length !== before.aliases.length
  )
    return false;
  if (!before.aliases.every(({ name }, index) => after.aliases[index]?.name === name)) return false;
  return before.scalars.every((scalar, index) => {
    const now = after.scalars[index];
    if (
      now === undefined ||
      now.tag?.name !== scalar.tag?.name ||
      now.anchor !== scalar.anchor ||
      now.style !== scalar.style
    )
      return false;
    if (renamed.has(scalar)) return now.value === next || now.value.endsWith(` ${next}`);
    return now.value === scalar.value && (renamed.size > 0 || formatPath(pathOf(now)) === formatPath(pathOf(scalar)));
  });
}

/** Files as they are at one moment between two writes. */
export interface State {
  readonly secrets: ReadonlyMap<string, Buffer>;
  readonly configs: ReadonlyMap<string, ConfigText>;
}

/** Looks every reference up as the loaders would then, and compares what is found. */
export function proveSame(
  { configs, files }: SecretsFacts,
  before: ReadonlyMap<Reference, Lookup>,
  state: State,
  next: string,
): void {
  const texts = new Map(files.texts);
  for (const [path, bytes] of state.secrets) {
    const text = readSecretsText(path, bytes);
    if (text !== undefined) texts.set(path, text);
  }
  const now = {
    configs: configs.map((config) => state.configs.get(config.path) ?? config),
    files: { ...files, texts },
  };
  const after = lookUpAll(now);
  for (const [index, config] of configs.entries())
    for (const [at, reference] of config.references.entries()) {
      const other = now.configs[index]?.references[at];
      const [was, is] = [before.get(reference), other && after.get(other)];
      if (was !== undefined && is !== undefined && isSameAnswer(was, is)) continue;
      throw new UserError(
        reference.name === next
          ? 'the new name is referred to here already'
          : 'after the renaming the reference here would find something else',
        { file: config.path, line: reference.line, hint: 'Nothing was changed. Choose another name.' },
      );
    }
}

function isSameAnswer(was: Lookup, is: Lookup): boolean {
  if (was.kind !== is.kind) return false;
  if (was.kind !== 'found' || is.kind !== 'found') return true;
  return was.entry.file.path === is.entry.file.path && isSameNode(was.entry.value, is.entry.value);
}
