// The `secrets` command: everything that can be said of the secrets files of a repository. Changes nothing.
import type { Keys } from '../../age/keys.js';
import { UserError } from '../../errors.js';
import type { Report } from '../../run/run.js';
import type { Severity } from '../../types.js';
import { lookUpAll, readSecretsFacts, type SecretsFacts, type SecretsRequest } from './facts.js';
import { findCopyIssues } from './find-copies.js';
import { findNameIssues } from './find-names.js';
import { findValueIssues } from './find-values.js';
import { counted } from './issue.js';
import { toReport } from './report.js';

export interface InspectRequest extends SecretsRequest {
  readonly levels: ReadonlyMap<string, Severity | 'off'>;
  /** To look into encrypted copies. */
  readonly keys: Keys | undefined;
}

export async function inspectSecrets(request: InspectRequest): Promise<Report> {
  const started = Date.now();
  const facts = await readSecretsFacts(request);
  const lookups = lookUpAll(facts);
  if (facts.secrets.length === 0 && facts.files.closed.size === 0 && lookups.size === 0)
    throw new UserError('no secrets file is here, and nothing refers to one', {
      hint: 'Run it in the folder of the configuration.',
    });
  const opened = await openCopies(facts, request.keys);
  const issues = [
    ...findNameIssues(facts, lookups),
    ...findValueIssues(facts, lookups),
    ...findCopyIssues(facts, ({ path }) => opened.get(path)),
  ];
  return toReport({ facts, issues, notes: notesOn(facts, lookups), levels: request.levels, started });
}

async function openCopies({ copies }: SecretsFacts, keys: Keys | undefined): Promise<Map<string, Buffer>> {
  const opened = new Map<string, Buffer>();
  if (keys === undefined) return opened;
  const { openSealed } = await import('../../age/age.js');
  for (const copy of copies) opened.set(copy.path, await openSealed(copy.bytes, keys, copy.path));
  return opened;
}

function notesOn(facts: SecretsFacts, lookups: ReturnType<typeof lookUpAll>): string[] {
  const notes: string[] = [];
  for (const path of [...facts.files.closed].sort()) {
    const count = [...lookups.values()].filter((lookup) => lookup.kind === 'unknown' && lookup.file === path).length;
    notes.push(
      `${path} cannot be read here (encrypted, or a link out of the tree): ${counted(count, 'reference')} not judged.`,
    );
  }
  const elsewhere = [...lookups.values()].filter(
    (lookup) => lookup.kind === 'unknown' && !facts.files.closed.has(lookup.file),
  ).length;
  if (elsewhere > 0)
    notes.push(`${counted(elsewhere, 'reference')} not judged: a secrets file of another place answers them.`);
  if (facts.outside.length > 0) notes.push(`Not followed, as they lead out of the tree: ${facts.outside.join(', ')}.`);
  if (facts.sealedFolders.length > 0)
    notes.push(`Not looked into, as they cannot be opened and git ignores them: ${facts.sealedFolders.join(', ')}.`);
  const found = [...lookups.values()].filter((lookup) => lookup.kind === 'found').length;
  const entries = facts.secrets.reduce((sum, text) => sum + text.entries.length, 0);
  notes.push(
    `${counted(facts.secrets.length, 'secrets file')} with ${entries} ${entries === 1 ? 'entry' : 'entries'}; ${found} of ${counted(lookups.size, 'reference')} resolved.`,
  );
  return notes;
}
