// `!secret` in a file that is loaded without secrets, or in a dialect that does not know the tag: a load error.
import { formatPath, isKey, pathOf } from '../document/model.js';
import type { DialectName, RawFinding, Rule, Unit } from '../types.js';
import { referencedName, usesTags, whyUnsupported } from './references.js';

const id = 'unsupported-secret-ref';
function* check(unit: Unit): Generator<RawFinding> {
  const message = whyUnsupported(unit.path, unit.dialect);
  if (message === undefined) return;
  for (const scalar of unit.document?.scalars ?? []) {
    if (referencedName(scalar) === undefined) continue;
    const because = usesTags(unit)
      ? 'the file is loaded without secrets (homeassistant components/blueprint, conversation)'
      : `the dialect ${unit.dialect} has no such tag`;
    yield { rule: id, span: scalar.span, message, confidence: 'high', node: scalar, whole: true, because };
  }
}

interface Substituted {
  /** What is replaced, in a whole text or inside it. */
  readonly pattern: RegExp;
  /** Key paths at which it is. */
  readonly where: RegExp;
  readonly message: string;
  readonly because: string;
}

const SUBSTITUTED: Partial<Record<DialectName, Substituted>> = {
  zigbee2mqtt: {
    pattern: /^!(?:secret\S{0,60}|\S{1,60}\.ya?ml) \S{1,200}$/,
    where: /^(?:mqtt\.(?:server|user|password)|advanced\.network_key|frontend\.auth_token)$/,
    message:
      'Zigbee2MQTT looks this up only as mqtt.server, mqtt.user, mqtt.password, advanced.network_key and frontend.auth_token: here the text itself is used.',
    because: 'zigbee2mqtt 2.12.1: lib/util/settings.ts',
  },
  frigate: {
    pattern: /(?<!\{)\{FRIGATE_\w{1,100}\}(?!\})/,
    where:
      /^(?:mqtt\.(?:host|user|password)|cameras\.[^\n]{1,200}\.(?:ffmpeg\.inputs\[\d+\]\.path|onvif\.(?:host|user|password))|genai\.(?:[^\n]{1,200}\.)?api_key|proxy\.auth_secret|go2rtc\.[^\n]{1,300})$/,
    message:
      'Frigate replaces `{FRIGATE_NAME}` only in the logins of mqtt, onvif, genai, proxy and go2rtc and in the paths of ffmpeg inputs: here the text itself is used.',
    because: 'frigate 0.18: frigate/config/env.py and the EnvString fields',
  },
};

/** References that are strings stand where nothing replaces them. */
function* checkStrings(unit: Unit): Generator<RawFinding> {
  const row = SUBSTITUTED[unit.dialect];
  if (row === undefined || unit.format !== 'yaml') return;
  for (const scalar of unit.document?.scalars ?? []) {
    if (isKey(scalar) || scalar.tag !== undefined || !row.pattern.test(scalar.value)) continue;
    if (row.where.test(formatPath(pathOf(scalar)))) continue;
    const { span } = scalar;
    yield { rule: id, span, message: row.message, confidence: 'high', node: scalar, whole: true, because: row.because };
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
  *checkFile(unit) {
    yield* check(unit);
    yield* checkStrings(unit);
  },
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
      {
        file: 'zigbee2mqtt/configuration.yaml',
        about: 'Zigbee2MQTT, which looks up five settings only',
        text: "serial:\n  port: /dev/ttyUSB0\nmqtt:\n  server: mqtt://localhost\nadvanced:\n  log_syslog:\n    host: «'!secret.yaml log_host'»\n",
      },
      {
        file: 'frigate/config.yml',
        about: 'Frigate, which replaces in logins only',
        text: 'mqtt:\n  host: 192.0.2.5\n  topic_prefix: «"{FRIGATE_PREFIX}"»\ncameras:\n  door:\n    ffmpeg:\n      inputs: []\n',
      },
    ],
    good: [
      {
        file: 'frigate/config.yml',
        about: 'a place where Frigate replaces it',
        text: 'mqtt:\n  password: "{FRIGATE_MQTT_PASSWORD}"\ncameras:\n  door:\n    ffmpeg:\n      inputs:\n        - path: rtsp://admin:{FRIGATE_CAMERA}@192.0.2.9/1\n',
      },
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
