// The config file that `init` writes: nearly all of it is comments, so that it changes nothing until someone edits it.

export const CONFIG_FILE = '.ha-secrets-lint.yaml';

/** `ignored`: what is not to be read from the start. */
export function configText(ignored: readonly string[]): string {
  const [mark, list] = ignored.length > 0 ? ['', ignored] : ['# ', ['custom_components/']];
  return `# Settings of ha-secrets-lint. All of them are optional, and those below are examples.
# "ha-secrets-lint rules" lists the rules, "ha-secrets-lint why FILE:LINE" says which one decided about a value.

# How serious a rule is: off, warning or error.
# rules:
#   sensitive-file: warning

# Files that are not read, and findings that do not count.
${mark}ignore:
${list.map((glob) => `${mark}  - ${glob}\n`).join('')}#   - files: packages/test_*.yaml
#     rule: inline-credential
#     keyPath: "*.password"

# What files are written for, where it is recognised wrongly.
# dialect:
#   nodes/*.yaml: esphome

# More keys whose values are credentials.
# keys: [door_code]
`;
}
