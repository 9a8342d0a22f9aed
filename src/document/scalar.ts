// What type Home Assistant's loader (PyYAML's resolver) reads from a plain, untagged scalar.
// It is neither YAML 1.1 nor 1.2: `0o17`, `1e5`, `y` and `00:05` are strings, `017` and `12:30` are numbers.
// Source: PyYAML 6.0.3 lib/yaml/resolver.py, add_implicit_resolver calls.

export type ScalarType = 'str' | 'bool' | 'int' | 'float' | 'null' | 'timestamp' | 'merge' | 'value';

interface Resolver {
  readonly type: ScalarType;
  /** The characters such a scalar can begin with; keeps the patterns off ordinary words. */
  readonly starts: string;
  readonly pattern: RegExp;
}

// Order as in PyYAML: the first that matches wins.
const RESOLVERS: readonly Resolver[] = [
  {
    type: 'bool',
    starts: 'yYnNtTfFoO',
    pattern: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  },
  {
    type: 'float',
    starts: '-+0123456789.',
    pattern:
      /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  },
  {
    type: 'int',
    starts: '-+0123456789',
    pattern:
      /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
  },
  { type: 'merge', starts: '<', pattern: /^<<$/ },
  { type: 'null', starts: '~nN', pattern: /^(?:~|null|Null|NULL)$/ },
  {
    type: 'timestamp',
    starts: '0123456789',
    pattern:
      /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/,
  },
  { type: 'value', starts: '=', pattern: /^=$/ },
];

/** Python reads no number of more than 4300 digits; keeps the patterns off huge scalars. */
const LONGEST_TYPED = 4400;

/** The type PyYAML gives a plain scalar with this text. */
export function plainScalarType(text: string): ScalarType {
  const first = text[0];
  if (first === undefined) return 'null';
  if (text.length > LONGEST_TYPED) return 'str';
  for (const { type, starts, pattern } of RESOLVERS) if (starts.includes(first) && pattern.test(text)) return type;
  return 'str';
}

/** What `!!int` and the like are short for. */
export const STANDARD_TAG = 'tag:yaml.org,2002:';
const TAGGED: Readonly<Record<string, ScalarType>> = {
  str: 'str',
  bool: 'bool',
  int: 'int',
  float: 'float',
  null: 'null',
  timestamp: 'timestamp',
  merge: 'merge',
  value: 'value',
};

/** The type that a tag says, whatever the text; undefined for a tag of another kind. */
export function taggedType(tag: string): ScalarType | undefined {
  if (!tag.startsWith(STANDARD_TAG)) return undefined;
  const name = tag.slice(STANDARD_TAG.length);
  return Object.hasOwn(TAGGED, name) ? TAGGED[name] : undefined;
}
