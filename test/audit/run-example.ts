// An example of a check as a real tree, in a real repository where it says so.
import { chmodSync, mkdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { audit } from '../../src/commands/audit/audit';
import type { AuditExample } from '../../src/commands/audit/check';
import type { AuditReport } from '../../src/reporters/audit/audit-report';
import { type Repo, withFolder } from '../support/repo';

export const TODAY = new Date('2026-11-26T12:00:00Z');

/** Paths of the machine lie in the example's own folder. */
export function runExample(example: AuditExample): Promise<AuditReport> {
  return withFolder((repo) => {
    lay(repo, example);
    const { machine, sshdConfig, hostRoot, ...request } = example.request ?? {};
    const inside = (path: string): string => (isAbsolute(path) ? path : repo.path(path));
    return audit({
      cwd: repo.dir,
      today: TODAY,
      host: false,
      ...request,
      machine: { ...machine, proc: inside(machine?.proc ?? '/proc'), sys: inside(machine?.sys ?? '/sys') },
      ...(sshdConfig === undefined ? {} : { sshdConfig: inside(sshdConfig) }),
      ...(hostRoot === undefined ? {} : { hostRoot: inside(hostRoot) }),
    });
  });
}

function lay(repo: Repo, { files, tracked, modes = {} }: AuditExample): void {
  mkdirSync(repo.dir, { recursive: true });
  repo.write(files);
  if (tracked !== undefined) {
    repo.git('init', '-q', '-b', 'main');
    repo.git('add', '-f', '--', ...tracked);
  }
  for (const [path, mode] of Object.entries(modes)) chmodSync(join(repo.dir, path), mode);
}
