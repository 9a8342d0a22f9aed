// Pass 1: one blob to its findings. Pure and synchronous: same bytes and settings, same result.
import { isTree } from './document/format-names.js';
import { readDocument } from './document/formats.js';
import { type FileSummary, type Look, lookAt } from './first-look.js';
import { judgePlace } from './judgement/place.js';
import { OPT_IN_RULES, RULE_IDS, RULES } from './rules/index.js';
import { contextOf, type LintSettings, levelOf } from './settings.js';
import { applySuppressions } from './suppress/inline.js';
import type { Blob, RawFinding, Span, Unit } from './types.js';

export interface LintedFile {
  readonly blob: Blob;
  readonly unit: Unit;
  readonly summary: FileSummary;
  readonly findings: readonly RawFinding[];
  readonly suppressed: readonly RawFinding[];
  /** Of what is suppressed: by which comment. */
  readonly comments: ReadonlyMap<RawFinding, Span>;
}

/**
 * Whether a rule could report here, so that a suppression without effect is one too many. Two report only where the local
 * files are at hand: in a clone nothing can be said about what suppresses them.
 */
export function canReport(rule: string, settings: LintSettings): boolean {
  if (levelOf(rule, settings) === 'off') return false;
  if (rule === 'undefined-secret') return settings.secrets?.store !== undefined;
  return rule !== 'known-secret' || settings.secrets !== undefined;
}

/** What a file is, and all that the rules that suspect something say of it: nothing suppressed, nothing dropped for another's sake. */
export function findAll(
  blob: Blob,
  settings: LintSettings,
  look: Look = lookAt(blob, settings),
): { readonly unit: Unit; readonly found: readonly RawFinding[] } {
  const context = contextOf(settings);
  const unit = makeUnit(blob.path, look);
  const found: RawFinding[] = [];
  for (const rule of RULES) {
    if (!look.suspecting.has(rule.meta.id)) continue;
    for (const finding of rule.checkFile?.(unit, context) ?? []) found.push(judgePlace(finding, unit));
  }
  return { unit, found };
}

export function lintBlob(blob: Blob, settings: LintSettings, look: Look = lookAt(blob, settings)): LintedFile {
  const { active, summary } = look;
  const { unit, found } = findAll(blob, settings, look);
  const isJudged = (id: string): boolean => active.has(id) && canReport(id, settings);
  const { kept, unused, ...hidden } = applySuppressions(unit, dropOverlapping(found, unit), RULE_IDS, isJudged);
  return {
    blob,
    unit,
    findings: active.has('unused-suppression') ? [...kept, ...unused] : kept,
    ...hidden,
    summary: {
      ...summary,
      holdsCredentials: [...kept, ...hidden.suppressed].some(({ rule }) => CREDENTIAL_RULES.has(rule)),
    },
  };
}

function makeUnit(path: string, { source, dialect, format, mayMatch, needsTree }: Look): Unit {
  const document = needsTree ? readDocument(format, source.text) : undefined;
  return { path, source, dialect, format, document, mayMatch };
}

const CREDENTIAL_RULES = new Set(RULES.filter(({ meta }) => meta.class === 'credential').map(({ meta }) => meta.id));
const OPT_IN: ReadonlySet<string> = new Set(OPT_IN_RULES);
/** What is private gives way to a secret that stands in the same text, however unsure that is. */
const SECOND = 10_000;
const SPECIFICITY = new Map(RULES.map((rule) => [rule.meta.id, rule.meta.specificity]));
const CONFIDENCE = { high: 2, medium: 1, low: 0 } as const;

/** Of findings on the same text the surest stays, then the most specific. Findings about the file as such stand beside others. */
function dropOverlapping(findings: readonly RawFinding[], { source, format }: Unit): RawFinding[] {
  const specificity = (finding: RawFinding): number => SPECIFICITY.get(finding.rule) ?? 0;
  const rank = (finding: RawFinding): number =>
    (OPT_IN.has(finding.rule) ? -SECOND : 0) +
    (finding.confidence === 'low' ? 0 : 1000) +
    specificity(finding) * 10 +
    CONFIDENCE[finding.confidence];
  const byPlace = new Map<unknown, RawFinding[]>();
  const kept: RawFinding[] = [];
  for (const finding of [...findings].sort((a, b) => rank(b) - rank(a))) {
    if (specificity(finding) > 0) {
      const place = (isTree(format) ? finding.node : undefined) ?? source.position(finding.span.start).line;
      const others = byPlace.get(place) ?? [];
      if (others.some((other) => finding.span.start < other.span.end && other.span.start < finding.span.end)) continue;
      others.push(finding);
      byPlace.set(place, others);
    }
    kept.push(finding);
  }
  return kept.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
