// A value of a local secrets file standing in another file: typed again, pasted into a script, or written back by an editor.
import { isTree } from '../document/format-names.js';
import { isKey } from '../document/model.js';
import type { SecretEntry } from '../secrets/store.js';
import type { FileContext, RawFinding, Rule, Unit } from '../types.js';
import { commentRegions, type Region, toFinding, valueRegions } from './regions.js';

const id = 'known-secret';

const FORMS = {
  literal: '',
  'url-encoded': ', URL-encoded',
  'json-escaped': ', JSON-escaped',
  basic: ', in a Basic header',
} as const;

function* check(unit: Unit, { known }: FileContext): Generator<RawFinding> {
  if (known === undefined) return;
  const say = ({ name, file, of }: SecretEntry): string =>
    of === undefined || of === '' ? `\`${name}\` in ${file}` : `\`${name}\` of ${of} in ${file}`;
  const report = (
    region: Region,
    start: number,
    end: number,
    entry: SecretEntry,
    form: keyof typeof FORMS,
  ): RawFinding => ({
    ...toFinding(
      unit,
      region,
      {
        start,
        end,
        secret: entry.value?.reveal() ?? '',
        noun: 'secret',
        confidence: 'high',
        because: `the value of ${say(entry)}${FORMS[form]}`,
      },
      id,
      `This is the value of ${say(entry)}${FORMS[form]}.`,
    ),
    definedAt: { file: entry.file, line: entry.line, name: entry.name },
  });
  for (const region of [...valueRegions(unit), ...commentRegions(unit)]) {
    if (region.scalar?.tag !== undefined && region.scalar.tag.name === '!secret') continue;
    const whole = region.scalar !== undefined && !isKey(region.scalar) ? known.whole(region.text) : undefined;
    if (whole !== undefined && whole.file === unit.path) continue;
    if (whole !== undefined) {
      yield report(region, 0, region.text.length, whole, 'literal');
      continue;
    }
    for (const hit of known.find(region.text))
      if (hit.entry.file !== unit.path) yield report(region, hit.start, hit.end, hit.entry, hit.form);
  }
  if (isTree(unit.format)) return;
  // the lines were read above; as a whole value of the tree a shorter one is known too
  for (const scalar of unit.document?.scalars ?? []) {
    const whole = isKey(scalar) ? undefined : known.whole(scalar.value);
    const region: Region = { kind: 'scalar', text: scalar.value, span: scalar.span, scalar };
    if (whole !== undefined && whole.file !== unit.path) yield report(region, 0, region.text.length, whole, 'literal');
  }
}

export const rule: Rule = {
  meta: {
    id,
    class: 'credential',
    severity: 'error',
    summary: 'a value of the secrets file standing in another file',
    why: 'The value was hidden once, and stands here all the same: in a script, a note, a URL, or written back by an editor of the interface.',
    remedy:
      'In YAML refer to the name that the secrets file already has. In scripts read the value from the environment or from a file that git ignores.',
    specificity: 60,
  },
  suspicion: 'known-value',
  checkFile: check,
  examples: { bad: [], good: [] },
  cases: {
    bad: [
      'the password of `mqtt_password` in `shell_command: mosquitto_pub -P …`',
      'the same password URL-encoded in a stream’s address, JSON-escaped in a body, or in the base64 of `Authorization: Basic …`',
      'a token of the secrets file in a Python script or in notes',
      'a code of five to seven characters as a whole value',
    ],
    good: [
      '`true`, `1883`, `homeassistant`, an address or a name that happens to stand in the secrets file too',
      'a reference `!secret mqtt_password`',
    ],
  },
};
