// Fixes what a run finds: reads the facts, lints, plans, writes in an order in which nothing can be lost, and lints again.
import { join } from 'node:path';
import { UserError } from '../../errors.js';
import type { Located } from '../../findings.js';
import { isWanted } from '../../fix/changes.js';
import { type FixPlan, planFix } from '../../fix/plan.js';
import { openRepository, type Repository } from '../../git/locate.js';
import { ignoreStates } from '../../git/repository.js';
import { restage } from '../../git/restage.js';
import { type LintRequest, lint, type Report } from '../../run/run.js';
import { readRegularFile } from '../../sources/read-file.js';
import { addIgnoreLines } from '../init/ignore-text.js';
import { applyChange, type FileChange, removeLeftovers } from './apply.js';
import { type FixFacts, readFixFacts } from './facts.js';

export interface FixRequest {
  readonly lint: LintRequest;
  readonly unsafe: boolean;
  /** A secrets file may be made where there is none. */
  readonly mayCreate: boolean;
  /** Replace entries of the index, too. */
  readonly restages: boolean;
}

export interface Failure {
  readonly path: string;
  readonly message: string;
  /** It was to be written and could not be. */
  readonly failed: boolean;
}

export interface PreparedFix {
  readonly request: FixRequest;
  readonly root: string;
  readonly repository: Repository | undefined;
  /** As it stands. */
  readonly report: Report;
  readonly plan: FixPlan;
  /** The .gitignore with further names; undefined where none is missing. */
  readonly ignore: { readonly before: Buffer | undefined; readonly after: Buffer } | undefined;
  /** What git must ignore afterwards. */
  readonly private: readonly string[];
  readonly failures: readonly Failure[];
}

export interface FixResult {
  readonly report: Report;
  readonly failures: readonly Failure[];
  /** Files that were written, or whose index entries were. */
  readonly written: readonly string[];
  readonly names: readonly { readonly path: string; readonly names: readonly string[] }[];
  /** Of the files that were fixed, those of which the index still holds what was found. */
  readonly leaking: readonly string[];
}

/** Looks and decides; changes nothing. */
export async function prepareFix(request: FixRequest): Promise<PreparedFix> {
  const { scope, cwd } = request.lint;
  if (scope.kind !== 'default' && scope.kind !== 'staged' && scope.kind !== 'paths')
    throw new UserError('--fix needs files that can be written: the working tree, or --staged');
  const repository = await openRepository(cwd);
  const root = repository?.root ?? cwd;
  const facts = await readFixFacts(root, repository, request.mayCreate);
  const report = await lint({ ...request.lint, fixing: async () => facts.fixing });
  const findings = await fixableFindings(request, report, facts);
  const plan = planFix(findings, {
    unsafe: request.unsafe,
    secretsBytes: facts.bytesOf,
    fixing: facts.fixing,
  });
  return { request, root, repository, report, plan, ...(await planIgnore(root, repository, report, plan, facts)) };
}

/** In the working tree; with --staged the index, and the files of the working tree each by its own content. */
async function fixableFindings(request: FixRequest, report: Report, facts: FixFacts): Promise<Located[]> {
  const from = (findings: readonly Located[], kind: 'index' | 'worktree'): Located[] =>
    findings.filter((one) => one.file?.blob.origin.kind === kind);
  if (request.lint.scope.kind !== 'staged') return from(report.findings, 'worktree');
  const staged = from(report.findings, 'index');
  const paths = [...new Set(staged.filter(({ finding }) => finding.fix !== null).map(({ finding }) => finding.file))]
    .map((path) => join(report.root, path))
    .filter((path) => readRegularFile(path).kind === 'bytes');
  const inTree =
    paths.length === 0
      ? []
      : (await lint({ ...request.lint, scope: { kind: 'paths', paths }, fixing: async () => facts.fixing })).findings;
  return [...(request.restages ? staged : []), ...from(inTree, 'worktree')];
}

async function planIgnore(
  root: string,
  repository: Repository | undefined,
  report: Report,
  plan: FixPlan,
  { tracked }: FixFacts,
): Promise<Pick<PreparedFix, 'ignore' | 'private' | 'failures'>> {
  if (repository === undefined) return { ignore: undefined, private: [], failures: [] };
  // what the index holds of these is encrypted
  const places = plan.places.filter((path) => !tracked.has(path));
  const states = await ignoreStates(repository, places);
  const open = places
    .filter((path) => states.get(path) === 'not-ignored')
    .map((path) => path.slice(path.lastIndexOf('/') + 1));
  const found = report.findings.flatMap(({ finding }) => (finding.fix?.kind === 'gitignore' ? [finding.fix.text] : []));
  const names = [...new Set([...open, ...found])].sort();
  if (names.length === 0) return { ignore: undefined, private: places, failures: [] };
  const refuse = (message: string) => ({
    ignore: undefined,
    private: places,
    failures: [{ path: '.gitignore', message, failed: true }],
  });
  const read = readRegularFile(join(root, '.gitignore'));
  if (read.kind !== 'bytes' && read.kind !== 'absent') return refuse('it is no plain file that can be read');
  const before = read.kind === 'bytes' ? read.bytes : undefined;
  const after = addIgnoreLines(before ?? Buffer.alloc(0), names);
  if (after === undefined) return refuse('it is no text that git can read (UTF-16?)');
  return { ignore: { before, after }, private: places, failures: [] };
}

/** Whether anything is to be written. */
export function changesAnything({ plan, ignore }: PreparedFix): boolean {
  return plan.files.length > 0 || plan.secrets.length > 0 || ignore !== undefined;
}

/** Writes, and looks again. */
export async function applyFix(prepared: PreparedFix): Promise<FixResult> {
  const { request, root, repository, plan } = prepared;
  const failures: Failure[] = [...prepared.failures];
  const written: string[] = [];
  const tell = (path: string, message: string | undefined, failed = false): boolean => {
    if (message !== undefined) failures.push({ path, message, failed });
    else if (!written.includes(path)) written.push(path);
    return message === undefined;
  };
  const write = (change: FileChange): boolean => {
    try {
      return tell(change.path, applyChange(root, change));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return tell(change.path, describe(error), true);
    }
  };
  for (const path of [...plan.secrets.map((one) => one.path), ...plan.files.map(({ file }) => file.blob.path)])
    removeLeftovers(root, path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
  const lacking = new Set<string>();
  for (const { path, before, after } of plan.secrets) {
    const like = { path: modelFor(root, path, plan), secret: true };
    if (!write({ path, before, after, like })) lacking.add(path);
  }
  writeIgnore(prepared, write);
  if (repository !== undefined) {
    const states = await ignoreStates(repository, prepared.private);
    for (const path of prepared.private)
      if (states.get(path) === 'not-ignored')
        failures.push({
          path,
          message: 'git does not ignore it: a later line or a .gitignore below takes it back',
          failed: false,
        });
  }
  const files = plan.files.filter(({ places }) => !places.some((path) => lacking.has(path)));
  const held = new Set<string>();
  for (const { file, before, after } of files)
    if (file.blob.origin.kind === 'worktree' && !write({ path: file.blob.path, before, after }))
      held.add(file.blob.path);
  // with the index fixed and the file not, the next look at the index would find nothing left to do
  const staged = files.filter(({ file }) => file.blob.origin.kind === 'index' && !held.has(file.blob.path));
  if (repository !== undefined && staged.length > 0) {
    const contents = staged.map(({ file, before, after }) => ({ path: file.blob.path, before, after }));
    try {
      const changed = await restage(repository, contents);
      for (const { path } of contents)
        tell(path, changed.includes(path) ? 'its entry in the index was changed while it was read' : undefined);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      tell('the index', describe(error), true);
    }
  }
  const now = await readFixFacts(root, repository, request.mayCreate);
  const report = await lint({ ...request.lint, fixing: async () => now.fixing });
  return {
    report,
    failures,
    written: written.filter((path) => files.some(({ file }) => file.blob.path === path)),
    names: plan.secrets.filter(({ path }) => !lacking.has(path)).map(({ path, names }) => ({ path, names })),
    leaking: await stillInIndex(prepared, report, written),
  };
}

/** The file whose owner and mode a new secrets file takes over. */
function modelFor(root: string, path: string, plan: FixPlan): string {
  const configuration = path.replace(/[^/]+$/, 'configuration.yaml');
  const user = plan.files.find(({ places }) => places.includes(path));
  return readRegularFile(join(root, configuration)).kind === 'bytes' || user === undefined
    ? configuration
    : user.file.blob.path;
}

const describe = ({ message, hint }: UserError): string => (hint === undefined ? message : `${message}. ${hint}`);

function writeIgnore({ ignore, plan }: PreparedFix, write: (change: FileChange) => boolean): void {
  if (ignore === undefined) return;
  const like = { path: plan.files[0]?.file.blob.path ?? '.', secret: false };
  write({ path: '.gitignore', ...ignore, like });
}

/** A commit now would publish these all the same: the working tree was fixed, the index was not. */
async function stillInIndex(prepared: PreparedFix, report: Report, written: readonly string[]): Promise<string[]> {
  const { request, repository } = prepared;
  const { scope } = request.lint;
  if (repository === undefined || scope.kind === 'staged' || written.length === 0) return [];
  const all = scope.kind === 'default' ? report : await lint({ ...request.lint, scope: { kind: 'default' } });
  const leaks = all.findings.filter(
    ({ finding, file }) =>
      file?.blob.origin.kind === 'index' && finding.severity === 'error' && written.includes(finding.file),
  );
  return [...new Set(leaks.map(({ finding }) => finding.file))];
}

/** Findings that would be fixed were there a secrets file. */
export function lacksSecretsFile({ report, request }: PreparedFix): boolean {
  return report.findings.some(({ finding }) => finding.noFix === 'no-secrets-file') && !request.mayCreate;
}

/** Findings that are left although there is a way: it changes more than where the value is kept. */
export function heldBack({ report, request }: PreparedFix): number {
  return report.findings.filter(({ finding }) => isWanted(finding, true) && !isWanted(finding, request.unsafe)).length;
}
