// What a program's own loader makes of files, before a fix and after: load.py for Home Assistant, load_esphome.py, load_appdaemon.py.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type FixedAll, fixAll } from '../support/fix-all';

export interface Loaded {
  readonly data?: unknown;
  readonly error?: string;
}

export interface Job {
  readonly root: string;
  readonly file: string;
  /** Files that the program has read before. */
  readonly first?: readonly string[];
}

const SCRIPTS = {
  'home-assistant': 'load.py',
  esphome: 'load_esphome.py',
  appdaemon: 'load_appdaemon.py',
} as const;

export type Loader = keyof typeof SCRIPTS;

export function load(loader: Loader, jobs: readonly Job[]): Loaded[] {
  const python = execFileSync(process.execPath, [join(__dirname, 'venv.mjs'), loader], { encoding: 'utf8' });
  const { status, stdout, stderr } = spawnSync(python, [join(__dirname, SCRIPTS[loader])], {
    input: jobs.map((job) => `${JSON.stringify(job)}\n`).join(''),
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    maxBuffer: 1 << 29,
  });
  if (status !== 0) throw new Error(`the loader failed: ${stderr.slice(-2000)}`);
  const answers = stdout.trimEnd().split('\n');
  if (answers.length !== jobs.length) throw new Error(`the loader answered ${answers.length} of ${jobs.length} jobs`);
  return answers.map((line) => JSON.parse(line) as Loaded);
}

/** Writes files into a folder of their own for as long as the work takes. */
export function inFolder<Result>(work: (folder: string) => Result): Result {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'hsl-oracle-')));
  try {
    return work(base);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

export function writeFiles(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

export interface Compared {
  readonly fixed: FixedAll;
  readonly before: Loaded;
  readonly after: Loaded;
}

/** Each text in a folder of its own, all its values replaced. */
export function compare(texts: readonly Buffer[], loader: Loader = 'home-assistant'): Compared[] {
  // Home Assistant looks above the file, the others only beside it
  const file = loader === 'home-assistant' ? 'packages/x.yaml' : 'x.yaml';
  return inFolder((base) => {
    const all = texts.map((text) => fixAll(text, undefined, loader));
    const jobs = all.flatMap((fixed, index) =>
      (['before', 'after'] as const).map((when) => {
        const root = join(base, `${index}-${when}`);
        writeFiles(root, { [file]: fixed[when] });
        if (when === 'after' && fixed.secrets.length > 0) writeFiles(root, { 'secrets.yaml': fixed.secrets });
        return { root, file };
      }),
    );
    const loaded = load(loader, jobs);
    return all.map((fixed, index) => ({ fixed, before: loaded[2 * index] ?? {}, after: loaded[2 * index + 1] ?? {} }));
  });
}
