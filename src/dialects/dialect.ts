// What a dialect is: how a file of it is recognised, and how it refers to a secret instead of holding it.
import type { ScalarNode } from '../document/model.js';
import type { DialectName } from '../types.js';

/** What recognition looks at: no parse, so that it costs little and works on broken files. */
export interface Outline {
  readonly path: string;
  readonly text: string;
  /** Keys at column 0. */
  readonly keys: ReadonlySet<string>;
}

export interface Dialect {
  readonly name: DialectName;
  /** Whether the content alone shows that it is this dialect. */
  readonly byContent: (outline: Outline) => boolean;
  /** Whether a TOML file is one of it; undefined where the dialect knows no TOML. */
  readonly byToml?: (file: Pick<Outline, 'path' | 'text'>) => boolean;
  /** Whether the place alone suggests it; asked only when no dialect knows the content. */
  readonly byPlace: (path: string) => boolean;
  /** Whether the scalar is a reference to a value kept elsewhere. */
  readonly isReference: (scalar: ScalarNode) => boolean;
  /** Text inside a longer string that stands for a value kept elsewhere. */
  readonly substitution: RegExp | undefined;
  /** How a whole value is written as a reference to `name`; undefined where the dialect has no such thing. */
  readonly makeReference: ((name: string) => string) | undefined;
  /** How a part of a text is written as a variable of the environment; left out where the dialect has no such thing. */
  readonly makeVariable?: (name: string) => string;
}

/** Tags by which Home Assistant, ESPHome, AppDaemon and Ansible take the value from elsewhere or compute it. */
const REFERENCE_TAGS = new Set([
  '!secret',
  '!env_var',
  '!env',
  '!input',
  '!include',
  '!include_dir_list',
  '!include_dir_merge_list',
  '!include_dir_named',
  '!include_dir_merge_named',
  '!lambda',
  '!extend',
  '!remove',
  '!vault',
  '!vault-encrypted',
]);

/** `!env_var NAME some default`: the default is literal text after all. */
const ENV_DEFAULT = /^\S+\s+\S/;

export function isReferenceTag(scalar: ScalarNode): boolean {
  const tag = scalar.tag?.name;
  if (tag === undefined || !REFERENCE_TAGS.has(tag)) return false;
  return !(tag === '!env_var' && ENV_DEFAULT.test(scalar.value));
}

/** The text of a reference written as a string: `"!secret name"`. */
export const QUOTED_REFERENCE = /^!(?:secret|env_var|include|input)\b/;
