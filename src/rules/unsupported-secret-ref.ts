// `!secret` in a file that is loaded without secrets, or in a dialect that does not know the tag: a load error.
import type { RawFinding, Rule, Unit } from '../types.js';
import { referencedName, usesTags, whyUnsupported } from './references.js';

const id = 'unsupported-secret-ref';

function* check(unit: Unit): Generator<RawFinding> {
  const message = whyUnsupported(unit.path, unit.dialect);
  if (message === undefined) return;
  for (const scalar of unit.document?.scalars ?? []) {
    if (referencedName(scalar) === undefined) continue;
    const because = usesTags(unit.dialect)
      ? 'the file is loaded without secrets (homeassistant components/blueprint, conversation)'
      : `the dialect ${unit.dialect} has no such tag`;
    yield { rule: id, span: scalar.span, message, confidence: 'high', node: scalar, whole: true, because };
  }
}

export const rule: Rule = {
  meta: {
    id,
    class: 'reference',
    severity: 'warning',
    summary: 'a reference where none can be looked up',
    why: 'Blueprints and some other files are loaded without secrets, and other programs do not know the tag: the file is rejected as a whole.',
    remedy: 'In a blueprint make the value an input. In other programs use their own kind of reference.',
    specificity: 20,
  },
  suspicion: 'unsupported-reference',
  checkFile: check,
  examples: {
    bad: [
      {
        file: 'blueprints/automation/x/alarm.yaml',
        about: 'a blueprint',
        text: 'blueprint:\n  name: x\n  domain: automation\naction:\n  - action: alarm_control_panel.alarm_disarm\n    data:\n      code: !secret «alarm_code»\n',
      },
      {
        file: 'docker-compose.yml',
        about: 'Docker Compose',
        text: 'services:\n  db:\n    image: mariadb\n    environment:\n      MYSQL_PASSWORD: !secret «db_password»\n',
      },
    ],
    good: [
      {
        file: 'blueprints/automation/x/alarm.yaml',
        about: 'an input',
        text: 'blueprint:\n  name: x\n  domain: automation\naction:\n  - action: alarm_control_panel.alarm_disarm\n    data:\n      code: !input alarm_code\n',
      },
      {
        file: 'docker-compose.yml',
        about: 'a variable',
        text: 'services:\n  db:\n    image: mariadb\n    environment:\n      MYSQL_PASSWORD: ${DB_PASSWORD}\n',
      },
    ],
  },
};
