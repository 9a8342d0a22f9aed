// `secrets rename`: plans on what is there, then writes in an order in which a kill at any moment leaves every reference answered.
import { relative, resolve, sep } from 'node:path';
import { UserError } from '../../errors.js';
import { diffReferences, diffSecrets } from '../../fix/masked-diff.js';
import { applyChange, removeLeftovers } from '../fix/apply.js';
import { isOwnFile } from '../fix/facts-own-file.js';
import { readSecretsFacts, type SecretsFacts, type SecretsRequest } from './facts.js';
import { planRename, type RenamePlan, type Write } from './rename-plan.js';
import { folderOf } from './texts.js';

export interface RenameCommand extends SecretsRequest {
  readonly old: string;
  readonly next: string;
  /** Only the entry of this secrets file, relative to `cwd`. */
  readonly only: string | undefined;
  /** Also where files cannot be read that may refer to it. */
  readonly force: boolean;
}

export async function prepareRename(
  command: RenameCommand,
): Promise<{ readonly facts: SecretsFacts; readonly plan: RenamePlan }> {
  const facts = await readSecretsFacts(command);
  const only =
    command.only === undefined
      ? undefined
      : relative(facts.root, resolve(command.cwd, command.only)).split(sep).join('/');
  return { facts, plan: planRename({ old: command.old, next: command.next, only, force: command.force }, facts) };
}

/** As a unified diff in which no value can be read. */
export function diffRename({ entries, references, standIns, removals }: RenamePlan): string {
  const secrets = removals.map(({ path, before, after }) => {
    // what stands in between is not worth showing
    const first = entries.find((write) => write.path === path);
    return diffSecrets({ path, before: first?.before ?? before, after, names: [], isEnvironment: false });
  });
  return [
    ...secrets,
    ...standIns.map(({ path, before, after }) => diffSecrets({ path, before, after, names: [], isEnvironment: false })),
    ...references.map(({ path, before, after }) => diffReferences(path, before, after)),
  ].join('');
}

/** Writes; throws a `UserError` where a step could not be done: then both names are there, and the next run goes on. */
export function applyRename(root: string, { entries, references, standIns, removals }: RenamePlan): void {
  const all = [...entries, ...references, ...standIns, ...removals];
  for (const folder of new Set(all.map(({ path }) => folderOf(path)))) removeLeftovers(root, folder);
  for (const { path } of all)
    if (!isOwnFile(root, path))
      throw new UserError('it is a link, has a second name, is write-protected, or lies in a folder that is a link', {
        file: path,
        hint: 'Nothing was changed.',
      });
  const stages: readonly (readonly Write[])[] = [entries, [...references, ...standIns], removals];
  for (const [index, stage] of stages.entries())
    for (const write of stage) {
      const refused = applyChange(root, write);
      if (refused !== undefined)
        throw new UserError(`it was left alone: ${refused}`, {
          file: write.path,
          hint:
            index === 0
              ? 'Run it again.'
              : 'Both names are in the secrets file now, and every reference finds its value. Run it again to go on.',
        });
    }
}
