// What the audit's page adds to the style sheet of the others.
export const AUDIT_STYLE = `
.tiles .good b { color: var(--good); }
.badge.good { color: var(--good); background: var(--good-back); }
.badge.unknown { color: var(--soft); background: var(--code); }
.points { list-style: none; margin: 1.25rem 0 0; padding: 0; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
.points li { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; padding: .45rem 1rem; }
.points li + li { border-top: 1px solid var(--line); }
.badge { white-space: nowrap; }
.points .badge { font-size: .8rem; }
section.file { margin-top: 1.5rem; }
section.file > h2 { margin: 0; padding: .7rem 1rem 0; background: var(--code); }
section.file > .asks { margin: 0; padding: 0 1rem .6rem; background: var(--code); font-size: .875rem; }
.finding h3 { margin: .35rem 0 0; }
.finding .places { margin: .35rem 0; max-height: 12rem; }
section.file details { border-top: 1px solid var(--line); padding: .6rem 1rem; }
section.file summary { cursor: pointer; font-weight: 600; font-size: .875rem; }
section.file summary.good { color: var(--good); }
section.file details .finding { padding: .6rem 0; }
section.file details .finding:first-of-type { border-top: 0; }
section.file details ul { margin: .5rem 0 .25rem; padding-left: 1.25rem; font-size: .875rem; overflow-wrap: anywhere; }
@media print { section.file details::details-content { content-visibility: visible; } }
`;
