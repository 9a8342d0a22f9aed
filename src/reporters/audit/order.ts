// The rows as a person takes them on: the points of the checklist, the worst one first, and so the rows of each.
import { type AuditPoint, type AuditReport, type AuditRow, countOf, VERDICTS, type Verdict } from './audit-report.js';

export interface PointGroup {
  readonly point: AuditPoint;
  readonly rows: readonly AuditRow[];
}

const rank = (verdict: Verdict): number => VERDICTS.indexOf(verdict);

export function groupRows(rows: readonly AuditRow[]): PointGroup[] {
  const groups = new Map<string, { point: AuditPoint; rows: AuditRow[] }>();
  for (const row of rows) {
    const group = groups.get(row.meta.point.id) ?? { point: row.meta.point, rows: [] };
    group.rows.push(row);
    groups.set(row.meta.point.id, group);
  }
  const worst = (group: PointGroup): number => Math.min(...group.rows.map(({ verdict }) => rank(verdict)));
  // both sorts keep the order of the checklist among equals
  return [...groups.values()]
    .map(({ point, rows: all }) => ({ point, rows: all.toSorted((a, b) => rank(a.verdict) - rank(b.verdict)) }))
    .toSorted((a, b) => worst(a) - worst(b));
}

/** How it stands, in one line. */
export function standing({ rows }: AuditReport): string {
  const [failing, doubtful, unknown] = [countOf(rows, 'fail'), countOf(rows, 'warn'), countOf(rows, 'unknown')];
  const said = [
    failing > 0 && `${failing} of ${rows.length} checks ${failing === 1 ? 'fails' : 'fail'}`,
    doubtful > 0 && `${doubtful} to look at`,
    unknown > 0 && `${unknown} that cannot be told here`,
    `${countOf(rows, 'pass')} fine`,
  ];
  return said.filter((part) => part !== false).join(', ');
}
