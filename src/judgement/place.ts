// What the file a value stands in says about it: samples to copy and other people's code hold few secrets of this house.
// Such findings stay, as warnings of low confidence; private keys and Home Assistant's own tokens are the user's wherever they stand.
import type { RawFinding, Unit } from '../types.js';

/** Code that was installed, not written here: integrations, cards, packages. */
const THIRD_PARTY = /(?:^|\/)(?:custom_components|www\/community|node_modules|site-packages|\.venv|venv|vendor)\//;
/** `config.example.yaml`, `.env-sample`, `mock-secrets.json`, `settings.yaml.template`; a name with `template` in its middle is a device's base file as often. */
const SAMPLE = /(?:^|[./_-])(?:example|sample|dist|mock|fake|dummy)s?(?:[._-][^/]*)?$|\.(?:template|tmpl|skel)$/i;
const OWN = /Home Assistant access token/;

/** Whether the file is there to be copied, not to be used. */
export function isSample(path: string): boolean {
  return SAMPLE.test(path);
}

export function judgePlace(finding: RawFinding, unit: Pick<Unit, 'path'>): RawFinding {
  if (finding.rule === 'private-key' || finding.confidence === 'low' || OWN.test(finding.because)) return finding;
  if (THIRD_PARTY.test(unit.path) && !/\.ya?ml$/i.test(unit.path))
    return lowered(finding, 'in code that was installed, not written here');
  return isSample(unit.path) ? lowered(finding, 'in a file that is a sample by its name') : finding;
}

function lowered(finding: RawFinding, why: string): RawFinding {
  return { ...finding, confidence: 'low', because: `${finding.because}; ${why}` };
}
