// A configuration file's text to plain data, checked against the field table. Errors name the line and the nearest right name.
import { type MapNode, type ScalarNode, scalarType, type YamlNode } from '../document/model.js';
import type { SourceText } from '../document/text.js';
import { UserError } from '../errors.js';
import { nearestName } from '../nearest.js';
import { globFault } from './globs.js';
import type { Field } from './schema.js';

export type ConfigValue = string | boolean | readonly ConfigValue[] | { readonly [key: string]: ConfigValue };

/** The line of each item of a list that was read. */
export type LinesOf = WeakMap<readonly ConfigValue[], readonly number[]>;

export interface ConfigText {
  /** Shown in errors. */
  readonly file: string;
  readonly source: SourceText;
  /** Filled in while reading. */
  readonly lines: LinesOf;
}

/** Checks a map against its fields; throws a `UserError` with file and line. */
export function readFields(
  node: YamlNode,
  fields: Readonly<Record<string, Field>>,
  required: readonly string[],
  text: ConfigText,
): Readonly<Record<string, ConfigValue>> {
  if (node.kind !== 'map') throw wrong(text, node, 'a map of settings is needed here');
  const data: Record<string, ConfigValue> = {};
  for (const { key, value } of pairsOf(node, text)) {
    const field = Object.hasOwn(fields, key.value) ? fields[key.value] : undefined;
    if (field === undefined)
      throw wrong(
        text,
        key,
        `there is no setting \`${shown(key.value)}\``,
        nearestName(key.value, Object.keys(fields)),
      );
    data[key.value] = readField(value, field, text, key);
  }
  const missing = required.find((name) => data[name] === undefined);
  if (missing !== undefined) throw wrong(text, node, `\`${missing}\` is missing here`);
  return data;
}

function readField(node: YamlNode | undefined, field: Field, text: ConfigText, at: YamlNode): ConfigValue {
  const isEmpty = node === undefined || (node.kind === 'scalar' && scalarType(node) === 'null');
  // all entries below it may be comments
  if (isEmpty && field.type === 'map') return {};
  if (isEmpty && field.type === 'list' && field.orOne === undefined) return [];
  if (isEmpty) throw wrong(text, node ?? at, `a value is missing here: ${field.doc}`);
  switch (field.type) {
    case 'boolean': {
      const scalar = scalarOf(node, text, field);
      if (scalarType(scalar) !== 'bool') throw wrong(text, node, 'true or false is needed here');
      return /^(?:true|yes|on)$/i.test(scalar.value);
    }
    case 'choice': {
      const { value } = scalarOf(node, text, field);
      if (!field.values.includes(value))
        throw wrong(text, node, `\`${shown(value)}\` is not ${field.doc}`, nearestName(value, field.values));
      return value;
    }
    case 'string': {
      const { value } = scalarOf(node, text, field);
      if (value === '') throw wrong(text, node, `a value is missing here: ${field.doc}`);
      return value;
    }
    case 'glob': {
      const { value } = scalarOf(node, text, field);
      const fault = globFault(value);
      if (fault !== undefined) throw wrong(text, node, fault);
      return value;
    }
    case 'list':
      if (node.kind === 'seq') {
        const items = node.items.map((item) => readField(item, field.items, text, node));
        return withLines(items, node.items, text);
      }
      if (field.orOne === true) return withLines([readField(node, field.items, text, at)], [node], text);
      throw wrong(text, node, `a list is needed here: ${field.doc}`);
    case 'map': {
      if (node.kind !== 'map') throw wrong(text, node, `a map is needed here: ${field.doc}`);
      const data: Record<string, ConfigValue> = {};
      for (const { key, value } of pairsOf(node, text))
        data[String(readField(key, field.keys, text, key))] = readField(value, field.values, text, key);
      return data;
    }
    case 'object':
      return readFields(node, field.fields, field.required, text);
    case 'switch':
      if (node.kind === 'seq') {
        const items = node.items.map((item) => readField(item, field.items, text, node));
        return withLines(items, node.items, text);
      }
      if (node.kind !== 'scalar') throw wrong(text, node, 'true, false or a list is needed here');
      if (scalarType(node) !== 'bool') return [readField(node, field.items, text, at)];
      return readField(node, { type: 'boolean', doc: field.doc }, text, at);
    case 'either':
      return readField(node, node.kind === 'scalar' ? field.scalar : field.object, text, at);
  }
}

function withLines(
  items: readonly ConfigValue[],
  nodes: readonly (YamlNode | undefined)[],
  text: ConfigText,
): readonly ConfigValue[] {
  text.lines.set(
    items,
    nodes.map((node) => text.source.position(node?.span.start ?? 0).line),
  );
  return items;
}

function* pairsOf(map: MapNode, text: ConfigText): Generator<{ key: ScalarNode; value: YamlNode | undefined }> {
  const seen = new Set<string>();
  for (const { key, value } of map.pairs) {
    if (key === undefined) throw wrong(text, map, 'a key must be a plain word');
    if (seen.has(key.value)) throw wrong(text, key, `\`${shown(key.value)}\` stands here twice`);
    seen.add(key.value);
    yield { key, value };
  }
}

function scalarOf(node: YamlNode, text: ConfigText, field: Field): ScalarNode {
  if (node.kind !== 'scalar') throw wrong(text, node, `${field.doc} is needed here`);
  return node;
}

/** Any text of the file may come back in a message, but not as terminal codes and not at length. */
function shown(text: string): string {
  return text.replace(/[^\x20-\x7e\u00a0-\u024f]/g, '?').slice(0, 60);
}

function wrong(text: ConfigText, node: YamlNode, message: string, hint?: string): UserError {
  const { line } = text.source.position(node.span.start);
  return new UserError(message, { file: text.file, line, ...(hint === undefined ? {} : { hint }) });
}
