// The page's style sheet. Colours by the reader's own setting; contrast of all text at least 4.5 : 1 in both.
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --line: #d9dde3; --text: #1b1f24; --soft: #59636e;
  --error: #b42318; --error-back: #fdecea; --warning: #8a5300; --warning-back: #fff4dc;
  --good: #1a7f37; --good-back: #e6f6ea; --link: #0a58ca; --mark: #fbd5d1; --code: #f3f5f7;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1318; --card: #171c22; --line: #2f3740; --text: #e4e8ec; --soft: #9aa5b1;
    --error: #ff8a80; --error-back: #3a1b1a; --warning: #f2c063; --warning-back: #35280f;
    --good: #63d07f; --good-back: #14301d; --link: #7db4ff; --mark: #6b2622; --code: #10151a;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 5rem; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main, header > div { max-width: 70rem; margin: 0 auto; padding: 0 1.25rem; }
header { background: var(--card); border-bottom: 1px solid var(--line); padding: 1.5rem 0 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; font-weight: 600; }
p { margin: .35rem 0; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; }
.soft { color: var(--soft); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.tiles li { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; color: var(--soft); font-size: .875rem; }
.tiles b { display: block; font-size: 1.6rem; line-height: 1.2; color: var(--text); font-variant-numeric: tabular-nums; }
.tiles .error b { color: var(--error); }
.tiles .warning b { color: var(--warning); }
.note { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: 1.25rem 0 0; background: var(--card); }
.note.good { background: var(--good-back); border-color: transparent; color: var(--good); font-weight: 600; }
.note.bad { background: var(--error-back); border-color: transparent; }
.note.bad strong { color: var(--error); }
.note ul { margin: .35rem 0 0; padding-left: 1.25rem; overflow-wrap: anywhere; }
.rules { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); overflow: hidden; }
.rules details + details { border-top: 1px solid var(--line); }
.rules summary { display: grid; grid-template-columns: 1rem 14rem 4rem 8rem 1fr; gap: .75rem; align-items: center; padding: .5rem 1rem; cursor: pointer; list-style: none; }
.rules summary::-webkit-details-marker { display: none; }
.rules summary::before { content: "\\25b8"; color: var(--soft); }
.rules details[open] > summary::before { content: "\\25be"; }
.rules summary:hover { background: var(--code); }
.rules summary code { font-weight: 600; overflow-wrap: anywhere; }
.rules .count { text-align: right; font-variant-numeric: tabular-nums; }
.rules svg { width: 100%; height: .5rem; border-radius: .25rem; background: var(--code); }
.rules .error rect { fill: var(--error); }
.rules .warning rect { fill: var(--warning); }
.rules .body { padding: .25rem 1rem 1rem 2.75rem; }
.places { max-height: 24rem; overflow: auto; margin: .75rem 0 0; padding: 0; list-style: none; font-size: .875rem; }
.places li { overflow-wrap: anywhere; padding: .1rem 0 .1rem 1rem; text-indent: -1rem; }
.places a { font-variant-numeric: tabular-nums; margin-right: .15rem; }
.bar { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; background: var(--page); padding: .75rem 0; }
.bar[hidden] { display: none; }
.bar input, .bar select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .6rem; }
.bar input { flex: 1 1 16rem; min-width: 0; }
.bar output { color: var(--soft); font-size: .875rem; min-width: 9rem; text-align: right; font-variant-numeric: tabular-nums; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.file { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); margin: 0 0 1rem; overflow: hidden; }
.file > h3 { padding: .6rem 1rem; background: var(--code); display: flex; gap: 1rem; justify-content: space-between; align-items: baseline; }
.file > h3 .soft { font-weight: 400; font-size: .875rem; white-space: nowrap; }
.finding { padding: .8rem 1rem .9rem; border-top: 1px solid var(--line); }
.many .finding { content-visibility: auto; contain-intrinsic-size: auto 10rem; }
.finding:target { box-shadow: inset 3px 0 0 var(--link); }
.finding .head { display: flex; flex-wrap: wrap; gap: .25rem .6rem; align-items: baseline; font-size: .875rem; color: var(--soft); }
.finding .head a { margin-left: auto; text-decoration: none; white-space: nowrap; font-variant-numeric: tabular-nums; }
.badge { border-radius: 1rem; padding: 0 .6rem; font-weight: 600; }
.badge.error { color: var(--error); background: var(--error-back); }
.badge.warning { color: var(--warning); background: var(--warning-back); }
.finding p { overflow-wrap: anywhere; }
.finding pre, .after pre { margin: .5rem 0; padding: .5rem .75rem; background: var(--code); border: 1px solid var(--line); border-radius: .4rem; overflow-x: auto; line-height: 1.45; tab-size: 2; unicode-bidi: isolate; }
.finding pre i { font-style: normal; color: var(--soft); user-select: none; }
.after { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); padding: .5rem 1rem .8rem; overflow-wrap: anywhere; }
.after ol { margin: .35rem 0 .75rem; padding-left: 1.5rem; }
p > code { background: var(--code); border-radius: .25rem; padding: .1rem .3rem; }
mark { background: var(--mark); color: inherit; border-radius: .2rem; padding: 0 .1rem; }
footer { color: var(--soft); font-size: .875rem; padding: 1rem 0 3rem; }
[hidden] { display: none !important; }
@media (max-width: 48rem) {
  .rules summary { grid-template-columns: 1rem 1fr 3rem; }
  .rules summary svg, .rules summary .about { display: none; }
  .bar { position: static; }
  .bar output { text-align: left; }
}
@media print {
  .bar { display: none; }
  .many .finding { content-visibility: visible; }
  .finding { break-inside: avoid; }
  .places { max-height: none; }
}
`;
