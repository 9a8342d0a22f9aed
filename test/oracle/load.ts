// Asks Home Assistant's own loader (load.py) for the data of files, references looked up.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Loaded {
  readonly data?: unknown;
  readonly error?: string;
}

let python: string | undefined;

export function load(jobs: readonly { readonly root: string; readonly file: string }[]): Loaded[] {
  python ??= execFileSync(process.execPath, [join(__dirname, 'venv.mjs')], { encoding: 'utf8' });
  const { status, stdout, stderr } = spawnSync(python, [join(__dirname, 'load.py')], {
    input: jobs.map((job) => `${JSON.stringify(job)}\n`).join(''),
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    maxBuffer: 1 << 29,
  });
  if (status !== 0) throw new Error(`the loader failed: ${stderr.slice(-2000)}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Loaded);
}
