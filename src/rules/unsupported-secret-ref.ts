// `!secret` in a file that is loaded without secrets, or in a dialect that does not know the tag: a load error.
import type { RawFinding, Rule, Unit } from '../types.js';
import { isLoadedWithoutSecrets, referencedName, usesTags } from './references.js';

const id = 'unsupported-secret-ref';
const NEEDLE = /!secret/;

const WHY = {
  zigbee2mqtt: "Zigbee2MQTT does not know this tag and fails to load: write a string, `'!secret.yaml name'`.",
  frigate: 'Frigate does not know this tag: write `{FRIGATE_NAME}` and set that environment variable.',
  go2rtc: 'go2rtc does not know this tag: write `${NAME}` and set that environment variable.',
  compose: 'Docker Compose does not know this tag: write `${NAME}` and put the value into `.env`.',
} as const;

function messageFor(unit: Unit): string | undefined {
  if (unit.dialect === 'home-assistant' && isLoadedWithoutSecrets(unit.path))
    return 'Files like this one are loaded without secrets: this reference is an error when the file is read.';
  return Object.entries(WHY).find(([dialect]) => dialect === unit.dialect)?.[1];
}

function* check(unit: Unit): Generator<RawFinding> {
  const message = messageFor(unit);
  if (message === undefined) return;
  for (const scalar of unit.document?.scalars ?? []) {
    if (referencedName(scalar) === undefined) continue;
    const because = usesTags(unit)
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
  needle: NEEDLE,
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
