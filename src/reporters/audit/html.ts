// The audit as one page to act on: the points of the checklist, the worst first, with what to do. It holds all it needs and runs
// nothing; the only addresses in it are those of guides, which open when somebody asks for them.
import { createHash } from 'node:crypto';
import { counted } from '../context.js';
import { html, Markup } from '../html/markup.js';
import { STYLE } from '../html/style.js';
import type { ToolInfo } from '../json.js';
import { type AuditReport, type AuditRow, countOf, isFailing, type Place, type Verdict } from './audit-report.js';
import { AUDIT_STYLE } from './html-style.js';
import { groupRows, type PointGroup, standing } from './order.js';

const WORDS: Readonly<Record<Verdict, string>> = {
  fail: 'fails',
  warn: 'look at it',
  unknown: 'cannot tell',
  pass: 'fine',
};
/** Beside a number. */
const COUNTED: Readonly<Record<Verdict, string>> = {
  fail: 'fail',
  warn: 'to look at',
  unknown: 'untold',
  pass: 'fine',
};
const CLASSES: Readonly<Record<Verdict, string>> = { fail: 'error', warn: 'warning', unknown: 'unknown', pass: 'good' };
const MOST_PLACES = 100;

export interface AuditPage {
  readonly tool: ToolInfo;
  readonly time: Date;
  readonly quiet: boolean;
}

export function auditHtml(report: AuditReport, { tool, time, quiet }: AuditPage): string {
  const style = STYLE + AUDIT_STYLE;
  const rows = quiet ? report.rows.filter((row) => isFailing(row, report.strict)) : report.rows;
  const groups = groupRows(rows);
  const hash = createHash('sha256').update(style).digest('base64');
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Security checklist: ${standing(report)}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header><div>
<h1>Home Assistant’s security checklist</h1>
<p class="soft">${standing(report)}. ${counted(report.files, 'file')} read.</p>
${tiles(report)}
</div></header>
<main>
${notes(report)}
${groups.length > 1 ? contents(groups) : undefined}
${groups.map(section)}
<footer>Written by ${tool.name} ${tool.version} on ${time.toISOString().slice(0, 16).replace('T', ' ')} UTC. No value of the configuration is shown.</footer>
</main>
</body>
</html>
`;
  return page.text;
}

function tiles({ rows }: AuditReport): Markup {
  const tile = (verdict: Verdict, noun: string): Markup => {
    const count = countOf(rows, verdict);
    return html`<li class="${count > 0 ? CLASSES[verdict] : ''}"><b>${count}</b>${noun}</li>`;
  };
  return html`<ul class="tiles">${[
    tile('fail', countOf(rows, 'fail') === 1 ? 'fails' : 'fail'),
    tile('warn', 'to look at'),
    tile('unknown', 'cannot be told here'),
    tile('pass', 'fine'),
  ]}</ul>`;
}

function notes({ rows, notes: said, errors, strict }: AuditReport): Markup[] {
  const unread = errors.map(
    ({ file, message }) => html`<li>${file === null ? undefined : html`<code>${file}</code>: `}${message}</li>`,
  );
  return [
    ...(rows.some((row) => isFailing(row, strict)) ? [] : [html`<div class="note good">Nothing fails.</div>`]),
    ...(unread.length === 0
      ? []
      : [html`<div class="note bad"><strong>Not everything could be read.</strong><ul>${unread}</ul></div>`]),
    ...(said.length === 0 ? [] : [html`<div class="note">${said.map((note) => html`<p>${prose(note)}</p>`)}</div>`]),
  ];
}

/** The points at a glance, each a link to its part. */
function contents(groups: readonly PointGroup[]): Markup {
  const rows = groups.map(({ point, rows: all }) => {
    const marks = (['fail', 'warn', 'unknown', 'pass'] as const)
      .map((verdict) => ({ verdict, count: countOf(all, verdict) }))
      .filter(({ count }) => count > 0)
      .map(({ verdict, count }) => html`<span class="badge ${CLASSES[verdict]}">${count} ${COUNTED[verdict]}</span> `);
    return html`<li><a href="#${point.id}">${point.title}</a><span>${marks}</span></li>`;
  });
  return html`<nav aria-label="Points"><ul class="points">${rows}</ul></nav>`;
}

function section({ point, rows }: PointGroup): Markup {
  const told = rows.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const untold = rows.filter(({ verdict }) => verdict === 'unknown');
  const fine = rows.filter(({ verdict }) => verdict === 'pass');
  const closed = [
    ...(untold.length === 0
      ? []
      : [html`<details><summary>${untold.length} that cannot be told here</summary>${untold.map(article)}</details>`]),
    ...(fine.length === 0
      ? []
      : [html`<details><summary class="good">${fine.length} fine</summary><ul>${fine.map(line)}</ul></details>`]),
  ];
  return html`<section class="file" id="${point.id}"><h2>${point.title}</h2><p class="asks soft">${point.asks}</p>
${told.map(article)}${closed}</section>
`;
}

const line = ({ meta, message }: AuditRow): Markup =>
  html`<li>${meta.title}: <span class="soft">${prose(message)}</span></li>`;

function article({ meta, verdict, message, places }: AuditRow): Markup {
  return html`<article class="finding" id="${meta.id}" data-verdict="${verdict}"><div class="head"><span class="badge ${CLASSES[verdict]}">${WORDS[verdict]}</span><code>${meta.id}</code></div>
<h3>${meta.title}</h3>
<p>${prose(sentence(message))}</p>${places.length === 0 ? undefined : placesList(places)}
<p class="soft">${prose(meta.why)}</p>
<p><strong>What to do:</strong> ${prose(meta.remedy)} <a href="${meta.help}" rel="noreferrer">More</a></p></article>
`;
}

function placesList(places: readonly Place[]): Markup {
  const shown = places
    .slice(0, MOST_PLACES)
    .map(({ file, line }) => html`<li><code>${file}${line === null ? '' : `:${line}`}</code></li>`);
  const more = places.length - shown.length;
  return html`<ul class="places">${shown}${more > 0 ? html`<li>and ${more} more</li>` : undefined}</ul>`;
}

/** A name stays as it is written. */
const sentence = (text: string): string =>
  /^[a-z]+[ ,]/.test(text) ? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.` : `${text}.`;

/** Our own texts put code between backticks. */
function prose(text: string): readonly Markup[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return [html`${text}`];
  return parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
