// Only ranges: what a pull request changes about the checks themselves. Who reviews it should see that beside the findings.
import type { Config } from '../config/config.js';
import { CONFIG_NAMES } from '../config/find.js';
import { BlobReader } from '../git/blobs.js';
import { blobsInTree } from '../git/repository.js';
import type { LintedFile } from '../lint-file.js';
import { LARGEST_FILE } from '../sources/limits.js';
import type { Scope } from './scope.js';

const MOST_LISTED = 20;

/** Suppressions, config and baseline that came in or went within the range, one line each. */
export async function describeRangeChanges(
  scope: Scope,
  linted: readonly LintedFile[],
  config: Config,
  baselineFile: string,
): Promise<string[]> {
  const brought = await scope.guard?.brought;
  if (scope.before === undefined || brought === undefined) return [];
  const settings = new Set([...CONFIG_NAMES, ...config.files, baselineFile]);
  const lines = [
    ...brought
      .filter(({ path }) => settings.has(path))
      .map(({ path, commit }) => `This range changes ${path}${inCommit(commit)}.`),
    ...(await removed(scope.before, settings)).map((path) => `This range removes ${path}.`),
    ...(await newComments(scope.before, linted)),
  ];
  const distinct = [...new Set(lines)];
  return distinct.length > MOST_LISTED
    ? [...distinct.slice(0, MOST_LISTED), `... and ${distinct.length - MOST_LISTED} more changes of the checks.`]
    : distinct;
}

type Before = NonNullable<Scope['before']>;

const inCommit = (commit: string | null): string => (commit === null ? '' : ` in commit ${commit.slice(0, 10)}`);

async function removed({ repository, versions }: Before, names: ReadonlySet<string>): Promise<string[]> {
  const there = new Set((await versions(names)).map(({ file }) => file).filter((file) => names.has(file)));
  if (there.size === 0) return [];
  const now = await blobsInTree(repository, 'HEAD', [...there]);
  return [...there].filter((path) => !now.has(path));
}

interface NewComment {
  readonly path: string;
  readonly line: number;
  readonly commit: string | null;
  /** The comment's line, and the next one where the comment stands alone. */
  readonly text: string;
}

/** Ignore comments with effect that did not stand there before, or now stand beside something else. */
async function newComments({ repository, versions }: Before, linted: readonly LintedFile[]): Promise<string[]> {
  const comments = linted.flatMap(commentsOf);
  const files = new Set(comments.map(({ path }) => path));
  if (files.size === 0) return [];
  const texts = new Map<string, string[]>();
  const reader = new BlobReader(repository.cwd, LARGEST_FILE);
  try {
    for (const { file, oid } of await versions(files)) {
      if (!files.has(file)) continue;
      const result = await reader.read(oid);
      if (result.kind === 'bytes')
        texts.set(file, [...(texts.get(file) ?? []), withoutCr(result.bytes.toString('utf8'))]);
    }
  } finally {
    reader.close();
  }
  return comments
    .filter(({ path, text }) => !(texts.get(path) ?? []).some((old) => old.includes(text)))
    .map(({ path, line, commit }) => `This range adds an ignore comment: ${path}:${line}${inCommit(commit)}.`);
}

function commentsOf({ blob, unit: { source }, comments }: LintedFile): NewComment[] {
  const { origin, path } = blob;
  return [...new Set(comments.values())].map((span) => {
    const { text } = source;
    const start = text.lastIndexOf('\n', span.start) + 1;
    const isAlone = /^\W*$/.test(text.slice(start, span.start));
    const end = endOfLine(text, span.end);
    return {
      path,
      line: source.position(span.start).line,
      commit: origin.kind === 'commit' ? origin.commit : null,
      text: withoutCr(text.slice(start, isAlone ? endOfLine(text, end + 1) : end)),
    };
  });
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

const withoutCr = (text: string): string => text.replaceAll('\r', '');
