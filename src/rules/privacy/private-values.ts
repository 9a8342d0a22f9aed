// Everything private in a file that is no credential: who lives here, where, and how their network is made.
// One pass finds it for the three rules that report it, and for whoever else wants to hide it. A bundle of its own,
// loaded when such a rule is on.
import { isReferenceTag } from '../../dialects/dialect.js';
import { isKey, nearestKey, type ScalarNode } from '../../document/model.js';
import { judge } from '../../judgement/index.js';
import { isThirdParty } from '../../judgement/place.js';
import { splitWords } from '../../judgement/shape.js';
import { SecretValue } from '../../secret-value.js';
import type { Confidence, RawFinding, Unit } from '../../types.js';
import { keysOfRows } from '../data/catalogue.js';
import { VERSION_WORDS } from '../data/privacy/key-names.js';
import { KINDS, type PrivacyRule, type PrivateKind } from '../data/privacy/kinds.js';
import { commentedLines, isProse } from '../keys/commented-lines.js';
import { type KeyContext, keyContext } from '../keys/context.js';
import { commentRegions, locate, type Region, valueRegions } from '../regions.js';
import { withArticle } from '../text/article.js';
import { findAssigned } from './assigned.js';
import { GATES } from './gates.js';
import { isUsualPort, mayTellChat, type PrivateEvidence, privateEvidence, rowsOfName } from './keys.js';
import { isNamedAfterNode } from './node-names.js';
import type { PrivateHit } from './private-hit.js';
import { findPrivateTexts } from './texts.js';

/** Other people's words: what was installed, what is there to be copied, what a tool wrote down about packages. */
const NOT_OURS =
  /(?:^|\/)(?:blueprints|translations|locales?|i18n)\/|(?:^|\/)(?:package-lock\.json|pnpm-lock\.ya?ml|[\w.-]{1,40}\.lock|(?:UN)?LICEN[CS]E[\w.-]{0,20}|COPYING|NOTICE[\w.-]{0,12}|AUTHORS[\w.-]{0,12}|CODEOWNERS|\.gitignore|\.dockerignore|\.mailmap|CONTRIBUTORS[\w.-]{0,12}|CHANGELOG[\w.-]{0,12}|CODE_OF_CONDUCT[\w.-]{0,12}|SECURITY\.md)$|\.min\.(?:js|css)$|\.(?:svg|css|map)$/i;
/** There to be copied: a name that ends so, or begins with it. */
const SAMPLE =
  /(?:^|[./_-])(?:examples?|samples?|dist|mock|fake|dummy)(?:\.[^/]*)?$|(?:^|\/)(?:examples?|samples?|mock|fake)[._-][^/]*$|\.(?:template|tmpl|skel)$/i;
/** Notes for readers: addresses in them are examples as often as not. */
const NOTES = /\.(?:md|markdown|rst|txt|adoc)$/i;

/** Programs: an e-mail address in their comments is its author's, one in quotes is used. */
const CODE = /\.(?:py|[cm]?[jt]sx?|sh|bash|c|cpp|cc|h|hpp|ino|go|rs|php|rb|lua|java|cs)$/i;

const found = new WeakMap<Unit, readonly RawFinding[]>();

/** All private values of a file, in the order of the text as far as they stand in values. Pure. */
export function findPrivateValues(unit: Unit): readonly RawFinding[] {
  let findings = found.get(unit);
  if (findings === undefined) {
    const isOurs = !SAMPLE.test(unit.path) && !isThirdParty(unit.path) && !NOT_OURS.test(unit.path);
    findings = isOurs ? withoutRepeatedZones([...find(unit)]) : [];
    found.set(unit, findings);
  }
  return findings;
}

/** `TZ=` stands beside every container of a file: that it is the same for all of them is said once. */
function withoutRepeatedZones(findings: readonly RawFinding[]): readonly RawFinding[] {
  const said = new Set<string>();
  return findings.filter(({ message, whole, secret }) => {
    if (whole || !message.endsWith(`${KINDS.timezone.tells}.`)) return true;
    const zone = secret?.reveal() ?? '';
    const isFirst = !said.has(zone);
    said.add(zone);
    return isFirst;
  });
}

function* find(unit: Unit): Generator<RawFinding> {
  if (unit.format === 'text') {
    for (const region of valueRegions(unit)) yield* inLine(unit, region);
    return;
  }
  for (const region of valueRegions(unit))
    if (region.scalar !== undefined) yield* inScalar(unit, region, region.scalar);
  yield* inComments(unit);
}

function* inScalar(unit: Unit, region: Region, scalar: ScalarNode): Generator<RawFinding> {
  if (isReferenceTag(scalar) && scalar.tag?.name !== '!lambda') return;
  if (isExample(scalar) || isDatabaseUser(scalar, unit)) return;
  const key = nearestKey(scalar)?.value;
  const hits = findPrivateTexts(region.text).filter((hit) => !isElse(hit, key, scalar));
  const [first] = hits;
  const length = region.text.trim().length;
  if (first !== undefined && first.end - first.start === length) {
    yield toFinding(unit, region, first);
    return;
  }
  const byKey = isKey(scalar) ? undefined : decidePrivate(scalar, unit);
  if (byKey !== undefined) {
    const { evidence, confidence } = byKey;
    const { text } = region;
    yield toFinding(unit, region, { ...evidence, start: 0, end: text.length, value: text.trim(), confidence });
    return;
  }
  yield* partsOf(unit, region, hits.length > 0 ? hits : findAssigned(region.text, unit.path));
}

/** Each value once. */
function* partsOf(
  unit: Unit,
  region: Region,
  hits: readonly PrivateHit[],
  confidence?: Confidence,
): Generator<RawFinding> {
  const seen = new Set<string>();
  for (const hit of hits) {
    if (seen.has(hit.value)) continue;
    seen.add(hit.value);
    yield toFinding(unit, region, confidence === undefined ? hit : { ...hit, confidence });
  }
}

export interface PrivateDecision {
  readonly evidence: PrivateEvidence;
  readonly confidence: Confidence;
}

/** By the key alone; undefined where it says nothing, or the value does not look like what it promises. */
export function decidePrivate(scalar: ScalarNode, unit: Unit): PrivateDecision | undefined {
  const key = nearestKey(scalar)?.value;
  if (key === undefined || scalar.value === '' || scalar.value.length > LONGEST_VALUE || scalar.tag?.name === '!lambda')
    return undefined;
  if (rowsOfName(key).length === 0 && !mayTellChat(key) && !catalogueKeys().has(key)) return undefined;
  if (judge(scalar.value, unit.dialect) !== undefined) return undefined;
  const context = keyContext(scalar);
  if (context === undefined) return undefined;
  const value = scalar.value.trim();
  for (const evidence of privateEvidence(context, unit.dialect)) {
    const confidence = GATES[evidence.gate](value);
    if (confidence !== undefined && !isCommon(evidence.kind, value, context, unit)) return { evidence, confidence };
  }
  return undefined;
}

/** What the value looks like tells nothing where it stands. */
function isCommon(kind: PrivateKind, value: string, context: KeyContext, unit: Unit): boolean {
  if (kind === 'ssid') return isNamedAfterNode(context, value, unit);
  return kind === 'port' && isUsualPort(Number(value), context);
}

const LONGEST_VALUE = 300;
let keys: ReadonlySet<string> | undefined;

function catalogueKeys(): ReadonlySet<string> {
  keys ??= new Set(keysOfRows(['identity', 'location', 'network']));
  return keys;
}

/** Compose's `MYSQL_USER: teslamate`: named after the program that uses it. */
function isDatabaseUser(scalar: ScalarNode, unit: Unit): boolean {
  return (
    unit.dialect === 'compose' &&
    /^\w{0,30}(?:DB|DATABASE|MYSQL|MARIA|POSTGRES|PG|INFLUX|SQL)\w{0,10}_?USER(?:NAME)?$/.test(
      nearestKey(scalar)?.value ?? '',
    ) &&
    /^[a-z]{1,30}$/.test(scalar.value)
  );
}

function isExample(scalar: ScalarNode): boolean {
  return /^(?:example|examples|placeholder)$/.test(nearestKey(scalar)?.value ?? '');
}

/** What the key says that the text does not. */
function isElse(hit: PrivateHit, key: string | undefined, scalar: ScalarNode): boolean {
  if (hit.kind === 'email') return saysAuthor(scalar);
  if (hit.kind === 'ip') return VERSION_WORDS.has(splitWords(key ?? '').at(-1) ?? '');
  return hit.kind === 'host' && isOwnName(key, hit);
}

/** ESPHome gives a device the name that its file says, and ends it in `.local` (esphome.io: components/wifi, `use_address`). */
function isOwnName(key: string | undefined, { value }: PrivateHit): boolean {
  return key === 'use_address' && /\.local$/i.test(value);
}

function saysAuthor(scalar: ScalarNode): boolean {
  const key = nearestKey(scalar);
  const above = key?.parent.in === 'key' ? nearestKey(key.parent.map)?.value : undefined;
  return /author|maintain|contributor|codeowner/i.test(`${key?.value ?? ''} ${above ?? ''}`);
}

/** Longer ones are data or made by a program. */
const LONGEST_LINE = 2000;

function* inLine(unit: Unit, region: Region): Generator<RawFinding> {
  if (region.text.length > LONGEST_LINE) return;
  const hits = findPrivateTexts(region.text).filter(
    (hit) => hit.kind !== 'email' || isUsed(hit, region.text, unit.path),
  );
  const all = hits.length > 0 || NOTES.test(unit.path) ? hits : findAssigned(region.text, unit.path);
  yield* partsOf(unit, region, all, NOTES.test(unit.path) ? 'low' : undefined);
}

/** Not the contact of whoever wrote a program or a note. */
function isUsed({ start }: PrivateHit, text: string, path: string): boolean {
  return !NOTES.test(path) && (!CODE.test(path) || /["'`=:]$/.test(text.slice(0, start)));
}

function* inComments(unit: Unit): Generator<RawFinding> {
  /** By their shape, on each line. */
  const taken = new Map<number, readonly RawFinding[]>();
  for (const region of commentRegions(unit)) {
    if (region.text.length > LONGEST_LINE) continue;
    const key = /^[\s-]{0,40}(\w{1,60}):/.exec(region.text)?.[1];
    const hits = findPrivateTexts(region.text).filter((hit) => !(hit.kind === 'host' && isOwnName(key, hit)));
    if (hits.length > 0)
      taken.set(unit.source.position(region.span.start).line, [...partsOf(unit, region, hits, 'low')]);
  }
  for (const findings of taken.values()) yield* findings;
  const lines = commentedLines(
    unit,
    (text) => rowsOfName(/^[\s-]{0,40}["']?([\w -]{1,60})["']?:\s/.exec(text)?.[1]?.trim() ?? '').length > 0,
  );
  for (const { document, base } of lines) {
    for (const scalar of document.scalars) {
      const span = { start: base + scalar.span.start, end: base + scalar.span.end };
      if (isKey(scalar) || isReferenceTag(scalar) || isProse(scalar)) continue;
      const others = taken.get(unit.source.position(span.start).line) ?? [];
      if (others.some((other) => other.span.start < span.end && span.start < other.span.end)) continue;
      const decision = decidePrivate(scalar, { ...unit, document });
      if (decision === undefined) continue;
      const { kind, because } = decision.evidence;
      yield raw(kind, span, `This comment holds ${withArticle(KINDS[kind].noun)}: ${KINDS[kind].tells}.`, {
        confidence: 'low',
        whole: false,
        secret: new SecretValue(scalar.value),
        because: `commented out: ${because}`,
      });
    }
  }
}

function toFinding(unit: Unit, region: Region, hit: PrivateHit): RawFinding {
  const { noun, tells } = KINDS[hit.kind];
  const whole = region.text.trim().length === hit.end - hit.start || region.text.length === hit.end - hit.start;
  const holder = region.kind === 'comment' ? 'comment' : region.kind === 'line' ? 'line' : 'text';
  const what = whole ? `This ${noun} stands in the file` : `This ${holder} holds ${withArticle(noun)}`;
  return raw(hit.kind, locate(unit.source.text, region, hit), `${what}: ${tells}.`, {
    confidence: hit.confidence,
    node: region.scalar,
    whole,
    secret: new SecretValue(hit.value),
    because: hit.because,
  });
}

function raw(
  kind: PrivateKind,
  span: RawFinding['span'],
  message: string,
  rest: Omit<RawFinding, 'rule' | 'span' | 'message'>,
): RawFinding {
  const rule: PrivacyRule = KINDS[kind].rule;
  return { rule, span, message, ...rest };
}
