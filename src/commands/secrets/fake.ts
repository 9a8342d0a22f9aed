// `secrets fake`: writes a stand-in for a secrets file, or checks one.
import { join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../errors.js';
import { ignoreStates } from '../../git/repository.js';
import type { Report } from '../../run/run.js';
import { secretsFileKind } from '../../secrets/names.js';
import { readRegularFile } from '../../sources/read-file.js';
import type { Severity } from '../../types.js';
import { writeChange } from './apply.js';
import { readSecretsFacts, type SecretsFacts, type SecretsRequest } from './facts.js';
import { type NeededNames, neededNames, placeFor } from './fake-names.js';
import { checkFake, describeSpare, type FakePlan, planFake } from './fake-plan.js';
import { counted } from './issue.js';
import { toReport } from './report.js';
import { readSecretsText } from './texts.js';

export interface FakeCommand extends SecretsRequest {
  /** As given, relative to `cwd`. */
  readonly file: string;
  /** The secrets file, or its folder, that it stands in for. */
  readonly place: string | undefined;
}

interface Prepared {
  readonly facts: SecretsFacts;
  readonly path: string;
  readonly before: Buffer | undefined;
  readonly place: string;
  readonly needed: NeededNames;
}

export interface FakeResult {
  readonly plan: FakePlan;
  readonly place: string;
  readonly needed: number;
  readonly notes: readonly string[];
}

export async function writeFake(command: FakeCommand & { readonly dryRun: boolean }): Promise<FakeResult> {
  const prepared = await prepare(command);
  const { facts, path, before, place, needed } = prepared;
  const plan = planFake({ path, before, place, needed }, facts);
  if (!command.dryRun && before?.equals(plan.after) !== true) {
    const refused = writeChange(facts.root, { path, before, after: plan.after, like: { path: '.', secret: false } });
    if (refused !== undefined) throw new UserError(`it was not written: ${refused}`, { file: path });
  }
  return { plan, place, needed: needed.size, notes: [...(await notesOn(prepared)), ...spareNote(plan, facts)] };
}

export async function inspectFake(
  command: FakeCommand & { readonly levels: ReadonlyMap<string, Severity | 'off'> },
): Promise<Report> {
  const started = Date.now();
  const prepared = await prepare(command);
  const { facts, path, before, place, needed } = prepared;
  const fake = before && readSecretsText(path, before);
  if (before === undefined)
    throw new UserError('there is no such file', { file: path, hint: `Make it: ha-secrets-lint secrets fake ${path}` });
  if (fake === undefined) throw new UserError('this is encrypted, and a stand-in is not', { file: path });
  const issues = [...checkFake(fake, place, needed, facts)];
  const spare = describeSpare(
    fake.entries.map(({ name }) => name).filter((name) => !needed.has(name)),
    facts.files,
  );
  const notes = [
    ...(await notesOn(prepared)),
    ...(spare === undefined ? [] : [spare]),
    `${path} stands in for ${place}: ${counted(fake.entries.length, 'name')}, ${needed.size} looked up there.`,
  ];
  return toReport({ facts: { ...facts, secrets: [fake] }, issues, notes, levels: command.levels, started });
}

async function prepare(command: FakeCommand): Promise<Prepared> {
  const facts = await readSecretsFacts(command);
  const path = relative(facts.root, resolve(command.cwd, command.file)).split(sep).join('/');
  if (path.startsWith('../') || path === '')
    throw new UserError('the stand-in has to lie in the repository', { file: command.file });
  const read = readRegularFile(join(facts.root, path));
  if (read.kind !== 'bytes' && read.kind !== 'absent')
    throw new UserError(read.kind === 'unreadable' ? read.message : 'this is no regular file', { file: path });
  const asked =
    command.place === undefined
      ? undefined
      : relative(facts.root, resolve(command.cwd, command.place)).split(sep).join('/');
  const place = placeFor(path, asked === '' ? '.' : asked, facts);
  if (secretsFileKind(path) === 'secrets')
    throw new UserError('this is the name of a real secrets file', {
      file: path,
      hint: 'Name the stand-in otherwise, and let CI copy it there: secrets.fake.yaml, .github/secrets.yaml, tests/secrets.yaml.',
    });
  return {
    facts,
    path,
    before: read.kind === 'bytes' ? read.bytes : undefined,
    place,
    needed: neededNames(place, facts),
  };
}

async function notesOn({ facts, path }: Prepared): Promise<string[]> {
  const notes: string[] = [];
  if (secretsFileKind(path) !== 'stand-in')
    notes.push(
      `${path} does not tell by its name that it is a stand-in, so that lint reads it as a configuration: call it secrets.fake.yaml or the like.`,
    );
  const { repository } = facts;
  const state = repository === undefined ? undefined : (await ignoreStates(repository, [path])).get(path);
  if (state === 'ignored' || state === 'ignored-locally') notes.push(`git ignores ${path}: CI would not get it.`);
  for (const { path: unread, message } of facts.unread) notes.push(`Names in ${unread} are not known: ${message}.`);
  return notes;
}

function spareNote({ spare }: FakePlan, { files }: SecretsFacts): string[] {
  const note = describeSpare(spare, files);
  return note === undefined ? [] : [note];
}
