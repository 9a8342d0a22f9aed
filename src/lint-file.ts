// Pass 1: one blob to its findings. Pure and synchronous: same bytes and settings, same result.
import type { Config } from './config/load.js';
import { dialectOf, recogniseDialect } from './dialects/index.js';
import { prefilter } from './document/prefilter.js';
import { decodeText, type SourceText } from './document/text.js';
import { parseYaml } from './document/yaml.js';
import { judgePlace } from './judgement/place.js';
import { OPT_IN_RULES, RULE_IDS, RULES } from './rules/index.js';
import type { KnownSecrets } from './secrets/known.js';
import { secretsFileKind } from './secrets/names.js';
import type { SecretsStore } from './secrets/store.js';
import { applySuppressions, SUPPRESSION_NEEDLE } from './suppress/inline.js';
import type { Blob, DialectName, FileContext, FileFormat, RawFinding, Rule, Severity, Span, Unit } from './types.js';

export interface LintSettings {
  readonly config: Config;
  /** Levels of the command line; they win over the config's. */
  readonly levels: ReadonlyMap<string, Severity | 'off'>;
  /** Rules that are off until they are asked for are on. */
  readonly privacy?: boolean;
  readonly dialect: DialectName | undefined;
  /** The secrets files at hand; undefined where there is none, or nothing was looked for. */
  readonly secrets: SecretsAtHand | undefined;
  /** Off only in tests and benches: the findings are the same. */
  readonly prefilter: boolean;
}

export interface SecretsAtHand {
  readonly store: SecretsStore;
  readonly known: KnownSecrets;
}

/** What pass 2 needs of every file, small enough to keep for all of a history. */
export interface FileSummary {
  readonly path: string;
  readonly dialect: DialectName;
  /** A `!secret` stands in the text, so that this folder's secrets file matters. */
  readonly usesSecrets: boolean;
  /** The file is a configuration's main one: its folder has a secrets file of its own. */
  readonly isMain: boolean;
}

export interface LintedFile {
  readonly blob: Blob;
  readonly unit: Unit;
  readonly summary: FileSummary;
  readonly findings: readonly RawFinding[];
  readonly suppressed: readonly RawFinding[];
  /** Of what is suppressed: by which comment. */
  readonly comments: ReadonlyMap<RawFinding, Span>;
}

/** YAML by name, copies for later included: `configuration.yaml.example`. */
const YAML_NAME =
  /\.(?:ya?ml|dash|json)(?:[._-](?:example|sample|dist|template|tmpl|bak|old|orig|off|disabled|backup|save|fake|dummy))?~?$/i;
const USES_SECRETS = /(?:^|[\s,[{:'"])!secret[ \t'"]/m;

/** Files whose folder is a configuration; which of them it is tells the dialect. */
export const MAIN_FILE = /(?:^|\/)(?:configuration|appdaemon)\.yaml$/;
const DEVICE = /^esphome[ \t]*:/m;

/** JSON without a name for it, as in `.storage/`. JSON is read as the YAML it is. */
const JSON_TEXT = /^\s*[{[]\s*(?:["{[\]}]|$)/;

/** Home Assistant's store: `core.config_entries` is a name without a type. */
const STORE = /(?:^|\/)\.storage\/[^/]*$/;

function formatOf(path: string, text: string): FileFormat {
  if (YAML_NAME.test(path)) return 'yaml';
  const name = path.slice(path.lastIndexOf('/') + 1);
  const hasNoType = !name.slice(1).includes('.') || STORE.test(path);
  return hasNoType && JSON_TEXT.test(text.slice(0, 200)) ? 'yaml' : 'text';
}

/** In a stand-in for a secrets file every key is a credential's and no value is one; only real tokens would be wrong there. */
const STAND_IN_RULES = new Set(['token-format', 'private-key', 'known-secret', 'unreadable-file']);

/** Undefined: as the rule has it. */
export function levelOf(
  rule: string,
  { config, levels, privacy }: Pick<LintSettings, 'config' | 'levels' | 'privacy'>,
): Severity | 'off' | undefined {
  const given = levels.get(rule) ?? config.levels.get(rule);
  const isOff = given === undefined && privacy !== true && OPT_IN.has(rule) && !config.privacy.has(rule);
  return isOff ? 'off' : given;
}

const OPT_IN: ReadonlySet<string> = new Set(OPT_IN_RULES);

/** These report only where a secrets file is at hand: in a clone nothing can be said about what suppresses them. */
const NEED_SECRETS = new Set(['known-secret', 'undefined-secret']);

/** Whether a rule could report here, so that a suppression without effect is one too many. */
export function canReport(rule: string, settings: LintSettings): boolean {
  return levelOf(rule, settings) !== 'off' && (settings.secrets !== undefined || !NEED_SECRETS.has(rule));
}

/** What a file is, and all that any rule says of it: nothing suppressed, nothing dropped for the sake of another. */
export function findAll(
  blob: Blob,
  settings: LintSettings,
): { readonly unit: Unit; readonly active: readonly Rule[]; readonly found: readonly RawFinding[] } {
  const source = decodeText(blob.bytes);
  const format = formatOf(blob.path, source.text);
  const dialect =
    settings.dialect ??
    settings.config.dialectFor(blob.path) ??
    (format === 'yaml' ? recogniseDialect(blob.path, source.text) : 'yaml');
  const active = activeRules(blob.path, settings);
  const context = contextOf(settings);
  const unit = makeUnit(blob.path, source, dialect, format, active, settings, context);
  const found: RawFinding[] = [];
  for (const rule of active) {
    if (!mayReport(rule, unit, context, settings)) continue;
    for (const finding of rule.checkFile?.(unit, context) ?? []) found.push(judgePlace(finding, unit));
  }
  return { unit, active, found };
}

export function lintBlob(blob: Blob, settings: LintSettings): LintedFile {
  const { unit, active, found } = findAll(blob, settings);
  const { source, format, dialect } = unit;
  const isActive = (id: string): boolean => active.some((rule) => rule.meta.id === id);
  const isJudged = (id: string): boolean => isActive(id) && canReport(id, settings);
  const { kept, unused, ...hidden } = applySuppressions(unit, dropOverlapping(found, source), RULE_IDS, isJudged);
  return {
    blob,
    unit,
    findings: isActive('unused-suppression') ? [...kept, ...unused] : kept,
    ...hidden,
    summary: {
      path: blob.path,
      dialect,
      usesSecrets:
        format === 'yaml' && dialectOf(dialect).makeReference !== undefined && USES_SECRETS.test(source.text),
      isMain: MAIN_FILE.test(blob.path) || (dialect === 'esphome' && DEVICE.test(source.text)),
    },
  };
}

function activeRules(path: string, settings: LintSettings): readonly Rule[] {
  const kind = secretsFileKind(path);
  return RULES.filter(({ meta }) => {
    if (levelOf(meta.id, settings) === 'off') return false;
    if (kind === 'stand-in') return STAND_IN_RULES.has(meta.id);
    // what a secrets file holds are secrets: its own rules judge the file
    return kind !== 'secrets' || meta.id === 'unreadable-file';
  });
}

/** What rules may see besides the file. */
export function contextOf(settings: Pick<LintSettings, 'config' | 'secrets'>): FileContext {
  return { extraKeys: settings.config.extraKeys, store: settings.secrets?.store, known: settings.secrets?.known };
}

function makeUnit(
  path: string,
  source: SourceText,
  dialect: DialectName,
  format: FileFormat,
  rules: readonly Rule[],
  settings: LintSettings,
  context: FileContext,
): Unit {
  const { mayMatch } = prefilter(source.text, settings.prefilter);
  const unit: Unit = { path, source, dialect, format, document: undefined, mayMatch };
  const parse =
    format === 'yaml' &&
    (SUPPRESSION_NEEDLE.test(source.text) ||
      rules.some(
        (rule) => rule.checkFile !== undefined && needsTree(rule) && mayReport(rule, unit, context, settings),
      ));
  return parse ? { ...unit, document: parseYaml(source.text) } : unit;
}

/** A rule without needle and suspicion looks at the text alone. */
function needsTree(rule: Rule): boolean {
  return rule.needle !== undefined || rule.suspects !== undefined;
}

/** The prefilter's answer for one rule: false only where it could report nothing. */
function mayReport(rule: Rule, unit: Unit, context: FileContext, settings: LintSettings): boolean {
  if (!settings.prefilter) return true;
  if (rule.needle !== undefined && !unit.mayMatch(rule.needle)) return false;
  return rule.suspects === undefined || unit.mayMatch(EVERYTHING) || rule.suspects(unit.source.text, unit, context);
}

/** Matches no text: `mayMatch` says yes to it only where escapes may hide anything. */
const EVERYTHING = /[^\s\S]/;

/** What is private gives way to a secret that stands in the same text, however unsure that is. */
const SECOND = 10_000;
const SPECIFICITY = new Map(RULES.map((rule) => [rule.meta.id, rule.meta.specificity]));
const CONFIDENCE = { high: 2, medium: 1, low: 0 } as const;

/** Of findings on the same text the surest stays, then the most specific. Findings about the file as such stand beside others. */
function dropOverlapping(findings: readonly RawFinding[], source: SourceText): RawFinding[] {
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
      const place = finding.node ?? source.position(finding.span.start).line;
      const others = byPlace.get(place) ?? [];
      if (others.some((other) => finding.span.start < other.span.end && other.span.start < finding.span.end)) continue;
      others.push(finding);
      byPlace.set(place, others);
    }
    kept.push(finding);
  }
  return kept.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
