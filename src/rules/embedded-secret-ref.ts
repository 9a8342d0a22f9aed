// `!secret name` inside a longer string or template: nothing looks it up there.
import { isKey } from '../document/model.js';
import type { RawFinding, Rule, Unit } from '../types.js';
import { usesTags } from './references.js';
import { locate } from './regions.js';

const id = 'embedded-secret-ref';
/** In text after a blank, a quote, a bracket or an operator; the whole value is another rule's. */
const EMBEDDED = /(?:^|[\s"'(=:,{[>/@])(!secret[ \t]{1,5}[A-Za-z_][\w-]{0,100})/;
/** Keys whose text is for people. */
const FOR_PEOPLE = /^(?:description|title|name|message|content|help|comment|note|example)s?$/i;

function* check(unit: Unit): Generator<RawFinding> {
  if (!usesTags(unit)) return;
  for (const scalar of unit.document?.scalars ?? []) {
    if (scalar.tag !== undefined || isKey(scalar) || !scalar.value.includes('!secret')) continue;
    const match = EMBEDDED.exec(scalar.value);
    if (match === null || scalar.value.trim() === match[1]) continue;
    if (scalar.parent.in === 'map' && FOR_PEOPLE.test(scalar.parent.pair.key?.value ?? '')) continue;
    const start = match.index + match[0].indexOf('!secret');
    yield {
      rule: id,
      span: locate(
        unit.source.text,
        { kind: 'scalar', text: scalar.value, span: scalar.span, scalar },
        { start, end: start + (match[1] ?? '').length },
      ),
      message: 'Inside a longer text this is no reference: it is used letter by letter.',
      confidence: 'high',
      node: scalar,
      whole: false,
      because: '`!secret` replaces whole values only (annotatedyaml, esphome yaml_util)',
    };
  }
}

export const rule: Rule = {
  meta: {
    id,
    class: 'reference',
    severity: 'warning',
    summary: 'a reference inside a longer text, where nothing looks it up',
    why: 'A URL, header or command with `!secret` in it is sent with those letters, and does not work.',
    remedy:
      'Put the whole text into the secrets file and refer to it: `Authorization: !secret api_auth_header`. In ESPHome a substitution can be a secret and stand inside a string.',
    specificity: 15,
  },
  suspicion: 'odd-reference',
  checkFile: check,
  examples: {
    bad: [
      {
        file: 'configuration.yaml',
        about: 'in a URL',
        text: 'camera:\n  - platform: ffmpeg\n    input: «rtsp://viewer:!secret camera_password@192.0.2.10/stream»\n',
      },
      {
        file: 'configuration.yaml',
        about: 'in a header',
        text: 'rest_command:\n  x:\n    url: http://192.0.2.7/\n    headers:\n      Authorization: «"Bearer !secret api_token"»\n',
      },
    ],
    good: [
      {
        file: 'configuration.yaml',
        about: 'the whole value',
        text: 'rest_command:\n  x:\n    url: http://192.0.2.7/\n    headers:\n      Authorization: !secret api_auth_header\n',
      },
      {
        file: 'configuration.yaml',
        about: 'a text about it',
        text: 'input_boolean:\n  x:\n    description: use !secret my_name for the password\n',
      },
    ],
  },
};
