// Arguments to flags, values and paths, by the table of options.
import { parseArgs } from 'node:util';
import { UserError } from '../errors.js';
import { nearestName } from '../nearest.js';
import { type CommandName, optionsOf } from './command-table.js';
import type { Option } from './option-table.js';

export interface ParsedArguments {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Formats in the order given, each with the file of the `--output` behind it. */
  readonly formats: readonly { readonly format: string; readonly output: string | undefined }[];
  readonly positionals: readonly string[];
}

/** Parses arguments; throws a `UserError` that names the nearest right flag. */
export function parseArguments(args: readonly string[], command: CommandName = 'lint'): ParsedArguments {
  const known = optionsOf(command);
  const options = Object.fromEntries(
    known.map((option) => [
      option.name,
      {
        type: option.value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: true,
        ...(option.short === undefined ? {} : { short: option.short }),
      },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const formats: { format: string; output: string | undefined }[] = [];
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = known.find((candidate) => candidate.name === token.name);
    if (option === undefined) throw unknownFlag(token.rawName, known);
    if (option.value === undefined) {
      if (token.value !== undefined) throw new UserError(`--${option.name} takes no value`);
      flags.add(option.name);
      continue;
    }
    if (token.value === undefined || token.value === '')
      throw new UserError(`--${option.name} needs a value: --${option.name} ${option.value}`);
    if (!token.inlineValue && token.value.startsWith('--'))
      throw new UserError(`--${option.name} needs a value: --${option.name} ${option.value}`, {
        hint: `To give one that begins with dashes write --${option.name}=VALUE.`,
      });
    if (values.has(option.name) && option.multiple !== true) throw new UserError(`--${option.name} is given twice`);
    values.set(option.name, [...(values.get(option.name) ?? []), token.value]);
    if (option.name === 'format') formats.push({ format: token.value, output: undefined });
    if (option.name === 'output') {
      const last = formats.at(-1);
      if (last === undefined) formats.push({ format: 'pretty', output: token.value });
      else if (last.output !== undefined) throw new UserError('--output needs a --format before it');
      else last.output = token.value;
    }
  }
  return { flags, values, formats, positionals };
}

function unknownFlag(flag: string, known: readonly Option[]): UserError {
  const shown = flag.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
  return new UserError(`there is no flag ${shown}`, {
    hint: nearestName(
      flag,
      known.map((option) => `--${option.name}`),
    ),
  });
}
