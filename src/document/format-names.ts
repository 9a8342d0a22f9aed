// Which format a file has, by its name and first characters. Every file is asked this, so that no reader is loaded for it.

/** `text`: lines without a structure that is read. */
export type FileFormat = 'yaml' | 'json' | 'toml' | 'ini' | 'env' | 'text';

/** What copies of a configuration are called: `configuration.yaml.example`. */
const COPY =
  '(?:[._-](?:example|sample|dist|template|tmpl|j2|jinja2?|bak|old|orig|off|disabled|backup|save|fake|dummy))?~?$';

const BY_NAME: readonly { readonly format: FileFormat; readonly name: RegExp }[] = [
  { format: 'yaml', name: new RegExp(`\\.(?:ya?ml|dash)${COPY}`, 'i') },
  { format: 'json', name: new RegExp(`\\.(?:jsonc?|json5|jsonl|ndjson|webmanifest|geojson|ipynb|har)${COPY}`, 'i') },
  { format: 'toml', name: new RegExp(`\\.toml${COPY}`, 'i') },
  { format: 'env', name: /(?:^|\/)\.env[^/]*$|\.env(?:\.[\w-]{1,20})?$|(?:^|\/)env\.list$/i },
  {
    format: 'ini',
    name: /\.(?:ini|cfg|conf|cnf|properties|service|timer|network|netdev|container|desktop|inf)(?:\.[\w-]{1,20})?$|(?:^|\/)\.(?:netrc|msmtprc|my\.cnf|npmrc|gitconfig|pypirc|wgetrc|smbcredentials)$/i,
  },
];

/** JSON without a name for it, as in `.storage/`. */
const JSON_TEXT = /^\s*[{[]\s*(?:["{[\]}]|$)/;
/** Home Assistant's store: `core.config_entries` is a name without a type. */
const STORE = /(?:^|\/)\.storage\/[^/]*$/;

export function formatOf(path: string, text: string): FileFormat {
  const known = BY_NAME.find(({ name }) => name.test(path));
  if (known !== undefined) return known.format;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const hasNoType = !name.slice(1).includes('.') || STORE.test(path);
  return hasNoType && JSON_TEXT.test(text.slice(0, 200)) ? 'json' : 'text';
}

/** Whether values are read from the tree alone; of the other formats the lines are read too. */
export function isTree(format: FileFormat): boolean {
  return format === 'yaml' || format === 'json';
}
