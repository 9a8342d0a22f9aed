// SARIF 2.1.0 as GitHub's code scanning takes it: one run, every rule described, all lines and columns from 1.
// No fixes: a reference without its entry in the secrets file would lose the value, and the value must not be here.
// No `primaryLocationLineHash`: it is a hash of the line with the secret; the upload action makes its own.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
// https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
import type { Report } from '../run/run.js';
import type { Finding, Leak, RelatedPlace, RuleMeta } from '../types.js';
import { type ReportContext, shownFindings, worstFirst } from './context.js';
import { display, escapeActive } from './display.js';
import { pathToUri } from './path-text.js';
import { fullMessage } from './remedy.js';

/** Above this GitHub rejects the file. */
const MOST_RESULTS = 25_000;
const LONGEST_TEXT = 1_000;
const ROOT = '%SRCROOT%';

type Json = Readonly<Record<string, unknown>>;

export function reportSarif(report: Report, context: ReportContext): string {
  const findings = worstFirst(shownFindings(report, context).map(({ finding }) => finding));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { ...context.tool, semanticVersion: context.tool.version, rules: context.rules.map(descriptor) },
        },
        automationDetails: { id: category(report, context) },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [ROOT]: { description: { text: 'The root of the repository, or the folder that was read.' } },
        },
        invocations: [
          {
            executionSuccessful: report.errors.length === 0,
            toolExecutionNotifications: [...notifications(report, findings.length)],
          },
        ],
        results: [...results(findings, context), ...suppressedResults(report, context)].slice(0, MOST_RESULTS),
      },
    ],
  };
  return `${escapeActive(JSON.stringify(log, null, 2))}\n`;
}

/** What code scanning keeps apart: an upload replaces the results of the last one with this name, so that each shard has its own. */
function category({ shard }: Report, { tool }: ReportContext): string {
  return shard === undefined ? `${tool.name}/` : `${tool.name}/shard-${shard.part}-of-${shard.of}/`;
}

function descriptor({ id, class: kind, severity, summary, why, remedy, optIn }: RuleMeta): Json {
  const isSecurity = kind === 'credential' || kind === 'guard';
  return {
    id,
    shortDescription: { text: cut(sentence(summary)) },
    fullDescription: { text: cut(why) },
    help: { text: `${why}\n\n${remedy}`, markdown: `${why}\n\n**What to do:** ${remedy}` },
    defaultConfiguration: { level: severity },
    properties: {
      tags: isSecurity ? ['security', kind] : [kind],
      precision: kind === 'credential' || optIn === true ? 'high' : 'very-high',
      // 7.0 to 8.9 is shown as high, 4.0 to 6.9 as medium; rules without one are shown by their level
      ...(isSecurity ? { 'security-severity': severity === 'error' ? '8.0' : '5.5' } : {}),
    },
  };
}

/** Only with --verbose: GitHub takes results for alerts that are open whatever suppresses them. */
function* suppressedResults(report: Report, { rules, verbose }: ReportContext): Generator<Json> {
  if (verbose !== true) return;
  for (const { located, by, file, line } of report.suppressions)
    yield {
      ...result(located.finding, rules),
      suppressions: [
        {
          kind: by === 'comment' ? 'inSource' : 'external',
          location: { physicalLocation: { artifactLocation: artifact(file), region: { startLine: line } } },
        },
      ],
    };
}

/** Where some results have suppressions all must: these have none. */
function results(findings: readonly Finding[], { rules, verbose }: ReportContext): Json[] {
  return findings.map((finding) => ({ ...result(finding, rules), ...(verbose === true ? { suppressions: [] } : {}) }));
}

function result(finding: Finding, rules: readonly RuleMeta[]): Json {
  const { rule, severity, fingerprint, confidence, preexisting, commit, dialect, keyPath, related } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: severity,
    message: { text: cut(withoutLinks(fullMessage(finding))) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(finding.file),
          region: {
            startLine: finding.line,
            startColumn: finding.column,
            endLine: finding.endLine,
            endColumn: finding.endColumn,
          },
        },
        ...(keyPath === null ? {} : { logicalLocations: [{ fullyQualifiedName: display(keyPath), kind: 'property' }] }),
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: related.map(relatedLocation) }),
    partialFingerprints: { 'haSecretsLint/v1': fingerprint },
    properties: {
      confidence,
      preexisting,
      ...(dialect === null ? {} : { dialect }),
      ...(commit === null ? {} : { commit }),
      ...(finding.leak === undefined ? {} : { leak: leakOf(finding.leak) }),
    },
  };
}

function leakOf({ inHead, onRemote, firstCommit, firstPath }: Leak): Json {
  return { inHead, onRemote, firstCommit, firstPath: firstPath === null ? null : withoutLinks(display(firstPath)) };
}

function relatedLocation({ file, line, column, keyPath }: RelatedPlace, index: number): Json {
  return {
    id: index + 1,
    physicalLocation: { artifactLocation: artifact(file), region: { startLine: line, startColumn: column } },
    message: { text: 'The same value stands here.' },
    ...(keyPath === null ? {} : { logicalLocations: [{ fullyQualifiedName: display(keyPath), kind: 'property' }] }),
  };
}

/** What was not read, and what is not here: then the run says less than it seems to. */
function* notifications(report: Report, count: number): Generator<Json> {
  for (const { file, message } of report.errors)
    yield {
      level: 'error',
      message: { text: withoutLinks(`Could not be read: ${display(message)}`) },
      ...(file === null ? {} : { locations: [{ physicalLocation: { artifactLocation: artifact(file) } }] }),
    };
  for (const note of report.notes) yield { level: 'note', message: { text: withoutLinks(display(note)) } };
  if (count > MOST_RESULTS)
    yield {
      level: 'warning',
      message: { text: `Only the ${MOST_RESULTS} worst of ${count} findings are listed.` },
    };
}

function artifact(path: string): Json {
  const uri = pathToUri(path);
  // a path that leads out of the root is not relative to it
  return uri.startsWith('../') ? { uri } : { uri, uriBaseId: ROOT };
}

/** Viewers take `[text](target)` in a message for a link; here only a file's name can look like one. */
const withoutLinks = (text: string): string => text.replaceAll('](', '] (');

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
