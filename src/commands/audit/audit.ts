// The audit: facts to verdicts, one row a check. Prints nothing.
import type { AuditReport, AuditRow } from '../../reporters/audit/audit-report.js';
import { AUDIT_CHECKS } from './checks/index.js';
import { type AuditFacts, type AuditRequest, readAuditFacts } from './facts.js';
import { POINTS } from './points.js';

export async function audit(request: AuditRequest & { readonly strict?: boolean }): Promise<AuditReport> {
  const started = Date.now();
  const facts = await readAuditFacts(request);
  return {
    root: facts.root,
    rows: judgeAll(facts),
    strict: request.strict === true,
    files: facts.lint.files,
    notes: notesOf(facts),
    errors: facts.errors,
    ms: Date.now() - started,
  };
}

/** Pure. The host's checks only where the host was looked at. */
export function judgeAll(facts: AuditFacts): AuditRow[] {
  const asked = AUDIT_CHECKS.filter(({ point }) => point !== POINTS.host || facts.host !== undefined);
  return asked.map((check) => {
    const { id, point, title, why, remedy, help } = check;
    const outcome = check.judge(facts);
    return {
      meta: { id, point, title, why, remedy, help },
      verdict: outcome.verdict,
      message: outcome.message,
      absent: outcome.absent === true,
      places: outcome.places ?? [],
    };
  });
}

function notesOf({ otherHomes, home, host }: AuditFacts): string[] {
  const [first] = otherHomes;
  return [
    ...(home !== undefined && first !== undefined
      ? [
          `${home.file} is what is looked at; other configurations are here, too (${first}${otherHomes.length > 1 ? ' ...' : ''}): run audit in their folders.`,
        ]
      : []),
    ...(host === undefined ? ['SSH and host: `ha-secrets-lint audit --host` looks at this machine, too.'] : []),
  ];
}
