// One page that holds everything it needs, for reading and for handing on: no request leaves it, no value is in it.

import { createHash } from 'node:crypto';
import type { Located } from '../findings.js';
import type { Report } from '../run/run.js';
import type { Finding, RuleMeta, Severity } from '../types.js';
import { alsoIn } from './also-in.js';
import { counted, type ReportContext, shownFindings, totals } from './context.js';
import { html, Markup } from './html/markup.js';
import { SCRIPT } from './html/script.js';
import { STYLE } from './html/style.js';
import { afterLeak, describeLeak } from './leak.js';
import { entryOf, isGone, placeOf, remedyOf } from './remedy.js';
import { summarise } from './summary.js';

/** Above this a browser lays out only what is in sight. */
const MANY = 300;

export function reportHtml(report: Report, context: ReportContext): string {
  const entries = shownFindings(report, context).map((located, at) => ({ located, id: `f${at + 1}` }));
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>ha-secrets-lint: ${totals(report)}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header><div>
<h1>ha-secrets-lint report</h1>
<p class="soft">${totals(report)}</p>
${tiles(report)}
</div></header>
<main${entries.length > MANY ? html` class="many"` : undefined}>
${notes(report, entries.length)}
${entries.length === 0 ? undefined : rulesSection(entries, context.rules)}
${entries.length === 0 ? undefined : filesSection(entries, context)}
${afterwards(report)}<footer>Written by ${context.tool.name} ${context.tool.version} on ${context.time.toISOString().slice(0, 16).replace('T', ' ')} UTC. Values are masked.</footer>
</main>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

interface Entry {
  readonly located: Located;
  readonly id: string;
}

/** Only this style sheet and this script; nothing is loaded, sent or framed. */
function policy(): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`;
}

function tiles(report: Report): Markup {
  const { errors, warnings, fixable, files, skipped, suppressed } = summarise(report);
  const tile = (count: number, noun: string, className = ''): Markup =>
    html`<li class="${count > 0 ? className : ''}"><b>${count.toLocaleString('en')}</b>${noun}</li>`;
  return html`<ul class="tiles">${[
    tile(errors, errors === 1 ? 'error' : 'errors', 'error'),
    tile(warnings, warnings === 1 ? 'warning' : 'warnings', 'warning'),
    tile(fixable, 'with a replacement'),
    tile(files, files === 1 ? 'file read' : 'files read'),
    ...(skipped > 0 ? [tile(skipped, 'skipped')] : []),
    ...(suppressed > 0 ? [tile(suppressed, 'ignored')] : []),
  ]}</ul>`;
}

function notes(report: Report, shown: number): Markup[] {
  const out: Markup[] = [];
  if (report.errors.length > 0) {
    const rows = report.errors.map(
      ({ file, message }) => html`<li>${file === null ? undefined : html`<code>${file}</code>: `}${message}</li>`,
    );
    out.push(
      html`<div class="note bad"><strong>Not everything could be read.</strong> This report is not complete.<ul>${rows}</ul></div>`,
    );
  }
  if (report.notes.length > 0)
    out.push(html`<div class="note">${report.notes.map((note) => html`<p>${prose(note)}</p>`)}</div>`);
  if (shown > 0) return out;
  const { errors, warnings, files } = summarise(report);
  if (files === 0)
    out.push(html`<div class="note bad"><strong>No file was read.</strong> This says nothing about secrets.</div>`);
  else if (errors + warnings > 0)
    out.push(
      html`<div class="note">${counted(warnings, 'warning')} ${warnings === 1 ? 'is' : 'are'} not shown (--quiet).</div>`,
    );
  else if (report.errors.length === 0)
    out.push(html`<div class="note good">No secrets found in ${counted(files, 'file')}.</div>`);
  return out;
}

function rulesSection(entries: readonly Entry[], rules: readonly RuleMeta[]): Markup {
  const groups = rules
    .map((meta) => ({ meta, entries: entries.filter(({ located }) => located.finding.rule === meta.id) }))
    .filter((group) => group.entries.length > 0)
    .sort((a, b) => b.entries.length - a.entries.length);
  const most = groups[0]?.entries.length ?? 1;
  return html`<h2 id="rules">By rule</h2>
<div class="rules">
${groups.map((group) => ruleGroup(group.meta, group.entries, most))}</div>
`;
}

function ruleGroup(meta: RuleMeta, entries: readonly Entry[], most: number): Markup {
  const level: Severity = entries.some(({ located }) => located.finding.severity === 'error') ? 'error' : 'warning';
  const width = Math.max(1, Math.round((100 * entries.length) / most));
  const places = byFile(entries).map(
    ([file, here]) =>
      html`<li>${file}: ${here.map(({ located, id }) => html`<a href="#${id}">${located.finding.line}</a> `)}</li>`,
  );
  return html`<details><summary class="${level}"><code>${meta.id}</code><span class="count">${entries.length.toLocaleString('en')}</span><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="8"/></svg><span class="about soft">${meta.summary}</span></summary>
<div class="body"><p>${prose(meta.why)}</p><p><strong>What to do:</strong> ${prose(meta.remedy)}</p><ul class="places">${places}</ul></div></details>
`;
}

function byFile(entries: readonly Entry[]): [string, Entry[]][] {
  const files = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { file } = entry.located.finding;
    const known = files.get(file);
    if (known === undefined) files.set(file, [entry]);
    else known.push(entry);
  }
  return [...files];
}

function filesSection(entries: readonly Entry[], context: ReportContext): Markup {
  const ids = [...new Set(entries.map(({ located }) => located.finding.rule))].sort();
  return html`<h2 id="files">By file</h2>
<div class="bar" id="bar" hidden>
<input id="query" type="search" placeholder="Search file, key or rule ( / )" aria-label="Search">
<select id="level" aria-label="Level"><option value="">errors and warnings</option><option value="error">errors</option><option value="warning">warnings</option></select>
<select id="rule" aria-label="Rule"><option value="">all rules</option>${ids.map((id) => html`<option>${id}</option>`)}</select>
<output id="shown"></output>
</div>
<div class="note" id="nothing" hidden>Nothing matches.</div>
${byFile(entries).map(([file, group]) => fileGroup(file, group, context))}`;
}

function fileGroup(file: string, entries: readonly Entry[], context: ReportContext): Markup {
  return html`<section class="file" data-file="${file}"><h3><span>${file}</span><span class="soft">${counted(entries.length, 'finding')}</span></h3>
${entries.map((entry) => findingArticle(entry, context))}</section>
`;
}

function findingArticle({ located, id }: Entry, context: ReportContext): Markup {
  const { rule, severity, line, column, keyPath, message, commit, preexisting } = located.finding;
  const others = alsoIn(located);
  const frame = context.frame(located);
  const width = String(frame.at(-1)?.number ?? 0).length;
  const lines = frame.map(({ number, text, mark }) => {
    const shown =
      mark === undefined
        ? html`${text}`
        : html`${text.slice(0, mark.start)}<mark>${text.slice(mark.start, mark.end)}</mark>${text.slice(mark.end)}`;
    return html`<i>${String(number).padStart(width)} | </i>${shown}
`;
  });
  return html`<article class="finding" id="${id}" data-level="${severity}" data-rule="${rule}"><div class="head"><span class="badge ${severity}">${severity}</span><code>${rule}</code>${keyPath === null ? undefined : html`<code>${keyPath}</code>`}${commit === null ? undefined : html`<span>commit <code>${commit.slice(0, 10)}</code></span>`}${preexisting ? html`<span>already in HEAD</span>` : undefined}<a href="#${id}">${line}:${column}</a></div>
<p>${prose(message)}</p>${lines.length === 0 ? undefined : html`<pre>${lines}</pre>`}${others === undefined ? undefined : html`<p>Also in ${others}.</p>`}${leakOf(located.finding)}${isGone(located.finding) ? undefined : remedy(located.finding)}</article>
`;
}

/** Links are to pages of our own table. */
function leakOf(finding: Finding): Markup | undefined {
  const said = describeLeak(finding);
  const rotate = finding.leak?.rotate ?? undefined;
  if (said === undefined) return undefined;
  const page = rotate?.url ?? undefined;
  const link = page === undefined ? undefined : html` <a href="${page}" rel="noreferrer">${page}</a>`;
  return html`<p><strong>Leaked:</strong> ${said}</p>${rotate === undefined ? undefined : html`<p><strong>Rotate:</strong> ${prose(rotate.how)}${link}</p>`}`;
}

function afterwards(report: Report): Markup | undefined {
  const after = afterLeak(report);
  if (after === undefined) return undefined;
  const commands = html`<pre>${after.commands.map((line) => html`${line}\n`)}</pre>`;
  return html`<h2 id="after">After a leak</h2>
<div class="after"><ol>${after.steps.map((step) => html`<li>${step}</li>`)}</ol>
${commands}<p>${after.note}</p></div>
`;
}

function remedy(finding: Finding): Markup | undefined {
  const { fix } = finding;
  if (fix === null || fix.kind === 'gitignore') {
    const text = remedyOf(finding);
    return text === undefined ? undefined : html`<p>${text}</p>`;
  }
  const store =
    fix.secretsFile === null ? undefined : html`, and in <code>${fix.secretsFile}</code>: <code>${entryOf(fix)}</code>`;
  return html`<p>${placeOf(fix)}: <code>${fix.text}</code>${store}</p>`;
}

/** Our own texts put code between backticks; a file's name in them may hold one as well. */
function prose(text: string): readonly Markup[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return [html`${text}`];
  return parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
