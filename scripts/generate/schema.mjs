// The field table of the configuration as a JSON Schema (draft-07: what editors read best).

/** YAML has words where JSON has numbers and booleans, too: `keys: [1234]`. */
const WORD = { type: ['string', 'number', 'boolean'], minLength: 1 };

/** What src/config/globs.ts refuses, as far as patterns can say it: whether brackets have partners is left to the program. */
const GLOB = {
  ...WORD,
  maxLength: 300,
  not: {
    anyOf: [
      '^!',
      '^\\.?/+$',
      '(?:^|/)\\.\\.(?:/|$)',
      '(?:^|/)[^/*]*(?:\\*+[^/*]+){3}\\*',
      '(?:\\*\\*[^]*?){4}',
      '(?:\\{[^{]*){5}',
    ].map((pattern) => ({ type: 'string', pattern })),
  },
};

export function configSchema({ CONFIG_FIELDS, RULES }) {
  const summaries = Object.fromEntries(RULES.map(({ meta }) => [meta.id, meta.summary]));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of ha-secrets-lint',
    ...objectOf(CONFIG_FIELDS, [], summaries),
    type: ['object', 'null'],
  };
}

function objectOf(fields, required, summaries) {
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, schemaOf(field, summaries)]),
  );
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}), additionalProperties: false };
}

function schemaOf(field, summaries) {
  const description = sentence(field.doc);
  switch (field.type) {
    case 'boolean':
      return { description, type: 'boolean' };
    case 'string':
      return { description, ...WORD };
    case 'glob':
      return { description, ...GLOB };
    case 'choice':
      return { description, enum: field.values };
    case 'list': {
      const items = schemaOf(field.items, summaries);
      // an empty list may have all its items commented out
      const list = { type: field.orOne ? 'array' : ['array', 'null'], items };
      return field.orOne ? { description, anyOf: [items, list] } : { description, ...list };
    }
    case 'map':
      return { description, type: ['object', 'null'], ...mapOf(field, summaries) };
    case 'object':
      return { description, ...objectOf(field.fields, field.required, summaries) };
    case 'switch': {
      const items = schemaOf(field.items, summaries);
      return { description, anyOf: [{ type: 'boolean' }, items, { type: 'array', items }] };
    }
    case 'either':
      return { description, anyOf: [schemaOf(field.scalar, summaries), schemaOf(field.object, summaries)] };
  }
  throw new Error(`no schema for ${field.type}`);
}

/** Keys that can be named are: editors offer them, each with its description. */
function mapOf({ keys, values }, summaries) {
  const value = schemaOf(values, summaries);
  if (keys.type !== 'choice')
    return { propertyNames: { ...schemaOf(keys, summaries), type: 'string' }, additionalProperties: value };
  const properties = keys.values.map((key) => [key, { ...value, description: sentence(summaries[key] ?? keys.doc) }]);
  return { properties: Object.fromEntries(properties), additionalProperties: false };
}

const sentence = (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
