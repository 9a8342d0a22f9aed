// What GitLab asks of the two reports, written down from its documentation:
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
// https://docs.gitlab.com/development/integrations/secure/#report and the field list of the secret detection report, version 15.
// Compared field by field with what GitLab itself validates by (GitLab CE, MIT licence: app/validators/json_schemas/codeclimate.json and
// lib/gitlab/ci/parsers/security/validators/schemas/15.0.4/secret-detection-report-format.json): the same fields are required, with the
// same patterns and lists; these here are stricter about paths, lines and what must not be there.

const text = { type: 'string', minLength: 1 } as const;
const line = { type: 'integer', minimum: 1 } as const;
const object = (required: readonly string[], properties: Readonly<Record<string, unknown>>) =>
  ({ type: 'object', required, properties }) as const;

/** A path from the root of the repository, without `./`. */
const path = { type: 'string', pattern: '^(?!\\./|/).' } as const;

export const CODE_QUALITY = {
  type: 'array',
  items: object(['description', 'check_name', 'fingerprint', 'severity', 'location'], {
    description: text,
    check_name: text,
    fingerprint: text,
    severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
    location: object(['path', 'lines'], { path, lines: object(['begin'], { begin: line, end: line }) }),
  }),
} as const;

const program = object(['id', 'name', 'version', 'vendor'], {
  id: text,
  name: text,
  version: text,
  vendor: object(['name'], { name: text }),
});
/** ISO 8601 in UTC, without a zone. */
const time = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$' } as const;

export const SECRET_DETECTION = object(['scan', 'version', 'vulnerabilities'], {
  version: { type: 'string', pattern: '^15\\.\\d+\\.\\d+$' },
  scan: object(['analyzer', 'end_time', 'scanner', 'start_time', 'status', 'type'], {
    analyzer: program,
    scanner: program,
    start_time: time,
    end_time: time,
    status: { enum: ['success', 'failure'] },
    type: { enum: ['secret_detection'] },
    messages: {
      type: 'array',
      items: object(['level', 'value'], { level: { enum: ['info', 'warn', 'fatal'] }, value: text }),
    },
  }),
  vulnerabilities: {
    type: 'array',
    items: object(['id', 'identifiers', 'location'], {
      id: text,
      name: { type: 'string', maxLength: 255 },
      description: { ...text, maxLength: 1_048_576 },
      severity: { enum: ['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical'] },
      solution: { type: 'string', maxLength: 7000 },
      identifiers: {
        type: 'array',
        minItems: 1,
        maxItems: 20,
        items: object(['type', 'name', 'value'], { type: text, name: text, value: text }),
      },
      location: object(['commit'], {
        file: path,
        start_line: line,
        end_line: line,
        commit: object(['sha'], { sha: text }),
      }),
      // the text of the secret: never
      raw_source_code_extract: false,
    }),
  },
});
