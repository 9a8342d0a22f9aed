// A document in short form for tables: each scalar as path, token, value and what else is to be known.
import { formatPath, isKey, pathOf, type ScalarNode, scalarType, type YamlDocument } from '../../../src/document/model';
import { parseYaml } from '../../../src/document/yaml';

export const values = ({ scalars }: YamlDocument): ScalarNode[] => scalars.filter((scalar) => !isKey(scalar));

export const path = (scalar: ScalarNode): string => formatPath(pathOf(scalar));

export const token = (text: string, { span }: { readonly span: { start: number; end: number } }): string =>
  text.slice(span.start, span.end);

/** Path and source token of every value. */
export const tokens = (text: string): string[] =>
  values(parseYaml(text)).map((one) => `${path(one)} ${token(text, one)}`);

/** Path and content of every value. */
export const contents = (text: string): [string, string][] =>
  values(parseYaml(text)).map((one) => [path(one), one.value]);

/** The one value of a text, which must have one. */
export function only(text: string): ScalarNode {
  const [first, ...rest] = values(parseYaml(text));
  if (first === undefined || rest.length > 0) throw new Error(`not one value: ${JSON.stringify(text)}`);
  return first;
}

/** The type of the value of `a: …`. */
export const typeOf = (value: string): string => scalarType(only(`a: ${value}\n`));
