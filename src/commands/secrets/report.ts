// Issues to the report that all formats know: positions, code frames in which every value of a secrets file is masked, ignore comments.
import { createHash } from 'node:crypto';
import { formatPath, isKey, pathOf } from '../../document/model.js';
import { compareFindings, hiddenSteps, type Located, type Suppressed } from '../../findings.js';
import type { LintedFile } from '../../lint-file.js';
import { RULE_IDS } from '../../rules/index.js';
import type { Report } from '../../run/run.js';
import { MASK, SecretValue } from '../../secret-value.js';
import { CHECK_IDS } from '../../secrets/check-ids.js';
import { applySuppressions } from '../../suppress/inline.js';
import type { RawFinding, Severity, Unit } from '../../types.js';
import { checkMeta } from './checks.js';
import type { SecretsFacts } from './facts.js';
import type { Issue } from './issue.js';
import type { ConfigText } from './references.js';
import { literalOf, type SecretsText } from './texts.js';

export interface ReportRequest {
  readonly facts: Pick<SecretsFacts, 'root' | 'config' | 'unread' | 'count' | 'secrets'>;
  readonly issues: readonly Issue[];
  readonly notes: readonly string[];
  readonly levels: ReadonlyMap<string, Severity | 'off'>;
  readonly started: number;
}

type Text = ConfigText | SecretsText;

export function toReport({ facts, issues, notes, levels, started }: ReportRequest): Report {
  const { config, root } = facts;
  const findings: Located[] = [];
  const suppressions: Suppressed[] = [];
  const ordinals = new Map<string, number>();
  for (const [text, own] of byText(issues)) {
    const raws = new Map(own.map((issue) => [toRaw(issue), issue]));
    const unit = toUnit(text);
    const { kept, suppressed, comments } = applySuppressions(
      unit,
      [...raws.keys()],
      [...RULE_IDS, ...CHECK_IDS],
      () => false,
    );
    const file = toFile(text, unit, [...raws.keys()]);
    const hide = hiddenSteps(file.findings);
    const locate = (raw: RawFinding): Located | undefined => {
      const severity = levels.get(raw.rule) ?? config.levels.get(raw.rule) ?? raw.severity ?? 'warning';
      if (severity === 'off') return undefined;
      return locateRaw(raw, severity, file, hide, ordinals);
    };
    for (const raw of kept) {
      const located = locate(raw);
      const ignored = located && config.ignoredBy(located.finding.file, raw.rule, located.finding.keyPath);
      if (located !== undefined && ignored !== undefined) suppressions.push({ located, by: 'config', ...ignored });
      else if (located !== undefined) findings.push(located);
    }
    for (const raw of suppressed) {
      const located = locate(raw);
      const { line } = unit.source.position(comments.get(raw)?.start ?? 0);
      if (located !== undefined) suppressions.push({ located, by: 'comment', file: text.path, line });
    }
  }
  return {
    root,
    findings: findings.sort((a, b) => compareFindings(a.finding, b.finding)),
    files: facts.count + facts.secrets.length,
    skipped: [],
    suppressed: suppressions.length,
    suppressions,
    baseline: undefined,
    errors: facts.unread.map(({ path, message }) => ({ file: path, message })),
    notes,
    configFile: config.file,
    fixInHook: false,
    shard: undefined,
    ms: Date.now() - started,
  };
}

function byText(issues: readonly Issue[]): Map<Text, Issue[]> {
  const grouped = new Map<Text, Issue[]>();
  for (const issue of issues) grouped.set(issue.text, [...(grouped.get(issue.text) ?? []), issue]);
  return grouped;
}

function toRaw({ check, severity, span, node, message, secret }: Issue): RawFinding {
  return {
    rule: check,
    span,
    message,
    confidence: 'high',
    severity: severity ?? checkMeta(check).severity,
    node,
    whole: node !== undefined,
    because: 'looked up as the loaders do',
    ...(secret === undefined ? {} : { secret }),
  };
}

const isSecrets = (text: Text): text is SecretsText => 'entries' in text;

function toUnit(text: Text): Unit {
  return {
    path: text.path,
    source: text.source,
    dialect: isSecrets(text) ? 'home-assistant' : text.dialect,
    format: 'yaml',
    document: text.document,
    mayMatch: () => true,
  };
}

/** What a frame must not show are findings; in a secrets file every value is one, numbers and switches too. */
function toFile(text: Text, unit: Unit, raws: readonly RawFinding[]): LintedFile {
  const hidden = isSecrets(text)
    ? text.document.scalars
        .filter((scalar) => !isKey(scalar))
        .map((node): RawFinding => {
          const base = {
            rule: 'unused-secret',
            span: node.span,
            message: '',
            confidence: 'high',
            whole: true,
            because: '',
          } as const;
          return { ...base, node };
        })
    : [];
  return {
    blob: { path: text.path, bytes: text.bytes, origin: { kind: 'worktree' } },
    unit,
    summary: { path: text.path, dialect: unit.dialect, usesSecrets: false, isMain: false, holdsCredentials: false },
    findings: [...raws, ...hidden, ...(isSecrets(text) ? ownNames(text) : [])],
    suppressed: [],
    comments: new Map(),
  };
}

/** A value that is also a key must not be shown as one. */
function ownNames(text: SecretsText): RawFinding[] {
  return text.entries.flatMap((entry) => {
    const literal = literalOf(entry);
    if (literal === undefined || literal.value !== entry.name) return [];
    const secret = new SecretValue(literal.value);
    return [
      {
        rule: 'weak-secret',
        span: entry.key.span,
        message: '',
        confidence: 'high',
        node: entry.key,
        whole: true,
        because: '',
        secret,
      },
    ];
  });
}

function locateRaw(
  raw: RawFinding,
  severity: Severity,
  file: LintedFile,
  hide: (step: string) => boolean,
  ordinals: Map<string, number>,
): Located {
  const { unit } = file;
  const start = unit.source.position(raw.span.start);
  const end = unit.source.position(raw.span.end);
  const keyPath = raw.node === undefined ? null : formatPath(pathOf(raw.node), hide);
  return {
    raw,
    file,
    finding: {
      rule: raw.rule,
      severity,
      confidence: raw.confidence,
      class: checkMeta(raw.rule as Issue['check']).class,
      file: unit.path,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      keyPath,
      dialect: unit.dialect,
      message: raw.message,
      preview: MASK,
      fingerprint: fingerprint(JSON.stringify([raw.rule, unit.path, keyPath]), ordinals),
      commit: null,
      preexisting: false,
      fix: null,
      noFix: null,
      related: [],
    },
  };
}

function fingerprint(identity: string, ordinals: Map<string, number>): string {
  const ordinal = (ordinals.get(identity) ?? 0) + 1;
  ordinals.set(identity, ordinal);
  return createHash('sha256').update(`${identity}#${ordinal}`).digest('hex');
}
