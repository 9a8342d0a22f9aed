// What type Home Assistant's loader (PyYAML's resolver) reads from a plain, untagged scalar.
// It is neither YAML 1.1 nor 1.2: `0o17`, `1e5`, `y` and `00:05` are strings, `017` and `12:30` are numbers.
// Source: PyYAML 6.0.3 lib/yaml/resolver.py, add_implicit_resolver calls.

export type ScalarType = 'str' | 'bool' | 'int' | 'float' | 'null' | 'timestamp' | 'merge' | 'value';

interface Resolver {
  readonly type: ScalarType;
  readonly pattern: RegExp;
}

// Order as in PyYAML: the first that matches wins.
const RESOLVERS: readonly Resolver[] = [
  { type: 'bool', pattern: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/ },
  {
    type: 'float',
    pattern:
      /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  },
  {
    type: 'int',
    pattern:
      /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
  },
  { type: 'merge', pattern: /^<<$/ },
  { type: 'null', pattern: /^(?:~|null|Null|NULL|)$/ },
  {
    type: 'timestamp',
    pattern:
      /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/,
  },
  { type: 'value', pattern: /^=$/ },
];

/** Longer than any number a person writes; keeps the patterns off huge scalars. */
const LONGEST_TYPED = 400;

/** The type PyYAML gives a plain scalar with this text. */
export function plainScalarType(text: string): ScalarType {
  if (text.length > LONGEST_TYPED) return 'str';
  return RESOLVERS.find((resolver) => resolver.pattern.test(text))?.type ?? 'str';
}
