// What the file a value stands in says about it: samples to copy and other people's code hold few secrets of this house.
// Such findings stay, as warnings of low confidence; private keys and Home Assistant's own tokens are the user's wherever they stand.
import type { RawFinding, Unit } from '../types.js';

/** Code that was installed, not written here: integrations, cards, packages. */
const THIRD_PARTY = /(?:^|\/)(?:custom_components|www\/community|node_modules|site-packages|\.venv|venv|vendor)\//;
/** `config.example.yaml`, `.env-sample`, `mock-secrets.json`, `settings.yaml.template`; a name with `template` in its middle is a device's base file as often. */
const SAMPLE = /(?:^|[./_-])(?:example|sample|dist|mock|fake|dummy)s?(?:[._-][^/]*)?$|\.(?:template|tmpl|skel)$/i;
/** Tests of programs make up their logins; what a token's shape or the secrets file tells is real there too. */
const TESTS =
  /(?:^|\/)(?:tests?|__tests__|specs?|testdata|fixtures)\/[^\n]*\.(?:py|[cm]?[jt]sx?|sh|bash|go|rs|rb|php|java|cs)$|(?:^|\/)(?:test_[^/]*|[^/]*[._-](?:test|tests|spec)|conftest)\.(?:py|[cm]?[jt]sx?|sh|bash|go|rs|rb|php|java|cs)$/i;
const MADE_UP = new Set(['inline-credential', 'url-credentials', 'auth-header']);
/** Certain whatever the file is. */
const CERTAIN = new Set(['private-key', 'known-secret']);
const OWN = /Home Assistant access token/;

/** Whether the file is there to be copied, not to be used. */
export function isSample(path: string): boolean {
  return SAMPLE.test(path);
}

/** Whether the file was installed, not written here. */
export function isThirdParty(path: string): boolean {
  return THIRD_PARTY.test(path);
}

export function judgePlace(finding: RawFinding, unit: Pick<Unit, 'path'>): RawFinding {
  if (CERTAIN.has(finding.rule) || finding.confidence === 'low' || OWN.test(finding.because)) return finding;
  if (THIRD_PARTY.test(unit.path) && !/\.ya?ml$/i.test(unit.path))
    return lowered(finding, 'in code that was installed, not written here');
  if (MADE_UP.has(finding.rule) && TESTS.test(unit.path)) return lowered(finding, 'in the test of a program');
  if (isFieldExample(finding)) return lowered(finding, 'the example in the description of a field');
  return isSample(unit.path) ? lowered(finding, 'in a file that is a sample by its name') : finding;
}

function lowered(finding: RawFinding, why: string): RawFinding {
  return { ...finding, confidence: 'low', because: `${finding.because}; ${why}` };
}

/** `fields.<name>.example`: a text for the interface (developers.home-assistant.io: service actions, `services.yaml`; integrations/script). */
function isFieldExample({ node }: RawFinding): boolean {
  if (node?.parent.in !== 'map' || node.parent.pair.key?.value !== 'example') return false;
  const field = node.parent.map.parent;
  return field.in === 'map' && field.map.parent.in === 'map' && field.map.parent.pair.key?.value === 'fields';
}
