// Which files hold secrets by their name, and which only stand in for one (for CI, as an example to copy).

/** Read by Home Assistant and ESPHome (`secrets.yaml`) and Zigbee2MQTT (`secret.yaml`); the `.yml` twins hold the same by mistake. */
const SECRETS_FILE = /(?:^|\/)\.?secrets?\.ya?ml$/i;

/** Words that make a name one of a stand-in: `secrets.fake.yaml`, `secrets.yaml.example`, `travis_secrets.yaml`, `dummy-secrets.yaml`. */
const STAND_IN_WORD =
  '(?:fake|dummy|example|sample|template|test|tests|ci|travis|github|gitlab|dist|default|redacted|mock|stub|demo|public|tmpl|placeholder|skel)';
const STAND_IN_NAME = new RegExp(
  `(?:^|/)(?:\\.?secrets?[._-]${STAND_IN_WORD}\\.ya?ml|\\.?secrets?\\.ya?ml[._-]${STAND_IN_WORD}|\\.?(?:${STAND_IN_WORD})[._-]?secrets?\\.ya?ml|${STAND_IN_WORD}\\.secrets?\\.ya?ml)$`,
  'i',
);
/** The same in any order and with what runs there: `github_action_secrets.yaml`, `secrets-for-ci.yaml`. */
const STAND_IN_WORDS = new RegExp(
  `^\\.?(?=(?:[^\\n]{0,60}[._-])?${STAND_IN_WORD}(?:[._-]|$))(?:(?:${STAND_IN_WORD}|secrets?|actions?|workflows?|pipelines?|checks?|lint|for|configs?|home|assistant|homeassistant|hass|ha|esphome|ya?ml)(?:[._-]+|$)){2,8}$`,
  'i',
);
/** A secrets.yaml in a folder that only CI or tests read. */
const STAND_IN_FOLDER =
  /(?:^|\/)(?:\.github|\.gitlab|\.circleci|\.ci|ci|tests?|\.tests?|examples?|\.travis|\.devcontainer|fixtures)\/(?:[^\n]{0,300}\/)?\.?secrets?\.ya?ml$/i;

export type SecretsFileKind = 'secrets' | 'stand-in';

/** What a file is by its path alone; undefined: no secrets file. */
export function secretsFileKind(path: string): SecretsFileKind | undefined {
  // the patterns below cost more than most paths are worth
  if (!/secret/i.test(path)) return undefined;
  if (STAND_IN_NAME.test(path) || STAND_IN_FOLDER.test(path) || isStandInByWords(path)) return 'stand-in';
  return SECRETS_FILE.test(path) ? 'secrets' : undefined;
}

function isStandInByWords(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /\.ya?ml(?:[._-]|$)/i.test(name) && STAND_IN_WORDS.test(name);
}
