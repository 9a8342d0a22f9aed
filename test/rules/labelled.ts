// Reads the labelled files: what must be found stands on its line as `# expect: rule-id`, and nothing else may be found.
// Marks and generated values are resolved before linting, so that the linted text is what a user's file would hold.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { makeSample } from '../../src/rules/examples.js';
import { ruleMeta } from '../../src/rules/index.js';
import type { Severity } from '../../src/types.js';

const FOLDER = join(__dirname, '../fixtures/labelled');
/** In formats without comments (JSON) the marks stand in a file beside: `12 rule-id`. */
const SIDE_FILE = '.expect';

export interface Expected {
  readonly line: number;
  readonly rule: string;
  readonly severity: Severity;
}

export interface LabelledFile {
  /** The configuration the file belongs to: a folder below `labelled`. */
  readonly home: string;
  /** As the linter sees it, from the configuration's root. */
  readonly path: string;
  readonly text: string;
  readonly expected: readonly Expected[];
  /** Lines that say `expect: nothing`: tempting, and no secret. */
  readonly tempting: readonly number[];
}

/** What opens a comment in the formats of the fixtures, then the mark, at the end of a line or alone on the line before. */
const MARK = /^(.*?)[ \t]*(?<![^ \t])(?:#|\/\/|--|;|<!--|\/\*)[ \t]*expect: ([a-z, -]+?)[ \t]*(?:-->|\*\/)?$/;
const SAMPLE = /⟪([^⟫\n]+)⟫/g;

export function loadLabelled(): readonly LabelledFile[] {
  return walk(FOLDER)
    .filter((path) => !path.endsWith(SIDE_FILE))
    .map((path) => readLabelled(path));
}

/** Writes one configuration into a folder of its own, for as long as the test looks at it. */
export async function withHome<T>(files: readonly LabelledFile[], look: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'labelled-')));
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await look(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function walk(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? walk(path) : [path];
    });
}

function readLabelled(file: string): LabelledFile {
  const [home = '', ...rest] = relative(FOLDER, file).split(sep);
  const path = rest.join('/');
  const expected: Expected[] = [];
  const tempting: number[] = [];
  const take = (labels: string, line: number): void => {
    for (const label of labels.split(/, */)) {
      const [rule = '', severity, ...more] = label.trim().split(' ');
      if (more.length > 0 || (severity !== undefined && severity !== 'warning' && severity !== 'error'))
        throw new Error(`${path}: no such mark: ${label}`);
      if (rule === 'nothing') tempting.push(line);
      else expected.push({ line, rule, severity: severity ?? ruleMeta(rule).severity });
    }
  };
  const lines: string[] = [];
  let waiting: string | undefined;
  for (const raw of readFileSync(file, 'utf8').split('\n')) {
    const mark = MARK.exec(raw);
    const [, text = raw, labels] = mark ?? [];
    if (mark === null && /expect(?:ed)?: ?[a-z]+-/.test(raw)) throw new Error(`${path}: a mark that is none: ${raw}`);
    if (labels !== undefined && text.trim() === '') {
      waiting = labels;
      continue;
    }
    lines.push(text);
    for (const all of [waiting, labels]) if (all !== undefined) take(all, lines.length);
    waiting = undefined;
  }
  for (const line of sideMarks(file)) take(line.labels, line.line);
  let seed = 0;
  const text = lines.join('\n').replace(SAMPLE, (_, description: string) => makeSample(description, ++seed));
  return { home, path, text, expected, tempting };
}

function sideMarks(file: string): { line: number; labels: string }[] {
  const folder = join(file, '..');
  const name = `${basename(file)}${SIDE_FILE}`;
  if (!readdirSync(folder).includes(name)) return [];
  return readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [number = '', ...labels] = line.split(' ');
      return { line: Number(number), labels: labels.join(' ') };
    });
}
