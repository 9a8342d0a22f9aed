// The fields of the configuration file: one table for validation, documentation and the JSON Schema.
import { DIALECT_NAMES } from '../dialects/index.js';
import { OPT_IN_RULES, RULE_IDS } from '../rules/index.js';

export type Field =
  | { readonly type: 'boolean'; readonly doc: string }
  | { readonly type: 'string'; readonly doc: string }
  | { readonly type: 'choice'; readonly doc: string; readonly values: readonly string[] }
  | { readonly type: 'glob'; readonly doc: string }
  | { readonly type: 'list'; readonly doc: string; readonly items: Field; readonly orOne?: true }
  | { readonly type: 'map'; readonly doc: string; readonly keys: Field; readonly values: Field }
  | {
      readonly type: 'object';
      readonly doc: string;
      readonly fields: Readonly<Record<string, Field>>;
      readonly required: readonly string[];
    }
  | { readonly type: 'either'; readonly doc: string; readonly scalar: Field; readonly object: Field }
  /** A switch, or which of several things it is on for. */
  | { readonly type: 'switch'; readonly doc: string; readonly items: Field };

export const LEVELS = ['off', 'warning', 'error'] as const;

const rule: Field = { type: 'choice', doc: 'the id of a rule', values: RULE_IDS };
const glob: Field = {
  type: 'glob',
  doc: 'a glob on the path from the root; without a slash on any name in it; ending in a slash on a folder',
};

export const CONFIG_FIELDS: Readonly<Record<string, Field>> = {
  $schema: { type: 'string', doc: 'where editors find the schema of this file' },
  extends: {
    type: 'list',
    doc: 'further config files, relative to this one: what stands here wins over them, and what they ignore is ignored, too',
    items: { type: 'string', doc: 'the path of a file in the repository' },
    orOne: true,
  },
  rules: {
    type: 'map',
    doc: 'how serious each rule is: `off`, `warning` or `error`',
    keys: rule,
    values: { type: 'choice', doc: 'a level', values: LEVELS },
  },
  ignore: {
    type: 'list',
    doc: 'files that are not linted, or findings that do not count',
    items: {
      type: 'either',
      doc: 'a glob, or files with the rule and the key path to ignore in them',
      scalar: glob,
      object: {
        type: 'object',
        doc: 'findings to ignore',
        required: ['files'],
        fields: {
          files: { type: 'list', doc: 'globs of the files', items: glob, orOne: true },
          rule: { type: 'list', doc: 'the rules to ignore there; all if left out', items: rule, orOne: true },
          keyPath: {
            type: 'list',
            doc: 'key paths as the report shows them; `*` stands for anything',
            items: { type: 'string', doc: 'a key path' },
            orOne: true,
          },
        },
      },
    },
  },
  dialect: {
    type: 'map',
    doc: 'which dialect files speak where it is recognised wrongly',
    keys: glob,
    values: { type: 'choice', doc: 'a dialect', values: DIALECT_NAMES },
  },
  privacy: {
    type: 'switch',
    doc: 'also report what is private and no secret: `true` for all of it, or a list of rules; a rule that has a level under `rules` is on by that',
    items: { type: 'choice', doc: 'a rule about what is private', values: OPT_IN_RULES },
  },
  fix: { type: 'boolean', doc: 'the pre-commit hook writes references in place of what it finds, where that is safe' },
  keys: {
    type: 'list',
    doc: 'further keys whose values are credentials, as they are written',
    items: { type: 'string', doc: 'a key' },
  },
};
