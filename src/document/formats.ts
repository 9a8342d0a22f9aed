// The reader of each format. One tree for all of them.
import { type FileFormat, isTree } from './format-names.js';
import { readJson } from './json.js';
import type { YamlDocument } from './model.js';
import { ENV, INI, readSettings } from './settings.js';
import { readToml } from './toml.js';
import { parseYaml } from './yaml.js';

/** Reads any text. What a format's own reader cannot read is read by the next wider one. */
export function readDocument(format: FileFormat, text: string): YamlDocument | undefined {
  switch (format) {
    case 'yaml':
      return parseYaml(text);
    case 'json':
      return readJson(text) ?? parseYaml(text);
    case 'toml':
      return readToml(text) ?? readSettings(text, INI);
    case 'ini':
      return readSettings(text, INI);
    case 'env':
      return readSettings(text, ENV);
    case 'text':
      return undefined;
  }
}

/** Reads what was commented out, as the lines of the file that it may have been. */
export function readComment(format: FileFormat, text: string): YamlDocument | undefined {
  if (isTree(format)) return parseYaml(text);
  return readSettings(text, { ...INI, separated: false });
}
